#include "ui/stamp/stamp_geometry.h"

#include "core/sky/orientation.h"

#include <algorithm>
#include <cmath>

namespace vetrina::ui {

namespace {

/// Turns of a frame up to this much are left to the compass: pixels stay upright.
constexpr double uprightDeg = 3;

/// As stored: the file's first row at the bottom, as FITS viewers show it.
constexpr sky::Orientation asStored{ 1, 0, 0, -1 };

sky::Orientation shownNorthUp(const sky::Compass& compass)
{
    const sky::Orientation exact = sky::northUp(compass);
    const sky::Orientation whole = sky::wholePixels(exact);
    return std::abs(sky::northTiltDeg(compass, whole)) <= uprightDeg ? whole : exact;
}

} // namespace

StampGeometry::StampGeometry(int width, int height, const std::optional<session::Astrometry>& astrometry, bool northUp,
    QSizeF view, const Camera& camera, double fieldArcsec)
    : m_camera(camera)
    , m_middle((width - 1) / 2.0, (height - 1) / 2.0)
    , m_source(m_middle)
{
    sky::Orientation turn = asStored;
    if (astrometry) {
        m_source = { astrometry->source.column, astrometry->source.row };
        // A stamp cut by the edge of its exposure keeps its source in the middle of the panel, like its neighbours.
        if (width != height)
            m_middle = { std::round(m_source.x()), std::round(m_source.y()) };
        const sky::Compass compass = sky::compassAt(astrometry->wcs, astrometry->source);
        if (northUp)
            turn = shownNorthUp(compass);
        const sky::Direction north = turn.onScreen(compass.north), east = turn.onScreen(compass.east);
        m_north = QPointF(north.column, north.row);
        m_east = QPointF(east.column, east.row);
        m_arcsecPerPixel = astrometry->wcs.pixelScaleArcsec();
    }

    double across = std::max({ width, height, 1 });
    if (fieldArcsec > 0 && m_arcsecPerPixel && *m_arcsecPerPixel > 0)
        across = fieldArcsec / *m_arcsecPerPixel;
    m_scale = std::min(view.width(), view.height()) / across * camera.zoom;
    const QPointF at = m_middle + camera.pan; // stands in the middle of the view
    const QTransform linear(m_scale * turn.xx, m_scale * turn.yx, m_scale * turn.xy, m_scale * turn.yy, 0, 0);
    const QPointF shift = QPointF(view.width() / 2, view.height() / 2) - linear.map(at);
    m_toView = linear * QTransform::fromTranslate(shift.x(), shift.y());
    m_toPixel = m_toView.inverted();
}

Camera StampGeometry::zoomedAbout(QPointF at, double factor) const
{
    Camera camera = m_camera;
    camera.zoom = std::clamp(camera.zoom * factor, Camera::minZoom, Camera::maxZoom);
    const QPointF under = toPixel(at) - m_middle;
    camera.pan = under - (under - m_camera.pan) * (m_camera.zoom / camera.zoom);
    return camera;
}

Camera StampGeometry::draggedBy(QPointF delta) const
{
    Camera camera = m_camera;
    camera.pan -= toPixel(delta) - toPixel(QPointF());
    return camera;
}

} // namespace vetrina::ui
