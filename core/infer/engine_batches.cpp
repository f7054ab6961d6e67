#include "core/infer/engine_state.h"

#include "core/base/log.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace vetrina::infer {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t batchesAhead = 2; ///< one computes, one is ready, one is prepared
constexpr std::size_t largestBatchFloats = std::size_t(1) << 26; ///< 256 MB of prepared images, whatever a card asks
constexpr std::size_t screenRows = 4; ///< so few are prepared at once on the engine's thread: they overtake the pool

} // namespace

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
    const std::size_t width = job.width();

    ScoreBatch out{ job.what.model, {}, {}, {}, {} };
    auto& into = job.what.asked == Asked::Features ? out.features : out.probabilities;
    const auto rows = job.compact(batch, out.failures);
    std::vector<float> answers(rows.size() * width);
    std::vector<std::optional<Error>> failures(rows.size());
    if (!rows.empty())
        scoreRange(job, model, batch, 0, rows.size(), answers, failures);
    if (job.stopped())
        return;

    const auto forwardFailures = std::ranges::count_if(failures, [](const auto& f) { return f.has_value(); });
    if (rows.size() > 1 && static_cast<std::size_t>(forwardFailures) == rows.size())
        job.failed = failures.front(); // not a candidate's fault: the model or the device does not work
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto mine = std::span(answers).subspan(i * width, width);
        if (!failures[i] && !std::ranges::all_of(mine, [](float a) { return std::isfinite(a); }))
            failures[i] = Error{ Error::Code::Malformed, "the network's answer is not a number" };
        if (failures[i]) {
            out.failures.emplace_back(rows[i], std::move(*failures[i]));
        } else {
            out.rows.push_back(rows[i]);
            into.insert(into.end(), mine.begin(), mine.end());
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
    std::vector<float>& answers, std::vector<std::optional<Error>>& failures)
{
    const auto& card = job.what.model->card();
    const std::size_t size = card.pipeline.shape().size(), columns = card.metadata.size(), width = job.width();
    while (count > 0 && !job.stopped()) {
        const std::size_t n = model.limit ? std::min(count, model.limit) : count;
        const auto fit = [&]() -> Result<Network::Fit> {
            const auto hold = device.acquire(job.what.priority, job.stop.get_token());
            if (!hold)
                return cancelled();
            const auto images = std::span(batch.images).subspan(first * size, n * size),
                       metadata = std::span(batch.metadata).subspan(first * columns, n * columns);
            const auto into = std::span(answers).subspan(first * width, n * width);
            return job.what.asked == Asked::Features ? model.network->features(images, metadata, n, into)
                                                     : model.network->forward(images, metadata, n, into);
        }();
        if (fit && *fit == Network::Fit::OutOfMemory && n > 1) {
            halve(job, model, n);
            continue;
        }
        if (fit && *fit == Network::Fit::Done)
            job.summary.batch = std::max(job.summary.batch, n);
        else if (n > 1) {
            scoreRange(job, model, batch, first, n / 2, answers, failures);
            scoreRange(job, model, batch, first + n / 2, n - n / 2, answers, failures);
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

} // namespace vetrina::infer
