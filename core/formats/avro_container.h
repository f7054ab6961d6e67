#pragma once

#include "core/base/file.h"
#include "core/base/result.h"
#include "core/formats/avro_schema.h"
#include "core/formats/gzip.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>

namespace vetrina::formats {

/// One record of a container, as it was written.
struct AvroRecord {
    std::span<const std::byte> bytes; ///< valid until the next call of next()
    std::uint64_t block = 0; ///< counted from 0
    std::uint64_t number = 0; ///< in the file, counted from 0
};

/// An Avro object container file (specification 1.11, "Object Container Files"): codecs null, deflate, snappy.
///
///     auto container = AvroContainer::open("a.avro", bytes, cache);
///     while (container) {
///         auto record = container->next();      // an error names the block and record; go on until nothing comes
///         if (record && !*record) break;
///         ...
///     }
///
/// Reads from bytes that outlive it. One thread.
class AvroContainer {
public:
    [[nodiscard]] static bool begins(std::span<const std::byte> bytes); ///< with the magic "Obj" 1

    /// `name` is put before every message. Errors: Malformed where the header is not one; Unsupported for another
    /// codec, which it names.
    [[nodiscard]] static Result<AvroContainer> open(std::string name, std::span<const std::byte> bytes,
        AvroSchemaCache& schemas, const InflateLimits& limits = { std::uint64_t(128) << 20, 100, 1 << 20 });

    [[nodiscard]] const std::shared_ptr<const AvroSchema>& schema() const { return m_schema; }
    [[nodiscard]] const std::string& codec() const { return m_codec; }

    /// The next record; nothing at the end of the file.
    ///
    /// Where a block holds several records, each is passed over to find its end, and so is known to be whole; the
    /// record of a block of its own is that block, unread: its reader must find that it takes all the bytes.
    /// Errors: Malformed with block and record. After one, next() goes on with the next block where the file can
    /// still be followed (its sync marker stood where it should), else it gives nothing.
    [[nodiscard]] Result<std::optional<AvroRecord>> next();

private:
    AvroContainer() = default;

    Result<bool> openBlock(); ///< false at the end of the file
    Result<void> unpack(std::span<const std::byte> packed);
    tl::unexpected<Error> torn(const std::string& what); ///< the file can't be followed any more
    [[nodiscard]] std::string place() const;

    std::string m_name;
    std::span<const std::byte> m_file;
    std::size_t m_position = 0;
    std::shared_ptr<const AvroSchema> m_schema;
    std::string m_codec;
    std::array<std::byte, 16> m_sync{};
    InflateLimits m_limits;

    Bytes m_unpacked;
    std::span<const std::byte> m_block; ///< what is left of it
    std::uint64_t m_count = 0; ///< records left in it
    bool m_single = false; ///< the block holds one record
    std::uint64_t m_blocks = 0; ///< opened
    std::uint64_t m_records = 0; ///< given
};

} // namespace vetrina::formats
