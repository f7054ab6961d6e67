#pragma once

#include "core/base/file.h"
#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

struct archive;

namespace vetrina::formats {

struct TarLimits {
    std::uint64_t memberBytes = std::uint64_t(256) << 20; ///< of a member that is read
    std::uint64_t freeBytes = std::uint64_t(1) << 30; ///< unpacked at any ratio ...
    std::uint64_t ratio = 100; ///< ... and beyond at most so many times what was read of the file
};

struct TarMember {
    std::string name; ///< as it stands in the tar: never use it as a path
    bool isFile = false; ///< regular; not a folder, link or device
};

/// Reads a tar or tar.gz from front to back, by libarchive, of which only these two are switched on. One thread.
class TarReader {
public:
    /// Errors: NotFound, Io; Malformed where it is neither.
    [[nodiscard]] static Result<TarReader> open(const std::filesystem::path& file, const TarLimits& limits = {});
    /// The same from memory, which must outlive it; `name` stands before the messages.
    [[nodiscard]] static Result<TarReader> open(
        std::string name, std::span<const std::byte> bytes, const TarLimits& limits = {});

    TarReader(TarReader&&) noexcept;
    TarReader& operator=(TarReader&&) noexcept;
    ~TarReader();

    /// The next member; nothing at the end and after an error. Errors: Malformed where the tar is torn, with the last
    /// member before; Unsupported where it unpacks to more than the limits; Cancelled.
    [[nodiscard]] Result<std::optional<TarMember>> next(const std::stop_token& stop = {});

    /// The content of the member that next() gave; once. Errors: as next(), and Unsupported for one over the limit.
    [[nodiscard]] Result<Bytes> read(const std::stop_token& stop = {});

    /// Bytes of the file gone through.
    [[nodiscard]] std::uint64_t position() const;

private:
    struct Close {
        void operator()(archive* reader) const;
    };
    struct Descriptor { ///< closes with its owner, after libarchive is done with it
        int fd = -1;
        ~Descriptor();
    };

    TarReader() = default;
    Result<void> skip(const std::stop_token& stop);
    [[nodiscard]] std::optional<Error> overLimits() const;
    tl::unexpected<Error> torn(const std::string& what);

    std::unique_ptr<Descriptor> m_descriptor;
    std::unique_ptr<archive, Close> m_reader;
    std::string m_name;
    TarLimits m_limits;
    std::string m_member; ///< the current one
    std::uint64_t m_members = 0;
    bool m_hasContent = false; ///< of the current member, not read yet
    bool m_done = false;
};

} // namespace vetrina::formats
