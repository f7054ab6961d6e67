#include "core/infer/backend.h"

#include <system_error>

namespace vetrina::infer {

namespace {

/// Whether it is worth loading LibTorch to see a GPU.
bool seesNvidia()
{
    std::error_code ignored;
    return std::filesystem::exists("/proc/driver/nvidia/version", ignored)
        || std::filesystem::exists("/dev/nvidiactl", ignored) || std::filesystem::exists("/dev/dxg", ignored);
}

class DefaultBackend : public Backend {
public:
    explicit DefaultBackend(const BackendOptions& options)
        : m_options(options)
        , m_builtin(builtinBackend(options))
    {
    }

    [[nodiscard]] BackendInfo info() const override
    {
        if (const auto& torch = this->torch())
            return (*torch)->info();
        BackendInfo info = m_builtin->info();
        info.problem = torch().error().message;
        return info;
    }

    [[nodiscard]] bool runs(const nets::ModelCard& card, const std::string& device) const override
    {
        return m_builtin->runs(card, device) || (torch() && (*torch())->runs(card, device));
    }

    Result<std::unique_ptr<Network>> load(
        const nets::ModelCard& card, const std::filesystem::path& weights, const std::string& device) override
    {
        const bool builtin = m_builtin->runs(card, device);
        const bool wantsGpu = device == "auto" && seesNvidia() && torch() && (*torch())->info().devices.size() > 1;
        if (builtin && !wantsGpu)
            return m_builtin->load(card, weights, device);
        if (!torch())
            return tl::unexpected(at(card.id(), torch().error()));
        return (*torch())->load(card, weights, device);
    }

    Result<std::unique_ptr<Network>> loadDifferentiable(
        const nets::ModelCard& card, const std::filesystem::path& weights, const std::string& device) override
    {
        if (!torch())
            return tl::unexpected(at(card.id() + ": gradients", torch().error()));
        return (*torch())->loadDifferentiable(card, weights, device);
    }

private:
    /// Loaded when first asked for; an error is kept and said again.
    const Result<std::unique_ptr<Backend>>& torch() const
    {
        if (!m_asked) {
            m_asked = true;
            m_torch = torchBackend(m_options);
        }
        return m_torch;
    }

    BackendOptions m_options;
    std::unique_ptr<Backend> m_builtin;
    mutable bool m_asked = false;
    mutable Result<std::unique_ptr<Backend>> m_torch = nullptr;
};

} // namespace

Result<std::unique_ptr<Backend>> defaultBackend(const BackendOptions& options)
{
    return std::make_unique<DefaultBackend>(options);
}

} // namespace vetrina::infer
