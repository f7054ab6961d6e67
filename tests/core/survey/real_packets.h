#pragma once

#include "core/base/file.h"
#include "core/formats/archive.h"
#include "core/formats/avro_container.h"
#include "core/formats/confluent.h"
#include "core/survey/packet.h"

#include "tests/real_data.h"

#include <functional>

/// Rubin's schema of that number (100 x major + minor), from the published files.
inline vetrina::Result<std::string> registeredSchema(std::uint32_t id)
{
    const auto version = std::to_string(id / 100) + "_" + std::to_string(id % 100);
    const auto folder = realData() / "rubin" / "schemas" / std::to_string(id / 100) / std::to_string(id % 100);
    std::string top;
    std::vector<std::string> others;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
        if (entry.path().extension() != ".avsc")
            continue;
        const auto bytes = vetrina::readFile(entry.path());
        if (!bytes)
            return tl::unexpected(bytes.error());
        if (entry.path().filename() == "lsst.v" + version + ".alert.avsc")
            top = vetrina::asText(*bytes);
        else
            others.emplace_back(vetrina::asText(*bytes));
    }
    return vetrina::formats::AvroSchema::join(top, others);
}

using TakePacket = std::function<void(
    const vetrina::formats::ArchiveItem&, const vetrina::survey::PacketDecoder&, std::span<const std::byte>)>;

/// Calls back with every packet under a path of the real data: containers, Confluent messages, and bare bodies with
/// schema.json beside them.
inline vetrina::Result<vetrina::formats::ArchiveReport> forEachRealPacket(
    const std::filesystem::path& path, vetrina::survey::PacketDecoders& decoders, const TakePacket& take)
{
    using namespace vetrina;
    std::string beside;
    return formats::walkArchive(path, [&](const formats::ArchiveItem& item, Bytes bytes) -> Result<void> {
        if (item.kind == formats::ArchiveItem::Kind::Schema) {
            beside = asText(bytes);
            return {};
        }
        if (!formats::AvroContainer::begins(bytes)) {
            std::span<const std::byte> body = bytes;
            Result<std::string> schema = beside;
            if (const auto message = formats::confluentMessage(bytes)) {
                body = message->body;
                schema = registeredSchema(message->schemaId);
            }
            const auto decoder = schema ? decoders.forText(*schema) : tl::unexpected(schema.error());
            if (!decoder)
                return tl::unexpected(decoder.error());
            take(item, **decoder, body);
            return {};
        }
        auto container = formats::AvroContainer::open(item.name(), bytes, decoders.schemas());
        if (!container)
            return tl::unexpected(container.error());
        const auto decoder = decoders.forSchema(container->schema());
        if (!decoder)
            return tl::unexpected(decoder.error());
        for (;;) {
            const auto record = container->next();
            if (!record)
                return tl::unexpected(record.error());
            if (!*record)
                return {};
            take(item, **decoder, (*record)->bytes);
        }
    });
}
