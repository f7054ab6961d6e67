#pragma once

#include "core/session/candidates.h"
#include "core/store/labels.h"

#include <vector>

namespace vetrina::session {

/// What was said of a candidate, by whom and when, newest first: a line an event. Labels of another scheme than
/// `scheme` say so. An event that was undone stays, with `stands` false; its undo says what it took back. Private to
/// core/session.
[[nodiscard]] Result<std::vector<HistoryLine>> historyOf(
    const store::LabelStore& store, const data::CandidateKey& key, const std::string& scheme);

} // namespace vetrina::session
