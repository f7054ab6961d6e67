#pragma once

#include "core/embed/pca.h"

#include <chrono>

namespace vetrina::embed {

/// Whether a map can be made of these. Errors: WrongUse with fewer than `least` or a value that is not finite.
[[nodiscard]] Result<void> usable(const Vectors& vectors, std::size_t least);

/// Where a map begins: the first two principal components, count x 2; the second is 0 where there is but one. Errors:
/// as Pca::fit().
[[nodiscard]] Result<std::vector<float>> mainPlane(const Vectors& vectors, Crew& crew, std::stop_token stop);

/// What a map's making took.
[[nodiscard]] inline double secondsSince(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

} // namespace vetrina::embed
