#pragma once

#include "core/base/result.h"
#include "core/data/candidate.h"

#include <string>
#include <vector>

namespace vetrina::session {

/// A page elsewhere about a candidate.
struct Link {
    std::string site; ///< "SIMBAD"
    std::string url; ///< ASCII, escaped
    std::string about; ///< what it asks for: "by object", "within 10 arcsec"
};

/// Where a candidate can be looked up, in the order of a menu: catalogues by position, images, then the survey's own
/// brokers by object, then the Minor Planet Center. Built offline; pure; any thread.
///
/// What a site can't be asked with is left out: brokers without an object, positions that are NaN, the Minor Planet
/// Center without a date.
[[nodiscard]] std::vector<Link> linksOf(const data::Candidate& candidate);

/// A line for a finder chart or an observing request: object, sexagesimal and decimal place, band and magnitude, time.
[[nodiscard]] std::string finderLine(const data::Candidate& candidate);

/// All fields of a candidate as two lines of tab-separated values, names and values. Tabs and line ends become blanks.
[[nodiscard]] std::string asTsv(const data::Candidate& candidate, const data::Fields& fields);

/// All fields of a candidate as a JSON object, in the packet's order; NaN and infinities are null, ids in full.
[[nodiscard]] std::string asJson(const data::Candidate& candidate, const data::Fields& fields);

} // namespace vetrina::session
