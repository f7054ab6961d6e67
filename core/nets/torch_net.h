#pragma once

// Inside of the torch module (compiled with its precompiled header, which has torch/torch.h).

#include "core/nets/card.h"
#include "core/nets/weights.h"

#include <memory>

namespace vetrina::nets {

/// A network of the torch module. Parameters bear the names of the published checkpoints.
class Net : public torch::nn::Module {
public:
    /// Logits (n, classes) of images (n, C, H, W). Throws c10::Error.
    [[nodiscard]] virtual torch::Tensor forward(const torch::Tensor& images) = 0;
};

/// The card's architecture with undefined weights, in eval mode. Errors: Unsupported for a family without one here.
[[nodiscard]] Result<std::shared_ptr<Net>> makeNet(const ModelCard& card);

/// Copies the weights in. Errors: Malformed, as Weights::fits().
[[nodiscard]] Result<void> loadWeights(Net& net, const Weights& weights, const std::string& architecture);

[[nodiscard]] std::shared_ptr<Net> makeBraai();
[[nodiscard]] std::shared_ptr<Net> makeConvNext(const Architecture& architecture, int channels, int classes);

} // namespace vetrina::nets
