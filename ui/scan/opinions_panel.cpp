#include "ui/scan/opinions_panel.h"

#include "core/session/opinion_figures.h"
#include "ui/anomaly/anomaly_panel.h"
#include "ui/scan/facts.h"
#include "ui/scan/history_list.h"
#include "ui/similar/similar_panel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/number_bars.h"
#include "ui/widgets/text.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <numeric>

namespace vetrina::ui {

namespace {

const QString dot = QStringLiteral(" · ");

QString probability(float p) { return QString::number(static_cast<double>(p), 'f', 3); }

/// "braai_d6_m9:1" -> "braai_d6_m9 v1"; a version that is no number stands as it is.
QString modelWords(const std::string& model)
{
    const QString text = QString::fromStdString(model), version = text.section(':', 1);
    if (version.isEmpty())
        return text;
    return text.section(':', 0, 0) + (version[0].isDigit() ? QStringLiteral(" v") : QStringLiteral(" ")) + version;
}

QString say(const char* words) { return QCoreApplication::translate("Opinions", words); }

QString calibrationTip(const session::Opinion& opinion)
{
    using Calibration = session::Opinion::Calibration;
    const QString entropy = say("H is the entropy of the probabilities: 0 where the model is sure.");
    switch (opinion.calibration) {
    case Calibration::Temperature:
        return entropy + '\n'
            + say("Calibrated by a temperature of %1: the likeliest classes that together have 90 %.")
                  .arg(opinion.temperature, 0, 'f', 2);
    case Calibration::None:
        return entropy + '\n' + say("Its card has no calibration: the numbers order candidates, they are no chances.");
    case Calibration::Unknown:
        break;
    }
    return entropy + '\n' + say("Its card is not here, so whether it is calibrated is not known.");
}

} // namespace

QString confidenceText(const session::Opinion& opinion, const ClassStyles& classes)
{
    using Calibration = session::Opinion::Calibration;
    QStringList parts;
    if (const auto entropy = session::entropyNat(opinion))
        parts << QString("H %1 nat").arg(*entropy, 0, 'f', 2);
    if (const auto set = session::calibratedSet(opinion)) {
        QStringList codes;
        for (const std::string& name : *set)
            codes << classes.of(name).code;
        parts << say("90 % set: %1").arg(codes.join(", "));
    }
    parts << (opinion.calibration == Calibration::Temperature ? say("calibrated")
            : opinion.calibration == Calibration::None        ? say("not calibrated")
                                                              : say("calibration not known"));
    return parts.join(dot);
}

OpinionsPanel::OpinionsPanel(QWidget* parent)
    : QFrame(parent)
    , m_models(new QVBoxLayout)
    , m_others(new QPushButton)
    , m_none(new TitledPanel(tr("Classifier"), TitledPanel::Kind::Section))
    , m_noneWords(label(tr("No scores yet."), "second"))
    , m_score(new QPushButton(tr("Score this project")))
    , m_survey(new TitledPanel(tr("Survey"), TitledPanel::Kind::Section))
    , m_surveyBars(new NumberBars)
    , m_anomaly(new AnomalyPanel)
    , m_similar(new SimilarPanel)
    , m_historyPanel(new TitledPanel(tr("History"), TitledPanel::Kind::Section))
    , m_zone(new QPushButton(tr("local")))
    , m_history(new HistoryList)
{
    setObjectName("sideRight");
    setAccessibleName(tr("Opinions"));
    m_noneWords->setWordWrap(true);
    m_score->setFocusPolicy(Qt::TabFocus);
    m_none->body()->addWidget(m_noneWords);
    m_none->body()->addWidget(m_score);
    m_others->setProperty("role", "flat");
    m_others->setFocusPolicy(Qt::TabFocus);
    m_others->setToolTip(tr("What the other models and versions say of it"));
    m_survey->setAside(tr("its own scores"));
    m_survey->body()->addWidget(m_surveyBars);
    m_surveyBars->setAccessibleName(tr("The survey's own scores"));
    m_zone->setProperty("role", "flat");
    m_zone->setCheckable(true);
    m_zone->setFocusPolicy(Qt::TabFocus);
    m_zone->setAccessibleName(tr("Times in UTC"));
    m_zone->setToolTip(tr("Local time or UTC"));
    m_historyPanel->head()->addWidget(m_zone);
    m_historyPanel->body()->addWidget(m_history, 1);
    m_history->setAccessibleName(tr("History"));

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 0, 0, 0);
    column->setSpacing(0);
    m_models->setSpacing(0);
    column->addLayout(m_models);
    column->addWidget(m_others);
    column->addWidget(m_none);
    column->addWidget(m_survey);
    column->addWidget(m_anomaly);
    column->addWidget(m_similar);
    column->addWidget(m_historyPanel, 1);
    connect(m_score, &QPushButton::clicked, this, &OpinionsPanel::scoringAsked);
    connect(m_others, &QPushButton::clicked, this, [this] { setUnfolded(!m_unfolded); });
    connect(m_zone, &QPushButton::toggled, this, [this](bool utc) {
        m_zone->setText(utc ? tr("UTC") : tr("local"));
        m_history->setUtc(utc);
    });
    fold();
}

