#pragma once

#include "core/sky/coordinates.h"
#include "core/sky/wcs.h"

#include <optional>
#include <span>

namespace vetrina::sky {

/// One alert of a ZTF exposure quadrant (same jd and rcid): where its packet says it is, in both frames.
struct QuadrantPoint {
    double xpos = 0; ///< pixels, the first one is 1
    double ypos = 0;
    SkyPosition sky;
};

/// The sky about one alert of an exposure quadrant, and what it rests on.
struct QuadrantFit {
    enum class Kind {
        Fitted, ///< six constants from the quadrant's alerts
        Constant ///< the survey's mean matrix, hung on the alert itself
    };

    Kind kind = Kind::Constant;
    Wcs wcs; ///< of the quadrant's pixels, the first one is (0, 0)
    int points = 1; ///< alerts it rests on
    double largestResidualArcsec = 0; ///< of those alerts from the frame
    double rmsResidualArcsec = 0;
};

/// The frame for `own` from all the alerts of its quadrant, `own` among them or not.
///
/// Four alerts or more that span the quadrant are fitted. Where there are fewer, or where what comes out is no ZTF
/// frame (scale off by 1 %, north off the rows by 3 deg, an alert 1" away: packets whose positions were made up),
/// the constant matrix (xi = -1.0126" a column, eta = -1.0128" a row) is hung on `own`: right to 1.4 deg of
/// rotation, 1" at the corner of a stamp. Points that are not finite are passed over; nothing where `own` is not.
/// Measured on 61 quadrants: the largest residual is 0.09" in the median, 0.25" at worst. Pure; any thread.
[[nodiscard]] std::optional<QuadrantFit> fitQuadrant(std::span<const QuadrantPoint> points, const QuadrantPoint& own);

/// What part of its quadrant a ZTF cutout shows.
struct CutoutPlace {
    PixelPosition first; ///< the quadrant pixel, counted from 0, that is the stamp's (0, 0)
    int width = 63; ///< what the stamp should measure: less than 63 where the quadrant's edge cut it
    int height = 63;
    PixelPosition source; ///< where the alert lies in the stamp
};

/// From a packet's xpos and ypos (pixels, the first one is 1). Nothing for positions outside the quadrant and NaN.
[[nodiscard]] std::optional<CutoutPlace> ztfCutout(double xpos, double ypos);

} // namespace vetrina::sky
