#include "core/infer/engine.h"

#include "core/base/thread.h"
#include "core/infer/engine_state.h"

#include <cassert>

namespace vetrina::infer {

Engine::Engine(Options options, Executor& pool, nets::DeviceLease& device)
    : m_state(std::make_shared<State>(std::move(options), pool, device))
    , m_thread(startThread(
          "engine", [state = m_state](std::stop_token) { state->run(); }, ThreadPriority::Background))
{
}

Engine::~Engine() { shutdown(); }

std::future<Result<ModelHandle>> Engine::load(nets::Model model, std::string device, Use use)
{
    auto promise = std::make_shared<std::promise<Result<ModelHandle>>>();
    auto future = promise->get_future();
    m_state->request([state = m_state.get(), promise, model = std::move(model), device = std::move(device), use] {
        promise->set_value(state->closing ? Result<ModelHandle>(cancelled()) : state->load(model, device, use));
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
    if (wanted.asked == Asked::Features && handle->featureCount() == 0) {
        job->promise.set_value(fail(Error::Code::Unsupported, handle->card().id() + ": this network gives no vectors",
            "Embed with a braai or ConvNeXt model."));
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

std::future<Result<void>> Engine::submit(NetworkJob what)
{
    auto job = std::make_shared<PartedJob>(std::move(what));
    auto future = job->promise.get_future();
    const auto* handle = dynamic_cast<const State::Handle*>(job->what.model.get());
    if (!handle || !handle->isOf(*m_state) || !job->what.part) {
        job->promise.set_value(fail(Error::Code::WrongUse, "a job needs a model of this engine and something to do"));
        return future;
    }
    job->onCallersStop.emplace(job->what.stop, [weak = std::weak_ptr(job), state = m_state.get()] {
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
    std::vector<std::shared_ptr<PartedJob>> parted;
    {
        std::lock_guard lock(m_state->mutex);
        m_state->closing = true;
        for (const auto& queue : std::as_const(m_state->jobs))
            all.insert(all.end(), queue.begin(), queue.end());
        for (const auto& queue : std::as_const(m_state->partedJobs))
            parted.insert(parted.end(), queue.begin(), queue.end());
    }
    for (const auto& job : all)
        job->stop.request_stop();
    for (const auto& job : parted)
        job->stop.request_stop();
    m_state->wake();
    if (m_thread.joinable())
        m_thread.join();
}

} // namespace vetrina::infer
