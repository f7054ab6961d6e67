#pragma once

#include "ui/train/runs_model.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace vetrina::ui {

class Segmented;
class Trainings;

/// The runs of the project: one in view, two compared; promote, roll back, go on.
class RunsPanel : public QFrame {
    Q_OBJECT

public:
    explicit RunsPanel(Trainings* trainings, QWidget* parent = nullptr);

    [[nodiscard]] RunsModel& model() { return *m_model; }
    [[nodiscard]] QTableView* table() const { return m_table; }
    /// What stands in a tab beside the runs; null: nothing, and it is the caller's again.
    void setBeside(QWidget* widget, const QString& name);
    /// The run in view; the newest where none is chosen by hand. 0 without any.
    [[nodiscard]] int inView() const;
    void view(int run);
    /// Words and button of the empty table.
    void setEmpty(const QString& words, const QString& button);

Q_SIGNALS:
    void viewed(int run);
    void chosenChanged();
    void firstAsked(); ///< the button of the empty table

private:
    void refresh();
    void showButtons();

    Trainings* m_trainings;
    RunsModel* m_model;
    QTableView* m_table;
    Segmented* m_tabs;
    QStackedWidget* m_pages;
    QWidget* m_beside = nullptr;
    QLabel *m_title, *m_count, *m_chosen, *m_emptyWords;
    QPushButton *m_promote, *m_back, *m_first;
    QWidget* m_empty;
    int m_viewed = 0;
    bool m_byHand = false; ///< another one than the newest is looked at
};

} // namespace vetrina::ui
