#include "core/infer/engine_state.h"

namespace vetrina::infer {

std::size_t Engine::State::waiting() const
{
    return jobs[1].size() + jobs[2].size() + partedJobs[1].size() + partedJobs[2].size();
}

void Engine::State::push(std::shared_ptr<PartedJob> job)
{
    std::optional<Error> refused;
    {
        std::lock_guard lock(mutex);
        if (closing) {
            refused = cancelled().value();
        } else if (job->what.priority != Priority::Screen && waiting() >= options.capacity) {
            refused = Error{ Error::Code::Busy, "the engine's queue is full", "Try again when a job has ended." };
        } else {
            job->ticket = nextTicket++;
            partedJobs[static_cast<std::size_t>(job->what.priority)].push_back(job);
        }
    }
    if (refused)
        return finish(job, tl::unexpected(*refused));
    wake();
}

std::shared_ptr<PartedJob> Engine::State::mostUrgentParted(const Job* job) const
{
    const auto goesFirst = [&](const PartedJob& one) {
        if (!job || one.stopped())
            return true; // a stopped one is only to be ended
        if (one.what.priority != job->what.priority)
            return one.what.priority < job->what.priority;
        // On the screen a score is one image, and what it is asked for again and again.
        return one.what.priority != Priority::Screen && one.ticket < job->ticket;
    };
    for (const auto& queue : partedJobs)
        for (const auto& one : queue)
            if (goesFirst(*one))
                return one;
    return {};
}

void Engine::State::remove(const PartedJob& job)
{
    std::erase_if(partedJobs[static_cast<std::size_t>(job.what.priority)],
        [&](const std::shared_ptr<PartedJob>& one) { return one.get() == &job; });
}

Result<bool> Engine::State::doPart(PartedJob& job)
{
    const auto* handle = static_cast<const Handle*>(job.what.model.get());
    auto& network = *held.at(handle->id()).network;
    const auto hold = device.acquire(job.what.priority, job.stop.get_token());
    if (!hold)
        return cancelled();
    try {
        return job.what.part(network);
    } catch (const std::exception& e) {
        return fail(Error::Code::Internal, handle->card().id() + ": " + e.what(), "Please report this.");
    } catch (...) {
        return fail(Error::Code::Internal, handle->card().id() + ": an unknown exception", "Please report this.");
    }
}

void Engine::State::finish(const std::shared_ptr<PartedJob>& job, Result<void> how)
{
    job->onCallersStop.reset();
    // What the part holds, and the model, go before anybody is told: a caller that waited may rely on it.
    job->what.part = nullptr;
    job->what.model.reset();
    job->promise.set_value(std::move(how));
}

} // namespace vetrina::infer
