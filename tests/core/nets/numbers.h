#pragma once

#include <cstdint>
#include <vector>

/// The numbers of tests/golden/nets/golden_numbers.py: 24 bits of a hash, -0.5 .. 0.5.
inline std::vector<float> numbers(std::uint64_t first, std::size_t count)
{
    std::vector<float> out(count);
    for (std::size_t i = 0; i < count; ++i) {
        auto x = static_cast<std::uint32_t>((first + i) * 2654435761U);
        x ^= x >> 16;
        x *= 2246822519U;
        x ^= x >> 13;
        out[i] = static_cast<float>(static_cast<double>(x >> 8) / (1 << 24) - 0.5);
    }
    return out;
}
