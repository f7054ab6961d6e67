#pragma once

#include "core/base/file.h"
#include "core/base/result.h"
#include "core/image/plane.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vetrina::formats {

/// What a reader of FITS from a stranger stops at, as Unsupported, before it takes any memory for the pixels.
struct FitsLimits {
    std::uint64_t pixels = std::uint64_t(1) << 26;
    std::size_t hdus = 256; ///< looked at for the image
    std::size_t cards = 10'000; ///< in a header
};

/// The 80-character records of one header, in order. FITS standard 4.0, section 4.
class FitsHeader {
public:
    struct Card {
        std::string_view keyword; ///< without trailing blanks
        std::string_view value; ///< as written, without blanks and comment; text with its quotes
    };

    FitsHeader() = default;
    explicit FitsHeader(std::string cards); ///< whole cards, without END; anything after a whole card is left out

    [[nodiscard]] std::size_t size() const { return m_cards.size() / 80; }
    [[nodiscard]] Card card(std::size_t index) const;

    /// The value of the first card of that keyword; nothing where there is none or it is of another type.
    [[nodiscard]] std::optional<double> number(std::string_view keyword) const;
    [[nodiscard]] std::optional<std::int64_t> integer(std::string_view keyword) const;
    [[nodiscard]] std::optional<bool> logical(std::string_view keyword) const;
    [[nodiscard]] std::optional<std::string> text(std::string_view keyword) const; ///< trailing blanks left out
    [[nodiscard]] bool has(std::string_view keyword) const { return find(keyword).has_value(); }

    /// The cards, 80 characters each, one after another and without END: what wcspih() takes.
    [[nodiscard]] const std::string& cards() const { return m_cards; }

private:
    [[nodiscard]] std::optional<std::string_view> find(std::string_view keyword) const;

    std::string m_cards;
};

/// One header and data unit, found by its header alone.
struct FitsHdu {
    FitsHeader header;
    std::string name; ///< EXTNAME
    bool isImage = false; ///< has pixels in two axes (and perhaps further ones of length 1)
    int width = 0; ///< of an image
    int height = 0;
    std::uint64_t dataOffset = 0; ///< in the file
    std::uint64_t dataSize = 0; ///< bytes, without padding; all of them are there for every HDU but the last
};

/// Goes through the headers of a FITS file in memory up to the first that is torn or that `stopAtImage`.
///
/// Errors: Malformed where the first header is not one; Unsupported over the limits. A torn later HDU ends the
/// list: what stands before it can be read.
[[nodiscard]] Result<std::vector<FitsHdu>> readFitsHdus(
    std::span<const std::byte> bytes, bool stopAtImage = false, const FitsLimits& limits = {});

/// The header of the first HDU that holds an image, WCS keywords and all. Errors: as readFitsPlane().
[[nodiscard]] Result<FitsHeader> readFitsHeader(std::span<const std::byte> bytes, const FitsLimits& limits = {});

/// The first image of a FITS file in memory as float32, by CFITSIO: any BITPIX, BSCALE and BZERO applied, BLANK and
/// NaN as NaN; float32 comes back bit by bit. Row 0 is the file's first row.
///
/// Never sees a file name, so CFITSIO's name syntax (filters, commands, URLs) can't be reached. Any thread.
/// Errors: Malformed for what is torn or no FITS, with what was claimed and what is there; Unsupported where there
/// is no image of two axes, it is tile-compressed, or over the limits.
[[nodiscard]] Result<image::Plane> readFitsPlane(std::span<const std::byte> bytes, const FitsLimits& limits = {});

/// A card to write: a value as it shall stand ("12.5", "'TAN'", "T").
struct FitsCardText {
    std::string keyword; ///< 1..8 of A-Z 0-9 - _
    std::string value;
    std::string comment;
};

/// A FITS file of one image, BITPIX -32, NaN as NaN. Errors: WrongUse for an empty plane or a card that FITS can't
/// hold.
[[nodiscard]] Result<Bytes> fitsBytes(const image::PlaneView& plane, std::span<const FitsCardText> cards = {});

/// The same as a file, replaced whole. Errors: also those of replaceFile().
[[nodiscard]] Result<void> writeFits(
    const std::filesystem::path& file, const image::PlaneView& plane, std::span<const FitsCardText> cards = {});

} // namespace vetrina::formats
