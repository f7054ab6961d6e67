#pragma once

#include "core/simulate/profile.h"

#include <cstdint>

namespace vetrina::simulate {

constexpr double gainElectrons = 6.2; ///< a count, ZTF's
constexpr int chipColumns = 3072, chipRows = 3080; ///< of a CCD quadrant

/// How much larger ZTF's own errors are than those of a fit in white noise: the median over real alerts of low S/N,
/// from sigmapsf and from diffmaglim alike.
constexpr double surveyCaution = 1.9;

/// A patch of sky that is looked at several times in a night.
struct FieldOfView {
    int number = 0;
    double raDeg = 0, decDeg = 0; ///< of the quadrant's middle
    int quadrant = 0; ///< rcid
    double starsInStamp = 10; ///< brighter than r = 21
    double rotationTurns = 0;
};

/// One exposure of a quadrant, and the reference image it is compared with.
struct Exposure {
    double jd = 0;
    int night = 0; ///< nid: days since 2017-01-01
    int filter = 1; ///< fid
    FieldOfView field;
    double zeroPoint = 26.3, sky = 150, noise = 5.5; ///< counts; noise of an empty pixel
    double columnPattern = 0; ///< counts, up and down from column to column
    Psf::Shape psf, referencePsf;
    double referenceNoise = 1.3; ///< counts at this exposure's zero point
    int referenceFrames = 15;
    double shiftX = 0, shiftY = 0; ///< by which the reference was placed wrongly, pixels
    double widthError = 0; ///< of the matched reference's profile, relatively
    double limit = 20.5; ///< diffmaglim
    double offsetX = 0, offsetY = 0; ///< of its pixels from the field's

    /// NNNNffffffCCC as the survey writes it: night, fraction of the UT day, readout channel.
    [[nodiscard]] std::int64_t processing() const;
};

/// The S/N of a fit in white noise that the survey would call five sigma.
[[nodiscard]] double fluxAtLimit(const Exposure& exposure);

/// The quadrant that an object of a night lies in; `fields` are as many as the night has.
[[nodiscard]] FieldOfView fieldOfView(std::uint64_t seed, int night, int field, int quadrant);
/// The `visit`-th exposure of it in that night.
[[nodiscard]] Exposure exposureOf(std::uint64_t seed, int night, const FieldOfView& field, int visit);

/// Where a pixel of the exposure is on the sky (gnomonic): columns run west, rows south, as ZTF's do.
struct Place {
    double raDeg = 0, decDeg = 0;
};
[[nodiscard]] Place placeOf(const FieldOfView& field, double column, double row);

} // namespace vetrina::simulate
