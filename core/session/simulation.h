#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace vetrina::session {

class Session;

/// Which synthetic night, and how much of it.
struct SimulationRequest {
    int night = 1; ///< 1..6000; night 1 is that of 2025-01-01
    std::uint64_t seed = 1;
    int count = 2000; ///< alerts
    unsigned threads = 0; ///< 0: as many as usable cores
};

/// What was made; `made` and `classes` are keys of `vetrina simulate --json`.
struct SimulationReport {
    std::uint64_t made = 0;
    std::vector<std::pair<std::string, std::uint64_t>> classes; ///< those that came, in the order of simulate::Kind
    double seconds = 0;
};

/// The user whose label events are the truth of simulated alerts.
///
/// Each alert has a label of the scheme real-bogus (`label.real-bogus.truth`) and one of transient-types
/// (`label.transient-types.truth`), dated to its exposure, so that simulating again adds nothing; the latter's note
/// says the kind, which is finer ("dwarf nova", "cosmic ray"). They are events like all others, but nobody's own: a
/// human's labels, counts and undo never touch them.
inline constexpr const char* truthUser = "truth";

/// Writes a packet a file, CANDID.avro, and truth.csv into a folder, which is made where it is absent. Nights that are
/// there stay, and so does what was made before it was stopped, each with its truth.
///
/// `progress` counts alerts. Errors: WrongUse for the request or where truth.csv is another table; Cancelled; Full,
/// ReadOnly, Io.
[[nodiscard]] Result<SimulationReport> simulatePackets(
    const SimulationRequest& request, const std::filesystem::path& folder, std::stop_token stop, Progress& progress);

/// The same into a project: packets by its ingest, truth as label events. Idempotent. Errors: also those of ingest.
[[nodiscard]] Result<SimulationReport> simulateInto(
    Session& session, const SimulationRequest& request, std::stop_token stop, Progress& progress);

/// The demo night in the user's data folder, made where it is not there yet: whole, or not at all.
///
/// `progress.total` is 0 where nothing is to be made. Gives the project. Errors: those of simulateInto().
[[nodiscard]] Result<std::filesystem::path> demoNight(std::stop_token stop, Progress& progress);

} // namespace vetrina::session
