#include "core/session/night.h"

#include "core/data/label_set.h"
#include "core/formats/table_writer.h"
#include "core/store/label_exchange.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <optional>

namespace vetrina::session {

namespace {

using formats::Cell;
using formats::ColumnSpec;

bool isChosen(const NightReport& report, const NightLine& line, const NightExport& choice)
{
    if ((line.flagged && choice.flagged) || (line.skipped && choice.skipped) || (!line.note.empty() && choice.notes))
        return true;
    const auto has = [&](const std::string& name) {
        return std::ranges::find(choice.classes, name) != choice.classes.end();
    };
    return std::ranges::any_of(data::classesOf(report.scheme, line.label), has);
}

std::string number(double value, int decimals)
{
    if (!std::isfinite(value))
        return {};
    std::array<char, 64> text;
    std::snprintf(text.data(), text.size(), "%.*f", decimals, value);
    return text.data();
}

/// "SN", or "MERG+DISC"; a class that the scheme no longer has by its name.
std::string codesOf(const data::LabelScheme& scheme, const std::string& label)
{
    std::string codes;
    for (const auto& name : data::classesOf(scheme, label)) {
        const auto* known = scheme.find(name);
        codes += (codes.empty() ? "" : "+") + (known ? known->code : name);
    }
    return codes;
}

std::string oneLine(std::string text)
{
    std::ranges::replace_if(
        text, [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    return text;
}

/// What a name in braces stands for; nothing where it is none.
std::optional<std::string> valueOf(const std::string& name, const NightReport& report, const NightLine& line)
{
    const auto& candidate = line.candidate;
    if (name == "object")
        return candidate.object;
    if (name == "candid")
        return std::to_string(candidate.key.id);
    if (name == "code")
        return codesOf(report.scheme, line.label);
    if (name == "label")
        return line.label;
    if (name == "mag")
        return number(static_cast<double>(candidate.magnitude), 2);
    if (name == "band")
        return line.row < 0 ? std::string() : std::string(1, candidate.band);
    if (name == "ra")
        return line.row < 0 ? std::string() : number(candidate.raDeg, 5);
    if (name == "dec")
        return line.row < 0 ? std::string() : number(candidate.decDeg, 5);
    if (name == "note")
        return oneLine(line.note);
    if (name == "flag")
        return line.flagged ? "flagged" : "";
    return std::nullopt;
}

Result<std::string> filledIn(const NightReport& report, const NightLine& line, const std::string& pattern)
{
    std::string out;
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        const auto end = pattern[at] == '{' ? pattern.find('}', at) : std::string::npos;
        if (end == std::string::npos) {
            out += pattern[at];
            continue;
        }
        const auto name = pattern.substr(at + 1, end - at - 1);
        const auto value = valueOf(name, report, line);
        if (!value)
            return fail(Error::Code::WrongUse, "the line of the list: {" + name + "} is not known",
                "Use {object}, {candid}, {code}, {label}, {mag}, {band}, {ra}, {dec}, {note} or {flag}.");
        out += *value;
        at = end;
    }
    // What is not there leaves no gap.
    std::string tight;
    for (const char c : out)
        if (c != ' ' || (!tight.empty() && tight.back() != ' '))
            tight += c;
    while (!tight.empty() && tight.back() == ' ')
        tight.pop_back();
    return tight;
}

Result<void> writeList(const NightReport& report, const NightExport& choice, const formats::ByteSink& sink)
{
    for (const auto& line : report.lines) {
        if (!isChosen(report, line, choice))
            continue;
        const auto text = filledIn(report, line, choice.line);
        if (!text)
            return tl::unexpected(text.error());
        if (auto written = sink(*text + "\n"); !written)
            return written;
    }
    return {};
}

Result<void> writeTable(
    const NightReport& report, const NightExport& choice, formats::TableFormat format, const formats::ByteSink& sink)
{
    using Type = ColumnSpec::Type;
    std::vector<ColumnSpec> columns{ { "candid" }, { "object" }, { "label" }, { "code" },
        { "flagged", Type::Bool, "", "", "Set aside for a second look" },
        { "skipped", Type::Bool, "", "", "Passed without a label" }, { "note" },
        { "mag", Type::Double, "mag", "phot.mag", "Of this alert" }, { "band" },
        { "ra", Type::Double, "deg", "pos.eq.ra;meta.main", "ICRS" },
        { "dec", Type::Double, "deg", "pos.eq.dec;meta.main", "ICRS" },
        { "seconds", Type::Double, "s", "", "From the sight of the candidate to the key" },
        { "time", Type::Text, "", "", "UTC of what was said last" }, { "user" }, { "scheme" } };
    auto writer =
        formats::newTableWriter(format, std::move(columns), sink, report.project.empty() ? "vetrina" : report.project);
    if (!writer)
        return tl::unexpected(writer.error());
    for (const auto& line : report.lines) {
        if (!isChosen(report, line, choice))
            continue;
        const auto& candidate = line.candidate;
        const auto orNull = [](const std::string& text) { return text.empty() ? Cell() : Cell(text); };
        const auto known = [&](double value) { return line.row < 0 || !std::isfinite(value) ? Cell() : Cell(value); };
        const std::array<Cell, 15> cells{ std::to_string(candidate.key.id), candidate.object, orNull(line.label),
            orNull(codesOf(report.scheme, line.label)), line.flagged, line.skipped, orNull(line.note),
            line.row < 0 || !std::isfinite(candidate.magnitude)
                ? Cell()
                : Cell(std::round(static_cast<double>(candidate.magnitude) * 1e4) / 1e4),
            line.row < 0 ? Cell() : Cell(std::string(1, candidate.band)), known(candidate.raDeg),
            known(candidate.decDeg), line.seconds > 0 ? Cell(line.seconds) : Cell(), store::isoOfUs(line.timeUs),
            report.user, orNull(line.label.empty() ? std::string() : report.scheme.name) };
        if (auto written = (*writer)->row(cells); !written)
            return written;
    }
    return (*writer)->finish();
}

Result<void> write(const NightReport& report, const NightExport& choice, const formats::ByteSink& sink)
{
    if (choice.format == "list")
        return writeList(report, choice, sink);
    const auto format = formats::tableFormat(choice.format);
    if (!format)
        return fail(
            Error::Code::WrongUse, "format '" + choice.format + "' is not known", "Use list, csv, json or votable.");
    return writeTable(report, choice, *format, sink);
}

} // namespace

std::size_t linesOf(const NightReport& report, const NightExport& choice)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(report.lines, [&](const NightLine& line) { return isChosen(report, line, choice); }));
}

Result<std::string> nightText(const NightReport& report, const NightExport& choice)
{
    std::string text;
    return write(report, choice, [&](std::string_view bytes) -> Result<void> {
        text += bytes;
        return {};
    }).map([&] { return std::move(text); });
}

Result<void> writeNight(const NightReport& report, const NightExport& choice, const std::filesystem::path& file)
{
    auto out = formats::OutputFile::create(file);
    if (!out)
        return tl::unexpected(out.error());
    if (auto written = write(report, choice, out->sink()); !written)
        return written;
    return out->commit();
}

} // namespace vetrina::session
