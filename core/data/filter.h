#pragma once

#include "core/base/result.h"
#include "core/data/candidate.h"
#include "core/data/table.h"

#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace vetrina::data {

namespace filter {
struct Node;
}

/// Bytes of a filter's text.
struct TextRange {
    std::size_t begin = 0;
    std::size_t size = 0;
};

/// A condition on the rows of a table, as it is typed: `drb > 0.9 and label is none and not (ssdistnr between 0 and
/// 5)`.
///
///     filter    = [ or ] ;                                          (an empty filter lets every row through)
///     or        = and { "or" and } ;
///     and       = not { "and" not } ;
///     not       = "not" not | test ;
///     test      = sum { compare sum }                               (0 < x < 5 is 0 < x and x < 5)
///               | sum "is" [ "not" ] ( "none" | "null" | "nan" )
///               | sum [ "not" ] "in" "(" sum { "," sum } ")"         (constants)
///               | sum [ "not" ] "like" string                        (% is any text, _ one character)
///               | sum [ "not" ] "between" sum "and" sum ;            (both ends belong to it)
///     compare   = "=" | "==" | "!=" | "<>" | "<" | "<=" | ">" | ">=" ;
///     sum       = product { ( "+" | "-" ) product } ;
///     product   = sign { ( "*" | "/" | "%" ) sign } ;
///     sign      = ( "-" | "+" ) sign | value ;
///     value     = number | string | "true" | "false" | name | function | named | "(" or ")" ;
///     named     = "filter" string ;                                 (a condition: a shipped or a saved filter's name)
///     function  = "cone" "(" ra "," dec "," arcsec ")"              (within that angle of a place; degrees, constants)
///               | "last" "(" name ")"                                (the greatest value of a column in the table)
///               | ( "abs" | "sqrt" | "exp" | "ln" | "log10" | "floor" | "ceil" | "round" ) "(" sum ")"
///               | ( "min" | "max" ) "(" sum "," sum ")" ;
///     name      = letter { letter | digit | "_" | "." | ":" } | "`" { any } "`" ;
///     string    = "'" { any } "'" | '"' { any } '"' ;               (the quote itself is written twice)
///     number    = digits [ "." digits ] [ "e" [ sign ] digits ] ;
///
/// Words of the language are written in any case; names as the table has them. It is two-valued: a comparison with a
/// null is false and `not` turns it over, so `x not in (1)` holds where x is null; arithmetic with a null is null; a
/// bare Bool column that is null is false. NaN is a value: it equals nothing, and only `!=` holds for it. Survey
/// sentinels such as -999 stay what they are. Arithmetic and comparison are float64, a float32 column counts as the
/// value it holds; but whole numbers against whole numbers are compared as int64, so 64-bit ids are exact. Text is
/// compared by its bytes; `like` ignores the case of ASCII letters.
///
/// Immutable; any thread.
class Filter {
public:
    /// The longest text, bytes, and the deepest nesting that are read.
    static constexpr std::size_t longest = 256 * 1024;
    static constexpr int deepest = 100;

    /// Reads a filter and checks its names and types against a table.
    ///
    /// Errors: Malformed "column 8: there is no column 'drbb'", the column counted in characters from 1, with what was
    /// probably meant as remedy; `mistake`, where given, is set to the bytes to underline.
    [[nodiscard]] static Result<Filter> parse(std::string_view text, const Table& table, TextRange* mistake = nullptr);

    /// The rows that it holds for, ascending. Fetches the columns it names; on a large table all cores are used.
    ///
    /// A table other than that of parse() is good if it has columns of the same names and types.
    /// Errors: Cancelled; Malformed as parse(); what the table's column() gives.
    [[nodiscard]] Result<std::vector<Row>> rows(const Table& table, std::stop_token stop = {}) const;

    /// The rows of a table that a text lets through, ascending: parse() and rows(). Errors: as theirs.
    [[nodiscard]] static Result<std::vector<Row>> passing(
        std::string_view text, const Table& table, std::stop_token stop = {});

    /// How many rows it holds for. Errors: as rows().
    [[nodiscard]] Result<std::size_t> count(const Table& table, std::stop_token stop = {}) const;

    [[nodiscard]] const std::string& text() const { return m_text; }

private:
    Filter() = default;

    std::string m_text;
    std::shared_ptr<const filter::Node> m_root; ///< null where the text is empty
};

/// A word of a filter's text, for painting it.
struct FilterToken {
    enum class Kind { Keyword, Name, Number, Text, Symbol, Unknown };

    Kind kind = Kind::Unknown;
    TextRange range;
};

/// The words of any text, well formed or not; `filter` is a keyword before a text. Pure.
[[nodiscard]] std::vector<FilterToken> filterTokens(std::string_view text);

/// A name as a filter writes it: in backticks where it has odd letters or is a word of the language.
[[nodiscard]] std::string filterName(std::string_view column);

} // namespace vetrina::data
