#include "ui/stamp/blink.h"

#include <algorithm>

namespace vetrina::ui {

namespace {

const std::optional<session::Astrometry>& astrometryOf(const session::CandidateView& view, data::Panel panel)
{
    return view.astrometry[static_cast<std::size_t>(panel)];
}

QPointF sourceOf(const session::CandidateView& view, data::Panel panel)
{
    if (const auto& known = astrometryOf(view, panel))
        return { known->source.column, known->source.row };
    const image::PlaneView plane = view.triplet[panel].plane.view();
    return { (plane.width - 1) / 2.0, (plane.height - 1) / 2.0 };
}

} // namespace

QTransform registered(
    const session::CandidateView& from, data::Panel fromPanel, const session::CandidateView& to, data::Panel toPanel)
{
    const auto &first = astrometryOf(from, fromPanel), &second = astrometryOf(to, toPanel);
    const QPointF source = sourceOf(from, fromPanel);
    if (first && second) {
        constexpr double reach = 10; // pixels; the frame of a stamp is linear far beyond it
        std::array<QPointF, 3> on;
        bool all = true;
        for (std::size_t i = 0; i < 3; ++i) {
            const sky::PixelPosition pixel{ source.x() + (i == 1 ? reach : 0), source.y() + (i == 2 ? reach : 0) };
            const auto there = second->wcs.skyToPixel(first->wcs.pixelToSky(pixel));
            all = all && there;
            if (there)
                on[i] = { there->column, there->row };
        }
        if (all) {
            const QPointF x = (on[1] - on[0]) / reach, y = (on[2] - on[0]) / reach;
            QTransform turn(x.x(), x.y(), y.x(), y.y(), 0, 0);
            const QPointF shift = on[0] - turn.map(source);
            turn *= QTransform::fromTranslate(shift.x(), shift.y());
            // Rounding of the sky and back must not move a pixel's edge.
            const QTransform none;
            const auto off = [&](double a, double b) { return std::abs(a - b) > 1e-4; };
            const bool same = !off(turn.m11(), 1) && !off(turn.m22(), 1) && !off(turn.m12(), 0) && !off(turn.m21(), 0)
                && !off(turn.dx(), 0) && !off(turn.dy(), 0);
            return same ? none : turn;
        }
    }
    const QPointF shift = sourceOf(to, toPanel) - source;
    return QTransform::fromTranslate(shift.x(), shift.y());
}

Blink::Blink(QObject* parent)
    : QObject(parent)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (m_clock.elapsed() < m_due) // a timer may come a little early; a turn may not
            return m_timer.start(static_cast<int>(m_due - m_clock.elapsed()));
        ++m_turns;
        arm();
        Q_EMIT turned();
    });
}

qint64 Blink::nextDue(qint64 elapsedMs, int intervalMs) { return (elapsedMs / intervalMs + 1) * intervalMs; }

int Blink::stepped(int intervalMs, int steps)
{
    const auto at = std::ranges::lower_bound(rates, intervalMs) - rates.begin();
    const auto last = static_cast<std::ptrdiff_t>(rates.size()) - 1;
    return rates[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(at + steps, 0, last))];
}

void Blink::arm()
{
    m_due = nextDue(m_clock.elapsed(), m_interval);
    m_timer.start(static_cast<int>(m_due - m_clock.elapsed()));
}

void Blink::start(int intervalMs)
{
    m_interval = std::clamp(intervalMs, rates.front(), rates.back());
    m_turns = 0;
    m_running = true;
    m_clock.start();
    arm();
}

void Blink::stop()
{
    m_running = false;
    m_timer.stop();
}

void Blink::setInterval(int intervalMs)
{
    m_interval = std::clamp(intervalMs, rates.front(), rates.back());
    if (!m_running)
        return;
    m_clock.start();
    arm();
}

QString blinkRateText(int intervalMs) { return Blink::tr("%1 s").arg(intervalMs / 1000.0); }

} // namespace vetrina::ui
