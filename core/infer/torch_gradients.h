#pragma once

// Inside of the torch module (compiled with its precompiled header, which has torch/torch.h).

#include "core/infer/backend.h"
#include "core/nets/torch_net.h"

namespace vetrina::infer {

/// Gradients by LibTorch's autograd. The network's parameters must not ask for any.
class TorchGradients : public Differentiable {
public:
    TorchGradients(
        std::shared_ptr<nets::Net> net, const nets::ModelCard& card, torch::Device device, torch::ScalarType type);

    Result<std::vector<Layer>> layers() override;
    Result<Maps> maps(std::span<const float> image, const std::string& layer, std::size_t logit) override;
    Result<Fit> gradients(std::span<const float> images, std::size_t count, std::size_t logit,
        std::span<float> gradients, std::span<float> logits) override;

private:
    /// The images on the device; what computes with them comes right after.
    [[nodiscard]] torch::Tensor input(std::span<const float> images, std::size_t count) const;
    [[nodiscard]] Result<void> knows(std::size_t logit) const;

    std::shared_ptr<nets::Net> m_net;
    std::string m_id;
    prepare::Shape m_shape;
    std::size_t m_classes;
    torch::Device m_device;
    torch::ScalarType m_type;
    bool m_tf32;
    std::vector<Layer> m_layers; ///< filled when first asked for
};

/// The numbers of a tensor on the CPU, row-major. Throws c10::Error where there are not as many.
void copyOut(const torch::Tensor& tensor, std::span<float> out);

} // namespace vetrina::infer
