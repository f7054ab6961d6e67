#include "core/image/colormap.h"

#include "core/image/colormap_tables.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <vector>

namespace vetrina::image {

namespace {

constexpr std::uint32_t opaque = 0xff000000;

/// The channel at `x`: between the knots about it; where two stand at one place, the first one's side.
std::uint32_t channelAt(std::span<const Knot> knots, float x)
{
    const auto after = std::ranges::find_if(knots, [x](const Knot& knot) { return knot.x >= x; });
    float y = 0;
    if (after == knots.begin())
        y = after->y;
    else if (after == knots.end())
        y = knots.back().y;
    else {
        const Knot &a = *(after - 1), &b = *after;
        const float rise = (b.y - a.y) / (b.x - a.x);
        y = rise == 0 ? b.y : rise * (x - a.x) + a.y;
    }
    return static_cast<std::uint32_t>(y * 255);
}

std::uint32_t colorOf(std::string_view digits)
{
    std::uint32_t color = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), color, 16);
    return opaque | color;
}

ColorMap made(const ColorMapSource& source)
{
    ColorMap map;
    map.name = source.name;
    for (std::size_t i = 0; i < map.colors.size(); ++i) {
        if (!source.colors.empty()) {
            const std::size_t entry = i * (source.colors.size() / 6) / map.colors.size();
            map.colors[i] = colorOf(source.colors.substr(entry * 6, 6));
            continue;
        }
        const float x = static_cast<float>(i) / static_cast<float>(map.colors.size());
        const auto& [red, green, blue] = source.channels;
        map.colors[i] = opaque | channelAt(red, x) << 16 | channelAt(green, x) << 8 | channelAt(blue, x);
    }
    return map;
}

} // namespace

std::span<const ColorMap> ColorMap::all()
{
    static const auto maps = [] {
        std::vector<ColorMap> list;
        std::ranges::transform(colorMapSources(), std::back_inserter(list), made);
        return list;
    }();
    return maps;
}

const ColorMap& ColorMap::grey() { return all().front(); }

Result<const ColorMap*> ColorMap::named(std::string_view name)
{
    if (const auto found = std::ranges::find(all(), name, &ColorMap::name); found != all().end())
        return &*found;
    std::string names;
    for (const auto& map : all())
        names += (names.empty() ? "" : ", ") + std::string(map.name);
    return fail(Error::Code::WrongUse, "colour map '" + std::string(name) + "': no such map", "Use " + names + ".");
}

} // namespace vetrina::image
