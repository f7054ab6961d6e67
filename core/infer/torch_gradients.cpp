#include "core/infer/torch_gradients.h"

#include "core/infer/torch_guard.h"

#include <algorithm>
#include <cstring>

// Tensors that were made in InferenceMode can take no part in a backward pass, so nothing here enters it.

namespace vetrina::infer {

namespace {

std::string list(const std::vector<Layer>& layers)
{
    std::string text;
    for (const auto& layer : layers)
        text += (text.empty() ? "" : ", ") + layer.name;
    return text;
}

} // namespace

void copyOut(const torch::Tensor& tensor, std::span<float> out)
{
    const auto values = tensor.detach().to(torch::kCPU, torch::kFloat32).contiguous();
    TORCH_CHECK(static_cast<std::size_t>(values.numel()) == out.size(), "an answer of another size");
    std::memcpy(out.data(), values.data_ptr<float>(), out.size_bytes());
}

TorchGradients::TorchGradients(
    std::shared_ptr<nets::Net> net, const nets::ModelCard& card, torch::Device device, torch::ScalarType type)
    : m_net(std::move(net))
    , m_id(card.id())
    , m_shape(card.pipeline.shape())
    , m_classes(card.classes.size())
    , m_device(device)
    , m_type(type)
    , m_tf32(card.precision == nets::Precision::Tf32)
{
}

torch::Tensor TorchGradients::input(std::span<const float> images, std::size_t count) const
{
    nets::compat::allowTf32(m_tf32);
    return torch::from_blob(const_cast<float*>(images.data()),
        { static_cast<std::int64_t>(count), m_shape.channels, m_shape.height, m_shape.width }, torch::kFloat32)
        .to(m_device, m_type);
}

Result<void> TorchGradients::knows(std::size_t logit) const
{
    if (logit < m_classes)
        return {};
    return fail(Error::Code::WrongUse, m_id + ": has no class number " + std::to_string(logit));
}

Result<std::vector<Layer>> TorchGradients::layers()
{
    if (!m_layers.empty())
        return m_layers;
    nets::Tap tap;
    const auto fit = guarded(m_id, [&] {
        const torch::NoGradGuard sizesOnly;
        const std::vector<float> nothing(m_shape.size());
        (void)m_net->forward(input(nothing, 1), &tap);
    });
    if (!fit)
        return tl::unexpected(fit.error());
    if (*fit == Fit::OutOfMemory)
        return fail(Error::Code::Full, m_id + ": does not fit in the memory of " + m_device.str());
    for (const auto& seen : tap.seen())
        m_layers.push_back({ seen.layer, seen.channels, seen.height, seen.width });
    return m_layers;
}

Result<Differentiable::Maps> TorchGradients::maps(
    std::span<const float> image, const std::string& layer, std::size_t logit)
{
    if (auto known = knows(logit); !known)
        return tl::unexpected(known.error());
    const auto all = layers();
    if (!all)
        return tl::unexpected(all.error());
    const auto wanted = std::ranges::find(*all, layer, &Layer::name);
    if (wanted == all->end())
        return fail(Error::Code::NotFound, m_id + ": has no layer '" + layer + "' with maps",
            "Name one of " + list(*all) + ".");
    Maps maps{ *wanted, {}, {}, std::vector<float>(m_classes) };
    const auto size = static_cast<std::size_t>(wanted->channels) * static_cast<std::size_t>(wanted->height)
        * static_cast<std::size_t>(wanted->width);
    maps.values.resize(size);
    maps.gradients.resize(size);
    const auto fit = guarded(m_id, [&] {
        const torch::AutoGradMode recording(true); // whatever the thread was left in
        nets::Tap tap(layer);
        const auto logits = m_net->forward(input(image, 1), &tap);
        const auto gradient =
            torch::autograd::grad({ logits.select(1, static_cast<std::int64_t>(logit)).sum() }, { tap.maps() })[0];
        copyOut(logits, maps.logits);
        copyOut(tap.channelsFirst(tap.maps()), maps.values);
        copyOut(tap.channelsFirst(gradient), maps.gradients);
    });
    if (!fit)
        return tl::unexpected(fit.error());
    if (*fit == Fit::OutOfMemory)
        return fail(Error::Code::Full, m_id + ": does not fit in the memory of " + m_device.str(),
            "Close what else uses the device, or use the CPU.");
    return maps;
}

Result<Fit> TorchGradients::gradients(std::span<const float> images, std::size_t count, std::size_t logit,
    std::span<float> gradients, std::span<float> logits)
{
    if (auto known = knows(logit); !known)
        return tl::unexpected(known.error());
    return guarded(m_id, [&] {
        const torch::AutoGradMode recording(true); // whatever the thread was left in
        // A copy: on the CPU `.to()` gives the caller's own pixels back.
        const auto x = input(images, count).clone().requires_grad_(true);
        const auto out = m_net->forward(x);
        // An image's logit depends on no other image, so the gradient of their sum holds each one's own.
        const auto gradient =
            torch::autograd::grad({ out.select(1, static_cast<std::int64_t>(logit)).sum() }, { x })[0];
        copyOut(out, logits);
        copyOut(gradient, gradients);
    });
}

} // namespace vetrina::infer
