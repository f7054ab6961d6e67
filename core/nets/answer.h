#pragma once

#include "core/nets/card.h"

#include <span>

namespace vetrina::nets {

/// What a card makes of its network's last numbers: `logits` and `probabilities` are n x classes. Each row's own; NaN
/// stays NaN. Computed in double. Pure; any thread.
void toProbabilities(const ModelCard& card, std::span<const float> logits, std::span<float> probabilities);

} // namespace vetrina::nets
