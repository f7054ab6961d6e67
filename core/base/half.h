#pragma once

#include <bit>
#include <cstdint>

namespace vetrina {

/// An IEEE 754 binary16 number as its bits: what embeddings are stored as. Both ways pure; any thread.

/// The nearest half, ties to even; beyond 65,504 infinite; NaN stays NaN.
[[nodiscard]] constexpr std::uint16_t toHalf(float value)
{
    const auto bits = std::bit_cast<std::uint32_t>(value);
    const auto sign = static_cast<std::uint16_t>(bits >> 16 & 0x8000);
    const std::uint32_t magnitude = bits & 0x7FFFFFFF;
    if (magnitude > 0x7F800000)
        return sign | 0x7E00;
    if (magnitude >= 0x477FF000) // half a step beyond the largest
        return sign | 0x7C00;
    if (magnitude < 0x38800000) { // below 2^-14: adding a half leaves the steps of 2^-24 in the last bits
        const float steps = std::bit_cast<float>(magnitude) + 0.5F;
        return static_cast<std::uint16_t>(sign | (std::bit_cast<std::uint32_t>(steps) - 0x3F000000));
    }
    const std::uint32_t rounded = magnitude + 0xFFF + (magnitude >> 13 & 1);
    return static_cast<std::uint16_t>(sign | ((rounded - 0x38000000) >> 13));
}

/// Exact.
[[nodiscard]] constexpr float fromHalf(std::uint16_t half)
{
    const std::uint32_t sign = static_cast<std::uint32_t>(half & 0x8000) << 16;
    const std::uint32_t magnitude = half & 0x7FFF;
    if (magnitude >= 0x7C00)
        return std::bit_cast<float>(sign | 0x7F800000 | (magnitude & 0x3FF) << 13);
    const float value = std::bit_cast<float>(magnitude << 13) * 0x1p112F;
    return std::bit_cast<float>(sign | std::bit_cast<std::uint32_t>(value));
}

} // namespace vetrina
