#include "core/image/render.h"

#include "core/image/vector_clones.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <limits>
#include <vector>

namespace vetrina::image {

namespace {

constexpr int cells = static_cast<int>(ColorMap::size); ///< steps of brightness; one more stands for missing pixels
constexpr int manyPlaces = 16384; ///< steps between the limits, as in DS9, but for Linear, which takes the cells

/// Cell of brightness at each place between the limits, and one entry more for missing pixels.
using CellTable = std::vector<std::uint16_t>;
/// Colour of each cell, and one entry more for missing pixels.
using Palette = std::array<std::uint32_t, cells + 1>;

std::uint16_t cellOf(double brightness)
{
    return static_cast<std::uint16_t>(std::clamp(static_cast<int>(brightness * cells), 0, cells - 1));
}

CellTable tableOf(Stretch stretch, int places)
{
    CellTable table;
    for (int i = 0; i < places; ++i)
        table.push_back(cellOf(stretched(stretch, static_cast<double>(i) / places)));
    table.push_back(cells);
    return table;
}

/// The table of a stretch that asks nothing of the stamp; made when first asked for.
template <Stretch stretch> const CellTable& fixedTable()
{
    static const auto table = tableOf(stretch, stretch == Stretch::Linear ? cells : manyPlaces);
    return table;
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

/// Which of the map's colours stands in a cell under bias and contrast: DS9's rule, in its single precision.
std::size_t shifted(const Display& display, int cell)
{
    const auto bias = static_cast<float>(display.invert ? 1 - display.bias : display.bias);
    const int seen = display.invert ? cells - 1 - cell : cell;
    if (display.bias == 0.5 && display.contrast == 1)
        return static_cast<std::size_t>(seen);
    const float place = (static_cast<float>(seen) / cells - bias) * static_cast<float>(display.contrast);
    const double index = (place + 0.5) * cells;
    return index > 0 ? static_cast<std::size_t>(std::min(index, cells - 1.0)) : 0; // NaN is dark
}

Palette paletteOf(const Display& display)
{
    Palette palette;
    for (int i = 0; i < cells; ++i)
        palette[static_cast<std::size_t>(i)] = display.map->colors[shifted(display, i)];
    palette[cells] = display.missing;
    return palette;
}

double finiteLimit(double limit)
{
    constexpr double largest = std::numeric_limits<float>::max();
    return std::isnan(limit) ? 0 : std::clamp(limit, -largest, largest);
}

/// The place of each pixel between the limits, 0 .. places - 1, or `places` where it is not finite.
VETRINA_VECTOR_CLONES
void placeAll(const float* pixels, std::size_t count, double low, double range, int places, std::uint16_t* out)
{
    constexpr float infinity = std::numeric_limits<float>::infinity();
    for (std::size_t i = 0; i < count; ++i) {
        const float v = pixels[i];
        const bool counts = std::abs(v) < infinity; // false for NaN
        double place = (static_cast<double>(counts ? v : 0.F) - low) / range * (places - 1) + 0.5;
        place = place < 0 ? 0 : place;
        place = place > places - 1 ? places - 1 : place;
        out[i] = static_cast<std::uint16_t>(counts ? static_cast<int>(place) : places);
    }
}

std::vector<std::uint16_t> placesOf(PlaneView plane, const Limits& limits, int places)
{
    // Equal limits: a range so small that only what is at the limit or under it stays dark.
    const double range =
        limits.high == limits.low ? std::numeric_limits<double>::denorm_min() : limits.high - limits.low;
    std::vector<std::uint16_t> out(plane.size());
    placeAll(plane.data, plane.size(), limits.low, range, places, out.data());
    return out;
}

/// The share of the pixels within the limits that lie lower, to one part in 16,384.
CellTable equalizingTable(PlaneView plane, const Limits& limits)
{
    const auto [low, high] = std::minmax(limits.low, limits.high);
    std::vector<std::uint32_t> counts(manyPlaces);
    std::int64_t total = 0;
    const double range = limits.high - limits.low;
    for (const float v : plane.pixels()) {
        if (v >= low && v <= high) {
            ++counts[static_cast<std::size_t>((v - limits.low) / range * (manyPlaces - 2) + 0.5)]; // one fewer: DS9's
            ++total;
        }
    }
    CellTable table;
    std::int64_t lower = 0;
    for (const auto count : counts) {
        const auto share = total == 0 ? 0 : std::min<std::int64_t>(lower * manyPlaces / total, manyPlaces - 1);
        table.push_back(cellOf(static_cast<double>(share) / manyPlaces));
        lower += count;
    }
    table.push_back(cells);
    return table;
}

} // namespace

void render(PlaneView plane, const Limits& given, const Display& display, std::span<std::uint32_t> argb)
{
    assert(argb.size() == plane.size());
    const Limits limits{ finiteLimit(given.low), finiteLimit(given.high) };
    const bool equalize = display.stretch == Stretch::HistEq && limits.low != limits.high;
    const CellTable equalizing = equalize ? equalizingTable(plane, limits) : CellTable();
    const CellTable& table = equalize ? equalizing : fixedTable(display.stretch);

    const auto places = placesOf(plane, limits, static_cast<int>(table.size()) - 1);
    const auto palette = paletteOf(display);
    for (std::size_t i = 0; i < argb.size(); ++i)
        argb[i] = palette[table[places[i]]];
}

void renderBar(const Display& display, std::span<std::uint32_t> argb)
{
    const auto palette = paletteOf(display);
    for (std::size_t i = 0; i < argb.size(); ++i)
        argb[i] = palette[i * cells / argb.size()];
}

} // namespace vetrina::image
