#include "ui/stamp/stamp_view.h"

#include "core/sky/coordinates.h"
#include "ui/stamp/stamp_overlay.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"

#include <QMouseEvent>
#include <QPainter>
#include <QStyleOption>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace vetrina::ui {

QString panelName(data::Panel panel)
{
    switch (panel) {
    case data::Panel::Science:
        return StampView::tr("Science");
    case data::Panel::Template:
        return StampView::tr("Template");
    case data::Panel::Difference:
        return StampView::tr("Difference");
    }
    return {};
}

StampView::StampView(data::Panel panel, QWidget* parent)
    : QWidget(parent)
    , m_panel(panel)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setCursor(Qt::CrossCursor);
    setAccessibleName(tr("%1 stamp").arg(panelName(panel)));
}

void StampView::setCandidate(std::shared_ptr<const session::CandidateView> candidate)
{
    m_candidate = std::move(candidate);
    m_stale = true;
    if (m_candidate) {
        const std::string& problem = m_candidate->triplet[m_panel].problem;
        setAccessibleDescription(QString::fromStdString(problem));
    }
    update();
}

void StampView::setDisplay(const image::Display& display, const image::Limits& limits)
{
    m_stale = m_stale || !(display == m_display) || !(limits == m_limits);
    m_display = display;
    m_limits = limits;
    update();
}

void StampView::setCamera(const Camera& camera)
{
    m_camera = camera;
    update();
}

void StampView::setOptions(bool northUp, bool crosshair)
{
    m_northUp = northUp;
    m_crosshair = crosshair;
    update();
}

image::PlaneView StampView::plane() const
{
    return m_candidate ? m_candidate->triplet[m_panel].plane.view() : image::PlaneView();
}

const std::optional<session::Astrometry>& StampView::astrometry() const
{
    static const std::optional<session::Astrometry> none;
    return m_candidate ? m_candidate->astrometry[static_cast<std::size_t>(m_panel)] : none;
}

QRectF StampView::inner() const { return QRectF(rect()).adjusted(3, 3, -3, -3); }

StampGeometry StampView::geometryOfView() const
{
    const image::PlaneView stamp = plane();
    return { stamp.width, stamp.height, astrometry(), m_northUp, inner().size(), m_camera };
}

void StampView::renderImage()
{
    m_stale = false;
    const image::PlaneView stamp = plane();
    if (stamp.size() == 0) {
        m_image = QImage();
        return;
    }
    m_image = QImage(stamp.width, stamp.height, QImage::Format_RGB32);
    // Rows of 32-bit pixels are never padded, so the image is one span.
    auto* argb = reinterpret_cast<std::uint32_t*>(m_image.bits());
    image::render(stamp, m_limits, m_display, { argb, stamp.size() });
}

void StampView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Token::Window));
    const QRectF in = inner();
    painter.save();
    painter.setClipRect(in);
    painter.translate(in.topLeft());
    const image::PlaneView stamp = plane();
    if (stamp.size() == 0) {
        painter.fillRect(QRectF(QPointF(), in.size()), colour(Token::Well));
        if (m_candidate) {
            const std::string& problem = m_candidate->triplet[m_panel].problem;
            paintProblem(painter, problem.empty() ? tr("no cutout in the packet") : QString::fromStdString(problem));
        }
    } else {
        if (m_stale)
            renderImage();
        const StampGeometry geometry = geometryOfView();
        painter.fillRect(QRectF(QPointF(), in.size()), colour(Token::Well));
        painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
        painter.setTransform(geometry.transform() * painter.transform());
        painter.drawImage(QRectF(-0.5, -0.5, stamp.width, stamp.height), m_image);
        painter.setTransform(QTransform::fromTranslate(in.left(), in.top()));
        paintOverlay(painter, geometry);
    }
    paintPlate(painter, QRectF(QPointF(), in.size()), Qt::AlignTop | Qt::AlignLeft, panelName(m_panel),
        uiFont(size::fontDense, QFont::DemiBold));
    painter.restore();

    painter.setBrush(Qt::NoBrush);
    if (hasFocus()) { // the panel in hand is ringed however it came by the focus
        paintFocusRing(painter, rect(), size::radiusTag);
    } else if (underMouse()) {
        painter.setPen(QPen(colour(Token::LineStrong), 1));
        painter.drawRect(in.adjusted(-0.5, -0.5, 0.5, 0.5));
    }
}

