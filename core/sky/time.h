#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace vetrina::sky {

/// Where a survey's telescope stands: what its nights are counted by.
struct Site {
    std::string_view name;
    double longitudeDeg = 0; ///< east positive, -180..180
};

inline constexpr Site palomar{ "Palomar", -116.8638 }; ///< ZTF
inline constexpr Site cerroPachon{ "Cerro Pachon", -70.7494 }; ///< Rubin

/// A Julian date (days, UTC) as "2023-09-21T04:33:12.345Z", rounded to `decimals` of a second, 0..6.
///
/// A Julian date in double is good to 40 us. Empty for NaN and for years outside 0..9999. Pure; any thread.
[[nodiscard]] std::string isoUtc(double jd, int decimals = 3);
/// The Julian date of "2023-09-21", "2023-09-21T04:33", ":12", ".345", with or without Z, T or a blank between.
///
/// Proleptic Gregorian calendar. Errors: Malformed for other text and for days or times that do not exist;
/// a leap second counts as the first of the next minute.
[[nodiscard]] Result<double> jdOfIso(std::string_view text);

[[nodiscard]] constexpr double jdOfMjd(double mjd) { return mjd + 2400000.5; }
[[nodiscard]] constexpr double mjdOfJd(double jd) { return jd - 2400000.5; }
/// The Julian date in UTC of a modified Julian date in TAI, as Rubin gives its mid-exposures.
///
/// Knows the leap seconds of 1972 to 2017; before 1972 it takes the first step's 10 s. IERS Bulletin C.
[[nodiscard]] double jdUtcOfMjdTai(double mjdTai);

/// A night, from local noon to local noon, by the number of the Julian day that begins nearest its first noon.
///
/// Local is the mean solar time of the longitude: no time zone, no summer time. Dense: the next night is one more.
using Night = std::int32_t;

/// Of NaN and of dates outside years 0..9999: 0.
[[nodiscard]] Night nightOf(double jd, const Site& site);
/// The evening's date, "2023-09-21"; empty for 0.
[[nodiscard]] std::string nameOf(Night night);
/// Reads an evening's date. Errors: Malformed.
[[nodiscard]] Result<Night> parseNight(std::string_view text);

} // namespace vetrina::sky
