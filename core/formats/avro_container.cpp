#include "core/formats/avro_container.h"

#include "core/formats/avro_cursor.h"

#include <libdeflate.h>
#include <snappy-c.h>

#include <algorithm>
#include <cstring>
#include <optional>

namespace vetrina::formats {

namespace {

constexpr std::array magic{ std::byte{ 'O' }, std::byte{ 'b' }, std::byte{ 'j' }, std::byte{ 1 } };
constexpr const char* fetchAgain = "Fetch the file again.";
constexpr std::uint64_t mostEmptyRecords = 65'536; // of a schema whose records take no bytes

struct Header {
    std::string_view schema;
    std::string_view codec = "null";
    std::array<std::byte, 16> sync{};
    std::size_t size = 0;
};

/// Reads the map of metadata and the sync marker; nothing where they are torn.
std::optional<Header> readHeader(std::span<const std::byte> bytes)
{
    AvroType text;
    text.kind = AvroType::Kind::Bytes;
    text.minimumSize = 1;
    AvroType map;
    map.kind = AvroType::Kind::Map;
    map.branches = { &text };

    AvroCursor in(bytes, {});
    in.advance(magic.size());
    Header header;
    for (;;) {
        std::uint64_t count = 0;
        std::uint64_t size = 0;
        if (!in.readBlock(map, count, size))
            return std::nullopt;
        if (count == 0)
            break;
        for (std::uint64_t i = 0; i < count; ++i) {
            std::array<std::string_view, 2> pair;
            for (std::string_view& each : pair) {
                std::uint64_t length = 0;
                if (!in.readLength(length))
                    return std::nullopt;
                each = { reinterpret_cast<const char*>(in.at()), static_cast<std::size_t>(length) };
                in.advance(length);
            }
            if (pair[0] == "avro.schema")
                header.schema = pair[1];
            else if (pair[0] == "avro.codec")
                header.codec = pair[1];
        }
    }
    if (in.left() < header.sync.size())
        return std::nullopt;
    std::memcpy(header.sync.data(), in.at(), header.sync.size());
    header.size = in.position() + header.sync.size();
    return header;
}

Result<Bytes> unsnappy(std::span<const std::byte> packed, const InflateLimits& limits)
{
    const auto damaged = [] {
        return fail(Error::Code::Malformed, "snappy: the compressed data is torn or damaged", fetchAgain);
    };
    if (packed.size() < 4)
        return damaged();
    const auto* data = reinterpret_cast<const char*>(packed.data());
    const std::size_t size = packed.size() - 4;
    std::size_t unpacked = 0;
    if (snappy_uncompressed_length(data, size, &unpacked) != SNAPPY_OK)
        return damaged();
    if (unpacked > limits.of(size) || unpacked > (size + 64) * 64) // no snappy data unpacks to more
        return fail(Error::Code::Unsupported, "snappy: claims " + std::to_string(unpacked) + " bytes", fetchAgain);
    Bytes out(unpacked);
    if (snappy_uncompress(data, size, reinterpret_cast<char*>(out.data()), &unpacked) != SNAPPY_OK
        || unpacked != out.size())
        return damaged();
    std::uint32_t crc = 0;
    for (std::size_t i = 0; i < 4; ++i)
        crc = crc << 8 | static_cast<std::uint32_t>(packed[size + i]);
    if (crc != libdeflate_crc32(0, out.data(), out.size()))
        return fail(Error::Code::Malformed, "snappy: the checksum does not agree", fetchAgain);
    return out;
}

} // namespace

bool AvroContainer::begins(std::span<const std::byte> bytes)
{
    return bytes.size() >= magic.size() && std::ranges::equal(bytes.first(magic.size()), magic);
}

Result<AvroContainer> AvroContainer::open(
    std::string name, std::span<const std::byte> bytes, AvroSchemaCache& schemas, const InflateLimits& limits)
{
    if (bytes.empty())
        return fail(Error::Code::Malformed, name + ": empty", fetchAgain);
    if (!begins(bytes))
        return fail(Error::Code::Malformed, name + ": not an Avro container: it does not begin with 'Obj'",
            "Check that this is an alert packet.");
    const auto header = readHeader(bytes);
    if (!header)
        return fail(Error::Code::Malformed, name + ": the header of the Avro container is torn", fetchAgain);
    if (header->codec != "null" && header->codec != "deflate" && header->codec != "snappy")
        return fail(Error::Code::Unsupported,
            name + ": codec '" + std::string(header->codec.substr(0, 40)) + "' is not read",
            "Write the file with codec null, deflate or snappy.");
    auto schema = schemas.get(header->schema);
    if (!schema)
        return tl::unexpected(at(name, schema.error()));

    AvroContainer container;
    container.m_name = std::move(name);
    container.m_file = bytes;
    container.m_position = header->size;
    container.m_schema = std::move(*schema);
    container.m_codec = header->codec;
    container.m_sync = header->sync;
    container.m_limits = limits;
    return container;
}

std::string AvroContainer::place() const
{
    return m_name + ": block " + std::to_string(m_blocks == 0 ? 0 : m_blocks - 1) + ", record "
        + std::to_string(m_records);
}

tl::unexpected<Error> AvroContainer::torn(const std::string& what)
{
    m_position = m_file.size();
    m_count = 0;
    return fail(Error::Code::Malformed, place() + ": " + what, "What came before it was read; fetch the file again.");
}

Result<bool> AvroContainer::openBlock()
{
    if (m_position == m_file.size())
        return false;
    ++m_blocks;
    AvroCursor in(m_file.subspan(m_position), {});
    std::int64_t count = 0;
    std::uint64_t size = 0;
    if (!in.readLong(count) || !in.readLength(size) || count < 0 || in.left() < size + m_sync.size())
        return torn("the file ends inside the block, or its length is damaged");
    const std::span packed(in.at(), static_cast<std::size_t>(size));
    in.advance(size);
    if (std::memcmp(in.at(), m_sync.data(), m_sync.size()) != 0)
        return torn("the marker after the block is not the file's");
    m_position += in.position() + m_sync.size();

    if (auto unpacked = unpack(packed); !unpacked)
        return tl::unexpected(at(place(), unpacked.error()));
    const std::uint64_t smallest = m_schema->root().minimumSize;
    const std::uint64_t most = smallest == 0 ? mostEmptyRecords : m_block.size() / smallest;
    if (static_cast<std::uint64_t>(count) > most)
        return fail(Error::Code::Malformed, place() + ": the block claims more records than it can hold", fetchAgain);
    if (count == 0 && !m_block.empty())
        return fail(Error::Code::Malformed, place() + ": the block claims no records but holds data", fetchAgain);
    m_count = static_cast<std::uint64_t>(count);
    m_single = count == 1;
    return true;
}

Result<void> AvroContainer::unpack(std::span<const std::byte> packed)
{
    if (m_codec == "null") {
        m_block = packed;
        return {};
    }
    auto unpacked = m_codec == "deflate" ? inflate(packed, m_limits) : unsnappy(packed, m_limits);
    if (!unpacked)
        return tl::unexpected(unpacked.error());
    m_unpacked = std::move(*unpacked);
    m_block = m_unpacked;
    return {};
}

Result<std::optional<AvroRecord>> AvroContainer::next()
{
    while (m_count == 0) {
        const auto opened = openBlock();
        if (!opened)
            return tl::unexpected(opened.error());
        if (!*opened)
            return std::optional<AvroRecord>();
    }
    AvroRecord record{ m_block, m_blocks - 1, m_records };
    if (!m_single) {
        const auto size = skipAvro(m_schema->root(), m_block);
        if (!size) {
            m_count = 0;
            return tl::unexpected(at(place(), size.error()));
        }
        record.bytes = m_block.first(*size);
        m_block = m_block.subspan(*size);
        if (m_count == 1 && !m_block.empty()) {
            m_count = 0;
            return fail(Error::Code::Malformed, place() + ": the block holds more than its records", fetchAgain);
        }
    }
    --m_count;
    ++m_records;
    return record;
}

} // namespace vetrina::formats
