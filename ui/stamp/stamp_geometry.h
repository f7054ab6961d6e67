#pragma once

#include "core/session/candidates.h"

#include <QPointF>
#include <QSizeF>
#include <QTransform>

#include <optional>

namespace vetrina::ui {

/// Where the eye is: the same for the three panels while they are linked.
struct Camera {
    double zoom = 1; ///< 1 fits the stamp
    QPointF pan; ///< what stands in the middle of the view, in stamp pixels from the stamp's own middle

    static constexpr double minZoom = 0.25, maxZoom = 64;

    bool operator==(const Camera&) const = default;
};

/// How a stamp's pixels lie in a view. Pixel (c, r) covers c-0.5..c+0.5, r-0.5..r+0.5; row 0 is the file's first.
class StampGeometry {
public:
    /// `astrometry` may be nothing: then it is shown as stored, first row at the bottom, and so it is while
    /// `northUp` is false. A frame that is within 3 degrees of the sky's is shown by turning and mirroring whole
    /// pixels, so that they stay upright; the compass says the rest. At zoom 1 the view's shorter side shows
    /// `fieldArcsec` of the sky; all of the stamp where that is 0 or the stamp's scale is not known.
    StampGeometry(int width, int height, const std::optional<session::Astrometry>& astrometry, bool northUp,
        QSizeF view, const Camera& camera, double fieldArcsec = 0);

    [[nodiscard]] QPointF toView(QPointF pixel) const { return m_toView.map(pixel); }
    [[nodiscard]] QPointF toPixel(QPointF view) const { return m_toPixel.map(view); }
    [[nodiscard]] const QTransform& transform() const { return m_toView; }

    [[nodiscard]] double pixelsPerStampPixel() const { return m_scale; }

    /// Where the source stands, in stamp pixels: the packet's own place, else the middle of the stamp.
    [[nodiscard]] QPointF source() const { return m_source; }

    /// Unit vectors in the view towards north and east; nothing where the packet does not tell.
    [[nodiscard]] std::optional<QPointF> north() const { return m_north; }
    [[nodiscard]] std::optional<QPointF> east() const { return m_east; }
    [[nodiscard]] std::optional<double> arcsecPerPixel() const { return m_arcsecPerPixel; }

    /// The camera that keeps what stands under `at` where it is, `factor` times nearer, within the camera's range.
    [[nodiscard]] Camera zoomedAbout(QPointF at, double factor) const;
    /// The camera after the view was dragged by that much.
    [[nodiscard]] Camera draggedBy(QPointF delta) const;

private:
    Camera m_camera;
    QPointF m_middle, m_source;
    QTransform m_toView, m_toPixel;
    double m_scale = 1;
    std::optional<QPointF> m_north, m_east;
    std::optional<double> m_arcsecPerPixel;
};

} // namespace vetrina::ui
