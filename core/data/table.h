#pragma once

#include "core/base/result.h"
#include "core/data/column.h"

#include <memory>
#include <string>
#include <vector>

namespace vetrina::data {

/// The columnar snapshot of a project: a number of rows that does not change, and columns that are fetched when
/// first asked for. Row i is the candidate with Row i. What arrives later stands in the next snapshot.
class Table {
public:
    virtual ~Table() = default;

    [[nodiscard]] virtual std::size_t rows() const = 0;

    /// Every column there is: survey fields by the survey's names, then Vetrina's own.
    [[nodiscard]] virtual std::vector<std::string> columnNames() const = 0;

    /// Any thread; blocks while it is fetched, so never on the window's. The same column is fetched once.
    /// Errors: NotFound for a name that is not in columnNames(), with the nearest name as remedy.
    [[nodiscard]] virtual Result<std::shared_ptr<const Column>> column(const std::string& name) const = 0;

    /// The type of a column. A table that knows it without fetching the column should say so: filters are checked
    /// by it at every key press. Errors: as column().
    [[nodiscard]] virtual Result<Column::Type> columnType(const std::string& name) const
    {
        return column(name).map([](const auto& column) { return column->type; });
    }

    /// The filters that `filter "young"` may name. None for a table that stands for itself alone.
    [[nodiscard]] virtual std::vector<std::string> filterNames() const { return {}; }

    /// The text of a named filter, for this table. Errors: NotFound, also where the table lacks its columns.
    [[nodiscard]] virtual Result<std::string> filterText(const std::string& name) const;
};

} // namespace vetrina::data
