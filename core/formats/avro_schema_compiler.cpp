#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/formats/avro_schema.h"
#include "core/formats/avro_schema_json.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

namespace vetrina::formats {

using Kind = AvroType::Kind;
using schema::deepestJson;
using schema::fullName;
using schema::Json;
using schema::textOf;

namespace {

constexpr std::uint64_t endless = std::uint64_t(1) << 60; ///< sums of sizes stop here

constexpr std::array<std::pair<std::string_view, Kind>, 8> primitives{ {
    { "null", Kind::Null },
    { "boolean", Kind::Boolean },
    { "int", Kind::Int },
    { "long", Kind::Long },
    { "float", Kind::Float },
    { "double", Kind::Double },
    { "bytes", Kind::Bytes },
    { "string", Kind::String },
} };

std::optional<Kind> primitive(std::string_view name)
{
    const auto found = std::ranges::find(primitives, name, &std::pair<std::string_view, Kind>::first);
    return found == primitives.end() ? std::nullopt : std::optional(found->second);
}

bool isNamed(Kind kind) { return kind == Kind::Record || kind == Kind::Enum || kind == Kind::Fixed; }

std::uint64_t add(std::uint64_t a, std::uint64_t b) { return std::min(endless, a + b); }

} // namespace

/// Builds an AvroSchema's types from its JSON; an error stops it, with the path of names down to it.
class AvroSchemaCompiler {
public:
    Result<std::shared_ptr<const AvroSchema>> run(std::string_view text)
    {
        auto json = schema::parseJson(text);
        if (!json)
            return tl::unexpected(json.error());
        m_schema.reset(new AvroSchema);
        const AvroType* root = compile(*json, "", 0);
        if (root && !settleMinimumSizes())
            m_problem = "a record contains itself without an end";
        if (!root || !m_problem.empty())
            return fail(Error::Code::Malformed, "schema: " + m_path + (m_path.empty() ? "" : ": ") + m_problem,
                "The packet's writer is at fault; report it to the survey or broker.");
        m_schema->m_root = root;
        m_schema->m_text = text;
        m_schema->m_fingerprint = checksum(asBytes(text));
        return std::shared_ptr<const AvroSchema>(std::move(m_schema));
    }

private:
    const AvroType* refuse(std::string why)
    {
        m_problem = std::move(why);
        return nullptr;
    }

    AvroType& make(Kind kind)
    {
        AvroType& type = m_schema->m_types.emplace_back();
        type.kind = kind;
        return type;
    }

    /// A primitive without a logical type stands once in the schema.
    const AvroType* plain(Kind kind)
    {
        auto& known = m_plain[static_cast<std::size_t>(kind)];
        if (!known) {
            AvroType& type = make(kind);
            setSize(type);
            known = &type;
        }
        return known;
    }

    static void setSize(AvroType& type)
    {
        switch (type.kind) {
        case Kind::Null:
            type.constantSize = 0;
            break;
        case Kind::Boolean:
            type.constantSize = 1;
            break;
        case Kind::Float:
            type.constantSize = 4;
            break;
        case Kind::Double:
            type.constantSize = 8;
            break;
        case Kind::Fixed:
            type.constantSize = static_cast<std::int64_t>(type.fixedSize);
            break;
        default:
            break;
        }
    }

    const AvroType* compile(const Json& json, const std::string& space, int depth)
    {
        if (depth > deepestJson)
            return refuse("types are nested more than 128 deep");
        if (json.is_string())
            return named(json.get<std::string>(), space);
        if (json.is_array())
            return unionOf(json, space, depth);
        if (!json.is_object())
            return refuse("a type must be a name, a list or an object");
        const auto inner = json.find("type");
        if (inner == json.end())
            return refuse("a type without \"type\"");
        if (!inner->is_string())
            return compile(*inner, space, depth + 1); // {"type": {"type": ...}}, as some writers nest it
        const std::string kind = inner->get<std::string>();
        if (kind == "record" || kind == "error")
            return record(json, space, depth);
        if (kind == "enum")
            return enumeration(json, space);
        if (kind == "fixed")
            return fixed(json, space);
        if (kind == "array" || kind == "map")
            return container(kind == "array" ? Kind::Array : Kind::Map, json, space, depth);
        const auto known = primitive(kind);
        if (!known)
            return named(kind, space);
        if (textOf(json, "logicalType").empty())
            return plain(*known);
        AvroType& type = make(*known);
        readLogical(json, type);
        setSize(type);
        return &type;
    }

