#pragma once

#include "core/sky/wcs.h"

#include <cstdint>

namespace vetrina::sky {

/// A direction on a raster: columns to the right, rows downwards as they come.
struct Direction {
    double column = 0;
    double row = 0;
};

/// Where north and east lie in the pixels of an image, as unit vectors.
struct Compass {
    Direction north;
    Direction east;
};

/// The compass at a place of an image. Right at the poles too, where north is only what the frame says.
[[nodiscard]] Compass compassAt(const Wcs& wcs, PixelPosition at);

/// How an image is laid on the screen: a turn, perhaps with a reflection, never a scale.
///
/// A step of (column, row) in the image becomes (xx column + xy row, yx column + yy row) on the screen, x to
/// the right, y down. The identity is the image as it lies in memory, row 0 on top.
struct Orientation {
    double xx = 1, xy = 0, yx = 0, yy = 1;

    [[nodiscard]] bool mirrored() const { return xx * yy - xy * yx < 0; }
    [[nodiscard]] Direction onScreen(Direction pixels) const
    {
        return { xx * pixels.column + xy * pixels.row, yx * pixels.column + yy * pixels.row };
    }
};

/// North straight up and east to the left, by a reflection where the rows or columns ask for one: the default.
[[nodiscard]] Orientation northUp(const Compass& compass);

/// The nearest orientation that only moves whole pixels: no resampling, at most 45 degrees from `exact`.
///
/// For ZTF's stamps this is the identity.
[[nodiscard]] Orientation wholePixels(const Orientation& exact);

/// How far north is from straight up on the screen, degrees, clockwise positive, -180..180.
[[nodiscard]] double northTiltDeg(const Compass& compass, const Orientation& shown);

} // namespace vetrina::sky
