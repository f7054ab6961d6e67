#pragma once

#include "core/base/file.h"
#include "core/formats/archive.h"
#include "core/formats/avro_container.h"
#include "core/survey/packet.h"

#include "tests/real_data.h"

#include <functional>

/// Calls back with every packet of the containers under a path of the real data: file, member, decoder, record.
inline vetrina::Result<vetrina::formats::ArchiveReport> forEachRealPacket(const std::filesystem::path& path,
    vetrina::survey::PacketDecoders& decoders,
    const std::function<void(
        const vetrina::formats::ArchiveItem&, const vetrina::survey::PacketDecoder&, std::span<const std::byte>)>& take)
{
    using namespace vetrina;
    return formats::walkArchive(path, [&](const formats::ArchiveItem& item, Bytes bytes) -> Result<void> {
        if (!formats::AvroContainer::begins(bytes))
            return {};
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
