#include "ui/night/night_export_panel.h"

#include "ui/theme/theme.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/text.h"

#include <QCheckBox>
#include <QClipboard>
#include <QFileDialog>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <array>

namespace vetrina::ui {

namespace {

constexpr std::array formats{ "list", "csv", "json", "votable" };

QCheckBox* box(const QString& words)
{
    auto* made = new QCheckBox(words);
    made->setFocusPolicy(Qt::TabFocus);
    made->setAccessibleName(words);
    return made;
}

} // namespace

NightExportPanel::NightExportPanel(QWidget* parent)
    : QFrame(parent)
    , m_grid(new QGridLayout)
    , m_flagged(box(tr("Flagged")))
    , m_skipped(box(tr("Skipped")))
    , m_notes(box(tr("With a note")))
    , m_format(new Segmented(tr("Form of the export")))
    , m_line(new QLineEdit(QString::fromStdString(session::NightExport().line)))
    , m_sample(new ElidedLabel("mono-small"))
    , m_count(label({}, "second"))
    , m_copy(new QPushButton(tr("Copy")))
    , m_save(new QPushButton(tr("Save…")))
{
    setObjectName("panel");
    m_format->setFill(true);
    m_format->add(0, tr("List"), tr("One line a candidate, to paste"));
    m_format->add(1, tr("CSV"), tr("Commas, a line of names"));
    m_format->add(2, tr("JSON"), tr("An array of objects"));
    m_format->add(3, tr("VOTable"), tr("For TOPCAT, Aladin, astropy"));
    m_format->choose(0);
    m_line->setProperty("role", "mono");
    m_line->setAccessibleName(tr("A line of the list"));
    m_line->setToolTip(tr("{object} {candid} {code} {label} {mag} {band} {ra} {dec} {note} {flag}"));
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(4);
    for (QPushButton* button : { m_copy, m_save })
        button->setFocusPolicy(Qt::TabFocus);
    m_copy->setToolTip(tr("To the clipboard"));
    m_save->setToolTip(tr("To a file"));

    auto* head = new QHBoxLayout;
    head->addWidget(label(tr("Export"), "head"));
    head->addStretch(1);
    head->addWidget(m_count);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch(1);
    buttons->addWidget(m_copy);
    buttons->addWidget(m_save);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 10, 12, 12);
    column->setSpacing(8);
    column->addLayout(head);
    column->addLayout(m_grid);
    column->addWidget(m_format);
    column->addWidget(m_line);
    column->addWidget(m_sample);
    column->addLayout(buttons);

    for (QCheckBox* one : { m_flagged, m_skipped, m_notes })
        connect(one, &QCheckBox::toggled, this, &NightExportPanel::update);
    connect(m_format, &Segmented::chose, this, [this] {
        update();
        Q_EMIT formChanged();
    });
    connect(m_line, &QLineEdit::textEdited, this, [this] {
        update();
        Q_EMIT formChanged();
    });
    connect(m_copy, &QPushButton::clicked, this, &NightExportPanel::copy);
    connect(m_save, &QPushButton::clicked, this, &NightExportPanel::chooseFile);
    update();
}

void NightExportPanel::setProject(Project* project)
{
    m_life.drop();
    m_project = project;
    m_report.reset();
    m_ofScheme.clear();
    update();
}

void NightExportPanel::setReport(std::shared_ptr<const session::NightReport> report)
{
    m_report = std::move(report);
    fillClasses();
    update();
}

/// A box a class that somebody has; of another scheme, or where a class is new, all are ticked.
void NightExportPanel::fillClasses()
{
    QStringList names;
    for (const auto& [name, count] : m_report->classes)
        names << QString::fromStdString(name);
    const QString now = QString::fromStdString(m_report->scheme.name) + '\n' + names.join('\n');
    if (now == m_ofScheme)
        return;
    m_ofScheme = now;
    while (QLayoutItem* item = m_grid->takeAt(0))
        delete item;
    for (const auto& [name, one] : m_classes)
        delete one;
    m_classes.clear();
    const auto* styles = m_project ? &m_project->classes() : nullptr;
    int at = 0;
    const auto place = [&](QCheckBox* one) {
        m_grid->addWidget(one, at / 3, at % 3);
        ++at;
    };
    for (const auto& [name, count] : m_report->classes) {
        auto* one = box(styles ? styles->of(name).title : QString::fromStdString(name));
        one->setChecked(true);
        connect(one, &QCheckBox::toggled, this, &NightExportPanel::update);
        m_classes.emplace_back(name, one);
        place(one);
    }
    at = (at + 2) / 3 * 3;
    for (QCheckBox* one : { m_flagged, m_skipped, m_notes })
        place(one);
}

