#pragma once

// Inside of the torch module (compiled with its precompiled header, which has torch/torch.h).

#include "core/nets/card.h"
#include "core/nets/weights.h"

#include <memory>
#include <string>
#include <vector>

namespace vetrina::nets {

/// Watches the maps of the layers go by in a forward pass, and takes the wanted layer's out of it.
///
/// Those are then where the graph of that pass begins: gradients can be had down to them, at the price of the layers
/// behind them alone.
class Tap {
public:
    enum class Order { ChannelsFirst, ChannelsLast };
    struct Seen {
        std::string layer;
        int channels, height, width;
    };

    Tap() = default;
    explicit Tap(std::string wanted)
        : m_wanted(std::move(wanted))
    {
    }

    /// For a network's forward(): what is to be passed on in the place of `x`, the output of the layer.
    [[nodiscard]] torch::Tensor pass(const std::string& layer, const torch::Tensor& x, Order order);

    [[nodiscard]] const std::vector<Seen>& seen() const { return m_seen; }
    /// The wanted layer's maps as the network has them; undefined where it was not met.
    [[nodiscard]] const torch::Tensor& maps() const { return m_maps; }
    /// The same, or their gradient, as (n, C, H, W).
    [[nodiscard]] torch::Tensor channelsFirst(const torch::Tensor& x) const
    {
        return m_order == Order::ChannelsLast ? x.permute({ 0, 3, 1, 2 }) : x;
    }

private:
    std::string m_wanted;
    std::vector<Seen> m_seen;
    torch::Tensor m_maps;
    Order m_order = Order::ChannelsFirst;
};

/// A network of the torch module. Parameters bear the names of the published checkpoints.
class Net : public torch::nn::Module {
public:
    /// Logits (n, classes) of images (n, C, H, W); `tap` sees the outputs of the layers that have maps, named as in the
    /// checkpoint. Throws c10::Error.
    [[nodiscard]] torch::Tensor forward(const torch::Tensor& images, Tap* tap = nullptr)
    {
        return judge(features(images, tap));
    }

    /// What it sees in the images before it judges, (n, featureCount()); as forward().
    [[nodiscard]] virtual torch::Tensor features(const torch::Tensor& images, Tap* tap = nullptr) = 0;
    [[nodiscard]] virtual std::size_t featureCount() const = 0;

    /// Logits of features(). Throws c10::Error.
    [[nodiscard]] virtual torch::Tensor judge(const torch::Tensor& features) = 0;

    /// Names before the parameters of its parts, from the image to the answer: "stem", "stages.0", .., "head".
    [[nodiscard]] virtual std::vector<std::string> parts() const = 0;
};

/// The card's architecture with undefined weights, in eval mode. Errors: Unsupported for a family without one here.
[[nodiscard]] Result<std::shared_ptr<Net>> makeNet(const ModelCard& card);

/// Copies the weights in. Errors: Malformed, as Weights::fits().
[[nodiscard]] Result<void> loadWeights(Net& net, const Weights& weights, const std::string& architecture);

[[nodiscard]] std::shared_ptr<Net> makeBraai();
[[nodiscard]] std::shared_ptr<Net> makeConvNext(const Architecture& architecture, int channels, int classes);

} // namespace vetrina::nets
