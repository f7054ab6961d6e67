#include "core/embed/faithfulness.h"

#include <algorithm>
#include <numeric>
#include <random>

namespace vetrina::embed {

namespace {

/// Points to be asked: all, or some by chance, ascending.
std::vector<std::size_t> chosen(std::size_t count, std::size_t sample, std::uint64_t seed)
{
    std::vector<std::size_t> points(count);
    std::iota(points.begin(), points.end(), std::size_t(0));
    if (sample >= count)
        return points;
    std::mt19937_64 random(seed);
    for (std::size_t i = 0; i < sample; ++i) // std::shuffle differs between libraries; a seed must not
        std::swap(points[i], points[i + random() % (count - i)]);
    points.resize(sample);
    std::ranges::sort(points);
    return points;
}

/// The k nearest by distance, the nearer of equals by number; `order` is room to work in.
std::span<const std::uint32_t> nearest(
    const std::vector<float>& distance, std::size_t k, std::vector<std::uint32_t>& order)
{
    const auto nearer = [&](std::uint32_t a, std::uint32_t b) {
        return distance[a] != distance[b] ? distance[a] < distance[b] : a < b;
    };
    std::iota(order.begin(), order.end(), 0u);
    std::nth_element(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(k), order.end(), nearer);
    return std::span(order).first(k);
}

} // namespace

Result<Faithfulness> faithfulness(const neighbours::Vectors& vectors, std::span<const float> xy, std::size_t k,
    neighbours::Metric metric, std::size_t sample, std::uint64_t seed, Crew& crew, std::stop_token stop)
{
    const std::size_t n = vectors.count();
    if (n < 3 || xy.size() != n * 2)
        return fail(Error::Code::WrongUse,
            "a map of " + std::to_string(xy.size() / 2) + " points of " + std::to_string(n) + " vectors",
            "Measure a map with its own vectors, three or more.");
    k = std::clamp<std::size_t>(k, 1, (n - 1) / 2);
    const auto points = chosen(n, sample, seed);
    std::vector<double> penalty(points.size()), kept(points.size());
    crew.each(points.size(), 4, [&](std::size_t first, std::size_t last, unsigned) {
        std::vector<float> far(n), away(n);
        std::vector<std::uint32_t> order(n), orderOnMap(n);
        for (std::size_t i = first; i < last && !stop.stop_requested(); ++i) {
            const std::size_t own = points[i];
            for (std::size_t j = 0; j < n; ++j) {
                far[j] = neighbours::distance(vectors[own], vectors[j], metric);
                const float dx = xy[j * 2] - xy[own * 2], dy = xy[j * 2 + 1] - xy[own * 2 + 1];
                away[j] = dx * dx + dy * dy;
            }
            far[own] = away[own] = std::numeric_limits<float>::infinity(); // nobody is a neighbour of itself
            const auto truth = nearest(far, k, order);
            const float horizon = far[*std::ranges::max_element(truth, {}, [&](auto j) { return far[j]; })];
            std::size_t common = 0;
            for (const std::uint32_t j : nearest(away, k, orderOnMap)) {
                if (std::ranges::find(truth, j) != truth.end()) {
                    ++common;
                    continue;
                }
                if (far[j] <= horizon)
                    continue; // as near as the farthest of them
                const auto rank = 1 + std::ranges::count_if(far, [&](float other) { return other < far[j]; });
                penalty[i] += static_cast<double>(rank) - static_cast<double>(k);
            }
            kept[i] = static_cast<double>(common) / static_cast<double>(k);
        }
    });
    if (stop.stop_requested())
        return cancelled();
    const auto m = static_cast<double>(points.size()), size = static_cast<double>(n), near = static_cast<double>(k);
    Faithfulness measured{ k, points.size(), 1, std::accumulate(kept.begin(), kept.end(), 0.0) / m };
    const double worst = m * near * (2 * size - 3 * near - 1);
    measured.trustworthiness = 1 - 2 / worst * std::accumulate(penalty.begin(), penalty.end(), 0.0);
    return measured;
}

} // namespace vetrina::embed
