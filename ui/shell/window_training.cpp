// Trainings as the whole window knows them: its commands, what the status bar says of them.
#include "ui/commands/commands.h"
#include "ui/preferences/settings.h"
#include "ui/shell/main_window.h"
#include "ui/shell/status_line.h"
#include "ui/shell/workspaces.h"
#include "ui/train/run_figures.h"
#include "ui/train/train_page.h"
#include "ui/train/trainings.h"

#include <QAction>
#include <QPointer>

#include <cmath>

namespace vetrina::ui {

using Phase = session::TrainingNow::Phase;

void MainWindow::makeTraining()
{
    m_pages->add(m_train);
    Trainings* trainings = m_train->trainings();
    const auto add = [this](const CommandName& name, const QList<QKeySequence>& keys, std::function<void()> act,
                         std::function<QString()> why) {
        QAction* action = m_commands->add(this, Command::Menu::Model, name, keys, std::move(act));
        m_commands->change(action, [&](Command& command) {
            command.needsProject = true;
            command.why = std::move(why);
        });
        return action;
    };
    QAction* first = add(
        { "model.fine-tune", tr("Fine-tune…"), tr("A recipe, and what it would learn from") }, {},
        [this] { m_pages->open(m_train); },
        [this] { return m_pages->current() == m_train ? tr("This is the Train workspace") : QString(); });
    m_commands->change(first, [](Command& command) { command.apart = true; });
    add(
        { "model.retrain", tr("Retrain on what I labelled"),
            tr("Fine-tunes the default model on the labels as they are") },
        { QKeySequence(Qt::CTRL | Qt::Key_R) },
        [this, trainings] {
            say(tr("Fine-tuning on the labels as they are; Train shows how it goes."), false);
            trainings->retrain();
        },
        [trainings] { return trainings->whyNot(); });
    add({ "model.roll-back", tr("Roll back the default model"), tr("To the one that was promoted before") }, {},
        [this, trainings] {
            say(tr("Rolling back…"), false);
            trainings->rollBack();
        },
        {});
    m_train->makeCommands();

    connect(trainings, &Trainings::progressed, this, [this] { showTraining(); });
    connect(trainings, &Trainings::changed, this, [this] { showTraining(); });
    connect(trainings, &Trainings::ended, this, &MainWindow::sayTrained);
    connect(trainings, &Trainings::failed, this, [this](const Error& error) { sayProblem(error); });
    connect(trainings, &Trainings::promoted, this, [this, trainings](const QString& model, const QString& before) {
        m_settings->set("engine.model", QString()); // one that was chosen by name would go before it
        const QString words = tr("%1 is the default now, and scores this project.").arg(model);
        if (before.isEmpty() || before == model)
            return say(words, false);
        m_status->offer(words, tr("Back to %1").arg(before), [trainings, before] { trainings->promote(before); });
    });
}

void MainWindow::showTraining()
{
    const Trainings& trainings = *m_train->trainings();
    const auto& now = trainings.now();
    if (!trainings.isRunning())
        return m_status->setTraining({});
    if (trainings.isStopping())
        return m_status->setTraining(tr("Training stops"));
    m_status->setTraining(now.phase == Phase::Training && now.step.steps > 0
            ? tr("Training: epoch %1 of %2, %3/s")
                  .arg(now.step.epoch)
                  .arg(now.run.recipe.epochs)
                  .arg(now.step.imagesPerSecond, 0, 'f', 0)
            : now.phase == Phase::Finishing ? tr("Training: measuring")
                                            : tr("Training: preparing"));
}

void MainWindow::sayTrained(const session::TrainReport& report)
{
    if (report.model.empty())
        return say(tr("Run %1 stands still. It goes on where it was: Train, Resume.").arg(report.run), false);
    session::TrainingRun run;
    run.metrics = report.metrics;
    const auto after = figuresOf(run, "test"), before = figuresOf(run, "test_before");
    const QString model = QString::fromStdString(report.model);
    QString words = tr("Run %1 made %2").arg(report.run).arg(model);
    if (after && std::isfinite(after->auc))
        words += tr(": AUC %1 on its test part").arg(figure(after->auc, 4));
    else if (after && std::isfinite(after->macroF1))
        words += tr(": macro F1 %1 on its test part").arg(figure(after->macroF1, 3));
    if (after && before && std::isfinite(before->auc))
        words += tr(", %1 before").arg(figure(before->auc, 4));
    constexpr int promoteMs = 60000; // whoever labels meanwhile looks up only now and then
    m_status->offer(
        words + '.', tr("Promote"), [this, model] { m_train->trainings()->promote(model); }, promoteMs);
}

} // namespace vetrina::ui
