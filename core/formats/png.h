#pragma once

#include "core/base/file.h"
#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>

namespace vetrina::formats {

enum class PngPixels : std::uint8_t { Gray8 = 1, Rgb8 = 3, Rgba8 = 4 }; ///< the number is the bytes a pixel

/// A PNG of 8 bits a channel, by libspng. `pixels` are rows from the top, without padding. `texts` are written as iTXt
/// ("Software", "Description", ...). Errors: WrongUse where the size is not that of the pixels.
[[nodiscard]] Result<Bytes> pngBytes(int width, int height, PngPixels kind, std::span<const std::uint8_t> pixels,
    const std::map<std::string, std::string>& texts = {});

/// The same as a file, replaced whole. Errors: also those of replaceFile().
[[nodiscard]] Result<void> writePng(const std::filesystem::path& file, int width, int height, PngPixels kind,
    std::span<const std::uint8_t> pixels, const std::map<std::string, std::string>& texts = {});

} // namespace vetrina::formats
