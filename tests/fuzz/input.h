#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

/// What libFuzzer hands over, as the decoders take it.
inline std::span<const std::byte> input(const std::uint8_t* data, std::size_t size)
{
    return { reinterpret_cast<const std::byte*>(data), size };
}
