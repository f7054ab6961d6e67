#include "core/sky/orientation.h"

#include <cmath>
#include <numbers>

namespace vetrina::sky {

namespace {

constexpr double degree = std::numbers::pi / 180;
constexpr double smallStepDeg = 1.0 / 3600;

Direction unit(double column, double row)
{
    const double length = std::hypot(column, row);
    return { column / length, row / length };
}

} // namespace

Compass compassAt(const Wcs& wcs, PixelPosition at)
{
    // On the tangent plane about the place itself north is eta and east is xi; its image in pixels, by steps of 1".
    const auto sky = wcs.pixelToSky(at);
    const auto here = Wcs::tangent({}, sky, { 1, 0, 0, 1 });
    const auto towards = [&](double xi, double eta) {
        const auto there = here ? wcs.skyToPixel(here->pixelToSky({ xi, eta })) : std::nullopt;
        return there ? unit(there->column - at.column, there->row - at.row) : Direction{ xi < 0 ? 1. : 0., -1 };
    };
    return { towards(0, smallStepDeg), towards(smallStepDeg, 0) };
}

Orientation northUp(const Compass& compass)
{
    // North goes to (0, -1). What is left of it, seen along north with rows going down, is (row, -column) of it.
    const auto [column, row] = compass.north;
    const double side = compass.east.column * row - compass.east.row * column; // > 0: east is on the left already
    const double hand = side >= 0 ? 1 : -1;
    return { -row * hand, column * hand, -column, -row };
}

Orientation wholePixels(const Orientation& exact)
{
    const auto sign = [](double v) { return v < 0 ? -1.0 : 1.0; };
    const bool swapped = std::abs(exact.xy) + std::abs(exact.yx) > std::abs(exact.xx) + std::abs(exact.yy);
    return swapped ? Orientation{ 0, sign(exact.xy), sign(exact.yx), 0 }
                   : Orientation{ sign(exact.xx), 0, 0, sign(exact.yy) };
}

double northTiltDeg(const Compass& compass, const Orientation& shown)
{
    const auto [x, y] = shown.onScreen(compass.north);
    return std::atan2(x, -y) / degree;
}

} // namespace vetrina::sky
