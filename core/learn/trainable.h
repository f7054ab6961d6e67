#pragma once

#include "core/base/result.h"
#include "core/nets/card.h"
#include "core/nets/weights.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace vetrina::learn {

/// What a sample is to teach, in the terms of a card's output. A weight of 0: it says nothing about that.
struct Target {
    float real = 0; ///< 0 or 1: for the sigmoid, of its only class or of `real`
    float realWeight = 0;
    std::int32_t type = 0; ///< which logit of the softmax, counted among those it is of
    float typeWeight = 0;
};

/// A weight tensor's place in the flat vector of all.
struct Parameter {
    std::string name; ///< as in the checkpoint, without the prefix
    nets::TensorShape shape;
    std::size_t offset = 0, size = 0;
};

/// How a parameter learns.
struct ParameterRule {
    float rate = 1; ///< times the step's; 0: it does not learn
    bool decays = true;
};

/// One step of AdamW (Loshchilov & Hutter 2019, algorithm 2), as PyTorch computes it.
struct AdamStep {
    double rate = 1e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, decay = 0.01;
    double clip = 0; ///< the longest gradient, in L2 over all that learn; 0 for any
    double average = 0; ///< of the moving average of the weights; 0 where there is none
    std::int64_t number = 1; ///< from 1
};

/// A network's numbers while it learns, each parameterCount long; `average` is empty without a moving average.
struct TrainingState {
    std::vector<float> weights, first, second, average;
};

/// A network that learns, on one device. One thread; destroyed on the thread that used it. Nothing in it throws.
class Trainable {
public:
    virtual ~Trainable() = default;

    [[nodiscard]] virtual const std::vector<Parameter>& parameters() const = 0;
    [[nodiscard]] virtual std::size_t parameterCount() const = 0;
    /// The names of its parts from the image to the answer ("stem", "stages.0", .., "head"): what `depth` counts.
    [[nodiscard]] virtual std::vector<std::string> parts() const = 0;
    [[nodiscard]] virtual std::string device() const = 0;
    /// Images that one pass is best given.
    [[nodiscard]] virtual std::size_t passSize() const = 0;

    /// One a parameter, in their order. Before the first accumulate().
    virtual void setRules(std::vector<ParameterRule> rules) = 0;
    /// Adds to the gradient that of `scale` times the sum of the samples' losses, and gives that sum, unscaled. The
    /// loss is the (binary) cross entropy of the card's output, in nats. `images` is count x C x H x W.
    [[nodiscard]] virtual Result<double> accumulate(
        std::span<const float> images, std::span<const Target> targets, float scale) = 0;
    /// Takes the step and clears the gradient.
    [[nodiscard]] virtual Result<void> update(const AdamStep& step) = 0;

    /// Logits, n x classes, without any calibration; of the moving average where `averaged`.
    [[nodiscard]] virtual Result<void> logits(
        std::span<const float> images, std::span<float> logits, bool averaged) = 0;

    [[nodiscard]] virtual Result<TrainingState> state() const = 0;
    /// Errors: Malformed where a vector is not as long as it should be.
    [[nodiscard]] virtual Result<void> setState(const TrainingState& state) = 0;
};

struct TrainableOptions {
    nets::ModelCard card; ///< what is built; its weights are not read
    std::string device = "auto"; ///< auto, cpu, cuda, cuda:N
    unsigned threads = 0; ///< of CPU work; 0: usableCores()
    bool mixedPrecision = false; ///< bfloat16 in products and convolutions, float32 elsewhere
};

/// By the torch module, on the calling thread, which is to be the only one that uses it. Errors: as the module's
/// loading; Unsupported for a family, device or precision that is not here.
[[nodiscard]] Result<std::unique_ptr<Trainable>> makeTrainable(const TrainableOptions& options);

} // namespace vetrina::learn
