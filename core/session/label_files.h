#pragma once

#include "core/base/result.h"
#include "core/store/labels.h"

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vetrina::session {

// Label events as text, one a line or object, with the columns and words of core/store/label_exchange.h. Private to
// core/session.

[[nodiscard]] std::string labelsAsCsv(std::span<const store::LabelEvent> events);
/// Empty cells are null, but `object`; `seconds` is a number, ids are text.
[[nodiscard]] std::string labelsAsJson(std::span<const store::LabelEvent> events);

/// What an event has that does not say it: who labels here, and with which scheme.
struct LabelDefaults {
    std::string user;
    std::string scheme;
    std::int64_t schemeVersion = 0;
};

/// Reads what the two write, told apart by the first character; `name` stands before every message. Columns and keys
/// may stand in any order; only candid and label must be there. Errors: Malformed with the event and the column.
[[nodiscard]] Result<std::vector<store::LabelEvent>> readLabels(
    const std::string& name, std::string_view text, const LabelDefaults& defaults);
/// The same of a file. Errors: also NotFound, Io.
[[nodiscard]] Result<std::vector<store::LabelEvent>> readLabelFile(
    const std::filesystem::path& file, const LabelDefaults& defaults);

} // namespace vetrina::session
