#pragma once

#include "core/session/session.h"

#include <chrono>
#include <filesystem>
#include <memory>
#include <stop_token>

namespace vetrina::session {

/// Ends sessions on threads of their own, so that whoever lets one go need not wait until its work has stopped.
///
/// A session first writes the label events it accepted, then stops the rest. All members: any thread; those that wait,
/// never the window's.
class Closing {
public:
    Closing();
    ~Closing(); ///< waits until all have ended
    Closing(const Closing&) = delete;
    Closing& operator=(const Closing&) = delete;

    /// The session, shared: whoever lets go of it last goes on at once, and its end begins. It may outlive this object;
    /// then it ends where it is let go.
    [[nodiscard]] std::shared_ptr<Session> keep(std::unique_ptr<Session> session);

    /// Waits until no session of that folder is ending any more. Errors: Cancelled.
    [[nodiscard]] Result<void> wait(const std::filesystem::path& project, std::stop_token stop = {}) const;

    /// How many sessions are ending now.
    [[nodiscard]] std::size_t ending() const;

    /// Waits until every label event that was accepted is on the disk, however long that takes, and for the rest at
    /// most so long. False where something goes on: what it writes may be lost without harm, so the process may just
    /// exit.
    [[nodiscard]] bool finish(std::chrono::milliseconds most) const;

private:
    struct State;
    std::shared_ptr<State> m_state;
};

} // namespace vetrina::session
