#pragma once

#include "core/base/result.h"
#include "core/data/candidate.h"
#include "core/data/table.h"
#include "core/session/candidates.h"
#include "core/session/exposures.h"

#include <optional>

namespace vetrina::session {

/// A ZTF candidate's astrometry: its stamps carry none, so the frame is fitted to the alerts of the same exposure
/// quadrant (same jd and rcid) that the project holds, or the survey's mean matrix is taken; `origin` says which.
///
/// Reads the columns jd, rcid, xpos, ypos, ra and dec, and of them no more than what `exposures`, which knows the times
/// of the same project, does not rule out. Nothing where the packet has no pixel position. Any thread but the window's.
[[nodiscard]] std::optional<Astrometry> ztfAstrometry(
    const data::Table& table, const data::Candidate& candidate, const data::Fields& fields, Exposures& exposures);

/// From the cards of a stamp's own header. Nothing where they hold no usable frame.
[[nodiscard]] std::optional<Astrometry> headerAstrometry(std::string_view cards, const data::Candidate& candidate);

/// The number a field holds; nothing for null, text, or a field that is not there.
[[nodiscard]] std::optional<double> number(const data::Fields& fields, std::string_view name);

} // namespace vetrina::session
