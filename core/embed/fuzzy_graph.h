#pragma once

#include "core/base/crew.h"
#include "core/neighbours/vectors.h"

namespace vetrina::embed {

/// How strongly points belong together, both ways alike: row i holds edges first[i] .. first[i + 1].
struct FuzzyGraph {
    std::vector<std::size_t> first; ///< points + 1
    std::vector<std::int32_t> to;
    std::vector<float> weight; ///< in (0, 1]

    [[nodiscard]] std::size_t count() const { return first.empty() ? 0 : first.size() - 1; }
};

/// Distances at which a point's neighbours begin and how fast they fade (McInnes et al. 2018, algorithm 3): the sum of
/// exp(-(d - rho) / sigma) over its neighbours is log2(neighbours + 1), umap-learn's count being with the point itself.
struct Smooth {
    float rho = 0;
    float sigma = 0;
};
/// `meanDistance`: of all points, for one whose neighbours all lie on it. Pure.
[[nodiscard]] Smooth smoothDistances(std::span<const float> distances, float meanDistance);

/// How strongly one at that distance belongs to a point: 1 up to rho, then fading. Pure.
[[nodiscard]] float membership(float distance, const Smooth& smooth);

/// Both ways in one: an edge wherever one is the other's neighbour, its weight by `join` of what each is to the other
/// (0 where it is no neighbour). `own`: points x k, of each neighbour.
[[nodiscard]] FuzzyGraph bothWays(
    const neighbours::Neighbours& neighbours, std::span<const float> own, float (*join)(float, float));

/// The union of what each point's neighbours are to it and it to them: a + b - a b (ibid., algorithms 1 and 2).
[[nodiscard]] FuzzyGraph fuzzyGraph(const neighbours::Neighbours& neighbours, Crew& crew);

} // namespace vetrina::embed
