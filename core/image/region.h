#pragma once

#include "core/image/plane.h"

#include <vector>

namespace vetrina::image {

/// What stands in a rectangle of pixels. NaN and infinities are counted as missing and left out of the rest.
struct RegionFigures {
    int count = 0; ///< pixels with a value
    int missing = 0;
    double sum = 0, mean = 0, median = 0;
    double deviation = 0; ///< of the population: divided by count
    double low = 0, high = 0;
};

/// Of the part of the rectangle that lies on the plane; all 0 where nothing does or has a value. As numpy's sum, mean,
/// median, std, min and max in float64. Pure; any thread.
[[nodiscard]] RegionFigures figuresOf(PlaneView plane, int column, int row, int width, int height);

/// One place on a line through a stamp.
struct LineSample {
    double along = 0; ///< pixels from the line's beginning
    float value = 0; ///< of the pixel that holds the place; NaN off the plane, or where it is missing
};

/// The pixels on the straight line between two places, at equal steps of at most a pixel, both ends included: what a
/// cut shows, without interpolation. Pure; any thread.
[[nodiscard]] std::vector<LineSample> alongLine(
    PlaneView plane, double fromColumn, double fromRow, double toColumn, double toRow);

} // namespace vetrina::image
