#pragma once

#include <cstdint>
#include <string_view>

namespace vetrina::data {

/// What the recipes that ship keep as their test part, and an order of the queue by chance.
inline constexpr double usualTestShare = 0.15;
inline constexpr std::uint64_t usualTestSeed = 1;

/// Whether an object is kept from training for an honest test: `share` of the objects, drawn by the checksum of the
/// name and seed, so that all alerts of an object stand on one side, today and tomorrow. Pure.
[[nodiscard]] bool isHeldOut(std::string_view object, double share, std::uint64_t seed);

} // namespace vetrina::data
