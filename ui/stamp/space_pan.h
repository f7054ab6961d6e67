#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QWidget>

namespace vetrina::ui {

class StampRow;

/// Space and a drag on a stamp pan it; Space alone is whatever else Space does.
///
/// Which of the two it will be is not known when Space goes down. So it is the hand's only where the hand is on the
/// mouse: the cursor is over a stamp and moved there within the last two seconds, or a button is down on it. Then a
/// drag pans from its first pixel, and Space that is let go without a drag is a tap(). Everywhere else, and for whoever
/// leaves the mouse alone, Space is not touched: its command acts at the press, as every other key's.
class SpacePan : public QObject {
    Q_OBJECT

public:
    SpacePan(StampRow* row, QObject* parent);

    [[nodiscard]] bool isHeld() const { return m_held; }
    static constexpr int onMouseMs = 2000; ///< the hand has not left the mouse since it moved

Q_SIGNALS:
    void tapped();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    [[nodiscard]] bool handIsOnStamp() const;
    void hold(bool held);

    StampRow* m_row; ///< null once it ends
    QPointer<QWidget> m_over; ///< the panel that the cursor is on
    QElapsedTimer m_moved; ///< since it moved there
    bool m_down = false; ///< a button is
    bool m_held = false; ///< Space is, and it is the hand's
    bool m_dragged = false; ///< since it is held
};

} // namespace vetrina::ui
