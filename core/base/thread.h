#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <thread>

namespace vetrina {

/// Whose turn it is where there are more threads than cores.
enum class ThreadPriority {
    Normal,
    Background ///< what nobody watches: a thread that paints or saves a label goes first
};

/// Whether Background threads that are made from now on have the processor only while nothing else wants it, and get out
/// of the way at once: for a program that somebody sits before. Else they have a smaller share of it. Linux alone knows
/// it; elsewhere nothing changes.
void letBackgroundStandBack(bool standsBack);

/// The only place where Vetrina makes a thread: named for debuggers and `top -H`, joined by its destructor.
///
/// `body` must not throw; it is given the token that the destructor of the thread stops. Signals meant for
/// the process are blocked in it, so that they reach the main thread.
/// Threads that it makes in its turn have its priority.
[[nodiscard]] std::jthread startThread(
    const std::string& name, std::function<void(std::stop_token)> body, ThreadPriority priority = ThreadPriority::Normal);

/// Cores this process may run on (affinity and cgroup respected), at least 1.
[[nodiscard]] unsigned usableCores();

} // namespace vetrina
