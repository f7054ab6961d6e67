#pragma once

#include "core/data/candidate.h"
#include "core/data/table.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vetrina::session {

/// What the badges are made from, by whatever name the survey has for it; nothing for null and for sentinels.
/// Private to core/session.
struct BadgeFacts {
    /// A source of the survey's catalogue nearby.
    struct Source {
        double score = 0; ///< 0 galaxy .. 1 star
        double arcsec = 0;
        std::optional<double> magnitude; ///< r
    };

    std::optional<double> ssDistance, ssMagnitude; ///< arcsec, V
    std::string ssName;
    std::optional<std::int64_t> ssObject; ///< what the survey associated it with
    std::vector<Source> catalogue; ///< nearest first
    std::optional<double> gaiaBright, gaiaBrightMagnitude; ///< arcsec to Gaia's nearest of G < 14
    std::optional<double> elongation;
    std::optional<long> badPixels, detections;
    std::string_view detectionsField;
    std::optional<double> firstJd; ///< days, UTC
    bool positive = true, edge = false, saturated = false, dipole = false, glint = false;
};

[[nodiscard]] BadgeFacts badgeFactsOf(const data::Candidate& candidate, const data::Fields& fields);

/// The columns of a table that badges ask for, fetched once.
class BadgeColumns {
public:
    explicit BadgeColumns(const data::Table& table);
    [[nodiscard]] BadgeFacts at(data::Row row) const;

private:
    [[nodiscard]] data::FieldValue value(std::string_view name, data::Row row) const;

    std::map<std::string, std::shared_ptr<const data::Column>, std::less<>> m_columns;
};

} // namespace vetrina::session
