#include "core/infer/engine.h"

#include "core/base/log.h"
#include "core/base/thread.h"
#include "core/infer/engine_job.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <condition_variable>
#include <map>
#include <mutex>

namespace vetrina::infer {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t batchesAhead = 2; ///< one computes, one is ready, one is prepared
constexpr std::size_t largestBatchFloats = std::size_t(1) << 26; ///< 256 MB of prepared images, whatever a card asks
constexpr std::size_t screenRows = 4; ///< so few are prepared at once on the engine's thread: they overtake the pool

} // namespace

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
    [[nodiscard]] Result<ModelHandle> load(const nets::Model& model, const std::string& where);
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

    // On the engine's thread, without the lock.
    void prepareAhead(const std::shared_ptr<Job>& job);
    void prepareBatch(const std::shared_ptr<Job>& job, const std::shared_ptr<PreparedBatch>& batch, std::size_t limit);
    void scoreBatch(Job& job, PreparedBatch& batch);
    void scoreRange(Job& job, Held& held, PreparedBatch& batch, std::size_t first, std::size_t count,
        std::vector<float>& probabilities, std::vector<std::optional<Error>>& failures);
    void halve(Job& job, Held& held, std::size_t tried);
    void finish(Job& job);

    [[nodiscard]] std::shared_ptr<Job> mostUrgent() const; ///< mutex held
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

    // The engine's thread alone.
    std::unique_ptr<Backend> backend;
    std::map<Id, Held> held;
    Id nextId = 0;
};

class Engine::State::Handle : public LoadedModel {
public:
    Handle(std::weak_ptr<State> state, Id id, nets::ModelCard card, std::string device)
        : m_state(std::move(state))
        , m_id(id)
        , m_card(std::move(card))
        , m_device(std::move(device))
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
    [[nodiscard]] Id id() const { return m_id; }
    [[nodiscard]] bool isOf(const State& state) const { return m_state.lock().get() == &state; }

private:
    std::weak_ptr<State> m_state;
    Id m_id;
    nets::ModelCard m_card;
    std::string m_device;
};

Result<void> Engine::State::startBackend()
{
    if (backend)
        return {};
    auto made = options.backend();
    if (!made)
        return tl::unexpected(made.error());
    backend = std::move(*made);
    return {};
}

Result<ModelHandle> Engine::State::load(const nets::Model& model, const std::string& where)
{
    if (auto started = startBackend(); !started)
        return tl::unexpected(started.error());
    if (!model.ready())
        return fail(Error::Code::NotFound, "the weights of " + model.card.id() + " are not here", "Import them.");
    auto network = backend->load(model.card, model.weights, where);
    if (!network)
        return tl::unexpected(network.error());
    const Id id = nextId++;
    const auto on = (*network)->device();
    held[id].network = std::move(*network);
    return std::make_shared<Handle>(weak_from_this(), id, model.card, on);
}

void Engine::State::request(std::function<void()> what)
{
    {
        std::lock_guard lock(mutex);
        if (!closing) {
            requests.push_back(std::move(what));
            changed.notify_all();
            return;
        }
    }
    what(); // says Cancelled
}

void Engine::State::push(std::shared_ptr<Job> job)
{
    std::vector<std::shared_ptr<Job>> dropped; // their promises are kept without the lock
    std::optional<Error> refused;
    {
        std::lock_guard lock(mutex);
        auto& queue = jobs[static_cast<std::size_t>(job->what.priority)];
        if (closing) {
            refused = cancelled().value();
        } else if (job->what.priority == Priority::Screen) {
            // Only the candidate on screen matters; the engine ends the stopped ones when it comes by.
            for (const auto& other : queue)
                if (other->what.model == job->what.model && !other->began)
                    dropped.push_back(other);
        } else if (jobs[1].size() + jobs[2].size() >= options.capacity) {
            refused = Error{ Error::Code::Busy, "the engine's queue is full", "Try again when a job has ended." };
        }
        if (!refused)
            queue.push_back(job);
    }
    for (const auto& other : dropped)
        other->stop.request_stop();
    if (refused)
        job->promise.set_value(tl::unexpected(*refused));
    wake();
}

std::shared_ptr<Job> Engine::State::mostUrgent() const
{
    for (const auto& queue : jobs)
        for (const auto& job : queue)
            if (!job->stopped() && !job->failed)
                return job;
    return {};
}

