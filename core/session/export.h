#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <iosfwd>
#include <stop_token>
#include <string>
#include <vector>

namespace vetrina::session {

class Session;

/// What `vetrina table` prints.
struct TableRequest {
    std::string filter; ///< empty for all
    std::vector<std::string> columns; ///< empty for every column
    std::string sort; ///< "col" or "col,desc"; empty for arrival
    std::uint64_t limit = 0; ///< 0 for all
    std::string format = "csv"; ///< csv, json, votable
};

/// Writes the project as a table and gives the number of rows. Null is empty (csv), null (json), an empty TD
/// (votable); 64-bit ids are strings in json. Errors: Malformed filter or unknown column, nothing written then.
[[nodiscard]] Result<std::uint64_t> writeTable(
    Session& session, const TableRequest& request, std::ostream& out, std::stop_token stop = {});

} // namespace vetrina::session
