#include "core/prepare/card_json.h"

#include <cmath>

namespace vetrina::prepare {

CardObject::CardObject(const Json& json, std::string place, std::string remedy)
    : m_json(json)
    , m_place(std::move(place))
    , m_remedy(std::move(remedy))
{
    if (!m_json.is_object())
        m_error = Error{ Error::Code::Malformed, m_place + ": expected an object", m_remedy };
}

void CardObject::wrong(const std::string& key, const std::string& what)
{
    if (!m_error)
        m_error = Error{ Error::Code::Malformed, m_place + "." + key + ": " + what, m_remedy };
}

void CardObject::wrong(const Error& within)
{
    if (!m_error)
        m_error = within;
}

const CardObject::Json* CardObject::member(const std::string& key, bool optional)
{
    m_asked.insert(key);
    if (!m_json.is_object())
        return nullptr;
    const auto found = m_json.find(key);
    if (found != m_json.end())
        return &*found;
    if (!optional)
        wrong(key, "is missing");
    return nullptr;
}

std::string CardObject::text(const std::string& key, std::optional<std::string> fallback)
{
    const Json* value = member(key, fallback.has_value());
    if (!value)
        return fallback.value_or("");
    if (value->is_string())
        return value->get<std::string>();
    wrong(key, "expected a text");
    return {};
}

double CardObject::number(const std::string& key, double low, double high, std::optional<double> fallback)
{
    const Json* value = member(key, fallback.has_value());
    if (!value)
        return fallback.value_or(low);
    if (value->is_number()) {
        const double number = value->get<double>();
        if (number >= low && number <= high)
            return number;
    }
    wrong(key, "expected a number from " + Json(low).dump() + " to " + Json(high).dump());
    return low;
}

int CardObject::integer(const std::string& key, int low, int high, std::optional<int> fallback)
{
    const Json* value = member(key, fallback.has_value());
    if (!value)
        return fallback.value_or(low);
    if (value->is_number_integer()) {
        const auto number = value->get<double>(); // an unsigned beyond int64 would wrap
        if (number >= low && number <= high)
            return static_cast<int>(number);
    }
    wrong(key, "expected a whole number from " + std::to_string(low) + " to " + std::to_string(high));
    return low;
}

bool CardObject::boolean(const std::string& key, std::optional<bool> fallback)
{
    const Json* value = member(key, fallback.has_value());
    if (!value)
        return fallback.value_or(false);
    if (value->is_boolean())
        return value->get<bool>();
    wrong(key, "expected true or false");
    return false;
}

std::vector<std::string> CardObject::texts(const std::string& key, bool optional)
{
    const Json* value = member(key, optional);
    std::vector<std::string> list;
    if (!value)
        return list;
    if (!value->is_array()) {
        wrong(key, "expected a list of texts");
        return list;
    }
    for (const auto& item : *value) {
        if (item.is_string())
            list.push_back(item.get<std::string>());
        else
            wrong(key, "expected a list of texts");
    }
    return list;
}

std::vector<int> CardObject::integers(const std::string& key, int low, int high, bool optional)
{
    const Json* value = member(key, optional);
    std::vector<int> list;
    if (!value)
        return list;
    const std::string what =
        "expected a list of whole numbers from " + std::to_string(low) + " to " + std::to_string(high);
    if (!value->is_array()) {
        wrong(key, what);
        return list;
    }
    for (const auto& item : *value) {
        if (item.is_number_integer() && item.get<double>() >= low && item.get<double>() <= high)
            list.push_back(static_cast<int>(item.get<double>()));
        else
            wrong(key, what);
    }
    return list;
}

Result<void> CardObject::finish()
{
    if (!m_error && m_json.is_object())
        for (const auto& [key, value] : m_json.items())
            if (!m_asked.contains(key)) {
                wrong(key, "unknown key");
                m_error->remedy = "Remove it, or take the version of Vetrina that wrote it.";
                break;
            }
    if (m_error)
        return tl::unexpected(*m_error);
    return {};
}

} // namespace vetrina::prepare
