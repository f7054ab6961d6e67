#include "ui/train/run_head.h"

#include "ui/theme/theme.h"
#include "ui/train/run_figures.h"
#include "ui/train/trainings.h"
#include "ui/widgets/key_cap.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>

#include <cmath>

namespace vetrina::ui {

using session::RunState;
using Phase = session::TrainingNow::Phase;

RunHead::RunHead(Trainings* trainings, QWidget* parent)
    : QFrame(parent)
    , m_trainings(trainings)
    , m_title(label({}, "title"))
    , m_about(new ElidedLabel("second"))
    , m_pause(new KeyButton("P", tr("Pause"), nullptr, KeyButton::Cap::After))
    , m_stop(new QPushButton(tr("Stop, keep best")))
    , m_said(new ElidedLabel("second"))
    , m_progress(new QProgressBar)
    , m_wrong(new QFrame)
    , m_why(label({}, "second"))
{
    setObjectName("panel");
    setAccessibleName(tr("The run in view"));
    m_pause->setProperty("vetrinaKeyOf", "train.pause"); // P is another command's in Scan
    m_stop->setFocusPolicy(Qt::TabFocus);
    m_stop->setToolTip(tr("The best so far becomes a model; the run can go on later"));
    m_stop->setFixedHeight(24);
    m_stop->setProperty("role", "dense");
    auto* head = new QHBoxLayout;
    head->setSpacing(10);
    head->addWidget(m_title);
    head->addWidget(m_about, 1);
    head->addWidget(m_pause);
    head->addWidget(m_stop);

    auto* figures = new QHBoxLayout;
    figures->setSpacing(20);
    for (Figure* figure : { &m_epochs, &m_left, &m_rate, &m_device })
        *figure = addFigure(figures);
    m_said->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    figures->addWidget(m_said, 1);

    m_progress->setTextVisible(false);
    m_progress->setRange(0, 1000);
    m_progress->setAccessibleName(tr("How far the training is"));
    m_wrong->setObjectName("wrong");
    m_why->setWordWrap(true);
    m_why->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* wrong = new QHBoxLayout(m_wrong);
    wrong->setContentsMargins(10, 6, 10, 6);
    wrong->addWidget(m_why);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 10);
    column->setSpacing(6);
    column->addLayout(head);
    column->addLayout(figures);
    column->addWidget(m_progress);
    column->addWidget(m_wrong);

    connect(m_pause, &QPushButton::clicked, this, [this] { (void)pauseOrResume(); });
    connect(m_stop, &QPushButton::clicked, m_trainings, &Trainings::stop);
    connect(m_trainings, &Trainings::progressed, this, &RunHead::show);
    connect(m_trainings, &Trainings::changed, this, &RunHead::show);
    show();
}

RunHead::Figure RunHead::addFigure(QHBoxLayout* row)
{
    auto* pair = new QHBoxLayout;
    pair->setSpacing(6);
    Figure figure{ label({}, "figure"), label({}, "second") };
    pair->addWidget(figure.value, 0, Qt::AlignBaseline);
    pair->addWidget(figure.words, 0, Qt::AlignBaseline);
    row->addLayout(pair);
    return figure;
}

void RunHead::setFigure(const Figure& figure, const QString& value, const QString& words)
{
    figure.value->setText(value);
    figure.words->setText(words);
    figure.value->setVisible(!value.isEmpty());
    figure.words->setVisible(!value.isEmpty());
}

void RunHead::setRun(int run)
{
    m_run = run;
    show();
}

QString RunHead::pauseOrResume()
{
    if (m_trainings->isRunning()) {
        m_trainings->pause();
        return {};
    }
    const auto* run = m_trainings->run(m_run);
    if (!run)
        return tr("There is no run yet");
    if (run->state != RunState::Stopped && run->state != RunState::Failed)
        return tr("Run %1 is over").arg(run->number);
    if (const QString why = m_trainings->whyNot(); !why.isEmpty())
        return why;
    m_trainings->resume(run->number);
    return {};
}

void RunHead::show()
{
    const auto& now = m_trainings->now();
    const bool mine = m_trainings->isRunning() && (now.run.number == 0 || now.run.number == m_run || m_run == 0);
    m_wrong->hide();
    m_stop->setVisible(mine);
    m_progress->setVisible(mine);
    if (mine)
        showUnderWay();
    else
        showPast();
}

