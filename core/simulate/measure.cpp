#include "core/simulate/measure.h"

#include <algorithm>
#include <cmath>

namespace vetrina::simulate {

namespace {

constexpr double toDeviation = 1.4826;
/// Of a flux, what no calibration gets rid of.
constexpr double flatField = 0.023;
/// ZTF's scorr over flux / error of the same real alerts.
constexpr double scorrOfFit = 1.5;

double middle(std::vector<float>& values)
{
    if (values.empty())
        return 0;
    const auto half = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), half, values.end());
    return *half;
}

/// Goes through the pixels within `reach` of a place that are in the stamp and not missing.
template <typename Use> void around(const Stamps& stamps, double x, double y, int reach, Use use)
{
    const int middleX = static_cast<int>(std::floor(x + 0.5)), middleY = static_cast<int>(std::floor(y + 0.5));
    for (int row = std::max(0, middleY - reach); row <= std::min(stampSide - 1, middleY + reach); ++row)
        for (int column = std::max(0, middleX - reach); column <= std::min(stampSide - 1, middleX + reach); ++column)
            if (!stamps.missing[pixel(column, row)])
                use(column - x, row - y, static_cast<double>(stamps.difference[pixel(column, row)]));
}

/// The matched filter at a place: the flux that a fit of the profile there gives.
double fitted(const Stamps& stamps, double x, double y, double background)
{
    double sum = 0, squares = 0;
    around(stamps, x, y, 6, [&](double dx, double dy, double value) {
        const double p = stamps.psf.at(dx, dy);
        sum += p * (value - background);
        squares += p * p;
    });
    return squares > 0 ? sum / squares : 0;
}

/// The top of a parabola through three values a pixel apart, within one of them.
double summit(double before, double here, double after)
{
    const double bend = before - 2 * here + after;
    return bend < 0 ? std::clamp(0.5 * (before - after) / bend, -1., 1.) : 0;
}

void findPeak(const Stamps& stamps, Measured& found)
{
    double best = -1e300;
    int column = 0, row = 0;
    const int middleX = static_cast<int>(std::floor(stamps.x + 0.5)),
              middleY = static_cast<int>(std::floor(stamps.y + 0.5));
    for (int y = middleY - 1; y <= middleY + 1; ++y)
        for (int x = middleX - 1; x <= middleX + 1; ++x)
            if (const double value = fitted(stamps, x, y, found.background); value > best) {
                best = value;
                column = x;
                row = y;
            }
    const auto at = [&](int x, int y) { return fitted(stamps, x, y, found.background); };
    found.x = column + summit(at(column - 1, row), best, at(column + 1, row));
    found.y = row + summit(at(column, row - 1), best, at(column, row + 1));
    // The stamp was cut about the pixel that the alert is in.
    found.x = std::clamp(found.x, stampMiddle - 0.499, stampMiddle + 0.499);
    found.y = std::clamp(found.y, stampMiddle - 0.499, stampMiddle + 0.499);
}

void measureApertures(const Stamps& stamps, Measured& found)
{
    const auto within = [&](double radius, double& flux, double& error) {
        double area = 0;
        flux = 0;
        around(stamps, found.x, found.y, static_cast<int>(radius) + 1, [&](double dx, double dy, double value) {
            const double share = std::clamp(radius + 0.5 - std::sqrt(dx * dx + dy * dy), 0., 1.);
            flux += share * (value - found.background);
            area += share;
        });
        const double systematic = flatField * flux * 0.5;
        error = std::sqrt(
            1.21 * area * found.noise * found.noise + std::max(0., flux) / gainElectrons + systematic * systematic);
    };
    within(7, found.apertureFlux, found.apertureError);
    within(9, found.bigFlux, found.bigError);
}

/// Of the 5 x 5 pixels about the alert, each first replaced by the median of its 3 x 3.
double sumRatio(const Stamps& stamps)
{
    double sum = 0, moduli = 0;
    for (int row = stampMiddle - 2; row <= stampMiddle + 2; ++row)
        for (int column = stampMiddle - 2; column <= stampMiddle + 2; ++column) {
            std::vector<float> values;
            around(stamps, column, row, 1, [&](double, double, double v) { values.push_back(static_cast<float>(v)); });
            const double value = middle(values);
            sum += value;
            moduli += std::abs(value);
        }
    return moduli > 0 ? sum / moduli : Measured::none;
}

