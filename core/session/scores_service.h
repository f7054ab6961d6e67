#pragma once

#include "core/infer/engine.h"
#include "core/nets/library.h"
#include "core/session/candidates.h"
#include "core/session/live_thread.h"
#include "core/session/scores.h"
#include "core/store/scores.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>

namespace vetrina::session {

/// The model that was named, with a card where it is a file of weights; `default` where the name is empty. Opens the
/// library anew: another process may have promoted or imported one. Errors: as ModelLibrary::open(), find() and
/// resolve().
[[nodiscard]] Result<nets::Model> chosenModel(const std::string& model, const std::string& card);

/// Scores of a project, by the engine into its derived file. Private to core/session.
class ScoresService : public Scores {
public:
    struct Needs {
        const Candidates& candidates;
        store::ScoreStore& store;
        /// A candidate's survey fields as a network's metadata columns.
        std::function<Result<std::vector<float>>(data::Row, const std::vector<std::string>&)> metadata;
        std::string device;
        unsigned threads = 1;
    };

    explicit ScoresService(Needs needs);
    ~ScoresService() override;

    Result<Report> run(const std::string& model, const std::string& card, const std::string& filter,
        std::stop_token stop, Progress& progress) override;
    Result<void> live(const std::string& model) override;
    void stopLive() override;
    void first(data::Row row) override;
    State state() const override;
    void onScored(std::function<void(std::vector<data::Row>)> listener) override;

    /// For what else runs networks of this project; lives as long as this.
    [[nodiscard]] infer::Engine& engine() { return m_engine; }

    /// Of the device; likewise.
    [[nodiscard]] nets::DeviceLease& lease() { return m_lease; }

    void arrived(); ///< candidates came in: the live loop looks again

private:
    [[nodiscard]] Result<infer::ModelHandle> load(const std::string& model, const std::string& card);
    [[nodiscard]] infer::ScoreJob job(const infer::ModelHandle& model, std::int64_t id, std::vector<data::Row> rows,
        infer::Priority priority, std::function<void(const infer::ScoreBatch&)> failures);
    void store(std::int64_t model, const infer::ScoreBatch& batch);
    void noteRate(std::size_t images);
    void drain(); ///< until every delivered batch is stored
    void liveLoop(const std::string& name, std::stop_token stop);

    Needs m_needs;
    nets::DeviceLease m_lease;
    Executor m_pool; ///< prepares stamps beside the engine
    Executor m_writer; ///< stores batches, so that the engine never waits for the disk
    infer::Engine m_engine;

    mutable std::mutex m_mutex; ///< guards what follows, down to m_arrived
    std::function<void(std::vector<data::Row>)> m_onScored;
    std::optional<Error> m_storeError;
    std::string m_problem;
    double m_rate = 0, m_lastBatch = 0;
    infer::ModelHandle m_liveModel;
    std::int64_t m_liveId = 0;
    std::condition_variable_any m_arrived;

    std::atomic<std::uint64_t> m_waiting = 0;
    std::atomic<data::Row> m_firstWanted = -1; ///< on screen while the model was still loading
    LiveThread m_live; // last: it uses all the others
};

} // namespace vetrina::session
