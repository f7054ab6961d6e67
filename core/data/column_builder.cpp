#include "core/data/column_builder.h"

#include <algorithm>
#include <charconv>

namespace vetrina::data {

namespace {

using Type = Column::Type;

/// The narrowest type that holds the values of both.
Type common(Type a, Type b)
{
    if (a == b)
        return a;
    if (a == Type::Text || b == Type::Text)
        return Type::Text;
    if (a == Type::Float32 || b == Type::Float32 || a == Type::Float64 || b == Type::Float64)
        return Type::Float64;
    return Type::Int64;
}

template <typename T> std::string shortest(T value)
{
    char buffer[64];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
    return { buffer, end };
}

void appendText(std::vector<std::uint64_t>& offsets, std::vector<char>& text, std::string_view value)
{
    text.insert(text.end(), value.begin(), value.end());
    offsets.push_back(text.size());
}

} // namespace

void ColumnBuilder::reserve(std::size_t rows)
{
    switch (m_type) {
    case Type::Bool:
        m_buffers.bools.reserve(rows);
        break;
    case Type::Int64:
        m_buffers.ints.reserve(rows);
        break;
    case Type::Float32:
        m_buffers.floats.reserve(rows);
        break;
    case Type::Float64:
        m_buffers.doubles.reserve(rows);
        break;
    case Type::Text:
        m_buffers.offsets.reserve(rows + 1);
        break;
    }
}

/// Counts one row more. The bits are made at the first null.
void ColumnBuilder::grow(bool valid)
{
    auto& bits = m_buffers.valid;
    if (bits.empty() && !valid) {
        bits.assign((m_rows + 64) / 64, 0);
        for (std::size_t row = 0; row < m_rows; ++row)
            bits[row >> 6] |= std::uint64_t(1) << (row & 63);
    } else if (!bits.empty()) {
        if (m_rows % 64 == 0)
            bits.push_back(0);
        if (valid)
            bits[m_rows >> 6] |= std::uint64_t(1) << (m_rows & 63);
    }
    ++m_rows;
}

void ColumnBuilder::appendNull()
{
    switch (m_type) {
    case Type::Bool:
        m_buffers.bools.push_back(0);
        break;
    case Type::Int64:
        m_buffers.ints.push_back(0);
        break;
    case Type::Float32:
        m_buffers.floats.push_back(0);
        break;
    case Type::Float64:
        m_buffers.doubles.push_back(0);
        break;
    case Type::Text:
        appendText({});
        break;
    }
    grow(false);
}

void ColumnBuilder::appendNulls(std::size_t rows)
{
    for (std::size_t i = 0; i < rows; ++i)
        appendNull();
}

void ColumnBuilder::append(bool value)
{
    widen(common(m_type, Type::Bool));
    switch (m_type) {
    case Type::Bool:
        m_buffers.bools.push_back(value);
        break;
    case Type::Int64:
        m_buffers.ints.push_back(value);
        break;
    case Type::Float32:
        m_buffers.floats.push_back(value);
        break;
    case Type::Float64:
        m_buffers.doubles.push_back(value);
        break;
    case Type::Text:
        appendText(value ? "true" : "false");
        break;
    }
    grow(true);
}

void ColumnBuilder::append(std::int64_t value)
{
    widen(common(m_type, Type::Int64));
    if (m_type == Type::Int64)
        m_buffers.ints.push_back(value);
    else if (m_type == Type::Float64)
        m_buffers.doubles.push_back(static_cast<double>(value));
    else
        appendText(shortest(value));
    grow(true);
}

void ColumnBuilder::append(float value)
{
    widen(common(m_type, Type::Float32));
    if (m_type == Type::Float32)
        m_buffers.floats.push_back(value);
    else if (m_type == Type::Float64)
        m_buffers.doubles.push_back(value);
    else
        appendText(shortest(value));
    grow(true);
}

void ColumnBuilder::append(double value)
{
    widen(common(m_type, Type::Float64));
    if (m_type == Type::Float64)
        m_buffers.doubles.push_back(value);
    else
        appendText(shortest(value));
    grow(true);
}

void ColumnBuilder::append(std::string_view value)
{
    widen(Type::Text);
    appendText(value);
    grow(true);
}

void ColumnBuilder::append(const FieldValue& value)
{
    if (std::holds_alternative<std::monostate>(value))
        appendNull();
    else if (const auto* text = std::get_if<std::string>(&value))
        append(std::string_view(*text));
    else if (const auto* flag = std::get_if<bool>(&value))
        append(*flag);
    else if (const auto* whole = std::get_if<std::int64_t>(&value))
        append(*whole);
    else
        append(std::get<double>(value));
}

void ColumnBuilder::append(const Column& column, std::size_t row)
{
    if (!column.isValid(row))
        return appendNull();
    switch (column.type) {
    case Type::Bool:
        return append(column.bools[row] != 0);
    case Type::Int64:
        return append(column.ints[row]);
    case Type::Float32:
        return append(column.floats[row]);
    case Type::Float64:
        return append(column.doubles[row]);
    case Type::Text:
        return append(column.textAt(row));
    }
}

void ColumnBuilder::append(const Column& column)
{
    if (column.type != m_type || m_type == Type::Text) {
        for (std::size_t row = 0; row < column.rows; ++row)
            append(column, row);
        return;
    }
    const auto add = [](auto& values, const auto& more) { values.insert(values.end(), more.begin(), more.end()); };
    add(m_buffers.bools, column.bools);
    add(m_buffers.ints, column.ints);
    add(m_buffers.floats, column.floats);
    add(m_buffers.doubles, column.doubles);
    if (m_buffers.valid.empty() && column.valid.empty())
        m_rows += column.rows;
    else
        for (std::size_t row = 0; row < column.rows; ++row)
            grow(column.isValid(row));
}

void ColumnBuilder::appendText(std::string_view value)
{
    if (m_buffers.offsets.empty())
        m_buffers.offsets.push_back(0);
    data::appendText(m_buffers.offsets, m_buffers.text, value);
}

/// Turns what is there into the wider type. Rare: a field that changed its type between two schemas.
void ColumnBuilder::widen(Type to)
{
    if (to == m_type)
        return;
    ColumnBuilder wider(to);
    const Column old = view();
    for (std::size_t row = 0; row < m_rows; ++row) {
        if (!old.isValid(row)) {
            wider.appendNull();
            continue;
        }
        switch (m_type) {
        case Type::Bool:
            wider.append(old.bools[row] != 0);
            break;
        case Type::Int64:
            wider.append(old.ints[row]);
            break;
        case Type::Float32:
            wider.append(old.floats[row]);
            break;
        case Type::Float64:
            wider.append(old.doubles[row]);
            break;
        case Type::Text:
            wider.append(old.textAt(row));
            break;
        }
    }
    *this = std::move(wider);
}

void ColumnBuilder::show(const Buffers& buffers, Column& column)
{
    static constexpr std::uint64_t noRows = 0; // a Text column of no rows still has its first offset
    column.valid = buffers.valid;
    column.bools = buffers.bools;
    column.ints = buffers.ints;
    column.floats = buffers.floats;
    column.doubles = buffers.doubles;
    column.offsets = buffers.offsets;
    column.text = buffers.text;
    if (column.type == Type::Text && column.offsets.empty())
        column.offsets = { &noRows, 1 };
}

Column ColumnBuilder::view() const
{
    Column column;
    column.type = m_type;
    column.rows = m_rows;
    show(m_buffers, column);
    return column;
}

std::shared_ptr<const Column> ColumnBuilder::finish()
{
    auto kept = std::make_shared<Buffers>(std::move(m_buffers));
    auto column = std::make_shared<Column>();
    column->type = m_type;
    column->rows = m_rows;
    show(*kept, *column);
    column->keep = std::move(kept);
    *this = ColumnBuilder(m_type);
    return column;
}

std::size_t ColumnBatch::column(std::string_view name, Type type)
{
    if (const auto found = m_numbers.find(name); found != m_numbers.end())
        return found->second;
    m_numbers.emplace(name, m_columns.size());
    m_columns.push_back({ std::string(name), ColumnBuilder(type) });
    m_columns.back().column.appendNulls(m_rows);
    return m_columns.size() - 1;
}

void ColumnBatch::endRow()
{
    ++m_rows;
    for (auto& [name, column] : m_columns)
        column.appendNulls(m_rows - column.rows());
}

void ColumnBatch::append(const ColumnBatch& other, std::span<const std::size_t> pick)
{
    bool all = pick.size() == other.rows();
    for (std::size_t i = 0; i < pick.size() && all; ++i)
        all = pick[i] == i;
    for (const auto& [name, builder] : other.columns()) {
        const Column view = builder.view();
        auto& own = at(column(name, view.type));
        if (all)
            own.append(view);
        else
            for (const auto row : pick)
                own.append(view, row);
    }
    m_rows += pick.size();
    for (auto& [name, column] : m_columns)
        column.appendNulls(m_rows - column.rows());
}

} // namespace vetrina::data
