#pragma once

#include "core/base/thread.h"

#include <functional>
#include <mutex>
#include <string>

namespace vetrina::session {

/// A loop in the background of which one runs at a time. Any thread, several at once; not from within the loop. The
/// loop ends with this.
class LiveThread {
public:
    /// Ends the loop before, waits for that, and begins this one.
    void start(const std::string& name, std::function<void(std::stop_token)> loop)
    {
        std::lock_guard lock(m_mutex);
        end();
        m_thread = startThread(name, std::move(loop), ThreadPriority::Background);
    }

    void stop()
    {
        std::lock_guard lock(m_mutex);
        end();
    }

private:
    void end()
    {
        m_thread.request_stop();
        if (m_thread.joinable())
            m_thread.join();
    }

    std::mutex m_mutex; ///< guards m_thread
    std::jthread m_thread;
};

} // namespace vetrina::session
