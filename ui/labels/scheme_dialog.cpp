#include "ui/labels/scheme_dialog.h"

#include "core/base/file.h"
#include "ui/labels/class_row.h"
#include "ui/scan/label_bar.h"
#include "ui/widgets/text.h"

#include <QFileDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QStyle>

#include <algorithm>

namespace vetrina::ui {

namespace {

QString textOf(const std::string& text) { return QString::fromStdString(text); }

void mark(QLineEdit* line, bool wrong)
{
    if (line->property("wrong").toBool() == wrong)
        return;
    line->setProperty("wrong", wrong);
    line->style()->unpolish(line);
    line->style()->polish(line);
}

/// The first digit, then letter, that nothing has.
std::string freeKey(const std::vector<data::LabelClass>& classes, const std::map<std::string, std::string>& taken)
{
    for (const char key : std::string_view("1234567890qwertyuiopasdfghjklzxcvbnm")) {
        const std::string one(1, key);
        if (!taken.contains(one) && std::ranges::find(classes, one, &data::LabelClass::key) == classes.end())
            return one;
    }
    return {};
}

} // namespace

SchemeDialog::SchemeDialog(
    Project* project, std::vector<data::LabelScheme> schemes, std::map<std::string, std::string> taken, QWidget* parent)
    : QDialog(parent)
    , m_project(project)
    , m_taken(std::move(taken))
{
    setWindowTitle(tr("Label schemes"));
    setModal(true);
    resize(1040, 640);
    for (data::LabelScheme& scheme : schemes)
        m_drafts.push_back({ scheme, scheme, false });
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(makeList());
    row->addWidget(makeForm(), 1);
    fillList();
    turnTo(0);
    connect(m_list, &QListWidget::currentRowChanged, this, &SchemeDialog::turnTo);
}

void SchemeDialog::turnTo(int index)
{
    if (index < 0 || index == m_current || index >= static_cast<int>(m_drafts.size()))
        return;
    keepDraft();
    m_current = index;
    m_list->setCurrentRow(index);
    say({}, false);
    fill();
}

void SchemeDialog::show(const std::string& name)
{
    for (std::size_t i = 0; i < m_drafts.size(); ++i)
        if (m_drafts[i].now.name == name)
            turnTo(static_cast<int>(i));
}

void SchemeDialog::keepDraft()
{
    if (m_current >= 0)
        m_drafts[static_cast<std::size_t>(m_current)].now = edited();
}

data::LabelScheme SchemeDialog::edited() const
{
    data::LabelScheme scheme = m_drafts[static_cast<std::size_t>(m_current)].now;
    scheme.title = m_title->text().trimmed().toStdString();
    scheme.name = m_name->text().trimmed().toStdString();
    scheme.about = m_about->text().trimmed().toStdString();
    scheme.multi = m_multi->isChecked();
    scheme.classes.clear();
    for (const ClassRow* row : m_rows)
        scheme.classes.push_back(row->value());
    return scheme;
}

std::vector<data::SchemeProblem> SchemeDialog::problems() const
{
    const data::LabelScheme scheme = edited();
    auto found = data::problemsOf(scheme, m_taken);
    for (std::size_t i = 0; i < m_drafts.size(); ++i)
        if (static_cast<int>(i) != m_current && m_drafts[i].now.name == scheme.name)
            found.push_back({ -1, "name", tr("There is a scheme of that name.").toStdString() });
    return found;
}

void SchemeDialog::fill()
{
    const Draft& draft = m_drafts[static_cast<std::size_t>(m_current)];
    m_title->setText(textOf(draft.now.title));
    m_name->setText(textOf(draft.now.name));
    m_name->setEnabled(draft.isNew);
    m_name->setToolTip(draft.isNew ? tr("What labels are stored under") : tr("Labels are stored under this name"));
    m_about->setText(textOf(draft.now.about));
    m_multi->setChecked(draft.now.multi);
    fillRows(draft.now.classes);
    look();
}

void SchemeDialog::fillRows(const std::vector<data::LabelClass>& classes)
{
    while (m_rows.size() > classes.size()) {
        delete m_rows.back();
        m_rows.pop_back();
    }
    while (m_rows.size() < classes.size()) {
        auto* row = new ClassRow;
        m_classes->insertWidget(static_cast<int>(m_rows.size()), row);
        connect(row, &ClassRow::edited, this, &SchemeDialog::look);
        connect(row, &ClassRow::upAsked, this, [this, row] { move(row, -1); });
        connect(row, &ClassRow::downAsked, this, [this, row] { move(row, 1); });
        connect(
            row, &ClassRow::removeAsked, this, [this, row] { move(row, 0); }, Qt::QueuedConnection);
        m_rows.push_back(row);
    }
    for (std::size_t i = 0; i < classes.size(); ++i)
        m_rows[i]->set(classes[i]);
}

/// Up, down, or out of the list with 0.
void SchemeDialog::move(ClassRow* row, int by)
{
    auto classes = edited().classes;
    const auto at = static_cast<int>(std::ranges::find(m_rows, row) - m_rows.begin());
    const int to = at + by;
    if (by == 0)
        classes.erase(classes.begin() + at);
    else if (to >= 0 && to < rows())
        std::swap(classes[static_cast<std::size_t>(at)], classes[static_cast<std::size_t>(to)]);
    fillRows(classes);
    look();
}

void SchemeDialog::addClass()
{
    auto classes = edited().classes;
    data::LabelClass one;
    one.key = freeKey(classes, m_taken);
    one.colour = "none";
    one.mark = "ring";
    classes.push_back(one);
    fillRows(classes);
    look();
    m_rows.back()->field("title")->setFocus(Qt::OtherFocusReason);
}

void SchemeDialog::makeNew()
{
    keepDraft();
    data::LabelScheme scheme;
    std::string name = "my-scheme";
    for (int i = 2; std::ranges::any_of(m_drafts, [&](const Draft& one) { return one.now.name == name; }); ++i)
        name = "my-scheme-" + std::to_string(i);
    scheme.name = name;
    scheme.title = tr("My scheme").toStdString();
    scheme.classes = { { "real", "Real", "Real", "REAL", "1", "real", "disc" },
        { "bogus", "Bogus", "Bogus", "BOG", "2", "bog", "cross" } };
    m_drafts.push_back({ {}, scheme, true });
    fillList();
    turnTo(static_cast<int>(m_drafts.size()) - 1);
    m_title->setFocus(Qt::OtherFocusReason);
    m_title->selectAll();
}

/// What is wrong at its field, and the keys as they will be.
void SchemeDialog::look()
{
    const data::LabelScheme scheme = edited();
    const Draft& draft = m_drafts[static_cast<std::size_t>(m_current)];
    const auto all = problems();
    QStringList general;
    bool title = false, name = false;
    for (const data::SchemeProblem& one : all)
        if (one.classIndex < 0) {
            title = title || one.field == "title";
            name = name || one.field == "name";
            general << textOf(one.message);
        }
    mark(m_title, title);
    mark(m_name, name);
    m_wrong->setText(general.join(' '));
    m_wrong->setVisible(!general.isEmpty());
    for (int i = 0; i < rows(); ++i) {
        std::vector<data::SchemeProblem> mine;
        std::ranges::copy_if(all, std::back_inserter(mine), [i](const auto& one) { return one.classIndex == i; });
        row(i)->setProblems(mine);
        row(i)->setPlace(i == 0, i == rows() - 1, rows() == 1);
    }
    m_preview->setClasses(stylesOf(scheme));
    m_preview->setEnabledAll(true, {});
    const int version = draft.isNew ? 1 : data::nextVersion(scheme, draft.kept);
    const bool changed = draft.isNew || version != draft.kept.version;
    m_version->setText(draft.isNew ? tr("new") : tr("version %1").arg(draft.kept.version));
    m_save->setText(changed && !draft.isNew ? tr("Save as version %1").arg(version) : tr("Save"));
    const bool readOnly = m_project && m_project->readOnly();
    m_save->setEnabled(changed && all.empty() && !readOnly);
    m_save->setToolTip(readOnly ? tr("This project is open for reading only")
            : !all.empty()      ? tr("Something is wrong in the fields marked red")
            : !changed          ? tr("Nothing was changed")
                                : tr("Keeps it in this project and labels with it from now on"));
    m_add->setEnabled(rows() < 64);
}

void SchemeDialog::save()
{
    if (!m_save->isEnabled())
        return;
    keepDraft();
    m_save->setEnabled(false);
    then(m_project->saveScheme(edited()), this, m_life.token(), [this](Result<ClassStyles> styles) {
        if (!styles) {
            look();
            say(tr("Not saved: ") + textOf(styles.error().message)
                    + (styles.error().remedy.empty() ? QString()
                                                     : QStringLiteral(" · ") + textOf(styles.error().remedy)),
                true);
            return;
        }
        const data::LabelScheme scheme = styles->scheme();
        m_project->setClasses(std::move(*styles));
        accept();
        Q_EMIT saved(textOf(scheme.title), scheme.version);
    });
}

void SchemeDialog::say(const QString& words, bool wrong)
{
    m_said->setProperty("role", wrong ? "wrong" : "second");
    m_said->style()->unpolish(m_said);
    m_said->style()->polish(m_said);
    m_said->setText(words);
}

void SchemeDialog::chooseExport()
{
    const QString file = QFileDialog::getSaveFileName(
        this, tr("Export the scheme"), m_name->text() + QStringLiteral(".json"), tr("Label schemes (*.json)"));
    if (!file.isEmpty())
        exportTo(file);
}

void SchemeDialog::exportTo(const QString& file)
{
    // As it is kept: a file must not say a version that holds something else.
    const Draft& draft = m_drafts[static_cast<std::size_t>(m_current)];
    const data::LabelScheme scheme = draft.isNew ? edited() : draft.kept;
    auto written = m_project->services().io->submit(
        [json = scheme.toJson(), path = std::filesystem::path(file.toStdString())](
            std::stop_token) -> Result<bool> { return replaceFile(path, asBytes(json)).map([] { return true; }); });
    then(std::move(written), this, m_life.token(), [this, file](Result<bool> done) {
        say(done ? tr("Written to %1.").arg(file)
                 : tr("Not written: ") + textOf(done.error().message + " · " + done.error().remedy),
            !done);
    });
}

void SchemeDialog::chooseImport()
{
    const QString file =
        QFileDialog::getOpenFileName(this, tr("Import a scheme"), {}, tr("Label schemes (*.json);;All files (*)"));
    if (!file.isEmpty())
        importFrom(file);
}

void SchemeDialog::importFrom(const QString& file)
{
    auto read = m_project->services().io->submit(
        [path = std::filesystem::path(file.toStdString())](std::stop_token) { return data::LabelScheme::read(path); });
    then(std::move(read), this, m_life.token(), [this](Result<data::LabelScheme> scheme) {
        if (!scheme) {
            say(textOf(scheme.error().message + " · " + scheme.error().remedy), true);
            return;
        }
        keepDraft();
        // Of a name that is here already it is an edit of that one.
        auto same = std::ranges::find_if(m_drafts, [&](const Draft& one) { return one.now.name == scheme->name; });
        if (same == m_drafts.end())
            same = m_drafts.insert(m_drafts.end(), { {}, {}, true });
        same->now = std::move(*scheme);
        const auto at = static_cast<int>(same - m_drafts.begin());
        fillList();
        m_current = at;
        m_list->setCurrentRow(at);
        fill();
        say(tr("Read. Save keeps it in this project."), false);
    });
}

} // namespace vetrina::ui
