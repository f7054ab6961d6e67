#include "core/data/named_filter.h"

#include "core/base/file.h"
#include "core/base/json_guard.h"
#include "core/base/paths.h"
#include "core/data/filter.h"

#include <nlohmann/json.hpp>

namespace vetrina::data {

namespace {

using Json = nlohmann::json;

tl::unexpected<Error> malformed(const std::string& place, const std::string& what)
{
    return fail(Error::Code::Malformed, place + ": " + what, "Install Vetrina again, or mend the file.");
}

} // namespace

Result<std::string> NamedFilter::textFor(const Table& table) const
{
    std::vector<std::string> fitting;
    for (const auto& part : parts)
        if (Filter::parse(part, table))
            fitting.push_back(part);
    if (fitting.empty())
        return fail(Error::Code::NotFound, "'" + name + "' asks for columns that this project does not have");
    if (fitting.size() == 1)
        return fitting.front();
    std::string text;
    for (const auto& part : fitting)
        text += (text.empty() ? "(" : all ? " and (" : " or (") + part + ")";
    return text;
}

Result<std::vector<NamedFilter>> NamedFilter::shipped()
{
    const auto file = paths::share() / "resources" / "filters" / "shipped.json";
    const auto bytes = readFile(file, 1 << 20);
    if (!bytes)
        return tl::unexpected(bytes.error());
    return parse(asText(*bytes), file.filename().string());
}

Result<std::vector<NamedFilter>> NamedFilter::parse(std::string_view json, const std::string& place)
{
    const Json root = jsonNestsWithin(json, 16) ? Json::parse(json, nullptr, false) : Json();
    if (!root.is_array())
        return malformed(place, "not a JSON list");
    std::vector<NamedFilter> filters;
    for (const auto& object : root) {
        if (!object.is_object() || !object.contains("name") || !object["name"].is_string())
            return malformed(place, "a filter has no name");
        NamedFilter filter;
        filter.name = object["name"].get<std::string>();
        if (object.contains("about") && object["about"].is_string())
            filter.about = object["about"].get<std::string>();
        filter.all = object.contains("all");
        const auto parts = object.find(filter.all ? "all" : "any");
        if (parts == object.end() || !parts->is_array() || parts->empty())
            return malformed(place, "'" + filter.name + "' has neither 'any' nor 'all'");
        for (const auto& part : *parts) {
            if (!part.is_string())
                return malformed(place, "a part of '" + filter.name + "' is not a text");
            filter.parts.push_back(part.get<std::string>());
        }
        filters.push_back(std::move(filter));
    }
    return filters;
}

} // namespace vetrina::data
