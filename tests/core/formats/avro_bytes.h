#pragma once

#include <cstdint>
#include <string>
#include <string_view>

/// Avro as bytes, written by hand from the specification so that hostile ones can be made.
namespace avro {

inline std::string number(std::int64_t value)
{
    auto raw = (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
    std::string bytes;
    for (; raw >= 0x80; raw >>= 7)
        bytes += static_cast<char>(raw | 0x80);
    return bytes + static_cast<char>(raw);
}

inline std::string text(std::string_view text)
{
    return number(static_cast<std::int64_t>(text.size())) + std::string(text);
}

inline const std::string sync = "0123456789abcdef";

inline std::string header(std::string_view schema, std::string_view codec = "null")
{
    return "Obj\1" + number(2) + text("avro.schema") + text(schema) + text("avro.codec") + text(codec) + '\0' + sync;
}

inline std::string block(std::int64_t count, std::string_view data) { return number(count) + text(data) + sync; }

} // namespace avro
