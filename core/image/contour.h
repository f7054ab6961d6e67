#pragma once

#include "core/image/plane.h"

#include <vector>

namespace vetrina::image {

/// A piece of a line of equal height, in pixels: (0, 0) is the middle of the first one.
struct ContourPiece {
    float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
};

/// The lines along which the plane has this height, by marching squares over the middles of its pixels, straight within
/// each square. Where two lines are possible (a saddle) the middle's mean decides. Squares with a NaN have none, and
/// lines end at the outermost middles. 63 x 63 take some 10 us. Pure; any thread. Lorensen & Cline 1987, in the plane.
[[nodiscard]] std::vector<ContourPiece> contour(PlaneView plane, float level);

} // namespace vetrina::image
