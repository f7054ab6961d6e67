#pragma once

#include <cstdint>
#include <limits>
#include <vector>

namespace vetrina::sky {

/// One measurement of an object.
struct Epoch {
    enum class Kind : std::uint8_t { Detection, UpperLimit, Forced };

    static constexpr float none = std::numeric_limits<float>::quiet_NaN();

    Kind kind = Kind::Detection;
    char band = '?'; ///< 'u' 'g' 'r' 'i' 'z' 'y'; '?' where the packet does not say
    bool positive = true; ///< brighter than the template
    double jd = 0; ///< days, UTC
    std::int64_t alertId = 0; ///< the alert of that detection, 0 where it has none
    float magnitude = none; ///< AB, of the difference; NaN where there is none
    float magnitudeError = none;
    float limit = none; ///< 5 sigma limiting magnitude; NaN where the packet gives none
    float fluxNjy = none; ///< difference flux, nJy; what forced photometry carries
    float fluxErrorNjy = none;
};

/// The epochs of one object, in order of time.
struct LightCurve {
    std::vector<Epoch> epochs;
    /// The packet gives its whole history one date; the epochs' dates are those of their exposures' processing ids.
    bool datedByExposure = false;
};

} // namespace vetrina::sky
