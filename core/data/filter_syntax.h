#pragma once

// How the text of a filter becomes a tree. Only for core/data/filter*.cpp.

#include "core/data/filter.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace vetrina::data::filter {

/// What is wrong with the text, and where.
struct Mistake {
    TextRange range;
    std::string message;
    std::string remedy;
};

template <typename T> using Checked = tl::expected<T, Mistake>;

[[nodiscard]] inline tl::unexpected<Mistake> mistake(TextRange range, std::string message, std::string remedy = {})
{
    return tl::unexpected(Mistake{ range, std::move(message), std::move(remedy) });
}

/// Returns the mistake of a Checked, if it holds one.
#define TRY(expression)                                                                                                \
    if (auto&& tried = (expression); !tried)                                                                           \
    return tl::unexpected(std::move(tried.error()))

enum class Operator : std::uint8_t {
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Equal,
    NotEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder
};

struct Token {
    enum class Kind : std::uint8_t { End, Word, Quoted, Whole, Number, Text, Symbol, Operator };

    Kind kind = Kind::End;
    TextRange range;
    std::string text; ///< Word, Quoted (a name in backticks), Text: what it says. Symbol: itself
    std::int64_t whole = 0;
    double number = 0;
    filter::Operator op = filter::Operator::Equal;
};

/// The token that begins at or after `position`. A text that stops in a quote is a mistake at the quote.
[[nodiscard]] Checked<Token> nextToken(std::string_view text, std::size_t position);

/// Whether a word belongs to the language, in any case.
[[nodiscard]] bool isKeyword(std::string_view word);
[[nodiscard]] bool sameWord(std::string_view word, std::string_view keyword);

/// A node of the tree as it is written; nothing is known of types yet.
struct Node {
    enum class Kind : std::uint8_t {
        Whole,
        Number,
        Text,
        Flag,
        Name, ///< leaves
        And,
        Or,
        Not, ///< of conditions
        Compare, ///< children[i] operators[i] children[i + 1] ..
        Arithmetic, ///< the same, from the left
        Negate,
        In, ///< children[0] in the others
        Like, ///< children[0] like children[1]
        Between, ///< children[0] between children[1] and children[2]
        IsNone,
        IsNan,
        Call, ///< `text` of the children
        Named ///< the filter called `text`
    };

    Kind kind = Kind::Flag;
    TextRange range;
    std::string text; ///< Text, Name, Call, Named
    std::int64_t whole = 0;
    double number = 0; ///< Number; for Whole the same value rounded
    bool flag = false; ///< Flag
    std::vector<Operator> operators;
    std::vector<std::shared_ptr<const Node>> children;
};

using NodePtr = std::shared_ptr<const Node>;

/// The tree of a text, null for one of blanks only.
[[nodiscard]] Checked<NodePtr> parseTree(std::string_view text);

} // namespace vetrina::data::filter
