#pragma once

#include "core/base/result.h"
#include "core/image/plane.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace vetrina::image {

/// How a stamp is smoothed for the eye, in DS9's words and with its defaults.
struct Smoothing {
    enum class Kernel : std::uint8_t {
        Boxcar, ///< a square of 2 radius + 1
        Tophat, ///< a circle: every pixel whose centre lies within the radius
        Gaussian ///< exp(-d^2 / (2 sigma^2)) within the radius
    };
    static constexpr int maxRadius = 20;

    Kernel kernel = Kernel::Gaussian;
    int radius = 3; ///< pixels, 1 .. maxRadius
    double sigma = 1.5; ///< pixels, of the Gaussian; DS9's is half its radius

    bool operator==(const Smoothing&) const = default;
};

/// All of them, in DS9's order.
[[nodiscard]] std::span<const Smoothing::Kernel> smoothingKernels();
/// The name in settings: "boxcar", "tophat", "gaussian".
[[nodiscard]] std::string_view name(Smoothing::Kernel kernel);
/// The words in the menu: "Boxcar", "Top hat", "Gaussian".
[[nodiscard]] std::string_view label(Smoothing::Kernel kernel);
/// Reads a name. Errors: WrongUse for another word.
[[nodiscard]] Result<Smoothing::Kernel> parseKernel(std::string_view text);

/// The weights of the kernel, 2 radius + 1 a side, row by row; their sum is 1. A radius out of range counts as the
/// nearest in it, a sigma that is not above 0 as the smallest that still leaves the middle pixel.
[[nodiscard]] std::vector<double> weightsOf(const Smoothing& smoothing);

/// The weighted mean about every pixel, of what is there: pixels that are NaN or infinite and places beyond the edge
/// have no weight, and a pixel that is missing stays missing.
///
/// Where neither is within reach it is what DS9 8.4.1 shows (but its top hat, which lacks nothing of a square but the
/// corners); elsewhere DS9 darkens the rim and lets one NaN blot out its surroundings, and astropy's convolve() with
/// nan_treatment "interpolate" does as we do. Sums in double. Pure; any thread.
[[nodiscard]] Plane smoothed(PlaneView plane, const Smoothing& smoothing);

} // namespace vetrina::image
