#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/data/candidate.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace vetrina::session {

/// How unusual candidates are among the others of the project. Any thread but the window's.
///
/// A run learns from the candidates that its filter lets through and gives each of them a value, the column
/// `anomaly.NAME`; `anomaly.NAME.percentile` is its percentile in the night. What was learnt is kept in the project, so
/// that candidates that come later are measured by it too. Fields are scaled by median and quartiles; what is missing
/// (null, NaN, ZTF's -999) stands at the median, and whoever has none of the fields, or no vector, gets no value.
class Anomaly {
public:
    struct Request {
        std::string scorer = "forest"; ///< forest, knn
        std::string name; ///< of the column; the scorer's where empty; letters, digits and _
        std::string on; ///< "fields:a,b,.." or "embedding:MODEL"; the survey's own choice of fields where empty
        std::string filter; ///< who is learnt from and scored
        std::uint64_t seed = 0;
        std::size_t trees = 100, samples = 256; ///< forest
        std::size_t neighbours = 10, reference = 20000; ///< knn: k, and of how many candidates at most
    };

    struct Report {
        std::string scorer; ///< its name
        std::vector<std::string> fields; ///< none where it looked at vectors
        std::uint64_t scored = 0;
        std::uint64_t skipped = 0; ///< had none of the fields, or no vector
        std::uint64_t learntFrom = 0; ///< candidates in the fit; of knn those that distances are measured to
        double seconds = 0;
    };

    /// A run that stands in the project.
    struct Scorer {
        std::string name, kind, on, filter;
        std::vector<std::string> fields;
        std::uint64_t seed = 0;
    };

    /// One field of a candidate, and what it makes of the value.
    struct StrangeField {
        std::string name;
        double value = 0; ///< NaN where it is missing
        double median = 0;
        double spreads = 0; ///< how many distances between the quartiles it is above the median
        float contribution = 0; ///< by how much the candidate's value would fall with the median there
    };

    /// Why a candidate is strange.
    struct Strangeness {
        std::string scorer;
        float value = 0; ///< by what was learnt, also where it was never stored
        std::optional<float> percentile; ///< in its night; nothing where it was not scored
        std::vector<StrangeField> fields; ///< what makes most of it first; none where it looks at vectors
    };

    virtual ~Anomaly() = default;

    /// Learns, scores and waits; takes the place of the run of that name.
    ///
    /// Errors: NotFound for a scorer, field or embedding that is not there; WrongUse for fewer than 2 candidates, a
    /// field that holds no numbers, fields none of which varies; Malformed for the filter; Cancelled: nothing has
    /// changed.
    [[nodiscard]] virtual Result<Report> run(const Request& request, std::stop_token stop, Progress& progress) = 0;

    /// Measures those that a run's filter lets through and that have no value yet by what it learnt. Errors: NotFound.
    [[nodiscard]] virtual Result<Report> scoreMissing(
        const std::string& name, std::stop_token stop, Progress& progress) = 0;

    /// From now on scoreMissing() of every run as candidates arrive, in the background.
    virtual void live() = 0;
    virtual void stopLive() = 0;

    [[nodiscard]] virtual Result<std::vector<Scorer>> scorers() const = 0;
    [[nodiscard]] virtual Result<void> remove(const std::string& name) = 0;

    /// What makes a candidate strange. Errors: NotFound; WrongUse where it has none of the fields.
    [[nodiscard]] virtual Result<Strangeness> strangeness(const std::string& name, data::Row row) const = 0;

    /// Called after values were stored, on the thread that did it.
    virtual void onScored(std::function<void()> listener) = 0;
};

} // namespace vetrina::session
