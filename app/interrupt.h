#pragma once

#include <stop_token>
#include <thread>

namespace vetrina::app {

/// Turns Ctrl+C and SIGTERM into a stop token. A second Ctrl+C ends the process at once, as users expect of a
/// command that does not answer. Made before any other thread, so that all inherit the blocked signals.
class Interrupt {
public:
    Interrupt();
    ~Interrupt();

    [[nodiscard]] std::stop_token token() const { return m_stop.get_token(); }

private:
    std::stop_source m_stop;
    std::jthread m_watcher;
};

} // namespace vetrina::app
