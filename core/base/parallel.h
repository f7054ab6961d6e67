#pragma once

#include "core/base/executor.h"

#include <atomic>
#include <vector>

namespace vetrina {

/// Calls `part(i)`, a Result<void>, for every i below `count` on all threads of a pool, and waits.
///
/// The first error is given and ends it; Cancelled where the token was stopped. Which thread does which part is open,
/// so a result that must not depend on it is made of parts that do not. Never from one of the pool's own threads.
template <typename Part>
[[nodiscard]] Result<void> inParallel(Executor& pool, std::size_t count, std::stop_token stop, const Part& part)
{
    std::atomic<std::size_t> next = 0;
    std::atomic<bool> failed = false;
    const auto work = [&](std::stop_token) -> Result<void> {
        for (auto i = next.fetch_add(1); i < count && !failed.load(); i = next.fetch_add(1)) {
            if (stop.stop_requested())
                return cancelled();
            if (auto done = part(i); !done) {
                failed = true;
                return done;
            }
        }
        return {};
    };
    std::vector<std::future<Result<void>>> threads;
    const auto wanted = std::min<std::size_t>(pool.threads(), count);
    for (std::size_t i = 0; i < wanted; ++i)
        threads.push_back(pool.submit(work)); // without the token: a job that is not run would leave the others' parts
    Result<void> result;
    for (auto& thread : threads) // all of them: they use what stands here
        if (auto done = thread.get(); !done && result)
            result = std::move(done);
    return result;
}

} // namespace vetrina
