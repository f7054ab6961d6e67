#include "core/formats/table_writer.h"

#include "core/formats/utf8.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <set>

namespace vetrina::formats {

namespace {

constexpr const char* replacement = "\xef\xbf\xbd"; // U+FFFD

/// The shortest text that reads as the same double; `nan`, `inf` and `-inf` by those words.
std::string textOf(double number)
{
    std::array<char, 32> text;
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), number);
    return { text.data(), end };
}

/// Goes through the characters; what is no UTF-8 comes as U+FFFD.
template <typename Take> void characters(std::string_view text, Take take)
{
    while (!text.empty()) {
        const std::size_t length = utf8Length(text);
        take(length == 0 ? std::string_view(replacement) : text.substr(0, length));
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
}

/// The three formats share that a row is one text given to the sink.
class Writer : public TableWriter {
public:
    Writer(std::vector<ColumnSpec> columns, ByteSink sink)
        : m_columns(std::move(columns))
        , m_sink(std::move(sink))
    {
    }

    virtual Result<void> begin() = 0;

    Result<void> row(std::span<const Cell> cells) final
    {
        if (cells.size() != m_columns.size())
            return fail(Error::Code::WrongUse,
                "a row of " + std::to_string(cells.size()) + " cells for " + std::to_string(m_columns.size())
                    + " columns",
                "Please report this.");
        m_line.clear();
        if (auto made = line(cells); !made)
            return made;
        return m_sink(m_line);
    }

protected:
    /// Appends the row to m_line.
    virtual Result<void> line(std::span<const Cell> cells) = 0;

    const std::vector<ColumnSpec> m_columns;
    ByteSink m_sink;
    std::string m_line;
};

class CsvWriter final : public Writer {
public:
    using Writer::Writer;

    Result<void> begin() override
    {
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            m_line += i ? "," : "";
            text(m_columns[i].name);
        }
        return m_sink(m_line + "\n");
    }

    Result<void> finish() override { return {}; }

private:
    Result<void> line(std::span<const Cell> cells) override
    {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            m_line += i ? "," : "";
            if (const auto* flag = std::get_if<bool>(&cells[i]))
                m_line += *flag ? "true" : "false";
            else if (const auto* whole = std::get_if<std::int64_t>(&cells[i]))
                m_line += std::to_string(*whole);
            else if (const auto* number = std::get_if<double>(&cells[i]))
                m_line += textOf(*number);
            else if (const auto* words = std::get_if<std::string>(&cells[i]))
                text(*words);
        }
        m_line += "\n";
        return {};
    }

    void text(const std::string& words)
    {
        const bool quoted = words.empty() || words.find_first_of(",\"\r\n") != std::string::npos || words.front() == ' '
            || words.back() == ' ';
        if (!quoted) {
            m_line += words;
            return;
        }
        m_line += '"';
        for (const char c : words)
            m_line += c == '"' ? std::string("\"\"") : std::string(1, c);
        m_line += '"';
    }
};

class JsonWriter final : public Writer {
public:
    JsonWriter(std::vector<ColumnSpec> columns, ByteSink sink, bool isArray)
        : Writer(std::move(columns), std::move(sink))
        , m_isArray(isArray)
    {
    }

    Result<void> begin() override { return m_isArray ? m_sink("[") : Result<void>(); }
    Result<void> finish() override { return m_isArray ? m_sink("\n]\n") : Result<void>(); }

private:
    Result<void> line(std::span<const Cell> cells) override
    {
        if (m_isArray)
            m_line += m_first ? "\n" : ",\n";
        m_first = false;
        m_line += '{';
        for (std::size_t i = 0; i < cells.size(); ++i) {
            m_line += i ? ", " : "";
            text(m_columns[i].name);
            m_line += ": ";
            const auto* number = std::get_if<double>(&cells[i]);
            if (const auto* flag = std::get_if<bool>(&cells[i]))
                m_line += *flag ? "true" : "false";
            else if (const auto* whole = std::get_if<std::int64_t>(&cells[i]))
                m_line += std::to_string(*whole);
            else if (number && std::isfinite(*number))
                m_line += textOf(*number);
            else if (const auto* words = std::get_if<std::string>(&cells[i]))
                text(*words);
            else
                m_line += "null";
        }
        m_line += m_isArray ? "}" : "}\n";
        return {};
    }

    void text(const std::string& words)
    {
        m_line += '"';
        characters(words, [&](std::string_view c) {
            static constexpr char digits[] = "0123456789abcdef";
            if (c == "\"" || c == "\\")
                m_line += '\\';
            if (c == "\n")
                m_line += "\\n";
            else if (static_cast<unsigned char>(c[0]) < 0x20)
                (m_line += "\\u00") += { digits[c[0] >> 4], digits[c[0] & 15] };
            else
                m_line += c;
        });
        m_line += '"';
    }

    const bool m_isArray;
    bool m_first = true;
};

/// IVOA VOTable 1.4. Text is unicodeChar, so that it may be anything; a null is an empty TD (1.3 and later).
class VoTableWriter final : public Writer {
public:
    VoTableWriter(std::vector<ColumnSpec> columns, ByteSink sink, std::string title)
        : Writer(std::move(columns), std::move(sink))
        , m_title(std::move(title))
    {
    }

