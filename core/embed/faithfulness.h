#pragma once

#include "core/base/crew.h"
#include "core/base/result.h"
#include "core/neighbours/vectors.h"

#include <cstdint>
#include <stop_token>

namespace vetrina::embed {

/// How true a map is to the vectors that it shows.
struct Faithfulness {
    std::size_t k = 0; ///< neighbours that were looked at
    std::size_t sampled = 0; ///< points that were asked for theirs
    /// 1 where a point's neighbours on the map are its neighbours among the vectors; less by how far down those stand.
    /// Venna & Kaski 2001, as scikit-learn's trustworthiness().
    double trustworthiness = 1;
    double kept = 1; ///< share of a point's neighbours among the vectors that are its neighbours on the map
};

/// Measures a map (points x 2) against its vectors at `sample` points, each compared with all: all of them where there
/// are no more than that, else as many by chance and seed. `k` is made smaller where there are few points.
///
/// The same for every number of workers. Errors: WrongUse with fewer than three points or a map of another size;
/// Cancelled.
[[nodiscard]] Result<Faithfulness> faithfulness(const neighbours::Vectors& vectors, std::span<const float> xy,
    std::size_t k, neighbours::Metric metric, std::size_t sample, std::uint64_t seed, Crew& crew,
    std::stop_token stop = {});

} // namespace vetrina::embed
