#pragma once

#include "core/base/file.h"
#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace vetrina::formats {

/// One file that a walk found, on the disk or in a tar.
struct ArchiveItem {
    enum class Kind {
        Packets, ///< NAME.avro: a container of alerts, or a bare body
        Schema ///< NAME.avsc or schema.json: what the bare bodies beside it were written with
    };

    Kind kind = Kind::Packets;
    std::filesystem::path file; ///< on the disk
    std::string member; ///< its name in the tar; empty where it is the file itself
    std::uint64_t size = 0; ///< of the file on the disk; 0 of a member
    std::uint64_t position = 0; ///< bytes of the disk's files gone through, of sizeForWalk(), for progress

    [[nodiscard]] std::string name() const; ///< "night.tar.gz: a.avro", for messages
};

/// What a walk does not read. What is over a limit becomes a problem of the report; the walk goes on.
struct ArchiveLimits {
    std::uint64_t fileBytes = std::uint64_t(2) << 30; ///< of a file on the disk that is not a tar
    std::uint64_t memberBytes = std::uint64_t(256) << 20; ///< of a tar's member, of an unpacked NAME.avro.gz
    std::uint64_t freeBytes = std::uint64_t(1) << 30; ///< a tar.gz may unpack to so much at any ratio ...
    std::uint64_t ratio = 100; ///< ... and beyond to so many times its size: more is a bomb, and is left there
    int depth = 64; ///< folders inside each other
};

/// Whether a walk reads the packet files that stand on the disk themselves.
enum class ArchiveFiles {
    Read,
    Left ///< given without bytes, for readItem() on another thread; members of tars and schemas are read all the same
};

/// What a walk came by.
struct ArchiveReport {
    std::uint64_t given = 0; ///< items called back
    std::uint64_t ignored = 0; ///< other files and members, links, devices
    std::uint64_t problemCount = 0;
    std::vector<Error> problems; ///< the first 100: torn archives, unreadable files, each with its place
};

/// Goes through a file, a folder with all below it, a tar or a tar.gz (NAME.tar, NAME.tar.gz, NAME.tgz), and calls
/// back with each alert packet file and schema, in order: names sorted within a folder, schemas before packets and
/// tars, a tar's members as they stand. NAME.avro.gz is unpacked. A file that is named itself is given whatever its
/// name.
///
/// Nothing is written anywhere, links to folders are not followed, and of a tar only regular files are read. A torn
/// archive is a problem of the report that says after which member; what came before it was given (of a tar.gz all
/// but the 64 kB before the tear, which its unpacker holds).
/// `give` stops the walk with its error. Errors: that; NotFound for the path; Cancelled. One thread, the caller's.
[[nodiscard]] Result<ArchiveReport> walkArchive(const std::filesystem::path& path,
    const std::function<Result<void>(const ArchiveItem&, Bytes)>& give, std::stop_token stop = {},
    const ArchiveLimits& limits = {}, ArchiveFiles files = ArchiveFiles::Read);

/// The bytes of an item that was left: in `room` where they fit there, else in `own`. Errors: as readFile() and
/// gunzip(), with the place. Any thread.
[[nodiscard]] Result<std::span<const std::byte>> readItem(
    const ArchiveItem& item, std::span<std::byte> room, Bytes& own, const ArchiveLimits& limits = {});

/// The bytes on the disk that a walk of the path would go through, those up to a stop; 0 where the path is not there.
[[nodiscard]] std::uint64_t sizeForWalk(const std::filesystem::path& path, const std::stop_token& stop = {});

} // namespace vetrina::formats
