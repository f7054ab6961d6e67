#pragma once

#include "core/simulate/exposure.h"
#include "core/simulate/kind.h"

#include <array>
#include <vector>

namespace vetrina::simulate {

/// A star or galaxy that was there when the reference was made. Magnitudes by band: g, r.
struct Source {
    double dx = 0, dy = 0; ///< pixels from the alert
    std::array<double, 2> magnitude{ 99, 99 };
    bool isGalaxy = false;
    Sersic profile;

    [[nodiscard]] double distanceArcsec() const;
    [[nodiscard]] double in(int filter) const { return magnitude[filter == 1 ? 0 : 1]; }
};

/// What lies about an alert, and what the alert itself is.
struct Scene {
    Kind kind = Kind::VariableStar;
    std::vector<Source> sources;
    int target = -1; ///< the source that the alert is, or is an artefact of
    /// The alert's own light by band: how bright the difference is this night, and whether it is fainter than it was.
    std::array<double, 2> magnitude{ 99, 99 };
    bool fades = false;
    double size = 0; ///< what an artefact has of it: pixels, or a share
    double angleTurns = 0;
    bool knownAsteroid = false;
};

/// Draws a scene for an object whose difference is to have that magnitude in that filter.
[[nodiscard]] Scene makeScene(
    std::uint64_t seed, std::uint64_t object, Kind kind, double magnitude, const Exposure& first);

} // namespace vetrina::simulate
