#pragma once

#include "core/learn/trainable.h"

namespace vetrina::learn {

/// The weights of a network that has learned nothing, one after the other in the order of `parameters`. The same for a
/// seed with every LibTorch.
///
/// ConvNeXt's as in timm: products and convolutions from a normal distribution of 0.02, cut at 2 in absolute value;
/// braai's as in Keras (Glorot uniform). Biases 0, norms 1, layer scales (`gamma`) 1e-6. Pure.
[[nodiscard]] std::vector<float> initialWeights(
    const nets::ModelCard& card, const std::vector<Parameter>& parameters, std::uint64_t seed);

/// Puts weights that were learned in the place of the first ones; those of the last layer, whose outputs are the
/// classes, only where `sameClasses`. Gives the names of what was left as it was. Errors: Malformed where others are
/// missing, are not asked for, or have another shape.
[[nodiscard]] Result<std::vector<std::string>> takeOver(const nets::Weights& learned, const nets::ModelCard& card,
    const std::vector<Parameter>& parameters, bool sameClasses, std::vector<float>& weights);

} // namespace vetrina::learn
