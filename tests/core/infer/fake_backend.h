#pragma once

#include "core/infer/backend.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <latch>
#include <mutex>
#include <thread>

/// A backend whose networks do what a test says. An image's probability is its first pixel.
namespace fake {

using namespace vetrina;
using namespace vetrina::infer;

struct Orders {
    std::size_t memory = SIZE_MAX; ///< images that fit
    float poison = -1; ///< a batch with this first pixel can't be computed
    bool broken = false; ///< no batch can
    std::size_t features = 2; ///< the first pixel, then that times 2, 3, ..; 0: the network gives none
    std::function<void(std::size_t count)> before; ///< called by each forward pass

    std::mutex mutex; ///< guards the next
    std::vector<std::size_t> passes; ///< images of each forward pass that was tried
    std::atomic<int> alive = 0; ///< networks
    std::atomic<std::size_t> loads = 0;
    std::thread::id destroyedOn;
};

class FakeNetwork : public Network {
public:
    FakeNetwork(std::shared_ptr<Orders> orders, std::size_t size, std::string device)
        : m_orders(std::move(orders))
        , m_size(size)
        , m_device(std::move(device))
    {
        ++m_orders->alive;
    }
    ~FakeNetwork() override
    {
        std::lock_guard lock(m_orders->mutex);
        m_orders->destroyedOn = std::this_thread::get_id();
        --m_orders->alive;
    }
    Result<Fit> forward(std::span<const float> images, std::span<const float>, std::size_t count,
        std::span<float> probabilities) override
    {
        return answer(images, count, 1, probabilities);
    }
    [[nodiscard]] std::size_t featureCount() const override { return m_orders->features; }
    Result<Fit> features(
        std::span<const float> images, std::span<const float>, std::size_t count, std::span<float> features) override
    {
        return answer(images, count, m_orders->features, features);
    }
    [[nodiscard]] std::size_t preferredBatch() const override { return 32; }
    [[nodiscard]] std::string device() const override { return m_device; }

private:
    Result<Fit> answer(std::span<const float> images, std::size_t count, std::size_t width, std::span<float> out)
    {
        if (m_orders->before)
            m_orders->before(count);
        {
            std::lock_guard lock(m_orders->mutex);
            m_orders->passes.push_back(count);
        }
        if (count > m_orders->memory)
            return Fit::OutOfMemory;
        if (m_orders->broken)
            return fail(Error::Code::Internal, "the device is gone");
        for (std::size_t i = 0; i < count; ++i) {
            if (images[i * m_size] == m_orders->poison)
                return fail(Error::Code::Internal, "poison");
            for (std::size_t k = 0; k < width; ++k)
                out[i * width + k] = images[i * m_size] * static_cast<float>(k + 1);
        }
        return Fit::Done;
    }

    std::shared_ptr<Orders> m_orders;
    std::size_t m_size;
    std::string m_device;
};

class FakeBackend : public Backend {
public:
    explicit FakeBackend(std::shared_ptr<Orders> orders)
        : m_orders(std::move(orders))
    {
    }
    [[nodiscard]] BackendInfo info() const override { return { "fake", "1", "", 1, { { "cpu", "", 0 } }, "" }; }
    [[nodiscard]] bool runs(const nets::ModelCard&, const std::string&) const override { return true; }
    Result<std::unique_ptr<Network>> load(
        const nets::ModelCard& card, const std::filesystem::path&, const std::string& device) override
    {
        ++m_orders->loads;
        return std::make_unique<FakeNetwork>(m_orders, card.pipeline.shape().size(), device == "auto" ? "cpu" : device);
    }

private:
    std::shared_ptr<Orders> m_orders;
};

} // namespace fake
