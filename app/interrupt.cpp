#include "app/interrupt.h"

#include "core/base/thread.h"

#include <csignal>
#include <ctime>

namespace vetrina::app {

namespace {

sigset_t ours()
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    return set;
}

} // namespace

Interrupt::Interrupt()
{
    const sigset_t set = ours();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    m_watcher = startThread("interrupt", [this, set](std::stop_token ended) {
        constexpr timespec aWhile{ 0, 200'000'000 }; // how long the program's end may wait for this thread
        while (!ended.stop_requested()) {
            if (sigtimedwait(&set, nullptr, &aWhile) < 0)
                continue;
            if (m_stop.stop_requested())
                _Exit(130);
            m_stop.request_stop();
        }
    });
}

} // namespace vetrina::app
