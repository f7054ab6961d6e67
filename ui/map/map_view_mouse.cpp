// What the hand does on the map: pan, zoom, lasso, rectangle, hover, and the point in hand by the keys.
#include "ui/map/map_view.h"

#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QWheelEvent>

#include <cmath>

namespace vetrina::ui {

namespace {

constexpr double reach = 12; ///< pixels from a point within which it is meant
constexpr double stillClick = 4; ///< a press that moved no farther draws nothing

} // namespace

MapView::Combine MapView::combineOf(Qt::KeyboardModifiers modifiers) const
{
    if (modifiers & Qt::ShiftModifier)
        return Combine::Add;
    if (modifiers & Qt::AltModifier)
        return Combine::TakeAway;
    return m_combine;
}

bool MapView::stepOut()
{
    if (m_drag == Drag::None)
        return false;
    m_drag = Drag::None;
    m_path.clear();
    showCursor();
    update();
    return true;
}

void MapView::mousePressEvent(QMouseEvent* event)
{
    if (!m_picture.points || m_drag != Drag::None)
        return;
    m_pressed = m_last = event->position();
    m_moved = false;
    if (event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && m_tool == Tool::Pan)) {
        m_drag = Drag::Pan;
        setCursor(Qt::ClosedHandCursor);
    } else if (event->button() == Qt::LeftButton) {
        m_drag = m_tool == Tool::Lasso ? Drag::Lasso : Drag::Rectangle;
        m_path = { m_pressed };
    }
    setHovered(-1);
}

void MapView::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_picture.points)
        return;
    const QPointF at = event->position();
    if (m_drag == Drag::None) {
        hoverAt(at);
        return;
    }
    m_moved = m_moved || std::hypot(at.x() - m_pressed.x(), at.y() - m_pressed.y()) > stillClick;
    if (m_drag == Drag::Pan) {
        MapSight sight = m_picture.sight;
        sight.centre -= QPointF(at.x() - m_last.x(), m_last.y() - at.y()) / sight.scale;
        setSight(sight);
    } else if (m_drag == Drag::Lasso && std::hypot(at.x() - m_path.back().x(), at.y() - m_path.back().y()) >= 2) {
        m_path << at;
    }
    m_last = at;
    update();
}

void MapView::mouseReleaseEvent(QMouseEvent* event)
{
    if (m_drag == Drag::None)
        return;
    const Drag drag = std::exchange(m_drag, Drag::None);
    m_last = event->position();
    showCursor();
    update();
    const bool left = event->button() == Qt::LeftButton;
    if (!m_moved) {
        const int point = m_picture.points->nearest(
            m_picture.sight.toMap(m_last, size()), reach / m_picture.sight.scale, choosable().get());
        if (left && point >= 0) {
            m_current = point;
            Q_EMIT picked(point, combineOf(event->modifiers()));
        }
        hoverAt(m_last);
        return;
    }
    if (drag == Drag::Pan)
        return;
    QPolygonF pixels = std::exchange(m_path, {});
    if (drag == Drag::Rectangle)
        pixels = QPolygonF(QRectF(m_pressed, m_last).normalized());
    QPolygonF polygon;
    for (const QPointF& pixel : pixels)
        polygon << m_picture.sight.toMap(pixel, size());
    if (polygon.size() >= 3)
        Q_EMIT lassoed(polygon, combineOf(event->modifiers()));
}

void MapView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (!m_picture.points || event->button() != Qt::LeftButton)
        return;
    const int point = m_picture.points->nearest(
        m_picture.sight.toMap(event->position(), size()), reach / m_picture.sight.scale, choosable().get());
    if (point >= 0)
        Q_EMIT openAsked(point);
}

void MapView::wheelEvent(QWheelEvent* event)
{
    const int turned = event->angleDelta().y() ? event->angleDelta().y() : event->angleDelta().x();
    if (turned == 0 || !m_picture.points)
        return event->ignore();
    zoomBy(std::pow(1.2, turned / 120.0), event->position());
    setHovered(-1);
    event->accept();
}

void MapView::leaveEvent(QEvent*)
{
    setHovered(-1);
    Q_EMIT readout({});
}

void MapView::hoverAt(QPointF pixel)
{
    const QPointF place = m_picture.sight.toMap(pixel, size());
    setHovered(m_picture.points->nearest(place, reach / m_picture.sight.scale, choosable().get()));
    Q_EMIT readout(QStringLiteral("u %1  v %2").arg(place.x(), 0, 'f', 2).arg(place.y(), 0, 'f', 2));
}

void MapView::setHovered(int point)
{
    if (point == m_hovered)
        return;
    m_hovered = point;
    update();
    Q_EMIT hoveredChanged(point);
}

void MapView::keyPressEvent(QKeyEvent* event)
{
    QPointF direction;
    switch (event->key()) {
    case Qt::Key_Left:
        direction = { -1, 0 };
        break;
    case Qt::Key_Right:
        direction = { 1, 0 };
        break;
    case Qt::Key_Up:
        direction = { 0, 1 };
        break;
    case Qt::Key_Down:
        direction = { 0, -1 };
        break;
    case Qt::Key_Space:
        if (m_current >= 0) // by the keys one gathers: Shift and Alt are as with the mouse
            Q_EMIT picked(m_current, event->modifiers() & Qt::AltModifier ? Combine::TakeAway : Combine::Add);
        return;
    default:
        return QWidget::keyPressEvent(event);
    }
    if (!m_picture.points || m_picture.points->count() == 0)
        return;
    if (event->modifiers() & Qt::ControlModifier) {
        MapSight sight = m_picture.sight;
        sight.centre += direction * 60 / sight.scale;
        return setSight(sight);
    }
    const PointMaskPtr among = choosable();
    const int next = m_current >= 0
        ? m_picture.points->nearestTowards(static_cast<std::size_t>(m_current), direction, among.get())
        : m_picture.points->nearest(m_picture.sight.centre, 1e30, among.get());
    if (next >= 0) {
        setCurrent(next);
        Q_EMIT hoveredChanged(next);
    }
}

} // namespace vetrina::ui
