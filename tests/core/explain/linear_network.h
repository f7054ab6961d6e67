#pragma once

#include "core/infer/backend.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <vector>

/// A backend whose networks are linear, so that what their answers rest on is known.
namespace linear {

using namespace vetrina;

/// What the network of a test says.
struct Orders {
    float answer = 1; ///< the logit is this times the mean of the image
    float slope = 1; ///< the gradients that are told are this many times too steep
    std::vector<float> maps{ 0, 1, 2, 3 }, mapGradients{ 1, 1, 1, 1 }; ///< of its one layer, 1 x 2 x 2
    std::size_t memory = SIZE_MAX; ///< images that fit
    bool differentiable = true;
    std::function<void()> before; ///< called by each pass over several images
    std::vector<std::size_t> passes; ///< images of each
};

/// A linear network, whose attributions are known.
class LinearNetwork : public infer::Network, public infer::Differentiable {
public:
    LinearNetwork(std::shared_ptr<Orders> orders, std::size_t size)
        : m_orders(std::move(orders))
        , m_size(size)
    {
    }
    Result<infer::Fit> forward(std::span<const float>, std::span<const float>, std::size_t, std::span<float>) override
    {
        return fail(Error::Code::Internal, "nobody scores here");
    }
    Result<infer::Fit> logits(
        std::span<const float> images, std::span<const float>, std::size_t count, std::span<float> logits) override
    {
        if (m_orders->before && count > 1)
            m_orders->before();
        m_orders->passes.push_back(count);
        if (count > m_orders->memory)
            return infer::Fit::OutOfMemory;
        for (std::size_t k = 0; k < count; ++k) {
            double sum = 0;
            for (const float v : images.subspan(k * m_size, m_size))
                sum += static_cast<double>(v);
            logits[k] = m_orders->answer * static_cast<float>(sum / static_cast<double>(m_size));
        }
        return infer::Fit::Done;
    }
    infer::Differentiable* differentiable() override { return m_orders->differentiable ? this : nullptr; }
    Result<std::vector<infer::Layer>> layers() override { return std::vector<infer::Layer>{ { "only", 1, 2, 2 } }; }
    Result<Maps> maps(std::span<const float>, const std::string&, std::size_t) override
    {
        Maps maps;
        maps.layer = { "only", 1, 2, 2 };
        maps.values = m_orders->maps;
        maps.gradients = m_orders->mapGradients;
        maps.logits = { 0 };
        return maps;
    }
    Result<infer::Fit> gradients(std::span<const float> images, std::size_t count, std::size_t,
        std::span<float> gradients, std::span<float> logits) override
    {
        std::ranges::fill(gradients, m_orders->slope * m_orders->answer / static_cast<float>(m_size));
        return this->logits(images, {}, count, logits);
    }
    [[nodiscard]] std::size_t preferredBatch() const override { return 64; }
    [[nodiscard]] std::string device() const override { return "cpu"; }

private:
    std::shared_ptr<Orders> m_orders;
    std::size_t m_size;
};

class LinearBackend : public infer::Backend {
public:
    explicit LinearBackend(std::shared_ptr<Orders> orders)
        : m_orders(std::move(orders))
    {
    }
    [[nodiscard]] infer::BackendInfo info() const override { return {}; }
    [[nodiscard]] bool runs(const nets::ModelCard&, const std::string&) const override { return true; }
    Result<std::unique_ptr<infer::Network>> load(
        const nets::ModelCard& card, const std::filesystem::path&, const std::string&) override
    {
        return std::make_unique<LinearNetwork>(m_orders, card.pipeline.shape().size());
    }

private:
    std::shared_ptr<Orders> m_orders;
};

} // namespace linear
