#pragma once

#include <QTimer>
#include <QWidget>

namespace vetrina::ui {

/// A 4 px bar at the top of what is being asked anew: it comes after 150 ms and moves until the answer is there.
class WaitBar : public QWidget {
    Q_OBJECT

public:
    static constexpr int patienceMs = 150, barHeight = 4;

    /// Stands over the top of `over` and follows its width.
    explicit WaitBar(QWidget* over);

    void start();
    void stop();
    [[nodiscard]] bool isWaiting() const { return m_patience.isActive() || m_step.isActive(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QTimer m_patience, m_step;
    int m_at = 0;
};

} // namespace vetrina::ui
