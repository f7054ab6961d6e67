#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace vetrina::image {

/// How brightness runs between the limits, in DS9's order and with its constants.
enum class Stretch : std::uint8_t {
    Linear,
    Log, ///< log10(1000 x + 1) / log10(1000), at most 1
    Power, ///< (1000^x - 1) / 1000
    Sqrt,
    Squared,
    Asinh, ///< asinh(10 x) / 3, at most 1
    Sinh, ///< sinh(3 x) / 10, at most 1
    HistEq ///< the share of the stamp's pixels that lie lower: depends on the stamp
};

/// All of them, for menus.
[[nodiscard]] std::span<const Stretch> stretches();
/// The name on the command line and in settings: "linear", "log", .. "histeq".
[[nodiscard]] std::string_view name(Stretch stretch);
/// The words in the menu: "Linear", "Square root", "Histogram equalization".
[[nodiscard]] std::string_view label(Stretch stretch);
/// Reads a name. Errors: WrongUse for another word.
[[nodiscard]] Result<Stretch> parseStretch(std::string_view text);

/// Brightness in [0, 1] at `x`, the place between the limits; `x` outside [0, 1] counts as the nearer end.
///
/// HistEq gives `x`: without a stamp there is nothing to equalize. NaN gives NaN. Pure; any thread.
[[nodiscard]] double stretched(Stretch stretch, double x);

} // namespace vetrina::image