    const AvroType* named(const std::string& name, const std::string& space)
    {
        if (const auto known = primitive(name))
            return plain(*known);
        auto found = m_names.end();
        if (name.find('.') == std::string::npos && !space.empty())
            found = m_names.find(space + "." + name);
        if (found == m_names.end())
            found = m_names.find(name);
        return found == m_names.end() ? refuse("no type '" + name.substr(0, 80) + "' is known") : found->second;
    }

    static void readLogical(const Json& json, AvroType& type)
    {
        type.logicalType = textOf(json, "logicalType");
        const auto number = [&](const char* key) {
            const auto found = json.find(key);
            const bool fits = found != json.end() && found->is_number_integer() && found->get<std::int64_t>() >= 0
                && found->get<std::int64_t>() <= 10'000;
            return fits ? found->get<int>() : 0;
        };
        type.precision = number("precision");
        type.scale = number("scale");
    }

    /// Registers a named type; null, with the problem set, where its name is missing or taken.
    AvroType* define(Kind kind, const Json& json, const std::string& space, std::string& inside)
    {
        auto [name, within] = fullName(json, space);
        if (name.empty() || primitive(name)) {
            refuse("a type without a name of its own");
            return nullptr;
        }
        AvroType& type = make(kind);
        type.name = name;
        if (!m_names.emplace(name, &type).second) {
            refuse("type '" + name.substr(0, 80) + "' is defined twice");
            return nullptr;
        }
        inside = std::move(within);
        return &type;
    }

    const AvroType* record(const Json& json, const std::string& space, int depth)
    {
        std::string inside;
        AvroType* type = define(Kind::Record, json, space, inside);
        if (!type)
            return nullptr;
        const auto fields = json.find("fields");
        if (fields == json.end() || !fields->is_array())
            return refuse("record '" + type->name + "' has no list of fields");
        std::set<std::string_view> seen;
        type->fields.reserve(fields->size());
        for (const Json& each : *fields) {
            std::string name = each.is_object() ? textOf(each, "name") : std::string();
            if (name.empty() || each.find("type") == each.end())
                return refuse("record '" + type->name + "' has a field without a name or a type");
            const std::size_t before = m_path.size();
            m_path += (m_path.empty() ? "" : ".") + name.substr(0, 80);
            const AvroType* of = compile(each["type"], inside, depth + 1);
            if (!of)
                return nullptr;
            type->fields.push_back({ std::move(name), textOf(each, "doc"), of });
            if (!seen.insert(type->fields.back().name).second)
                return refuse("the field stands twice in its record");
            m_path.resize(before);
        }
        planSteps(*type);
        return type;
    }

    /// Neighbouring fields of constant size become one step; a record of nothing else has a constant size.
    static void planSteps(AvroType& type)
    {
        std::uint64_t constant = 0;
        for (const AvroField& field : type.fields) {
            if (field.type->constantSize >= 0) {
                constant = add(constant, static_cast<std::uint64_t>(field.type->constantSize));
            } else {
                type.steps.push_back({ constant, field.type });
                constant = 0;
            }
        }
        if (type.steps.empty())
            type.constantSize = static_cast<std::int64_t>(constant);
        type.steps.push_back({ constant, nullptr });
    }

    const AvroType* enumeration(const Json& json, const std::string& space)
    {
        std::string inside;
        AvroType* type = define(Kind::Enum, json, space, inside);
        if (!type)
            return nullptr;
        const auto symbols = json.find("symbols");
        if (symbols == json.end() || !symbols->is_array())
            return refuse("enum '" + type->name + "' has no list of symbols");
        for (const Json& each : *symbols) {
            if (!each.is_string())
                return refuse("enum '" + type->name + "' has a symbol that is no text");
            type->symbols.push_back(each.get<std::string>());
        }
        return type;
    }

