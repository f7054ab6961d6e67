#include "core/learn/schedule.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace vetrina::learn {

double Schedule::at(std::int64_t step) const
{
    if (step <= warmUp)
        return rate * (floor + (1 - floor) * static_cast<double>(step - 1) / static_cast<double>(warmUp));
    const double way = std::min(
        1.0, static_cast<double>(step - 1 - warmUp) / static_cast<double>(std::max<std::int64_t>(1, steps - warmUp)));
    return rate * (floor + (1 - floor) * (1 + std::cos(std::numbers::pi * way)) / 2);
}

} // namespace vetrina::learn
