#include "core/infer/engine_state.h"

#include "core/base/log.h"

#include <algorithm>
#include <cassert>

namespace vetrina::infer {

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

Result<ModelHandle> Engine::State::load(const nets::Model& model, const std::string& where, Use use)
{
    if (auto started = startBackend(); !started)
        return tl::unexpected(started.error());
    if (!model.ready())
        return fail(Error::Code::NotFound, "the weights of " + model.card.id() + " are not here", "Import them.");
    auto network = use == Use::Gradients ? backend->loadDifferentiable(model.card, model.weights, where)
                                         : backend->load(model.card, model.weights, where);
    if (!network)
        return tl::unexpected(network.error());
    const Id id = nextId++;
    const auto handle = std::make_shared<Handle>(weak_from_this(), id, model.card, **network);
    held[id].network = std::move(*network);
    return handle;
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
        } else if (waiting() >= options.capacity) {
            refused = Error{ Error::Code::Busy, "the engine's queue is full", "Try again when a job has ended." };
        }
        if (!refused) {
            job->ticket = nextTicket++;
            queue.push_back(job);
        }
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
        if (auto parted = mostUrgentParted(job.get())) {
            lock.unlock();
            const auto last = parted->stopped() ? Result<bool>(cancelled()) : doPart(*parted);
            lock.lock();
            if (last && !*last)
                continue;
            remove(*parted);
            lock.unlock();
            finish(parted, last ? Result<void>() : tl::unexpected(last.error()));
            parted.reset(); // without the lock
            lock.lock();
            continue;
        }
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
        if (closing && idle && requests.empty() && !mostUrgentParted(nullptr))
            break;
        if (requests.empty() && retired.empty() && mostUrgent() == job && !mostUrgentParted(job.get()))
            changed.wait(lock);
    }
    lock.unlock();
    held.clear();
    backend.reset();
}

} // namespace vetrina::infer
