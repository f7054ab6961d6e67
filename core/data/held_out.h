#pragma once

#include <cstdint>
#include <string_view>

namespace vetrina::data {

/// Whether an object is kept from training for an honest test: `share` of the objects, drawn by the checksum of the
/// name and seed, so that all alerts of an object stand on one side, today and tomorrow. Pure.
[[nodiscard]] bool isHeldOut(std::string_view object, double share, std::uint64_t seed);

} // namespace vetrina::data
