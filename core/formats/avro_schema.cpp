#include "core/formats/avro_schema.h"

#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/formats/avro_schema_json.h"

#include <algorithm>
#include <array>
#include <map>

namespace vetrina::formats {

using Kind = AvroType::Kind;
using schema::fullName;
using schema::Json;

const AvroField* AvroType::field(std::string_view wanted) const
{
    const auto found = std::ranges::find(fields, wanted, &AvroField::name);
    return found == fields.end() ? nullptr : &*found;
}

std::string describe(const AvroType& type)
{
    static constexpr std::array<const char*, 14> names{ "null", "boolean", "int", "long", "float", "double", "bytes",
        "string", "record", "enum", "fixed", "array", "map", "union" };
    const std::string kind = names[static_cast<std::size_t>(type.kind)];
    return type.name.empty() ? kind : kind + " " + type.name;
}

namespace {

/// Puts the definitions in at the first place that refers to each of them.
struct Joiner {
    std::map<std::string, Json> definitions; ///< by full name; taken out as they are put in

    void join(Json& type, const std::string& space)
    {
        if (type.is_string()) {
            const std::string name = type.get<std::string>();
            auto found = definitions.end();
            if (name.find('.') == std::string::npos && !space.empty())
                found = definitions.find(space + "." + name);
            if (found == definitions.end())
                found = definitions.find(name);
            if (found == definitions.end())
                return;
            type = std::move(found->second);
            definitions.erase(found);
            join(type, "");
        } else if (type.is_array()) {
            for (Json& branch : type)
                join(branch, space);
        } else if (type.is_object()) {
            const std::string inside = type.contains("name") ? fullName(type, space).second : space;
            for (const char* key : { "type", "items", "values" })
                if (type.contains(key))
                    join(type[key], inside);
            if (type.contains("fields") && type["fields"].is_array())
                for (Json& field : type["fields"])
                    if (field.is_object() && field.contains("type"))
                        join(field["type"], inside);
        }
    }
};

} // namespace

Result<std::string> AvroSchema::join(std::string_view topLevel, std::span<const std::string> definitions)
{
    auto top = schema::parseJson(topLevel);
    if (!top)
        return tl::unexpected(top.error());
    const std::string own = top->is_object() ? fullName(*top, "").first : std::string();
    Joiner joiner;
    for (const std::string& text : definitions) {
        auto json = schema::parseJson(text);
        if (!json)
            return tl::unexpected(json.error());
        std::string name = json->is_object() ? fullName(*json, "").first : std::string();
        if (!name.empty() && name != own)
            joiner.definitions.insert_or_assign(std::move(name), std::move(*json));
    }
    joiner.join(*top, "");
    return top->dump(-1, ' ', false, Json::error_handler_t::replace);
}

const AvroType* AvroSchema::find(std::string_view path) const
{
    const auto through = [](const AvroType* type) {
        if (type->kind == Kind::Union && type->branches.size() == 2) {
            if (type->branches[0]->kind == Kind::Null)
                return type->branches[1];
            if (type->branches[1]->kind == Kind::Null)
                return type->branches[0];
        }
        return type;
    };
    const AvroType* type = through(m_root);
    while (!path.empty()) {
        const auto dot = path.find('.');
        const AvroField* field = type->field(path.substr(0, dot));
        if (!field)
            return nullptr;
        type = through(field->type);
        path = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
    }
    return type;
}

Result<std::shared_ptr<const AvroSchema>> AvroSchemaCache::get(std::string_view json)
{
    const std::uint64_t key = checksum(asBytes(json));
    {
        const std::lock_guard lock(m_mutex);
        const auto known = m_schemas.find(key);
        if (known != m_schemas.end() && known->second->text() == json)
            return known->second;
    }
    auto schema = AvroSchema::parse(json);
    if (!schema)
        return schema;
    const std::lock_guard lock(m_mutex);
    if (m_schemas.insert_or_assign(key, *schema).second)
        m_order.push_back(key);
    if (m_order.size() > capacity) {
        m_schemas.erase(m_order.front());
        m_order.pop_front();
    }
    return schema;
}

} // namespace vetrina::formats
