#pragma once

#include "core/image/plane.h"
#include "core/sky/light_curve.h"

#include <array>
#include <compare>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace vetrina::data {

/// Who issued an alert. The numbers are stored in projects: never renumber.
enum class Survey : std::uint8_t { Ztf = 1, Lsst = 2 };

/// What names one alert.
struct CandidateKey {
    Survey survey = Survey::Ztf;
    std::int64_t id = 0; ///< candid, diaSourceId

    auto operator<=>(const CandidateKey&) const = default;
};

/// A candidate's number in its project: dense from 0 in order of arrival, never reused. Also its row in the Table.
using Row = std::int64_t;

/// A survey field as its packet carries it. monostate is the packet's null, or a field it does not have.
using FieldValue = std::variant<std::monostate, bool, std::int64_t, double, std::string>;

/// Survey fields under the survey's own names, in the packet's order.
using Fields = std::vector<std::pair<std::string, FieldValue>>;

/// One alert: what every survey has, under Vetrina's names. Where a packet lacks one, NaN or empty.
struct Candidate {
    CandidateKey key;
    std::string object; ///< objectId, diaObjectId in decimal
    double jd = std::numeric_limits<double>::quiet_NaN(); ///< mid-exposure, days, UTC
    double raDeg = std::numeric_limits<double>::quiet_NaN();
    double decDeg = std::numeric_limits<double>::quiet_NaN();
    char band = '?';
    bool positive = true; ///< isdiffpos: brighter than the template
    float magnitude = std::numeric_limits<float>::quiet_NaN(); ///< of the difference, AB
    float magnitudeError = std::numeric_limits<float>::quiet_NaN();
    float surveyScore =
        std::numeric_limits<float>::quiet_NaN(); ///< the survey's own real/bogus score: drb, reliability
};

/// The three images, in the order in which every array of Vetrina holds them.
enum class Panel : std::uint8_t { Science = 0, Template = 1, Difference = 2 };
inline constexpr std::array panels{ Panel::Science, Panel::Template, Panel::Difference };
[[nodiscard]] constexpr std::string_view name(Panel panel)
{
    constexpr std::array<std::string_view, 3> names{ "science", "template", "difference" };
    return names[static_cast<std::size_t>(panel)];
}

/// One cutout. `plane` is empty where it is missing or torn, and then `problem` says why.
struct Stamp {
    image::Plane plane;
    std::string problem;
};

/// What a model sees of an alert: each stamp has a size of its own.
struct Triplet {
    std::array<Stamp, 3> stamps;

    [[nodiscard]] const Stamp& operator[](Panel panel) const { return stamps[static_cast<std::size_t>(panel)]; }
    [[nodiscard]] Stamp& operator[](Panel panel) { return stamps[static_cast<std::size_t>(panel)]; }
};

} // namespace vetrina::data
