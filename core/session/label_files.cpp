#include "core/session/label_files.h"

#include "core/base/file.h"
#include "core/formats/csv.h"
#include "core/formats/table_writer.h"

#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>

namespace vetrina::session {

namespace {

using store::EventKind;
using store::LabelEvent;
using Cells = std::map<std::string, std::string>; ///< by column; absent or empty is null

constexpr std::uint64_t fileBytes = std::uint64_t(1) << 30;

const std::array columnNames{ "event", "candid", "object", "survey", "user", "time", "scheme", "label", "undoes",
    "seconds", "note" };

std::string isoOf(std::int64_t timeUs)
{
    using namespace std::chrono;
    const sys_time<microseconds> time{ microseconds(timeUs) };
    const auto day = floor<days>(time);
    const year_month_day date(day);
    const hh_mm_ss clock(time - day);
    char text[40];
    std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%06dZ", int(date.year()), unsigned(date.month()),
        unsigned(date.day()), int(clock.hours().count()), int(clock.minutes().count()), int(clock.seconds().count()),
        int(clock.subseconds().count()));
    return text;
}

/// Microseconds of "2023-10-18T08:02:21.123456Z"; the fraction may be shorter or absent. Nothing for other text.
std::optional<std::int64_t> timeOf(const std::string& text)
{
    using namespace std::chrono;
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, used = 0;
    double second = 0;
    if (std::sscanf(
            text.c_str(), "%4d-%2d-%2d%*1[T ]%2d:%2d:%lf%n", &year, &month, &day, &hour, &minute, &second, &used)
        != 6)
        return std::nullopt;
    const std::string rest = text.substr(static_cast<std::size_t>(used));
    const year_month_day date{ std::chrono::year(year), std::chrono::month(unsigned(month)),
        std::chrono::day(unsigned(day)) };
    if (!(rest.empty() || rest == "Z" || rest == "+00:00") || !date.ok() || hour < 0 || hour > 23 || minute < 0
        || minute > 59 || !(second >= 0 && second < 61))
        return std::nullopt;
    const auto whole = sys_days(date) + hours(hour) + minutes(minute);
    return duration_cast<microseconds>(whole.time_since_epoch()).count()
        + static_cast<std::int64_t>(std::llround(second * 1e6));
}

std::optional<std::int64_t> integer(const std::string& text)
{
    std::int64_t value = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    return failed == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::string_view surveyName(data::Survey survey) { return survey == data::Survey::Lsst ? "lsst" : "ztf"; }

/// The word that stands as the label of an event that is none.
std::string labelOf(const LabelEvent& event)
{
    switch (event.kind) {
    case EventKind::Flag:
        return "flag";
    case EventKind::Unflag:
        return "unflag";
    case EventKind::Skip:
        return "skip";
    default:
        return event.label;
    }
}

std::optional<EventKind> kindOf(const Cells& cells, const std::string& label)
{
    const auto has = [&](const char* name) {
        const auto it = cells.find(name);
        return it != cells.end() && !it->second.empty();
    };
    if (has("undoes"))
        return EventKind::Undo; // a redo is told from an undo by what it undoes, once all are read
    if (has("scheme"))
        return EventKind::Label;
    if (label == "flag")
        return EventKind::Flag;
    if (label == "unflag")
        return EventKind::Unflag;
    if (label == "skip")
        return EventKind::Skip;
    if (label.empty() && has("note"))
        return EventKind::Note;
    return label.empty() ? std::nullopt : std::optional(EventKind::Label);
}

Result<LabelEvent> eventOf(const Cells& cells, const std::string& place)
{
    const auto text = [&](const char* name) {
        const auto it = cells.find(name);
        return it == cells.end() ? std::string() : it->second;
    };
    const auto malformed = [&](const std::string& what) {
        return fail(Error::Code::Malformed, place + ": " + what, "Give the columns as `vetrina labels export` does.");
    };
    LabelEvent event;
    const auto candid = integer(text("candid"));
    if (!candid)
        return malformed("candid '" + text("candid") + "' is no alert id");
    event.candidate.id = *candid;
    const auto survey = text("survey");
    if (survey != "" && survey != "ztf" && survey != "lsst")
        return malformed("survey '" + survey + "' is not known");
    event.candidate.survey = survey == "lsst" ? data::Survey::Lsst : data::Survey::Ztf;
    event.event = integer(text("event")).value_or(0);
    event.object = text("object");
    event.user = text("user");
    event.scheme = text("scheme");
    event.note = text("note");
    event.label = text("label");
    if (const auto time = text("time"); !time.empty()) {
        const auto read = timeOf(time);
        if (!read)
            return malformed("time '" + time + "' is not like 2023-10-18T08:02:21.5Z");
        event.timeUs = *read;
    }
    if (const auto undoes = text("undoes"); !undoes.empty()) {
        const auto read = integer(undoes);
        if (!read)
            return malformed("undoes '" + undoes + "' is no event's number");
        event.undoes = *read;
    }
    if (const auto seconds = text("seconds"); !seconds.empty()) {
        char* end = nullptr;
        event.seconds = std::strtod(seconds.c_str(), &end);
        if (*end != '\0')
            return malformed("seconds '" + seconds + "' is no number");
    }
    const auto kind = kindOf(cells, event.label);
    if (!kind)
        return malformed("neither a label nor anything else");
    event.kind = *kind;
    if (event.kind != EventKind::Label)
        event.label.clear();
    event.imported = true;
    return event;
}

void tellRedosFromUndos(std::vector<LabelEvent>& events)
{
    std::map<store::EventId, EventKind> kinds;
    for (auto& event : events) {
        if (event.kind == EventKind::Undo)
            if (const auto undone = kinds.find(event.undoes);
                undone != kinds.end() && undone->second == EventKind::Undo)
                event.kind = EventKind::Redo;
        kinds[event.event] = event.kind;
    }
}

Result<std::vector<Cells>> rowsOfCsv(const std::string& name, std::string_view text)
{
    auto reader = formats::CsvReader::open(name, text);
    if (!reader)
        return tl::unexpected(reader.error());
    std::vector<Cells> rows;
    while (true) {
        auto row = reader->next();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return rows;
        auto& cells = rows.emplace_back();
        for (std::size_t i = 0; i < reader->names().size(); ++i)
            cells[reader->names()[i]] = std::move((*row)->cells[i]);
    }
}

Result<std::vector<Cells>> rowsOfJson(const std::string& name, std::string_view text)
{
    const auto json = nlohmann::json::parse(text, nullptr, false);
    const auto events = json.is_object() ? json.find("events") : json.end();
    if (json.is_discarded() || !json.is_object() || events == json.end() || !events->is_array())
        return fail(Error::Code::Malformed, name + ": no JSON object with a list named events",
            "Give it as `vetrina labels export --format json` does.");
    std::vector<Cells> rows;
    for (const auto& event : *events) {
        auto& cells = rows.emplace_back();
        if (!event.is_object())
            return fail(
                Error::Code::Malformed, name + ": event " + std::to_string(rows.size()) + ": not an object", "");
        for (const auto& [key, value] : event.items())
            if (!value.is_null())
                cells[key] = value.is_string() ? value.get<std::string>() : value.dump();
    }
    return rows;
}

} // namespace

std::string labelsAsCsv(std::span<const LabelEvent> events)
{
    using formats::Cell;
    std::vector<formats::ColumnSpec> columns;
    for (const char* name : columnNames)
        columns.push_back({ name });
    std::string text;
    const auto sink = [&](std::string_view bytes) -> Result<void> {
        text += bytes;
        return {};
    };
    auto writer = formats::newTableWriter(formats::TableFormat::Csv, std::move(columns), sink);
    const auto orNull = [](const std::string& words) { return words.empty() ? Cell() : Cell(words); };
    for (const auto& event : events) {
        const std::array<Cell, columnNames.size()> cells{ event.event, event.candidate.id, event.object,
            std::string(surveyName(event.candidate.survey)), event.user, isoOf(event.timeUs), orNull(event.scheme),
            orNull(labelOf(event)), event.undoes ? Cell(event.undoes) : Cell(),
            event.seconds ? Cell(*event.seconds) : Cell(), orNull(event.note) };
        (void)(*writer)->row(cells); // into memory
    }
    (void)(*writer)->finish();
    return text;
}

std::string labelsAsJson(std::span<const LabelEvent> events)
{
    using nlohmann::json;
    auto list = json::array();
    const auto orNull = [](const std::string& words) { return words.empty() ? json() : json(words); };
    for (const auto& event : events)
        list.push_back({ { "event", std::to_string(event.event) }, { "candid", std::to_string(event.candidate.id) },
            { "object", event.object }, { "survey", surveyName(event.candidate.survey) }, { "user", event.user },
            { "time", isoOf(event.timeUs) }, { "scheme", orNull(event.scheme) }, { "label", orNull(labelOf(event)) },
            { "undoes", event.undoes ? json(std::to_string(event.undoes)) : json() },
            { "seconds", event.seconds ? json(*event.seconds) : json() }, { "note", orNull(event.note) } });
    return json{ { "events", std::move(list) } }.dump(1, ' ', false, json::error_handler_t::replace) + "\n";
}

Result<std::vector<LabelEvent>> readLabels(const std::filesystem::path& file)
{
    const auto bytes = readFile(file, fileBytes);
    if (!bytes)
        return tl::unexpected(bytes.error());
    const auto text = asText(*bytes);
    const auto first = text.find_first_not_of(" \t\r\n");
    const bool isJson = first != std::string_view::npos && text[first] == '{';
    const auto rows = isJson ? rowsOfJson(file.string(), text) : rowsOfCsv(file.string(), text);
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<LabelEvent> events;
    events.reserve(rows->size());
    for (const auto& cells : *rows) {
        auto event = eventOf(cells, file.string() + ": event " + std::to_string(events.size() + 1));
        if (!event)
            return tl::unexpected(event.error());
        events.push_back(std::move(*event));
    }
    tellRedosFromUndos(events);
    return events;
}

} // namespace vetrina::session
