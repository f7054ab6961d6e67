#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/data/candidate.h"

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace vetrina::session {

/// Scoring, whole or live. Any thread but the window's.
class Scores {
public:
    struct Report {
        std::string model; ///< NAME:VERSION
        std::uint64_t scored = 0, failed = 0;
        double seconds = 0;
        std::string device;
        std::vector<std::string> failures; ///< the first 100, with the candidate and its reason
    };

    /// How the engine stands; sampled by the status bar.
    struct State {
        std::string device; ///< empty while not loaded
        std::string model;
        std::uint64_t waiting = 0;
        double imagesPerSecond = 0;
        std::string problem; ///< why there are no scores, with what to do; empty while all is well
    };

    virtual ~Scores() = default;

    /// Scores those that the filter lets through and waits. `model` is NAME[:VERSION] or a weights file, `card` a card
    /// file or the name of one that ships (empty: the weights' own).
    [[nodiscard]] virtual Result<Report> run(const std::string& model, const std::string& card,
        const std::string& filter, std::stop_token stop, Progress& progress) = 0;

    /// From now on scores what has no score of that model yet, and what arrives, in the background. Without a name: the
    /// promoted model, else the one that ships. What goes wrong is said by state().
    [[nodiscard]] virtual Result<void> live(const std::string& model) = 0;
    virtual void stopLive() = 0;

    /// The candidate on screen goes first.
    virtual void first(data::Row row) = 0;

    [[nodiscard]] virtual State state() const = 0;

    /// Called after each stored batch, on the engine's thread.
    virtual void onScored(std::function<void(std::vector<data::Row>)> listener) = 0;
};

} // namespace vetrina::session
