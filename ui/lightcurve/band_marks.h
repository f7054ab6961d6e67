#pragma once

#include <QColor>
#include <QPixmap>
#include <QPointF>
#include <QRectF>

class QPainter;

namespace vetrina::ui {

/// How a point of the light curve looks. Bands differ by shape as well as by colour, limits and signs by outline.
struct BandMark {
    enum class Look : unsigned char {
        Filled, ///< brighter than the template
        Hollow, ///< fainter
        Limit, ///< an open triangle downwards
        Small, ///< forced photometry
        SmallHollow,
        SmallLimit
    };
    enum class Shape : unsigned char { Disc, Square, Diamond, Triangle, Plus, Cross, Ring };

    char band = '?';
    Look look = Look::Filled;

    bool operator==(const BandMark&) const = default;
};

/// g disc, r square, i diamond, u triangle upwards, z plus, y cross; what is no known band is a ring.
[[nodiscard]] BandMark::Shape shapeOf(char band);

/// In the colours of the scheme in force, over a surface of that colour. Any painter, vector ones too.
void paintMark(QPainter& painter, QPointF at, const BandMark& mark, const QColor& surface);

constexpr int markSide = 13; ///< the pixmap's, in device-independent pixels

/// The same as a pixmap; made anew each time.
[[nodiscard]] QPixmap markPixmap(const BandMark& mark, const QColor& surface, qreal ratio);

} // namespace vetrina::ui
