#pragma once

#include <QPointer>
#include <QWidget>

#include <functional>
#include <vector>

class QFrame;
class QLabel;
class QPushButton;

namespace vetrina::ui {

/// Five minutes through the window: it points at one thing after the other and says what to do with it.
class Tour : public QWidget {
    Q_OBJECT

public:
    struct Step {
        QString title, text;
        std::function<QWidget*()> at; ///< what is pointed at; null or hidden: nothing, the words stand alone
    };

    /// Covers `window` and hides with it.
    explicit Tour(QWidget* window);

    void open(std::vector<Step> steps);
    [[nodiscard]] int step() const { return m_step; }
    [[nodiscard]] int steps() const { return static_cast<int>(m_steps.size()); }
    void go(int step); ///< past the last one it ends

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    bool event(QEvent* event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void lay();
    void leave();
    [[nodiscard]] QRect target() const;

    std::vector<Step> m_steps;
    int m_step = 0;
    QFrame* m_card;
    QLabel *m_title, *m_text, *m_count;
    QPushButton *m_back, *m_next, *m_end;
    QPointer<QWidget> m_focusBefore;
};

} // namespace vetrina::ui
