#pragma once

#include "core/base/result.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace vetrina::image {

/// Colours in order of brightness of what they stand for: as many as DS9 makes of a map.
struct ColorMap {
    static constexpr std::size_t size = 2048;

    std::string_view name;
    std::array<std::uint32_t, size> colors{}; ///< 0xAARRGGBB, alpha 255

    bool operator==(const ColorMap&) const = default;

    /// One of the maps that ship: grey, red, green, blue, a, b, bb, he, i8, aips0, sls, hsv, heat, cool, rainbow,
    /// standard (SAOImage DS9's), viridis, inferno, magma, plasma, twilight, turbo, cividis.
    ///
    /// Lives as long as the program; any thread. Errors: WrongUse for another name.
    [[nodiscard]] static Result<const ColorMap*> named(std::string_view name);
    /// The first of them.
    [[nodiscard]] static const ColorMap& grey();
    /// All of them, for menus, in the order above.
    [[nodiscard]] static std::span<const ColorMap> all();
};

} // namespace vetrina::image
