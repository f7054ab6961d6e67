#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace vetrina {

/// Threads that share the parts of one calculation: the caller and its helpers, which sleep between two calls.
///
/// One caller at a time. What is run must not throw.
class Crew {
public:
    using Work = std::function<void(unsigned worker)>;

    /// `workers` with the caller, at least 1.
    Crew(const std::string& name, unsigned workers);

    Crew(const Crew&) = delete;
    Crew& operator=(const Crew&) = delete;

    [[nodiscard]] unsigned workers() const { return static_cast<unsigned>(m_threads.size()) + 1; }

    /// Runs `work` on the caller as worker 0 and on every helper; back when all are done.
    void run(const Work& work);

    /// Runs `part(first, last, worker)` until 0 .. count is done in pieces of at most `piece`; who takes which is left
    /// to chance, so a part may write only what is its own.
    void each(std::size_t count, std::size_t piece,
        const std::function<void(std::size_t first, std::size_t last, unsigned worker)>& part);

private:
    void help(const std::stop_token& stop, unsigned worker);

    std::mutex m_mutex; ///< guards the rest but the threads
    std::condition_variable_any m_changed;
    const Work* m_work = nullptr;
    unsigned m_busy = 0;
    std::uint64_t m_call = 0;
    std::vector<std::jthread> m_threads;
};

} // namespace vetrina
