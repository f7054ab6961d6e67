#include "core/prepare/pipeline.h"

#include <algorithm>
#include <cassert>

namespace vetrina::prepare {

namespace {

using image::Plane;

Plane zeros(int width, int height)
{
    Plane plane{ width, height, {} };
    plane.pixels.assign(plane.view().size(), 0.F);
    return plane;
}

/// Copies the rectangle that `from` and `to` share, where `from`'s first pixel lies at (left, top) of `to`.
void place(const Plane& from, Plane& to, int left, int top)
{
    const int first = std::max(0, left), last = std::min(to.width, left + from.width);
    for (int row = std::max(0, top); row < std::min(to.height, top + from.height); ++row)
        std::copy_n(from.pixels.begin() + std::ptrdiff_t(row - top) * from.width + (first - left),
            std::max(0, last - first), to.pixels.begin() + std::ptrdiff_t(row) * to.width + first);
}

/// Each output pixel of the resize gives back to those it was made of, by their weights.
Plane gatherBack(const Plane& map, int width, int height)
{
    Plane out = zeros(width, height);
    const auto columns = between(width, map.width);
    const auto rows = between(height, map.height);
    const float* from = map.pixels.data();
    for (const auto& r : rows) {
        float* low = out.pixels.data() + std::ptrdiff_t(r.low) * width;
        float* high = out.pixels.data() + std::ptrdiff_t(r.high) * width;
        for (const auto& c : columns) {
            const float amount = *from++;
            low[c.low] += amount * r.weightLow * c.weightLow;
            low[c.high] += amount * r.weightLow * c.weightHigh;
            high[c.low] += amount * r.weightHigh * c.weightLow;
            high[c.high] += amount * r.weightHigh * c.weightHigh;
        }
    }
    return out;
}

/// Undoes one step: `map` lies on what it made of width x height pixels.
struct Undo {
    const Plane& map;
    int width, height;
    Spread spread;

    Plane operator()(const Pad& step) const
    {
        const bool centre = step.corner == Pad::Corner::Centre;
        Plane out = zeros(width, height);
        place(map, out, centre ? -(step.width - width) / 2 : 0, centre ? -(step.height - height) / 2 : 0);
        return out;
    }
    Plane operator()(const Crop&) const
    {
        Plane out = zeros(width, height);
        place(map, out, (width - map.width) / 2, (height - map.height) / 2);
        return out;
    }
    Plane operator()(const Resize&) const
    {
        if (spread == Spread::Amounts)
            return gatherBack(map, width, height);
        Plane out = map;
        [[maybe_unused]] const auto done = apply(Resize{ height, width }, out); // a resize can't fail
        assert(done);
        return out;
    }
    Plane operator()(const auto&) const { return map; } // these change values alone
};

} // namespace

image::Plane Pipeline::back(const image::Plane& map, int width, int height, Spread spread) const
{
    assert(map.width == m_shape.width && map.height == m_shape.height);
    std::vector<std::pair<int, int>> sizes; // before each step
    for (const Step& step : m_steps) {
        sizes.emplace_back(width, height);
        if (const auto* pad = std::get_if<Pad>(&step)) {
            width = pad->width;
            height = pad->height;
        } else if (const auto* resize = std::get_if<Resize>(&step)) {
            width = resize->width;
            height = resize->height;
        } else if (const auto* crop = std::get_if<Crop>(&step)) {
            width = std::min(width, crop->width);
            height = std::min(height, crop->height);
        }
    }
    assert(width == map.width && height == map.height);
    Plane out = map;
    for (std::size_t i = m_steps.size(); i-- > 0;)
        out = std::visit(Undo{ out, sizes[i].first, sizes[i].second, spread }, m_steps[i]);
    return out;
}

} // namespace vetrina::prepare
