#include "core/base/thread.h"

#include <algorithm>
#include <atomic>
#include <csignal>
#include <fstream>
#include <pthread.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace vetrina {

namespace {

/// Cores a cgroup v2 quota leaves, or 0 where there is none.
unsigned cgroupCores()
{
    std::ifstream in("/sys/fs/cgroup/cpu.max");
    double quota = 0, period = 0;
    if (!(in >> quota >> period) || period <= 0) // "max 100000" fails to read as a number
        return 0;
    return std::max(1u, static_cast<unsigned>(quota / period));
}

std::atomic<bool> backgroundStandsBack = false;

/// Of the calling thread alone, on Linux. Where it can't be set all are equal.
void goBehind(bool standBack)
{
    constexpr int later = 10;
    (void)::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), later);
    if (!standBack)
        return;
    // A smaller share alone lets such a thread run its slice to the end, milliseconds after a key was pressed.
    const sched_param none{};
    (void)::sched_setscheduler(0, SCHED_IDLE, &none);
    // The disk's queue would go by that too, and what is written last would never come: the end of the usual class.
    constexpr int thisThread = 1, bestEffort = 2 << 13, last = 7;
    (void)::syscall(SYS_ioprio_set, thisThread, 0, bestEffort | last);
}

} // namespace

void letBackgroundStandBack(bool standsBack) { backgroundStandsBack = standsBack; }

std::jthread startThread(const std::string& name, std::function<void(std::stop_token)> body, ThreadPriority priority)
{
    if (priority == ThreadPriority::Background)
        body = [body = std::move(body), standBack = backgroundStandsBack.load()](std::stop_token stop) {
            goBehind(standBack);
            body(std::move(stop));
        };
    sigset_t all, before;
    sigfillset(&all);
    for (int ours : { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT })
        sigdelset(&all, ours);
    pthread_sigmask(SIG_BLOCK, &all, &before); // inherited by the new thread
    std::jthread thread(std::move(body));
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    pthread_setname_np(thread.native_handle(), name.substr(0, 15).c_str());
    return thread;
}

unsigned usableCores()
{
    cpu_set_t set;
    CPU_ZERO(&set);
    unsigned cores =
        sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : std::thread::hardware_concurrency();
    if (const unsigned limit = cgroupCores())
        cores = std::min(cores, limit);
    return std::max(1u, cores);
}

} // namespace vetrina
