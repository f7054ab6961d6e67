#include "core/simulate/exposure.h"

#include "core/simulate/arithmetic.h"
#include "core/simulate/streams.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace vetrina::simulate {

namespace {

constexpr double firstNight = 2457754.5; ///< 2017-01-01

/// Two visits are half an hour and more apart, as asteroids are looked for.
constexpr double betweenVisits = 0.031;

/// One night in twelve has clouds: little sky, little light, much noise.
void setTransparency(Exposure& exposure, Random& random, bool cloudy)
{
    const bool green = exposure.filter == 1;
    if (cloudy) {
        exposure.zeroPoint = random.uniform(23.2, 23.9);
        exposure.sky = random.uniform(14, 28);
        exposure.noise = random.uniform(13.5, 15.3);
        return;
    }
    exposure.zeroPoint = random.normal(green ? 26.31 : 26.25, 0.06);
    exposure.sky = green ? random.logNormal(125, 0.25) : random.logNormal(235, 0.27);
    exposure.noise = 1.06 * std::sqrt(exposure.sky / gainElectrons + 2.4);
}

} // namespace

std::int64_t Exposure::processing() const
{
    const double day = jd - (firstNight + night);
    const auto fraction = static_cast<std::int64_t>(day * 100000);
    return ((static_cast<std::int64_t>(night) * 100000 + fraction) * 100 + field.quadrant) * 100 + 15;
}

double fluxAtLimit(const Exposure& exposure) { return fluxOf(exposure.limit, exposure.zeroPoint); }

FieldOfView fieldOfView(std::uint64_t seed, int night, int field, int quadrant)
{
    Random sky(seed, static_cast<std::uint64_t>(field), 0, stream::field);
    FieldOfView view;
    view.number = 250 + (night * 37 + field * 13) % 600;
    const double middleRa = sky.uniform(0, 360);
    // Even over the sky that Palomar sees: 70 degrees down to -25.
    const double sine = sky.uniform(-0.42, 0.94);
    const double middleDec = arcTangent(sine / std::sqrt(1 - sine * sine)) * (180 / std::numbers::pi);
    const double crowding = sky.logNormal(5.5, 0.85);
    view.rotationTurns = sky.normal(0, 0.5 / 360);

    Random chip(seed, static_cast<std::uint64_t>(field), static_cast<std::uint32_t>(quadrant), stream::quadrant);
    view.quadrant = quadrant;
    view.starsInStamp = std::clamp(chip.logNormal(crowding, 0.2), 1.5, 45.);
    // Quadrants stand in a raster of 8 x 8 and 0.87 degrees.
    view.decDeg = std::clamp(middleDec + (quadrant / 8 - 3.5) * 0.87, -28., 84.);
    const double shrink = cosineSine(view.decDeg / 360)[0];
    view.raDeg = middleRa + (quadrant % 8 - 3.5) * 0.87 / std::max(0.1, shrink);
    view.raDeg -= 360 * std::floor(view.raDeg / 360);
    return view;
}

Exposure exposureOf(std::uint64_t seed, int night, const FieldOfView& field, int visit)
{
    const auto number = static_cast<std::uint64_t>(field.number);
    Random nightly(seed, number, 0, stream::weather);
    const bool cloudy = nightly.chance(0.08);
    const double seeing = nightly.logNormal(1.8, 0.13);
    const double begins = nightly.uniform(0.10, 0.43);
    const int firstFilter = 1 + nightly.below(2);

    Random random(seed, number, static_cast<std::uint32_t>(visit), stream::exposure);
    Exposure exposure;
    exposure.night = night;
    exposure.field = field;
    exposure.filter = visit % 2 == 0 ? firstFilter : 3 - firstFilter;
    exposure.jd = firstNight + night + begins + visit * (betweenVisits + random.uniform(0, 0.01));
    setTransparency(exposure, random, cloudy);
    exposure.columnPattern = random.chance(0.6) ? exposure.noise * random.uniform(0.1, 0.5) : 0;
    exposure.offsetX = random.normal(0, 6);
    exposure.offsetY = random.normal(0, 6);

    Random chip(seed, number, static_cast<std::uint32_t>(visit * 64 + field.quadrant), stream::quadrant);
    const double slope = exposure.filter == 1 ? 1.05 : 0.97; // the air blurs blue light more
    exposure.psf = { std::clamp(seeing * slope * chip.logNormal(1, 0.1), 1.3, 4.2), chip.uniform(2.2, 3.4),
        std::min(0.25, std::abs(chip.normal(0.04, 0.035))), chip.uniform() };
    Random deep(seed, number, static_cast<std::uint32_t>(exposure.filter * 64 + field.quadrant), stream::reference);
    exposure.referencePsf = { deep.logNormal(2.16, 0.06), deep.uniform(2.4, 3.2),
        std::min(0.15, std::abs(deep.normal(0.03, 0.02))), deep.uniform() };
    exposure.referenceFrames = 15 + (deep.chance(0.3) ? deep.below(25) : 0);
    exposure.referenceNoise = deep.logNormal(1.3, 0.22) * fluxOf(0, exposure.zeroPoint - 26.28);
    exposure.shiftX = chip.normal(0, 0.035);
    exposure.shiftY = chip.normal(0, 0.035);
    exposure.widthError = chip.normal(0, 0.009);
    const double white = exposure.noise * std::sqrt(Psf(exposure.psf).effectivePixels());
    exposure.limit = magnitudeOf(5 * surveyCaution * white, exposure.zeroPoint);
    return exposure;
}

Place placeOf(const FieldOfView& field, double column, double row)
{
    constexpr double radian = std::numbers::pi / 180, degree = pixelArcsec / 3600;
    const double u = -(column - chipColumns / 2.) * degree * radian, v = -(row - chipRows / 2.) * degree * radian;
    const auto [turn, lift] = cosineSine(field.rotationTurns);
    const double xi = u * turn - v * lift, eta = u * lift + v * turn;
    const auto [cosine, sine] = cosineSine(field.decDeg / 360);
    const double below = cosine - eta * sine;
    const double east = arcTangent(xi / below);
    const double up = arcTangent((sine + eta * cosine) * cosineSine(east / (2 * std::numbers::pi))[0] / below);
    double ra = field.raDeg + east / radian;
    ra -= 360 * std::floor(ra / 360);
    return { ra, up / radian };
}

} // namespace vetrina::simulate
