#include "core/sky/coordinates.h"
#include "ui/stamp/blink.h"
#include "ui/stamp/stamp_view.h"

#include <QApplication>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace vetrina::ui {

namespace {

QString valueText(float value)
{
    if (std::isnan(value))
        return QStringLiteral("NaN");
    return QString::number(value, 'g', 5);
}

} // namespace

std::optional<QPointF> StampView::pixelAt(QPointF at) const
{
    const image::PlaneView stamp = plane();
    const QPointF pixel = geometryOfView().toPixel(at - inner().topLeft());
    if (pixel.x() < -0.5 || pixel.y() < -0.5 || pixel.x() >= stamp.width - 0.5 || pixel.y() >= stamp.height - 0.5)
        return {};
    return pixel;
}

QString StampView::readout(QPointF at) const
{
    const std::optional<QPointF> pixel = pixelAt(at);
    if (!pixel)
        return {};
    QString text = QString("x %1 y %2").arg(pixel->x(), 0, 'f', 1).arg(pixel->y(), 0, 'f', 1);
    if (astrometry()) {
        const sky::SkyPosition position = astrometry()->wcs.pixelToSky({ pixel->x(), pixel->y() });
        text += QStringLiteral(" · ") + QString::fromStdString(sky::sexagesimal(position));
    }
    const auto column = [](double x, int width) { return std::clamp(static_cast<int>(std::lround(x)), 0, width - 1); };
    if (m_frame) { // the value is that of the picture one sees now
        const image::PlaneView stamp = m_frame->view->triplet[m_frame->panel].plane.view();
        const QPointF there = m_frame->toPlace.inverted().map(*pixel);
        const bool on =
            there.x() >= -0.5 && there.y() >= -0.5 && there.x() < stamp.width - 0.5 && there.y() < stamp.height - 0.5;
        const QString value = on ? valueText(stamp.at(column(there.x(), stamp.width), column(there.y(), stamp.height)))
                                 : tr("off the stamp");
        return text + QStringLiteral(" · ") + m_frame->name + ' ' + value;
    }
    const image::PlaneView stamp = plane();
    const int x = column(pixel->x(), stamp.width), y = column(pixel->y(), stamp.height);
    text += QStringLiteral(" · ") + valueText(stamp.at(x, y));
    if (m_smoothing)
        text += tr(" · smoothed %1").arg(valueText(shownPlane().at(x, y)));
    return text;
}

void StampView::mousePressEvent(QMouseEvent* event)
{
    Q_EMIT pointed();
    m_dragging = event->button();
    m_dragFrom = event->position();
    m_dragCamera = m_camera;
    m_dragged = false;
    m_pansNow = m_dragging == Qt::MiddleButton || (m_dragging == Qt::LeftButton && m_panning);
    if (m_pansNow)
        setCursor(Qt::ClosedHandCursor);
}

void StampView::mouseMoveEvent(QMouseEvent* event)
{
    Q_EMIT hovered(readout(event->position()));
    Q_EMIT hoveredPixel(pixelAt(event->position()));
    if (m_dragging == Qt::NoButton)
        return;
    const QPointF moved = event->position() - m_dragFrom;
    const bool far = moved.manhattanLength() >= QApplication::startDragDistance();
    // A click is not a little drag; what can only be a pan has no click to keep apart.
    if (!m_dragged && !far && !m_pansNow)
        return;
    m_dragged = true;
    if (m_dragging == Qt::RightButton) {
        const double bias = std::clamp(event->position().x() / width(), 0.0, 1.0);
        const double contrast = std::clamp(10 * event->position().y() / height(), 0.0, 10.0);
        Q_EMIT contrastDragged(contrast, bias);
    } else if (m_dragging == Qt::LeftButton && m_drawing && !m_pansNow) {
        const StampGeometry geometry = geometryOfView();
        Q_EMIT lineDrawn({ geometry.toPixel(m_dragFrom - inner().topLeft()),
            geometry.toPixel(event->position() - inner().topLeft()) });
    } else {
        setCursor(Qt::ClosedHandCursor);
        Q_EMIT cameraChanged(geometryFrom(m_dragCamera).draggedBy(moved));
    }
}

void StampView::mouseReleaseEvent(QMouseEvent* event)
{
    const Qt::MouseButton was = m_dragging;
    m_dragging = Qt::NoButton;
    setCursor(m_panning ? Qt::OpenHandCursor : Qt::CrossCursor);
    if (m_dragged || m_pansNow || was != event->button())
        return;
    if (was == Qt::RightButton)
        Q_EMIT menuAsked(event->globalPosition().toPoint());
    else if (was == Qt::LeftButton && m_limitsPlate.contains(event->position()) && !m_frame)
        Q_EMIT limitsAsked();
    else if (was == Qt::LeftButton && m_saliencyPlate.contains(event->position()))
        Q_EMIT saliencyAsked(event->globalPosition().toPoint());
}

void StampView::setPanning(bool panning)
{
    m_panning = panning;
    m_pansNow = m_pansNow || (panning && m_dragging == Qt::LeftButton);
    if (m_dragging == Qt::NoButton)
        setCursor(panning ? Qt::OpenHandCursor : Qt::CrossCursor);
}

void StampView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || m_panning)
        return mousePressEvent(event);
    if (m_namePlate.contains(event->position()))
        Q_EMIT singleAsked();
    else if (!m_limitsPlate.contains(event->position()))
        Q_EMIT resetAsked();
}

void StampView::wheelEvent(QWheelEvent* event)
{
    const double steps = event->angleDelta().y() / 120.0;
    if (steps == 0 || plane().size() == 0)
        return;
    Q_EMIT cameraChanged(geometryOfView().zoomedAbout(event->position() - inner().topLeft(), std::pow(1.2, steps)));
    Q_EMIT hovered(readout(event->position()));
    Q_EMIT hoveredPixel(pixelAt(event->position()));
    event->accept();
}

void StampView::contextMenuEvent(QContextMenuEvent* event)
{
    event->accept();
    if (event->reason() == QContextMenuEvent::Keyboard) // the mouse's comes at the release, if it was no drag
        Q_EMIT menuAsked(mapToGlobal(rect().center()));
}

bool StampView::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        // Space while the hand drags is the hand's; a label key must not fire from it.
        if (key == Qt::Key_Return || key == Qt::Key_Enter || (key == Qt::Key_Space && m_dragging != Qt::NoButton)) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

void StampView::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        Q_EMIT singleAsked();
    else if (event->key() != Qt::Key_Space || m_dragging == Qt::NoButton)
        QWidget::keyPressEvent(event);
}

void StampView::leaveEvent(QEvent*)
{
    Q_EMIT hovered({});
    Q_EMIT hoveredPixel({});
    update();
}

void StampView::enterEvent(QEnterEvent*) { update(); }

void StampView::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    Q_EMIT pointed();
}

} // namespace vetrina::ui
