#pragma once

#include "core/base/result.h"
#include "core/image/plane.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace vetrina::image {

/// The pixel values shown at the two ends of the colour map.
///
/// Double, because that is what the reference computes in: rounding to float32 would lose its last digits.
struct Limits {
    double low = 0;
    double high = 1;

    bool operator==(const Limits&) const = default;
};

/// How the limits follow from the pixels, in the order of the menu.
enum class LimitsRule : std::uint8_t {
    MinMax,
    P99_5, ///< 99.5 % of the pixels: a quarter of a per cent is left out at each end
    P99,
    P98,
    P97,
    P96,
    P95,
    P92_5,
    P90,
    ZScale, ///< as astropy computes it: zscale.h
    ZScaleDs9, ///< as SAOImage DS9 computes it: zscale.h
    ZMax, ///< DS9's: its zscale low, with the data maximum
    User ///< two numbers of the user's own
};

/// All of them, for menus.
[[nodiscard]] std::span<const LimitsRule> limitsRules();
/// The name on the command line and in settings: "minmax", "99.5" .. "90", "zscale", "zscale-ds9", "zmax", "user".
[[nodiscard]] std::string_view name(LimitsRule rule);
/// The words in the menu: "Min Max", "99.5 %", "ZScale".
[[nodiscard]] std::string_view label(LimitsRule rule);

/// A rule, and the numbers that go with `User`.
struct LimitsChoice {
    LimitsRule rule = LimitsRule::ZScale;
    Limits user{}; ///< read only where the rule is User

    bool operator==(const LimitsChoice&) const = default;
};

/// Reads a name as on the command line, or `LOW,HIGH`.
///
/// Errors: WrongUse for another word, for numbers that are not finite, and where LOW is not below HIGH.
[[nodiscard]] Result<LimitsChoice> parseLimits(std::string_view text);

/// The limits of those pixels under a rule. Equal, to the last bit, to astropy.visualization's MinMaxInterval and
/// PercentileInterval; for zscale see zscale.h.
///
/// NaN and infinities are left out of every statistic; where nothing is left, {0, 1}. Pixels of +-3.4028e38
/// count as they are: percentiles between two of opposite sign overflow float32 to an infinity, in astropy as
/// here. `User` gives {0, 1}: use the overload that knows the numbers. Pure; any thread.
[[nodiscard]] Limits limitsOf(PlaneView plane, LimitsRule rule);
[[nodiscard]] Limits limitsOf(PlaneView plane, const LimitsChoice& choice);

} // namespace vetrina::image
