#include "core/formats/avro_writer.h"

#include "core/base/hash.h"

#include <libdeflate.h>
#include <snappy-c.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>

namespace vetrina::formats {

namespace {

using Kind = AvroType::Kind;

void putLong(Bytes& out, std::int64_t value)
{
    auto raw = (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
    for (; raw >= 0x80; raw >>= 7)
        out.push_back(static_cast<std::byte>(raw | 0x80));
    out.push_back(static_cast<std::byte>(raw));
}

void putBytes(Bytes& out, std::span<const std::byte> bytes)
{
    putLong(out, static_cast<std::int64_t>(bytes.size()));
    out.insert(out.end(), bytes.begin(), bytes.end());
}

template <typename T> void putLittleEndian(Bytes& out, T value)
{
    static_assert(std::endian::native == std::endian::little);
    std::array<std::byte, sizeof(T)> raw;
    std::memcpy(raw.data(), &value, sizeof(T));
    out.insert(out.end(), raw.begin(), raw.end());
}

bool fits(const AvroType& type, const AvroValue& value)
{
    const auto* whole = std::get_if<std::int64_t>(&value.value);
    switch (type.kind) {
    case Kind::Null:
        return value.isNull();
    case Kind::Boolean:
        return std::holds_alternative<bool>(value.value);
    case Kind::Int:
        return whole && *whole >= std::numeric_limits<std::int32_t>::min()
            && *whole <= std::numeric_limits<std::int32_t>::max();
    case Kind::Long:
        return whole;
    case Kind::Float:
    case Kind::Double:
        return std::holds_alternative<double>(value.value) || whole;
    case Kind::Bytes:
        return std::holds_alternative<Bytes>(value.value);
    case Kind::Fixed:
        return std::holds_alternative<Bytes>(value.value) && std::get<Bytes>(value.value).size() == type.fixedSize;
    case Kind::String:
        return std::holds_alternative<std::string>(value.value);
    case Kind::Enum:
        return std::holds_alternative<std::string>(value.value)
            && std::ranges::find(type.symbols, std::get<std::string>(value.value)) != type.symbols.end();
    case Kind::Array:
        return std::holds_alternative<AvroValue::Items>(value.value);
    case Kind::Record:
    case Kind::Map:
        return std::holds_alternative<AvroValue::Members>(value.value);
    case Kind::Union:
        return true;
    }
    return false;
}

class Encoder {
public:
    explicit Encoder(Bytes& out)
        : m_out(out)
    {
    }

    bool put(const AvroType& declared, const AvroValue& value)
    {
        const AvroType* type = &declared;
        if (type->kind == Kind::Union) {
            const auto& branches = declared.branches;
            auto chosen = std::ranges::find(branches, value.type);
            if (chosen == branches.end())
                chosen = std::ranges::find_if(branches, [&](const AvroType* branch) { return fits(*branch, value); });
            if (chosen == branches.end())
                return refuse(declared);
            putLong(m_out, chosen - branches.begin());
            type = *chosen;
        }
        return fits(*type, value) ? putFitting(*type, value) : refuse(*type);
    }

    [[nodiscard]] Error error() const
    {
        return { Error::Code::WrongUse, (m_path.empty() ? "the value" : m_path) + ": can't be written as " + m_wanted,
            "Give a value of that type." };
    }

private:
    bool refuse(const AvroType& type)
    {
        m_wanted = describe(type);
        return false;
    }
    bool failedIn(const std::string& name)
    {
        m_path = m_path.empty() ? name : name + "." + m_path;
        return false;
    }

    bool putFitting(const AvroType& type, const AvroValue& value)
    {
        switch (type.kind) {
        case Kind::Null:
        case Kind::Union:
            return true;
        case Kind::Boolean:
            m_out.push_back(std::byte{ std::get<bool>(value.value) });
            return true;
        case Kind::Int:
        case Kind::Long:
            putLong(m_out, std::get<std::int64_t>(value.value));
            return true;
        case Kind::Float:
            putLittleEndian(m_out, static_cast<float>(number(value)));
            return true;
        case Kind::Double:
            putLittleEndian(m_out, number(value));
            return true;
        case Kind::Bytes:
            putBytes(m_out, std::get<Bytes>(value.value));
            return true;
        case Kind::Fixed: {
            const auto& bytes = std::get<Bytes>(value.value);
            m_out.insert(m_out.end(), bytes.begin(), bytes.end());
            return true;
        }
        case Kind::String:
            putBytes(m_out, asBytes(std::get<std::string>(value.value)));
            return true;
        case Kind::Enum:
            putLong(m_out, std::ranges::find(type.symbols, std::get<std::string>(value.value)) - type.symbols.begin());
            return true;
        case Kind::Record:
            return putRecord(type, std::get<AvroValue::Members>(value.value));
        case Kind::Array:
            return putArray(*type.branches[0], std::get<AvroValue::Items>(value.value));
        case Kind::Map:
            return putMap(*type.branches[0], std::get<AvroValue::Members>(value.value));
        }
        return false;
    }

    static double number(const AvroValue& value)
    {
        const auto* whole = std::get_if<std::int64_t>(&value.value);
        return whole ? static_cast<double>(*whole) : std::get<double>(value.value);
    }

    bool putRecord(const AvroType& type, const AvroValue::Members& members)
    {
        static const AvroValue null;
        std::size_t used = 0;
        std::size_t next = 0; // members mostly stand in the schema's order
        for (const AvroField& field : type.fields) {
            const AvroValue* found = &null;
            if (next < members.size() && members[next].name == field.name) {
                found = &members[next++].value;
                ++used;
            } else if (const auto at = std::ranges::find(members, field.name, &AvroMember::name); at != members.end()) {
                found = &at->value;
                next = static_cast<std::size_t>(at - members.begin()) + 1;
                ++used;
            }
            if (!put(*field.type, *found))
                return failedIn(field.name);
        }
        if (used == members.size())
            return true;
        const auto stranger =
            std::ranges::find_if(members, [&](const AvroMember& member) { return !type.field(member.name); });
        m_wanted = "a field of " + describe(type);
        return failedIn(stranger == members.end() ? "a member given twice" : stranger->name);
    }

    bool putArray(const AvroType& item, const AvroValue::Items& items)
    {
        if (!items.empty())
            putLong(m_out, static_cast<std::int64_t>(items.size()));
        for (std::size_t i = 0; i < items.size(); ++i)
            if (!put(item, items[i]))
                return failedIn("[" + std::to_string(i) + "]");
        putLong(m_out, 0);
        return true;
    }

    bool putMap(const AvroType& item, const AvroValue::Members& members)
    {
        if (!members.empty())
            putLong(m_out, static_cast<std::int64_t>(members.size()));
        for (const auto& [name, each] : members) {
            putBytes(m_out, asBytes(name));
            if (!put(item, each))
                return failedIn(name);
        }
        putLong(m_out, 0);
        return true;
    }

    Bytes& m_out;
    std::string m_path;
    std::string m_wanted;
};

constexpr std::string_view nameOf(AvroCodec codec)
{
    return codec == AvroCodec::Null ? "null" : codec == AvroCodec::Deflate ? "deflate" : "snappy";
}

Bytes deflated(std::span<const std::byte> bytes)
{
    struct Free {
        void operator()(libdeflate_compressor* c) const { libdeflate_free_compressor(c); }
    };
    const std::unique_ptr<libdeflate_compressor, Free> own(libdeflate_alloc_compressor(6));
    if (!own)
        return {};
    Bytes out(libdeflate_deflate_compress_bound(own.get(), bytes.size()));
    out.resize(libdeflate_deflate_compress(own.get(), bytes.data(), bytes.size(), out.data(), out.size()));
    return out;
}

/// The block and its CRC-32, high byte first, as the specification wants it.
Bytes snappied(std::span<const std::byte> bytes)
{
    std::size_t size = snappy_max_compressed_length(bytes.size());
    Bytes out(size + 4);
    snappy_compress(
        reinterpret_cast<const char*>(bytes.data()), bytes.size(), reinterpret_cast<char*>(out.data()), &size);
    out.resize(size);
    const std::uint32_t crc = libdeflate_crc32(0, bytes.data(), bytes.size());
    for (int shift = 24; shift >= 0; shift -= 8)
        out.push_back(static_cast<std::byte>(crc >> shift));
    return out;
}

} // namespace

Result<void> encodeAvro(const AvroType& type, const AvroValue& value, Bytes& out)
{
    Encoder encoder(out);
    if (!encoder.put(type, value))
        return tl::unexpected(encoder.error());
    return {};
}

Result<AvroContainerWriter> AvroContainerWriter::begin(std::shared_ptr<const AvroSchema> schema, ByteSink sink)
{
    return begin(std::move(schema), std::move(sink), Options());
}

Result<AvroContainerWriter> AvroContainerWriter::begin(
    std::shared_ptr<const AvroSchema> schema, ByteSink sink, const Options& options)
{
    AvroContainerWriter writer;
    writer.m_schema = std::move(schema);
    writer.m_sink = std::move(sink);
    writer.m_options = options;
    const std::uint64_t first = writer.m_schema->fingerprint();
    const std::uint64_t second = checksum(std::as_bytes(std::span(&first, 1)));
    std::memcpy(writer.m_sync.data(), &first, 8);
    std::memcpy(writer.m_sync.data() + 8, &second, 8);

    Bytes header;
    for (const char c : { 'O', 'b', 'j', '\1' })
        header.push_back(static_cast<std::byte>(c));
    putLong(header, 2);
    putBytes(header, asBytes("avro.schema"));
    putBytes(header, asBytes(writer.m_schema->text()));
    putBytes(header, asBytes("avro.codec"));
    putBytes(header, asBytes(nameOf(options.codec)));
    putLong(header, 0);
    header.insert(header.end(), writer.m_sync.begin(), writer.m_sync.end());
    if (auto written = writer.m_sink(asText(header)); !written)
        return tl::unexpected(written.error());
    return writer;
}

Result<void> AvroContainerWriter::append(std::span<const std::byte> record)
{
    m_block.insert(m_block.end(), record.begin(), record.end());
    ++m_count;
    return m_count >= m_options.blockRecords || m_block.size() >= m_options.blockBytes ? closeBlock() : Result<void>();
}

Result<void> AvroContainerWriter::append(const AvroValue& record)
{
    Bytes bytes;
    if (auto encoded = encodeAvro(m_schema->root(), record, bytes); !encoded)
        return encoded;
    return append(bytes);
}

Result<void> AvroContainerWriter::finish() { return m_count > 0 ? closeBlock() : Result<void>(); }

Result<void> AvroContainerWriter::closeBlock()
{
    Bytes out;
    putLong(out, static_cast<std::int64_t>(m_count));
    const bool plain = m_options.codec == AvroCodec::Null;
    putBytes(out, plain ? m_block : m_options.codec == AvroCodec::Deflate ? deflated(m_block) : snappied(m_block));
    out.insert(out.end(), m_sync.begin(), m_sync.end());
    m_block.clear();
    m_count = 0;
    return m_sink(asText(out));
}

Result<Bytes> avroFile(std::shared_ptr<const AvroSchema> schema, std::span<const std::byte> record)
{
    Bytes out;
    const auto sink = [&](std::string_view text) -> Result<void> {
        const auto bytes = asBytes(text);
        out.insert(out.end(), bytes.begin(), bytes.end());
        return {};
    };
    auto writer = AvroContainerWriter::begin(std::move(schema), sink);
    if (!writer)
        return tl::unexpected(writer.error());
    if (auto added = writer->append(record); !added)
        return tl::unexpected(added.error());
    if (auto finished = writer->finish(); !finished)
        return tl::unexpected(finished.error());
    return out;
}

} // namespace vetrina::formats
