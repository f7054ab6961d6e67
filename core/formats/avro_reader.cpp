#include "core/formats/avro_reader.h"

#include "core/formats/avro_cursor.h"

#include <algorithm>

namespace vetrina::formats {

using Kind = AvroType::Kind;

namespace {

/// Puts a name before those that the values inside already put down.
bool failedIn(std::string& path, std::string_view name)
{
    path = path.empty() ? std::string(name) : std::string(name) + "." + path;
    return false;
}

/// The field at which a record could not be gone on with: of step number `step`, whose constant fields had `left`
/// bytes. For messages: found again only when it failed.
std::string_view nameOfFailure(const AvroType& record, std::size_t step, bool inConstants, std::size_t left)
{
    for (const AvroField& field : record.fields) {
        if (step > 0) {
            step -= field.type->constantSize < 0 ? 1 : 0;
            continue;
        }
        if (field.type->constantSize < 0)
            return field.name;
        if (inConstants && static_cast<std::uint64_t>(field.type->constantSize) > left)
            return field.name;
        left -= inConstants ? static_cast<std::size_t>(field.type->constantSize) : 0;
    }
    return record.name;
}

bool skipRecord(const AvroType& type, AvroCursor& in, int depth, std::string& path)
{
    for (std::size_t i = 0; i < type.steps.size(); ++i) {
        const AvroType::Step& step = type.steps[i];
        const std::size_t left = in.left();
        if (!in.advance(step.constant))
            return failedIn(path, nameOfFailure(type, i, true, left));
        if (!step.type)
            break;
        if (step.type->kind == Kind::Union) { // most fields of alerts are: null or a number, without a call
            const AvroType* branch = in.readBranch(*step.type);
            if (branch && branch->constantSize >= 0 && in.advance(static_cast<std::uint64_t>(branch->constantSize)))
                continue;
            if (branch && branch->constantSize < 0 && skipValue(*branch, in, depth + 2, path))
                continue;
            return failedIn(path, nameOfFailure(type, i, false, 0));
        }
        if (!skipValue(*step.type, in, depth + 1, path))
            return failedIn(path, nameOfFailure(type, i, false, 0));
    }
    return true;
}

bool skipItems(const AvroType& type, AvroCursor& in, int depth, std::string& path)
{
    const AvroType& item = *type.branches[0];
    for (;;) {
        std::uint64_t count = 0;
        std::uint64_t size = 0;
        if (!in.readBlock(type, count, size))
            return false;
        if (count == 0)
            return true;
        const std::size_t start = in.position();
        if (type.kind == Kind::Array && item.constantSize >= 0) {
            // The block fits: readBlock() compared the count with the bytes left.
            if (!in.advance(count * static_cast<std::uint64_t>(item.constantSize)))
                return false;
        } else {
            for (std::uint64_t i = 0; i < count; ++i) {
                std::uint64_t length = 0;
                if (type.kind == Kind::Map && (!in.readLength(length) || !in.advance(length)))
                    return false;
                if (!skipValue(item, in, depth + 1, path))
                    return failedIn(path, "[" + std::to_string(i) + "]");
            }
        }
        if (!in.endBlock(start, size))
            return false;
    }
}

} // namespace

bool skipValue(const AvroType& type, AvroCursor& in, int depth, std::string& path)
{
    if (depth > in.limits().depth)
        return in.refuse("values are nested deeper than the limit");
    if (type.constantSize >= 0)
        return in.advance(static_cast<std::uint64_t>(type.constantSize));
    std::int64_t number = 0;
    std::uint64_t length = 0;
    switch (type.kind) {
    case Kind::Int:
    case Kind::Long:
        return in.readLong(number);
    case Kind::Enum:
        if (!in.readLong(number))
            return false;
        return (number >= 0 && static_cast<std::uint64_t>(number) < type.symbols.size())
            || in.refuse("an enum's symbol that its type does not have");
    case Kind::Bytes:
    case Kind::String:
        return in.readLength(length) && in.advance(length);
    case Kind::Union: {
        const AvroType* branch = in.readBranch(type);
        if (!branch)
            return false;
        if (branch->constantSize >= 0)
            return in.advance(static_cast<std::uint64_t>(branch->constantSize));
        return skipValue(*branch, in, depth + 1, path);
    }
    case Kind::Record:
        return skipRecord(type, in, depth, path);
    case Kind::Array:
    case Kind::Map:
        return skipItems(type, in, depth, path);
    default:
        return in.refuse("a type that can't be read");
    }
}

Result<std::size_t> skipAvro(const AvroType& type, std::span<const std::byte> bytes, const AvroLimits& limits)
{
    AvroCursor in(bytes, limits);
    std::string path;
    if (!skipValue(type, in, 0, path))
        return tl::unexpected(in.error(path));
    return in.position();
}

std::optional<bool> AvroSlot::boolean() const
{
    if (!type || type->kind != Kind::Boolean || bytes.empty())
        return std::nullopt;
    return bytes[0] != std::byte{ 0 };
}

std::optional<std::int64_t> AvroSlot::integer() const
{
    if (!type || (type->kind != Kind::Int && type->kind != Kind::Long))
        return std::nullopt;
    AvroCursor in(bytes, {});
    std::int64_t value = 0;
    return in.readLong(value) ? std::optional(value) : std::nullopt;
}

std::optional<double> AvroSlot::number() const
{
    if (type && type->kind == Kind::Float && bytes.size() == sizeof(float))
        return littleEndian<float>(bytes.data());
    if (type && type->kind == Kind::Double && bytes.size() == sizeof(double))
        return littleEndian<double>(bytes.data());
    const auto whole = integer();
    return whole ? std::optional(static_cast<double>(*whole)) : std::nullopt;
}

std::optional<std::string_view> AvroSlot::text() const
{
    if (type && type->kind == Kind::Enum) {
        AvroCursor in(bytes, {});
        std::int64_t symbol = 0;
        if (!in.readLong(symbol) || symbol < 0 || static_cast<std::uint64_t>(symbol) >= type->symbols.size())
            return std::nullopt;
        return type->symbols[static_cast<std::size_t>(symbol)];
    }
    const auto held = type && type->kind == Kind::String ? content() : std::nullopt;
    if (!held)
        return std::nullopt;
    return std::string_view(reinterpret_cast<const char*>(held->data()), held->size());
}

std::optional<std::span<const std::byte>> AvroSlot::content() const
{
    if (type && type->kind == Kind::Fixed)
        return bytes;
    if (!type || (type->kind != Kind::Bytes && type->kind != Kind::String))
        return std::nullopt;
    AvroCursor in(bytes, {});
    std::uint64_t length = 0;
    if (!in.readLength(length))
        return std::nullopt;
    return bytes.subspan(in.position(), length);
}

namespace {

/// Reads one value into a slot, through a union.
bool readSlot(const AvroType& declared, AvroCursor& in, int depth, AvroSlot& slot, std::string& path)
{
    const AvroType* type = &declared;
    if (type->kind == Kind::Union && !(type = in.readBranch(declared)))
        return false;
    const std::byte* begin = in.at();
    slot.offset = in.position();
    if (!skipValue(*type, in, depth, path))
        return false;
    slot.type = type;
    slot.bytes = { begin, in.at() };
    return true;
}

} // namespace

AvroFields::AvroFields(const AvroType& record, std::span<const std::byte> bytes, const AvroLimits& limits)
    : m_record(&record)
    , m_bytes(bytes)
    , m_limits(limits)
{
}

bool AvroFields::next()
{
    if (m_error || m_index == m_record->fields.size())
        return false;
    AvroCursor in(m_bytes, m_limits);
    in.advance(m_position);
    std::string path;
    const AvroField& field = m_record->fields[m_index];
    m_slot = {};
    if (!readSlot(*field.type, in, 1, m_slot, path)) {
        failedIn(path, field.name);
        m_error = in.error(path);
        return false;
    }
    ++m_index;
    m_position = in.position();
    return true;
}

AvroItems::AvroItems(const AvroSlot& array, const AvroLimits& limits)
    : m_array(array)
    , m_limits(limits)
    , m_done(!array.type || (array.type->kind != Kind::Array && array.type->kind != Kind::Map))
{
}

bool AvroItems::next()
{
    if (m_done || m_error)
        return false;
    AvroLimits limits = m_limits;
    limits.zeroWidthItems -= m_zeroWidth;
    AvroCursor in(m_array.bytes, limits);
    in.advance(m_position);
    std::string path;
    std::uint64_t size = 0;
    bool good = m_left > 0 || in.readBlock(*m_array.type, m_left, size);
    if (good && m_left == 0) {
        m_done = true;
        return false;
    }
    std::uint64_t length = 0;
    if (good && m_array.type->kind == Kind::Map && (good = in.readLength(length))) {
        m_key = { reinterpret_cast<const char*>(in.at()), static_cast<std::size_t>(length) };
        good = in.advance(length);
    }
    m_slot = {};
    if (!good || !readSlot(*m_array.type->branches[0], in, 1, m_slot, path)) {
        m_error = in.error(path);
        return false;
    }
    m_zeroWidth += in.position() == m_position ? 1 : 0;
    --m_left;
    m_position = in.position();
    return true;
}

} // namespace vetrina::formats
