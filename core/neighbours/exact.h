#pragma once

#include "core/base/crew.h"
#include "core/neighbours/vectors.h"

#include <stop_token>

namespace vetrina::neighbours {

/// Whether a point may be its own neighbour.
enum class Self {
    Counts,
    LeftOut ///< queries are the points themselves, in their order
};

/// The k nearest points of each query by comparing with every point, in blocks: queries x points x dimensions products.
/// For sets up to some ten thousands, for single queries, and the truth that approximate search is measured by.
///
/// The same for every number of workers. Fewer than k where there are fewer points. Stopped: what it gives is
/// worthless.
[[nodiscard]] Neighbours exactNeighbours(const Vectors& queries, const Vectors& points, std::size_t k, Metric metric,
    Self self, Crew& crew, std::stop_token stop = {});

} // namespace vetrina::neighbours
