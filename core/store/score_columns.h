#pragma once

#include "core/data/column.h"
#include "core/store/scores.h"

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace vetrina::store {

/// How undecided a model is: the entropy of its probabilities as data::toVerdicts() gives them, in nats; of a model
/// with one class that of it against the rest. Pure.
[[nodiscard]] float uncertaintyOf(std::span<const float> probabilities);

/// Scores by row, kept up to date batch by batch. One thread at a time; the columns it gives: any thread, and they stay
/// as they are.
class ScoreColumns {
public:
    explicit ScoreColumns(std::unique_ptr<ScoreStore> store)
        : m_store(std::move(store))
    {
    }

    /// `score.MODEL.CLASS` or `uncertainty.MODEL`, by `aliases` too; null where a row was not scored. Errors: NotFound.
    [[nodiscard]] Result<std::shared_ptr<const data::Column>> column(
        std::string_view name, const std::map<std::string, std::string>& aliases, std::size_t rows);
    /// The names of all such columns.
    [[nodiscard]] Result<std::vector<std::string>> names(const std::map<std::string, std::string>& aliases) const;

private:
    /// The probabilities of one model version; a new one is made when some change.
    struct Scores {
        std::int64_t change = 0;
        std::size_t rows = 0;
        std::vector<std::vector<float>> byClass;
        std::vector<std::uint64_t> valid;
    };

    [[nodiscard]] Result<std::shared_ptr<const Scores>> scores(const ScoreModel& model, std::size_t rows);

    std::unique_ptr<ScoreStore> m_store;
    std::map<std::int64_t, std::shared_ptr<Scores>> m_scores; ///< by model
};

} // namespace vetrina::store
