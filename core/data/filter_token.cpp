#include "core/data/filter_syntax.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

namespace vetrina::data::filter {

namespace {

constexpr std::array<std::string_view, 12> keywords{ "and", "or", "not", "is", "none", "null", "nan", "in", "like",
    "between", "true", "false" };

bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool isNamePart(char c) { return isLetter(c) || isDigit(c) || c == '.' || c == ':'; }

/// A character outside quotes that begins no token.
tl::unexpected<Mistake> strange(std::string_view text, std::size_t at)
{
    std::size_t size = 1;
    while (at + size < text.size() && (static_cast<unsigned char>(text[at + size]) & 0xC0) == 0x80)
        ++size;
    const auto c = static_cast<unsigned char>(text[at]);
    if (c < 0x20 || c == 0x7f)
        return mistake({ at, 1 }, "a control character", "Take it out.");
    const std::string what = "'" + std::string(text.substr(at, size)) + "' means nothing here";
    if (c == '&' || c == '|') {
        size = at + 1 < text.size() && text[at + 1] == text[at] ? 2 : 1;
        return mistake({ at, size }, "'" + std::string(text.substr(at, size)) + "' is not used in filters",
            c == '&' ? "Write 'and'." : "Write 'or'.");
    }
    if (c == '!' || c == '~')
        return mistake({ at, 1 }, what, "Write 'not'.");
    return mistake({ at, size }, what, "Put names with odd letters in backticks, text in quotes.");
}

/// A text or name in quotes, in which the quote is written twice.
Checked<Token> quoted(std::string_view text, std::size_t begin)
{
    const char quote = text[begin];
    Token token;
    token.kind = quote == '`' ? Token::Kind::Quoted : Token::Kind::Text;
    for (std::size_t i = begin + 1; i < text.size(); ++i) {
        if (text[i] != quote) {
            token.text += text[i];
        } else if (i + 1 < text.size() && text[i + 1] == quote) {
            token.text += quote;
            ++i;
        } else {
            token.range = { begin, i + 1 - begin };
            return token;
        }
    }
    return mistake({ begin, 1 }, std::string("the ") + quote + " opened here is not closed",
        std::string("Close it with ") + quote + ".");
}

Checked<Token> number(std::string_view text, std::size_t begin)
{
    std::size_t end = begin;
    bool whole = true;
    while (end < text.size() && isDigit(text[end]))
        ++end;
    if (end < text.size() && text[end] == '.') {
        whole = false;
        for (++end; end < text.size() && isDigit(text[end]);)
            ++end;
    }
    if (end < text.size() && (text[end] == 'e' || text[end] == 'E')) {
        whole = false;
        ++end;
        if (end < text.size() && (text[end] == '+' || text[end] == '-'))
            ++end;
        while (end < text.size() && isDigit(text[end]))
            ++end;
    }
    if (end < text.size() && isNamePart(text[end])) { // 12abc, 1.2.3
        while (end < text.size() && isNamePart(text[end]))
            ++end;
        return mistake({ begin, end - begin },
            "'" + std::string(text.substr(begin, end - begin).substr(0, 40)) + "' is neither a number nor a name",
            "Put a name that begins with a digit in backticks, text in quotes.");
    }
    Token token;
    token.range = { begin, end - begin };
    const char* first = text.data() + begin;
    const char* last = text.data() + end;
    if (whole && std::from_chars(first, last, token.whole).ec == std::errc()) {
        token.kind = Token::Kind::Whole;
        token.number = static_cast<double>(token.whole);
        return token;
    }
    token.kind = Token::Kind::Number;
    const auto [stopped, error] = std::from_chars(first, last, token.number);
    if (error != std::errc() || stopped != last)
        return mistake(token.range,
            "'" + std::string(text.substr(begin, std::min<std::size_t>(end - begin, 40)))
                + "' is not a number that fits",
            "Write it as 12, 0.5 or 1e-3.");
    return token;
}

Token symbol(std::size_t begin, std::size_t size, std::string_view text)
{
    Token token;
    token.kind = Token::Kind::Symbol;
    token.range = { begin, size };
    token.text = text.substr(begin, size);
    return token;
}

Token operation(std::size_t begin, std::size_t size, Operator op)
{
    Token token;
    token.kind = Token::Kind::Operator;
    token.range = { begin, size };
    token.op = op;
    return token;
}

} // namespace

bool sameWord(std::string_view word, std::string_view keyword)
{
    return std::ranges::equal(
        word, keyword, [](unsigned char a, unsigned char b) { return std::tolower(a) == static_cast<int>(b); });
}

bool isKeyword(std::string_view word)
{
    return std::ranges::any_of(keywords, [&](std::string_view k) { return sameWord(word, k); });
}

Checked<Token> nextToken(std::string_view text, std::size_t position)
{
    std::size_t at = position;
    while (at < text.size() && isBlank(text[at]))
        ++at;
    if (at >= text.size()) {
        Token end;
        end.range = { text.size(), 0 };
        return end;
    }
    const char c = text[at];
    const char next = at + 1 < text.size() ? text[at + 1] : '\0';
    if (isLetter(c)) {
        Token token;
        token.kind = Token::Kind::Word;
        std::size_t end = at;
        while (end < text.size() && isNamePart(text[end]))
            ++end;
        token.range = { at, end - at };
        token.text = text.substr(at, end - at);
        return token;
    }
    if (isDigit(c) || (c == '.' && isDigit(next)))
        return number(text, at);
    switch (c) {
    case '\'':
    case '"':
    case '`':
        return quoted(text, at);
    case '(':
    case ')':
    case ',':
        return symbol(at, 1, text);
    case '+':
        return operation(at, 1, Operator::Add);
    case '-':
        return operation(at, 1, Operator::Subtract);
    case '*':
        return operation(at, 1, Operator::Multiply);
    case '/':
        return operation(at, 1, Operator::Divide);
    case '%':
        return operation(at, 1, Operator::Remainder);
    case '=':
        if (next == '<' || next == '>')
            return mistake({ at, 2 }, "'" + std::string(text.substr(at, 2)) + "' is not a comparison",
                next == '<' ? "Write '<='." : "Write '>='.");
        return operation(at, next == '=' ? 2 : 1, Operator::Equal);
    case '<':
        if (next == '>')
            return operation(at, 2, Operator::NotEqual);
        return next == '=' ? operation(at, 2, Operator::LessEqual) : operation(at, 1, Operator::Less);
    case '>':
        return next == '=' ? operation(at, 2, Operator::GreaterEqual) : operation(at, 1, Operator::Greater);
    case '!':
        if (next == '=')
            return operation(at, 2, Operator::NotEqual);
        return strange(text, at);
    default:
        return strange(text, at);
    }
}

} // namespace vetrina::data::filter

