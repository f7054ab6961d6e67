#include "core/formats/gzip.h"

#include <libdeflate.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <new>

namespace vetrina::formats {

namespace {

struct FreeDecompressor {
    void operator()(libdeflate_decompressor* d) const { libdeflate_free_decompressor(d); }
};
struct FreeCompressor {
    void operator()(libdeflate_compressor* c) const { libdeflate_free_compressor(c); }
};

libdeflate_decompressor* decompressor()
{
    thread_local const std::unique_ptr<libdeflate_decompressor, FreeDecompressor> own(libdeflate_alloc_decompressor());
    return own.get();
}

tl::unexpected<Error> torn(const char* kind)
{
    return fail(Error::Code::Malformed, std::string(kind) + ": the compressed data is torn or damaged",
        "Fetch the file again.");
}

tl::unexpected<Error> tooLarge(const char* kind, std::uint64_t limit)
{
    return fail(Error::Code::Unsupported,
        std::string(kind) + ": would unpack to more than " + std::to_string(limit) + " bytes, more than such data does",
        "If the file can be trusted, unpack it yourself.");
}

/// libdeflate's two calls of one shape.
using Decompress = libdeflate_result (*)(
    libdeflate_decompressor*, const void*, size_t, void*, size_t, size_t*, size_t*);

/// Unpacks one stream behind what `out` holds already. `claimed` is a guess of its size. Gives the bytes eaten.
Result<std::size_t> unpackInto(Bytes& out, std::span<const std::byte> in, std::size_t claimed, std::uint64_t limit,
    Decompress decompress, const char* kind)
{
    const std::size_t before = out.size();
    libdeflate_decompressor* const own = decompressor();
    if (!own)
        return fail(Error::Code::Io, std::string(kind) + ": no memory", "Close other programs.");
    std::size_t room = std::max<std::size_t>(claimed, 64);
    for (;;) {
        const bool last = before + room >= limit;
        if (last)
            room = static_cast<std::size_t>(limit) - before;
        out.resize(before + room);
        std::size_t eaten = 0;
        std::size_t made = 0;
        const auto result = decompress(own, in.data(), in.size(), out.data() + before, room, &eaten, &made);
        if (result == LIBDEFLATE_SUCCESS) {
            out.resize(before + made);
            return eaten;
        }
        if (result != LIBDEFLATE_INSUFFICIENT_SPACE)
            return torn(kind);
        if (last)
            return tooLarge(kind, limit);
        room *= 4;
    }
}

} // namespace

bool isGzip(std::span<const std::byte> bytes)
{
    return bytes.size() >= 3 && bytes[0] == std::byte{ 0x1f } && bytes[1] == std::byte{ 0x8b }
    && bytes[2] == std::byte{ 8 };
}

Result<Bytes> gunzip(std::span<const std::byte> bytes, const InflateLimits& limits)
{
    if (!isGzip(bytes))
        return fail(
            Error::Code::Malformed, "gzip: the data does not begin as a gzip file does", "Fetch the file again.");
    const std::uint64_t limit = limits.of(bytes.size());
    Bytes out;
    while (isGzip(bytes)) {
        std::uint32_t claimed = 0; // the last four bytes tell the size of the last member, if they can be believed
        if (bytes.size() >= 18)
            std::memcpy(&claimed, bytes.data() + bytes.size() - 4, 4);
        const std::uint64_t believable = std::min<std::uint64_t>(claimed, bytes.size() * 1032);
        const auto eaten = unpackInto(out, bytes, static_cast<std::size_t>(std::min(believable, limit)), limit,
            libdeflate_gzip_decompress_ex, "gzip");
        if (!eaten)
            return tl::unexpected(eaten.error());
        bytes = bytes.subspan(*eaten);
    }
    if (std::ranges::any_of(bytes, [](std::byte b) { return b != std::byte{ 0 }; })) // zeros are padding
        return fail(Error::Code::Malformed, "gzip: other data follows the compressed data", "Fetch the file again.");
    return out;
}

Result<Bytes> inflate(std::span<const std::byte> bytes, const InflateLimits& limits)
{
    Bytes out;
    const auto eaten =
        unpackInto(out, bytes, bytes.size() * 4, limits.of(bytes.size()), libdeflate_deflate_decompress_ex, "deflate");
    if (!eaten)
        return tl::unexpected(eaten.error());
    if (bytes.size() - *eaten > 4)
        return fail(Error::Code::Malformed, "deflate: other data follows the compressed data", "Fetch the file again.");
    return out;
}

Bytes gzip(std::span<const std::byte> bytes, int level)
{
    const std::unique_ptr<libdeflate_compressor, FreeCompressor> own(
        libdeflate_alloc_compressor(std::clamp(level, 1, 12)));
    if (!own)
        throw std::bad_alloc();
    Bytes out(libdeflate_gzip_compress_bound(own.get(), bytes.size()));
    out.resize(libdeflate_gzip_compress(own.get(), bytes.data(), bytes.size(), out.data(), out.size()));
    return out;
}

} // namespace vetrina::formats
