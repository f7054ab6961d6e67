#include "core/explain/gauss_legendre.h"

#include <cassert>
#include <cmath>
#include <numbers>

namespace vetrina::explain {

Quadrature gaussLegendre(int n)
{
    assert(n > 0);
    Quadrature rule{ std::vector<double>(static_cast<std::size_t>(n)),
        std::vector<double>(static_cast<std::size_t>(n)) };
    for (int i = 0; i < n; ++i) {
        double x = -std::cos(std::numbers::pi * (i + 0.75) / (n + 0.5)), slope = 0;
        for (int round = 0; round < 20; ++round) {
            double previous = 1, value = x; // P0 and P1, then upwards by their recurrence
            for (int k = 2; k <= n; ++k) {
                const double next = ((2 * k - 1) * x * value - (k - 1) * previous) / k;
                previous = value;
                value = next;
            }
            slope = n * (x * value - previous) / (x * x - 1);
            const double step = value / slope;
            x -= step;
            if (std::abs(step) < 1e-15)
                break;
        }
        const auto at = static_cast<std::size_t>(i);
        rule.points[at] = (1 + x) / 2;
        rule.weights[at] = 1 / ((1 - x * x) * slope * slope);
    }
    return rule;
}

} // namespace vetrina::explain
