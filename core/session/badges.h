#pragma once

#include "core/data/table.h"
#include "core/session/candidates.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace vetrina::session {

/// What decides at a glance what a candidate is, or is not.
struct Badge {
    /// In order of how much they decide.
    enum class Kind : std::uint8_t {
        Asteroid,
        Star,
        BrightStar,
        Masked,
        Saturated,
        Edge,
        Streak,
        Dipole,
        Negative,
        Few,
        Host,
        LowLatitude,
        Age,
        Rise,
        Colour
    };
    enum class Tone : std::uint8_t {
        Fact, ///< good to know
        Warning ///< speaks against a new transient, or against the measurement
    };

    Kind kind = Kind::Age;
    Tone tone = Tone::Fact;
    std::string text; ///< "SSO 121653 0.2\""
    std::string brief; ///< for a row of the queue: "SSO"
    std::string why; ///< the rule and the numbers, a sentence

    bool operator==(const Badge&) const = default;
};

/// When a badge is given. All in one place, each with its source.
namespace rules {
/// As the filter "not a known asteroid" that ships has it; ZTF itself matches within 30".
inline constexpr double asteroidArcsec = 5;
/// Perley et al. 2020 (ApJ 904, 35), the Bright Transient Survey's "point underneath".
inline constexpr double starScore = 0.76, starArcsec = 2;
/// Perley et al. 2020, "bright star": PS1 r < 15, sgscore > 0.8, within 20".
inline constexpr double brightStarMag = 15, brightStarScore = 0.8, brightStarArcsec = 20;
/// Ours: how far the wings of stars of G < 14 reach in ZTF's images; the packet searches 90".
inline constexpr double brightGaiaArcsec = 10;
/// Tachibana & Miller 2018 (PASP 130, 128001): sgscore below 0.5 is rather a galaxy; 10" as the shipped filter has it.
inline constexpr double galaxyScore = 0.5, hostArcsec = 10;
/// Where stars crowd: Perley et al. 2020 leave out 7 deg, most extragalactic searches 15 deg.
inline constexpr double lowLatitudeDeg = 15;
/// Ours, from a real night of ZTF: 14 % of what drb takes for bogus has more, 0.4 % of the rest; a point source has 1.
inline constexpr double streakElongation = 1.4;
/// ZTF's alerts count raw detections down to 3 sigma: one alone is the alert itself.
inline constexpr int fewDetections = 1;
/// ZTF cutouts are 63 pixels; smaller ones were cut by the edge of the image.
inline constexpr int ztfStamp = 63;
/// Half the side of the box about the source in which a masked pixel disturbs its photometry: ZTF's nbad is of 5 x 5.
inline constexpr int coreHalf = 2;
/// Saturated pixels are written as +-3.4e38.
inline constexpr float saturatedAbove = 1e30F;
/// Younger than that is said in hours; under three minutes the alert itself is the first detection.
inline constexpr double hoursBelowDays = 1, newBelowDays = 0.002;
} // namespace rules

/// The badges of a candidate, the most decisive in front. Pure; any thread. What the packet does not tell gives none.
///
/// Rates and colours come from the light curve (see sky/light_curve_figures.h), masked and saturated pixels from the
/// stamps, everything else from the survey's fields.
[[nodiscard]] std::vector<Badge> badgesOf(const CandidateView& view);

/// The most decisive badges of rows for the queue, at most `most` each: those that need only the table's columns
/// (asteroid, star, bright star, bad pixels, streak, dipole, negative, one detection, host). Columns that the table
/// lacks give none. Not the window's thread: columns are loaded.
[[nodiscard]] std::vector<std::vector<Badge>> shortBadges(
    const data::Table& table, std::span<const data::Row> rows, std::size_t most = 2);

} // namespace vetrina::session
