#include "ui/scan/opinions_panel.h"

#include "core/sky/time.h"
#include "ui/scan/facts.h"
#include "ui/theme/theme.h"
#include "ui/widgets/number_bars.h"
#include "ui/widgets/text.h"

#include <QDateTime>
#include <QPainter>
#include <QPushButton>
#include <QTimeZone>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace vetrina::ui {

namespace {

constexpr int lineHeight = 22;

QString probability(float p) { return QString::number(static_cast<double>(p), 'f', 3); }

/// "braai_d6_m9:1" -> "braai_d6_m9 v1"; a version that is no number stands as it is.
QString modelWords(const std::string& model)
{
    const QString text = QString::fromStdString(model), version = text.section(':', 1);
    if (version.isEmpty())
        return text;
    return text.section(':', 0, 0) + (version[0].isDigit() ? QStringLiteral(" v") : QStringLiteral(" ")) + version;
}

/// "H 0.69 nat": how undecided the model is; empty for a single output.
QString undecided(const session::Opinion& opinion)
{
    if (opinion.probabilities.size() < 2)
        return {};
    double entropy = 0;
    for (const float p : opinion.probabilities)
        if (p > 0)
            entropy -= static_cast<double>(p) * std::log(static_cast<double>(p));
    return QString("H %1 nat").arg(entropy, 0, 'f', 2);
}

QString clock(double jd)
{
    if (!std::isfinite(jd))
        return {};
    const qint64 ms = static_cast<qint64>((jd - 2440587.5) * 86400e3);
    const QDateTime then = QDateTime::fromMSecsSinceEpoch(ms).toLocalTime();
    const bool today = then.date() == QDate::currentDate();
    return then.toString(today ? "HH:mm" : "MM-dd");
}

} // namespace

/// Label events and scores, newest first; as many as there is room for.
class OpinionsPanel::History : public QWidget {
public:
    using QWidget::QWidget;

    void set(std::vector<session::HistoryLine> lines, const ClassStyles* classes)
    {
        m_lines = std::move(lines);
        m_classes = classes;
        setMinimumHeight(lineHeight * std::min<int>(3, static_cast<int>(m_lines.size())));
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const int fit = std::min(static_cast<int>(m_lines.size()), height() / lineHeight);
        for (int i = 0; i < fit; ++i) {
            const session::HistoryLine& line = m_lines[static_cast<std::size_t>(i)];
            const int y = i * lineHeight;
            painter.setFont(monoFont(size::fontSmall));
            painter.setPen(colour(Token::Text3));
            painter.drawText(QRect(0, y, 52, lineHeight), Qt::AlignVCenter, clock(line.jd));
            int x = 56;
            const QString what = QString::fromStdString(line.what), who = QString::fromStdString(line.who);
            const bool isClass = isKnownClass(line.what);
            QString words;
            if (line.score || isClass) {
                const Tag tag =
                    line.score ? m_classes->scoreTag(line.what, *line.score) : m_classes->labelTag(line.what);
                paintTag(painter, QPoint(x, y + 3), tag);
                x += tagWidth(tag) + 6;
                words = who + (line.seconds > 0 ? QObject::tr(", in %1 s").arg(line.seconds, 0, 'f', 1) : QString());
            } else {
                words = who + ' ' + what;
            }
            painter.setFont(uiFont(size::fontDense));
            painter.setPen(colour(Token::Text2));
            painter.drawText(QRect(x, y, width() - x, lineHeight), Qt::AlignVCenter,
                painter.fontMetrics().elidedText(words, Qt::ElideRight, width() - x));
        }
    }

private:
    [[nodiscard]] bool isKnownClass(const std::string& what) const
    {
        return m_classes
            && std::ranges::any_of(m_classes->all(), [&](const ClassStyle& style) { return style.name == what; });
    }

    std::vector<session::HistoryLine> m_lines;
    const ClassStyles* m_classes = nullptr;
};

