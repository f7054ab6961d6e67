#pragma once

#include "core/simulate/scene.h"

#include <vector>

namespace vetrina::simulate {

/// Which try of which visit of which object: what its random numbers hang on.
struct Trial {
    std::uint64_t seed = 0, object = 0;
    std::uint32_t visit = 0, attempt = 0;
};

/// The three images about an alert, whole: nothing is cut by the chip's edge yet.
///
/// difference = science - matched reference, each with its own noise, or the other way round where the alert is
/// negative, as the survey writes it: what was found is bright. The reference is shown on the science image's scale and
/// sky.
struct Stamps {
    Grid science, reference, difference;
    std::vector<char> missing; ///< NaN in science and difference
    bool referenceIsZero = false; ///< where they are, the reference is 0 instead of NaN
    double x = stampMiddle, y = stampMiddle; ///< of the alert
    double flux = 0; ///< counts that the alert's light has in the difference; 0 for what has no such thing
    Psf psf{ Psf::Shape() }; ///< of the science image
};

/// `strength` multiplies what the alert is made of: 1 for the magnitude that the scene says.
[[nodiscard]] Stamps makeStamps(
    const Trial& trial, const Scene& scene, const Exposure& exposure, double x, double y, double strength);

} // namespace vetrina::simulate
