#pragma once

#include "core/data/column.h"
#include "core/store/anomaly.h"

#include <map>

namespace vetrina::store {

/// For each value, what per cent of its group's values are not higher: the highest of a group has 100. NaN where the
/// value is NaN, which counts for nobody. Pure.
[[nodiscard]] std::vector<float> percentiles(std::span<const float> values, std::span<const std::uint32_t> groups);

/// Anomaly values by row, kept up to date batch by batch. One thread at a time; the columns it gives: any thread, and
/// they stay as they are.
class AnomalyColumns {
public:
    explicit AnomalyColumns(std::unique_ptr<AnomalyStore> store)
        : m_store(std::move(store))
    {
    }

    /// `anomaly.SCORER`, the scorer's own value, or `anomaly.SCORER.percentile`, its percentile among the candidates of
    /// the same night that were scored; null where a row was not scored. `night` (Text, `rows` long) is only asked for
    /// by the latter. Errors: NotFound.
    [[nodiscard]] Result<std::shared_ptr<const data::Column>> column(std::string_view name, std::size_t rows,
        const std::function<Result<std::shared_ptr<const data::Column>>()>& night);
    /// The names of all such columns.
    [[nodiscard]] Result<std::vector<std::string>> names() const;

private:
    /// The values of one run; a new one is made when some change.
    struct Values {
        std::int64_t change = 0;
        std::size_t rows = 0;
        std::vector<float> numbers; ///< NaN where there is none; may be longer than `rows`
        std::vector<std::uint64_t> valid; ///< of `rows`
    };

    [[nodiscard]] Result<std::shared_ptr<const Values>> values(std::int64_t scorer, std::size_t rows);

    std::unique_ptr<AnomalyStore> m_store;
    std::map<std::int64_t, std::shared_ptr<const Values>> m_values; ///< by run
    /// By run, with the values they were made of.
    std::map<std::int64_t, std::pair<std::shared_ptr<const Values>, std::shared_ptr<const data::Column>>> m_percentiles;
};

} // namespace vetrina::store