/// Jobs with nothing more to do, and stopped ones that no pool thread works for any more.
std::vector<std::shared_ptr<Job>> Engine::State::takeEnded()
{
    std::vector<std::shared_ptr<Job>> ended;
    for (auto& queue : jobs)
        std::erase_if(queue, [&](const std::shared_ptr<Job>& job) {
            const bool through = job->next == job->what.rows.size() && job->inFlight.empty();
            const bool over = through || ((job->stopped() || job->failed) && job->drained());
            if (over)
                ended.push_back(job);
            return over;
        });
    return ended;
}

void Engine::State::run()
{
    std::unique_lock lock(mutex);
    while (true) {
        if (auto ended = takeEnded(); !ended.empty()) {
            lock.unlock();
            for (const auto& job : ended)
                finish(*job);
            ended.clear(); // without the lock: the last handle of a model takes it
            lock.lock();
            continue;
        }
        if (!retired.empty()) {
            const auto gone = std::exchange(retired, {});
            lock.unlock();
            for (const Id id : gone)
                held.erase(id);
            lock.lock();
            continue;
        }
        if (!requests.empty()) {
            const auto what = std::move(requests.front());
            requests.pop_front();
            lock.unlock();
            what();
            lock.lock();
            continue;
        }
        const auto job = mostUrgent();
        if (job) {
            lock.unlock();
            prepareAhead(job);
            if (!job->inFlight.empty() && job->inFlight.front()->pending == 0 && !job->stopped()) {
                const auto batch = job->inFlight.front();
                scoreBatch(*job, *batch);
                lock.lock();
                job->inFlight.pop_front();
                continue;
            }
            lock.lock();
            // Looked at under the lock, so that no wake-up between the look and the wait is lost.
            if (job->inFlight.empty() || job->inFlight.front()->pending == 0 || job->stopped())
                continue;
        }
        const bool idle = std::ranges::all_of(jobs, [](const auto& queue) { return queue.empty(); });
        if (closing && idle && requests.empty())
            break;
        if (requests.empty() && retired.empty() && mostUrgent() == job)
            changed.wait(lock);
    }
    lock.unlock();
    held.clear();
    backend.reset();
}

void Engine::State::prepareAhead(const std::shared_ptr<Job>& job)
{
    const auto* handle = static_cast<const Handle*>(job->what.model.get());
    const Held& model = held.at(handle->id());
    if (!job->began) {
        std::lock_guard lock(mutex); // push() reads it
        job->began = Clock::now();
    }
    std::size_t limit = job->what.batch ? job->what.batch : model.network->preferredBatch();
    if (model.limit)
        limit = std::min(limit, model.limit);
    limit = std::min(limit, largestBatchFloats / job->what.model->card().pipeline.shape().size());
    while (job->inFlight.size() < batchesAhead && job->next < job->what.rows.size() && !job->stopped()) {
        auto batch = std::make_shared<PreparedBatch>();
        prepareBatch(job, batch, std::max<std::size_t>(limit, 1));
        std::lock_guard lock(mutex); // takeEnded() reads these
        job->inFlight.push_back(std::move(batch));
        job->next += job->inFlight.back()->count;
    }
}

namespace {

/// Says that a part of a batch is done, also where its task was dropped unrun.
class Part {
public:
    Part(std::shared_ptr<Job> job, std::shared_ptr<PreparedBatch> batch, std::size_t first, std::size_t last,
        std::function<void()> tell)
        : m_job(std::move(job))
        , m_batch(std::move(batch))
        , m_next(first)
        , m_last(last)
        , m_tell(std::move(tell))
    {
    }
    ~Part()
    {
        for (; m_next < m_last; ++m_next)
            m_batch->failure[m_next] = cancelled().value();
        m_tell();
    }
    Part(const Part&) = delete;
    Part& operator=(const Part&) = delete;

    void work()
    {
        for (; m_next < m_last; ++m_next)
            m_job->prepare(*m_batch, m_next);
    }

private:
    std::shared_ptr<Job> m_job;
    std::shared_ptr<PreparedBatch> m_batch;
    std::size_t m_next, m_last;
    std::function<void()> m_tell;
};

} // namespace

