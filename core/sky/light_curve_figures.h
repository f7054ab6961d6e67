#pragma once

#include "core/sky/light_curve.h"

#include <cstddef>
#include <limits>
#include <optional>

namespace vetrina::sky {

/// A number and its 1 sigma error; NaN where there is none.
struct Measured {
    double value = std::numeric_limits<double>::quiet_NaN();
    double error = std::numeric_limits<double>::quiet_NaN();
};

/// AB magnitude of a flux in microjansky: 23.9 - 2.5 log10 F. NaN where the flux is not above 0.
/// Source: Oke & Gunn 1983, the zero point 48.60 as astropy's ABmag has it.
[[nodiscard]] double magnitudeOf(double microjansky);
/// The same with its error, 2.5 / ln 10 x (error / flux).
[[nodiscard]] Measured magnitudeOf(Measured microjansky);

/// Flux in microjansky of an AB magnitude; NaN for NaN.
[[nodiscard]] double microjanskyOf(double magnitude);
[[nodiscard]] Measured microjanskyOf(Measured magnitude);

/// The difference flux of an epoch in microjansky, negative where the source is fainter than in the template: its own
/// flux where the packet has one, else its magnitude turned into flux. NaN for limits.
[[nodiscard]] Measured differenceFlux(const Epoch& epoch);

/// What an exposure says in magnitudes: a brightness with its error, or how faint it would have seen, or neither.
struct Reading {
    Measured magnitude; ///< of the size of the difference; Epoch::positive says which way
    double limit = std::numeric_limits<double>::quiet_NaN(); ///< 5 sigma; NaN where there is a magnitude
    [[nodiscard]] bool detected() const { return magnitude.value == magnitude.value; }
    [[nodiscard]] bool limited() const { return limit == limit; }
};

/// Forced photometry: a magnitude where the flux is more than `detectedAt` sigma either way, else the limit at
/// `limitAt` sigma of the flux error; neither where the error is not above 0 or anything is NaN.
/// Source: ZTF Forced Photometry Service (Masci et al. 2023), SNT = 3 and SNU = 5, there for positive fluxes.
[[nodiscard]] Reading forcedReading(Measured microjansky, double detectedAt = 3, double limitAt = 5);

/// Any epoch: a detection's magnitude, a limit's limit, forced photometry by forcedReading().
[[nodiscard]] Reading readingOf(const Epoch& epoch);

/// Signal to noise of an epoch, negative where its flux is; NaN where it can't be told.
[[nodiscard]] double signalToNoise(const Epoch& epoch);

/// How fast an object changes in one band.
struct Rate {
    double magPerDay = 0; ///< negative: it brightens
    double error = std::numeric_limits<double>::quiet_NaN(); ///< NaN where the magnitudes have no errors
    double spanDays = 0; ///< from the first to the last point used
    int points = 0;
    bool fitted = false; ///< by least squares over those points; else from the last two nights
};

/// The rate in a band as it stands at `jd`: a least-squares line, weighted by the errors where all have one, through
/// the positive detections of the `withinDays` before; where those lie in one night, from the latest one to the latest
/// one half a day or more before it. None where there is no such pair within 30 days before `jd`.
[[nodiscard]] std::optional<Rate> riseRate(const LightCurve& curve, char band, double jd, double withinDays = 7);

/// The difference of two bands' magnitudes at one time.
struct Colour {
    Measured magnitude;
    double hoursApart = 0;
};

/// `blue` minus `red` at `jd`, from the positive detection of each that is nearest to it within `withinHours`; none
/// where one has none, or where the nearest one of a band is negative.
[[nodiscard]] std::optional<Colour> colourAt(
    const LightCurve& curve, char blue, char red, double jd, double withinHours = 12);

/// The place of the first alert in the curve, whichever its sign; none where there is none.
[[nodiscard]] std::optional<std::size_t> firstDetection(const LightCurve& curve);

/// The place of the brightest positive alert, of one band or ('*') of any.
[[nodiscard]] std::optional<std::size_t> peakDetection(const LightCurve& curve, char band = '*');

/// Days from the first detection to `jd`: of the curve, or of the survey's own record of it where that is earlier
/// (NaN where it has none). NaN where neither knows.
[[nodiscard]] double ageDays(
    const LightCurve& curve, double jd, double recordedFirstJd = std::numeric_limits<double>::quiet_NaN());

} // namespace vetrina::sky
