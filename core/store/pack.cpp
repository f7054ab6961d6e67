#include "core/store/pack.h"

#include "core/base/hash.h"
#include "core/base/log.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <fcntl.h>

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

} // namespace

Result<Pack> Pack::open(const std::filesystem::path& file, Mode mode)
{
    auto opened = DiskFile::open(file, mode == Mode::ReadOnly ? O_RDONLY : O_RDWR | O_CREAT);
    if (!opened)
        return tl::unexpected(opened.error());
    Pack pack(std::move(*opened));
    if (auto begun = pack.begin(mode); !begun)
        return tl::unexpected(begun.error());
    return pack;
}

/// Reads the file's head, or writes it where there is none yet.
Result<void> Pack::begin(Mode mode)
{
    const auto size = m_disk.size();
    if (!size)
        return tl::unexpected(size.error());
    m_end = *size;
    FileHead head;
    const auto got = m_disk.read(std::as_writable_bytes(std::span(&head, 1)), 0);
    if (!got)
        return tl::unexpected(got.error());
    const FileHead ours;
    if (*got < sizeof head && std::memcmp(&head, &ours, *got) == 0) { // new, or its making was cut short
        m_end = headBytes;
        if (mode == Mode::ReadOnly)
            return {};
        return m_disk.write(bytesOf(ours), 0).and_then([&] { return sync(); }).and_then([&] {
            return syncFolder(file().parent_path());
        });
    }
    if (head.mark != fileMark)
        return fail(Error::Code::Malformed, file().string() + ": not a pack of cutouts", "Restore it from a backup.");
    if (head.version > newestVersion)
        return fail(Error::Code::Unsupported, file().string() + ": written by a newer Vetrina", "Update Vetrina.");
    return {};
}

/// The record whose head is there; Malformed where it is not whole.
Result<PackRef> Pack::recordAt(std::uint64_t offset, std::uint64_t end, Bytes& scratch) const
{
    RecordHead head;
    const auto got = m_disk.read(std::as_writable_bytes(std::span(&head, 1)), offset);
    if (!got)
        return tl::unexpected(got.error());
    const std::uint64_t begin = offset + sizeof head;
    if (*got < sizeof head || head.mark != recordMark || head.length > longestRecord || head.length > end - begin)
        return fail(Error::Code::Malformed, file().string() + ": torn at byte " + std::to_string(offset));
    const PackRef ref{ begin, head.length, head.checksum };
    scratch.resize(static_cast<std::size_t>(ref.length));
    const auto body = m_disk.read(scratch, ref.offset);
    if (!body)
        return tl::unexpected(body.error());
    if (*body != ref.length || checksum(scratch) != ref.checksum)
        return fail(Error::Code::Malformed, file().string() + ": torn at byte " + std::to_string(offset));
    return ref;
}

Result<void> Pack::recover(std::uint64_t committed)
{
    const auto bytes = m_disk.size();
    if (!bytes)
        return tl::unexpected(bytes.error());
    const auto size = std::max(*bytes, headBytes);
    std::uint64_t end = std::max(committed, headBytes);
    if (size < end)
        return fail(Error::Code::Malformed,
            file().string() + ": ends at byte " + std::to_string(size) + ", but the catalogue knows "
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
        log::warning("pack", file().string() + ": cut off a torn tail of " + std::to_string(size - end) + " bytes");
        if (auto cut = m_disk.resize(end); !cut)
            return cut;
    }
    m_end = end;
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
            return fail(Error::Code::Unsupported, file().string() + ": a record of more than 1 GiB", "Leave it out.");
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
    if (auto written = write(pieces, end - m_end); !written) {
        takeBack(m_end);
        return tl::unexpected(written.error());
    }
    m_end = end;
    return refs;
}

/// Few bytes at once; many, and what follows them, are sent on their way.
Result<void> Pack::write(std::span<const std::span<const std::byte>> pieces, std::uint64_t bytes)
{
    constexpr std::uint64_t many = 1 << 20;
    if (m_underway == 0 && bytes < many)
        return m_disk.write(pieces, m_end);
    if (!m_direct) {
        auto opened = DirectWriter::open(file());
        if (!opened)
            return tl::unexpected(opened.error());
        m_direct = std::move(*opened);
    }
    // It writes whole blocks: the rest of the last one before them goes with what stands there already.
    std::uint64_t head = 0;
    if (m_underway == 0) {
        head = (DirectWriter::blockBytes - m_end % DirectWriter::blockBytes) % DirectWriter::blockBytes;
        m_direct->begin(m_end + head);
    }
    auto at = m_end;
    m_underway = m_end + bytes;
    for (auto piece : pieces) {
        if (head > 0) {
            const auto some = piece.first(std::min<std::size_t>(head, piece.size()));
            if (auto written = m_disk.write(some, at); !written)
                return written;
            at += some.size();
            head -= some.size();
            piece = piece.subspan(some.size());
        }
        m_direct->put(piece);
    }
    return {};
}

Result<void> Pack::finishWriting()
{
    const auto end = std::exchange(m_underway, 0);
    if (end == 0)
        return {};
    const auto rest = m_direct->finish();
    if (!rest)
        return tl::unexpected(rest.error());
    return m_disk.write(*rest, end - rest->size());
}

Result<void> Pack::sync()
{
    return finishWriting().and_then([&] { return m_disk.sync(); });
}

Result<PackRef> Pack::append(std::span<const std::byte> record)
{
    return append({ &record, 1 }).map([](const auto& refs) { return refs.front(); });
}

void Pack::takeBack(std::uint64_t end)
{
    (void)finishWriting(); // else it would be written behind the cut
    if (m_disk.resize(end)) // else it is written over, or the next writer cuts it off
        log::debug("pack", file().string() + ": took back to byte " + std::to_string(end));
    m_end = end;
}

Result<Bytes> Pack::read(const PackRef& ref) const
{
    const auto damaged = [&] {
        return fail(Error::Code::Malformed,
            file().string() + ": the " + std::to_string(ref.length) + " bytes at " + std::to_string(ref.offset)
                + " are damaged",
            "Restore the project from a backup, or ingest the packet again into a new one.");
    };
    if (ref.length > longestRecord)
        return damaged();
    Bytes bytes(static_cast<std::size_t>(ref.length));
    const auto got = m_disk.read(bytes, ref.offset);
    if (!got)
        return tl::unexpected(got.error());
    if (*got != bytes.size() || checksum(bytes) != ref.checksum)
        return damaged();
    return bytes;
}

} // namespace vetrina::store
