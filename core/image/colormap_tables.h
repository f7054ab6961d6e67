#pragma once

#include <array>
#include <span>
#include <string_view>

namespace vetrina::image {

/// A point of a piecewise linear channel: brightness `y` at place `x`, both 0..1.
struct Knot {
    float x, y;
};

/// A map as it is defined: three channels of knots, or a list of colours as hexadecimal digits.
struct ColorMapSource {
    std::string_view name;
    std::array<std::span<const Knot>, 3> channels{}; ///< red, green, blue; empty where `colors` defines it
    std::string_view colors{}; ///< "rrggbbrrggbb..", from dark to bright
};

/// In the order of the menu. Written by resources/colourmaps/make_tables.py.
[[nodiscard]] std::span<const ColorMapSource> colorMapSources();

} // namespace vetrina::image