session::NightExport NightExportPanel::choice() const
{
    session::NightExport choice;
    choice.format = formats[static_cast<std::size_t>(std::max(0, m_format->chosen()))];
    for (const auto& [name, one] : m_classes)
        if (one->isChecked())
            choice.classes.push_back(name);
    choice.flagged = m_flagged->isChecked();
    choice.skipped = m_skipped->isChecked();
    choice.notes = m_notes->isChecked();
    choice.line = m_line->text().toStdString();
    return choice;
}

void NightExportPanel::setForm(const QString& format, const QString& line)
{
    for (std::size_t i = 0; i < formats.size(); ++i)
        if (format == QLatin1String(formats[i]))
            m_format->choose(static_cast<int>(i));
    if (!line.isEmpty())
        m_line->setText(line);
    update();
}

QString NightExportPanel::ending() const
{
    constexpr std::array endings{ "txt", "csv", "json", "xml" };
    return endings[static_cast<std::size_t>(std::max(0, m_format->chosen()))];
}

void NightExportPanel::update()
{
    const session::NightExport now = choice();
    const bool list = now.format == "list";
    m_line->setVisible(list);
    const std::size_t lines = m_report ? session::linesOf(*m_report, now) : 0;
    m_count->setText(tr("%n candidates", nullptr, static_cast<int>(lines)));
    for (QPushButton* button : { m_copy, m_save }) {
        button->setEnabled(lines > 0);
    }
    // The first line as it will be: what is wrong with the pattern is seen while it is written.
    m_sample->setVisible(list);
    m_line->setProperty("wrong", false);
    auto* sample = static_cast<ElidedLabel*>(m_sample);
    sample->setText({});
    if (list && m_report && !m_report->lines.empty()) {
        session::NightReport first;
        first.scheme = m_report->scheme;
        for (const auto& line : m_report->lines) {
            first.lines = { line };
            if (session::linesOf(first, now) > 0)
                break;
        }
        const auto text = session::nightText(first, now);
        m_line->setProperty("wrong", !text);
        sample->setText(
            QString::fromStdString(text ? *text : text.error().message + ". " + text.error().remedy).simplified());
    }
    m_line->style()->unpolish(m_line);
    m_line->style()->polish(m_line);
}

void NightExportPanel::copy()
{
    if (!m_project || !m_report)
        return;
    auto text = m_project->services().io->submit(
        [report = m_report, now = choice()](std::stop_token) { return session::nightText(*report, now); });
    const auto lines = static_cast<int>(session::linesOf(*m_report, choice()));
    then(std::move(text), this, m_life.token(), [this, lines](Result<std::string> made) {
        if (!made) {
            Q_EMIT said(QString::fromStdString(made.error().message + ": " + made.error().remedy), true);
            return;
        }
        QGuiApplication::clipboard()->setText(QString::fromStdString(*made));
        Q_EMIT said(tr("Copied: %n candidates.", nullptr, lines), false);
    });
}

void NightExportPanel::chooseFile()
{
    if (!m_project)
        return;
    const QString file = QFileDialog::getSaveFileName(
        this, tr("Save the night"), m_project->name() + QStringLiteral("-labels.") + ending(), tr("All files (*)"));
    if (!file.isEmpty())
        save(file);
}

void NightExportPanel::save(const QString& file)
{
    if (!m_project || !m_report)
        return;
    const auto lines = static_cast<int>(session::linesOf(*m_report, choice()));
    auto written = m_project->services().io->submit(
        [report = m_report, now = choice(), path = std::filesystem::path(file.toStdString())](
            std::stop_token) -> Result<bool> {
            return session::writeNight(*report, now, path).map([] { return true; });
        });
    then(std::move(written), this, m_life.token(), [this, file, lines](Result<bool> done) {
        if (done)
            Q_EMIT said(tr("%n candidates in %1.", nullptr, lines).arg(file), false);
        else
            Q_EMIT said(tr("Not saved: ")
                    + QString::fromStdString(done.error().message
                        + (done.error().remedy.empty() ? std::string() : " · " + done.error().remedy)),
                true);
    });
}

} // namespace vetrina::ui
