#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

namespace vetrina {

using Bytes = std::vector<std::byte>;

[[nodiscard]] inline std::span<const std::byte> asBytes(std::string_view text)
{
    return { reinterpret_cast<const std::byte*>(text.data()), text.size() };
}
[[nodiscard]] inline std::string_view asText(std::span<const std::byte> bytes)
{
    return { reinterpret_cast<const char*>(bytes.data()), bytes.size() };
}

/// A whole regular file. Errors: NotFound, Io; Unsupported where it is larger than `limit` bytes (nothing is read).
[[nodiscard]] Result<Bytes> readFile(const std::filesystem::path& file, std::uint64_t limit = std::uint64_t(1) << 30);

/// The same into memory that is there already. Gives the number of bytes; where they are more than the room nothing was
/// read. Errors: NotFound, Io, Unsupported.
[[nodiscard]] Result<std::uint64_t> readFile(const std::filesystem::path& file, std::span<std::byte> room);

/// Replaces a file so that after a crash either the old or the new one stands there: temporary beside it, fsync,
/// rename, fsync of the folder. Errors: Full, ReadOnly, Io.
[[nodiscard]] Result<void> replaceFile(const std::filesystem::path& file, std::span<const std::byte> bytes);

/// The error for an errno, with its words: ENOSPC and EDQUOT are Full, EROFS and EACCES ReadOnly, ENOENT NotFound.
[[nodiscard]] Error systemError(const std::string& what, int errnoValue);

} // namespace vetrina
