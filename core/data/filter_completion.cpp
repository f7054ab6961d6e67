#include "core/data/filter_completion.h"

#include "core/data/filter_syntax.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace vetrina::data {

namespace {

using Kind = FilterWord::Kind;

/// What the grammar takes at a place.
enum class Expects { Operand, Comparison, Joint, Value, NullTest, FilterName, List, And };

struct Place {
    Expects expects = Expects::Operand;
    std::string field; ///< which is compared: of Comparison and Value
};

struct Known {
    std::string_view text;
    std::string_view about;
};

constexpr std::array functions{
    Known{ "cone(", "cone(ra, dec, arcsec): within that angle of a place, degrees" },
    Known{ "last(", "last(night): the greatest value of a column" },
    Known{ "abs(", "abs(x)" },
    Known{ "sqrt(", "sqrt(x)" },
    Known{ "exp(", "exp(x)" },
    Known{ "ln(", "ln(x): natural logarithm" },
    Known{ "log10(", "log10(x)" },
    Known{ "floor(", "floor(x)" },
    Known{ "ceil(", "ceil(x)" },
    Known{ "round(", "round(x)" },
    Known{ "min(", "min(a, b)" },
    Known{ "max(", "max(a, b)" },
};
constexpr std::array ofNumbers{ Known{ ">", "" }, Known{ "<", "" }, Known{ ">=", "" }, Known{ "<=", "" },
    Known{ "=", "" }, Known{ "!=", "" }, Known{ "between", "both ends belong to it" },
    Known{ "is none", "has no value" }, Known{ "is not none", "has a value" }, Known{ "in (", "one of a list" } };
constexpr std::array ofTexts{ Known{ "=", "" }, Known{ "!=", "" }, Known{ "like", "% is any text, _ one character" },
    Known{ "is none", "has no value" }, Known{ "is not none", "has a value" }, Known{ "in (", "one of a list" } };
constexpr std::array joints{ Known{ "and", "" }, Known{ "or", "" } };
constexpr std::array nullTests{ Known{ "none", "no value" }, Known{ "not none", "a value" },
    Known{ "nan", "not a number" } };

char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

/// 0 where a name begins with what was typed, 1 where a part of it does, 2 where it stands anywhere in it; else -1.
int nearness(std::string_view name, std::string_view typed)
{
    if (typed.size() > name.size())
        return -1;
    int best = -1;
    for (std::size_t at = 0; at + typed.size() <= name.size(); ++at) {
        if (!std::ranges::equal(name.substr(at, typed.size()), typed, {}, lower, lower))
            continue;
        if (at == 0)
            return 0;
        const char before = name[at - 1];
        const bool part = before == '_' || before == '.' || before == ':' || before == ' ';
        best = part ? 1 : best < 0 ? 2 : best;
        if (part)
            return 1;
    }
    return best;
}

std::string quoted(std::string_view text, char quote)
{
    std::string out(1, quote);
    for (const char c : text)
        out += c == quote ? std::string(2, quote) : std::string(1, c);
    return out + quote;
}

/// Follows the tokens before the word in hand, loosely: what is not well formed leaves what was expected last.
class Walk {
public:
    explicit Walk(std::string_view text)
        : m_text(text)
    {
    }

