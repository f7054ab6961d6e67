#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>

namespace vetrina::store {

/// The right to add candidates to a project: one holder at a time, over all processes. It goes with the process that
/// holds it, however that ends, so a stale one does not exist.
class IngestLock {
public:
    /// Errors: Busy, with who holds it and since when; ReadOnly, NotFound, Io.
    [[nodiscard]] static Result<IngestLock> acquire(const std::filesystem::path& projectFolder);

    /// Waits until it is free. `waiting` is told once for whom. Errors: Cancelled when stopped.
    [[nodiscard]] static Result<IngestLock> wait(const std::filesystem::path& projectFolder, std::stop_token stop,
        const std::function<void(const std::string& holder)>& waiting = {});

    IngestLock(IngestLock&& other) noexcept
        : m_fd(std::exchange(other.m_fd, -1))
    {
    }
    IngestLock& operator=(IngestLock&&) = delete;
    ~IngestLock();

private:
    explicit IngestLock(int fd)
        : m_fd(fd)
    {
    }
    int m_fd;
};

} // namespace vetrina::store
