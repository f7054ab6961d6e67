#pragma once

#include "core/session/candidates.h"
#include "core/sky/coordinates.h"

#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

namespace vetrina::session {

/// Finds candidates by what somebody types: a name, an id, a place. Any thread but the window's; each answer takes
/// milliseconds among a million candidates.
class Finder {
public:
    struct Object {
        CandidateRow last; ///< its alert that came last
        std::uint64_t alerts = 0;
    };
    struct Near {
        CandidateRow candidate;
        double arcsec = 0;
    };
    struct Labelled {
        CandidateRow candidate;
        double jd = 0; ///< when
    };

    virtual ~Finder() = default;

    /// Objects whose name begins so, by name. ZTF's may be typed in any case and without their ZTF.
    [[nodiscard]] virtual Result<std::vector<Object>> objects(const std::string& prefix, std::size_t limit) const = 0;

    /// Alerts whose id begins with these digits; an id of just these first.
    [[nodiscard]] virtual Result<std::vector<CandidateRow>> alerts(
        const std::string& digits, std::size_t limit) const = 0;

    /// Objects within that angle of a place, the nearest first, each by its nearest alert.
    [[nodiscard]] virtual Result<std::vector<Near>> near(
        sky::SkyPosition place, double arcsec, std::size_t limit, std::stop_token stop = {}) const = 0;

    /// What the user labelled last and is labelled still, an object once, the last one first.
    [[nodiscard]] virtual Result<std::vector<Labelled>> labelledLast(std::size_t limit) const = 0;

    /// How many candidates a filter lets through. Errors: Malformed as data::Filter::parse(); Cancelled.
    [[nodiscard]] virtual Result<std::size_t> count(const std::string& filter, std::stop_token stop = {}) const = 0;
};

} // namespace vetrina::session
