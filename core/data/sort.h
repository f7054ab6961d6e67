#pragma once

#include "core/base/result.h"
#include "core/data/candidate.h"
#include "core/data/table.h"

#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace vetrina::data {

/// A column to sort by.
struct SortKey {
    std::string column;
    bool descending = false;

    /// Reads `col` or `col,desc` (`,asc`): WrongUse for any other word after the comma.
    [[nodiscard]] static Result<SortKey> parse(std::string_view text);
};

/// The rows in order of the first key, those equal in it in order of the second, and so on; rows equal in all keep
/// the order they came in. In either direction NaN stand behind the numbers and nulls behind them. Text is ordered
/// by its bytes, false before true.
///
/// Any thread; the same result on any number of cores. Errors: WrongUse for a row that the table does not have;
/// Cancelled; what the table's column() gives.
[[nodiscard]] Result<std::vector<Row>> sortedRows(
    const Table& table, std::vector<Row> rows, std::span<const SortKey> keys, std::stop_token stop = {});

} // namespace vetrina::data
