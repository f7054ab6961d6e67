#pragma once

#include "core/learn/target.h"

namespace vetrina::learn {

/// The temperature by which a model's logits are best divided: that of the smallest cross entropy on samples it did not
/// learn from (Guo et al. 2017, arXiv 1706.04599), within 0.05 .. 20. Weights are counted as 1: chances are those of
/// the samples as they come. 1 where there is nothing to fit it to. Pure.
[[nodiscard]] double fittedTemperature(
    const nets::ModelCard& card, std::span<const float> logits, std::span<const Target> targets);

} // namespace vetrina::learn
