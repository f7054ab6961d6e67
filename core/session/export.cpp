#include "core/session/export.h"

#include "core/data/filter.h"
#include "core/data/sort.h"
#include "core/formats/table_writer.h"
#include "core/session/candidates.h"
#include "core/session/session.h"

#include <algorithm>
#include <ostream>

namespace vetrina::session {

namespace {

using data::Column;
using formats::Cell;
using formats::ColumnSpec;

/// Beyond it a JSON number is no longer the same number in every reader.
constexpr std::int64_t exactInJson = std::int64_t(1) << 53;

ColumnSpec::Type typeOf(Column::Type type)
{
    switch (type) {
    case Column::Type::Bool:
        return ColumnSpec::Type::Bool;
    case Column::Type::Int64:
        return ColumnSpec::Type::Integer;
    case Column::Type::Float32:
    case Column::Type::Float64:
        return ColumnSpec::Type::Double;
    case Column::Type::Text:
        break;
    }
    return ColumnSpec::Type::Text;
}

Cell cellOf(const Column& column, std::size_t row)
{
    if (!column.isValid(row))
        return {};
    switch (column.type) {
    case Column::Type::Bool:
        return column.bools[row] != 0;
    case Column::Type::Int64:
        return column.ints[row];
    case Column::Type::Float32:
        return static_cast<double>(column.floats[row]);
    case Column::Type::Float64:
        return column.doubles[row];
    case Column::Type::Text:
        break;
    }
    return std::string(column.textAt(row));
}

/// A column of 64-bit ids: written as text in JSON.
bool holdsIds(const std::string& name, const Column& column)
{
    if (column.type != Column::Type::Int64)
        return false;
    return name == "candid"
        || std::ranges::any_of(column.ints, [](std::int64_t v) { return v > exactInJson || v < -exactInJson; });
}

Result<std::vector<data::Row>> rowsOf(
    const data::Table& table, const TableRequest& request, const std::stop_token& stop)
{
    auto rows = data::Filter::passing(request.filter, table, stop);
    if (rows && !request.sort.empty()) {
        const auto key = data::SortKey::parse(request.sort);
        if (!key)
            return tl::unexpected(key.error());
        rows = data::sortedRows(table, std::move(*rows), { &*key, 1 }, stop);
    }
    if (rows && request.limit > 0 && rows->size() > request.limit)
        rows->resize(request.limit);
    return rows;
}

} // namespace

Result<std::uint64_t> writeTable(Session& session, const TableRequest& request, std::ostream& out, std::stop_token stop)
{
    const auto format = formats::tableFormat(request.format);
    if (!format)
        return fail(Error::Code::WrongUse, "format '" + request.format + "' is not known", "Use csv, json or votable.");
    const auto table = session.candidates().table();
    if (!table)
        return tl::unexpected(table.error());
    const auto names = request.columns.empty() ? (*table)->columnNames() : request.columns;
    std::vector<std::shared_ptr<const Column>> columns;
    std::vector<ColumnSpec> specs;
    std::vector<bool> asText;
    for (const auto& name : names) {
        auto column = (*table)->column(name);
        if (!column)
            return tl::unexpected(column.error());
        asText.push_back(*format == formats::TableFormat::Json && holdsIds(name, **column));
        specs.push_back({ name, asText.back() ? ColumnSpec::Type::Text : typeOf((*column)->type) });
        columns.push_back(std::move(*column));
    }
    const auto rows = rowsOf(**table, request, stop);
    if (!rows)
        return tl::unexpected(rows.error());

    const auto sink = [&out](std::string_view bytes) -> Result<void> {
        if (!out.write(bytes.data(), static_cast<std::streamsize>(bytes.size())))
            return fail(Error::Code::Io, "the output can't be written", "Check the disk or the pipe.");
        return {};
    };
    auto writer = formats::newTableWriter(*format, std::move(specs), sink, session.name());
    if (!writer)
        return tl::unexpected(writer.error());
    std::vector<Cell> cells(columns.size());
    for (const auto row : *rows) {
        if (stop.stop_requested())
            return cancelled();
        for (std::size_t i = 0; i < columns.size(); ++i) {
            cells[i] = cellOf(*columns[i], static_cast<std::size_t>(row));
            if (asText[i])
                if (const auto* id = std::get_if<std::int64_t>(&cells[i]))
                    cells[i] = std::to_string(*id);
        }
        if (const auto written = (*writer)->row(cells); !written)
            return tl::unexpected(written.error());
    }
    if (const auto finished = (*writer)->finish(); !finished)
        return tl::unexpected(finished.error());
    return rows->size();
}

} // namespace vetrina::session