void StampView::paintProblem(QPainter& painter, const QString& what) const
{
    const QRectF area = QRectF(QPointF(), inner().size()).adjusted(16, 36, -16, -16);
    painter.fillRect(QRectF(0, 0, 3, inner().height()), colour(Token::Bad));
    painter.setFont(uiFont(size::fontBody, QFont::DemiBold));
    painter.setPen(colour(Token::Text));
    QRectF used;
    painter.drawText(area, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
        tr("No %1 to show").arg(panelName(m_panel).toLower()), &used);
    painter.setFont(uiFont(size::fontDense));
    painter.setPen(colour(Token::Text2));
    const QRectF rest = area.adjusted(0, used.height() + 6, 0, 0);
    painter.drawText(rest, Qt::AlignLeft | Qt::AlignTop | Qt::TextWrapAnywhere | Qt::TextWordWrap,
        what + "\n\n" + tr("The keys still label this candidate."));
}

void StampView::paintOverlay(QPainter& painter, const StampGeometry& geometry) const
{
    const QRectF view(QPointF(), inner().size());
    if (m_crosshair)
        paintCrosshair(painter, view, geometry.toView(geometry.source()));
    if (m_panel == data::Panel::Science) {
        if (geometry.north() && geometry.east())
            paintCompass(painter, view, *geometry.north(), *geometry.east());
        if (geometry.arcsecPerPixel())
            paintScaleBar(painter, view, geometry.pixelsPerStampPixel() / *geometry.arcsecPerPixel());
    }
    paintPlate(painter, view, Qt::AlignBottom | Qt::AlignRight, limitsText(m_limits), monoFont(size::fontSmall));
}

QString StampView::readout(QPointF at) const
{
    const image::PlaneView stamp = plane();
    if (stamp.size() == 0)
        return {};
    const QPointF pixel = geometryOfView().toPixel(at - inner().topLeft());
    const int column = static_cast<int>(std::lround(pixel.x())), row = static_cast<int>(std::lround(pixel.y()));
    if (column < 0 || row < 0 || column >= stamp.width || row >= stamp.height)
        return {};
    QString text = QString("x %1 y %2").arg(pixel.x(), 0, 'f', 1).arg(pixel.y(), 0, 'f', 1);
    if (astrometry()) {
        const sky::SkyPosition position = astrometry()->wcs.pixelToSky({ pixel.x(), pixel.y() });
        text += QStringLiteral(" · ") + QString::fromStdString(sky::sexagesimal(position));
    }
    const float value = stamp.at(column, row);
    return text + QStringLiteral(" · ") + (std::isnan(value) ? QStringLiteral("NaN") : QString::number(value, 'g', 5));
}

void StampView::mousePressEvent(QMouseEvent* event)
{
    Q_EMIT pointed();
    m_dragging = event->button();
    m_dragFrom = event->position();
    m_dragCamera = m_camera;
    if (m_dragging == Qt::MiddleButton)
        setCursor(Qt::ClosedHandCursor);
}

void StampView::mouseMoveEvent(QMouseEvent* event)
{
    Q_EMIT hovered(readout(event->position()));
    if (m_dragging == Qt::MiddleButton) {
        const image::PlaneView stamp = plane();
        const StampGeometry from(stamp.width, stamp.height, astrometry(), m_northUp, inner().size(), m_dragCamera);
        Q_EMIT cameraChanged(from.draggedBy(event->position() - m_dragFrom));
    } else if (m_dragging == Qt::RightButton) {
        const double bias = std::clamp(event->position().x() / width(), 0.0, 1.0);
        const double contrast = std::clamp(10 * event->position().y() / height(), 0.0, 10.0);
        Q_EMIT contrastDragged(contrast, bias);
    }
}

void StampView::mouseReleaseEvent(QMouseEvent*)
{
    m_dragging = Qt::NoButton;
    setCursor(Qt::CrossCursor);
}

void StampView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        Q_EMIT resetAsked();
}

void StampView::wheelEvent(QWheelEvent* event)
{
    const double steps = event->angleDelta().y() / 120.0;
    if (steps == 0 || plane().size() == 0)
        return;
    Q_EMIT cameraChanged(geometryOfView().zoomedAbout(event->position() - inner().topLeft(), std::pow(1.2, steps)));
    Q_EMIT hovered(readout(event->position()));
    event->accept();
}

void StampView::leaveEvent(QEvent*)
{
    Q_EMIT hovered({});
    update();
}

void StampView::enterEvent(QEnterEvent*) { update(); }

void StampView::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    Q_EMIT pointed();
}

} // namespace vetrina::ui
