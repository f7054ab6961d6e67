#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vetrina::formats {

/// Reads a CSV with a line of names (RFC 4180; lines may end in LF; a byte order mark is passed over), row by row.
///
/// The separator is the comma, or, where the first line has none, the semicolon or tab that it has. Blank lines
/// are passed over. Text must be UTF-8. Keeps a copy of nothing: the text must outlive it. One thread.
class CsvReader {
public:
    struct Row {
        std::size_t line = 0; ///< where it begins, counted from 1
        std::vector<std::string> cells; ///< as many as names()
    };

    /// `name` stands before every message. Errors: Malformed with the line for an empty text, names that are empty or
    /// stand twice, more than 10,000 of them, and what next() refuses.
    [[nodiscard]] static Result<CsvReader> open(std::string name, std::string_view text);

    [[nodiscard]] const std::vector<std::string>& names() const { return m_names; }
    /// The number of a column; nothing where there is none of that name.
    [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const;

    /// The next row; nothing at the end and after an error. Errors: Malformed with the line, for a quote that is not
    /// closed or stands in the middle of a cell, another number of cells than of names, a NUL, and no UTF-8.
    [[nodiscard]] Result<std::optional<Row>> next();

private:
    CsvReader() = default;
    Result<std::optional<Row>> readRow();
    Result<void> readQuoted(std::string& cell);
    tl::unexpected<Error> malformed(std::size_t line, const std::string& what);

    std::string m_name;
    std::string_view m_text; ///< what is left
    std::size_t m_line = 1; ///< it begins with
    char m_separator = ',';
    std::vector<std::string> m_names;
};

} // namespace vetrina::formats
