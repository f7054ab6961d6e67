#include "ui/map/selection_panel.h"

#include "ui/map/selection_histogram.h"
#include "ui/theme/theme.h"
#include "ui/widgets/number_bars.h"
#include "ui/widgets/tag.h"
#include "ui/widgets/text.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <cmath>

namespace vetrina::ui {

namespace {

constexpr int stampSide = 44, across = 5;
constexpr std::size_t classesShown = 6;

QString number(std::size_t value) { return QLocale().toString(static_cast<qulonglong>(value)); }

} // namespace

SelectionPanel::SelectionPanel(QWidget* parent)
    : QFrame(parent)
    , m_head(new TitledPanel(tr("Selection"), TitledPanel::Kind::Section))
    , m_over(new TitledPanel(tr("Fields"), TitledPanel::Kind::Section))
    , m_middle(new TitledPanel(tr("In the selection"), TitledPanel::Kind::Section))
    , m_onward(new TitledPanel(tr("Go on from here"), TitledPanel::Kind::Section))
    , m_why(new TitledPanel(tr("Why these hang together"), TitledPanel::Kind::Section))
    , m_classes(new NumberBars)
    , m_apart(new NumberBars)
    , m_labelled(label({}, "second"))
    , m_nothing(label(tr("Draw a lasso about some points, click on one, or select all with Ctrl+A."), "aside"))
    , m_tag(new TagLabel)
    , m_grid(new QGridLayout)
    , m_similar(new QPushButton(tr("Similar to these")))
    , m_unlabelled(new QPushButton(tr("Only those without a label")))
{
    setObjectName("sideRight");
    setFixedWidth(usualWidth);
    setAccessibleName(tr("Selection"));
    m_classes->setAccessibleName(tr("What is in the selection"));
    m_apart->setAccessibleName(tr("Fields that set the selection apart"));
    m_nothing->setWordWrap(true);
    m_labelled->setWordWrap(true); // beside a scroll bar there is less room
    m_head->body()->addWidget(m_nothing);
    m_head->body()->addWidget(m_classes);
    auto* labelled = new QHBoxLayout;
    labelled->setSpacing(6);
    labelled->addWidget(m_tag);
    labelled->addWidget(m_labelled, 1);
    m_head->body()->addLayout(labelled);
    m_over->setAside(tr("selection over all"));
    for (int i = 0; i < 2; ++i) {
        m_names << label({}, "name");
        m_histograms << new SelectionHistogramView;
        m_over->body()->addWidget(m_names.back());
        m_over->body()->addWidget(m_histograms.back());
    }
    m_middle->setAside(tr("nearest the middle"));
    m_grid->setSpacing(4);
    for (int i = 0; i < static_cast<int>(MapQuestions::inMiddle); ++i) {
        auto* stamp = new QPushButton;
        stamp->setProperty("role", "stamp");
        stamp->setFixedSize(stampSide, stampSide);
        stamp->setIconSize({ stampSide, stampSide });
        stamp->setFocusPolicy(Qt::TabFocus);
        connect(stamp, &QPushButton::clicked, this, [this, i] {
            if (i < static_cast<int>(m_figures.middle.size()))
                Q_EMIT openAsked(m_figures.middle[static_cast<std::size_t>(i)]);
        });
        m_grid->addWidget(stamp, i / across, i % across);
        m_stamps << stamp;
    }
    m_middle->body()->addLayout(m_grid);
    for (QPushButton* button : { m_similar, m_unlabelled }) {
        button->setFocusPolicy(Qt::TabFocus);
        m_onward->body()->addWidget(button);
    }
    m_similar->setToolTip(tr("Select the %1 candidates that look most like these to the model").arg(similarShown));
    m_unlabelled->setToolTip(tr("Those that have a label leave the selection"));
    connect(m_similar, &QPushButton::clicked, this, &SelectionPanel::similarAsked);
    connect(m_unlabelled, &QPushButton::clicked, this, &SelectionPanel::unlabelledAsked);
    m_why->body()->addWidget(m_apart);

    auto* inner = new QWidget;
    auto* column = new QVBoxLayout(inner);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (TitledPanel* panel : { m_head, m_over, m_middle, m_onward, m_why })
        column->addWidget(panel);
    column->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setWidget(inner);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(scroll);
    setCount(0, 0);
}

void SelectionPanel::setProject(Project* project)
{
    m_question.drop();
    m_project = project;
    setCount(0, 0);
}

void SelectionPanel::setCount(std::size_t selected, std::size_t total)
{
    m_head->setAside(selected ? tr("%1 of %2").arg(number(selected), number(total)) : QString());
    m_nothing->setVisible(selected == 0);
    if (selected == 0) {
        m_figures = {};
        m_question.drop();
        for (QWidget* part :
            std::initializer_list<QWidget*>{ m_classes, m_tag, m_labelled, m_over, m_middle, m_onward, m_why })
            part->hide();
    }
}

void SelectionPanel::set(const SelectionFigures& figures)
{
    m_figures = figures;
    if (figures.count == 0)
        return setCount(0, 0);
    const bool byLabels = figures.classes.empty(); // the colours are a scale's
    const auto& shown = byLabels ? figures.labels : figures.classes;
    std::vector<NumberBars::Bar> bars;
    for (const auto& [group, count] : shown)
        if (bars.size() < classesShown)
            bars.push_back({ group.name, number(count),
                static_cast<float>(static_cast<double>(count) / static_cast<double>(figures.count)), group.colour });
    m_classes->set(bars);
    m_classes->setVisible(!bars.empty());
    std::size_t labelled = 0;
    for (const auto& [group, count] : figures.labels)
        labelled += count;
    m_labelled->setVisible(true);
    m_tag->setVisible(labelled > 0);
    if (labelled > 0) {
        const auto& [first, most] = figures.labels.front();
        Tag tag;
        for (const ClassStyle& style : m_project ? m_project->classes().all() : std::vector<ClassStyle>())
            if (style.title == first.name)
                tag = { style.code, style.colour, Tag::Kind::Filled };
        m_tag->set(tag);
        m_labelled->setText(labelled > most
                ? tr("%1 labelled here, %2 of them otherwise").arg(number(labelled), number(labelled - most))
                : tr("%1 labelled here").arg(number(labelled)));
    } else {
        m_labelled->setText(tr("None of these has a label."));
    }
    for (int i = 0; i < m_histograms.size(); ++i) {
        const bool there = i < static_cast<int>(figures.histograms.size());
        m_names[i]->setVisible(there);
        m_histograms[i]->setVisible(there);
        if (!there)
            continue;
        const SelectionHistogram& histogram = figures.histograms[static_cast<std::size_t>(i)];
        m_names[i]->setText(histogram.column);
        m_histograms[i]->set(histogram);
    }
    m_over->setVisible(!figures.histograms.empty());
    std::vector<NumberBars::Bar> apart;
    for (const session::ApartField& field : figures.apart)
        apart.push_back({ QString::fromStdString(field.name),
            tr("%1 σ").arg((field.sigmas < 0 ? QStringLiteral("−") : QStringLiteral("+"))
                + QString::number(std::abs(field.sigmas), 'f', 1)),
            static_cast<float>(std::min(1.0, std::abs(field.sigmas) / 3)), Token::Accent,
            tr("<qt><b>%1</b>: the mean is %2 here and %3 of all</qt>")
                .arg(QString::fromStdString(field.name).toHtmlEscaped())
                .arg(field.mean, 0, 'g', 4)
                .arg(field.meanOfAll, 0, 'g', 4) });
    m_apart->set(std::move(apart));
    m_why->setVisible(!figures.apart.empty());
    m_onward->setVisible(true);
    m_unlabelled->setEnabled(labelled > 0 && labelled < figures.count);
    m_unlabelled->setToolTip(labelled == 0 ? tr("None of these has a label.")
            : labelled == figures.count    ? tr("All of these have a label.")
                                           : tr("Those that have a label leave the selection"));
    m_middle->setVisible(!figures.middle.empty());
    showStamps();
}

void SelectionPanel::showStamps()
{
    if (!m_project)
        return;
    const std::stop_token stop = m_question.ask();
    QPixmap flat(stampSide, stampSide);
    flat.fill(colour(Token::Well));
    for (int i = 0; i < m_stamps.size(); ++i) {
        const bool there = i < static_cast<int>(m_figures.middle.size());
        m_stamps[i]->setVisible(there);
        if (!there)
            continue;
        const data::Row row = m_figures.middle[static_cast<std::size_t>(i)];
        m_stamps[i]->setIcon(flat);
        m_stamps[i]->setAccessibleName(tr("Candidate %1 of those nearest the middle").arg(i + 1));
        m_stamps[i]->setToolTip(tr("Open it in Scan"));
        whenDone(m_project->thumbnail(row, stampSide, stop, data::Panel::Difference), this, stop,
            [this, i](Result<QImage> image) {
                if (image && !image->isNull())
                    m_stamps[i]->setIcon(QPixmap::fromImage(*image));
            });
    }
    then(m_project->rows(m_figures.middle, stop), this, stop, [this](Result<std::vector<session::CandidateRow>> rows) {
        for (int i = 0; rows && i < static_cast<int>(rows->size()); ++i)
            m_stamps[i]->setAccessibleName(
                tr("Open %1 in Scan")
                    .arg(QString::fromStdString((*rows)[static_cast<std::size_t>(i)].candidate.object)));
        for (int i = 0; rows && i < static_cast<int>(rows->size()); ++i)
            m_stamps[i]->setToolTip(m_stamps[i]->accessibleName());
    });
}

} // namespace vetrina::ui