void Engine::State::prepareBatch(
    const std::shared_ptr<Job>& job, const std::shared_ptr<PreparedBatch>& batch, std::size_t limit)
{
    const auto& card = job->what.model->card();
    batch->first = job->next;
    batch->count = std::min(limit, job->what.rows.size() - job->next);
    batch->images.resize(batch->count * card.pipeline.shape().size());
    batch->metadata.resize(batch->count * card.metadata.size());
    batch->failure.resize(batch->count);
    if (job->what.priority == Priority::Screen && batch->count <= screenRows) {
        for (std::size_t slot = 0; slot < batch->count; ++slot)
            job->prepare(*batch, slot);
        return;
    }
    const std::size_t part = std::clamp<std::size_t>(batch->count / (pool.threads() * 2), 1, 16);
    batch->pending = (batch->count + part - 1) / part;
    for (std::size_t first = 0; first < batch->count; first += part) {
        auto task = std::make_shared<Part>(
            job, batch, first, std::min(first + part, batch->count), [state = shared_from_this(), batch] {
                std::lock_guard lock(state->mutex);
                --batch->pending;
                state->changed.notify_all();
            });
        // The future is not asked: a task that is refused or dropped says so by being destroyed.
        (void)pool.submit([task = std::move(task)](std::stop_token) -> Result<void> {
            task->work();
            return {};
        });
    }
}

void Engine::State::scoreBatch(Job& job, PreparedBatch& batch)
{
    const auto* handle = static_cast<const Handle*>(job.what.model.get());
    Held& model = held.at(handle->id());
    const std::size_t classes = handle->card().classes.size();

    ScoreBatch out{ job.what.model, {}, {}, {} };
    const auto rows = job.compact(batch, out.failures);
    std::vector<float> probabilities(rows.size() * classes);
    std::vector<std::optional<Error>> failures(rows.size());
    if (!rows.empty())
        scoreRange(job, model, batch, 0, rows.size(), probabilities, failures);
    if (job.stopped())
        return;

    const auto forwardFailures = std::ranges::count_if(failures, [](const auto& f) { return f.has_value(); });
    if (rows.size() > 1 && static_cast<std::size_t>(forwardFailures) == rows.size())
        job.failed = failures.front(); // not a candidate's fault: the model or the device does not work
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto mine = std::span(probabilities).subspan(i * classes, classes);
        if (!failures[i] && !std::ranges::all_of(mine, [](float p) { return std::isfinite(p); }))
            failures[i] = Error{ Error::Code::Malformed, "the network's answer is not a number" };
        if (failures[i]) {
            out.failures.emplace_back(rows[i], std::move(*failures[i]));
        } else {
            out.rows.push_back(rows[i]);
            out.probabilities.insert(out.probabilities.end(), mine.begin(), mine.end());
        }
    }
    job.summary.scored += out.rows.size();
    job.summary.failed += out.failures.size();
    if (job.what.progress) {
        job.what.progress->done += batch.count;
        job.what.progress->bad += out.failures.size();
    }
    try {
        job.what.deliver(std::move(out));
    } catch (const std::exception& e) {
        job.failed = Error{ Error::Code::Internal, std::string("scores could not be delivered: ") + e.what() };
    }
}

/// Forward passes over candidates [first, first + count): in halves where memory is short, and in halves around one
/// that makes the pass fail, down to that one.
void Engine::State::scoreRange(Job& job, Held& model, PreparedBatch& batch, std::size_t first, std::size_t count,
    std::vector<float>& probabilities, std::vector<std::optional<Error>>& failures)
{
    const auto& card = job.what.model->card();
    const std::size_t size = card.pipeline.shape().size(), columns = card.metadata.size(),
                      classes = card.classes.size();
    while (count > 0 && !job.stopped()) {
        const std::size_t n = model.limit ? std::min(count, model.limit) : count;
        const auto fit = [&]() -> Result<Network::Fit> {
            const auto hold = device.acquire(job.what.priority, job.stop.get_token());
            if (!hold)
                return cancelled();
            return model.network->forward(std::span(batch.images).subspan(first * size, n * size),
                std::span(batch.metadata).subspan(first * columns, n * columns), n,
                std::span(probabilities).subspan(first * classes, n * classes));
        }();
        if (fit && *fit == Network::Fit::OutOfMemory && n > 1) {
            halve(job, model, n);
            continue;
        }
        if (fit && *fit == Network::Fit::Done)
            job.summary.batch = std::max(job.summary.batch, n);
        else if (n > 1) {
            scoreRange(job, model, batch, first, n / 2, probabilities, failures);
            scoreRange(job, model, batch, first + n / 2, n - n / 2, probabilities, failures);
        } else
            failures[first] = fit
                ? Error{ Error::Code::Full, "does not fit in the memory of " + job.what.model->device(),
                      "Close what else uses the device, or score on the CPU." }
                : fit.error();
        first += n;
        count -= n;
    }
}

