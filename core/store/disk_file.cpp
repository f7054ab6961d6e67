#include "core/store/disk_file.h"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>
#include <vector>

namespace vetrina::store {

namespace fs = std::filesystem;

Result<DiskFile> DiskFile::open(const fs::path& path, int flags)
{
    const int fd = ::open(path.c_str(), flags | O_CLOEXEC, 0644);
    if (fd < 0)
        return tl::unexpected(systemError(path.string(), errno));
    return DiskFile(path, fd);
}

DiskFile::~DiskFile()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

tl::unexpected<Error> DiskFile::error() const { return tl::unexpected(systemError(m_path.string(), errno)); }

Result<std::size_t> DiskFile::read(std::span<std::byte> out, std::uint64_t offset) const
{
    std::size_t got = 0;
    while (got < out.size()) {
        const auto n = ::pread(m_fd, out.data() + got, out.size() - got, static_cast<off_t>(offset + got));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return error();
        if (n == 0)
            break;
        got += static_cast<std::size_t>(n);
    }
    return got;
}

Result<void> DiskFile::write(std::span<const std::byte> bytes, std::uint64_t offset)
{
    return write({ &bytes, 1 }, offset);
}

Result<void> DiskFile::write(std::span<const std::span<const std::byte>> pieces, std::uint64_t offset)
{
    std::vector<iovec> list;
    list.reserve(pieces.size());
    for (const auto& piece : pieces)
        list.push_back({ const_cast<std::byte*>(piece.data()), piece.size() });
    std::size_t first = 0;
    while (first < list.size()) {
        const auto count = static_cast<int>(std::min<std::size_t>(list.size() - first, IOV_MAX));
        auto n = ::pwritev(m_fd, &list[first], count, static_cast<off_t>(offset));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return error();
        offset += static_cast<std::uint64_t>(n);
        for (; first < list.size() && static_cast<std::size_t>(n) >= list[first].iov_len; ++first)
            n -= static_cast<ssize_t>(list[first].iov_len);
        if (first < list.size()) {
            list[first].iov_base = static_cast<std::byte*>(list[first].iov_base) + n;
            list[first].iov_len -= static_cast<std::size_t>(n);
        }
    }
    return {};
}

Result<void> DiskFile::resize(std::uint64_t bytes)
{
    if (::ftruncate(m_fd, static_cast<off_t>(bytes)) != 0)
        return error();
    return {};
}

Result<std::uint64_t> DiskFile::size() const
{
    struct stat status { };
    if (::fstat(m_fd, &status) != 0)
        return error();
    return static_cast<std::uint64_t>(status.st_size);
}

Result<void> DiskFile::sync()
{
    if (::fdatasync(m_fd) != 0)
        return error();
    return {};
}

void DiskFile::startSync(std::uint64_t offset, std::uint64_t bytes)
{
    ::sync_file_range(m_fd, static_cast<off_t>(offset), static_cast<off_t>(bytes), SYNC_FILE_RANGE_WRITE);
}

Result<std::shared_ptr<const std::byte>> mapFile(const fs::path& path, std::uint64_t bytes)
{
    if (bytes == 0)
        return std::shared_ptr<const std::byte>();
    const auto file = DiskFile::open(path, O_RDONLY);
    if (!file)
        return tl::unexpected(file.error());
    const auto size = file->size();
    if (!size)
        return tl::unexpected(size.error());
    if (*size < bytes) // to touch what is not there would end the program
        return fail(Error::Code::Malformed,
            path.string() + ": " + std::to_string(*size) + " bytes, of " + std::to_string(bytes));
    void* memory = ::mmap(nullptr, bytes, PROT_READ, MAP_SHARED, file->descriptor(), 0);
    if (memory == MAP_FAILED)
        return tl::unexpected(systemError(path.string(), errno));
    return std::shared_ptr<const std::byte>(static_cast<const std::byte*>(memory),
        [bytes](const std::byte* p) { ::munmap(const_cast<std::byte*>(p), bytes); });
}

Result<void> syncFolder(const fs::path& folder)
{
    const auto open = DiskFile::open(folder.empty() ? "." : folder, O_RDONLY | O_DIRECTORY);
    if (!open)
        return tl::unexpected(open.error());
    if (::fsync(open->descriptor()) != 0)
        return tl::unexpected(systemError(folder.string(), errno));
    return {};
}

Result<void> makeFolder(const fs::path& folder)
{
    std::error_code why;
    if (fs::is_directory(folder, why))
        return {};
    const auto parent = fs::absolute(folder).lexically_normal().parent_path();
    if (parent != folder) {
        if (auto made = makeFolder(parent); !made)
            return made;
    }
    fs::create_directory(folder, why);
    if (why)
        return tl::unexpected(systemError(folder.string(), why.value()));
    return syncFolder(parent);
}

} // namespace vetrina::store
