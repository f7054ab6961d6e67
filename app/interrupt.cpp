#include "app/interrupt.h"

#include "core/base/thread.h"

#include <csignal>

namespace vetrina::app {

namespace {

/// What ends the watcher; no other use of it is made.
constexpr int wakeUp = SIGUSR1;

sigset_t ours()
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, wakeUp);
    return set;
}

} // namespace

Interrupt::Interrupt()
{
    const sigset_t set = ours();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    m_watcher = startThread("interrupt", [this, set](std::stop_token ended) {
        int signal = 0;
        while (!ended.stop_requested()) {
            if (sigwait(&set, &signal) != 0 || signal == wakeUp)
                continue;
            if (m_stop.stop_requested())
                _Exit(130);
            m_stop.request_stop();
        }
    });
}

Interrupt::~Interrupt()
{
    m_watcher.request_stop();
    pthread_kill(m_watcher.native_handle(), wakeUp);
}

} // namespace vetrina::app
