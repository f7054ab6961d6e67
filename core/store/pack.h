#pragma once

#include "core/base/result.h"
#include "core/store/database.h"
#include "core/store/direct_writer.h"
#include "core/store/disk_file.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <unordered_map>
#include <vector>

namespace vetrina::store {

/// Where bytes lie in a pack.
struct PackRef {
    std::uint64_t offset = 0; ///< of the first byte, from the start of the file
    std::uint64_t length = 0;
    std::uint64_t checksum = 0; ///< XXH3 of the bytes

    bool operator==(const PackRef&) const = default;
};

/// `cutouts.pack`: the original bytes of every record, one after the other, never changed once they are there.
///
/// File: 16 bytes "VETRPACK", version 1, zero; then records: 8 bytes of mark, length and checksum as 64 bits, the
/// bytes. Numbers are little-endian. read(): any thread, also beside an append. append(), sync(), recover(): one
/// thread.
class Pack {
public:
    /// ReadWrite makes it where it is absent and its folder is there. Errors: NotFound, ReadOnly, Full, Io;
    /// Malformed where it is another file; Unsupported where a newer Vetrina made it.
    [[nodiscard]] static Result<Pack> open(const std::filesystem::path& file, Mode mode);

    /// What to do after a crash, before the first append: `committed` is where the catalogue's last record ends. Whole
    /// records behind it are kept, and append() uses them again; a torn one, and what follows, is cut off.
    ///
    /// Errors: Malformed where the file is shorter than `committed`: then records are lost, and it is not touched.
    [[nodiscard]] Result<void> recover(std::uint64_t committed);

    /// Adds records, in order; one that recover() found is used again. They are on the disk, and can be read, after
    /// sync(): many go there meanwhile, on a thread of their own. Errors: Full, ReadOnly, Io; then takeBack() is due.
    [[nodiscard]] Result<std::vector<PackRef>> append(std::span<const std::span<const std::byte>> records);
    [[nodiscard]] Result<PackRef> append(std::span<const std::byte> record);
    /// What was appended reaches the disk. Errors: Full, ReadOnly, Io; then takeBack() is due.
    [[nodiscard]] Result<void> sync();

    /// Takes back what was appended since the pack ended there: it is in no catalogue row.
    void takeBack(std::uint64_t end);
    /// append() may use this record again: what should have pointed at it perhaps does not.
    void keepForLater(const PackRef& ref) { m_orphans.emplace(ref.checksum, ref); }

    /// The bytes, checked. Errors: Malformed where they are damaged or not there; Io.
    [[nodiscard]] Result<Bytes> read(const PackRef& ref) const;

    [[nodiscard]] std::uint64_t size() const { return m_end; }
    [[nodiscard]] const std::filesystem::path& file() const { return m_disk.path(); }

    static constexpr std::uint64_t headBytes = 16; ///< before the first record
    static constexpr std::uint64_t recordHeadBytes = 24; ///< before each record's bytes
    static constexpr std::uint64_t longestRecord = std::uint64_t(1) << 30;

private:
    explicit Pack(DiskFile disk)
        : m_disk(std::move(disk))
    {
    }
    [[nodiscard]] Result<void> begin(Mode mode);
    [[nodiscard]] Result<PackRef> recordAt(std::uint64_t offset, std::uint64_t end, Bytes& scratch) const;
    [[nodiscard]] Result<void> write(std::span<const std::span<const std::byte>> pieces, std::uint64_t bytes);
    [[nodiscard]] Result<void> finishWriting();

    DiskFile m_disk;
    std::unique_ptr<DirectWriter> m_direct; ///< made for the first large batch
    std::uint64_t m_underway = 0; ///< where what is still being written ends; 0 where nothing is
    std::uint64_t m_end = 0; ///< where the next record begins
    std::unordered_multimap<std::uint64_t, PackRef> m_orphans; ///< whole, but of no catalogue row, by checksum
};

} // namespace vetrina::store