void RunHead::showUnderWay()
{
    const auto& now = m_trainings->now();
    const bool stopping = m_trainings->isStopping();
    m_title->setText(now.run.number > 0 ? nameOf(now.run) : tr("A run"));
    m_about->setText(now.run.number == 0
            ? QString()
            : tr("%1 · from %2 · %L3 labels")
                  .arg(QString::fromStdString(now.run.name),
                      now.run.from.empty() ? tr("scratch") : QString::fromStdString(now.run.from))
                  .arg(now.run.labels.candidates));
    m_pause->setVisible(true);
    m_pause->setWords(tr("Pause"));
    m_pause->setEnabled(!stopping);
    m_pause->setToolTip(stopping ? tr("It is stopping") : tr("Stands still from here on; it can go on later"));
    m_stop->setEnabled(!stopping && now.phase == Phase::Training);
    m_stop->setToolTip(stopping            ? tr("It is stopping")
            : now.phase != Phase::Training ? tr("There is nothing to keep yet")
                                           : tr("The best so far becomes a model; the run can go on later"));
    const QString device = QString::fromStdString(now.run.device);
    if (now.phase == Phase::Training && now.step.steps > 0) {
        setFigure(m_epochs, QString::number(now.step.epoch), tr("/ %1 epochs").arg(now.run.recipe.epochs));
        const bool timed = now.step.secondsLeft > 0 && now.step.imagesPerSecond > 0;
        setFigure(m_left, timed ? durationWords(now.step.secondsLeft) : QString(), tr("left at the most"));
        setFigure(m_rate, timed ? QLocale().toString(now.step.imagesPerSecond, 'f', 0) : QString(), tr("images/s"));
        setFigure(m_device, {}, {});
        m_said->setText(stopping ? tr("Stopping…")
                : now.run.bestEpoch > 0 || !now.run.history.empty()
                ? tr("on %1 · loss %2").arg(device).arg(now.step.loss, 0, 'f', 4)
                : tr("on %1").arg(device));
        m_progress->setRange(0, 1000);
        m_progress->setValue(static_cast<int>(1000 * now.step.step / std::max<std::int64_t>(1, now.step.steps)));
        return;
    }
    for (const Figure& figure : { m_left, m_rate, m_device })
        setFigure(figure, {}, {});
    if (now.phase == Phase::Preparing && now.toPrepare > 0 && now.prepared < now.toPrepare) {
        setFigure(m_epochs, QLocale().toString(now.prepared), tr("of %L1 images prepared").arg(now.toPrepare));
        m_progress->setRange(0, 1000);
        m_progress->setValue(static_cast<int>(1000 * now.prepared / now.toPrepare));
    } else {
        setFigure(m_epochs, {}, {});
        m_progress->setRange(0, 1000);
        m_progress->setValue(now.phase == Phase::Finishing ? 1000 : 0);
    }
    m_said->setText(stopping                ? tr("Stopping…")
            : now.phase == Phase::Finishing ? tr("Measuring the best on the test part…")
                                            : tr("Preparing…"));
}

void RunHead::showPast()
{
    const auto* run = m_trainings->run(m_run);
    for (const Figure& figure : { m_epochs, m_left, m_rate, m_device })
        setFigure(figure, {}, {});
    const bool goesOn = run && (run->state == RunState::Stopped || run->state == RunState::Failed);
    m_pause->setVisible(goesOn);
    if (!run) {
        m_title->setText(tr("No run in view"));
        m_about->setText(tr("A run shows here how far it is, how fast, and how long it will take."));
        m_said->setText({});
        return;
    }
    const QString why = m_trainings->whyNot();
    m_pause->setWords(tr("Resume"));
    m_pause->setEnabled(why.isEmpty());
    m_pause->setToolTip(why.isEmpty() ? tr("Goes on from its last checkpoint") : why);
    m_title->setText(nameOf(*run));
    m_about->setText(tr("%1 · from %2 · %L3 labels")
                         .arg(QString::fromStdString(run->model.empty() ? run->name : run->model),
                             run->from.empty() ? tr("scratch") : QString::fromStdString(run->from))
                         .arg(run->labels.candidates));
    setFigure(m_epochs, QString::number(run->history.size()), tr("/ %1 epochs").arg(run->recipe.epochs));
    if (run->seconds > 0)
        setFigure(m_left, durationWords(run->seconds),
            run->device.empty() ? tr("of training") : tr("on %1").arg(QString::fromStdString(run->device)));
    if (run->bestEpoch > 0)
        setFigure(m_rate, QString::number(run->bestEpoch), tr("the best epoch"));
    m_said->setText(run->state == RunState::Stopped ? tr("Stopped; it can go on")
            : run->state == RunState::Failed        ? tr("Failed")
            : run->stoppedBy == "patience"          ? tr("Ended: no better for %1 epochs").arg(run->recipe.patience)
                                                    : tr("Done"));
    if (run->state == RunState::Failed) {
        m_why->setText(QString::fromStdString(run->problem));
        m_wrong->setVisible(true);
    }
}

} // namespace vetrina::ui
