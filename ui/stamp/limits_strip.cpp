#include "ui/stamp/limits_strip.h"

#include "ui/stamp/stamp_overlay.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace vetrina::ui {

namespace {

constexpr int bins = 90;
constexpr double margin = 6; // so that a handle at the edge is whole

} // namespace

LimitsStrip::LimitsStrip(const QString& stampName, QWidget* parent)
    : QWidget(parent)
{
    setFixedHeight(36);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("Limits of %1").arg(stampName));
    setToolTip(tr("Drag a handle to set the limits; double click: the rule's again.\n"
                  "With the keyboard ← → move it, ↑ ↓ take the other one, Enter takes exact numbers."));
}

void LimitsStrip::set(image::PlaneView plane, const image::Limits& limits)
{
    m_empty = plane.size() == 0;
    m_limits = limits;
    if (!m_empty && !m_dragging) { // under the hand the ground must not move
        m_histogram = image::histogramOf(plane, image::histogramRange(plane, limits), bins);
        m_heights = m_histogram.logHeights();
    }
    setAccessibleDescription(limitsText(limits));
    update();
}

double LimitsStrip::xOf(double value) const
{
    const double low = m_histogram.range.low, span = m_histogram.range.high - low;
    return margin + (span > 0 ? std::clamp((value - low) / span, 0.0, 1.0) : 0) * (width() - 2 * margin);
}

double LimitsStrip::valueAt(double x) const
{
    const double part = std::clamp((x - margin) / std::max(1.0, width() - 2 * margin), 0.0, 1.0);
    return m_histogram.range.low + part * (m_histogram.range.high - m_histogram.range.low);
}

QRectF LimitsStrip::handleRect(Handle handle) const
{
    const double x = xOf(handle == Handle::Low ? m_limits.low : m_limits.high);
    return { x - 4, height() / 2.0 - 7, 8, 14 };
}

void LimitsStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour(Token::Line), 1));
    painter.setBrush(colour(Token::Well));
    painter.drawRoundedRect(frame, size::radiusTag, size::radiusTag);
    if (m_empty)
        return;
    painter.setRenderHint(QPainter::Antialiasing, false);
    const double low = xOf(m_limits.low), high = xOf(m_limits.high);
    painter.fillRect(QRectF(low, 1, high - low, height() - 2), colour(Token::AccentFill));
    QColor bars = colour(Token::NoClass);
    bars.setAlphaF(0.65f);
    const double step = (width() - 2 * margin) / static_cast<double>(m_heights.size());
    for (std::size_t i = 0; i < m_heights.size(); ++i) {
        const double left = std::floor(margin + static_cast<double>(i) * step);
        const double right = std::floor(margin + static_cast<double>(i + 1) * step);
        const double tall = std::round(m_heights[i] * (height() - 7.0));
        painter.fillRect(QRectF(left, height() - 1 - tall, right - left, tall), bars);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    for (const Handle handle : { Handle::Low, Handle::High }) {
        const double x = std::round(xOf(handle == Handle::Low ? m_limits.low : m_limits.high));
        painter.setPen(QPen(colour(Token::Accent), 1.5));
        painter.drawLine(QPointF(x, 2), QPointF(x, height() - 2));
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour(hasFocus() && handle == m_inHand ? Token::Focus : Token::Accent));
        painter.drawRoundedRect(handleRect(handle), 2, 2);
    }
    if (hasFocus())
        paintFocusRing(painter, rect(), size::radiusTag);
}

void LimitsStrip::mousePressEvent(QMouseEvent* event)
{
    if (m_empty || event->button() != Qt::LeftButton)
        return;
    const double x = event->position().x();
    m_inHand = std::abs(x - xOf(m_limits.low)) <= std::abs(x - xOf(m_limits.high)) ? Handle::Low : Handle::High;
    m_dragging = true;
    if (!handleRect(m_inHand).contains(event->position())) // a handle that is only touched stays where it is
        moveTo(m_inHand, valueAt(x));
}

void LimitsStrip::mouseMoveEvent(QMouseEvent* event)
{
    if (m_dragging)
        moveTo(m_inHand, valueAt(event->position().x()));
    else
        setCursor(
            handleRect(Handle::Low).contains(event->position()) || handleRect(Handle::High).contains(event->position())
                ? Qt::SizeHorCursor
                : Qt::ArrowCursor);
}

void LimitsStrip::mouseReleaseEvent(QMouseEvent*) { m_dragging = false; }

void LimitsStrip::mouseDoubleClickEvent(QMouseEvent* event)
{
    m_dragging = false;
    if (!m_empty && event->button() == Qt::LeftButton)
        Q_EMIT resetAsked();
}

void LimitsStrip::moveTo(Handle handle, double value)
{
    const double least = (m_histogram.range.high - m_histogram.range.low) / 500; // low stays below high
    image::Limits limits = m_limits;
    if (handle == Handle::Low)
        limits.low = std::min(value, limits.high - least);
    else
        limits.high = std::max(value, limits.low + least);
    Q_EMIT limitsDragged(limits);
}

bool LimitsStrip::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) { // here the arrows are the strip's, not the queue's
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down
            || key == Qt::Key_Return || key == Qt::Key_Enter) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

void LimitsStrip::keyPressEvent(QKeyEvent* event)
{
    if (m_empty)
        return QWidget::keyPressEvent(event);
    const double step =
        (m_histogram.range.high - m_histogram.range.low) / (event->modifiers() & Qt::ShiftModifier ? 20 : 100);
    const double value = m_inHand == Handle::Low ? m_limits.low : m_limits.high;
    switch (event->key()) {
    case Qt::Key_Left:
        moveTo(m_inHand, value - step);
        break;
    case Qt::Key_Right:
        moveTo(m_inHand, value + step);
        break;
    case Qt::Key_Up:
    case Qt::Key_Down:
        m_inHand = m_inHand == Handle::Low ? Handle::High : Handle::Low;
        update();
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT editAsked();
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace vetrina::ui
