#pragma once

#include "core/base/result.h"
#include "core/data/candidate.h"
#include "core/data/table.h"

#include <stop_token>
#include <string>
#include <vector>

namespace vetrina::session {

/// A field by which some candidates differ from all.
struct ApartField {
    std::string name;
    double sigmas = 0; ///< how many standard deviations of all their mean lies above that of all
    double mean = 0; ///< of those
    double meanOfAll = 0;
};

/// What sets some candidates apart: the fields that the survey is measured by (those of the anomaly scorers), by how
/// far the mean of the chosen lies from that of all; most first, at most so many. A value that is missing counts in
/// neither mean; fields without spread, or of which fewer than two of the chosen have a value, are left out.
///
/// Any thread but the window's. Errors: NotFound where the table has none of the fields, Cancelled.
[[nodiscard]] Result<std::vector<ApartField>> fieldsApart(const data::Table& table,
    const std::vector<data::Row>& chosen, const std::vector<data::Row>& all, std::size_t most,
    std::stop_token stop = {});

} // namespace vetrina::session
