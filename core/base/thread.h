#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <thread>

namespace vetrina {

/// The only place where Vetrina makes a thread: named for debuggers and `top -H`, joined by its destructor.
///
/// `body` must not throw; it is given the token that the destructor of the thread stops. Signals meant for
/// the process are blocked in it, so that they reach the main thread.
[[nodiscard]] std::jthread startThread(const std::string& name, std::function<void(std::stop_token)> body);

/// Cores this process may run on (affinity and cgroup respected), at least 1.
[[nodiscard]] unsigned usableCores();

} // namespace vetrina
