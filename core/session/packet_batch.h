#pragma once

#include "core/base/file.h"
#include "core/base/large_buffer.h"
#include "core/data/column_builder.h"
#include "core/formats/archive.h"
#include "core/session/ingest.h"
#include "core/session/schema_shelf.h"
#include "core/store/catalogue_writer.h"

#include <deque>
#include <memory>
#include <stop_token>
#include <vector>

namespace vetrina::session {

/// One packet file on its way in.
struct PacketFile {
    formats::ArchiveItem item;
    Bytes bytes; ///< its own; empty where it is read into the batch's memory
    bool isRead = false; ///< else it stands on the disk
};

/// What some packet files hold, decoded, and the bytes it points into. Private to core/session.
struct PacketBatch {
    struct Packet {
        data::Candidate candidate;
        std::span<const std::byte> record;
        std::shared_ptr<const formats::AvroSchema> schema;
    };

    std::vector<PacketFile> files;
    std::shared_ptr<const LargeBuffer> memory; ///< of the files read here
    std::deque<Bytes> unpacked; ///< records that do not stand in a file as they are
    std::vector<Packet> packets;
    data::ColumnBatch fields; ///< a row a packet
    std::vector<IngestReport::Refusal> refusals;
    std::vector<IngestReport::Refusal> tornList; ///< cutouts of packets that were kept all the same
    std::uint64_t read = 0;
    std::uint64_t tornStamps = 0;
    std::uint64_t position = 0; ///< bytes that the walk had gone through behind the last file
};

/// Reads and decodes files in their order. What can't be read is refused with its reason and the rest goes on. Any
/// thread.
[[nodiscard]] Result<PacketBatch> decodePackets(
    std::vector<PacketFile> files, SchemaShelf& schemas, BufferPool& memory, bool checkStamps, std::stop_token stop);

} // namespace vetrina::session