    Result<void> begin() override
    {
        m_line = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                 "<VOTABLE version=\"1.4\" xmlns=\"http://www.ivoa.net/xml/VOTable/v1.3\">\n"
                 "<RESOURCE>\n<TABLE name=\"";
        text(m_title);
        m_line += "\">\n";
        for (const ColumnSpec& column : m_columns) {
            static constexpr std::array<const char*, 4> types{ "datatype=\"boolean\"", "datatype=\"long\"",
                "datatype=\"double\"", "datatype=\"unicodeChar\" arraysize=\"*\"" };
            m_line += std::string("<FIELD ") + types[static_cast<std::size_t>(column.type)];
            attribute("name", column.name);
            if (!column.unit.empty())
                attribute("unit", column.unit);
            if (!column.ucd.empty())
                attribute("ucd", column.ucd);
            m_line += column.description.empty() ? "/>\n" : "><DESCRIPTION>";
            if (!column.description.empty()) {
                text(column.description);
                m_line += "</DESCRIPTION></FIELD>\n";
            }
        }
        return m_sink(m_line + "<DATA><TABLEDATA>\n");
    }

    Result<void> finish() override { return m_sink("</TABLEDATA></DATA>\n</TABLE>\n</RESOURCE>\n</VOTABLE>\n"); }

private:
    Result<void> line(std::span<const Cell> cells) override
    {
        m_line = "<TR>";
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const std::size_t held = cells[i].index();
            if (held != 0 && held != static_cast<std::size_t>(m_columns[i].type) + 1)
                return fail(Error::Code::WrongUse,
                    "column '" + m_columns[i].name + "' holds values of two types, which VOTable can't",
                    "Leave the column out, or export as CSV.");
            m_line += "<TD>";
            if (const auto* flag = std::get_if<bool>(&cells[i]))
                m_line += *flag ? "T" : "F";
            else if (const auto* whole = std::get_if<std::int64_t>(&cells[i]))
                m_line += std::to_string(*whole);
            else if (const auto* number = std::get_if<double>(&cells[i]))
                m_line += std::isnan(*number) ? "NaN"
                    : std::isinf(*number)     ? (*number > 0 ? "+Inf" : "-Inf")
                                              : textOf(*number);
            else if (const auto* words = std::get_if<std::string>(&cells[i]))
                text(*words);
            m_line += "</TD>";
        }
        m_line += "</TR>\n";
        return {};
    }

    void attribute(const char* name, const std::string& value)
    {
        m_line += std::string(" ") + name + "=\"";
        text(value);
        m_line += '"';
    }

    void text(const std::string& words)
    {
        characters(words, [&](std::string_view c) {
            if (c == "&")
                m_line += "&amp;";
            else if (c == "<")
                m_line += "&lt;";
            else if (c == ">")
                m_line += "&gt;";
            else if (c == "\"")
                m_line += "&quot;";
            else if (c == "\r" || c == "\n" || c == "\t")
                m_line += "&#" + std::to_string(int(c[0])) + ";";
            else if (static_cast<unsigned char>(c[0]) < 0x20 || c == "\xef\xbf\xbe" || c == "\xef\xbf\xbf")
                m_line += replacement; // XML 1.0 has no such character
            else
                m_line += c;
        });
    }

    const std::string m_title;
};

} // namespace

std::optional<TableFormat> tableFormat(std::string_view nameOrEnding)
{
    std::string name(nameOrEnding.substr(nameOrEnding.starts_with('.') ? 1 : 0));
    std::ranges::transform(name, name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    static constexpr std::array<std::pair<std::string_view, TableFormat>, 7> names{ {
        { "csv", TableFormat::Csv },
        { "json", TableFormat::Json },
        { "jsonl", TableFormat::JsonLines },
        { "ndjson", TableFormat::JsonLines },
        { "votable", TableFormat::VoTable },
        { "vot", TableFormat::VoTable },
        { "xml", TableFormat::VoTable },
    } };
    const auto found = std::ranges::find(names, name, &std::pair<std::string_view, TableFormat>::first);
    return found == names.end() ? std::nullopt : std::optional(found->second);
}

Result<std::unique_ptr<TableWriter>> newTableWriter(
    TableFormat format, std::vector<ColumnSpec> columns, ByteSink sink, const std::string& title)
{
    std::set<std::string_view> names;
    for (const ColumnSpec& column : columns)
        if (column.name.empty() || !names.insert(column.name).second)
            return fail(Error::Code::WrongUse, "column '" + column.name + "' stands twice or has no name",
                "Name each column once.");
    if (columns.empty())
        return fail(Error::Code::WrongUse, "a table without columns", "Name at least one column.");
    std::unique_ptr<Writer> writer;
    switch (format) {
    case TableFormat::Csv:
        writer = std::make_unique<CsvWriter>(std::move(columns), std::move(sink));
        break;
    case TableFormat::Json:
    case TableFormat::JsonLines:
        writer = std::make_unique<JsonWriter>(std::move(columns), std::move(sink), format == TableFormat::Json);
        break;
    case TableFormat::VoTable:
        writer = std::make_unique<VoTableWriter>(std::move(columns), std::move(sink), title);
        break;
    }
    if (auto begun = writer->begin(); !begun)
        return tl::unexpected(begun.error());
    return writer;
}

} // namespace vetrina::formats
