#include "core/nets/torch_net.h"

namespace vetrina::nets {

namespace {

/// VGG-like: two pairs of 3x3 convolutions without padding, two dense layers. Duev et al. 2019, MNRAS 489, 3582.
class Braai : public Net {
public:
    Braai()
        : m_conv1(register_module("conv1", torch::nn::Conv2d(3, 16, 3)))
        , m_conv2(register_module("conv2", torch::nn::Conv2d(16, 16, 3)))
        , m_conv3(register_module("conv3", torch::nn::Conv2d(16, 32, 3)))
        , m_conv4(register_module("conv4", torch::nn::Conv2d(32, 32, 3)))
        , m_dense(register_module("fc_1", torch::nn::Linear(1152, 256)))
        , m_last(register_module("fc_out", torch::nn::Linear(256, 1)))
    {
    }

    torch::Tensor features(const torch::Tensor& images, Tap* tap) override
    {
        const auto seen = [&](const char* layer, torch::Tensor x) {
            return tap ? tap->pass(layer, x, Tap::Order::ChannelsFirst) : x;
        };
        auto x = torch::relu(seen("conv1", m_conv1(images.contiguous(torch::MemoryFormat::ChannelsLast))));
        x = torch::max_pool2d(torch::relu(seen("conv2", m_conv2(x))), 2);
        x = torch::relu(seen("conv3", m_conv3(x)));
        x = torch::max_pool2d(torch::relu(seen("conv4", m_conv4(x))), 4);
        return torch::relu(m_dense(x.flatten(1))); // channel by channel, as the checkpoint
    }
    [[nodiscard]] std::size_t featureCount() const override { return 256; }
    torch::Tensor judge(const torch::Tensor& features) override { return m_last(features); }

    [[nodiscard]] std::vector<std::string> parts() const override
    {
        return { "conv1", "conv2", "conv3", "conv4", "fc_1", "fc_out" };
    }

private:
    torch::nn::Conv2d m_conv1, m_conv2, m_conv3, m_conv4;
    torch::nn::Linear m_dense, m_last;
};

} // namespace

torch::Tensor Tap::pass(const std::string& layer, const torch::Tensor& x, Order order)
{
    const bool last = order == Order::ChannelsLast;
    m_seen.push_back({ layer, static_cast<int>(x.size(last ? 3 : 1)), static_cast<int>(x.size(last ? 1 : 2)),
        static_cast<int>(x.size(last ? 2 : 3)) });
    if (layer != m_wanted)
        return x;
    m_maps = x.detach().requires_grad_(true);
    m_order = order;
    return m_maps;
}

std::shared_ptr<Net> makeBraai() { return std::make_shared<Braai>(); }

Result<std::shared_ptr<Net>> makeNet(const ModelCard& card)
{
    const auto& family = card.architecture.family;
    const auto shape = card.pipeline.shape();
    const auto classes = static_cast<int>(card.classes.size());
    if (!card.metadata.empty())
        return fail(Error::Code::Unsupported, card.id() + ": " + family + " takes no metadata columns",
            "Remove them from the card.");
    std::shared_ptr<Net> net;
    if (family == "braai") {
        if (shape != prepare::Shape{ 3, 63, 63 } || classes != 1)
            return fail(Error::Code::Malformed, card.id() + ": braai takes 3 x 63 x 63 and gives one class",
                "Correct the card.");
        net = makeBraai();
    } else if (family == "convnext") {
        if (shape.height < 32 || shape.width < 32)
            return fail(Error::Code::Malformed, card.id() + ": convnext takes 32 x 32 pixels at the least",
                "Resize or pad in the card.");
        net = makeConvNext(card.architecture, shape.channels, classes);
    } else {
        return fail(Error::Code::Unsupported, card.id() + ": the torch module has no " + family, "Update Vetrina.");
    }
    net->eval();
    return net;
}

Result<void> loadWeights(Net& net, const Weights& weights, const std::string& architecture)
{
    std::map<std::string, TensorShape> expected;
    const auto parameters = net.named_parameters();
    for (const auto& item : parameters)
        expected[item.key()] = item.value().sizes().vec();
    if (auto fits = weights.fits(expected, architecture); !fits)
        return fits;
    const torch::NoGradGuard noGradient;
    for (const auto& item : parameters) {
        const auto& tensor = weights[item.key()];
        auto target = item.value();
        target.copy_(torch::from_blob(const_cast<float*>(tensor.values.data()), tensor.shape, torch::kFloat32));
    }
    return {};
}

} // namespace vetrina::nets
