#include "core/sky/light_curve_figures.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace vetrina::sky {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double zeroPoint = 23.9; ///< AB, microjansky
constexpr double njyPerMicrojansky = 1000;
constexpr double magnitudesPerPart = 2.5 / std::numbers::ln10; ///< 1.0857
constexpr double sameNight = 0.5; ///< days: closer epochs say little about a rate
constexpr double longestGap = 30; ///< days
constexpr double simultaneous = 1e-6; ///< days: jd of the alert and of its epoch may differ in the last bit

bool isAlert(const Epoch& epoch)
{
    return epoch.kind == Epoch::Kind::Detection && std::isfinite(epoch.magnitude) && std::isfinite(epoch.jd);
}

struct Point {
    double day, magnitude, error;
};

/// Least squares, weighted where every point has an error.
Rate lineThrough(const std::vector<Point>& points)
{
    const bool weighted = std::ranges::all_of(points, [](const Point& p) { return p.error > 0; });
    double sum = 0, sumX = 0, sumY = 0;
    const auto weightOf = [weighted](const Point& p) { return weighted ? 1 / (p.error * p.error) : 1.0; };
    for (const Point& p : points) {
        const double w = weightOf(p);
        sum += w;
        sumX += w * p.day;
        sumY += w * p.magnitude;
    }
    const double meanX = sumX / sum, meanY = sumY / sum;
    double xx = 0, xy = 0;
    for (const Point& p : points) {
        const double w = weightOf(p), dx = p.day - meanX;
        xx += w * dx * dx;
        xy += w * dx * (p.magnitude - meanY);
    }
    const auto [first, last] = std::ranges::minmax(points, {}, &Point::day);
    return { xy / xx, weighted ? 1 / std::sqrt(xx) : nan, last.day - first.day, static_cast<int>(points.size()), true };
}

} // namespace

double magnitudeOf(double microjansky) { return microjansky > 0 ? zeroPoint - 2.5 * std::log10(microjansky) : nan; }

Measured magnitudeOf(Measured flux)
{
    const double magnitude = magnitudeOf(flux.value);
    return { magnitude, std::isfinite(magnitude) ? magnitudesPerPart * flux.error / flux.value : nan };
}

double microjanskyOf(double magnitude) { return std::pow(10, (zeroPoint - magnitude) / 2.5); }

Measured microjanskyOf(Measured magnitude)
{
    const double flux = microjanskyOf(magnitude.value);
    return { flux, flux * magnitude.error / magnitudesPerPart };
}

Measured differenceFlux(const Epoch& epoch)
{
    if (std::isfinite(epoch.fluxNjy))
        return { epoch.fluxNjy / njyPerMicrojansky, epoch.fluxErrorNjy / njyPerMicrojansky };
    if (!isAlert(epoch))
        return {};
    Measured flux = microjanskyOf(Measured{ epoch.magnitude, epoch.magnitudeError });
    if (!epoch.positive)
        flux.value = -flux.value;
    return flux;
}

Reading forcedReading(Measured flux, double detectedAt, double limitAt)
{
    if (!std::isfinite(flux.value) || !(flux.error > 0) || !std::isfinite(flux.error))
        return {};
    Reading reading;
    const double size = std::abs(flux.value);
    if (size > detectedAt * flux.error)
        reading.magnitude = magnitudeOf(Measured{ size, flux.error });
    else
        reading.limit = magnitudeOf(limitAt * flux.error);
    return reading;
}

Reading readingOf(const Epoch& epoch)
{
    Reading reading;
    switch (epoch.kind) {
    case Epoch::Kind::Forced:
        return forcedReading(differenceFlux(epoch));
    case Epoch::Kind::Detection:
        reading.magnitude = { epoch.magnitude, epoch.magnitudeError };
        break;
    case Epoch::Kind::UpperLimit:
        reading.limit = epoch.limit;
        break;
    }
    return reading;
}

double signalToNoise(const Epoch& epoch)
{
    const Measured flux = differenceFlux(epoch);
    return flux.error > 0 ? flux.value / flux.error : nan;
}

std::optional<Rate> riseRate(const LightCurve& curve, char band, double jd, double withinDays)
{
    std::vector<Point> points; // days after jd: none above 0
    for (const Epoch& epoch : curve.epochs)
        if (isAlert(epoch) && epoch.positive && epoch.band == band && epoch.jd <= jd + simultaneous
            && epoch.jd >= jd - longestGap)
            points.push_back({ epoch.jd - jd, epoch.magnitude, epoch.magnitudeError });
    if (points.empty())
        return std::nullopt;
    std::ranges::sort(points, {}, &Point::day);

    std::vector<Point> recent;
    std::ranges::copy_if(points, std::back_inserter(recent), [&](const Point& p) { return p.day >= -withinDays; });
    if (recent.size() >= 2 && recent.back().day - recent.front().day >= sameNight)
        return lineThrough(recent);

    const Point& last = points.back();
    const auto before =
        std::find_if(points.rbegin(), points.rend(), [&](const Point& p) { return last.day - p.day >= sameNight; });
    if (before == points.rend())
        return std::nullopt;
    const double days = last.day - before->day;
    const bool known = last.error > 0 && before->error > 0;
    return Rate{ (last.magnitude - before->magnitude) / days,
        known ? std::hypot(last.error, before->error) / days : nan, days, 2, false };
}

std::optional<Colour> colourAt(const LightCurve& curve, char blue, char red, double jd, double withinHours)
{
    const auto nearest = [&](char band) -> const Epoch* {
        const Epoch* best = nullptr;
        for (const Epoch& epoch : curve.epochs)
            if (isAlert(epoch) && epoch.band == band && std::abs(epoch.jd - jd) <= withinHours / 24
                && (!best || std::abs(epoch.jd - jd) < std::abs(best->jd - jd)))
                best = &epoch;
        return best && best->positive ? best : nullptr;
    };
    const Epoch *b = nearest(blue), *r = nearest(red);
    if (!b || !r)
        return std::nullopt;
    return Colour{ { static_cast<double>(b->magnitude) - r->magnitude,
                       std::hypot(static_cast<double>(b->magnitudeError), r->magnitudeError) },
        std::abs(b->jd - r->jd) * 24 };
}

std::optional<std::size_t> firstDetection(const LightCurve& curve)
{
    std::optional<std::size_t> first;
    for (std::size_t i = 0; i < curve.epochs.size(); ++i)
        if (isAlert(curve.epochs[i]) && (!first || curve.epochs[i].jd < curve.epochs[*first].jd))
            first = i;
    return first;
}

std::optional<std::size_t> peakDetection(const LightCurve& curve, char band)
{
    std::optional<std::size_t> peak;
    for (std::size_t i = 0; i < curve.epochs.size(); ++i) {
        const Epoch& epoch = curve.epochs[i];
        if (isAlert(epoch) && epoch.positive && (band == '*' || epoch.band == band)
            && (!peak || epoch.magnitude < curve.epochs[*peak].magnitude))
            peak = i;
    }
    return peak;
}

double ageDays(const LightCurve& curve, double jd, double recordedFirstJd)
{
    const auto first = firstDetection(curve);
    const double seen = first ? curve.epochs[*first].jd : nan;
    return jd - std::fmin(seen, recordedFirstJd); // the one that is a number, where only one is
}

} // namespace vetrina::sky