namespace vetrina::data {

std::vector<FilterToken> filterTokens(std::string_view text)
{
    using filter::Token;
    std::vector<FilterToken> tokens;
    for (std::size_t at = 0; at < text.size();) {
        const auto token = filter::nextToken(text, at);
        if (!token) { // paint the rest of what is not understood, and go on behind it
            const TextRange range = token.error().range;
            tokens.push_back({ FilterToken::Kind::Unknown, range });
            at = range.begin + std::max<std::size_t>(1, range.size);
            continue;
        }
        if (token->kind == Token::Kind::End)
            break;
        FilterToken::Kind kind = FilterToken::Kind::Symbol;
        switch (token->kind) {
        case Token::Kind::Word:
            kind = filter::isKeyword(token->text) ? FilterToken::Kind::Keyword : FilterToken::Kind::Name;
            break;
        case Token::Kind::Quoted:
            kind = FilterToken::Kind::Name;
            break;
        case Token::Kind::Whole:
        case Token::Kind::Number:
            kind = FilterToken::Kind::Number;
            break;
        case Token::Kind::Text:
            kind = FilterToken::Kind::Text;
            if (!tokens.empty() && tokens.back().kind == FilterToken::Kind::Name
                && filter::sameWord(text.substr(tokens.back().range.begin, tokens.back().range.size), "filter"))
                tokens.back().kind = FilterToken::Kind::Keyword;
            break;
        default:
            break;
        }
        tokens.push_back({ kind, token->range });
        at = token->range.begin + token->range.size;
    }
    return tokens;
}

std::string filterName(std::string_view column)
{
    const bool plain = !column.empty() && filter::isLetter(column.front())
        && std::ranges::all_of(column, filter::isNamePart) && !filter::isKeyword(column);
    if (plain)
        return std::string(column);
    std::string name = "`";
    for (const char c : column)
        name += c == '`' ? std::string("``") : std::string(1, c);
    return name + "`";
}

} // namespace vetrina::data
