#pragma once

#include "core/base/result.h"
#include "core/data/candidate.h"
#include "core/data/label_scheme.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace vetrina::session {

/// Which of one's events the end of a night is about.
enum class NightSpan {
    Sitting, ///< since the last pause of half an hour
    Night, ///< since the last noon of this computer's clock
    All
};

/// One candidate something was said of in the span and still stands.
struct NightLine {
    data::Row row = -1; ///< -1 where the project does not hold it (yet)
    data::Candidate candidate;
    std::string label; ///< given in the span; empty where none was
    bool flagged = false, skipped = false; ///< in the span
    std::string note; ///< written in the span
    double seconds = 0; ///< taken for the label; 0 where not known
    std::int64_t timeUs = 0; ///< of what was said last, microseconds since 1970-01-01 UTC
};

/// What became of a sitting, a night, or all of it: one user, one scheme.
///
/// Only what stands counts: what was undone is in no number here, and a candidate labelled twice counts once, for its
/// last label. `skipped` is skipped and not labelled since.
struct NightReport {
    NightSpan span = NightSpan::Sitting;
    data::LabelScheme scheme;
    std::string user;
    std::string project; ///< what a table is called; the caller's to fill in
    std::int64_t fromUs = 0, toUs = 0; ///< the first and the last thing done; 0 where nothing was
    std::vector<NightLine> lines; ///< by time
    /// Class and how many candidates have it, in the scheme's order; classes it no longer has come last. In a scheme
    /// with `multi` a candidate counts for each of its classes.
    std::vector<std::pair<std::string, std::uint64_t>> classes;
    std::uint64_t labelled = 0, flagged = 0, skipped = 0, notes = 0;
    std::uint64_t shown = 0; ///< candidates looked at in the span
    std::uint64_t total = 0; ///< candidates of the project
    std::uint64_t neverShown = 0; ///< of these, by this user, ever
    double spentSeconds = 0; ///< the time between things done; pauses of more than five minutes do not count
    double perMinute = 0; ///< labelled candidates by the time spent; 0 under a minute of it
    double medianSeconds = 0; ///< of the labels that stand and say how long they took; 0 where none does
};

/// Which lines of a report are written, and how.
struct NightExport {
    std::string format = "list"; ///< list, csv, json, votable
    std::vector<std::string> classes; ///< candidates with one of these
    bool flagged = false, skipped = false, notes = false; ///< and these, labelled or not
    /// A line of the list: {object} {candid} {code} {label} {mag} {band} {ra} {dec} {note} {flag}; what is not there
    /// leaves no gap.
    std::string line = "{object} {code} {mag} {band} {note}";
};

/// How many lines that choice has.
[[nodiscard]] std::size_t linesOf(const NightReport& report, const NightExport& choice);
/// Errors: WrongUse for another format, and for a name in braces that is none.
[[nodiscard]] Result<std::string> nightText(const NightReport& report, const NightExport& choice);
/// The same into a file, which stands there whole or not at all. Errors: also Full, ReadOnly, NotFound, Io.
[[nodiscard]] Result<void> writeNight(
    const NightReport& report, const NightExport& choice, const std::filesystem::path& file);

} // namespace vetrina::session