    void take(const FilterToken& token)
    {
        const std::string_view word = m_text.substr(token.range.begin, token.range.size);
        const auto is = [&](std::string_view keyword) { return filter::sameWord(word, keyword); };
        switch (token.kind) {
        case FilterToken::Kind::Keyword:
            if (is("and") && m_between) {
                m_between = false;
                m_place.expects = Expects::Value;
            } else if (is("and") || is("or")) {
                m_compared = false;
                m_place = {};
            } else if (is("not")) {
                m_place.expects = m_place.expects == Expects::NullTest || m_place.expects == Expects::Comparison
                    ? m_place.expects
                    : Expects::Operand;
            } else if (is("is")) {
                m_place.expects = Expects::NullTest;
            } else if (is("in")) {
                m_place.expects = Expects::List;
            } else if (is("between")) {
                m_between = m_compared = true;
                m_place.expects = Expects::Value;
            } else if (is("like")) {
                m_compared = true;
                m_place.expects = Expects::Value;
            } else if (is("filter")) {
                m_compared = true;
                m_place.expects = Expects::FilterName;
            } else { // none, nan, true, false
                m_place.expects = Expects::Joint;
            }
            break;
        case FilterToken::Kind::Symbol:
            symbol(word);
            break;
        case FilterToken::Kind::Name:
            if (is("filter")) { // no text follows yet
                m_place.expects = Expects::FilterName;
                break;
            }
            if (!m_compared)
                m_place.field = word.front() == '`' ? unquoted(word) : std::string(word);
            after();
            break;
        case FilterToken::Kind::Number:
        case FilterToken::Kind::Text:
            after();
            break;
        case FilterToken::Kind::Unknown:
            break;
        }
    }

    [[nodiscard]] const Place& place() const { return m_place; }

private:
    void after()
    {
        m_place.expects = m_listed ? Expects::List
            : m_between            ? Expects::And
            : m_compared           ? Expects::Joint
                                   : Expects::Comparison;
    }
    void symbol(std::string_view word)
    {
        if (word == "(") {
            m_listed = m_place.expects == Expects::List;
            m_place.expects = m_listed ? Expects::Value : Expects::Operand;
        } else if (word == ")") {
            m_compared = m_compared || m_listed;
            m_listed = false;
            m_place.expects = m_compared ? Expects::Joint : Expects::Comparison;
        } else if (word == ",") {
            m_place.expects = m_listed ? Expects::Value : Expects::Operand;
        } else if (word.find_first_of("<>=!") != std::string_view::npos) {
            m_compared = true;
            m_place.expects = Expects::Value;
        } else {
            m_place.expects = m_compared ? Expects::Value : Expects::Operand; // + - * / %
        }
    }
    static std::string unquoted(std::string_view word)
    {
        std::string name;
        for (std::size_t i = 1; i + 1 < word.size(); ++i) {
            name += word[i];
            i += word[i] == '`';
        }
        return name;
    }

    std::string_view m_text;
    Place m_place;
    bool m_compared = false, m_between = false, m_listed = false;
};

/// Collects words in the order of how well they fit.
class Words {
public:
    explicit Words(std::string_view typed)
        : m_typed(typed)
    {
    }
    void add(Kind kind, std::string_view name, std::string text, std::string_view about)
    {
        if (const int near = nearness(name, m_typed); near >= 0)
            m_found[static_cast<std::size_t>(near)].push_back({ kind, std::move(text), std::string(about) });
    }
    template <typename List> void addAll(Kind kind, const List& list)
    {
        for (const Known& one : list)
            add(kind, one.text, std::string(one.text), one.about);
    }
    std::vector<FilterWord> take(std::size_t most)
    {
        std::vector<FilterWord> words;
        for (auto& group : m_found)
            for (auto& word : group)
                if (words.size() < most)
                    words.push_back(std::move(word));
        return words;
    }

private:
    std::string_view m_typed;
    std::array<std::vector<FilterWord>, 3> m_found;
};

const FilterVocabulary::Field* fieldOf(const FilterVocabulary& vocabulary, std::string_view name)
{
    const auto found = std::ranges::find(vocabulary.fields, name, &FilterVocabulary::Field::name);
    return found == vocabulary.fields.end() ? nullptr : &*found;
}

/// Of `label.mk` those of `label`: the classes are the same.
const std::vector<std::string>* valuesOf(const FilterVocabulary& vocabulary, std::string_view name)
{
    auto found = vocabulary.values.find(name);
    if (found == vocabulary.values.end() && name.starts_with("label."))
        found = vocabulary.values.find("label");
    return found == vocabulary.values.end() ? nullptr : &found->second;
}

void addOperands(Words& words, const FilterVocabulary& vocabulary)
{
    for (const auto& field : vocabulary.fields)
        words.add(Kind::Field, field.name, filterName(field.name), field.about);
    for (const auto& filter : vocabulary.filters) {
        words.add(Kind::Filter, filter.name, "filter " + quoted(filter.name, '"'), filter.about);
    }
    for (const Known& function : functions)
        words.add(Kind::Function, function.text, std::string(function.text), function.about);
    words.add(Kind::Keyword, "not", "not", "turns a condition over");
}

void addFor(const Place& place, Words& words, const FilterVocabulary& vocabulary)
{
    const auto* field = fieldOf(vocabulary, place.field);
    switch (place.expects) {
    case Expects::Operand:
        return addOperands(words, vocabulary);
    case Expects::Comparison:
        if (field && field->type == Column::Type::Bool) {
            words.addAll(Kind::Keyword, joints);
            words.add(Kind::Operator, "is none", "is none", "has no value");
        } else if (field && field->type == Column::Type::Text) {
            words.addAll(Kind::Operator, ofTexts);
        } else {
            words.addAll(Kind::Operator, ofNumbers);
        }
        return;
    case Expects::Joint:
        return words.addAll(Kind::Keyword, joints);
    case Expects::And:
        return words.add(Kind::Keyword, "and", "and", "and the upper end");
    case Expects::NullTest:
        return words.addAll(Kind::Keyword, nullTests);
    case Expects::FilterName:
        for (const auto& filter : vocabulary.filters)
            words.add(Kind::Filter, filter.name, quoted(filter.name, '"'), filter.about);
        return;
    case Expects::List:
        return;
    case Expects::Value:
        if (const auto* values = valuesOf(vocabulary, place.field))
            for (const auto& value : *values)
                words.add(Kind::Value, value, quoted(value, '\''), {});
        else
            addOperands(words, vocabulary);
        return;
    }
}

} // namespace