void measureShape(const Stamps& stamps, Measured& found)
{
    double core = 0, peak = 0;
    double weight = 0, xx = 0, yy = 0, xy = 0, mx = 0, my = 0;
    around(stamps, stampMiddle, stampMiddle, 2, [&](double, double, double value) {
        found.negative += value < 0;
        peak = std::max(peak, value);
        core += std::max(0., value);
    });
    // Moments of what stands out, as isophotes cut it off.
    const double floor = std::max(1.5 * found.noise, 0.15 * peak);
    around(stamps, stampMiddle, stampMiddle, 2, [&](double dx, double dy, double above) {
        const double value = above - floor;
        if (value <= 0)
            return;
        weight += value;
        mx += value * dx;
        my += value * dy;
        xx += value * dx * dx;
        yy += value * dy * dy;
        xy += value * dx * dy;
    });
    found.sumRatio = sumRatio(stamps);
    if (peak > 0) // flux = peak 2 pi s^2
        found.fwhm = 2.3548 * std::sqrt(std::max(0.15, core / peak / 6.2832));
    if (!(weight > 0))
        return;
    mx /= weight;
    my /= weight;
    xx = xx / weight - mx * mx;
    yy = yy / weight - my * my;
    xy = xy / weight - mx * my;
    const double mean = (xx + yy) / 2, apart = std::sqrt((xx - yy) * (xx - yy) / 4 + xy * xy);
    found.longAxis = std::sqrt(std::max(0.08, mean + apart));
    found.shortAxis = std::sqrt(std::max(0.06, mean - apart));
}

double ringMedian(const Stamps& stamps)
{
    std::vector<float> values;
    around(stamps, stamps.x, stamps.y, 20, [&](double dx, double dy, double value) {
        const double r2 = dx * dx + dy * dy;
        if (r2 >= 100 && r2 <= 400)
            values.push_back(static_cast<float>(value));
    });
    return middle(values);
}

} // namespace

Robust robust(const Grid& grid, const std::vector<char>& missing)
{
    std::vector<float> values;
    values.reserve(grid.size());
    for (std::size_t i = 0; i < grid.size(); ++i)
        if (!missing[i])
            values.push_back(grid[i]);
    Robust found;
    found.median = middle(values);
    for (float& value : values)
        value = std::abs(value - static_cast<float>(found.median));
    found.deviation = toDeviation * middle(values);
    return found;
}

Measured measure(const Stamps& stamps)
{
    Measured found;
    found.noise = std::max(1e-3, robust(stamps.difference, stamps.missing).deviation);
    found.background = ringMedian(stamps);
    findPeak(stamps, found);
    found.flux = fitted(stamps, found.x, found.y, found.background);

    const double white = found.noise * std::sqrt(stamps.psf.effectivePixels());
    const double systematic = flatField * found.flux;
    found.fluxError = std::sqrt(surveyCaution * surveyCaution * white * white
        + 1.2 * std::max(0., found.flux) / gainElectrons + systematic * systematic);
    found.scorr = scorrOfFit * found.flux / found.fluxError;

    double chi = 0;
    int pixels = 0;
    around(stamps, found.x, found.y, 3, [&](double dx, double dy, double value) {
        const double model = found.flux * stamps.psf.at(dx, dy);
        const double off = value - found.background - model;
        chi += off * off / (found.noise * found.noise + std::max(0., model) / gainElectrons);
        ++pixels;
    });
    found.chi = pixels > 3 ? chi / (pixels - 3) : Measured::none;
    measureApertures(stamps, found);
    measureShape(stamps, found);
    found.differencePeak = stamps.difference[pixel(stampMiddle, stampMiddle)] / found.noise;
    found.filteredPeak = found.flux / white;
    return found;
}

} // namespace vetrina::simulate
