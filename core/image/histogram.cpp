#include "core/image/histogram.h"

#include <algorithm>
#include <cmath>

namespace vetrina::image {

namespace {

Limits widened(Limits range)
{
    if (!std::isfinite(range.low) || !std::isfinite(range.high) || range.low > range.high)
        return {};
    if (range.low == range.high)
        return { range.low - 0.5, range.high + 0.5 };
    return range;
}

} // namespace

std::vector<float> Histogram::logHeights() const
{
    const auto fullest = std::ranges::max_element(counts);
    std::vector<float> heights(counts.size(), 0.F);
    if (fullest == counts.end() || *fullest == 0)
        return heights;
    const float scale = 1 / std::log1p(static_cast<float>(*fullest));
    std::ranges::transform(
        counts, heights.begin(), [scale](std::uint32_t n) { return std::log1p(static_cast<float>(n)) * scale; });
    return heights;
}

Histogram histogramOf(PlaneView plane, const Limits& range, int bins)
{
    Histogram histogram;
    histogram.range = widened(range);
    histogram.counts.resize(static_cast<std::size_t>(std::max(1, bins)));
    const auto [low, high] = histogram.range;
    const auto count = static_cast<double>(histogram.counts.size());
    const double scale = count / (high - low);
    for (const float v : plane.pixels()) {
        if (!std::isfinite(v))
            ++histogram.missing;
        else if (v < low)
            ++histogram.below;
        else if (v > high)
            ++histogram.above;
        else
            ++histogram.counts[static_cast<std::size_t>(std::min(count - 1, (v - low) * scale))];
    }
    return histogram;
}

Limits histogramRange(PlaneView plane, const Limits& limits)
{
    const Limits data = limitsOf(plane, LimitsRule::MinMax);
    const double margin = (limits.high - limits.low) / 3;
    const Limits range{ std::max(data.low, limits.low - margin), std::min(data.high, limits.high + margin) };
    return range.low < range.high ? range : data;
}

} // namespace vetrina::image
