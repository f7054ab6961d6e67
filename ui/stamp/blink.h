#pragma once

#include "core/image/limits.h"
#include "core/session/candidates.h"

#include <QElapsedTimer>
#include <QImage>
#include <QObject>
#include <QTimer>
#include <QTransform>

#include <array>
#include <memory>

namespace vetrina::ui {

/// One picture of a blink, rendered before it is shown.
struct BlinkFrame {
    std::shared_ptr<const session::CandidateView> view; ///< whose stamp it is
    data::Panel panel = data::Panel::Science;
    QString name; ///< on the plate
    QImage image; ///< pixel by pixel, row 0 at the top
    QTransform toPlace; ///< from its pixels to those of the stamp in whose place it is shown
    image::Limits limits;
};

/// How the pixels of one stamp lie on another's: by their places on the sky where both tell, else source on source.
/// The same astrometry, or none on stamps of one size, gives the identity, so that nothing moves in a triplet.
[[nodiscard]] QTransform registered(
    const session::CandidateView& from, data::Panel fromPanel, const session::CandidateView& to, data::Panel toPanel);

/// The beat of a blink: says which turn it is, at whole multiples of the interval from its start, never before them.
/// What was late is not made up for: the next turn comes at the next multiple. The window's thread.
class Blink : public QObject {
    Q_OBJECT

public:
    /// DS9's, in milliseconds.
    static constexpr std::array rates{ 125, 250, 500, 1000, 2000, 4000, 8000, 16000 };

    explicit Blink(QObject* parent = nullptr);

    void start(int intervalMs);
    void stop();
    void setInterval(int intervalMs); ///< from now on, without a jump of the turn
    [[nodiscard]] bool running() const { return m_running; }
    [[nodiscard]] int interval() const { return m_interval; }
    /// How many turns there were since the start.
    [[nodiscard]] int turns() const { return m_turns; }
    /// Milliseconds from the clock's zero to the next turn's time, when it is `elapsedMs` now.
    [[nodiscard]] static qint64 nextDue(qint64 elapsedMs, int intervalMs);
    /// The next faster or slower of DS9's rates.
    [[nodiscard]] static int stepped(int intervalMs, int steps);

Q_SIGNALS:
    void turned();

private:
    void arm();

    QTimer m_timer;
    QElapsedTimer m_clock;
    qint64 m_due = 0;
    int m_interval = 1000, m_turns = 0;
    bool m_running = false;
};

/// "1 s", "0.125 s".
[[nodiscard]] QString blinkRateText(int intervalMs);

} // namespace vetrina::ui
