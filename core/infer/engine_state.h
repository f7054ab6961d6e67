#pragma once

// The engine's insides. Private to core/infer.

#include "core/infer/engine.h"
#include "core/infer/engine_job.h"

#include <array>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>

namespace vetrina::infer {

struct Engine::State : std::enable_shared_from_this<Engine::State> {
    using Id = std::uint64_t;

    /// A model's own things, on the engine's thread alone.
    struct Held {
        std::unique_ptr<Network> network;
        std::size_t limit = 0; ///< images that fitted, once some did not
    };

    class Handle;

    State(Options given, Executor& preparation, nets::DeviceLease& lease)
        : options(std::move(given))
        , pool(preparation)
        , device(lease)
    {
    }

    void run();
    [[nodiscard]] Result<ModelHandle> load(const nets::Model& model, const std::string& where, Use use);
    [[nodiscard]] Result<void> startBackend();

    void request(std::function<void()> what);
    /// Wakes the engine after something it looks at without the lock has changed.
    void wake()
    {
        {
            std::lock_guard lock(mutex);
        } // it is waiting, or will look again before it waits
        changed.notify_all();
    }
    void push(std::shared_ptr<Job> job);
    void push(std::shared_ptr<PartedJob> job);

    // On the engine's thread, without the lock.
    void prepareAhead(const std::shared_ptr<Job>& job);
    void prepareBatch(const std::shared_ptr<Job>& job, const std::shared_ptr<PreparedBatch>& batch, std::size_t limit);
    void scoreBatch(Job& job, PreparedBatch& batch);
    void scoreRange(Job& job, Held& held, PreparedBatch& batch, std::size_t first, std::size_t count,
        std::vector<float>& answers, std::vector<std::optional<Error>>& failures);
    void halve(Job& job, Held& held, std::size_t tried);
    void finish(Job& job);
    /// The part's error, or whether it was the last.
    [[nodiscard]] Result<bool> doPart(PartedJob& job);
    /// Ends a parted job that is in no queue; mutex not held.
    static void finish(const std::shared_ptr<PartedJob>& job, Result<void> how);

    [[nodiscard]] std::shared_ptr<Job> mostUrgent() const; ///< mutex held
    /// The first of the parted jobs that goes before `job`, or that was stopped; mutex held.
    [[nodiscard]] std::shared_ptr<PartedJob> mostUrgentParted(const Job* job) const;
    void remove(const PartedJob& job); ///< mutex held
    [[nodiscard]] std::size_t waiting() const; ///< jobs that are not for the screen; mutex held
    [[nodiscard]] std::vector<std::shared_ptr<Job>> takeEnded(); ///< mutex held

    const Options options;
    Executor& pool;
    nets::DeviceLease& device;

    std::mutex mutex; ///< guards the next block
    std::condition_variable changed;
    std::atomic<bool> closing = false; ///< set with the lock, read anywhere
    std::deque<std::function<void()>> requests;
    std::vector<Id> retired; ///< models whose last handle is gone
    std::array<std::deque<std::shared_ptr<Job>>, 3> jobs; ///< by priority
    std::array<std::deque<std::shared_ptr<PartedJob>>, 3> partedJobs; ///< by priority
    std::uint64_t nextTicket = 0;

    // The engine's thread alone.
    std::unique_ptr<Backend> backend;
    std::map<Id, Held> held;
    Id nextId = 0;
};

class Engine::State::Handle : public LoadedModel {
public:
    Handle(std::weak_ptr<State> state, Id id, nets::ModelCard card, const Network& network)
        : m_state(std::move(state))
        , m_id(id)
        , m_card(std::move(card))
        , m_device(network.device())
        , m_features(network.featureCount())
    {
    }
    ~Handle() override
    {
        if (const auto state = m_state.lock()) {
            {
                std::lock_guard lock(state->mutex);
                state->retired.push_back(m_id);
            }
            state->changed.notify_all();
        }
    }
    [[nodiscard]] const nets::ModelCard& card() const override { return m_card; }
    [[nodiscard]] std::string device() const override { return m_device; }
    [[nodiscard]] std::size_t featureCount() const override { return m_features; }
    [[nodiscard]] Id id() const { return m_id; }
    [[nodiscard]] bool isOf(const State& state) const { return m_state.lock().get() == &state; }

private:
    std::weak_ptr<State> m_state;
    Id m_id;
    nets::ModelCard m_card;
    std::string m_device;
    std::size_t m_features;
};

} // namespace vetrina::infer
