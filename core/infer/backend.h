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

/// Whether a pass fitted.
enum class Fit {
    Done,
    OutOfMemory ///< the device had no room for `count` images; nothing was written, fewer may fit
};

/// The maps of a layer inside a network.
struct Layer {
    std::string name; ///< as the checkpoint's: "conv4", "stages.1.blocks.0"
    int channels = 0, height = 0, width = 0;
};

/// How a network's answer comes about: gradients of logits, as the network gives them before any calibration. Belongs
/// to its Network and has its thread. Nothing in it throws.
class Differentiable {
public:
    virtual ~Differentiable() = default;

    /// A layer's maps for one image, and the gradient of the logit with respect to them: channels x height x width.
    struct Maps {
        Layer layer;
        std::vector<float> values, gradients;
        std::vector<float> logits; ///< of that image, one a class
    };

    /// The layers whose maps can be had, in the order in which they are computed.
    [[nodiscard]] virtual Result<std::vector<Layer>> layers() = 0;

    /// Errors: NotFound for a layer that is not one of layers(), which it lists; Full where it does not fit.
    [[nodiscard]] virtual Result<Maps> maps(
        std::span<const float> image, const std::string& layer, std::size_t logit) = 0;

    /// The gradient of each image's logit with respect to its own pixels: `gradients` is as `images`, count x C x H x
    /// W, `logits` count x classes.
    [[nodiscard]] virtual Result<Fit> gradients(std::span<const float> images, std::size_t count, std::size_t logit,
        std::span<float> gradients, std::span<float> logits) = 0;
};

/// One model loaded on one device. One thread at a time; destroyed on the thread that used it.
class Network {
public:
    virtual ~Network() = default;

    using Fit = infer::Fit;

    /// Scores `count` images: `images` is count x C x H x W float32, `metadata` count x columns (empty without any),
    /// `probabilities` count x classes. Never throws.
    [[nodiscard]] virtual Result<Fit> forward(std::span<const float> images, std::span<const float> metadata,
        std::size_t count, std::span<float> probabilities) = 0;

    /// The same pass, without what the card makes of its last numbers: `logits` is count x classes, before any
    /// calibration. Unsupported where a network has none.
    [[nodiscard]] virtual Result<Fit> logits(std::span<const float> /*images*/, std::span<const float> /*metadata*/,
        std::size_t /*count*/, std::span<float> /*logits*/)
    {
        return fail(Error::Code::Unsupported, "this network tells probabilities alone");
    }

    /// Numbers of each of its vectors; 0 where it gives none.
    [[nodiscard]] virtual std::size_t featureCount() const { return 0; }

    /// The same pass, up to what the network sees in an image before it judges: `features` is count x featureCount().
    /// Of braai its 256 hidden units after their ReLU; of a ConvNeXt its pooled channels after the head's norm, which
    /// timm's forward_head(pre_logits=True) gives. Unsupported where there are none.
    [[nodiscard]] virtual Result<Fit> features(std::span<const float> /*images*/, std::span<const float> /*metadata*/,
        std::size_t /*count*/, std::span<float> /*features*/)
    {
        return fail(Error::Code::Unsupported, "this network gives no vectors");
    }

    /// Null where this network can't tell; Backend::loadDifferentiable() gives one that can.
    [[nodiscard]] virtual Differentiable* differentiable() { return nullptr; }

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

    /// As load(), but a network with a differentiable(). Errors: also Unsupported where nothing here gives gradients.
    [[nodiscard]] virtual Result<std::unique_ptr<Network>> loadDifferentiable(
        const nets::ModelCard& card, const std::filesystem::path& weights, const std::string& device)
    {
        auto network = load(card, weights, device);
        if (network && !(*network)->differentiable())
            return fail(Error::Code::Unsupported,
                card.id() + ": nothing here gives gradients of " + card.architecture.family,
                "Install the torch module.");
        return network;
    }
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
