#pragma once

#include "core/base/file.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <utility>

namespace vetrina::store {

/// An open file, read and written at places. Reads: any thread, also beside a write. Errors: as systemError().
class DiskFile {
public:
    /// `flags` as for open(2).
    [[nodiscard]] static Result<DiskFile> open(const std::filesystem::path& path, int flags);
    DiskFile(DiskFile&& other) noexcept
        : m_path(std::move(other.m_path))
        , m_fd(std::exchange(other.m_fd, -1))
    {
    }
    DiskFile& operator=(DiskFile&& other) noexcept
    {
        std::swap(m_path, other.m_path);
        std::swap(m_fd, other.m_fd);
        return *this;
    }
    ~DiskFile();

    /// As many bytes as there are from there, at most out.size(). Gives their number.
    [[nodiscard]] Result<std::size_t> read(std::span<std::byte> out, std::uint64_t offset) const;
    [[nodiscard]] Result<void> write(std::span<const std::byte> bytes, std::uint64_t offset);
    /// The pieces one after the other.
    [[nodiscard]] Result<void> write(std::span<const std::span<const std::byte>> pieces, std::uint64_t offset);
    /// Cuts it off there, or fills it with zeros up to there, which take no room.
    [[nodiscard]] Result<void> resize(std::uint64_t bytes);
    [[nodiscard]] Result<std::uint64_t> size() const;
    /// What was written reaches the disk.
    [[nodiscard]] Result<void> sync();
    /// The disk may begin with what was written there.
    void startSync(std::uint64_t offset, std::uint64_t bytes);

    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }
    [[nodiscard]] int descriptor() const { return m_fd; }

private:
    DiskFile(std::filesystem::path path, int fd)
        : m_path(std::move(path))
        , m_fd(fd)
    {
    }
    [[nodiscard]] tl::unexpected<Error> error() const;

    std::filesystem::path m_path;
    int m_fd;
};

/// The first bytes of a file as memory, read-only, until the last owner goes. The file must not become shorter
/// meanwhile. Errors: Malformed where it is shorter than that; as systemError().
[[nodiscard]] Result<std::shared_ptr<const std::byte>> mapFile(const std::filesystem::path& path, std::uint64_t bytes);

/// The names in a folder reach the disk.
[[nodiscard]] Result<void> syncFolder(const std::filesystem::path& folder);

/// Makes a folder and its parents, durably. One that is there already is no error.
[[nodiscard]] Result<void> makeFolder(const std::filesystem::path& folder);

} // namespace vetrina::store
