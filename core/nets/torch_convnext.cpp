#include "core/nets/torch_linear.h"
#include "core/nets/torch_net.h"

// ConvNeXt (Liu et al. 2022, arXiv 2201.03545) with the parameter names of timm 1.0. Activations run as (n, H, W, C):
// layer norms and the pointwise convolutions then see the channels side by side, and the other convolutions get the
// same memory as channels-last images. An MLP's 1x1 convolution and its linear layer are the same product.

namespace vetrina::nets {

namespace {

using torch::Tensor;

Tensor toImages(const Tensor& x) { return x.permute({ 0, 3, 1, 2 }); }
Tensor toPixels(const Tensor& x) { return x.permute({ 0, 2, 3, 1 }); }

/// Over the last dimension, eps 1e-6.
class Norm : public torch::nn::Module {
public:
    explicit Norm(int channels)
        : m_weight(register_parameter("weight", torch::ones({ channels })))
        , m_bias(register_parameter("bias", torch::zeros({ channels })))
    {
    }
    Tensor forward(const Tensor& x) const { return torch::layer_norm(x, { x.size(-1) }, m_weight, m_bias, 1e-6); }

private:
    Tensor m_weight, m_bias;
};

/// A convolution between pixel tensors.
class Conv : public torch::nn::Module {
public:
    Conv(int in, int out, int kernel, int stride, int padding = 0, int groups = 1)
        : m_weight(register_parameter("weight", torch::empty({ out, in / groups, kernel, kernel })))
        , m_bias(register_parameter("bias", torch::zeros({ out })))
        , m_stride(stride)
        , m_padding(padding)
        , m_groups(groups)
    {
    }
    Tensor forward(const Tensor& x) const
    {
        return toPixels(torch::conv2d(toImages(x), m_weight, m_bias, m_stride, m_padding, 1, m_groups));
    }

private:
    Tensor m_weight, m_bias;
    int m_stride, m_padding, m_groups;
};

/// A linear layer over the channels; its weight is stored as a 1x1 convolution's where `asConvolution`.
class Pointwise : public torch::nn::Module {
public:
    Pointwise(int in, int out, bool asConvolution)
        : m_weight(
            register_parameter("weight", asConvolution ? torch::empty({ out, in, 1, 1 }) : torch::empty({ out, in })))
        , m_bias(register_parameter("bias", torch::zeros({ out })))
    {
    }
    Tensor forward(const Tensor& x) const { return linear(x, m_weight.flatten(1), m_bias); }

private:
    Tensor m_weight, m_bias;
};

class Mlp : public torch::nn::Module {
public:
    Mlp(int channels, bool asConvolution)
        : m_fc1(register_module("fc1", std::make_shared<Pointwise>(channels, 4 * channels, asConvolution)))
        , m_fc2(register_module("fc2", std::make_shared<Pointwise>(4 * channels, channels, asConvolution)))
    {
    }
    Tensor forward(const Tensor& x) const { return m_fc2->forward(torch::gelu(m_fc1->forward(x))); }

private:
    std::shared_ptr<Pointwise> m_fc1, m_fc2;
};

class Block : public torch::nn::Module {
public:
    Block(int channels, bool convMlp)
        : m_gamma(register_parameter("gamma", torch::full({ channels }, 1e-6)))
        , m_depthwise(register_module("conv_dw", std::make_shared<Conv>(channels, channels, 7, 1, 3, channels)))
        , m_norm(register_module("norm", std::make_shared<Norm>(channels)))
        , m_mlp(register_module("mlp", std::make_shared<Mlp>(channels, convMlp)))
    {
    }
    Tensor forward(const Tensor& x) const
    {
        return m_mlp->forward(m_norm->forward(m_depthwise->forward(x))) * m_gamma + x;
    }

private:
    Tensor m_gamma;
    std::shared_ptr<Conv> m_depthwise;
    std::shared_ptr<Norm> m_norm;
    std::shared_ptr<Mlp> m_mlp;
};

/// Norm and convolution in the order that the stem (convolution first) or a downsampling (norm first) has them.
class Shrink : public torch::nn::Module {
public:
    static std::shared_ptr<Shrink> stem(int in, int out)
    {
        auto made = std::make_shared<Shrink>();
        made->m_normFirst = false;
        made->m_conv = made->register_module("0", std::make_shared<Conv>(in, out, 4, 4));
        made->m_norm = made->register_module("1", std::make_shared<Norm>(out));
        return made;
    }
    static std::shared_ptr<Shrink> downsample(int in, int out)
    {
        auto made = std::make_shared<Shrink>();
        made->m_norm = made->register_module("0", std::make_shared<Norm>(in));
        made->m_conv = made->register_module("1", std::make_shared<Conv>(in, out, 2, 2));
        return made;
    }
    Tensor forward(const Tensor& x) const
    {
        return m_normFirst ? m_conv->forward(m_norm->forward(x)) : m_norm->forward(m_conv->forward(x));
    }

private:
    bool m_normFirst = true;
    std::shared_ptr<Conv> m_conv;
    std::shared_ptr<Norm> m_norm;
};

/// Shows pixel tensors to whoever looks, if anybody does: `name` is put together only then.
Tensor seen(Tap* tap, const Tensor& x, auto name) { return tap ? tap->pass(name(), x, Tap::Order::ChannelsLast) : x; }

class Stage : public torch::nn::Module {
public:
    /// `in` is 0 for the first stage, which does not shrink.
    Stage(int in, int out, int depth, bool convMlp)
    {
        if (in > 0)
            m_downsample = register_module("downsample", Shrink::downsample(in, out));
        auto blocks = register_module("blocks", std::make_shared<torch::nn::Module>());
        for (int i = 0; i < depth; ++i)
            m_blocks.push_back(blocks->register_module(std::to_string(i), std::make_shared<Block>(out, convMlp)));
    }
    /// `name` is its own, "stages.1".
    Tensor forward(Tensor x, Tap* tap, const std::string& name) const
    {
        if (m_downsample)
            x = seen(tap, m_downsample->forward(x), [&] { return name + ".downsample"; });
        for (std::size_t i = 0; i < m_blocks.size(); ++i)
            x = seen(tap, m_blocks[i]->forward(x), [&] { return name + ".blocks." + std::to_string(i); });
        return seen(tap, x, [&] { return name; });
    }

private:
    std::shared_ptr<Shrink> m_downsample;
    std::vector<std::shared_ptr<Block>> m_blocks;
};

/// Both heads: norm of the pooled channels, then linear layers with GELU between them.
class ConvNextHead : public torch::nn::Module {
public:
    ConvNextHead(const Architecture& architecture, int classes)
    {
        const bool timm = architecture.head == Head::Timm;
        int in = architecture.dims.back();
        m_norm = register_module(timm ? "norm" : "1", std::make_shared<Norm>(in));
        const auto add = [&](const char* name, int out) {
            m_linear.push_back(register_module(name, std::make_shared<Pointwise>(in, out, false)));
            in = out;
        };
        if (timm) {
            add("fc", classes);
        } else {
            add("3", architecture.fc1);
            add("5", architecture.fc2);
            add("8", classes);
        }
    }
    Tensor normed(const Tensor& pooled) const { return m_norm->forward(pooled); }
    /// Of what was normed.
    Tensor forward(Tensor x) const
    {
        for (std::size_t i = 0; i < m_linear.size(); ++i) {
            x = m_linear[i]->forward(x);
            if (i + 1 < m_linear.size())
                x = torch::gelu(x);
        }
        return x;
    }

private:
    std::shared_ptr<Norm> m_norm;
    std::vector<std::shared_ptr<Pointwise>> m_linear;
};

class ConvNext : public Net {
public:
    ConvNext(const Architecture& architecture, int channels, int classes)
        : m_stem(register_module("stem", Shrink::stem(channels, architecture.dims.front())))
        , m_channels(static_cast<std::size_t>(architecture.dims.back()))
    {
        auto stages = register_module("stages", std::make_shared<torch::nn::Module>());
        for (std::size_t i = 0; i < architecture.dims.size(); ++i)
            m_stages.push_back(stages->register_module(std::to_string(i),
                std::make_shared<Stage>(i ? architecture.dims[i - 1] : 0, architecture.dims[i], architecture.depths[i],
                    architecture.convMlp)));
        m_head = register_module("head", std::make_shared<ConvNextHead>(architecture, classes));
    }

