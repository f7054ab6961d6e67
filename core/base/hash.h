#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

namespace vetrina {

/// XXH3, 64 bits: the checksum of what Vetrina itself wrote. Not against an adversary. Pure; any thread.
[[nodiscard]] std::uint64_t checksum(std::span<const std::byte> bytes);

/// SHA-256 in 64 lower-case hex digits: names what somebody else made (weights, label snapshots). Any thread.
[[nodiscard]] std::string sha256(std::span<const std::byte> bytes);
[[nodiscard]] Result<std::string> sha256OfFile(const std::filesystem::path& file);

} // namespace vetrina