OpinionsPanel::~OpinionsPanel() = default;

OpinionsPanel::Section OpinionsPanel::makeSection()
{
    Section section{ new TitledPanel(tr("Classifier"), TitledPanel::Kind::Section), new NumberBars,
        label({}, "small") };
    section.panel->body()->addWidget(section.bars);
    section.panel->body()->addWidget(section.under);
    section.under->setWordWrap(true);
    m_models->addWidget(section.panel);
    return section;
}

void OpinionsPanel::fill(const Section& section, const session::Opinion& opinion, const ClassStyles& classes)
{
    const QString model = modelWords(opinion.model);
    section.panel->setAside(model);
    section.under->setText(confidenceText(opinion, classes));
    section.under->setToolTip(calibrationTip(opinion));
    section.bars->setAccessibleName(tr("Probabilities of %1").arg(model));
    std::vector<std::size_t> order(std::min(opinion.classes.size(), opinion.probabilities.size()));
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::ranges::stable_sort(
        order, [&](std::size_t a, std::size_t b) { return opinion.probabilities[a] > opinion.probabilities[b]; });
    std::vector<NumberBars::Bar> rows;
    for (const std::size_t c : order)
        rows.push_back({ classes.of(opinion.classes[c]).title, probability(opinion.probabilities[c]),
            opinion.probabilities[c], Token::Accent,
            QString("<qt>%1: <b>%2</b> %3</qt>")
                .arg(model.toHtmlEscaped(), QString::fromStdString(opinion.classes[c]).toHtmlEscaped())
                .arg(static_cast<double>(opinion.probabilities[c]), 0, 'g', 7) });
    section.bars->set(std::move(rows));
}

void OpinionsPanel::set(const session::CandidateView* view, const ClassStyles& classes)
{
    m_opinions = view ? view->opinions.size() : 0;
    while (m_sections.size() < m_opinions)
        m_sections.push_back(makeSection());
    for (std::size_t i = 0; i < m_opinions; ++i)
        fill(m_sections[i], view->opinions[i], classes);
    fold();
    m_unscorable.clear();
    if (view)
        for (const data::Stamp& stamp : view->triplet.stamps)
            if (m_unscorable.isEmpty() && !stamp.problem.empty())
                m_unscorable = QString::fromStdString(stamp.problem);
    m_none->setVisible(view && m_opinions == 0); // nobody is asked about none
    showNothing();

    std::vector<NumberBars::Bar> own;
    if (view)
        for (const SurveyScore& score : surveyScoresOf(*view))
            own.push_back({ score.name, QString::number(score.value, 'f', 3), static_cast<float>(score.value),
                Token::NoClass, score.tip });
    m_survey->setVisible(!own.empty());
    m_surveyBars->set(std::move(own));

    m_history->set(view ? view->history : std::vector<session::HistoryLine>(), classes);
    m_historyPanel->setAside(view && view->history.empty() ? tr("nothing yet") : QString());
}

void OpinionsPanel::setUnfolded(bool unfolded)
{
    m_unfolded = unfolded;
    fold();
}

void OpinionsPanel::fold()
{
    for (std::size_t i = 0; i < m_sections.size(); ++i)
        m_sections[i].panel->setVisible(i < m_opinions && (i == 0 || m_unfolded));
    const int others = m_opinions > 0 ? static_cast<int>(m_opinions) - 1 : 0;
    m_others->setVisible(others > 0);
    const QString words = others == 1 ? tr("1 other model") : tr("%1 other models").arg(others);
    m_others->setText((m_unfolded ? QStringLiteral("▾ ") : QStringLiteral("▸ ")) + words);
    m_others->setAccessibleName(m_unfolded ? tr("Fold %1").arg(words) : tr("Unfold %1").arg(words));
}

void OpinionsPanel::setEngine(const session::Scores::State& state)
{
    m_engine = state;
    showNothing();
}

void OpinionsPanel::showNothing()
{
    if (!m_none->isVisibleTo(this))
        return;
    const bool working = m_engine.problem.empty() && !m_engine.model.empty();
    if (!m_unscorable.isEmpty()) {
        m_noneWords->setText(tr("No scores: %1").arg(m_unscorable));
        m_score->hide();
        return;
    }
    m_noneWords->setText(!m_engine.problem.empty() ? QString::fromStdString(m_engine.problem)
            : working ? tr("%1 has not come to this one yet.").arg(modelWords(m_engine.model))
                      : tr("No scores yet."));
    m_score->setVisible(!working);
}

} // namespace vetrina::ui