    const AvroType* fixed(const Json& json, const std::string& space)
    {
        std::string inside;
        AvroType* type = define(Kind::Fixed, json, space, inside);
        if (!type)
            return nullptr;
        const auto size = json.find("size");
        if (size == json.end() || !size->is_number_integer() || size->get<std::int64_t>() < 0
            || size->get<std::int64_t>() > (1 << 30))
            return refuse("fixed '" + type->name + "' has no size of 0 to 1 GB");
        type->fixedSize = size->get<std::uint64_t>();
        readLogical(json, *type);
        setSize(*type);
        return type;
    }

    const AvroType* container(Kind kind, const Json& json, const std::string& space, int depth)
    {
        const auto items = json.find(kind == Kind::Array ? "items" : "values");
        if (items == json.end())
            return refuse("an array without \"items\" or a map without \"values\"");
        const AvroType* of = compile(*items, space, depth + 1);
        if (!of)
            return nullptr;
        AvroType& type = make(kind);
        type.branches = { of };
        return &type;
    }

    const AvroType* unionOf(const Json& json, const std::string& space, int depth)
    {
        if (json.empty())
            return refuse("a union of nothing");
        std::vector<const AvroType*> branches;
        std::set<std::string> kinds;
        for (const Json& each : json) {
            const AvroType* branch = compile(each, space, depth + 1);
            if (!branch)
                return nullptr;
            if (branch->kind == Kind::Union)
                return refuse("a union directly in a union");
            if (!kinds.insert(isNamed(branch->kind) ? branch->name : describe(*branch)).second)
                return refuse("a union with two branches of one kind");
            branches.push_back(branch);
        }
        if (const auto known = m_unions.find(branches); known != m_unions.end())
            return known->second;
        AvroType& type = make(Kind::Union);
        type.branches = branches;
        m_unions.emplace(std::move(branches), &type);
        return &type;
    }

    /// The fewest bytes of every type, from all of them "endless" down to what no longer changes. False where a
    /// record stays endless.
    bool settleMinimumSizes()
    {
        for (AvroType& type : m_schema->m_types)
            type.minimumSize = endless;
        constexpr int mostPasses = 200; // types stand nearly children first, so two or three do
        for (int pass = 0; pass < mostPasses; ++pass) {
            bool changed = false;
            for (AvroType& type : m_schema->m_types) {
                const std::uint64_t size = minimumSize(type);
                changed = changed || size != type.minimumSize;
                type.minimumSize = size;
            }
            if (!changed)
                break;
        }
        return std::ranges::all_of(
            m_schema->m_types, [](const AvroType& t) { return t.minimumSize < endless || t.constantSize >= 0; });
    }

    static std::uint64_t minimumSize(const AvroType& type)
    {
        if (type.constantSize >= 0)
            return static_cast<std::uint64_t>(type.constantSize);
        std::uint64_t size = type.kind == Kind::Record ? 0 : 1;
        if (type.kind == Kind::Record) {
            for (const AvroType::Step& step : type.steps)
                size = add(size, add(step.constant, step.type ? step.type->minimumSize : 0));
        } else if (type.kind == Kind::Union) {
            std::uint64_t smallest = endless;
            for (const AvroType* branch : type.branches)
                smallest = std::min(smallest, branch->minimumSize);
            size = add(size, smallest);
        }
        return size;
    }

    std::unique_ptr<AvroSchema> m_schema;
    std::array<const AvroType*, 8> m_plain{};
    std::map<std::string, const AvroType*> m_names;
    std::map<std::vector<const AvroType*>, const AvroType*> m_unions;
    std::string m_path; ///< of field names, to where the compiler stands
    std::string m_problem;
};

Result<std::shared_ptr<const AvroSchema>> AvroSchema::parse(std::string_view json)
{
    return AvroSchemaCompiler().run(json);
}

} // namespace vetrina::formats
