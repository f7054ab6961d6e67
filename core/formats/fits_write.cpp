#include "core/formats/fits.h"

#include "core/formats/fits_status.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace vetrina::formats {

namespace {

constexpr std::size_t blockSize = 2880;
constexpr std::size_t cardSize = 80;

struct FreeMemory {
    void* data = nullptr;
    ~FreeMemory() { std::free(data); }
};

/// The 80 characters of a card; nothing where FITS can't hold it.
std::optional<std::string> cardText(const FitsCardText& card)
{
    const auto inKeyword = [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    };
    const auto printable = [](char c) { return c >= ' ' && c <= '~'; };
    if (card.keyword.empty() || card.keyword.size() > 8 || !std::ranges::all_of(card.keyword, inKeyword)
        || card.keyword == "END")
        return std::nullopt;
    std::string text = card.keyword + std::string(8 - card.keyword.size(), ' ') + "= " + card.value;
    if (text.size() > cardSize || !std::ranges::all_of(card.value + card.comment, printable))
        return std::nullopt;
    if (!card.comment.empty())
        text += " / " + card.comment;
    text.resize(cardSize, ' ');
    return text;
}

} // namespace

Result<Bytes> fitsBytes(const image::PlaneView& plane, std::span<const FitsCardText> cards)
{
    if (plane.width <= 0 || plane.height <= 0)
        return fail(Error::Code::WrongUse, "FITS: the image is empty", "Choose a candidate that has this cutout.");
    FreeMemory buffer;
    std::size_t size = 0;
    fitsfile* file = nullptr;
    int status = 0;
    if (fits_create_memfile(&file, &buffer.data, &size, 16 * blockSize, std::realloc, &status))
        return fail(Error::Code::Io, "FITS: " + fitsWords(status), "Close other programs.");
    OwnFits own(file);
    std::array<long, 2> axes{ plane.width, plane.height };
    fits_create_img(file, FLOAT_IMG, 2, axes.data(), &status);
    for (const FitsCardText& card : cards) {
        const auto text = cardText(card);
        if (!text)
            return fail(Error::Code::WrongUse, "FITS: the card '" + card.keyword + "' can't be written",
                "Use a keyword of at most 8 capitals and a value of plain ASCII.");
        fits_write_record(file, text->c_str(), &status);
    }
    fits_write_img(file, TFLOAT, 1, static_cast<LONGLONG>(plane.size()), const_cast<float*>(plane.data), &status);
    fits_flush_file(file, &status);
    LONGLONG header = 0;
    LONGLONG data = 0;
    LONGLONG end = 0;
    fits_get_hduaddrll(file, &header, &data, &end, &status);
    own.reset(); // writes the padding
    if (status || end < 0 || static_cast<std::uint64_t>(end) > size)
        return fail(Error::Code::Io, "FITS: " + fitsWords(status), "Free some memory and try again.");
    const auto* first = static_cast<const std::byte*>(buffer.data);
    return Bytes(first, first + end);
}

Result<void> writeFits(
    const std::filesystem::path& file, const image::PlaneView& plane, std::span<const FitsCardText> cards)
{
    const auto bytes = fitsBytes(plane, cards);
    if (!bytes)
        return tl::unexpected(bytes.error());
    return replaceFile(file, *bytes);
}

} // namespace vetrina::formats
