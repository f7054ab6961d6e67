#pragma once

#include <cstdint>

namespace vetrina::learn {

/// How fast is learned when.
struct Schedule {
    double rate = 1e-3; ///< the highest
    double floor = 0.01; ///< share of it at the first step, and after the last
    std::int64_t warmUp = 0, steps = 1; ///< steps until the highest, and in all

    /// Of step 1 .. steps: a straight line up to the highest, then a cosine down (Loshchilov & Hutter 2017, eq. 5).
    /// Pure.
    [[nodiscard]] double at(std::int64_t step) const;
};

} // namespace vetrina::learn