FilterCompletion completeFilter(
    std::string_view text, std::size_t cursor, const FilterVocabulary& vocabulary, std::size_t most)
{
    cursor = std::min(cursor, text.size());
    const auto tokens = filterTokens(text.substr(0, cursor)); // what stands behind the cursor decides nothing
    const auto isQuote = [&](const FilterToken& token) {
        return token.kind == FilterToken::Kind::Unknown
            && std::string_view("'\"`").find(text[token.range.begin]) != std::string_view::npos;
    };
    FilterCompletion completion;
    completion.replaced = { cursor, 0 };
    std::size_t before = tokens.size();
    std::string_view typed;
    if (const auto open = std::ranges::find_if(tokens, isQuote); open != tokens.end()) {
        before = static_cast<std::size_t>(open - tokens.begin()); // a text, or a name, that is being typed
        completion.replaced = { open->range.begin, cursor - open->range.begin };
        typed = text.substr(open->range.begin + 1, cursor - open->range.begin - 1);
    } else if (!tokens.empty()) {
        const FilterToken& last = tokens.back();
        const bool word = last.kind == FilterToken::Kind::Name || last.kind == FilterToken::Kind::Keyword;
        if (word && last.range.begin + last.range.size == cursor && text[last.range.begin] != '`') {
            --before;
            completion.replaced = last.range;
            typed = text.substr(last.range.begin, last.range.size);
            while (completion.replaced.begin + completion.replaced.size < text.size()
                && (std::isalnum(static_cast<unsigned char>(text[completion.replaced.begin + completion.replaced.size]))
                    || text[completion.replaced.begin + completion.replaced.size] == '_'))
                ++completion.replaced.size; // the cursor stands within the word
        }
    }
    Walk walk(text);
    for (std::size_t i = 0; i < before; ++i)
        walk.take(tokens[i]);
    Words words(typed);
    addFor(walk.place(), words, vocabulary);
    completion.words = words.take(most);
    completion.open = typed.empty() && completion.replaced.size == 0
        && (walk.place().expects == Expects::Operand
            || (walk.place().expects == Expects::Value && !valuesOf(vocabulary, walk.place().field)));
    return completion;
}

} // namespace vetrina::data
