#include "core/formats/csv.h"

#include "core/formats/utf8.h"

#include <algorithm>

namespace vetrina::formats {

namespace {

constexpr std::size_t mostColumns = 10'000;
constexpr const char* remedy = "Export the table as CSV in UTF-8, with a line of column names.";

} // namespace

tl::unexpected<Error> CsvReader::malformed(std::size_t line, const std::string& what)
{
    m_text = {};
    return fail(Error::Code::Malformed, m_name + ":" + std::to_string(line) + ": " + what, remedy);
}

Result<CsvReader> CsvReader::open(std::string name, std::string_view text)
{
    CsvReader reader;
    reader.m_name = std::move(name);
    if (text.starts_with("\xef\xbb\xbf"))
        text.remove_prefix(3);
    reader.m_text = text;
    const std::string_view first = text.substr(0, text.find('\n'));
    for (const char separator : { '\t', ';', ',' }) // the last that is there wins
        if (first.find(separator) != std::string_view::npos)
            reader.m_separator = separator;
    auto row = reader.readRow();
    if (!row)
        return tl::unexpected(row.error());
    if (!*row)
        return reader.malformed(1, "empty");
    reader.m_names = std::move((*row)->cells);
    auto sorted = reader.m_names;
    std::ranges::sort(sorted);
    if (sorted.front().empty())
        return reader.malformed((*row)->line, "a column without a name");
    if (const auto twice = std::ranges::adjacent_find(sorted); twice != sorted.end())
        return reader.malformed((*row)->line, "column '" + *twice + "' stands twice");
    return reader;
}

std::optional<std::size_t> CsvReader::column(std::string_view name) const
{
    const auto found = std::ranges::find(m_names, name);
    return found == m_names.end() ? std::nullopt : std::optional<std::size_t>(found - m_names.begin());
}

Result<void> CsvReader::readQuoted(std::string& cell)
{
    const std::size_t begin = m_line;
    m_text.remove_prefix(1);
    for (;;) {
        const auto quote = m_text.find('"');
        if (quote == std::string_view::npos)
            return malformed(begin, "a quote that is not closed");
        const std::string_view part = m_text.substr(0, quote);
        cell += part;
        m_line += static_cast<std::size_t>(std::ranges::count(part, '\n'));
        m_text.remove_prefix(quote + 1);
        if (!m_text.starts_with('"'))
            return {};
        cell += '"'; // doubled, it is one
        m_text.remove_prefix(1);
    }
}

/// One line's cells, or more lines' where quotes hold their ends.
Result<std::optional<CsvReader::Row>> CsvReader::readRow()
{
    while (m_text.starts_with('\n') || m_text.starts_with("\r\n")) {
        m_text.remove_prefix(m_text.front() == '\r' ? 2 : 1);
        ++m_line;
    }
    if (m_text.empty())
        return std::optional<Row>();
    Row row{ m_line, {} };
    const std::string ends{ m_separator, '\n' };
    for (;;) {
        std::string& cell = row.cells.emplace_back();
        if (row.cells.size() > mostColumns)
            return malformed(row.line, "more than " + std::to_string(mostColumns) + " columns");
        if (m_text.starts_with('"')) {
            if (auto read = readQuoted(cell); !read)
                return tl::unexpected(read.error());
            if (!m_text.empty() && !m_text.starts_with(m_separator) && !m_text.starts_with('\n')
                && !m_text.starts_with("\r\n") && m_text != "\r")
                return malformed(m_line, "text follows a closed quote");
        } else {
            const std::string_view plain = m_text.substr(0, m_text.find_first_of(ends));
            if (plain.find('"') != std::string_view::npos)
                return malformed(m_line, "a quote in the middle of a cell");
            cell = plain;
            m_text.remove_prefix(plain.size());
            if (cell.ends_with('\r') && (m_text.empty() || m_text.front() == '\n'))
                cell.pop_back();
        }
        if (cell.find('\0') != std::string::npos || !isUtf8(cell))
            return malformed(m_line, "text that is not UTF-8");
        if (m_text.starts_with("\r\n") || m_text == "\r")
            m_text.remove_prefix(1);
        if (m_text.starts_with(m_separator)) {
            m_text.remove_prefix(1);
            continue;
        }
        if (m_text.starts_with('\n')) {
            m_text.remove_prefix(1);
            ++m_line;
        }
        return row;
    }
}

Result<std::optional<CsvReader::Row>> CsvReader::next()
{
    auto row = readRow();
    if (row && *row && (*row)->cells.size() != m_names.size())
        return malformed((*row)->line,
            std::to_string((*row)->cells.size()) + " cells, the names are " + std::to_string(m_names.size()));
    return row;
}

} // namespace vetrina::formats
