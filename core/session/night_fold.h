#pragma once

#include "core/session/night.h"
#include "core/store/labels.h"

#include <span>

namespace vetrina::session {

/// What foldNight() is asked.
struct NightQuestion {
    NightSpan span = NightSpan::Sitting;
    std::string user;
    data::LabelScheme scheme;
    std::int64_t nightBeganUs = 0; ///< of NightSpan::Night
};

/// A pause as long as this ends a sitting; one longer than the other is no time spent.
inline constexpr std::int64_t sittingPauseUs = 30 * 60 * std::int64_t(1'000'000);
inline constexpr std::int64_t spentPauseUs = 5 * 60 * std::int64_t(1'000'000);

/// The report of these events, but for `total`, `neverShown` and of each line's candidate all but its key and object.
///
/// Events by others, and those that were imported, are nobody's doing here; an imported label still is the one that
/// stands where it is the latest. Private to core/session.
[[nodiscard]] NightReport foldNight(
    std::span<const store::LabelEvent> events, std::span<const store::SeenEvent> seen, const NightQuestion& question);

/// The last noon before that time, by the clock of this computer's place.
[[nodiscard]] std::int64_t lastNoonUs(std::int64_t nowUs);

} // namespace vetrina::session
