#pragma once

#include "core/base/file.h"
#include "core/base/result.h"
#include "core/formats/archive.h"
#include "core/formats/avro.h"
#include "core/survey/packet.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace vetrina::session {

/// The schemas of packets that do not carry theirs: Rubin's bare bodies, with a schema file beside them, and its
/// Confluent messages, that name a schema by number. Private to core/session. Any thread.
class SchemaShelf {
public:
    /// Takes a schema file that a walk came by.
    void add(const formats::ArchiveItem& item, Bytes text);

    /// The schema that stands beside a bare body: in its folder, or in the same folder of its tar.
    /// Errors: NotFound with what to put where; those of AvroSchema::parse().
    [[nodiscard]] Result<std::shared_ptr<const formats::AvroSchema>> beside(const formats::ArchiveItem& item);

    /// The alert schema with that number in the survey's registry (100 x major + minor): of the schemas added, or of
    /// `lsst.vMAJOR_MINOR.*.avsc` below a folder `schemas` beside the packet, or in the user's data folder.
    [[nodiscard]] Result<std::shared_ptr<const formats::AvroSchema>> registered(
        std::uint32_t id, const formats::ArchiveItem& item);

    [[nodiscard]] formats::AvroSchemaCache& cache() { return m_decoders.schemas(); }
    [[nodiscard]] survey::PacketDecoders& decoders() { return m_decoders; }

private:
    using Texts = std::map<std::string, std::string>; ///< by file name
    static std::string folderOf(const formats::ArchiveItem& item);
    [[nodiscard]] Result<std::shared_ptr<const formats::AvroSchema>> joined(const Texts& texts, const std::string& top);
    void lookBelow(const std::filesystem::path& folder, const std::string& prefix, Texts& found) const;

    survey::PacketDecoders m_decoders;
    std::mutex m_mutex; ///< guards what follows
    std::map<std::string, Texts> m_byFolder; ///< by where they stand
    std::map<std::string, std::shared_ptr<const formats::AvroSchema>> m_known; ///< answers already given
};

} // namespace vetrina::session
