#pragma once

#include "core/store/labels.h"

#include <array>
#include <span>
#include <string>
#include <string_view>

namespace vetrina::store {

/// The columns of an export of label events, as `labels export` writes and `labels import` reads them.
///
/// A flag, its end, a skip and a note have no scheme and say `flag`, `unflag`, `skip` or `note` as their label. An undo
/// and a redo have no label and name in `undoes` what they take back. Times are UTC, to the microsecond.
inline constexpr std::array<std::string_view, 11> exchangeColumns{ "event", "candid", "object", "survey", "user",
    "time", "scheme", "label", "undoes", "seconds", "note" };

using ExchangeCells = std::array<std::string, exchangeColumns.size()>;

/// One event as cells; empty for what it does not have.
[[nodiscard]] ExchangeCells toExchange(const LabelEvent& event);

/// The event of such cells. `event`, `object`, `time`, `seconds`, `note`, `undoes` and, of a mark, `scheme` may be
/// empty; an empty survey is ZTF. Whether `undoes` makes it an undo or a redo, LabelStore::import() finds out. Errors:
/// Malformed with the column's name.
[[nodiscard]] Result<LabelEvent> fromExchange(const ExchangeCells& cells);

/// Whether a label without a scheme is one of those words.
[[nodiscard]] bool isMark(std::string_view label);

/// "2026-11-22T22:03:58.123456Z", and back; without a fraction or Z, or with +00:00 for it, too. Errors: Malformed.
[[nodiscard]] std::string isoOfUs(std::int64_t timeUs);
[[nodiscard]] Result<std::int64_t> usOfIso(std::string_view text);

} // namespace vetrina::store
