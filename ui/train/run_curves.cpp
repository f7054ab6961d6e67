#include "ui/train/run_curves.h"

#include "ui/plots/epoch_plot.h"
#include "ui/theme/theme.h"
#include "ui/train/confusion_view.h"
#include "ui/train/mark_legend.h"
#include "ui/widgets/class_style.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QSlider>

#include <cmath>
#include <limits>

namespace vetrina::ui {

namespace {

/// As the run says it; while it trains, the one with the smallest loss on validation so far, which is what is kept.
int bestOf(const session::TrainingRun& run)
{
    if (run.bestEpoch > 0)
        return run.bestEpoch;
    int best = 0;
    double least = std::numeric_limits<double>::infinity();
    for (const auto& epoch : run.history)
        if (epoch.validationLoss < least) {
            least = epoch.validationLoss;
            best = epoch.number;
        }
    return best;
}

} // namespace

RunCurves::RunCurves(QWidget* parent)
    : QWidget(parent)
    , m_lossPanel(new TitledPanel(tr("Loss"), TitledPanel::Kind::Bordered))
    , m_validationPanel(new TitledPanel(tr("Validation"), TitledPanel::Kind::Bordered))
    , m_confusionPanel(new TitledPanel(tr("Confusion"), TitledPanel::Kind::Bordered))
    , m_loss(new EpochPlot(tr("Loss by epoch"), true))
    , m_validation(new EpochPlot(tr("AUC and macro F1 by epoch"), false))
    , m_confusion(new ConfusionView)
    , m_slider(new QSlider(Qt::Horizontal))
    , m_epoch(label({}, "mono"))
{
    m_lossPanel->head()->addWidget(new MarkLegend({ { tr("train"), Token::Accent, EpochPlot::Mark::Disc },
        { tr("validation"), Token::Warn, EpochPlot::Mark::Square } }));
    m_lossPanel->body()->addWidget(m_loss, 1);
    m_validationPanel->head()->addWidget(new MarkLegend({ { tr("AUC"), Token::Accent, EpochPlot::Mark::Disc },
        { tr("macro F1"), Token::Ok, EpochPlot::Mark::Triangle } }));
    m_validationPanel->body()->addWidget(m_validation, 1);
    m_confusionPanel->body()->addWidget(m_confusion, 1);
    m_slider->setAccessibleName(tr("Epoch of the confusion matrix"));
    m_slider->setToolTip(tr("Drag back to see where a class was lost"));
    m_slider->setPageStep(5);
    m_epoch->setMinimumWidth(22);
    auto* foot = new QHBoxLayout;
    foot->setSpacing(8);
    foot->addWidget(label(tr("Epoch"), "second"));
    foot->addWidget(m_slider, 1);
    foot->addWidget(m_epoch);
    m_confusionPanel->body()->addLayout(foot);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    for (QWidget* panel : { m_lossPanel, m_validationPanel, m_confusionPanel })
        row->addWidget(panel, 1);

    connect(m_slider, &QSlider::valueChanged, this, &RunCurves::showEpoch);
    for (EpochPlot* plot : { m_loss, m_validation })
        connect(plot, &EpochPlot::chosen, this, &RunCurves::chooseEpoch);
    set(nullptr, {});
}

void RunCurves::set(const session::TrainingRun* run, const ClassStyles& classes)
{
    const int number = run ? run->number : 0;
    const int best = run ? bestOf(*run) : 0;
    const bool another = number != m_run;
    const bool atEnd = another || m_slider->value() == m_slider->maximum();
    if (!another && (run ? run->history.size() : 0) == m_history.size() && best == m_validation->best()
        && (!run || run->verdicts == m_verdicts))
        return; // sampled ten times a second: nothing is new
    m_run = number;
    m_history = run ? run->history : std::vector<session::TrainingEpoch>();
    m_verdicts = run ? run->verdicts : std::vector<std::string>();
    m_codes.clear();
    for (const auto& verdict : m_verdicts) {
        const ClassStyle style = classes.of(verdict); // as on the key that gives it
        m_codes.push_back(style.shortTitle.isEmpty() ? style.title : style.shortTitle);
    }
    EpochPlot::Line train{ tr("train"), {}, Token::Accent, EpochPlot::Mark::Disc };
    EpochPlot::Line validation{ tr("validation"), {}, Token::Warn, EpochPlot::Mark::Square };
    EpochPlot::Line auc{ tr("AUC"), {}, Token::Accent, EpochPlot::Mark::Disc };
    EpochPlot::Line f1{ tr("macro F1"), {}, Token::Ok, EpochPlot::Mark::Triangle };
    bool hasAuc = false;
    for (const auto& epoch : m_history) {
        train.values.push_back(epoch.trainingLoss);
        validation.values.push_back(epoch.validationLoss);
        auc.values.push_back(epoch.auc);
        f1.values.push_back(epoch.macroF1);
        hasAuc = hasAuc || std::isfinite(epoch.auc);
    }
    const int epochs = run ? run->recipe.epochs : 1;
    m_loss->set({ std::move(train), std::move(validation) }, epochs);
    m_validation->set({ std::move(auc), std::move(f1) }, epochs, best, hasAuc ? 0 : 1);
    m_slider->setEnabled(m_history.size() > 1);
    m_slider->setToolTip(
        m_history.size() > 1 ? tr("Drag back to see where a class was lost") : tr("There is one epoch at the most"));
    m_slider->setRange(m_history.empty() ? 0 : 1, static_cast<int>(m_history.size()));
    if (atEnd)
        m_slider->setValue(another && best > 0 ? best : m_slider->maximum());
    showEpoch();
}

void RunCurves::chooseEpoch(int epoch) { m_slider->setValue(epoch); }

void RunCurves::showEpoch()
{
    const auto at = static_cast<std::size_t>(m_slider->value());
    const bool there = at > 0 && at <= m_history.size();
    m_epoch->setText(there ? QString::number(at) : QString());
    m_confusion->set(m_verdicts, m_codes, there ? m_history[at - 1].confusion : std::vector<std::uint64_t>());
    std::uint64_t samples = 0;
    if (there)
        for (const auto count : m_history[at - 1].confusion)
            samples += count;
    m_confusionPanel->setAside(there ? tr("validation, %L1").arg(samples) : QString());
}

} // namespace vetrina::ui
