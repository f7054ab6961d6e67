#pragma once

#include "core/base/progress.h"
#include "core/embed/fuzzy_graph.h"

#include <algorithm>
#include <array>
#include <bit>
#include <stop_token>

namespace vetrina::embed {

/// 1 / (1 + a d^2b): how strongly two points of the map at distance d belong together.
struct Curve {
    double a = 1;
    double b = 1;
};

/// The curve that comes nearest, in least squares over distances up to three times `spread`, to 1 up to `minDistance`
/// and exp(-(d - minDistance) / spread) from there on (umap-learn's find_ab_params). Pure.
[[nodiscard]] Curve curveFor(double minDistance, double spread);

/// What points of the map do to each other, by the logarithm of their squared distance in steps of 2^(1/128): half a
/// per cent at most from the formula, which is far below what chance does to a step.
class Forces {
public:
    explicit Forces(const Curve& curve);
    /// Times the difference of the positions: towards the other.
    [[nodiscard]] float attraction(float squaredDistance) const { return m_attraction[place(squaredDistance)]; }
    /// Away from the other.
    [[nodiscard]] float repulsion(float squaredDistance) const { return m_repulsion[place(squaredDistance)]; }

private:
    static constexpr int lowest = -24, octaves = 44, steps = 128;
    [[nodiscard]] static std::size_t place(float squaredDistance)
    {
        constexpr int first = (127 + lowest) * steps;
        const int at = static_cast<int>(std::bit_cast<std::uint32_t>(squaredDistance) >> 16) - first;
        return static_cast<std::size_t>(std::clamp(at, 0, octaves * steps - 1));
    }

    std::array<float, std::size_t(octaves*steps)> m_attraction, m_repulsion;
};

struct LayoutOptions {
    Curve curve;
    int epochs = 200;
    int negatives = 5; ///< points that push for each edge that pulls
    float learningRate = 1;
    std::uint64_t seed = 1;
};

/// Moves the points of a map (x, y each) so that those that belong together lie together: stochastic descent of the
/// fuzzy sets' cross entropy with negative samples (McInnes et al. 2018, algorithm 5).
///
/// Unlike there, a step sees the positions as the step before left them, and every point moves itself alone, in two
/// steps an epoch: the map is the same for every number of workers. Progress counts steps. Stopped: leaves the map as
/// it is by then.
void arrange(const FuzzyGraph& graph, std::vector<float>& xy, const LayoutOptions& options, Crew& crew,
    std::stop_token stop = {}, Progress* progress = nullptr);

/// Moves new points (x, y each) among those of a map that stays: `near` are each new point's neighbours on it, `weight`
/// how strongly it belongs to each (ids x k). As arrange().
void arrangeAmong(std::span<const float> map, const neighbours::Neighbours& near, std::span<const float> weight,
    std::vector<float>& xy, const LayoutOptions& options, Crew& crew, std::stop_token stop = {});

} // namespace vetrina::embed
