#pragma once

#include "core/base/file.h"
#include "core/formats/avro_value.h"
#include "core/formats/table_writer.h"

#include <array>
#include <cstdint>
#include <memory>
#include <span>

namespace vetrina::formats {

/// Puts the encoding of one value behind `out`. Avro specification 1.11, "Binary Encoding"; an array or map is one
/// block.
///
/// The type of a union's branch is the value's own (`AvroValue::type`) where that is one of them, else the first branch
/// that can hold the value. Members of a record may stand in any order; one that is missing is null. A double that goes
/// into a float is rounded. What readAvro() built comes back byte for byte where it was written with single blocks.
/// Errors: WrongUse with the path of the value that the type can't hold; `out` then ends in the middle of it.
[[nodiscard]] Result<void> encodeAvro(const AvroType& type, const AvroValue& value, Bytes& out);

enum class AvroCodec : std::uint8_t { Null, Deflate, Snappy };

/// Writes an Avro object container file, block by block: the counterpart of AvroContainer. One thread.
///
/// The same records give the same bytes: the sync marker is made of the schema's text, not drawn.
class AvroContainerWriter {
public:
    struct Options {
        AvroCodec codec = AvroCodec::Null;
        std::uint64_t blockRecords = 1; ///< a block is closed when it has so many ...
        std::uint64_t blockBytes = 1 << 20; ///< ... or so many bytes
    };

    /// Writes the header at once. Errors: those of the sink.
    [[nodiscard]] static Result<AvroContainerWriter> begin(
        std::shared_ptr<const AvroSchema> schema, ByteSink sink, const Options& options);
    [[nodiscard]] static Result<AvroContainerWriter> begin(std::shared_ptr<const AvroSchema> schema, ByteSink sink);

    [[nodiscard]] const AvroSchema& schema() const { return *m_schema; }

    /// Adds a record, encoded with the schema; that it is whole is not looked at. Errors: those of the sink.
    [[nodiscard]] Result<void> append(std::span<const std::byte> record);
    /// Encodes and adds it. Errors: also those of encodeAvro(); then nothing was added.
    [[nodiscard]] Result<void> append(const AvroValue& record);
    /// Closes the last block; nothing may follow. Without it the last records are missing.
    [[nodiscard]] Result<void> finish();

private:
    AvroContainerWriter() = default;
    [[nodiscard]] Result<void> closeBlock();

    std::shared_ptr<const AvroSchema> m_schema;
    ByteSink m_sink;
    Options m_options;
    std::array<std::byte, 16> m_sync{};
    Bytes m_block;
    std::uint64_t m_count = 0; ///< records in it
};

/// A whole container of one record, as surveys issue alerts.
[[nodiscard]] Result<Bytes> avroFile(std::shared_ptr<const AvroSchema> schema, std::span<const std::byte> record);

} // namespace vetrina::formats
