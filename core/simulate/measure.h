#pragma once

#include "core/simulate/stamps.h"

#include <limits>

namespace vetrina::simulate {

/// What the survey's pipeline would write of an alert, measured on the pixels of its difference image. Counts and
/// pixels; NaN where the pixels do not give it.
struct Measured {
    static constexpr double none = std::numeric_limits<double>::quiet_NaN();

    double x = none, y = none; ///< in the stamp
    double flux = none, fluxError = none; ///< of a fit of the profile; the error with the survey's caution
    double scorr = none; ///< the peak of the matched filter
    double chi = none; ///< chi square a degree of freedom, within 7 x 7
    double apertureFlux = none, apertureError = none; ///< within 7 pixels
    double bigFlux = none, bigError = none; ///< within 9 pixels
    double background = none; ///< the median between 10 and 20 pixels
    double noise = none; ///< of the difference, from the median deviation
    double fwhm = none; ///< of a Gaussian with that flux and peak
    double longAxis = none, shortAxis = none; ///< second moments of what stands out in 5 x 5
    double sumRatio = none; ///< sum / sum of moduli of the median-filtered 5 x 5
    int negative = 0; ///< pixels of 5 x 5 under 0
    double differencePeak = none,
           filteredPeak = none; ///< the alert's pixel in units of the noise, before and after the filter

    [[nodiscard]] double signalToNoise() const { return flux / fluxError; }
};

/// Fits, weighs and counts within `stamps`, around the place where the alert was put; it looks for the peak within
/// 1.5 pixels and stays within half a pixel of the stamp's middle.
[[nodiscard]] Measured measure(const Stamps& stamps);

/// The median, and the deviation by the median deviation, of what is not missing.
struct Robust {
    double median = 0, deviation = 0;
};
[[nodiscard]] Robust robust(const Grid& grid, const std::vector<char>& missing);

} // namespace vetrina::simulate
