#include "core/base/priority.h"

#include <algorithm>
#include <cstdint>
#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace vetrina {

namespace {

/// The kernel's sched_attr in its first version, which C libraries do not have.
struct Standing {
    std::uint32_t size = sizeof(Standing);
    std::uint32_t policy = SCHED_OTHER;
    std::uint64_t flags = 0;
    std::int32_t nice = 0;
    std::uint32_t priority = 0;
    std::uint64_t sliceNs = 0; ///< 0: as long as is usual
    std::uint64_t deadline = 0;
    std::uint64_t period = 0;
};

/// Of the calling thread alone. Where it can't be set all are equal.
void stand(int atLeastNice, std::uint64_t sliceNs)
{
    Standing standing;
    standing.nice = std::max(atLeastNice, ::getpriority(PRIO_PROCESS, static_cast<id_t>(::gettid())));
    standing.sliceNs = sliceNs;
    (void)::syscall(SYS_sched_setattr, 0, &standing, 0);
}

} // namespace

void hurryThisThread()
{
    // Whoever asks for less at a time is due sooner, and takes over from a thread in the midst of its own slice.
    constexpr std::uint64_t sliceNs = 300'000;
    stand(-20, sliceNs);
}

void helpFromThisThread()
{
    constexpr int behind = 5;
    stand(behind, 0);
}

} // namespace vetrina
