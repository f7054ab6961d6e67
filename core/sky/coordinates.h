#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>

namespace vetrina::sky {

/// A place on the sky, ICRS.
struct SkyPosition {
    double raDeg = 0; ///< 0..360
    double decDeg = 0; ///< -90..90

    bool operator==(const SkyPosition&) const = default;
};

/// The same in galactic coordinates.
struct Galactic {
    double lDeg = 0; ///< 0..360
    double bDeg = 0; ///< -90..90
};

/// "12:34:56.78 -01:02:03.4": hours with `decimals` of a second, degrees with one fewer. "-" for NaN.
[[nodiscard]] std::string sexagesimal(SkyPosition position, int decimals = 2);
/// "188.736583 -1.034278", degrees. "-" for NaN.
[[nodiscard]] std::string decimal(SkyPosition position, int decimals = 6);

/// Reads what people paste: "12:34:56.7 -1:02:03", "12h34m56.7s -01d02m03s", "12 34 56.7 -01 02 03", "188.7 -1.03",
/// "188.7, -1.03", "188.7d -1.03d". Sexagesimal right ascensions are hours, bare numbers degrees.
///
/// Errors: Malformed with what could not be read; right ascension outside 0..360 or declination outside -90..90.
[[nodiscard]] Result<SkyPosition> parsePosition(std::string_view text);

/// Galactic coordinates, as astropy gives them for ICRS. NaN gives NaN. Pure; any thread.
/// Source: pole and node of Blaauw et al. 1960 in FK5 (J2000), frame bias of USNO
/// circular 179 between ICRS and FK5.
[[nodiscard]] Galactic galacticOf(SkyPosition position);

/// Degrees between two places, good from microarcseconds to antipodes (Vincenty). NaN gives NaN.
[[nodiscard]] double separationDeg(SkyPosition a, SkyPosition b);
/// The direction from `a` to `b`, degrees from north through east, 0..360.
[[nodiscard]] double positionAngleDeg(SkyPosition a, SkyPosition b);

} // namespace vetrina::sky
