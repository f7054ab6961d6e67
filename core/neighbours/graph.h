#pragma once

#include "core/base/result.h"
#include "core/neighbours/exact.h"

namespace vetrina::neighbours {

struct GraphOptions {
    std::size_t k = 15;
    Metric metric = Metric::Euclidean;
    double recall = 0.98; ///< share of the true neighbours that is wanted
    std::size_t exactUpTo = 8192; ///< points, below which every one is compared with every other
    std::uint64_t seed = 1;
};

/// Who is near whom.
struct Graph {
    Neighbours neighbours; ///< without the point itself; -1 where none was found
    double recall = 1; ///< as measured on 256 of the points against exact search
    std::size_t lists = 0; ///< groups that the points were parted into; 0: exact
    std::size_t probes = 0; ///< groups that were searched for each point
};

/// The k-nearest-neighbour graph of many points: they are parted into about sqrt(n) groups by k-means, and each is
/// compared with those of the groups nearest to it, as many as the wanted recall needs on a sample whose true
/// neighbours are found by exact search (Jegou et al. 2011, the inverted file of their IVFADC, without the codes).
/// Where 64 groups are not enough for that, `recall` says what was reached.
///
/// The same for every number of workers. Memory: twice the vectors' and 0.6 KB a point. Errors: Cancelled.
[[nodiscard]] Result<Graph> neighbourGraph(
    const Vectors& points, const GraphOptions& options, Crew& crew, std::stop_token stop = {});

} // namespace vetrina::neighbours
