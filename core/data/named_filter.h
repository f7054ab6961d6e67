#pragma once

#include "core/base/result.h"
#include "core/data/table.h"

#include <string>
#include <string_view>
#include <vector>

namespace vetrina::data {

/// A filter with a name, which fits the tables of every survey.
///
/// Surveys call the same thing differently, and a project may hold alerts of several: so it is made of parts, of
/// which those are used whose columns the table has.
struct NamedFilter {
    std::string name; ///< "not a known asteroid"
    std::string about;
    std::vector<std::string> parts; ///< filters
    bool all = false; ///< the parts that apply must hold all; else any of them

    /// The text of the filter for a table. Errors: NotFound where the table has the columns of no part.
    [[nodiscard]] Result<std::string> textFor(const Table& table) const;

    /// Those that ship: tonight, bright, young, not a known asteroid, near a galaxy, unseen.
    /// Errors: NotFound, Malformed where the installation is incomplete.
    [[nodiscard]] static Result<std::vector<NamedFilter>> shipped();

    /// `[ { "name": "..", "about": "..", "any": [ ".." ] }, { .. "all": [ ".." ] } ]`. Errors: Malformed.
    [[nodiscard]] static Result<std::vector<NamedFilter>> parse(std::string_view json, const std::string& place);
};

} // namespace vetrina::data
