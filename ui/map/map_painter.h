#pragma once

#include "ui/map/map_colouring.h"

#include <QImage>
#include <QSize>

#include <array>

namespace vetrina::ui {

/// Which part of a map is in sight: the place in the middle, and pixels a unit of the map. The map's y goes up.
struct MapSight {
    QPointF centre;
    double scale = 1;

    [[nodiscard]] QPointF toScreen(QPointF place, QSizeF size) const
    {
        return { size.width() / 2 + (place.x() - centre.x()) * scale,
            size.height() / 2 - (place.y() - centre.y()) * scale };
    }
    [[nodiscard]] QPointF toMap(QPointF pixel, QSizeF size) const
    {
        return { centre.x() + (pixel.x() - size.width() / 2) / scale,
            centre.y() - (pixel.y() - size.height() / 2) / scale };
    }
    bool operator==(const MapSight&) const = default;
};

/// What a picture of a map is made from; all of it may be read by another thread while the window goes on.
struct MapPicture {
    enum class Mode : unsigned char { Auto, Density, Marks };
    /// With no more than so many points in sight, Auto shows each as a mark.
    static constexpr std::size_t marksUpTo = 6000;
    /// So many labelled points at most stand as marks over a density, spread evenly.
    static constexpr std::size_t labelMarks = 1500;

    MapPointsPtr points;
    MapColouringPtr colouring;
    std::vector<QRgb> colours; ///< by group
    std::vector<std::uint8_t> groupShown; ///< by group: 0 or 1
    std::vector<QRgb> labelColours; ///< by class of the labels
    PointMaskPtr shown; ///< null: all
    PointMaskPtr selected; ///< null: none
    bool greyRest = true; ///< what is not selected, while something is
    Mode mode = Mode::Auto;
    double size = 3; ///< of a point, radius in device-independent pixels
    double opacity = 0.75;
    QRgb ground = 0, grey = 0, edge = 0;
    MapSight sight; ///< in device-independent pixels
    QSize pixels; ///< device-independent
    double ratio = 1;
};

/// A picture of a map.
struct MapFrame {
    QImage image;
    MapSight sight;
    QSize pixels;
    double milliseconds = 0; ///< it took to make
    std::size_t inSight = 0; ///< points
    std::uint32_t most = 0; ///< points on one pixel; 0 where each is a mark
};

/// Paints it, on any thread but the window's. Errors: Cancelled.
[[nodiscard]] Result<MapFrame> paintMap(const MapPicture& picture, std::stop_token stop = {});

} // namespace vetrina::ui