void Engine::State::halve(Job& job, Held& model, std::size_t tried)
{
    model.limit = tried / 2;
    job.summary.notes.push_back("out of memory on " + job.what.model->device() + " with " + std::to_string(tried)
        + " images: going on with " + std::to_string(model.limit));
    log::warning("engine", job.summary.notes.back());
}

void Engine::State::finish(Job& job)
{
    job.onCallersStop.reset();
    job.inFlight.clear();
    const bool whole = job.summary.scored + job.summary.failed == job.what.rows.size();
    if (job.failed) {
        job.promise.set_value(tl::unexpected(*job.failed));
    } else if (!whole) {
        job.promise.set_value(cancelled());
    } else {
        if (job.began)
            job.summary.seconds = std::chrono::duration<double>(Clock::now() - *job.began).count();
        job.summary.device = job.what.model->device();
        job.promise.set_value(std::move(job.summary));
    }
}

Engine::Engine(Options options, Executor& pool, nets::DeviceLease& device)
    : m_state(std::make_shared<State>(std::move(options), pool, device))
    , m_thread(startThread("engine", [state = m_state](std::stop_token) { state->run(); }))
{
}

Engine::~Engine() { shutdown(); }

std::future<Result<ModelHandle>> Engine::load(nets::Model model, std::string device)
{
    auto promise = std::make_shared<std::promise<Result<ModelHandle>>>();
    auto future = promise->get_future();
    m_state->request([state = m_state.get(), promise, model = std::move(model), device = std::move(device)] {
        promise->set_value(state->closing ? Result<ModelHandle>(cancelled()) : state->load(model, device));
    });
    return future;
}

std::future<Result<BackendInfo>> Engine::info()
{
    auto promise = std::make_shared<std::promise<Result<BackendInfo>>>();
    auto future = promise->get_future();
    m_state->request([state = m_state.get(), promise] {
        auto started = state->closing ? Result<void>(cancelled()) : state->startBackend();
        promise->set_value(started ? Result<BackendInfo>(state->backend->info()) : tl::unexpected(started.error()));
    });
    return future;
}

std::future<Result<ScoreSummary>> Engine::submit(ScoreJob what)
{
    auto job = std::make_shared<Job>(std::move(what));
    auto future = job->promise.get_future();
    const auto& wanted = job->what;
    const auto* handle = dynamic_cast<const State::Handle*>(wanted.model.get());
    if (!handle || !handle->isOf(*m_state) || !wanted.triplet || !wanted.deliver
        || (!wanted.model->card().metadata.empty() && !wanted.metadata)) {
        job->promise.set_value(
            fail(Error::Code::WrongUse, "a job needs a model, candidates and somebody to give scores to"));
        return future;
    }
    if (wanted.progress)
        wanted.progress->total += wanted.rows.size();
    // Weak: the callback lives in the job.
    job->onCallersStop.emplace(wanted.stop, [weak = std::weak_ptr(job), state = m_state.get()] {
        if (const auto stopped = weak.lock()) {
            stopped->stop.request_stop();
            state->wake();
        }
    });
    m_state->push(std::move(job));
    return future;
}

void Engine::shutdown()
{
    std::vector<std::shared_ptr<Job>> all;
    {
        std::lock_guard lock(m_state->mutex);
        m_state->closing = true;
        for (const auto& queue : std::as_const(m_state->jobs))
            all.insert(all.end(), queue.begin(), queue.end());
    }
    for (const auto& job : all)
        job->stop.request_stop();
    m_state->wake();
    if (m_thread.joinable())
        m_thread.join();
}

} // namespace vetrina::infer
