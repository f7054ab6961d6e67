#pragma once

#include "core/base/progress.h"
#include "core/embed/pca.h"

namespace vetrina::embed {

struct UmapOptions {
    std::size_t neighbours = 15; ///< with the point itself, as umap-learn counts them
    double minDistance = 0.1; ///< how close points of the map may lie
    double spread = 1;
    neighbours::Metric metric = neighbours::Metric::Euclidean;
    int epochs = 0; ///< 0: 750 up to 10,000 points, 300 beyond: half as many again as umap-learn, and as faithful
    int negatives = 5;
    std::uint64_t seed = 1;
};

/// A map in two dimensions and how it came about.
struct UmapLayout {
    std::vector<float> xy; ///< points x 2
    double recall = 1; ///< of the neighbour graph, as measured on a sample
    double neighbourSeconds = 0;
    double layoutSeconds = 0;
};

/// Uniform manifold approximation and projection (McInnes, Healy & Melville 2018, arXiv:1802.03426) of our own: the
/// fuzzy union of every point's neighbours, begun at the principal components and arranged by stochastic descent with
/// negative samples.
///
/// The same for the same seed, whatever the number of workers, on one kind of processor. Memory: three times the
/// vectors'. Errors: WrongUse with fewer than three vectors or a value that is not finite, Cancelled.
[[nodiscard]] Result<UmapLayout> umap(const Vectors& vectors, const UmapOptions& options, Crew& crew,
    std::stop_token stop = {}, Progress* progress = nullptr);

/// Places new vectors on a map that stays as it is: near their neighbours among those that it was made of. Each one's
/// place depends on itself and the map alone. Result: new x 2. Errors: as umap().
[[nodiscard]] Result<std::vector<float>> placeOnMap(const Vectors& added, const Vectors& mapped,
    std::span<const float> mapXy, const UmapOptions& options, Crew& crew, std::stop_token stop = {});

} // namespace vetrina::embed
