#pragma once

#include "core/base/result.h"
#include "core/nets/card.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace vetrina::infer {

/// Something that computes.
struct Device {
    std::string name; ///< "cpu", "cuda:0"
    std::string description; ///< "16 cores, AVX-512", "NVIDIA H100 80GB HBM3"
    std::uint64_t memoryBytes = 0; ///< 0 where it is not known
};

/// What a backend is made of, for `doctor` and the Models workspace.
struct BackendInfo {
    std::string name; ///< "torch", "built-in"
    std::string version; ///< "1.13.1"
    std::string blas; ///< "OpenBLAS 0.3.21", or what is wrong with it
    unsigned threads = 0; ///< of its CPU work
    std::vector<Device> devices; ///< "cpu" first
    std::string problem; ///< why there is no torch; empty where there is
};

/// One model loaded on one device. One thread at a time; destroyed on the thread that used it.
class Network {
public:
    virtual ~Network() = default;

    /// Whether a forward pass fitted.
    enum class Fit {
        Done,
        OutOfMemory ///< the device had no room for `count` images; nothing was written, fewer may fit
    };

    /// Scores `count` images: `images` is count x C x H x W float32, `metadata` count x columns (empty without any),
    /// `probabilities` count x classes. Never throws.
    [[nodiscard]] virtual Result<Fit> forward(std::span<const float> images, std::span<const float> metadata,
        std::size_t count, std::span<float> probabilities) = 0;

    /// Images a forward pass is best given on its device.
    [[nodiscard]] virtual std::size_t preferredBatch() const = 0;
    [[nodiscard]] virtual std::string device() const = 0;
};

/// Runs networks. One thread at a time.
class Backend {
public:
    virtual ~Backend() = default;

    [[nodiscard]] virtual BackendInfo info() const = 0;

    /// Whether load() knows the card's family.
    [[nodiscard]] virtual bool runs(const nets::ModelCard& card, const std::string& device) const = 0;

    /// Errors: Malformed with the missing, unexpected and misshapen keys of the weights; Unsupported for a device
    /// or family that is not here; NotFound, Io.
    [[nodiscard]] virtual Result<std::unique_ptr<Network>> load(
        const nets::ModelCard& card, const std::filesystem::path& weights, const std::string& device) = 0;
};

struct BackendOptions {
    unsigned threads = 0; ///< of CPU work, torch's and BLAS's alike; 0: usableCores()
};

/// Vetrina's own CPU code: braai, without LibTorch.
[[nodiscard]] std::unique_ptr<Backend> builtinBackend(const BackendOptions& options);

/// The torch module, loaded with dlopen on the first call (0.4 s): `$VETRINA_TORCH_MODULE`, else `libvetrina_torch.so`
/// beside the program, in its parent folder, or in lib/vetrina beside its bin. Call it on the thread that will use it.
///
/// Errors: NotFound where this build has no torch module or its file is not there; Unsupported where the module is of
/// another build; Io with the linker's words.
[[nodiscard]] Result<std::unique_ptr<Backend>> torchBackend(const BackendOptions& options);

/// Built-in code where it runs the card on the CPU, torch for the rest, which is loaded when first needed.
[[nodiscard]] Result<std::unique_ptr<Backend>> defaultBackend(const BackendOptions& options);

} // namespace vetrina::infer
