#include "core/session/scores_service.h"

#include "core/base/log.h"
#include "core/data/filter.h"

#include <algorithm>
#include <chrono>

namespace vetrina::session {

namespace {

using Clock = std::chrono::steady_clock;

/// Candidates handed to the engine at once while scoring live: small, so that what is on screen and a change of
/// model never wait long.
constexpr std::size_t liveChunk = 2048;

constexpr std::size_t failuresKept = 100;

std::string failureLine(const Candidates& candidates, data::Row row, const Error& error)
{
    const auto rows = candidates.rows({ row });
    const std::string who =
        rows && !rows->empty() ? std::to_string(rows->front().candidate.key.id) : "row " + std::to_string(row);
    return who + ": " + error.message;
}

} // namespace

Result<nets::Model> chosenModel(const std::string& model, const std::string& card)
{
    const auto library = nets::ModelLibrary::open();
    if (!library)
        return tl::unexpected(library.error());
    return model.empty() ? library->find("default") : library->resolve(model, card);
}

ScoresService::ScoresService(Needs needs)
    : m_needs(std::move(needs))
    , m_pool("prepare", std::max(1u, m_needs.threads), 4096, Executor::WhenFull::Wait, ThreadPriority::Background)
    , m_writer("scores", 1, 64, Executor::WhenFull::Wait, ThreadPriority::Background)
    , m_engine({ [threads = m_needs.threads] { return infer::defaultBackend({ threads }); } }, m_pool, m_lease)
{
}

ScoresService::~ScoresService()
{
    stopLive();
    m_engine.shutdown();
    m_writer.shutdown();
}

Result<infer::ModelHandle> ScoresService::load(const std::string& model, const std::string& card)
{
    auto found = chosenModel(model, card);
    if (!found)
        return tl::unexpected(found.error());
    return m_engine.load(std::move(*found), m_needs.device).get();
}

infer::ScoreJob ScoresService::job(const infer::ModelHandle& model, std::int64_t id, std::vector<data::Row> rows,
    infer::Priority priority, std::function<void(const infer::ScoreBatch&)> failures)
{
    infer::ScoreJob job;
    job.model = model;
    job.priority = priority;
    job.rows = std::move(rows);
    job.triplet = [this](data::Row row) -> Result<std::shared_ptr<const data::Triplet>> {
        return m_needs.candidates.triplet(row).map(
            [](data::Triplet&& triplet) { return std::make_shared<const data::Triplet>(std::move(triplet)); });
    };
    if (!model->card().metadata.empty())
        job.metadata = [this, names = model->card().metadata](data::Row row) { return m_needs.metadata(row, names); };
    job.deliver = [this, id, failures = std::move(failures)](infer::ScoreBatch batch) {
        noteRate(batch.rows.size());
        if (failures && !batch.failures.empty())
            failures(batch);
        m_writer.submit([this, id, batch = std::move(batch)](std::stop_token) -> Result<int> {
            store(id, batch);
            return 0;
        });
    };
    return job;
}

void ScoresService::store(std::int64_t model, const infer::ScoreBatch& batch)
{
    const auto put = m_needs.store.put(model, batch.rows, batch.probabilities);
    if (!put) {
        std::lock_guard lock(m_mutex);
        m_storeError = put.error();
        m_problem = put.error().message + ": " + put.error().remedy;
        return;
    }
    std::function<void(std::vector<data::Row>)> listener;
    {
        std::lock_guard lock(m_mutex);
        listener = m_onScored;
    }
    if (listener)
        listener(batch.rows);
}

void ScoresService::noteRate(std::size_t images)
{
    const double now = std::chrono::duration<double>(Clock::now().time_since_epoch()).count();
    std::lock_guard lock(m_mutex);
    if (const double passed = now - m_lastBatch; m_lastBatch > 0 && passed > 0 && passed < 5)
        m_rate = 0.7 * m_rate + 0.3 * (static_cast<double>(images) / passed);
    m_lastBatch = now;
}

Result<Scores::Report> ScoresService::run(const std::string& model, const std::string& card, const std::string& filter,
    std::stop_token stop, Progress& progress)
{
    const auto handle = load(model, card);
    if (!handle)
        return tl::unexpected(handle.error());
    const auto id = m_needs.store.model((*handle)->card().name, (*handle)->card().version, (*handle)->card().classes);
    if (!id)
        return tl::unexpected(id.error());
    const auto table = m_needs.candidates.table();
    if (!table)
        return tl::unexpected(table.error());
    auto rows = data::Filter::passing(filter, **table, stop);
    if (!rows)
        return tl::unexpected(rows.error());

    Report report;
    report.model = (*handle)->card().id();
    std::mutex failuresMutex;
    auto work = job(*handle, *id, std::move(*rows), infer::Priority::Queue, [&](const infer::ScoreBatch& batch) {
        std::lock_guard lock(failuresMutex);
        for (const auto& [row, error] : batch.failures)
            if (report.failures.size() < failuresKept)
                report.failures.push_back(failureLine(m_needs.candidates, row, error));
    });
    // The engine keeps its own counters alive longer than a caller's stack might be.
    auto counters = std::make_shared<Progress>();
    progress.total = work.rows.size();
    work.progress = counters;
    work.stop = stop;
    auto future = m_engine.submit(std::move(work));
    while (future.wait_for(std::chrono::milliseconds(50)) != std::future_status::ready) {
        progress.done = counters->done.load();
        progress.bad = counters->bad.load();
    }
    const auto summary = future.get();
    drain();
    if (!summary)
        return tl::unexpected(summary.error());
    progress.done = counters->done.load();
    progress.bad = counters->bad.load();
    report.scored = summary->scored;
    report.failed = summary->failed;
    report.seconds = summary->seconds;
    report.device = summary->device;
    for (const auto& note : summary->notes)
        log::warning("score", note);
    std::lock_guard lock(m_mutex);
    if (m_storeError)
        return tl::unexpected(*std::exchange(m_storeError, std::nullopt));
    return report;
}

void ScoresService::drain()
{
    m_writer.submit([](std::stop_token) -> Result<int> { return 0; }).wait();
}

Result<void> ScoresService::live(const std::string& model)
{
    m_live.start("live scores", [this, model](std::stop_token stop) {
        liveLoop(model, stop);
        std::lock_guard lock(m_mutex);
        m_liveModel = nullptr;
    });
    return {};
}

void ScoresService::stopLive() { m_live.stop(); }

void ScoresService::liveLoop(const std::string& name, std::stop_token stop)
{
    const auto sayProblem = [&](const Error& error) {
        if (error.code == Error::Code::Cancelled)
            return;
        std::lock_guard lock(m_mutex);
        m_problem = error.message + (error.remedy.empty() ? "" : ": " + error.remedy);
        log::warning("live scores", m_problem);
    };
    {
        std::lock_guard lock(m_mutex);
        m_problem.clear();
    }
    const auto model = load(name, {});
    if (!model)
        return sayProblem(model.error());
    const auto id = m_needs.store.model((*model)->card().name, (*model)->card().version, (*model)->card().classes);
    if (!id)
        return sayProblem(id.error());
    {
        std::lock_guard lock(m_mutex);
        m_liveModel = *model;
        m_liveId = *id;
    }
    if (const auto row = m_firstWanted.load(); row >= 0)
        first(row);
    data::Row done = 0; // below it every candidate was scored, or tried
    while (!stop.stop_requested()) {
        const auto count = static_cast<data::Row>(m_needs.candidates.count());
        auto missing = m_needs.store.missing(*id, done, std::min(count, done + data::Row(liveChunk)));
        if (!missing)
            return sayProblem(missing.error());
        if (missing->empty()) {
            done = std::min(count, done + data::Row(liveChunk));
            if (done == count) {
                // Another process may ingest too, so look again after a while though nobody here called.
                std::unique_lock lock(m_mutex);
                m_waiting = 0;
                m_arrived.wait_for(lock, stop, std::chrono::seconds(1), [] { return false; });
            }
            continue;
        }
        m_waiting = static_cast<std::uint64_t>(count - missing->front());
        done = missing->back() + 1;
        auto work = job(*model, *id, std::move(*missing), infer::Priority::Queue, {});
        work.stop = stop;
        if (const auto summary = m_engine.submit(std::move(work)).get(); !summary)
            return sayProblem(summary.error());
    }
}

void ScoresService::arrived() { m_arrived.notify_all(); }

void ScoresService::first(data::Row row)
{
    m_firstWanted = row;
    infer::ModelHandle model;
    std::int64_t id = 0;
    {
        std::lock_guard lock(m_mutex);
        model = m_liveModel;
        id = m_liveId;
    }
    if (!model)
        return;
    if (const auto scored = m_needs.store.get(id, row); scored && !scored->empty())
        return;
    (void)m_engine.submit(job(model, id, { row }, infer::Priority::Screen, {})); // its scores come by onScored
}

Scores::State ScoresService::state() const
{
    std::lock_guard lock(m_mutex);
    State state;
    if (m_liveModel) {
        state.device = m_liveModel->device();
        state.model = m_liveModel->card().id();
    }
    state.waiting = m_waiting;
    const double now = std::chrono::duration<double>(Clock::now().time_since_epoch()).count();
    state.imagesPerSecond = now - m_lastBatch < 3 ? m_rate : 0;
    state.problem = m_problem;
    return state;
}

void ScoresService::onScored(std::function<void(std::vector<data::Row>)> listener)
{
    std::lock_guard lock(m_mutex);
    m_onScored = std::move(listener);
}

} // namespace vetrina::session