    torch::Tensor features(const torch::Tensor& images, Tap* tap) override
    {
        Tensor x = seen(tap, m_stem->forward(toPixels(images.contiguous(torch::MemoryFormat::ChannelsLast))),
            [] { return std::string("stem"); });
        for (std::size_t i = 0; i < m_stages.size(); ++i)
            x = m_stages[i]->forward(x, tap, "stages." + std::to_string(i));
        return m_head->normed(x.mean({ 1, 2 }));
    }
    [[nodiscard]] std::size_t featureCount() const override { return m_channels; }
    torch::Tensor judge(const torch::Tensor& features) override { return m_head->forward(features); }

    [[nodiscard]] std::vector<std::string> parts() const override
    {
        std::vector<std::string> names{ "stem" };
        for (std::size_t i = 0; i < m_stages.size(); ++i)
            names.push_back("stages." + std::to_string(i));
        names.emplace_back("head");
        return names;
    }

private:
    std::shared_ptr<Shrink> m_stem;
    std::vector<std::shared_ptr<Stage>> m_stages;
    std::shared_ptr<ConvNextHead> m_head;
    std::size_t m_channels; ///< of the last stage
};

} // namespace

std::shared_ptr<Net> makeConvNext(const Architecture& architecture, int channels, int classes)
{
    return std::make_shared<ConvNext>(architecture, channels, classes);
}

} // namespace vetrina::nets
