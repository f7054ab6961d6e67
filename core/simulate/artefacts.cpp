#include "core/simulate/artefacts.h"

#include "core/simulate/arithmetic.h"

#include <algorithm>
#include <cmath>

namespace vetrina::simulate {

namespace {

/// The counts that a fit of the profile must find for the alert to have its magnitude.
double wantedFlux(const Scene& scene, const Exposure& exposure, double strength)
{
    return strength * fluxOf(scene.magnitude[exposure.filter == 1 ? 0 : 1], exposure.zeroPoint);
}

template <typename Value> void addEverywhere(Grid& grid, Value value)
{
    for (int row = 0; row < stampSide; ++row)
        for (int column = 0; column < stampSide; ++column)
            grid[pixel(column, row)] += static_cast<float>(value(column, row));
}

/// The height of a ridge of that width whose fit by the profile gives one count.
double ridgeHeight(const Psf& psf, double width)
{
    double fit = 0, squares = 0;
    for (int dy = -6; dy <= 6; ++dy)
        for (int dx = -6; dx <= 6; ++dx) {
            const double p = psf.at(dx, dy);
            fit += p * exponential(-0.5 * dx * dx / (width * width));
            squares += p * p;
        }
    return squares / fit;
}

void addStreak(Grid& light, const Scene& scene, const Psf& psf, double x, double y, double flux, Random& random)
{
    const double width = psf.shape().fwhmPx * random.uniform(0.42, 0.6);
    const double height = flux * ridgeHeight(psf, width);
    const auto [c, s] = cosineSine(scene.angleTurns);
    const double phase = random.uniform(-0.15, 0.15);
    const bool tapers = random.chance(0.3); // it ended within the exposure
    const double end = random.uniform(4, 25);
    addEverywhere(light, [&](int column, int row) {
        const double along = (column - x) * c + (row - y) * s, across = (row - y) * c - (column - x) * s;
        double value = height * exponential(-0.5 * across * across / (width * width));
        if (scene.size > 0) { // it turns, and flashes
            const double cosine = cosineSine(along / scene.size + phase)[0];
            value *= 0.12 + 0.88 * power(std::max(0., cosine), 2.5);
        }
        if (tapers && along > end)
            value *= exponential(-(along - end) / 1.5);
        return value;
    });
}

/// The rim of an image of the telescope's opening, far out of focus.
void addGhost(Grid& light, const Scene& scene, const Psf& psf, double x, double y, double flux, Random& random)
{
    const double width = random.uniform(1.2, 2.6), height = flux * ridgeHeight(psf, width);
    const auto [c, s] = cosineSine(scene.angleTurns);
    const double middleX = x + scene.size * c, middleY = y + scene.size * s;
    const double inside = random.uniform(0.05, 0.45), knot = random.uniform(3, 9);
    addEverywhere(light, [&](int column, int row) {
        const double dx = column - middleX, dy = row - middleY, beyond = std::sqrt(dx * dx + dy * dy) - scene.size;
        const double rim = exponential(-0.5 * beyond * beyond / (width * width));
        const double fill = beyond < 0 ? 1 : exponential(-0.5 * beyond * beyond / (width * width));
        // Brightest where it was found.
        const double here = (column - x) * (column - x) + (row - y) * (row - y);
        return height * (rim * (0.45 + 0.55 * exponential(-0.5 * here / (knot * knot))) + inside * fill);
    });
}

void addCharge(Grid& science, double x, double y, double charge)
{
    const int column = static_cast<int>(std::floor(x + 0.5)), row = static_cast<int>(std::floor(y + 0.5));
    if (column >= 0 && column < stampSide && row >= 0 && row < stampSide)
        science[pixel(column, row)] += static_cast<float>(charge);
}

void addCosmicRay(Grid& science, const Scene& scene, const Psf& psf, double x, double y, double flux, Random& random)
{
    const auto [c, s] = cosineSine(scene.angleTurns);
    const int steps = std::max(1, static_cast<int>(scene.size * 5));
    // A fit of the profile sees of a sharp hit only the peak of what a star would show.
    const double all = flux / (psf.peak() * psf.effectivePixels()) * (1 + 0.12 * scene.size);
    for (int i = 0; i < steps; ++i) {
        const double along = steps > 1 ? (static_cast<double>(i) / (steps - 1) - 0.5) * scene.size : 0;
        const double charge = all / steps * random.uniform(0.6, 1.4);
        const double px = x + along * c, py = y + along * s;
        addCharge(science, px, py, 0.86 * charge);
        for (const auto [dx, dy] : { std::array{ 1, 0 }, { -1, 0 }, { 0, 1 }, { 0, -1 } }) // it spreads a little
            addCharge(science, px + dx, py + dy, 0.035 * charge);
    }
}

/// A column, or two, that began to leak at the alert.
void addHotColumn(Grid& science, const Scene& scene, const Psf& psf, double x, double y, double flux, Random& random)
{
    const double sign = scene.fades ? -1 : 1;
    const double line = flux * ridgeHeight(psf, 0.35 + 0.3 * scene.size) * random.uniform(0.35, 0.8);
    const int first = static_cast<int>(std::floor(x + 0.5)), start = static_cast<int>(std::floor(y + 0.5));
    const bool up = random.chance(0.5), whole = random.chance(0.4);
    for (int column = first; column < std::min(stampSide, first + static_cast<int>(scene.size)); ++column)
        for (int row = 0; row < stampSide; ++row)
            if (whole || (up ? row >= start : row <= start))
                science[pixel(column, row)] += static_cast<float>(sign * line * random.uniform(0.8, 1.2));
    addCharge(science, x, y, sign * flux * random.uniform(0.5, 0.9)); // the trap itself
    addCharge(science, x, y + (up ? 1 : -1), sign * flux * random.uniform(0.1, 0.4));
}

/// Some pixels that see too little, mostly one above the other.
void addPit(Grid& science, const Psf& psf, double x, double y, double flux, Random& random)
{
    const double all = flux / (psf.peak() * psf.effectivePixels());
    const int rows = 1 + random.below(4), columns = 1 + (random.chance(0.6) ? 1 : 0) + (random.chance(0.15) ? 1 : 0);
    const double deep = all / std::max(1., 0.55 * rows * columns);
    for (int row = 0; row < rows; ++row)
        for (int column = 0; column < columns; ++column)
            if (row == rows / 2 || random.chance(0.75))
                addCharge(science, x + column - columns / 2, y + row - rows / 2, -deep * random.uniform(0.6, 1.3));
    if (random.chance(0.35)) // and its column is a little off
        for (int row = 0; row < stampSide; ++row)
            addCharge(science, x, row, 0.03 * deep * random.uniform(0.5, 1.5));
}

/// Neighbours that are all high by chance, or by a flat field that is not.
void addNoisePeak(Grid& science, const Psf& psf, double x, double y, double flux, Random& random)
{
    const int count = 3 + random.below(4);
    const double each = flux / (psf.peak() * psf.effectivePixels()) / (0.62 * count);
    for (int i = 0; i < count; ++i)
        addCharge(science, x + random.normal(0, 1.1), y + random.normal(0, 1.1), each * random.uniform(0.4, 1.6));
}

/// The last rows before the data ends: what is left of a bad flat field.
void addRim(Grid& science, const Scene& scene, const Psf& psf, double x, double y, double flux, Random& random)
{
    const auto [c, s] = cosineSine(std::floor(scene.angleTurns * 4) / 4);
    const double height = flux * ridgeHeight(psf, 1) * 0.8, depth = random.uniform(0.8, 2.2);
    const double reach = random.uniform(2, 12);
    addEverywhere(science, [&](int column, int row) {
        const double across = (column - x) * c + (row - y) * s, along = (row - y) * c - (column - x) * s;
        const double inward = across > 0 ? across : -across / 1.6;
        return height * exponential(-inward / depth) * exponential(-0.5 * along * along / (reach * reach));
    });
}

} // namespace

void addStrayLight(Grid& light, const Scene& scene, const Exposure& exposure, const Psf& psf, double x, double y,
    double strength, Random& random)
{
    const double flux = wantedFlux(scene, exposure, strength);
    if (scene.kind == Kind::Streak)
        addStreak(light, scene, psf, x, y, flux, random);
    else if (scene.kind == Kind::Ghost)
        addGhost(light, scene, psf, x, y, flux, random);
}

void addDetectorFaults(Grid& science, const Scene& scene, const Exposure& exposure, const Psf& psf, double x, double y,
    double strength, Random& random)
{
    const double flux = wantedFlux(scene, exposure, strength);
    if (scene.kind == Kind::CosmicRay)
        addCosmicRay(science, scene, psf, x, y, flux, random);
    else if (scene.kind == Kind::HotColumn)
        addHotColumn(science, scene, psf, x, y, flux, random);
    else if (scene.kind == Kind::BadPixels)
        addPit(science, psf, x, y, flux, random);
    else if (scene.kind == Kind::NoisePeak)
        addNoisePeak(science, psf, x, y, flux, random);
    else if (scene.kind == Kind::Edge)
        addRim(science, scene, psf, x, y, flux, random);
}

void addSaturation(Grid& light, std::vector<char>* missing, double x, double y, double flux, const Psf& psf,
    double wings, Random& random)
{
    const double over = flux * psf.peak() / 60000; // times full
    const double aureole = wings * 0.035 * flux / 900, spike = wings * 0.02 * flux / 60;
    const double tilt = random.uniform();
    const auto [c, s] = cosineSine(tilt / 8 + 0.1);
    addEverywhere(light, [&](int column, int row) {
        const double dx = column - x, dy = row - y, r2 = dx * dx + dy * dy;
        const double halo = aureole / (1 + r2 / 90) / (1 + r2 / 900);
        const double straight = spike * exponential(-std::abs(dx) / 16) * exponential(-0.5 * dy * dy / 1.7);
        const double a = dx * c + dy * s, b = dy * c - dx * s;
        const double rays = 0.12 * spike
            * (exponential(-std::abs(a) / 18 - 0.5 * b * b) + exponential(-std::abs(b) / 18 - 0.5 * a * a));
        return halo + straight + rays;
    });
    if (!missing || over < 4)
        return;
    const double radius = 1.6 + 3.4 * power(over, 0.3), bleed = radius * (1 + random.uniform(0.2, 1.6));
    const double half = radius * random.uniform(0.75, 1);
    for (int row = 0; row < stampSide; ++row)
        for (int column = 0; column < stampSide; ++column) {
            const double dx = std::abs(column - x), dy = std::abs(row - y);
            const bool core = power(dx / radius, 4) + power(dy / radius, 4) < 1;
            if (core || (dx < half && dy < bleed && dx + (dy - radius) * 0.25 < half))
                (*missing)[pixel(column, row)] = 1;
        }
}

void addMissingData(std::vector<char>& missing, const Scene& scene, double x, double y, Random& random)
{
    const bool edge = scene.kind == Kind::Edge;
    if (edge || random.chance(0.08)) {
        const bool slanted = random.chance(0.2);
        const double turns = edge ? std::floor(scene.angleTurns * 4) / 4 : std::floor(random.uniform() * 4) / 4;
        const auto [c, s] = cosineSine(turns + (slanted ? random.uniform(-0.09, 0.09) : 0));
        const double far = edge ? random.uniform(3.2, 7) : random.uniform(5, 30), ragged = random.chance(0.4) ? 3 : 0;
        const int block = 4 + random.below(5);
        std::array<double, 2 * stampSide> steps{};
        for (double& step : steps)
            step = random.uniform(0, ragged);
        for (int row = 0; row < stampSide; ++row)
            for (int column = 0; column < stampSide; ++column) {
                const double along = (row - y) * c - (column - x) * s;
                const auto step = static_cast<std::size_t>(std::abs(along)) / static_cast<std::size_t>(block);
                if ((column - x) * c + (row - y) * s > far + steps[step])
                    missing[pixel(column, row)] = 1;
            }
    }
    if (random.chance(0.02)) { // a block of the detector
        const int left = random.below(stampSide - 8), top = random.below(stampSide - 8), side = 5 + random.below(4);
        for (int row = top; row < std::min(stampSide, top + side); ++row)
            for (int column = left; column < std::min(stampSide, left + side); ++column)
                missing[pixel(column, row)] = 1;
    }
    // An alert with a bad pixel within 5 x 5 is never issued.
    const int middleX = static_cast<int>(std::floor(x + 0.5)), middleY = static_cast<int>(std::floor(y + 0.5));
    for (int row = middleY - 3; row <= middleY + 3; ++row)
        for (int column = middleX - 3; column <= middleX + 3; ++column)
            missing[pixel(column, row)] = 0;
}

} // namespace vetrina::simulate
