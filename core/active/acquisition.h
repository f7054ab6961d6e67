#pragma once

#include "core/base/crew.h"
#include "core/base/result.h"
#include "core/data/candidate.h"
#include "core/neighbours/vectors.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vetrina::active {

/// Which candidates teach a model most when they are labelled next.
enum class Strategy {
    Entropy, ///< of the probabilities, highest first
    Margin, ///< between the two likeliest classes, smallest first
    LeastConfidence, ///< the likeliest class least likely first
    Random ///< by seed: what the others are measured by
};

/// "entropy", "margin", "least-confidence", "random".
[[nodiscard]] std::optional<Strategy> strategyNamed(std::string_view name);
[[nodiscard]] std::vector<std::string> strategyNames();

/// How much is learned from a candidate by its label, higher is more; a single probability is that of a class against
/// the rest. Entropy is in nats, that of column `uncertainty.MODEL`; the others are 1 less the margin and 1 less the
/// largest probability (Settles 2009, 3.1). Not a number: as that. Not for Random. Pure.
[[nodiscard]] float informativeness(std::span<const float> probabilities, Strategy strategy);

/// `n` of the candidates, the most informative first; equals by their place. Values that are no number last. Random
/// draws by seed and looks at no value. Pure.
[[nodiscard]] std::vector<std::size_t> mostInformative(
    std::span<const float> values, std::size_t n, Strategy strategy, std::uint64_t seed);

/// `n` of the candidates that are far from each other: the first is candidate 0, each next one the farthest from all
/// that were chosen and from `known` (greedy k-centre, Gonzalez 1985; core-set of Sener & Savarese 2018), equals by
/// their place. `vectors`: one a candidate; `known`: vectors of what is labelled already, or none. With `known`, the
/// first is the farthest from those. Result: places, in the order of choice. (candidates + known) x n distances.
/// Deterministic.
[[nodiscard]] std::vector<std::size_t> farthestFirst(const neighbours::Vectors& vectors,
    const neighbours::Vectors& known, std::size_t n, neighbours::Metric metric, Crew& crew);

} // namespace vetrina::active
