#include "core/sky/quadrant_fit.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

namespace vetrina::sky {

namespace {

constexpr double degree = std::numbers::pi / 180;
constexpr double arcsecond = 1.0 / 3600;
constexpr PixelMatrix constantMatrix{ -1.0126 * arcsecond, 0, 0, -1.0128 * arcsecond };
constexpr std::size_t fewestForAFit = 4;
constexpr double scaleTolerance = 0.01, turnToleranceDeg = 3, residualToleranceArcsec = 1;

constexpr int quadrantWidth = 3072, quadrantHeight = 3080;
constexpr int cutoutSide = 63, cutoutHalf = 31;

PixelPosition pixelOf(const QuadrantPoint& point) { return { point.xpos - 1, point.ypos - 1 }; }

bool isFinite(const QuadrantPoint& p)
{
    return std::isfinite(p.xpos) && std::isfinite(p.ypos) && std::isfinite(p.sky.raDeg) && std::abs(p.sky.decDeg) <= 90;
}

/// The middle of the alerts on the sky, by their directions: neither 0 h nor a pole splits them.
SkyPosition middleOf(std::span<const QuadrantPoint> points)
{
    double x = 0, y = 0, z = 0;
    for (const auto& p : points) {
        const double c = std::cos(p.sky.decDeg * degree);
        x += c * std::cos(p.sky.raDeg * degree);
        y += c * std::sin(p.sky.raDeg * degree);
        z += std::sin(p.sky.decDeg * degree);
    }
    return { std::atan2(y, x) / degree, std::atan2(z, std::hypot(x, y)) / degree };
}

PixelPosition middlePixelOf(std::span<const QuadrantPoint> points)
{
    PixelPosition middle;
    for (const auto& p : points) {
        middle.column += pixelOf(p).column / static_cast<double>(points.size());
        middle.row += pixelOf(p).row / static_cast<double>(points.size());
    }
    return middle;
}

/// The six constants by least squares; nothing where the alerts do not span the plane.
std::optional<Wcs> fitted(std::span<const QuadrantPoint> points)
{
    const auto at = middleOf(points);
    const auto middle = middlePixelOf(points);
    // Degrees east and north of `at` on its tangent plane: a frame with a matrix of ones gives them as "pixels".
    const auto plane = Wcs::tangent({}, at, { 1, 0, 0, 1 });
    if (!plane)
        return {};
    double xx = 0, xy = 0, yy = 0, meanXi = 0, meanEta = 0;
    std::array<double, 4> moments{}; // x xi, y xi, x eta, y eta
    for (const auto& p : points) {
        const auto tangent = plane->skyToPixel(p.sky);
        if (!tangent)
            return {};
        const double x = pixelOf(p).column - middle.column, y = pixelOf(p).row - middle.row;
        const auto [xi, eta] = *tangent;
        xx += x * x;
        xy += x * y;
        yy += y * y;
        meanXi += xi / static_cast<double>(points.size());
        meanEta += eta / static_cast<double>(points.size());
        moments[0] += x * xi;
        moments[1] += y * xi;
        moments[2] += x * eta;
        moments[3] += y * eta;
    }
    const double determinant = xx * yy - xy * xy;
    const auto n = static_cast<double>(points.size());
    // The narrower spread must be a hundred pixels, or the fit turns on the noise of the positions.
    const double narrow = (xx + yy) / 2 - std::hypot((xx - yy) / 2, xy);
    if (!(narrow > n * 100 * 100))
        return {};
    const PixelMatrix matrix{ (moments[0] * yy - moments[1] * xy) / determinant,
        (moments[1] * xx - moments[0] * xy) / determinant, (moments[2] * yy - moments[3] * xy) / determinant,
        (moments[3] * xx - moments[2] * xy) / determinant };
    const auto reference = plane->pixelToSky({ meanXi, meanEta });
    auto wcs = Wcs::tangent(middle, reference, matrix);
    return wcs ? std::optional(*wcs) : std::nullopt;
}

QuadrantFit measured(const Wcs& wcs, std::span<const QuadrantPoint> points)
{
    QuadrantFit fit{ QuadrantFit::Kind::Fitted, wcs, static_cast<int>(points.size()) };
    double squares = 0;
    for (const auto& p : points) {
        const double residual = separationDeg(wcs.pixelToSky(pixelOf(p)), p.sky) / arcsecond;
        fit.largestResidualArcsec = std::max(fit.largestResidualArcsec, residual);
        squares += residual * residual;
    }
    fit.rmsResidualArcsec = std::sqrt(squares / static_cast<double>(points.size()));
    return fit;
}

/// Whether that is how ZTF's camera sees the sky. NaN is not.
bool isPlausible(const QuadrantFit& fit)
{
    const auto& m = fit.wcs.matrix();
    const auto near = [](double xi, double eta, double expected) {
        const double length = std::hypot(xi, eta);
        return std::abs(length / std::abs(expected) - 1) < scaleTolerance;
    };
    const double most = std::sin(turnToleranceDeg * degree) * std::abs(constantMatrix[0]);
    return fit.largestResidualArcsec < residualToleranceArcsec && near(m[0], m[2], constantMatrix[0])
        && near(m[1], m[3], constantMatrix[3]) && m[0] < 0 && m[3] < 0 && std::abs(m[1]) < most
        && std::abs(m[2]) < most;
}

} // namespace

std::optional<QuadrantFit> fitQuadrant(std::span<const QuadrantPoint> points, const QuadrantPoint& own)
{
    if (!isFinite(own))
        return {};
    std::vector<QuadrantPoint> good;
    std::ranges::copy_if(points, std::back_inserter(good), isFinite);
    if (good.size() >= fewestForAFit) {
        if (const auto wcs = fitted(good)) {
            const auto fit = measured(*wcs, good);
            if (isPlausible(fit))
                return fit;
        }
    }
    const auto wcs = Wcs::tangent(pixelOf(own), own.sky, constantMatrix);
    return wcs ? std::optional(QuadrantFit{ QuadrantFit::Kind::Constant, *wcs }) : std::nullopt;
}

std::optional<CutoutPlace> ztfCutout(double xpos, double ypos)
{
    const auto first = [](double position) { return std::max(0.0, std::floor(position - 1 + 0.5) - cutoutHalf); };
    const auto side = [](double position, int quadrantSide) {
        const double middle = std::floor(position - 1 + 0.5);
        const double begin = std::max(0.0, middle - cutoutHalf);
        const double end = std::min<double>(quadrantSide, middle - cutoutHalf + cutoutSide);
        return static_cast<int>(end - begin);
    };
    if (!(xpos > 0 && xpos <= quadrantWidth + 1 && ypos > 0 && ypos <= quadrantHeight + 1))
        return {};
    CutoutPlace place;
    place.first = { first(xpos), first(ypos) };
    place.width = side(xpos, quadrantWidth);
    place.height = side(ypos, quadrantHeight);
    place.source = { xpos - 1 - place.first.column, ypos - 1 - place.first.row };
    return place;
}

} // namespace vetrina::sky
