#pragma once

#include "core/data/table.h"
#include "core/learn/split.h"
#include "core/learn/target.h"
#include "core/session/training.h"

#include <set>

namespace vetrina::session {

/// The labels that a training learns from: a snapshot, in the order of the candidates' ids. Private to core/session.
struct TrainingSelection {
    struct One {
        data::Row row = 0;
        std::int64_t candid = 0;
        std::string object;
        std::string label;
        learn::Part part = learn::Part::Train;
    };
    std::vector<One> all;
    std::size_t leftOut = 0;

    /// Text with a line a candidate: id, object, label, part. Its SHA-256 names the snapshot.
    [[nodiscard]] std::string csv() const;
    [[nodiscard]] std::string sum() const;
    /// Errors: Malformed, naming the line. Rows are not set.
    [[nodiscard]] static Result<TrainingSelection> from(std::string_view csv, const std::string& place);

    [[nodiscard]] std::vector<std::string> classes() const; ///< in order of name
    [[nodiscard]] TrainingLabels counts() const;
};

/// That what the model tells apart - real and not, or the classes - is still there in what trains, once objects were
/// kept for validation and the test. Errors: WrongUse, with what is missing.
[[nodiscard]] Result<void> enoughToLearn(const TrainingSelection& selection, const nets::ModelCard& card);

/// Objects that a model, and those that it comes from, have seen.
struct SeenObjects {
    std::set<std::string> learned, validated; ///< the latter only where nothing learned from them
};

/// What a recipe asks for, of a table as it stands, split. `seen`: by the model it starts from.
///
/// Errors: NotFound for a column, Malformed for a filter, each with the recipe's key; WrongUse without any label,
/// or as enoughToLearn().
[[nodiscard]] Result<TrainingSelection> selectTraining(const data::Table& table, const Recipe& recipe,
    const nets::ModelCard& card, const SeenObjects& seen, std::stop_token stop);

} // namespace vetrina::session
