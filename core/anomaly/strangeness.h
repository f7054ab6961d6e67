#pragma once

#include "core/anomaly/scorer.h"

namespace vetrina::anomaly {

/// How much of a row's value each column makes: by how much it falls when that column alone is put to the middle.
///
/// The independent dropout of Siddiqui, Fern, Dietterich and Wong (2019, ACM TKDD 13, 1), with the median in place of
/// what is left out: 0 in features that come from Scaling. In the units of the value; they need not add up to it. At or
/// below 0: an ordinary value there, or a missing one (exactly 0). One row. Pure.
[[nodiscard]] std::vector<float> contributions(const Scorer& scorer, std::span<const float> features, std::int64_t id);

} // namespace vetrina::anomaly
