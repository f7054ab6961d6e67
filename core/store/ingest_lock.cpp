#include "core/store/ingest_lock.h"

#include "core/base/file.h"
#include "core/base/paths.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <ctime>
#include <fcntl.h>
#include <sys/file.h>
#include <thread>
#include <unistd.h>

namespace vetrina::store {

namespace {

/// "ada on palomar, process 4711, since 2026-11-22T03:14:15Z"
std::string ourselves()
{
    std::array<char, 256> host{};
    ::gethostname(host.data(), host.size() - 1);
    std::array<char, 32> since{};
    const std::time_t now = std::time(nullptr);
    std::tm utc{};
    ::gmtime_r(&now, &utc);
    std::strftime(since.data(), since.size(), "%FT%TZ", &utc);
    return paths::userName() + " on " + host.data() + ", process " + std::to_string(::getpid()) + ", since "
        + since.data();
}

std::string holderOf(int fd)
{
    std::array<char, 512> text{};
    const auto n = ::pread(fd, text.data(), text.size(), 0);
    return n > 0 ? std::string(text.data(), static_cast<std::size_t>(n)) : "another program";
}

} // namespace

Result<IngestLock> IngestLock::acquire(const std::filesystem::path& projectFolder)
{
    const auto file = projectFolder / "ingest.lock";
    const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (fd < 0)
        return tl::unexpected(systemError(file.string(), errno));
    IngestLock lock(fd);
    if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK)
            return tl::unexpected(systemError(file.string(), errno));
        return fail(Error::Code::Busy, projectFolder.string() + ": packets are being added by " + holderOf(fd),
            "Wait until that is done. Labelling and looking go on meanwhile.");
    }
    const auto who = ourselves(); // a full disk costs only the words
    if (::ftruncate(fd, 0) == 0 && ::pwrite(fd, who.data(), who.size(), 0) < 0)
        (void)::ftruncate(fd, 0);
    return lock;
}

Result<IngestLock> IngestLock::wait(const std::filesystem::path& projectFolder, std::stop_token stop,
    const std::function<void(const std::string& holder)>& waiting)
{
    for (bool told = false; !stop.stop_requested(); told = true) {
        auto lock = acquire(projectFolder);
        if (lock || lock.error().code != Error::Code::Busy)
            return lock;
        if (!told && waiting)
            waiting(lock.error().message);
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    return cancelled();
}

IngestLock::~IngestLock()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

} // namespace vetrina::store
