#pragma once

#include <cstddef>
#include <vector>

namespace vetrina::embed {

/// The eigenvalues of a symmetric matrix, largest first, and its eigenvectors as rows of unit length.
struct Eigen {
    std::vector<double> values; ///< n
    std::vector<double> vectors; ///< n x n
};

/// All of them, by Householder's reduction and implicit QL steps (Bowdler et al. 1968, EISPACK's tred2 and tql2), laid
/// out so that every inner loop runs along memory: about 8 n^3 operations. `matrix`: n x n, of which both halves are
/// there. Values must be finite. Deterministic; any thread.
[[nodiscard]] Eigen symmetricEigen(std::vector<double> matrix, std::size_t n);

} // namespace vetrina::embed
