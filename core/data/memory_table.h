#pragma once

#include "core/data/column_builder.h"
#include "core/data/table.h"

#include <map>

namespace vetrina::data {

/// A table whose columns lie in memory. Filled by one thread, then read by any.
class MemoryTable : public Table {
public:
    explicit MemoryTable(std::size_t rows)
        : m_rows(rows)
    {
    }
    /// The columns of a batch, in its order.
    explicit MemoryTable(ColumnBatch batch);

    /// Adds or replaces a column; it must have rows() rows.
    void add(const std::string& name, std::shared_ptr<const Column> column);

    /// Adds a column of these values without a null: one a row.
    template <typename T> void add(const std::string& name, const std::vector<T>& values)
    {
        ColumnBuilder builder(typeOf<T>());
        builder.reserve(values.size());
        for (const auto& value : values)
            builder.append(T(value));
        add(name, builder.finish());
    }

    [[nodiscard]] std::size_t rows() const override { return m_rows; }
    [[nodiscard]] std::vector<std::string> columnNames() const override { return m_names; }
    [[nodiscard]] Result<std::shared_ptr<const Column>> column(const std::string& name) const override;

private:
    template <typename T> static constexpr Column::Type typeOf()
    {
        if constexpr (std::is_same_v<T, bool>)
            return Column::Type::Bool;
        else if constexpr (std::is_same_v<T, std::int64_t>)
            return Column::Type::Int64;
        else if constexpr (std::is_same_v<T, float>)
            return Column::Type::Float32;
        else if constexpr (std::is_same_v<T, double>)
            return Column::Type::Float64;
        else
            return Column::Type::Text;
    }

    std::size_t m_rows;
    std::vector<std::string> m_names;
    std::map<std::string, std::shared_ptr<const Column>> m_columns;
};

} // namespace vetrina::data
