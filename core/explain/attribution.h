#pragma once

// Inside of core/explain: a method at work on one prepared image.

#include "core/base/progress.h"
#include "core/explain/saliency.h"
#include "core/infer/backend.h"
#include "core/prepare/pipeline.h"

#include <memory>
#include <vector>

namespace vetrina::explain {

/// An image as the network sees it, and the logit that is asked about.
struct Subject {
    std::vector<float> image; ///< shape.size()
    prepare::Shape shape;
    std::size_t classes = 1;
    std::size_t logit = 0;
    float sign = 1; ///< -1 where the question is about the opposite
};

/// Computes over the network's input. One thread at a time; the network's where it says so.
class Attribution {
public:
    virtual ~Attribution() = default;

    /// Does a part, no longer than about a batch of scoring; whether it was the last. On the engine's thread.
    [[nodiscard]] virtual Result<bool> part(infer::Network& network, Progress& progress) = 0;

    /// After the last part: fills in what the method knows of itself, and state and reason where there is no map.
    virtual void describe(Saliency& saliency) const = 0;

    /// Whether each channel has a map of its own.
    [[nodiscard]] virtual bool byChannel() const = 0;
    /// After the last part: one plane for all channels, or one each, over the network's input.
    [[nodiscard]] virtual std::vector<image::Plane> maps() = 0;
    [[nodiscard]] virtual prepare::Spread spread() const = 0;
};

[[nodiscard]] std::unique_ptr<Attribution> gradCam(const Subject& subject, const Question& question);
[[nodiscard]] std::unique_ptr<Attribution> integratedGradients(const Subject& subject, const Question& question);
[[nodiscard]] std::unique_ptr<Attribution> occlusion(const Subject& subject, const Question& question);

/// The image that stands for nothing, as large as the subject's.
[[nodiscard]] std::vector<float> baselineImage(const Subject& subject, const Baseline& baseline);

/// Images a part may hold so that whoever is more urgent does not wait long.
[[nodiscard]] std::size_t imagesAPart(const infer::Network& network);

/// Halves `count` where the device had no room. False with the error where it is 1 already, or where the pass failed.
[[nodiscard]] Result<bool> fitted(const Result<infer::Fit>& fit, std::size_t& count, const infer::Network& network);

} // namespace vetrina::explain
