#pragma once

#include "core/learn/checkpoint.h"
#include "core/learn/image_store.h"
#include "core/learn/recipe.h"
#include "core/learn/target.h"
#include "core/nets/device_lease.h"

#include <functional>
#include <stop_token>

namespace vetrina::learn {

/// What is learned from and what is measured on: images, the lesson of each, and which of them train.
struct TrainingData {
    ImageStore images;
    std::vector<Lessons::Lesson> lessons; ///< one an image
    std::vector<std::size_t> training, validation; ///< images
};

/// Trains a network by a recipe.
///
/// What it does in a step is a function of the recipe's seed and the step alone, and a checkpoint holds every number,
/// so that a training which was killed and goes on from its checkpoint ends with the same weights (on one machine and
/// number of threads). Holds the device for one pass at a time and lets more urgent work go first.
class Trainer {
public:
    struct Options {
        nets::DeviceLease* lease = nullptr; ///< of the network's device; null where nobody shares it
        std::filesystem::path checkpoint; ///< where one is written: after each epoch, and as often as this says
        double checkpointSeconds = 60;
        std::string recipeSum; ///< what checkpoints are of
        std::function<void(const TrainingStep&)> onStep; ///< on the trainer's thread; short
        std::function<void(const EpochRecord&)> onEpoch; ///< after an epoch's checkpoint
    };

    struct Outcome {
        std::vector<float> best; ///< weights; empty where it was stopped before the first epoch's end
        int bestEpoch = 0;
        std::vector<EpochRecord> history;
        std::string stoppedBy; ///< "epochs", "patience", "stop"
        double seconds = 0; ///< of all sittings
        double imagesPerSecond = 0; ///< of this one, without validation
    };

    /// All must outlive it. `balanced` weights stand in a copy of the lessons.
    Trainer(Trainable& network, const nets::ModelCard& card, const Lessons& lessons, const Recipe& recipe,
        const TrainingData& data, Options options);

    /// How many of the network's numbers learn.
    [[nodiscard]] std::size_t learning() const;

    /// From the network's weights as they are, or on from a checkpoint of the same recipe. Where `stop` comes, a
    /// checkpoint is written and the best so far is the outcome.
    ///
    /// Errors: WrongUse without images to train on, or with a checkpoint of something else; Malformed with a damaged
    /// one; Internal where the loss is no longer finite; those of the network and of the checkpoint.
    [[nodiscard]] Result<Outcome> run(const std::optional<Checkpoint>& from, std::stop_token stop);

    /// Logits of some images by the weights that are given, n x classes. Errors: those of the network; Cancelled.
    [[nodiscard]] Result<std::vector<float>> logits(
        const std::vector<float>& weights, const std::vector<std::size_t>& images, std::stop_token stop);

private:
    struct Batch {
        std::vector<float> images;
        std::vector<Target> targets;
    };

    [[nodiscard]] std::vector<std::size_t> order(int epoch) const;
    [[nodiscard]] Batch assemble(const std::vector<std::size_t>& order, int epoch, std::int64_t batch) const;
    [[nodiscard]] Result<void> learn(const Batch& batch, Checkpoint& at, std::stop_token stop);
    [[nodiscard]] Result<bool> epoch(Checkpoint& at, std::stop_token stop);
    [[nodiscard]] Result<EpochRecord> measure(Checkpoint& at, std::stop_token stop);
    [[nodiscard]] Result<std::vector<float>> logitsNow(
        const std::vector<std::size_t>& images, bool averaged, std::stop_token stop);
    [[nodiscard]] Result<void> save(Checkpoint& at);
    void tell(const Checkpoint& at) const;
    [[nodiscard]] std::vector<ParameterRule> rules() const;

    Trainable& m_network;
    const nets::ModelCard& m_card;
    const Lessons& m_lessons;
    const Recipe& m_recipe;
    const TrainingData& m_data;
    Options m_options;
    std::vector<Target> m_targets; ///< one an image, weighed
    std::int64_t m_batches = 0; ///< an epoch
    double m_trainingSeconds = 0, m_images = 0; ///< of this sitting
    double m_secondsBefore = 0, m_began = 0, m_saved = 0;
};

} // namespace vetrina::learn