OpinionsPanel::OpinionsPanel(QWidget* parent)
    : QFrame(parent)
    , m_models(new QVBoxLayout)
    , m_none(new TitledPanel(tr("Classifier"), TitledPanel::Kind::Section))
    , m_noneWords(label(tr("No scores yet."), "second"))
    , m_score(new QPushButton(tr("Score this project")))
    , m_survey(new TitledPanel(tr("Survey"), TitledPanel::Kind::Section))
    , m_surveyBars(new NumberBars)
    , m_historyPanel(new TitledPanel(tr("History"), TitledPanel::Kind::Section))
    , m_history(new History)
{
    setObjectName("sideRight");
    setAccessibleName(tr("Opinions"));
    m_noneWords->setWordWrap(true);
    m_score->setFocusPolicy(Qt::TabFocus);
    m_none->body()->addWidget(m_noneWords);
    m_none->body()->addWidget(m_score);
    m_survey->setAside(tr("its own scores"));
    m_survey->body()->addWidget(m_surveyBars);
    m_surveyBars->setAccessibleName(tr("The survey's own scores"));
    m_historyPanel->body()->addWidget(m_history, 1);
    m_history->setAccessibleName(tr("History"));

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 0, 0, 0);
    column->setSpacing(0);
    m_models->setSpacing(0);
    column->addLayout(m_models);
    column->addWidget(m_none);
    column->addWidget(m_survey);
    column->addWidget(m_historyPanel, 1);
    connect(m_score, &QPushButton::clicked, this, &OpinionsPanel::scoringAsked);
}

OpinionsPanel::~OpinionsPanel() = default;

void OpinionsPanel::set(const session::CandidateView* view, const ClassStyles& classes)
{
    const std::size_t count = view ? view->opinions.size() : 0;
    while (m_sections.size() < count) {
        auto* section = new TitledPanel(tr("Classifier"), TitledPanel::Kind::Section);
        auto* bars = new NumberBars;
        auto* under = label({}, "small");
        section->body()->addWidget(bars);
        section->body()->addWidget(under);
        m_models->addWidget(section);
        m_sections.push_back({ section, bars, under });
    }
    for (std::size_t i = 0; i < m_sections.size(); ++i) {
        auto& [section, bars, under] = m_sections[i];
        section->setVisible(i < count);
        if (i >= count)
            continue;
        const session::Opinion& opinion = view->opinions[i];
        const QString entropy = undecided(opinion);
        const QString model = modelWords(opinion.model);
        section->setAside(model);
        under->setText(entropy);
        under->setVisible(!entropy.isEmpty());
        bars->setAccessibleName(tr("Probabilities of %1").arg(model));
        std::vector<std::size_t> order(std::min(opinion.classes.size(), opinion.probabilities.size()));
        std::iota(order.begin(), order.end(), std::size_t(0));
        std::ranges::stable_sort(
            order, [&](std::size_t a, std::size_t b) { return opinion.probabilities[a] > opinion.probabilities[b]; });
        std::vector<NumberBars::Bar> rows;
        for (const std::size_t c : order)
            rows.push_back({ classes.of(opinion.classes[c]).title, probability(opinion.probabilities[c]),
                opinion.probabilities[c] });
        bars->set(std::move(rows));
    }
    m_none->setVisible(count == 0);
    showNothing();

    std::vector<NumberBars::Bar> own;
    if (view)
        for (const SurveyScore& score : surveyScoresOf(*view))
            own.push_back(
                { score.name, QString::number(score.value, 'f', 3), static_cast<float>(score.value), Token::NoClass });
    m_survey->setVisible(!own.empty());
    m_surveyBars->set(std::move(own));

    m_history->set(view ? view->history : std::vector<session::HistoryLine>(), &classes);
    m_historyPanel->setAside(view && view->history.empty() ? tr("nothing yet") : QString());
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
    m_noneWords->setText(!m_engine.problem.empty() ? QString::fromStdString(m_engine.problem)
            : working ? tr("%1 has not come to this one yet.").arg(modelWords(m_engine.model))
                      : tr("No scores yet."));
    m_score->setVisible(!working);
}

} // namespace vetrina::ui
