#pragma once

#include "core/learn/target.h"

namespace vetrina::learn {

/// The temperature by which a model's logits are best divided: that of the smallest cross entropy on samples it did not
/// learn from (Guo et al. 2017, arXiv 1706.04599). Weights are counted as 1: chances are those of the samples as they
/// come.
///
/// Few samples say little of it, and such as a model tells apart without a mistake would have it at 0, where every
/// probability is 0 or 1 and nothing can be ranked. So it is expected to be `usual`, give or take a factor of 1.6: 40
/// samples move it a little, thousands as far as they ask. `usual` where there is nothing to fit it to. Pure.
[[nodiscard]] double fittedTemperature(
    const nets::ModelCard& card, std::span<const float> logits, std::span<const Target> targets, double usual = 1);

} // namespace vetrina::learn
