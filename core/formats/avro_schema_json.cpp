#include "core/formats/avro_schema_json.h"

#include "core/base/json_guard.h"

namespace vetrina::formats::schema {

constexpr std::size_t longestText = 2 << 20;

Result<Json> parseJson(std::string_view text)
{
    if (text.size() > longestText || !jsonNestsWithin(text, deepestJson))
        return fail(Error::Code::Unsupported, "schema: longer than 2 MB or nested more than 128 deep",
            "This is not a schema of alerts; leave the file out.");
    Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded())
        return fail(Error::Code::Malformed, "schema: not JSON", "Fetch the file again.");
    return json;
}

std::string textOf(const Json& json, const char* key)
{
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::pair<std::string, std::string> fullName(const Json& json, const std::string& space)
{
    std::string name = textOf(json, "name");
    if (const auto dot = name.rfind('.'); dot != std::string::npos)
        return { name, name.substr(0, dot) };
    const auto declared = json.find("namespace");
    const std::string inside = declared != json.end() && declared->is_string() ? declared->get<std::string>() : space;
    return { inside.empty() || name.empty() ? name : inside + "." + name, inside };
}

} // namespace vetrina::formats::schema
