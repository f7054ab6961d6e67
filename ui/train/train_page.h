#pragma once

#include "ui/base/workspace.h"
#include "ui/train/trainings.h"

#include <QTimer>

class QBoxLayout;
class QLabel;
class QScrollArea;

namespace vetrina::ui {

class Commands;
class ComparePanel;
class KeyButton;
class LabelsPanel;
class RecipeForm;
class RunCurves;
class RunHead;
class RunsPanel;

/// The Train workspace: a recipe and what it would learn from, the run in view with its curves, all runs, what is thin
/// and how runs compare.
class TrainPage : public Workspace {
    Q_OBJECT

public:
    explicit TrainPage(Commands* commands, QWidget* parent = nullptr);

    [[nodiscard]] Face face() const override;
    void setProject(Project* project) override;
    [[nodiscard]] QWidget* home() const override;
    void focusNextPane(bool back) override;

    [[nodiscard]] Trainings* trainings() const { return m_trainings; }
    [[nodiscard]] RecipeForm* form() const { return m_form; }
    [[nodiscard]] RunHead* head() const { return m_head; }
    [[nodiscard]] RunCurves* curves() const { return m_curves; }
    [[nodiscard]] RunsPanel* runs() const { return m_runs; }
    [[nodiscard]] LabelsPanel* labels() const { return m_labels; }
    [[nodiscard]] ComparePanel* comparison() const { return m_compare; }
    /// After Workspaces::add(): what can be done here.
    void makeCommands();

    /// By the recipe in the form; an error of it is said.
    void train();
    /// Whether all that was asked for is shown.
    [[nodiscard]] bool isSettled() const;

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeLeft();
    QWidget* makeMiddle();
    void makeSide();
    void arrange();
    void lookAnew(); ///< what was asked for while the page was not seen
    void askRecipe(const QString& nameOrFile);
    void askLabels();
    void showRun();
    void showComparison();
    void showButtons();
    void openRecipe();
    void saveRecipe();
    void say(const Error& error);

    static constexpr int sideFrom = 1360; ///< the width from which the right column stands by itself

    Commands* m_commands;
    Project* m_project = nullptr;
    Trainings* m_trainings;
    LastQuestion m_life, m_recipeAsked, m_labelsAsked;
    QTimer m_labelsSoon;
    QString m_recipeName;
    Result<session::TrainingLabels> m_known = fail(Error::Code::NotFound, "");
    bool m_stale = true; ///< labels or runs may be others than those shown
    bool m_asking = false, m_recipeKnown = false;

    RecipeForm* m_form;
    KeyButton *m_train, *m_retrain;
    QLabel *m_barWords, *m_formWords;
    QWidget* m_left;
    RunHead* m_head;
    RunCurves* m_curves;
    RunsPanel* m_runs;
    QScrollArea* m_side;
    QBoxLayout *m_row, *m_sideLine;
    LabelsPanel* m_labels;
    ComparePanel* m_compare;
};

} // namespace vetrina::ui
