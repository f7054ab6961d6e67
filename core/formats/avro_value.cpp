#include "core/formats/avro_value.h"

#include "core/formats/avro_cursor.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace vetrina::formats {

using Kind = AvroType::Kind;

const AvroValue* AvroValue::member(std::string_view name) const
{
    const auto* members = std::get_if<Members>(&value);
    if (!members)
        return nullptr;
    const auto found = std::ranges::find(*members, name, &AvroMember::name);
    return found == members->end() ? nullptr : &found->value;
}

namespace {

class TreeBuilder {
public:
    explicit TreeBuilder(AvroCursor& in)
        : m_in(in)
        , m_valuesLeft(in.limits().values)
    {
    }

    bool build(const AvroType& declared, AvroValue& out, int depth)
    {
        if (depth > m_in.limits().depth)
            return m_in.refuse("values are nested deeper than the limit");
        if (m_valuesLeft-- == 0) {
            m_valuesLeft = 0;
            return m_in.refuse("more values than the limit");
        }
        const AvroType* type = &declared;
        if (type->kind == Kind::Union && !(type = m_in.readBranch(declared)))
            return false;
        out.type = type;
        switch (type->kind) {
        case Kind::Record:
            return record(*type, out.value.emplace<AvroValue::Members>(), depth);
        case Kind::Array:
        case Kind::Map:
            return items(*type, out, depth);
        default:
            return scalar(*type, out);
        }
    }

    [[nodiscard]] const std::string& path() const { return m_path; }

private:
    bool failedIn(const std::string& name)
    {
        m_path = m_path.empty() ? name : name + "." + m_path;
        return false;
    }

    bool record(const AvroType& type, AvroValue::Members& members, int depth)
    {
        members.reserve(type.fields.size());
        for (const AvroField& field : type.fields) {
            members.push_back({ field.name, {} });
            if (!build(*field.type, members.back().value, depth + 1))
                return failedIn(field.name);
        }
        return true;
    }

    bool items(const AvroType& type, AvroValue& out, int depth)
    {
        const bool isMap = type.kind == Kind::Map;
        if (isMap)
            out.value.emplace<AvroValue::Members>();
        else
            out.value.emplace<AvroValue::Items>();
        for (;;) {
            std::uint64_t count = 0;
            std::uint64_t size = 0;
            if (!m_in.readBlock(type, count, size))
                return false;
            if (count == 0)
                return true;
            const std::size_t start = m_in.position();
            for (std::uint64_t i = 0; i < count; ++i) {
                if (!(isMap ? entry(type, std::get<AvroValue::Members>(out.value), depth)
                            : build(
                                *type.branches[0], std::get<AvroValue::Items>(out.value).emplace_back(), depth + 1)))
                    return failedIn("[" + std::to_string(i) + "]");
            }
            if (!m_in.endBlock(start, size))
                return false;
        }
    }

    bool entry(const AvroType& type, AvroValue::Members& members, int depth)
    {
        std::uint64_t length = 0;
        if (!m_in.readLength(length))
            return false;
        members.push_back({ std::string(reinterpret_cast<const char*>(m_in.at()), length), {} });
        m_in.advance(length);
        return build(*type.branches[0], members.back().value, depth + 1);
    }

    bool scalar(const AvroType& type, AvroValue& out)
    {
        const std::byte* begin = m_in.at();
        if (!skipValue(type, m_in, 0, m_path))
            return false;
        const AvroSlot slot{ &type, 0, { begin, m_in.at() } };
        if (const auto flag = slot.boolean())
            out.value = *flag;
        else if (const auto whole = slot.integer())
            out.value = *whole;
        else if (const auto number = slot.number())
            out.value = *number;
        else if (const auto text = slot.text())
            out.value = std::string(*text);
        else if (const auto content = slot.content())
            out.value = Bytes(content->begin(), content->end());
        return true;
    }

    AvroCursor& m_in;
    std::uint64_t m_valuesLeft;
    std::string m_path;
};

using Json = nlohmann::ordered_json;

Json json(const AvroValue& value);

struct JsonOf {
    Json operator()(std::monostate) const { return nullptr; }
    Json operator()(bool flag) const { return flag; }
    Json operator()(std::int64_t whole) const { return whole; }
    Json operator()(double number) const
    {
        if (std::isfinite(number))
            return number;
        return std::isnan(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
    }
    Json operator()(const std::string& text) const { return text; }
    Json operator()(const Bytes& bytes) const
    {
        static constexpr char digits[] = "0123456789abcdef";
        std::string begins;
        for (std::size_t i = 0; i < std::min<std::size_t>(bytes.size(), 8); ++i) {
            begins += digits[static_cast<unsigned>(bytes[i]) >> 4];
            begins += digits[static_cast<unsigned>(bytes[i]) & 15];
        }
        return { { "bytes", bytes.size() }, { "begins", bytes.size() > 8 ? begins + ".." : begins } };
    }
    Json operator()(const AvroValue::Items& items) const
    {
        Json list = Json::array();
        for (const AvroValue& each : items)
            list.push_back(json(each));
        return list;
    }
    Json operator()(const AvroValue::Members& members) const
    {
        Json object = Json::object();
        // Behind the map's back: its own insertion searches every member, which is quadratic.
        auto& pairs = static_cast<Json::object_t::Container&>(object.get_ref<Json::object_t&>());
        for (const auto& [name, each] : members)
            pairs.emplace_back(name, json(each));
        return object;
    }
};

Json json(const AvroValue& value) { return std::visit(JsonOf(), value.value); }

} // namespace

Result<AvroValue> readAvro(const AvroType& type, std::span<const std::byte> bytes, const AvroLimits& limits)
{
    AvroCursor in(bytes, limits);
    TreeBuilder builder(in);
    AvroValue value;
    if (!builder.build(type, value, 0))
        return tl::unexpected(in.error(builder.path()));
    if (in.left() != 0)
        return fail(Error::Code::Malformed,
            "byte " + std::to_string(in.position()) + ": " + std::to_string(in.left()) + " bytes follow the value",
            "The packet is damaged or its schema is another's; fetch it again.");
    return value;
}

std::string toJson(const AvroValue& value) { return json(value).dump(2, ' ', false, Json::error_handler_t::replace); }

} // namespace vetrina::formats
