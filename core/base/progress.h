#pragma once

#include <atomic>
#include <cstdint>

namespace vetrina {

/// Counters that a worker moves and a watcher samples, at 10 Hz at most. Any thread; no locks.
struct Progress {
    std::atomic<std::uint64_t> total = 0; ///< 0 while not known
    std::atomic<std::uint64_t> done = 0;
    std::atomic<std::uint64_t> bad = 0; ///< refused or failed, counted in `done` too
};

} // namespace vetrina
