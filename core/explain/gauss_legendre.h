#pragma once

#include <vector>

namespace vetrina::explain {

/// A rule that integrates over 0 .. 1: sum of weight times value at each point, exact for polynomials of degree
/// 2 n - 1.
struct Quadrature {
    std::vector<double> points, weights; ///< weights sum to 1
};

/// Gauss-Legendre of n points, from the roots of the Legendre polynomial by Newton's method (Abramowitz & Stegun
/// 25.4.29). Pure; any thread.
[[nodiscard]] Quadrature gaussLegendre(int n);

} // namespace vetrina::explain
