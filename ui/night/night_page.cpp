#include "ui/night/night_page.h"

#include "ui/night/night_export_panel.h"
#include "ui/night/night_list.h"
#include "ui/theme/theme.h"
#include "ui/widgets/key_cap.h"
#include "ui/widgets/number_bars.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/text.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLocale>

#include <cmath>

namespace vetrina::ui {

namespace {

QString number(std::uint64_t value) { return QLocale().toString(value); }

QString duration(double seconds)
{
    const int minutes = static_cast<int>(std::lround(seconds / 60));
    if (minutes >= 60)
        return NightPage::tr("%1 h %2 min").arg(minutes / 60).arg(minutes % 60, 2, 10, QChar('0'));
    return minutes > 0 ? NightPage::tr("%1 min").arg(minutes)
                       : NightPage::tr("%1 s").arg(static_cast<int>(std::lround(seconds)));
}

QString span(std::int64_t fromUs, std::int64_t toUs)
{
    if (fromUs == 0)
        return {};
    const auto from = QDateTime::fromMSecsSinceEpoch(fromUs / 1000), to = QDateTime::fromMSecsSinceEpoch(toUs / 1000);
    const bool oneDay = from.date() == to.date();
    return from.toString(QStringLiteral("yyyy-MM-dd HH:mm")) + QStringLiteral(" – ")
        + to.toString(oneDay ? QStringLiteral("HH:mm") : QStringLiteral("yyyy-MM-dd HH:mm"));
}

bool isOf(const session::NightLine& line, NightPage::List list)
{
    switch (list) {
    case NightPage::All:
        return true;
    case NightPage::Labelled:
        return !line.label.empty();
    case NightPage::Flagged:
        return line.flagged;
    case NightPage::Skipped:
        return line.skipped;
    case NightPage::Notes:
        return !line.note.empty();
    }
    return false;
}

} // namespace

NightPage::NightPage(QWidget* parent)
    : QWidget(parent)
    , m_span(new Segmented(tr("Which of your labels")))
    , m_lists(new Segmented(tr("Which candidates")))
    , m_classes(new NumberBars)
    , m_facts(new QGridLayout)
    , m_list(new NightList)
    , m_export(new NightExportPanel)
    , m_when(label({}, "mono2"))
    , m_empty(label({}, "second"))
    , m_again(new QPushButton)
{
    setObjectName("workspace");
    setAttribute(Qt::WA_StyledBackground);
    setAccessibleName(tr("End of the night"));
    m_span->add(static_cast<int>(session::NightSpan::Sitting), tr("This sitting"),
        tr("Since you last did nothing for half an hour"));
    m_span->add(
        static_cast<int>(session::NightSpan::Night), tr("This night"), tr("Since noon by this computer's clock"));
    m_span->add(static_cast<int>(session::NightSpan::All), tr("All"), tr("Everything of yours in this project"));
    m_span->choose(static_cast<int>(session::NightSpan::Sitting));
    auto* back = new KeyButton(tr("Esc"), tr("Back to Scan"));

    auto* bar = new QFrame;
    bar->setObjectName("bar");
    bar->setFixedHeight(size::bar);
    auto* barRow = new QHBoxLayout(bar);
    barRow->setContentsMargins(12, 0, 12, 0);
    barRow->setSpacing(12);
    barRow->addWidget(label(tr("End of the night"), "title"));
    barRow->addWidget(m_span);
    barRow->addWidget(m_when);
    barRow->addStretch(1);
    barRow->addWidget(back);

    auto* left = new QVBoxLayout;
    left->setSpacing(size::gap);
    left->addWidget(makeSummary(), 1);
    left->addWidget(m_export);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(8, 8, 8, 8);
    row->setSpacing(size::gap);
    row->addLayout(left);
    row->addWidget(makeLists(), 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(bar);
    column->addLayout(row, 1);

    connect(m_span, &Segmented::chose, this, &NightPage::refresh);
    connect(m_lists, &Segmented::chose, this, [this](int id) {
        m_shown = static_cast<List>(id);
        fillList();
    });
    connect(m_list, &NightList::goAsked, this, &NightPage::goAsked);
    connect(m_export, &NightExportPanel::said, this, &NightPage::said);
    connect(back, &QPushButton::clicked, this, &NightPage::backAsked);
    connect(m_again, &QPushButton::clicked, this,
        [this] { Q_EMIT againAsked(m_shown == Flagged ? QStringLiteral("flag") : QStringLiteral("skipped")); });
}

QWidget* NightPage::makeSummary()
{
    auto* panel = new QFrame;
    panel->setObjectName("panel");
    panel->setFixedWidth(372);
    m_export->setFixedWidth(372);
    auto* figures = new QHBoxLayout;
    const std::array names{ tr("labelled"), tr("flagged"), tr("skipped"), tr("notes") };
    for (std::size_t i = 0; i < names.size(); ++i) {
        m_figures[i] = label(QStringLiteral("–"), "figure");
        auto* one = new QVBoxLayout;
        one->setSpacing(0);
        one->addWidget(m_figures[i]);
        one->addWidget(label(names[i], "aside"));
        figures->addLayout(one, 1);
    }
    m_facts->setHorizontalSpacing(12);
    m_facts->setVerticalSpacing(6);
    m_facts->setColumnStretch(0, 1);
    const std::array<std::pair<QString, QString>, 5> facts{ {
        { tr("Time spent"), tr("Between what you did; pauses of more than five minutes do not count") },
        { tr("Rate"), tr("Labelled candidates by the time spent") },
        { tr("Median for a candidate"), tr("From the sight of a candidate to its key, while the window is in front") },
        { tr("Looked at"), tr("Candidates that were on the screen") },
        { tr("Never shown"), tr("Candidates of this project that you never looked at") },
    } };
    int at = 0;
    for (const auto& [name, meaning] : facts) {
        auto* words = label(name, "name");
        auto* value = label({}, "mono");
        words->setToolTip(meaning);
        value->setToolTip(meaning);
        m_facts->addWidget(words, at, 0);
        m_facts->addWidget(value, at, 1, Qt::AlignRight);
        m_values.push_back(value);
        ++at;
    }
    m_classes->setAccessibleName(tr("Labels by class"));
    auto* column = new QVBoxLayout(panel);
    column->setContentsMargins(12, 10, 12, 12);
    column->setSpacing(12);
    column->addWidget(label(tr("What you saved"), "head"));
    column->addLayout(figures);
    column->addWidget(m_classes);
    column->addLayout(m_facts);
    column->addStretch(1);
    return panel;
}

QWidget* NightPage::makeLists()
{
    auto* panel = new QFrame;
    panel->setObjectName("panel");
    for (const auto& [id, words] : { std::pair(All, tr("All")), { Labelled, tr("Labelled") },
             { Flagged, tr("Flagged") }, { Skipped, tr("Skipped") }, { Notes, tr("Notes") } })
        m_lists->add(id, words);
    m_lists->choose(All);
    m_again->setFocusPolicy(Qt::TabFocus);
    m_again->hide();
    m_list->setAccessibleName(tr("Candidates of the night"));
    m_empty->setContentsMargins(12, 12, 12, 12);
    m_empty->setAlignment(Qt::AlignTop);
    m_empty->setWordWrap(true);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(12, 8, 12, 8);
    head->setSpacing(8);
    head->addWidget(m_lists);
    head->addStretch(1);
    head->addWidget(m_again);
    head->addWidget(new KeyCap("↵"));
    head->addWidget(label(tr("go there"), "second"));
    auto* line = new QFrame;
    line->setObjectName("foot");
    line->setFixedHeight(1);
    auto* column = new QVBoxLayout(panel);
    column->setContentsMargins(1, 0, 1, 1);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(line);
    column->addWidget(m_empty);
    column->addWidget(m_list, 1);
    return panel;
}

void NightPage::setProject(Project* project)
{
    m_question.drop();
    m_project = project;
    m_report.reset();
    m_list->lines().setProject(project);
    m_export->setProject(project);
}

void NightPage::refresh()
{
    if (!m_project)
        return;
    const std::stop_token stop = m_question.ask();
    const auto wanted = static_cast<session::NightSpan>(m_span->chosen());
    then(m_project->night(wanted, stop), this, stop, [this](Result<session::NightReport> report) {
        if (report)
            take(std::move(*report));
        else
            Q_EMIT said(QString::fromStdString(report.error().message + ": " + report.error().remedy), true);
    });
}

void NightPage::take(session::NightReport report)
{
    m_report = std::make_shared<const session::NightReport>(std::move(report));
    m_export->setReport(m_report);
    fillNumbers();
    fillList();
}

void NightPage::fillNumbers()
{
    const session::NightReport& report = *m_report;
    const std::array counts{ report.labelled, report.flagged, report.skipped, report.notes };
    for (std::size_t i = 0; i < counts.size(); ++i)
        m_figures[i]->setText(number(counts[i]));
    std::uint64_t most = 1;
    for (const auto& [name, count] : report.classes)
        most = std::max(most, count);
    std::vector<NumberBars::Bar> bars;
    for (const auto& [name, count] : report.classes) {
        const ClassStyle style = m_project->classes().of(name);
        bars.push_back(
            { style.title, number(count), static_cast<float>(count) / static_cast<float>(most), style.colour });
    }
    m_classes->set(std::move(bars));
    const QString none = QStringLiteral("–");
    m_values[0]->setText(report.spentSeconds > 0 ? duration(report.spentSeconds) : none);
    m_values[1]->setText(report.perMinute > 0 ? tr("%1 / min").arg(report.perMinute, 0, 'f', 1) : none);
    m_values[2]->setText(report.medianSeconds > 0 ? tr("%1 s").arg(report.medianSeconds, 0, 'f', 1) : none);
    m_values[3]->setText(number(report.shown));
    m_values[4]->setText(tr("%1 of %2").arg(number(report.neverShown), number(report.total)));
    m_when->setText(span(report.fromUs, report.toUs));
    const std::array lists{ static_cast<std::uint64_t>(report.lines.size()), report.labelled, report.flagged,
        report.skipped, report.notes };
    const std::array words{ tr("All"), tr("Labelled"), tr("Flagged"), tr("Skipped"), tr("Notes") };
    for (std::size_t i = 0; i < lists.size(); ++i)
        m_lists->button(static_cast<int>(i))->setText(words[i] + ' ' + number(lists[i]));
}

void NightPage::fillList()
{
    if (!m_report)
        return;
    std::vector<session::NightLine> lines;
    for (const auto& line : m_report->lines)
        if (isOf(line, m_shown))
            lines.push_back(line);
    const int before = m_list->currentIndex().row();
    const auto count = static_cast<int>(lines.size());
    m_list->lines().setLines(std::move(lines));
    if (count > 0)
        m_list->setCurrentIndex(m_list->lines().index(std::clamp(before, 0, count - 1)));
    m_list->setVisible(count > 0);
    m_empty->setVisible(count == 0);
    m_empty->setText(m_shown == All ? tr("Nothing yet. What you label, flag, skip or note stands here.")
            : m_shown == Flagged    ? tr("Nothing is flagged. F flags a candidate for a second look.")
            : m_shown == Skipped    ? tr("Nothing is skipped without a label.")
            : m_shown == Notes      ? tr("No notes. N writes one.")
                                    : tr("No labels."));
    m_again->setVisible(count > 0 && (m_shown == Flagged || m_shown == Skipped));
    m_again->setText(m_shown == Flagged ? tr("Scan the flagged again") : tr("Scan the skipped again"));
    m_again->setAccessibleName(m_again->text());
}

void NightPage::showList(List list)
{
    m_lists->choose(list);
    m_shown = list;
    fillList();
}

void NightPage::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT backAsked();
    else
        QWidget::keyPressEvent(event);
}

} // namespace vetrina::ui
