#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace vetrina::formats {

/// A message in Confluent's wire format: a zero byte, the schema's id in a registry, the Avro body.
struct ConfluentMessage {
    std::uint32_t schemaId = 0; ///< Rubin: 100 x major + minor of its alert schema
    std::span<const std::byte> body;
};

/// Nothing where the bytes can't be one: shorter than 6 bytes or not beginning with zero. A bare Avro body may
/// begin with zero too, so the caller says which it takes it for.
[[nodiscard]] inline std::optional<ConfluentMessage> confluentMessage(std::span<const std::byte> bytes)
{
    if (bytes.size() < 6 || bytes[0] != std::byte{ 0 })
        return std::nullopt;
    ConfluentMessage message;
    for (std::size_t i = 1; i < 5; ++i)
        message.schemaId = message.schemaId << 8 | static_cast<std::uint32_t>(bytes[i]);
    message.body = bytes.subspan(5);
    return message;
}

} // namespace vetrina::formats
