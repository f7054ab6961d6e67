#include "core/infer/backend.h"

#include "core/base/thread.h"
#include "core/nets/braai_cpu.h"

#include <cmath>

namespace vetrina::infer {

namespace {

class BraaiNetwork : public Network {
public:
    BraaiNetwork(std::unique_ptr<nets::BraaiCpu> net, double temperature)
        : m_net(std::move(net))
        , m_temperature(temperature)
    {
    }

    Result<Fit> forward(std::span<const float> images, std::span<const float>, std::size_t count,
        std::span<float> probabilities) override
    {
        const auto logits = probabilities.first(count);
        m_net->forward(images, logits);
        for (float& value : logits) // in place
            value = static_cast<float>(1 / (1 + std::exp(-static_cast<double>(value) / m_temperature)));
        return Fit::Done;
    }
    Result<Fit> logits(
        std::span<const float> images, std::span<const float>, std::size_t count, std::span<float> logits) override
    {
        m_net->forward(images, logits.first(count));
        return Fit::Done;
    }
    [[nodiscard]] std::size_t featureCount() const override { return nets::BraaiCpu::featureCount; }
    Result<Fit> features(
        std::span<const float> images, std::span<const float>, std::size_t count, std::span<float> features) override
    {
        m_net->embed(images, features.first(count * featureCount()));
        return Fit::Done;
    }
    [[nodiscard]] std::size_t preferredBatch() const override { return 64; }
    [[nodiscard]] std::string device() const override { return "cpu"; }

private:
    std::unique_ptr<nets::BraaiCpu> m_net;
    double m_temperature;
};

class BuiltinBackend : public Backend {
public:
    explicit BuiltinBackend(unsigned threads)
        : m_threads(threads ? threads : usableCores())
    {
    }

    [[nodiscard]] BackendInfo info() const override
    {
        const std::string words = std::to_string(m_threads) + " threads, " + nets::BraaiCpu::instructions();
        return { "built-in", "", "", m_threads, { { "cpu", words, 0 } }, "" };
    }
    [[nodiscard]] bool runs(const nets::ModelCard& card, const std::string& device) const override
    {
        return card.architecture.family == "braai" && (device == "cpu" || device == "auto");
    }
    Result<std::unique_ptr<Network>> load(
        const nets::ModelCard& card, const std::filesystem::path& weights, const std::string& device) override
    {
        if (!runs(card, device))
            return fail(Error::Code::Unsupported,
                card.id() + ": the built-in code runs braai on the CPU, not " + card.architecture.family + " on "
                    + device,
                "Install the torch module.");
        auto net = nets::BraaiCpu::load(card, weights, m_threads);
        if (!net)
            return tl::unexpected(net.error());
        return std::make_unique<BraaiNetwork>(std::move(*net), card.temperature);
    }

private:
    unsigned m_threads;
};

} // namespace

std::unique_ptr<Backend> builtinBackend(const BackendOptions& options)
{
    return std::make_unique<BuiltinBackend>(options.threads);
}

} // namespace vetrina::infer
