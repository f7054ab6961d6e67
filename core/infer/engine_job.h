#pragma once

// Inside of the engine: a job on its way, and the batches that are being prepared for it.

#include "core/infer/engine.h"

#include <atomic>
#include <chrono>
#include <deque>
#include <optional>

namespace vetrina::infer {

/// Some candidates of a job, prepared side by side: each has a slot, and a reason if it has none.
struct PreparedBatch {
    std::size_t first = 0; ///< in the job's rows
    std::size_t count = 0;
    std::vector<float> images; ///< count x shape
    std::vector<float> metadata; ///< count x columns
    std::vector<std::optional<Error>> failure; ///< a slot each; a slot is written by one thread
    std::atomic<std::size_t> pending = 0; ///< parts that are not prepared yet
};

struct Job {
    explicit Job(ScoreJob wanted)
        : what(std::move(wanted))
    {
    }

    /// Fills the slot of one candidate. What goes wrong is that candidate's alone. Any thread; never throws.
    void prepare(PreparedBatch& batch, std::size_t slot) const;

    /// Drops the slots that failed, so that the rest lie one after the other; gives the rows of those that stay and
    /// puts the failures into `failures`.
    [[nodiscard]] std::vector<data::Row> compact(
        PreparedBatch& batch, std::vector<std::pair<data::Row, Error>>& failures) const;

    /// Numbers that the network answers with, a candidate.
    [[nodiscard]] std::size_t width() const
    {
        return what.asked == Asked::Features ? what.model->featureCount() : what.model->card().classes.size();
    }

    [[nodiscard]] bool stopped() const { return stop.stop_requested(); }
    [[nodiscard]] bool drained() const
    {
        for (const auto& batch : inFlight)
            if (batch->pending > 0)
                return false;
        return true;
    }

    ScoreJob what;
    std::promise<Result<ScoreSummary>> promise;
    std::stop_source stop; ///< of the caller's token and of the engine's end
    std::optional<std::stop_callback<std::function<void()>>> onCallersStop;

    std::uint64_t ticket = 0; ///< in order of arrival

    // The engine's thread alone.
    ScoreSummary summary;
    std::size_t next = 0; ///< the first row that no batch has
    std::deque<std::shared_ptr<PreparedBatch>> inFlight;
    std::optional<std::chrono::steady_clock::time_point> began;
    std::optional<Error> failed; ///< the job ends with it
};

/// A job that is done part by part.
struct PartedJob {
    explicit PartedJob(NetworkJob wanted)
        : what(std::move(wanted))
    {
    }
    [[nodiscard]] bool stopped() const { return stop.stop_requested(); }

    NetworkJob what;
    std::promise<Result<void>> promise;
    std::stop_source stop; ///< of the caller's token and of the engine's end
    std::optional<std::stop_callback<std::function<void()>>> onCallersStop;
    std::uint64_t ticket = 0; ///< in order of arrival
};

} // namespace vetrina::infer
