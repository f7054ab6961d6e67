#include "core/formats/png.h"

#include <spng.h>

#include <cstdlib>
#include <cstring>
#include <memory>
#include <vector>

namespace vetrina::formats {

namespace {

struct FreeContext {
    void operator()(spng_ctx* context) const { spng_ctx_free(context); }
};
struct FreeMemory {
    void operator()(void* memory) const { std::free(memory); }
};

std::uint8_t colourType(PngPixels kind)
{
    switch (kind) {
    case PngPixels::Gray8:
        return SPNG_COLOR_TYPE_GRAYSCALE;
    case PngPixels::Rgb8:
        return SPNG_COLOR_TYPE_TRUECOLOR;
    case PngPixels::Rgba8:
        break;
    }
    return SPNG_COLOR_TYPE_TRUECOLOR_ALPHA;
}

tl::unexpected<Error> refused(int status)
{
    return fail(Error::Code::WrongUse, std::string("PNG: ") + spng_strerror(status), "Please report this.");
}

/// libspng keeps pointers, so the texts must outlive the encoding.
std::vector<spng_text> textsOf(const std::map<std::string, std::string>& texts)
{
    std::vector<spng_text> all;
    for (const auto& [keyword, words] : texts) {
        static char none[] = "";
        spng_text& text = all.emplace_back();
        std::memset(&text, 0, sizeof text);
        std::strncpy(text.keyword, keyword.c_str(), sizeof text.keyword - 1);
        text.type = SPNG_ITXT; // UTF-8
        text.text = const_cast<char*>(words.c_str());
        text.length = words.size();
        text.language_tag = none;
        text.translated_keyword = none;
    }
    return all;
}

} // namespace

Result<Bytes> pngBytes(int width, int height, PngPixels kind, std::span<const std::uint8_t> pixels,
    const std::map<std::string, std::string>& texts)
{
    if (width <= 0 || height <= 0
        || pixels.size()
            != static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * static_cast<std::size_t>(kind))
        return fail(Error::Code::WrongUse, "PNG: the image is empty or not of its size", "Please report this.");
    const std::unique_ptr<spng_ctx, FreeContext> context(spng_ctx_new(SPNG_CTX_ENCODER));
    if (!context)
        return fail(Error::Code::Io, "PNG: no memory", "Close other programs.");
    spng_set_option(context.get(), SPNG_ENCODE_TO_BUFFER, 1);
    spng_ihdr header{};
    header.width = static_cast<std::uint32_t>(width);
    header.height = static_cast<std::uint32_t>(height);
    header.bit_depth = 8;
    header.color_type = colourType(kind);
    if (const int status = spng_set_ihdr(context.get(), &header))
        return refused(status);
    auto all = textsOf(texts);
    if (!all.empty())
        if (const int status = spng_set_text(context.get(), all.data(), static_cast<std::uint32_t>(all.size())))
            return refused(status);
    if (const int status =
            spng_encode_image(context.get(), pixels.data(), pixels.size(), SPNG_FMT_PNG, SPNG_ENCODE_FINALIZE))
        return refused(status);
    std::size_t size = 0;
    int status = 0;
    const std::unique_ptr<void, FreeMemory> memory(spng_get_png_buffer(context.get(), &size, &status));
    if (!memory || status)
        return refused(status);
    const auto* first = static_cast<const std::byte*>(memory.get());
    return Bytes(first, first + size);
}

Result<void> writePng(const std::filesystem::path& file, int width, int height, PngPixels kind,
    std::span<const std::uint8_t> pixels, const std::map<std::string, std::string>& texts)
{
    const auto bytes = pngBytes(width, height, kind, pixels, texts);
    if (!bytes)
        return tl::unexpected(at(file.string(), bytes.error()));
    return replaceFile(file, *bytes);
}

} // namespace vetrina::formats
