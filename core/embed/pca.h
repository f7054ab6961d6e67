#pragma once

#include "core/base/crew.h"
#include "core/base/result.h"
#include "core/neighbours/vectors.h"

#include <stop_token>

namespace vetrina::embed {

using neighbours::Vectors;

/// Principal components: the directions in which vectors spread most, widest first, each with its largest value
/// positive (scikit-learn's sign).
struct Pca {
    std::size_t dimensions = 0, components = 0;
    std::vector<float> mean; ///< dimensions
    std::vector<float> directions; ///< components x dimensions, of unit length
    std::vector<double> variance; ///< along each component, of n - 1
    std::vector<double> share; ///< of all variance

    /// By the eigenvectors of the covariance, whose sums of 256 vectors are in float32 and the rest in double; the same
    /// for every number of workers. As many components as there are dimensions at most. Up to some 2,000 dimensions:
    /// time grows with their cube.
    ///
    /// Errors: WrongUse with fewer than two vectors, Cancelled.
    [[nodiscard]] static Result<Pca> fit(
        const Vectors& vectors, std::size_t components, Crew& crew, std::stop_token stop = {});

    /// The vectors' coordinates along the components: count x components.
    [[nodiscard]] std::vector<float> project(const Vectors& vectors, Crew& crew) const;
};

} // namespace vetrina::embed
