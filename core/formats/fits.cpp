#include "core/formats/fits.h"

#include "core/formats/fits_status.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <limits>

namespace vetrina::formats {

namespace {

constexpr std::size_t blockSize = 2880;
constexpr std::size_t cardSize = 80;
constexpr const char* fetchAgain = "Fetch the file again.";

/// Keywords that say the same of a header's shape: value of them, or nothing where one is out of range.
std::optional<std::uint64_t> dataSizeOf(const FitsHeader& header, std::int64_t naxis)
{
    if (naxis == 0)
        return 0;
    const bool groups = header.logical("GROUPS").value_or(false) && header.integer("NAXIS1") == 0;
    const std::uint64_t most = std::uint64_t(1) << 50;
    std::uint64_t elements = 1;
    for (std::int64_t axis = groups ? 2 : 1; axis <= naxis; ++axis) {
        const auto length = header.integer("NAXIS" + std::to_string(axis));
        if (!length || *length < 0 || (*length != 0 && elements > most / static_cast<std::uint64_t>(*length)))
            return std::nullopt;
        elements *= static_cast<std::uint64_t>(*length);
    }
    const std::int64_t parameters = header.integer("PCOUNT").value_or(0);
    const std::int64_t count = header.integer("GCOUNT").value_or(1);
    if (parameters < 0 || count < 0 || static_cast<std::uint64_t>(parameters) > most)
        return std::nullopt;
    elements += static_cast<std::uint64_t>(parameters);
    const auto width = static_cast<std::uint64_t>(std::abs(header.integer("BITPIX").value_or(0)) / 8);
    const auto factor = static_cast<std::uint64_t>(count) * width;
    if (count > 1'000'000 || (factor != 0 && elements > most / factor))
        return std::nullopt;
    return elements * factor;
}

std::uint64_t padded(std::uint64_t size) { return (size + blockSize - 1) / blockSize * blockSize; }

tl::unexpected<Error> malformed(const std::string& what)
{
    return fail(Error::Code::Malformed, "FITS: " + what, fetchAgain);
}

/// Whether the axes after the second have one pixel.
bool isFlat(const FitsHeader& header, std::int64_t naxis)
{
    for (std::int64_t axis = 3; axis <= naxis; ++axis)
        if (header.integer("NAXIS" + std::to_string(axis)) != 1)
            return false;
    return true;
}

/// Reads the header at `offset`; nothing where it is torn or not a header.
Result<FitsHdu> readHdu(std::span<const std::byte> bytes, std::uint64_t offset, const FitsLimits& limits)
{
    const std::string_view text = asText(bytes.subspan(offset));
    const std::string_view begins = offset == 0 ? "SIMPLE  =" : "XTENSION=";
    if (!text.starts_with(begins))
        return malformed("does not begin with " + std::string(begins));
    std::size_t cards = 0;
    for (;; ++cards) {
        if (cards > limits.cards)
            return fail(Error::Code::Unsupported,
                "FITS: a header of more than " + std::to_string(limits.cards) + " cards", fetchAgain);
        if ((cards + 1) * cardSize > text.size())
            return malformed("the header is torn: no END");
        if (text.substr(cards * cardSize, 8) == "END     ")
            break;
    }
    FitsHdu hdu;
    hdu.header = FitsHeader(std::string(text.substr(0, cards * cardSize)));
    const auto bitpix = hdu.header.integer("BITPIX");
    constexpr std::array<std::int64_t, 6> known{ 8, 16, 32, 64, -32, -64 };
    if (!bitpix || std::ranges::find(known, *bitpix) == known.end())
        return malformed("BITPIX is missing or none of 8, 16, 32, 64, -32, -64");
    const auto naxis = hdu.header.integer("NAXIS");
    if (!naxis || *naxis < 0 || *naxis > 32)
        return malformed("NAXIS is missing or out of range");
    const auto size = dataSizeOf(hdu.header, *naxis);
    if (!size)
        return malformed("NAXISn, PCOUNT or GCOUNT is missing or out of range");
    hdu.name = hdu.header.text("EXTNAME").value_or("");
    hdu.dataOffset = offset + padded((cards + 1) * cardSize);
    hdu.dataSize = *size;
    const bool canHold = offset == 0 || hdu.header.text("XTENSION") == "IMAGE";
    if (canHold && *naxis >= 2 && isFlat(hdu.header, *naxis)) {
        const auto width = hdu.header.integer("NAXIS1").value_or(0);
        const auto height = hdu.header.integer("NAXIS2").value_or(0);
        constexpr std::int64_t longest = std::numeric_limits<int>::max();
        const bool one = hdu.header.integer("PCOUNT").value_or(0) == 0 && hdu.header.integer("GCOUNT").value_or(1) == 1;
        hdu.isImage = one && width > 0 && height > 0 && width <= longest && height <= longest;
        hdu.width = hdu.isImage ? static_cast<int>(width) : 0;
        hdu.height = hdu.isImage ? static_cast<int>(height) : 0;
    }
    return hdu;
}

/// The first image of a file, and its number in it counted from 0.
Result<std::pair<FitsHdu, int>> firstImage(std::span<const std::byte> bytes, const FitsLimits& limits)
{
    auto hdus = readFitsHdus(bytes, true, limits);
    if (!hdus)
        return tl::unexpected(hdus.error());
    FitsHdu& last = hdus->back();
    if (!last.isImage) {
        const bool compressed = last.header.logical("ZIMAGE").value_or(false);
        return fail(Error::Code::Unsupported,
            compressed ? "FITS: the image is tile-compressed" : "FITS: no image of two axes is in the file",
            compressed ? "Unpack it with funpack." : "Give a file with an image.");
    }
    const std::uint64_t pixels = static_cast<std::uint64_t>(last.width) * static_cast<std::uint64_t>(last.height);
    if (pixels > limits.pixels)
        return fail(Error::Code::Unsupported,
            "FITS: " + std::to_string(last.width) + " x " + std::to_string(last.height) + " pixels, more than the "
                + std::to_string(limits.pixels) + " that are read",
            "Cut the image.");
    const std::uint64_t there = bytes.size() > last.dataOffset ? bytes.size() - last.dataOffset : 0;
    if (there < last.dataSize)
        return malformed("torn: the header claims " + std::to_string(last.dataSize) + " bytes of pixels, "
            + std::to_string(there) + " are there");
    const int number = static_cast<int>(hdus->size()) - 1;
    return std::pair(std::move(last), number);
}

} // namespace

Result<std::vector<FitsHdu>> readFitsHdus(std::span<const std::byte> bytes, bool stopAtImage, const FitsLimits& limits)
{
    if (bytes.empty())
        return malformed("empty");
    std::vector<FitsHdu> hdus;
    std::uint64_t offset = 0;
    while (offset < bytes.size()) {
        if (hdus.size() == limits.hdus)
            return fail(Error::Code::Unsupported, "FITS: more than " + std::to_string(limits.hdus) + " parts",
                "Split the file.");
        auto hdu = readHdu(bytes, offset, limits);
        if (!hdu && hdus.empty())
            return tl::unexpected(hdu.error());
        if (!hdu)
            break;
        offset = hdu->dataOffset + padded(hdu->dataSize);
        hdus.push_back(std::move(*hdu));
        if (stopAtImage && hdus.back().isImage)
            break;
    }
    return hdus;
}

Result<FitsHeader> readFitsHeader(std::span<const std::byte> bytes, const FitsLimits& limits)
{
    auto found = firstImage(bytes, limits);
    if (!found)
        return tl::unexpected(found.error());
    return std::move(found->first.header);
}

Result<image::Plane> readFitsPlane(std::span<const std::byte> bytes, const FitsLimits& limits)
{
    const auto found = firstImage(bytes, limits);
    if (!found)
        return tl::unexpected(found.error());
    const auto& [hdu, number] = *found;

    // CFITSIO reads whole blocks; a file whose last padding is missing is given it. What follows is not its business.
    const std::uint64_t whole = hdu.dataOffset + padded(hdu.dataSize);
    Bytes copy;
    if (bytes.size() < whole) {
        copy.assign(bytes.begin(), bytes.end());
        copy.resize(whole);
        bytes = copy;
    }
    void* memory = const_cast<std::byte*>(bytes.data()); // opened read-only
    std::size_t size = whole;
    fitsfile* file = nullptr;
    int status = 0;
    if (fits_open_memfile(&file, "stamp", READONLY, &memory, &size, 0, nullptr, &status))
        return malformed(fitsWords(status));
    const OwnFits own(file);

    int bitpix = 0;
    int naxis = 0;
    std::array<LONGLONG, 2> axes{};
    int type = 0;
    fits_movabs_hdu(file, number + 1, &type, &status);
    fits_get_img_paramll(file, 2, &bitpix, &naxis, axes.data(), &status);
    if (status)
        return malformed(fitsWords(status));
    if (axes[0] != hdu.width || axes[1] != hdu.height || bitpix != hdu.header.integer("BITPIX"))
        return malformed("the header contradicts itself"); // a keyword given twice

    image::Plane plane{ hdu.width, hdu.height, {} };
    plane.pixels.resize(plane.view().size());
    // Asked to look for nulls, CFITSIO sets denormal floats to 0; they need no looking for, NaN comes as it is.
    float blank = std::numeric_limits<float>::quiet_NaN();
    int anyNull = 0;
    fits_read_img(file, TFLOAT, 1, static_cast<LONGLONG>(plane.pixels.size()), bitpix > 0 ? &blank : nullptr,
        plane.pixels.data(), &anyNull, &status);
    // A double too large for a float comes back as the largest float; that is said here, not an error.
    if (status && status != NUM_OVERFLOW)
        return malformed(fitsWords(status));
    fits_clear_errmsg();
    return plane;
}

} // namespace vetrina::formats
