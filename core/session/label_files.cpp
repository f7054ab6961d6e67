#include "core/session/label_files.h"

#include "core/base/file.h"
#include "core/base/json_guard.h"
#include "core/formats/csv.h"
#include "core/formats/table_writer.h"
#include "core/store/label_exchange.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace vetrina::session {

namespace {

using store::ExchangeCells;
using store::exchangeColumns;
using store::LabelEvent;

constexpr std::uint64_t fileBytes = std::uint64_t(1) << 30;

constexpr std::size_t columnOf(std::string_view name)
{
    return static_cast<std::size_t>(std::ranges::find(exchangeColumns, name) - exchangeColumns.begin());
}
constexpr std::size_t objectCell = columnOf("object"), userCell = columnOf("user"), schemeCell = columnOf("scheme"),
                      labelCell = columnOf("label"), undoesCell = columnOf("undoes"), noteCell = columnOf("note");

Result<LabelEvent> eventOf(ExchangeCells cells, const LabelDefaults& defaults)
{
    if (cells[userCell].empty())
        cells[userCell] = defaults.user;
    const bool isBare = cells[schemeCell].empty() && cells[undoesCell].empty();
    if (isBare && cells[labelCell].empty() && !cells[noteCell].empty())
        cells[labelCell] = "note"; // a list of remarks, written by hand
    const bool isLabel = isBare && !cells[labelCell].empty() && !store::isMark(cells[labelCell]);
    if (isLabel)
        cells[schemeCell] = defaults.scheme;
    auto event = store::fromExchange(cells);
    if (event && isLabel)
        event->schemeVersion = defaults.schemeVersion;
    return event;
}

Result<std::vector<ExchangeCells>> cellsOfCsv(const std::string& name, std::string_view text)
{
    auto reader = formats::CsvReader::open(name, text);
    if (!reader)
        return tl::unexpected(reader.error());
    for (const char* needed : { "candid", "label" })
        if (!reader->column(needed))
            return fail(Error::Code::Malformed, name + ": no column " + needed,
                "Name the columns as `vetrina labels export` does.");
    std::vector<ExchangeCells> rows;
    while (true) {
        auto row = reader->next();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return rows;
        auto& cells = rows.emplace_back();
        for (std::size_t i = 0; i < cells.size(); ++i)
            if (const auto column = reader->column(exchangeColumns[i]))
                cells[i] = std::move((*row)->cells[*column]);
    }
}

Result<std::vector<ExchangeCells>> cellsOfJson(const std::string& name, std::string_view text)
{
    constexpr int deepest = 8; // an export has three
    const auto json = jsonNestsWithin(text, deepest) ? nlohmann::json::parse(text, nullptr, false) : nlohmann::json();
    const auto events = json.is_object() ? json.find("events") : json.end();
    if (!json.is_object() || events == json.end() || !events->is_array())
        return fail(Error::Code::Malformed, name + ": no JSON object with a list named events",
            "Give it as `vetrina labels export --format json` does.");
    std::vector<ExchangeCells> rows;
    for (const auto& event : *events) {
        auto& cells = rows.emplace_back();
        for (std::size_t i = 0; i < cells.size() && event.is_object(); ++i)
            if (const auto value = event.find(exchangeColumns[i]); value != event.end() && !value->is_null())
                cells[i] = value->is_string() ? value->get<std::string>() : value->dump();
    }
    return rows; // what is no object has no candid, and is refused for that
}

} // namespace

std::string labelsAsCsv(std::span<const LabelEvent> events)
{
    using formats::Cell;
    std::vector<formats::ColumnSpec> columns;
    for (const auto name : exchangeColumns)
        columns.push_back({ std::string(name) });
    std::string text;
    const auto sink = [&](std::string_view bytes) -> Result<void> {
        text += bytes;
        return {};
    };
    auto writer = formats::newTableWriter(formats::TableFormat::Csv, std::move(columns), sink);
    for (const auto& event : events) {
        const auto words = store::toExchange(event);
        std::array<Cell, exchangeColumns.size()> cells;
        for (std::size_t i = 0; i < cells.size(); ++i)
            cells[i] = words[i].empty() ? Cell() : Cell(words[i]);
        (void)(*writer)->row(cells); // into memory
    }
    (void)(*writer)->finish();
    return text;
}

std::string labelsAsJson(std::span<const LabelEvent> events)
{
    using nlohmann::json;
    auto list = json::array();
    for (const auto& event : events) {
        const auto cells = store::toExchange(event);
        auto& object = list.emplace_back(json::object());
        for (std::size_t i = 0; i < cells.size(); ++i)
            object[std::string(exchangeColumns[i])] = cells[i].empty() && i != objectCell ? json() : json(cells[i]);
        if (event.seconds)
            object["seconds"] = *event.seconds;
    }
    return json{ { "events", std::move(list) } }.dump(1, ' ', false, json::error_handler_t::replace) + "\n";
}

Result<std::vector<LabelEvent>> readLabels(
    const std::string& name, std::string_view text, const LabelDefaults& defaults)
{
    const auto first = text.find_first_not_of(" \t\r\n");
    const bool isJson = first != std::string_view::npos && text[first] == '{';
    auto rows = isJson ? cellsOfJson(name, text) : cellsOfCsv(name, text);
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<LabelEvent> events;
    events.reserve(rows->size());
    for (auto& cells : *rows) {
        auto event = eventOf(std::move(cells), defaults);
        if (!event) {
            event.error().message =
                name + ": event " + std::to_string(events.size() + 1) + ": " + event.error().message;
            return tl::unexpected(std::move(event.error()));
        }
        event->imported = true;
        events.push_back(std::move(*event));
    }
    return events;
}

Result<std::vector<LabelEvent>> readLabelFile(const std::filesystem::path& file, const LabelDefaults& defaults)
{
    const auto bytes = readFile(file, fileBytes);
    if (!bytes)
        return tl::unexpected(bytes.error());
    return readLabels(file.string(), asText(*bytes), defaults);
}

} // namespace vetrina::session
