#include "core/store/column_types.h"

#include "core/data/column_builder.h"
#include "core/store/disk_file.h"

#include <algorithm>

namespace vetrina::store {

using data::Column;
using Type = Column::Type;

namespace {

template <typename T> std::span<const T> asSpan(const std::shared_ptr<const std::byte>& memory, std::size_t count)
{
    return { reinterpret_cast<const T*>(memory.get()), count };
}

bool everyRowValid(std::span<const std::uint64_t> bits, std::size_t rows)
{
    for (std::size_t i = 0; i < rows / 64; ++i)
        if (~bits[i] != 0)
            return false;
    return rows % 64 == 0 || (~bits[rows / 64] & ((std::uint64_t(1) << (rows % 64)) - 1)) == 0;
}

tl::unexpected<Error> torn(const std::filesystem::path& base, const char* what)
{
    return fail(Error::Code::Malformed, base.string() + ": " + what,
        "Delete derived.sqlite and the folder derived: they are made again.");
}

Result<void> mapText(const std::filesystem::path& base, Column& column, std::vector<std::shared_ptr<const void>>& keep)
{
    const auto offsets = mapFile(base.string() + ".offsets", (column.rows + 1) * sizeof(std::uint64_t));
    if (!offsets)
        return tl::unexpected(offsets.error());
    column.offsets = asSpan<std::uint64_t>(*offsets, column.rows + 1);
    // Checked here once, so that nobody who reads a text can be led outside of the file.
    if (column.offsets.front() != 0 || !std::ranges::is_sorted(column.offsets))
        return torn(base, "the offsets of the texts are damaged");
    const auto text = mapFile(base.string() + ".values", column.offsets.back());
    if (!text)
        return tl::unexpected(text.error());
    column.text = asSpan<char>(*text, column.offsets.back());
    keep.push_back(*offsets);
    keep.push_back(*text);
    return {};
}

} // namespace

Type commonType(Type a, Type b)
{
    if (a == b)
        return a;
    if (a == Type::Text || b == Type::Text)
        return Type::Text;
    const auto whole = [](Type type) { return type == Type::Bool || type == Type::Int64; };
    return whole(a) && whole(b) ? Type::Int64 : Type::Float64;
}

std::shared_ptr<const Column> converted(const Column& column, Type type)
{
    data::ColumnBuilder builder(type);
    builder.reserve(column.rows);
    for (std::size_t row = 0; row < column.rows; ++row) {
        if (!column.isValid(row)) {
            builder.appendNull();
            continue;
        }
        switch (column.type) {
        case Type::Bool:
            builder.append(column.bools[row] != 0);
            break;
        case Type::Int64:
            builder.append(column.ints[row]);
            break;
        case Type::Float32:
            builder.append(column.floats[row]);
            break;
        case Type::Float64:
            builder.append(column.doubles[row]);
            break;
        case Type::Text:
            builder.append(column.textAt(row));
            break;
        }
    }
    return builder.finish();
}

std::size_t bytesPerValue(Type type)
{
    switch (type) {
    case Type::Bool:
        return sizeof(std::uint8_t);
    case Type::Float32:
        return sizeof(float);
    case Type::Int64:
    case Type::Float64:
    case Type::Text:
        break;
    }
    return sizeof(double);
}

std::span<const std::byte> valueBytes(const Column& column)
{
    switch (column.type) {
    case Type::Bool:
        return std::as_bytes(column.bools);
    case Type::Int64:
        return std::as_bytes(column.ints);
    case Type::Float32:
        return std::as_bytes(column.floats);
    case Type::Float64:
        return std::as_bytes(column.doubles);
    case Type::Text:
        break;
    }
    return std::as_bytes(column.text);
}

Result<std::shared_ptr<const Column>> mapColumn(const std::filesystem::path& base, Type type, std::size_t rows)
{
    auto column = std::make_shared<Column>();
    column->type = type;
    column->rows = rows;
    auto keep = std::make_shared<std::vector<std::shared_ptr<const void>>>();
    static constexpr std::uint64_t nothing = 0;
    if (rows == 0) {
        if (type == Type::Text)
            column->offsets = { &nothing, 1 };
        return column;
    }
    if (type < Type::Bool || type > Type::Text)
        return torn(base, "of no known type");

    const auto valid = mapFile(base.string() + ".valid", (rows + 63) / 64 * sizeof(std::uint64_t));
    if (!valid)
        return tl::unexpected(valid.error());
    keep->push_back(*valid);
    if (const auto bits = asSpan<std::uint64_t>(*valid, (rows + 63) / 64); !everyRowValid(bits, rows))
        column->valid = bits;
    if (type == Type::Text) {
        if (auto mapped = mapText(base, *column, *keep); !mapped)
            return tl::unexpected(mapped.error());
    } else {
        const auto values = mapFile(base.string() + ".values", rows * bytesPerValue(type));
        if (!values)
            return tl::unexpected(values.error());
        keep->push_back(*values);
        if (type == Type::Bool)
            column->bools = asSpan<std::uint8_t>(*values, rows);
        else if (type == Type::Int64)
            column->ints = asSpan<std::int64_t>(*values, rows);
        else if (type == Type::Float32)
            column->floats = asSpan<float>(*values, rows);
        else
            column->doubles = asSpan<double>(*values, rows);
    }
    column->keep = std::move(keep);
    return column;
}

} // namespace vetrina::store
