#include "core/image/render.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <limits>
#include <memory>
#include <vector>

#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__)                  \
    && !defined(__SANITIZE_THREAD__)
#define VETRINA_VECTOR_CLONES __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define VETRINA_VECTOR_CLONES
#endif

namespace vetrina::image {

namespace {

constexpr int places = 16384; ///< steps between the limits: DS9's
constexpr int cells = 1024; ///< steps of brightness after the stretch; cell `cells` is the missing one
constexpr int missingPlace = places;

/// Cell of brightness at each place between the limits, and one entry more for missing pixels.
using CellTable = std::array<std::uint16_t, places + 1>;
/// Colour of each cell, and one entry more for missing pixels.
using Palette = std::array<std::uint32_t, cells + 1>;

std::uint16_t cellOf(double brightness)
{
    return static_cast<std::uint16_t>(std::clamp(static_cast<int>(brightness * cells), 0, cells - 1));
}

CellTable tableOf(Stretch stretch)
{
    CellTable table;
    for (int i = 0; i < places; ++i)
        table[static_cast<std::size_t>(i)] = cellOf(stretched(stretch, static_cast<double>(i) / places));
    table[missingPlace] = cells;
    return table;
}

/// The table of a stretch that asks nothing of the stamp; made once.
template <Stretch stretch> const CellTable& fixedTable()
{
    static const auto table = std::make_unique<const CellTable>(tableOf(stretch));
    return *table;
}

const CellTable& fixedTable(Stretch stretch)
{
    switch (stretch) {
    case Stretch::Log:
        return fixedTable<Stretch::Log>();
    case Stretch::Power:
        return fixedTable<Stretch::Power>();
    case Stretch::Sqrt:
        return fixedTable<Stretch::Sqrt>();
    case Stretch::Squared:
        return fixedTable<Stretch::Squared>();
    case Stretch::Asinh:
        return fixedTable<Stretch::Asinh>();
    case Stretch::Sinh:
        return fixedTable<Stretch::Sinh>();
    case Stretch::Linear:
    case Stretch::HistEq:
        break;
    }
    return fixedTable<Stretch::Linear>();
}

/// The share of the pixels within the limits that lie lower, half of those at the same place counted.
CellTable equalizingTable(std::span<const std::uint16_t> placesOfPixels)
{
    std::vector<std::uint32_t> counts(places + 1);
    for (const auto place : placesOfPixels)
        ++counts[place];
    // The end places hold everything beyond the limits as well: one pixel each, lest they crowd out the rest.
    counts.front() = std::min(counts.front(), 1U);
    counts[places - 1] = std::min(counts[places - 1], 1U);
    double total = 0;
    for (int i = 0; i < places; ++i)
        total += counts[static_cast<std::size_t>(i)];
    CellTable table;
    double lower = 0;
    for (std::size_t i = 0; i < places; ++i) {
        table[i] = cellOf(total > 0 ? (lower + counts[i] * 0.5) / total : 0);
        lower += counts[i];
    }
    table.front() = 0;
    table[places - 1] = cells - 1;
    table[missingPlace] = cells;
    return table;
}

/// Which colour of `count` a brightness takes under bias and contrast: DS9's rule.
std::size_t shifted(const Display& display, double brightness, std::size_t count)
{
    double place = (brightness - display.bias) * display.contrast + 0.5;
    place = place > 0 ? std::min(place, 1.0) : 0.0; // NaN is dark
    const auto index = std::min(count - 1, static_cast<std::size_t>(place * static_cast<double>(count)));
    return display.invert ? count - 1 - index : index;
}

Palette paletteOf(const Display& display)
{
    Palette palette;
    renderBar(display, std::span(palette).first(cells));
    palette[cells] = display.missing;
    return palette;
}

double finiteLimit(double limit)
{
    constexpr double largest = std::numeric_limits<float>::max();
    return std::isnan(limit) ? 0 : std::clamp(limit, -largest, largest);
}

VETRINA_VECTOR_CLONES
void placeAll(const float* pixels, std::size_t count, double low, double scale, std::uint16_t* out)
{
    constexpr float infinity = std::numeric_limits<float>::infinity();
    for (std::size_t i = 0; i < count; ++i) {
        const float v = pixels[i];
        const bool counts = std::abs(v) < infinity; // false for NaN
        double place = (static_cast<double>(counts ? v : 0.F) - low) * scale + 0.5;
        place = place < 0 ? 0 : place;
        place = place > places - 1 ? places - 1 : place;
        out[i] = static_cast<std::uint16_t>(counts ? static_cast<int>(place) : missingPlace);
    }
}

/// The place of each pixel between the limits, 0 .. places - 1, or `missingPlace`.
std::vector<std::uint16_t> placesBetween(PlaneView plane, const Limits& limits)
{
    const double low = finiteLimit(limits.low), high = finiteLimit(limits.high);
    // Equal limits: a step so steep that only what is at the limit or under it stays dark.
    const double scale = low == high ? std::numeric_limits<double>::max() / 1e40 : (places - 1) / (high - low);
    std::vector<std::uint16_t> out(plane.size());
    placeAll(plane.data, plane.size(), low, scale, out.data());
    return out;
}

} // namespace

void render(PlaneView plane, const Limits& limits, const Display& display, std::span<std::uint32_t> argb)
{
    assert(argb.size() == plane.size());
    const auto pixelPlaces = placesBetween(plane, limits);
    const auto palette = paletteOf(display);
    const auto colour = [&](const CellTable& table) {
        for (std::size_t i = 0; i < argb.size(); ++i)
            argb[i] = palette[table[pixelPlaces[i]]];
    };
    if (display.stretch == Stretch::HistEq)
        colour(equalizingTable(pixelPlaces));
    else
        colour(fixedTable(display.stretch));
}

void renderBar(const Display& display, std::span<std::uint32_t> argb)
{
    const auto& colors = display.map->colors;
    for (std::size_t i = 0; i < argb.size(); ++i)
        argb[i] = colors[shifted(display, static_cast<double>(i) / static_cast<double>(argb.size()), colors.size())];
}

} // namespace vetrina::image
