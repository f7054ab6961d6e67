#pragma once

#include "core/base/result.h"
#include "core/store/labels.h"

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace vetrina::session {

// Label events as text, one a line or object: event, candid, object, survey, user, time, scheme, label, undoes,
// seconds, note. `time` is UTC to the microsecond. A label has a scheme; an event without one is a flag, an unflag or a
// skip by its label, a note by its note, an undo by `undoes` alone (a redo undoes an undo). Private to core/session.

[[nodiscard]] std::string labelsAsCsv(std::span<const store::LabelEvent> events);
[[nodiscard]] std::string labelsAsJson(std::span<const store::LabelEvent> events);

/// Reads what the two write, told apart by the first character. Columns and keys may stand in any order; only candid
/// and label must be there. Errors: NotFound; Malformed with the line or the event.
[[nodiscard]] Result<std::vector<store::LabelEvent>> readLabels(const std::filesystem::path& file);

} // namespace vetrina::session
