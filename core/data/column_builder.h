#pragma once

#include "core/data/candidate.h"
#include "core/data/column.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace vetrina::data {

/// A column being filled row by row. Not thread safe; the Column it gives is.
class ColumnBuilder {
public:
    explicit ColumnBuilder(Column::Type type = Column::Type::Float64)
        : m_type(type)
    {
    }

    [[nodiscard]] Column::Type type() const { return m_type; }
    [[nodiscard]] std::size_t rows() const { return m_rows; }
    void reserve(std::size_t rows);

    /// A null row.
    void appendNull();
    void appendNulls(std::size_t rows);

    /// A row with that value. A value of another type than the column's widens the column, so that nothing is
    /// lost: Bool < Int64 < Float64 < Text, Float32 < Float64; a number in a Text column is its shortest decimal.
    void append(bool value);
    void append(std::int64_t value);
    void append(float value);
    void append(double value);
    void append(std::string_view value);
    void append(const char* value) { append(std::string_view(value)); }
    void append(const std::string& value) { append(std::string_view(value)); }
    void append(const FieldValue& value); ///< monostate is a null
    void append(const Column& column, std::size_t row); ///< a row of another column
    void append(const Column& column); ///< all its rows

    /// What it holds so far. The spans stand until the next change of the builder.
    [[nodiscard]] Column view() const;

    /// The finished column; the builder is empty afterwards.
    [[nodiscard]] std::shared_ptr<const Column> finish();

private:
    /// The buffers; one of them is in use, that of the type.
    struct Buffers {
        std::vector<std::uint64_t> valid; ///< empty while nothing is null
        std::vector<std::uint8_t> bools;
        std::vector<std::int64_t> ints;
        std::vector<float> floats;
        std::vector<double> doubles;
        std::vector<std::uint64_t> offsets;
        std::vector<char> text;
    };

    void grow(bool valid);
    void widen(Column::Type to);
    void appendText(std::string_view value);
    static void show(const Buffers& buffers, Column& column);

    Column::Type m_type;
    std::size_t m_rows = 0;
    Buffers m_buffers;
};

/// Rows of named, typed values on their way into a table: what one batch of packets gives.
///
/// Columns appear when they are first named; the rows before are null in them. Not thread safe.
class ColumnBatch {
public:
    struct Named {
        std::string name;
        ColumnBuilder column;
    };

    /// The column of that name, made with that type where there is none; a number that stays good for `at()`.
    std::size_t column(std::string_view name, Column::Type type);
    [[nodiscard]] ColumnBuilder& at(std::size_t index) { return m_columns[index].column; }

    /// Ends a row: columns that were given nothing in it are null in it.
    void endRow();

    /// Adds those rows of another batch, in that order.
    void append(const ColumnBatch& other, std::span<const std::size_t> pick);

    [[nodiscard]] std::size_t rows() const { return m_rows; }
    [[nodiscard]] const std::vector<Named>& columns() const { return m_columns; }
    [[nodiscard]] std::vector<Named>& columns() { return m_columns; }

private:
    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };

    std::vector<Named> m_columns;
    std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>> m_numbers; ///< of the columns, by name
    std::size_t m_rows = 0;
};

} // namespace vetrina::data
