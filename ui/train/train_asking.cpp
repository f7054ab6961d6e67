// What the Train workspace asks the project for, and what it does with the answers.
#include "ui/commands/commands.h"
#include "ui/plots/epoch_plot.h"
#include "ui/train/labels_panel.h"
#include "ui/train/recipe_form.h"
#include "ui/train/run_curves.h"
#include "ui/train/run_head.h"
#include "ui/train/runs_panel.h"
#include "ui/train/train_page.h"

#include <QAction>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QSlider>
#include <QTableView>

#include <array>

namespace vetrina::ui {

using Menu = Command::Menu;

void TrainPage::makeCommands()
{
    const auto add = [this](const CommandName& name, const QList<QKeySequence>& keys, std::function<void()> act,
                         std::function<QString()> why = {}) {
        QAction* action = m_commands->add(this, Menu::Model, name, keys, std::move(act));
        m_commands->change(action, [&](Command& command) {
            command.needsProject = true;
            command.why = std::move(why);
        });
        return action;
    };
    QAction* first = add(
        { "train.start", tr("Train by this recipe"), tr("In the background") },
        { QKeySequence(Qt::CTRL | Qt::Key_Return) }, [this] { train(); }, [this] { return m_trainings->whyNot(); });
    m_commands->change(first, [](Command& command) { command.apart = true; });
    add({ "train.pause", tr("Pause, or go on"), tr("The training stands still, and goes on later where it was") },
        { Qt::Key_P }, [this] {
            if (const QString why = m_head->pauseOrResume(); !why.isEmpty())
                Q_EMIT said(why, false);
        });
    add(
        { "train.stop", tr("Stop, keep best"), tr("The best so far becomes a model") }, {},
        [this] { m_trainings->stop(); },
        [this] { return m_trainings->isRunning() ? QString() : tr("No model is being trained"); });
    add({ "train.open-recipe", tr("Open a recipe…"), tr("From a file") }, {}, [this] { openRecipe(); });
    add({ "train.save-recipe", tr("Save the recipe as…"), tr("For `vetrina train --recipe` too") }, {},
        [this] { saveRecipe(); });
}

void TrainPage::setProject(Project* project)
{
    m_life.drop();
    m_recipeAsked.drop();
    m_labelsAsked.drop();
    m_labelsSoon.stop();
    m_project = project;
    m_known = fail(Error::Code::NotFound, "");
    m_stale = true;
    m_asking = m_recipeKnown = false;
    m_barWords->clear();
    m_formWords->hide();
    m_trainings->setProject(project);
    if (!project)
        return;
    connect(project, &Project::arrived, this, [this] { m_stale = true; });
    connect(project, &Project::classesChanged, this, [this] { m_stale = true; });
    if (isVisible())
        lookAnew();
}

void TrainPage::showEvent(QShowEvent* event)
{
    Workspace::showEvent(event);
    lookAnew();
}

void TrainPage::lookAnew()
{
    if (!m_project)
        return;
    if (!m_recipeKnown) {
        const std::stop_token stop = m_life.token();
        then(
            m_project->services().io->submit(
                [](std::stop_token) -> Result<std::vector<std::string>> { return session::Training::recipes(); }, stop),
            this, stop, [this](Result<std::vector<std::string>> all) {
                if (!all)
                    return say(all.error());
                QStringList names;
                for (const auto& name : *all)
                    names << QString::fromStdString(name);
                m_form->setRecipes(names);
                if (!m_recipeName.isEmpty())
                    m_form->setName(m_recipeName);
            });
        using Words = std::shared_ptr<const session::FilterWords>;
        then(m_project->filterWords(stop), this, stop, [this](Result<Words> words) {
            QStringList columns;
            if (words)
                for (const auto& field : (*words)->vocabulary.fields)
                    columns << QString::fromStdString(field.name);
            columns.sort();
            m_form->setLabelColumns(columns);
        });
        askRecipe("fine_tune");
    } else {
        askLabels(); // one may have labelled meanwhile
    }
    if (std::exchange(m_stale, false) || !m_trainings->areRunsKnown())
        m_trainings->refresh();
}

void TrainPage::askRecipe(const QString& nameOrFile)
{
    if (!m_project)
        return;
    const std::stop_token stop = m_recipeAsked.ask();
    then(m_project->recipe(nameOrFile.toStdString(), stop), this, stop,
        [this, nameOrFile](Result<session::Recipe> recipe) {
            if (!recipe) {
                m_form->setName(m_recipeName);
                return say(recipe.error());
            }
            m_recipeName = nameOrFile.endsWith(".json") ? QFileInfo(nameOrFile).fileName() : nameOrFile;
            m_recipeKnown = true;
            m_form->set(*recipe);
            m_form->setName(m_recipeName);
            showButtons();
            askLabels();
        });
}

void TrainPage::askLabels()
{
    if (!m_project || !m_recipeKnown)
        return;
    const auto took = [this](Result<session::TrainingLabels> labels) {
        m_asking = false;
        m_known = std::move(labels);
        m_form->setLabels(m_known);
        m_labels->set(m_known, m_project->classes());
        m_barWords->setText(
            m_known ? tr("%L1 labels of %L2 objects").arg(m_known->candidates).arg(m_known->objects) : QString());
        showButtons();
    };
    auto recipe = m_form->recipe();
    m_formWords->setVisible(!recipe);
    if (!recipe) {
        m_formWords->setText(QString::fromStdString(recipe.error().message));
        return;
    }
    m_asking = true;
    m_form->setCounting();
    session::TrainRequest request;
    request.recipe = std::move(*recipe);
    const std::stop_token stop = m_labelsAsked.ask();
    whenDone(m_project->trainingLabels(std::move(request), stop), this, stop,
        [this, took](Result<session::TrainingLabels> labels) {
            if (!labels && labels.error().code == Error::Code::Cancelled)
                m_labelsSoon.start(); // thumbnails went before it
            else
                took(std::move(labels));
        });
}

bool TrainPage::isSettled() const
{
    return m_recipeKnown && !m_asking && !m_labelsSoon.isActive() && m_trainings->areRunsKnown();
}

void TrainPage::train()
{
    if (const QString why = m_trainings->whyNot(); !why.isEmpty()) {
        Q_EMIT said(why, false);
        return;
    }
    auto recipe = m_form->recipe();
    if (!recipe)
        return say(recipe.error());
    session::TrainRequest request;
    request.recipe = std::move(*recipe);
    m_trainings->start(std::move(request));
}

void TrainPage::openRecipe()
{
    const QString file = QFileDialog::getOpenFileName(this, tr("Open a recipe"), {}, tr("Recipes (*.json)"));
    if (!file.isEmpty())
        askRecipe(file);
}

void TrainPage::saveRecipe()
{
    auto recipe = m_form->recipe();
    if (!recipe)
        return say(recipe.error());
    QString file = QFileDialog::getSaveFileName(
        this, tr("Save the recipe"), QString::fromStdString(recipe->name) + ".json", tr("Recipes (*.json)"));
    if (file.isEmpty() || !m_project)
        return;
    if (!file.endsWith(".json"))
        file += ".json";
    then(m_project->saveRecipe(std::move(*recipe), file.toStdString()), this, m_life.token(),
        [this, file](Result<void> done) {
            if (done)
                Q_EMIT said(tr("The recipe is in %1.").arg(file), false);
            else
                say(done.error());
        });
}

void TrainPage::say(const Error& error)
{
    Q_EMIT said(
        QString::fromStdString(error.remedy.empty() ? error.message : error.message + ". " + error.remedy), true);
}

void TrainPage::focusNextPane(bool back)
{
    const std::array<QWidget*, 4> panes{ m_form->home(), m_curves->loss(), m_curves->slider(), m_runs->table() };
    const std::array<QWidget*, 4> holders{ m_left, m_curves->loss(), m_curves->slider(), m_runs };
    const QWidget* focus = focusWidget();
    int at = -1;
    for (int i = 0; i < 4; ++i) {
        const QWidget* holder = holders[static_cast<std::size_t>(i)];
        if (focus && (holder == focus || holder->isAncestorOf(focus)))
            at = i;
    }
    for (int tried = 0; tried < 4; ++tried) {
        at = at < 0 ? (back ? 3 : 0) : (at + (back ? 3 : 1)) % 4;
        QWidget* pane = panes[static_cast<std::size_t>(at)];
        if (pane->isVisible() && pane->isEnabled())
            return pane->setFocus(Qt::TabFocusReason);
    }
}

} // namespace vetrina::ui
