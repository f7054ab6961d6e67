#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace vetrina::session {

/// What an ingest did; the keys of `vetrina ingest --json`.
struct IngestReport {
    struct Refusal {
        std::string file, member;
        std::int64_t record = 0; ///< 0-based in its file
        std::string reason;
    };

    std::uint64_t read = 0, added = 0, known = 0, bad = 0, ignored = 0;
    std::vector<Refusal> errors; ///< the first 1,000; `bad` counts all
    std::uint64_t tornStamps = 0; ///< cutouts that can't be shown, of candidates that were kept; only with checkStamps
    double seconds = 0;
    bool cancelled = false;
};

struct IngestOptions {
    bool checkStamps = false; ///< decode every cutout on the way in; otherwise each is decoded when it is looked at
};

/// Packets in. One ingest at a time in a project; a second waits and says for whom.
class Ingest {
public:
    virtual ~Ingest() = default;

    /// Reads files, folders and archives to the end or until stopped; what was committed stays. Idempotent by key.
    ///
    /// A bad packet is counted and named, never an error. `progress.done` counts packets, `total` is estimated from the
    /// bytes gone through. Errors: NotFound for a path; ReadOnly, Full and Io, with what was committed before kept.
    [[nodiscard]] virtual Result<IngestReport> run(const std::vector<std::filesystem::path>& paths,
        std::stop_token stop, Progress& progress, const IngestOptions& options = {}) = 0;

    /// Adds a listener that is called after each committed batch with the number of candidates there are now, on the
    /// writer's thread; it must be short.
    virtual void onArrived(std::function<void(std::size_t count)> listener) = 0;
};

} // namespace vetrina::session
