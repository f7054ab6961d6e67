#pragma once

#include <QFrame>

class QLabel;
class QProgressBar;
class QPushButton;

namespace vetrina::ui {

class ElidedLabel;
class KeyButton;
class Trainings;

/// The run in view: how far it is, how fast, how long yet, and what can be done with it; why it failed.
class RunHead : public QFrame {
    Q_OBJECT

public:
    explicit RunHead(Trainings* trainings, QWidget* parent = nullptr);

    void setRun(int run); ///< 0: the one that is being prepared, or none
    /// Pauses what trains, or goes on with the run in view where it was stopped; says why neither can be.
    [[nodiscard]] QString pauseOrResume();

private:
    void show();
    void showUnderWay();
    void showPast();
    struct Figure {
        QLabel *value, *words;
    };
    Figure addFigure(class QHBoxLayout* row);
    static void setFigure(const Figure& figure, const QString& value, const QString& words);

    Trainings* m_trainings;
    int m_run = 0;
    QLabel* m_title;
    ElidedLabel* m_about;
    KeyButton* m_pause;
    QPushButton* m_stop;
    Figure m_epochs, m_left, m_rate, m_device;
    ElidedLabel* m_said;
    QProgressBar* m_progress;
    QFrame* m_wrong;
    QLabel* m_why;
};

} // namespace vetrina::ui
