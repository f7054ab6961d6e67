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

/// The sky over one exposure quadrant, found from its own alerts, and how good that is.
struct QuadrantFit {
    enum class Kind {
        Fitted, ///< six constants from four or more alerts
        Constant ///< the survey's mean matrix, hung on the alerts there are
    };

    Kind kind = Kind::Constant;
    Wcs wcs; ///< of the quadrant's pixels, the first one is (0, 0)
    int points = 0; ///< alerts it rests on
    double largestResidualArcsec = 0; ///< of those alerts from the frame
    double rmsResidualArcsec = 0;
};

/// Fits the tangent plane to the alerts of one quadrant; with fewer than four, or alerts on a line, the constant
/// matrix (xi = -1.0126" a column, eta = -1.0128" a row), right to 1.4 deg of rotation.
///
/// Nothing where no alert has finite numbers. Measured on 61 quadrants with four or more alerts: the largest residual
/// of a fit is 0.08" in the median. Pure; any thread.
[[nodiscard]] std::optional<QuadrantFit> fitQuadrant(std::span<const QuadrantPoint> points);

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
