#pragma once

#include "core/base/progress.h"
#include "core/embed/fuzzy_graph.h"
#include "core/embed/pca.h"

namespace vetrina::embed {

struct TsneOptions {
    double perplexity = 30; ///< how many neighbours a point has, softly counted; smaller where there are few points
    neighbours::Metric metric = neighbours::Metric::Euclidean; ///< by Cosine: Euclidean of the directions
    int early = 250; ///< iterations in which attraction counts twelve times
    int iterations = 750; ///< after those
    std::uint64_t seed = 1;
};

struct TsneLayout {
    std::vector<float> xy; ///< points x 2
    double recall = 1; ///< of the neighbour graph, as measured on a sample
    double divergence = 0; ///< Kullback & Leibler's, of the map's affinities from the vectors', that is left
    double neighbourSeconds = 0;
    double layoutSeconds = 0;
};

/// t-distributed stochastic neighbour embedding (van der Maaten & Hinton 2008) of our own: affinities of the 3 x
/// perplexity nearest (van der Maaten 2014), begun at the principal components, forces by Repulsion, the learning rate
/// of Belkina et al. 2019 (the points by twelve).
///
/// The same for the same seed, whatever the number of workers, on one kind of processor. Memory: three times the
/// vectors' and 1.5 KB a point. Errors: WrongUse with fewer than three vectors or a value that is not finite,
/// Cancelled.
[[nodiscard]] Result<TsneLayout> tsne(const Vectors& vectors, const TsneOptions& options, Crew& crew,
    std::stop_token stop = {}, Progress* progress = nullptr);

/// Places new vectors on a map that stays as it is: at the median of their five nearest among those that it was made
/// of. Result: new x 2. Errors: as tsne().
[[nodiscard]] Result<std::vector<float>> placeOnTsne(const Vectors& added, const Vectors& mapped,
    std::span<const float> mapXy, neighbours::Metric metric, Crew& crew, std::stop_token stop = {});

/// How likely each point is the other's neighbour, both ways in one; their sum over all ordered pairs is 1. Distances
/// are taken as they are and squared. Pure.
[[nodiscard]] FuzzyGraph affinities(const neighbours::Neighbours& neighbours, double perplexity, Crew& crew);

} // namespace vetrina::embed
