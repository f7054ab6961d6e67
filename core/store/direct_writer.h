#pragma once

#include "core/base/executor.h"
#include "core/base/large_buffer.h"
#include "core/store/disk_file.h"

#include <cstdint>
#include <deque>
#include <filesystem>
#include <future>
#include <memory>
#include <span>

namespace vetrina::store {

/// Writes megabytes to a file on a thread of its own, past the page cache where the file system can (O_DIRECT).
///
/// What goes that way needs no memory of the machine, and nothing that is flushed later has to wait for it: a label's
/// commit beside an ingest would, behind hundreds of megabytes that the kernel still holds. One thread, the caller's.
class DirectWriter {
public:
    static constexpr std::uint64_t blockBytes = 4096; ///< what is written is a multiple of it, and begins at one

    /// Errors: as DiskFile::open().
    [[nodiscard]] static Result<std::unique_ptr<DirectWriter>> open(const std::filesystem::path& file);
    ~DirectWriter();

    /// Takes a copy of bytes that follow those of the last put(), of the first since finish() from `offset` on.
    void begin(std::uint64_t offset);
    void put(std::span<const std::byte> bytes);
    /// What was put in since begin() was written, but for less than a block at its end, which is given back. It is on
    /// the disk after DiskFile::sync() of the same file. Errors: Full, ReadOnly, Io: then any part of it stands there.
    [[nodiscard]] Result<std::span<const std::byte>> finish();

private:
    static constexpr std::size_t chunkBytes = std::size_t(2) << 20;
    static constexpr std::size_t chunks = 4; ///< on their way at most

    explicit DirectWriter(DiskFile file);
    void send(std::size_t bytes); ///< on their way
    [[nodiscard]] Result<int> write(std::span<const std::byte> bytes, std::uint64_t offset);

    DiskFile m_file;
    bool m_direct = true; ///< of the thread that writes
    LargeBuffer m_memory;
    std::size_t m_chunk = 0; ///< being filled
    std::size_t m_filled = 0;
    std::uint64_t m_offset = 0; ///< of the chunk, in the file
    std::deque<std::future<Result<int>>> m_underway;
    Result<int> m_failed = 0; ///< the first error since begin()
    Executor m_thread;
};

} // namespace vetrina::store
