#pragma once

#include "core/base/result.h"
#include "core/base/thread.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <semaphore.h>
#include <stop_token>
#include <string>
#include <type_traits>
#include <vector>

namespace vetrina {

/// A fixed set of threads behind one bounded queue.
///
/// Work is `submit(job, stop)`, where `job` is `Result<T>(std::stop_token)`; what it throws becomes an
/// Internal error, so nothing crosses the thread as an exception. A job whose token was stopped before it
/// began is not run: its future holds Cancelled. All members: any thread.
class Executor {
public:
    /// What happens to a job that finds the queue full.
    enum class WhenFull {
        Wait, ///< submit() blocks; for producers that may wait, never from the window
        Refuse, ///< the future holds Busy
        DropOldest ///< the oldest waiting job's future holds Cancelled; for thumbnails and prefetch
    };

    Executor(std::string name, unsigned threads, std::size_t capacity, WhenFull whenFull,
        ThreadPriority priority = ThreadPriority::Normal);
    ~Executor(); ///< shutdown()

    Executor(const Executor&) = delete;
    Executor& operator=(const Executor&) = delete;

    template <typename Job>
    auto submit(Job job, std::stop_token stop = {}) -> std::future<std::invoke_result_t<Job, std::stop_token>>
    {
        using R = std::invoke_result_t<Job, std::stop_token>;
        auto promise = std::make_shared<std::promise<R>>();
        auto future = promise->get_future();
        push({ [promise, job = std::move(job), stop]() mutable { promise->set_value(guarded<R>(job, stop)); },
            [promise](Error why) { promise->set_value(tl::unexpected(std::move(why))); } });
        return future;
    }

    /// Waiting jobs that have not begun.
    [[nodiscard]] std::size_t waiting() const;
    [[nodiscard]] unsigned threads() const { return static_cast<unsigned>(m_threads.size()); }

    /// Refuses new jobs, finishes the waiting ones, joins. Again is nothing.
    void shutdown();
    /// As shutdown(), but the waiting jobs' futures hold Cancelled.
    void abandon();

private:
    struct Task {
        std::function<void()> run;
        std::function<void(Error)> refuse;
    };

    template <typename R, typename Job> static R guarded(Job& job, const std::stop_token& stop)
    {
        if (stop.stop_requested())
            return cancelled();
        try {
            return job(stop);
        } catch (const std::exception& e) {
            return fail(Error::Code::Internal, e.what(), "Please report this.");
        } catch (...) {
            return fail(Error::Code::Internal, "an unknown exception", "Please report this.");
        }
    }

    void push(Task task);
    void work();
    void close(bool runWaiting);

    const std::string m_name;
    const std::size_t m_capacity;
    const WhenFull m_whenFull;
    /// One for each waiting job, and for each thread at the end. Not a condition variable: whoever wakes somebody by
    /// one may have to wait until those that it woke before have run, and in front of these threads that is the
    /// window's.
    sem_t m_work;
    mutable std::mutex m_mutex; ///< guards the rest but the threads
    std::condition_variable m_room;
    unsigned m_wantRoom = 0;
    std::deque<Task> m_queue;
    bool m_closed = false;
    std::vector<std::jthread> m_threads;
};

} // namespace vetrina
