#pragma once

#include "core/base/file.h"
#include "core/base/result.h"

#include <cstdint>
#include <span>

namespace vetrina::formats {

/// How much compressed bytes from a stranger may become.
struct InflateLimits {
    std::uint64_t bytes = std::uint64_t(64) << 20; ///< never more
    std::uint64_t ratio = 200; ///< nor more than so many times the input ...
    std::uint64_t always = std::uint64_t(1) << 20; ///< ... but so much is always allowed

    [[nodiscard]] std::uint64_t of(std::size_t input) const
    {
        const std::uint64_t fair = input > bytes / ratio ? bytes : input * ratio;
        return fair > always ? fair : (always < bytes ? always : bytes);
    }
};

/// The content of a gzip file (RFC 1952), of all its members one after another, by libdeflate. Any thread.
///
/// Memory stays within the limits and within what the bytes claim. Errors: Malformed for what is torn, fails its
/// checksum or is no gzip; Unsupported for what would go over the limits.
[[nodiscard]] Result<Bytes> gunzip(std::span<const std::byte> bytes, const InflateLimits& limits = {});

/// The same for a bare deflate stream (RFC 1951). Of bytes after its end up to four are passed over: fastavro leaves
/// three of zlib's checksum there.
[[nodiscard]] Result<Bytes> inflate(std::span<const std::byte> bytes, const InflateLimits& limits = {});

/// One gzip member. `level` 1..12, as libdeflate's.
[[nodiscard]] Bytes gzip(std::span<const std::byte> bytes, int level = 6);

/// Whether the bytes begin as a gzip file does.
[[nodiscard]] bool isGzip(std::span<const std::byte> bytes);

} // namespace vetrina::formats
