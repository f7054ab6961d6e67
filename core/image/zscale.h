#pragma once

#include "core/image/limits.h"
#include "core/image/plane.h"

namespace vetrina::image {

/// astropy's zscale with its defaults: up to 1,000 finite pixels at a constant stride, contrast 0.25.
///
/// A line is fitted to the sorted sample, pixels beyond 2.5 sigma and their neighbours are rejected, and the
/// slope of what stays, divided by the contrast, spans the limits about the median. Where more than half is
/// rejected, or fewer than 5 stay, the full range of the sample. Nothing finite gives {0, 1}, where astropy
/// raises. The fit is solved in closed form where astropy asks LAPACK: float32 results are the same to the
/// bit, float64 ones to 1e-13 of the range. Where every pixel that stays has one value other than 0, astropy goes
/// on rejecting by LAPACK's rounding and its limits differ from machine to machine; here the line is flat and the
/// limits meet at that value. Pure; any thread.
/// Source: astropy.visualization.ZScaleInterval (astropy 8.0), after IRAF's display task.
[[nodiscard]] Limits zscale(PlaneView plane);

/// SAOImage DS9's zscale with its defaults: about 600 pixels on a grid of lines, up to 120 a line, contrast 0.25.
///
/// Differs from astropy's in the sample (every second column at the least; lines from the second on, in
/// float32), in the rejection and in the centre. NaN and infinities are left out; nothing left gives {0, 1}.
/// Pure; any thread. Source: measured against DS9 8.4.1; the algorithm is IRAF's `zscale`.
[[nodiscard]] Limits zscaleDs9(PlaneView plane);

} // namespace vetrina::image
