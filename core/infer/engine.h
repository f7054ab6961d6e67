#pragma once

#include "core/base/executor.h"
#include "core/base/progress.h"
#include "core/data/candidate.h"
#include "core/infer/backend.h"
#include "core/nets/device_lease.h"

#include <functional>
#include <future>
#include <memory>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace vetrina::infer {

using nets::Priority;

/// A model that the engine holds ready. Copies are cheap; the last one gone frees the device's memory, on the engine's
/// thread. Any thread.
class LoadedModel {
public:
    virtual ~LoadedModel() = default;
    [[nodiscard]] virtual const nets::ModelCard& card() const = 0;
    [[nodiscard]] virtual std::string device() const = 0;
    /// Numbers of each of its vectors; 0 where it gives none.
    [[nodiscard]] virtual std::size_t featureCount() const = 0;
};
using ModelHandle = std::shared_ptr<const LoadedModel>;

/// What came of some candidates, in the job's order within a batch.
struct ScoreBatch {
    ModelHandle model;
    std::vector<data::Row> rows; ///< those that were scored
    std::vector<float> probabilities; ///< rows x classes; empty where features were asked for
    std::vector<std::pair<data::Row, Error>> failures; ///< those that were not, each with its reason
    std::vector<float> features; ///< rows x LoadedModel::featureCount(); empty where scores were asked for
};

struct ScoreSummary {
    std::uint64_t scored = 0;
    std::uint64_t failed = 0;
    double seconds = 0; ///< from the first batch's preparation to the last one's delivery
    std::string device;
    std::size_t batch = 0; ///< the largest that fitted
    std::vector<std::string> notes; ///< "out of memory on cuda:0 with 256 images: going on with 128"
};

/// What a network is asked about candidates.
enum class Asked : std::uint8_t {
    Scores,
    Features ///< the vectors that it sees
};

/// Candidates to score.
struct ScoreJob {
    ModelHandle model;
    Priority priority = Priority::Queue;
    std::vector<data::Row> rows;

    /// Gives a candidate's stamps. Several threads at once; may be slow (disk, decoding); what it throws fails that
    /// candidate alone.
    std::function<Result<std::shared_ptr<const data::Triplet>>(data::Row)> triplet;
    /// Gives the card's metadata columns, in its order; left empty where the card has none. As triplet().
    std::function<Result<std::vector<float>>(data::Row)> metadata;
    /// Takes a batch; on the engine's thread, so it must be short: hand it on.
    std::function<void(ScoreBatch)> deliver;

    Asked asked = Asked::Scores;
    std::size_t batch = 0; ///< images a forward pass; 0: what suits the device
    std::stop_token stop;
    std::shared_ptr<Progress> progress; ///< optional
};

/// Work with a model's network that is not scoring: saliency.
struct NetworkJob {
    ModelHandle model;
    Priority priority = Priority::Screen;
    /// Does a part of it, with the device to itself, and says whether that was the last. On the engine's thread;
    /// between two parts more urgent work may go first, so a part is best no longer than a batch. What it throws ends
    /// the job.
    std::function<Result<bool>(Network&)> part;
    std::stop_token stop;
};

/// What a model is loaded for.
enum class Use : std::uint8_t {
    Scores, ///< the fastest code that there is for it
    Gradients ///< code whose Network::differentiable() is there
};

/// The engine: one thread that owns the backend and its models and runs every forward pass; candidates are prepared on
/// a pool beside it while the last batch computes.
///
/// The most urgent job goes first, in order of arrival among equals (on the screen, scores before other work); a more
/// urgent one takes over between two batches and the other goes on after it. Jobs name their model, so models are
/// swapped between batches without a pause. Where the device has no room for a batch it is halved, and the summary says
/// so. A candidate that can't be prepared or scored fails alone; where not one of a batch passes, the job ends with
/// that error. All members: any thread.
class Engine {
public:
    using BackendFactory = std::function<Result<std::unique_ptr<Backend>>()>;

    struct Options {
        BackendFactory backend; ///< called once, on the engine's thread, when first needed
        std::size_t capacity = 64; ///< waiting jobs; further Queue and Training jobs are refused with Busy
    };

    /// `pool` prepares and must wait when full; it and `device` must outlive the engine.
    Engine(Options options, Executor& pool, nets::DeviceLease& device);
    ~Engine(); ///< shutdown()

    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    /// Errors: the backend's; Cancelled after shutdown().
    [[nodiscard]] std::future<Result<ModelHandle>> load(
        nets::Model model, std::string device = "auto", Use use = Use::Scores);

    /// Starts the backend if need be and tells about it.
    [[nodiscard]] std::future<Result<BackendInfo>> info();

    /// The future holds Cancelled where the job was stopped: what was delivered before stays. A Screen job that finds
    /// another one waiting to begin drops that one: only the candidate on screen matters. Unsupported where features
    /// are asked of a network without.
    [[nodiscard]] std::future<Result<ScoreSummary>> submit(ScoreJob job);

    /// The future holds what ended the job, Cancelled where it was stopped. Nothing is dropped for it.
    [[nodiscard]] std::future<Result<void>> submit(NetworkJob job);

    /// Refuses new work, ends all jobs with Cancelled after the batch in hand, joins. Again is nothing.
    void shutdown();

private:
    struct State;
    std::shared_ptr<State> m_state;
    std::jthread m_thread;
};

} // namespace vetrina::infer
