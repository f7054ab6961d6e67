#include "core/formats/fits.h"

#include <algorithm>
#include <charconv>

namespace vetrina::formats {

namespace {

constexpr std::size_t cardSize = 80;

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    return text;
}

/// The value part of a card: up to the comment's slash, which may stand in quoted text.
std::string_view valueOf(std::string_view card)
{
    if (card.size() < 10 || card.substr(8, 2) != "= ")
        return {};
    const std::string_view rest = trimmed(card.substr(10));
    if (rest.empty() || rest.front() != '\'')
        return trimmed(rest.substr(0, rest.find('/')));
    std::size_t end = 1;
    for (; end < rest.size(); ++end) {
        if (rest[end] != '\'')
            continue;
        if (end + 1 < rest.size() && rest[end + 1] == '\'')
            ++end; // a quote in the text is doubled
        else
            break;
    }
    return rest.substr(0, std::min(end + 1, rest.size()));
}

} // namespace

FitsHeader::FitsHeader(std::string cards)
    : m_cards(std::move(cards))
{
    m_cards.resize(m_cards.size() / cardSize * cardSize);
}

FitsHeader::Card FitsHeader::card(std::size_t index) const
{
    const std::string_view text = std::string_view(m_cards).substr(index * cardSize, cardSize);
    return { trimmed(text.substr(0, 8)), valueOf(text) };
}

std::optional<std::string_view> FitsHeader::find(std::string_view keyword) const
{
    for (std::size_t i = 0; i < size(); ++i) {
        const std::string_view text = std::string_view(m_cards).substr(i * cardSize, cardSize);
        if (text.starts_with(keyword) && trimmed(text.substr(0, 8)) == keyword)
            return valueOf(text);
    }
    return std::nullopt;
}

std::optional<double> FitsHeader::number(std::string_view keyword) const
{
    auto value = find(keyword);
    if (!value || value->empty())
        return std::nullopt;
    if (value->front() == '+')
        value->remove_prefix(1);
    std::string text(*value);
    std::ranges::replace(text, 'D', 'E'); // Fortran's double exponent
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

std::optional<std::int64_t> FitsHeader::integer(std::string_view keyword) const
{
    auto value = find(keyword);
    if (!value || value->empty())
        return std::nullopt;
    if (value->front() == '+')
        value->remove_prefix(1);
    std::int64_t number = 0;
    const char* const last = value->data() + value->size();
    const auto [end, error] = std::from_chars(value->data(), last, number);
    return error == std::errc() && end == last ? std::optional(number) : std::nullopt;
}

std::optional<bool> FitsHeader::logical(std::string_view keyword) const
{
    const auto value = find(keyword);
    if (value == "T")
        return true;
    return value == "F" ? std::optional(false) : std::nullopt;
}

std::optional<std::string> FitsHeader::text(std::string_view keyword) const
{
    const auto value = find(keyword);
    if (!value || value->size() < 2 || value->front() != '\'' || value->back() != '\'')
        return std::nullopt;
    std::string text;
    for (std::size_t i = 1; i + 1 < value->size(); ++i) {
        text += (*value)[i];
        if ((*value)[i] == '\'')
            ++i;
    }
    text.resize(text.find_last_not_of(' ') + 1);
    return text;
}

} // namespace vetrina::formats
