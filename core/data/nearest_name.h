#pragma once

#include "core/base/result.h"

#include <span>
#include <string>
#include <string_view>

namespace vetrina::data {

/// The name that was probably meant: the same but for case, else the one with the fewest edits (swapped neighbours
/// count as one), else one that begins with what was written; empty where nothing is near. Ties: the first.
[[nodiscard]] std::string nearestName(std::string_view written, std::span<const std::string> names);

/// NotFound: "there is no column 'drbb'", with the nearest name as remedy.
[[nodiscard]] tl::unexpected<Error> noSuchColumn(std::string_view written, std::span<const std::string> names);

} // namespace vetrina::data
