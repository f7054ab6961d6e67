#pragma once

#include "core/learn/trainer.h"
#include "core/nets/device_lease.h"
#include "core/session/candidates.h"
#include "core/session/training_model.h"
#include "core/session/training_runs.h"

#include <atomic>
#include <mutex>

namespace vetrina::session {

/// Trainings of a project, by core/learn. Private to core/session.
class TrainingService : public Training {
public:
    struct Needs {
        const Candidates& candidates;
        std::filesystem::path project;
        bool readOnly = false;
        nets::DeviceLease& lease; ///< of the device that the engine uses too
        std::string device;
        unsigned threads = 1;
    };

    explicit TrainingService(Needs needs)
        : m_needs(std::move(needs))
    {
    }

    Result<TrainReport> run(const TrainRequest& request, std::stop_token stop) override;
    Result<TrainingLabels> labels(const TrainRequest& request) const override;
    Result<std::vector<TrainingRun>> runs() const override;
    TrainingNow now() const override;

private:
    /// A run with all that it needs to begin or to go on.
    struct Work {
        RunFolder folder;
        RunLock lock;
        TrainingRun run;
        ModelToTrain model;
        TrainingSelection selection;
        std::optional<learn::Checkpoint> checkpoint;
        std::stop_token pause; ///< once it is stopped: it goes on later, and makes no model yet
    };

    [[nodiscard]] Result<Work> begin(const TrainRequest& request, std::stop_token stop);
    [[nodiscard]] Result<Work> goOn(int number);
    /// What it and those it comes from have seen, by the project's runs. Errors: Malformed for a run that can't be
    /// read.
    [[nodiscard]] Result<SeenObjects> seenBy(const std::string& model) const;
    /// Images and lessons of the selection; what can't be prepared is left out of both.
    [[nodiscard]] Result<learn::TrainingData> prepare(Work& work, const learn::Lessons& lessons, std::stop_token stop);
    [[nodiscard]] Result<TrainReport> train(Work& work, std::stop_token stop);
    /// The weights to start from, in the network.
    [[nodiscard]] Result<void> firstWeights(learn::Trainable& network, const Work& work, std::uint64_t seed) const;
    /// Measures the best, calibrates it and puts it into the library. Gives its NAME:VERSION.
    [[nodiscard]] Result<std::string> finish(Work& work, learn::Trainer& trainer, const learn::Trainable& network,
        const learn::Lessons& lessons, const learn::TrainingData& data, std::vector<float> weights,
        const std::vector<float>& before);
    void show(TrainingNow::Phase phase, const TrainingRun* run = nullptr);

    Needs m_needs;
    std::atomic<bool> m_busy = false;
    mutable std::mutex m_mutex; ///< guards m_now
    TrainingNow m_now;
};

} // namespace vetrina::session
