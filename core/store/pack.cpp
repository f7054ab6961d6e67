#include "core/store/pack.h"

#include "core/base/hash.h"
#include "core/base/log.h"
#include "core/store/folder.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

namespace vetrina::store {

namespace {

constexpr std::array<char, 8> fileMark{ 'V', 'E', 'T', 'R', 'P', 'A', 'C', 'K' };
constexpr std::array<char, 8> recordMark{ 'V', 'e', 't', 'r', 'R', 'e', 'c', '\n' };
constexpr std::uint32_t newestVersion = 1;

struct FileHead {
    std::array<char, 8> mark = fileMark;
    std::uint32_t version = newestVersion;
    std::uint32_t unused = 0;
};
static_assert(sizeof(FileHead) == Pack::headBytes);

struct RecordHead {
    std::array<char, 8> mark = recordMark;
    std::uint64_t length = 0;
    std::uint64_t checksum = 0;
};
static_assert(sizeof(RecordHead) == Pack::recordHeadBytes);

template <typename T> std::span<const std::byte> bytesOf(const T& head) { return std::as_bytes(std::span(&head, 1)); }

/// As many of the bytes as there are from there.
Result<std::size_t> readAt(int fd, const std::string& file, std::span<std::byte> out, std::uint64_t offset)
{
    std::size_t got = 0;
    while (got < out.size()) {
        const auto n = ::pread(fd, out.data() + got, out.size() - got, static_cast<off_t>(offset + got));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return tl::unexpected(systemError(file, errno));
        if (n == 0)
            break;
        got += static_cast<std::size_t>(n);
    }
    return got;
}

} // namespace

Pack::Pack(Pack&& other) noexcept
    : m_file(std::move(other.m_file))
    , m_fd(std::exchange(other.m_fd, -1))
    , m_end(other.m_end)
    , m_orphans(std::move(other.m_orphans))
{
}

Pack& Pack::operator=(Pack&& other) noexcept
{
    std::swap(m_file, other.m_file);
    std::swap(m_fd, other.m_fd);
    std::swap(m_end, other.m_end);
    std::swap(m_orphans, other.m_orphans);
    return *this;
}

Pack::~Pack()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

Result<Pack> Pack::open(const std::filesystem::path& file, Mode mode)
{
    Pack pack;
    pack.m_file = file;
    const int flags = mode == Mode::ReadOnly ? O_RDONLY : O_RDWR | O_CREAT;
    pack.m_fd = ::open(file.c_str(), flags | O_CLOEXEC, 0644);
    if (pack.m_fd < 0)
        return tl::unexpected(systemError(file.string(), errno));
    if (auto begun = pack.begin(mode); !begun)
        return tl::unexpected(begun.error());
    return pack;
}

/// Reads the file's head, or writes it where there is none yet.
Result<void> Pack::begin(Mode mode)
{
    struct stat status { };
    if (::fstat(m_fd, &status) != 0)
        return tl::unexpected(systemError(m_file.string(), errno));
    m_end = static_cast<std::uint64_t>(status.st_size);

    FileHead head;
    const auto got = readAt(m_fd, m_file.string(), std::as_writable_bytes(std::span(&head, 1)), 0);
    if (!got)
        return tl::unexpected(got.error());
    const FileHead ours;
    if (*got < sizeof head && std::memcmp(&head, &ours, *got) == 0) { // new, or its making was cut short
        m_end = headBytes;
        if (mode == Mode::ReadOnly)
            return {};
        const std::span<const std::byte> piece = bytesOf(ours);
        return write({ &piece, 1 }, 0).and_then([&] { return sync(); }).and_then([&] {
            return syncFolder(m_file.parent_path());
        });
    }
    if (head.mark != fileMark)
        return fail(Error::Code::Malformed, m_file.string() + ": not a pack of cutouts", "Restore it from a backup.");
    if (head.version > newestVersion)
        return fail(Error::Code::Unsupported, m_file.string() + ": written by a newer Vetrina", "Update Vetrina.");
    return {};
}

/// The record whose head is there; Malformed where it is not whole.
Result<PackRef> Pack::recordAt(std::uint64_t offset, std::uint64_t end, Bytes& scratch) const
{
    RecordHead head;
    const auto got = readAt(m_fd, m_file.string(), std::as_writable_bytes(std::span(&head, 1)), offset);
    if (!got)
        return tl::unexpected(got.error());
    const std::uint64_t begin = offset + sizeof head;
    if (*got < sizeof head || head.mark != recordMark || head.length > longestRecord || head.length > end - begin)
        return fail(Error::Code::Malformed, m_file.string() + ": torn at byte " + std::to_string(offset));
    const PackRef ref{ begin, head.length, head.checksum };
    scratch.resize(static_cast<std::size_t>(ref.length));
    const auto body = readAt(m_fd, m_file.string(), scratch, ref.offset);
    if (!body)
        return tl::unexpected(body.error());
    if (*body != ref.length || checksum(scratch) != ref.checksum)
        return fail(Error::Code::Malformed, m_file.string() + ": torn at byte " + std::to_string(offset));
    return ref;
}

Result<void> Pack::recover(std::uint64_t committed)
{
    struct stat status { };
    if (::fstat(m_fd, &status) != 0)
        return tl::unexpected(systemError(m_file.string(), errno));
    const auto size = std::max(static_cast<std::uint64_t>(status.st_size), headBytes);
    std::uint64_t end = std::max(committed, headBytes);
    if (size < end)
        return fail(Error::Code::Malformed,
            m_file.string() + ": ends at byte " + std::to_string(size) + ", but the catalogue knows "
                + std::to_string(end),
            "Restore the project from a backup.");
    m_orphans.clear();
    Bytes scratch;
    while (end < size) {
        const auto ref = recordAt(end, size, scratch);
        if (!ref && ref.error().code != Error::Code::Malformed)
            return tl::unexpected(ref.error());
        if (!ref)
            break;
        m_orphans.emplace(ref->checksum, *ref);
        end = ref->offset + ref->length;
    }
    if (end < size) {
        log::warning("pack", m_file.string() + ": cut off a torn tail of " + std::to_string(size - end) + " bytes");
        if (::ftruncate(m_fd, static_cast<off_t>(end)) != 0)
            return tl::unexpected(systemError(m_file.string(), errno));
    }
    m_end = end;
    return {};
}

Result<void> Pack::write(std::span<const std::span<const std::byte>> pieces, std::uint64_t at)
{
    std::vector<iovec> list;
    list.reserve(pieces.size());
    for (const auto& piece : pieces)
        list.push_back({ const_cast<std::byte*>(piece.data()), piece.size() });
    std::size_t first = 0;
    while (first < list.size()) {
        const auto count = static_cast<int>(std::min<std::size_t>(list.size() - first, IOV_MAX));
        auto n = ::pwritev(m_fd, &list[first], count, static_cast<off_t>(at));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return tl::unexpected(systemError(m_file.string(), errno));
        at += static_cast<std::uint64_t>(n);
        for (; first < list.size() && static_cast<std::size_t>(n) >= list[first].iov_len; ++first)
            n -= static_cast<ssize_t>(list[first].iov_len);
        if (first < list.size()) {
            list[first].iov_base = static_cast<std::byte*>(list[first].iov_base) + n;
            list[first].iov_len -= static_cast<std::size_t>(n);
        }
    }
    return {};
}

Result<std::vector<PackRef>> Pack::append(std::span<const std::span<const std::byte>> records)
{
    std::vector<PackRef> refs;
    refs.reserve(records.size());
    std::vector<RecordHead> heads(records.size());
    std::vector<std::span<const std::byte>> pieces;
    pieces.reserve(2 * records.size());
    std::uint64_t end = m_end;
    for (std::size_t i = 0; i < records.size(); ++i) {
        if (records[i].size() > longestRecord)
            return fail(Error::Code::Unsupported, m_file.string() + ": a record of more than 1 GiB", "Leave it out.");
        PackRef ref{ end + sizeof(RecordHead), records[i].size(), checksum(records[i]) };
        const auto orphan = m_orphans.find(ref.checksum);
        if (orphan != m_orphans.end() && orphan->second.length == ref.length) {
            refs.push_back(orphan->second);
            continue;
        }
        heads[i].length = ref.length;
        heads[i].checksum = ref.checksum;
        pieces.push_back(bytesOf(heads[i]));
        pieces.push_back(records[i]);
        end = ref.offset + ref.length;
        refs.push_back(ref);
    }
    if (auto written = write(pieces, m_end); !written) {
        takeBack(m_end);
        return tl::unexpected(written.error());
    }
    // The disk begins now, so that sync() finds little left to do.
    ::sync_file_range(m_fd, static_cast<off_t>(m_end), static_cast<off_t>(end - m_end), SYNC_FILE_RANGE_WRITE);
    m_end = end;
    return refs;
}

Result<PackRef> Pack::append(std::span<const std::byte> record)
{
    return append({ &record, 1 }).map([](const auto& refs) { return refs.front(); });
}

void Pack::takeBack(std::uint64_t end)
{
    if (::ftruncate(m_fd, static_cast<off_t>(end)) == 0) // else it is written over, or the next writer cuts it off
        log::debug("pack", m_file.string() + ": took back to byte " + std::to_string(end));
    m_end = end;
}

Result<Bytes> Pack::read(const PackRef& ref) const
{
    const auto damaged = [&] {
        return fail(Error::Code::Malformed,
            m_file.string() + ": the " + std::to_string(ref.length) + " bytes at " + std::to_string(ref.offset)
                + " are damaged",
            "Restore the project from a backup, or ingest the packet again into a new one.");
    };
    if (ref.length > longestRecord)
        return damaged();
    Bytes bytes(static_cast<std::size_t>(ref.length));
    const auto got = readAt(m_fd, m_file.string(), bytes, ref.offset);
    if (!got)
        return tl::unexpected(got.error());
    if (*got != bytes.size() || checksum(bytes) != ref.checksum)
        return damaged();
    return bytes;
}

Result<void> Pack::sync()
{
    if (::fdatasync(m_fd) != 0)
        return tl::unexpected(systemError(m_file.string(), errno));
    return {};
}

} // namespace vetrina::store
