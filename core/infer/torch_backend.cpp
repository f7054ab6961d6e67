// The torch module's door: everything that LibTorch throws ends here.

#include "core/base/thread.h"
#include "core/infer/module_abi.h"
#include "core/infer/torch_gradients.h"
#include "core/infer/torch_guard.h"
#include "core/nets/answer.h"
#include "core/nets/braai_cpu.h"
#include "core/nets/torch_compat.h"
#include "core/nets/torch_net.h"

#include <dlfcn.h>
#include <fstream>

extern "C" void sgemm_() __attribute__((weak));

namespace vetrina::infer {

namespace {

namespace fs = std::filesystem;

/// The file of the BLAS that matrix products run in.
std::string blas()
{
    if (at::hasMKL())
        return "MKL";
    Dl_info where{};
    std::error_code ignored;
    if (!&sgemm_ || !dladdr(reinterpret_cast<void*>(&sgemm_), &where) || !where.dli_fname)
        return "unknown";
    return fs::canonical(where.dli_fname, ignored).string();
}

/// Names of the GPUs as the driver tells them; torch's own way needs CUDA's headers.
std::vector<std::string> gpuNames()
{
    std::vector<fs::path> folders;
    std::error_code ignored;
    for (fs::directory_iterator it("/proc/driver/nvidia/gpus", ignored), end; it != end; it.increment(ignored))
        folders.push_back(it->path());
    std::sort(folders.begin(), folders.end());
    std::vector<std::string> names;
    for (const auto& folder : folders) {
        std::ifstream in(folder / "information");
        for (std::string line; std::getline(in, line);)
            if (line.rfind("Model:", 0) == 0)
                names.push_back(line.substr(std::min(line.size(), line.find_first_not_of(" \t", 6))));
    }
    return names;
}

class TorchNetwork : public Network {
public:
    TorchNetwork(std::shared_ptr<nets::Net> net, const nets::ModelCard& card, torch::Device device)
        : m_net(std::move(net))
        , m_card(card)
        , m_device(device)
        , m_type(card.precision == nets::Precision::BFloat16 ? torch::kBFloat16 : torch::kFloat32)
        , m_gradients(m_net, card, m_device, m_type)
    {
    }

    Result<Fit> forward(std::span<const float> images, std::span<const float>, std::size_t count,
        std::span<float> probabilities) override
    {
        return guarded(m_card.id(), [&] {
            const c10::InferenceMode scoringOnly;
            copyOut(m_net->forward(input(images, count)), probabilities);
            nets::toProbabilities(m_card, probabilities, probabilities);
        });
    }
    Result<Fit> logits(
        std::span<const float> images, std::span<const float>, std::size_t count, std::span<float> logits) override
    {
        return guarded(m_card.id(), [&] {
            const c10::InferenceMode forwardOnly;
            copyOut(m_net->forward(input(images, count)), logits);
        });
    }
    [[nodiscard]] std::size_t featureCount() const override { return m_net->featureCount(); }
    Result<Fit> features(
        std::span<const float> images, std::span<const float>, std::size_t count, std::span<float> features) override
    {
        return guarded(m_card.id(), [&] {
            const c10::InferenceMode forwardOnly;
            copyOut(m_net->features(input(images, count)), features);
        });
    }
    Differentiable* differentiable() override { return &m_gradients; }
    [[nodiscard]] std::size_t preferredBatch() const override { return m_device.is_cuda() ? 256 : 64; }
    [[nodiscard]] std::string device() const override { return m_device.str(); }

private:
    /// The images on the device; what computes with them comes right after.
    [[nodiscard]] torch::Tensor input(std::span<const float> images, std::size_t count)
    {
        nets::compat::allowTf32(m_card.precision == nets::Precision::Tf32);
        const auto shape = m_card.pipeline.shape();
        const auto batch = torch::from_blob(const_cast<float*>(images.data()),
            { static_cast<std::int64_t>(count), shape.channels, shape.height, shape.width }, torch::kFloat32);
        return batch.to(m_device, m_type);
    }

    std::shared_ptr<nets::Net> m_net;
    nets::ModelCard m_card;
    torch::Device m_device;
    torch::ScalarType m_type;
    TorchGradients m_gradients;
};

class TorchBackend : public Backend {
public:
    explicit TorchBackend(const BackendOptions& options)
        : m_threads(options.threads ? options.threads : usableCores())
    {
        nets::compat::setThreads(m_threads);
        nets::compat::allowTf32(false);
    }

    [[nodiscard]] BackendInfo info() const override
    {
        BackendInfo info{ "torch", TORCH_VERSION, blas(), static_cast<unsigned>(at::get_num_threads()), {}, {} };
        info.devices.push_back(
            { "cpu", std::to_string(usableCores()) + " cores, " + nets::BraaiCpu::instructions(), 0 });
        if (info.blas.find("/libblas.so") != std::string::npos && info.blas.find("openblas") == std::string::npos)
            info.problem = "LibTorch computes with the reference BLAS, some thirty times slower: "
                           "install libopenblas0-pthread";
        const auto names = gpuNames();
        const auto count = nets::compat::gpuCount();
        for (std::size_t i = 0; i < count; ++i)
            info.devices.push_back(
                { "cuda:" + std::to_string(i), names.size() == count ? names[i] : std::string("NVIDIA GPU"), 0 });
        return info;
    }

    [[nodiscard]] bool runs(const nets::ModelCard& card, const std::string& device) const override
    {
        const auto& family = card.architecture.family;
        return (family == "braai" || family == "convnext") && nets::compat::deviceNamed(device);
    }

    Result<std::unique_ptr<Network>> load(
        const nets::ModelCard& card, const std::filesystem::path& file, const std::string& name) override
    {
        const auto device = nets::compat::deviceNamed(name);
        if (!device)
            return tl::unexpected(device.error());
        if (card.precision == nets::Precision::BFloat16 && !nets::compat::layerNormTakesBFloat16)
            return fail(Error::Code::Unsupported, card.id() + ": bfloat16 needs LibTorch 2, this is " TORCH_VERSION,
                "Use float32 in the card.");
        const auto weights = nets::Weights::read(file, card.architecture.prefix, card.weightsSha256);
        if (!weights)
            return tl::unexpected(weights.error());
        try {
            auto net = nets::makeNet(card);
            if (!net)
                return tl::unexpected(net.error());
            const auto architecture = card.architecture.family + " " + card.architecture.variant;
            if (auto done = nets::loadWeights(**net, *weights, architecture); !done)
                return tl::unexpected(done.error());
            const auto type = card.precision == nets::Precision::BFloat16 ? torch::kBFloat16 : torch::kFloat32;
            (*net)->to(*device, type);
            for (auto& parameter : (*net)->parameters())
                parameter.requires_grad_(false); // gradients are taken of what it sees, not of what it is
            return std::make_unique<TorchNetwork>(std::move(*net), card, *device);
        } catch (const std::exception& e) {
            return tl::unexpected(toError(card.id(), e));
        }
    }

private:
    unsigned m_threads;
};

} // namespace

extern "C" {

__attribute__((visibility("default"))) const char* vetrina_backend_abi()
{
    static const std::string abi = moduleAbi();
    return abi.c_str();
}

__attribute__((visibility("default"))) void vetrina_backend_create(
    const BackendOptions* options, Result<std::unique_ptr<Backend>>* out)
{
    try {
        *out = std::make_unique<TorchBackend>(*options);
    } catch (const std::exception& e) {
        *out = tl::unexpected(toError("LibTorch " TORCH_VERSION, e));
    }
}
}

} // namespace vetrina::infer
