#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

namespace vetrina::data {

/// One column of a Table, read-only, shared between threads. Its memory may be a mapped file.
///
/// Exactly the span of its type is filled. A null stands in `valid` as a 0 bit (bit i of word i/64); an empty
/// `valid` means that nothing is null. NaN is a value, not a null.
struct Column {
    enum class Type : std::uint8_t { Bool = 1, Int64 = 2, Float32 = 3, Float64 = 4, Text = 5 };

    Type type = Type::Float64;
    std::size_t rows = 0;
    std::span<const std::uint64_t> valid;

    std::span<const std::uint8_t> bools; ///< Bool: 0 or 1
    std::span<const std::int64_t> ints; ///< Int64
    std::span<const float> floats; ///< Float32
    std::span<const double> doubles; ///< Float64
    std::span<const std::uint64_t> offsets; ///< Text: rows + 1 offsets into `text`
    std::span<const char> text; ///< Text: UTF-8, not terminated

    std::shared_ptr<const void> keep; ///< owns what the spans point at

    [[nodiscard]] bool isValid(std::size_t row) const { return valid.empty() || (valid[row >> 6] >> (row & 63) & 1); }
    [[nodiscard]] std::string_view textAt(std::size_t row) const
    {
        return { text.data() + offsets[row], static_cast<std::size_t>(offsets[row + 1] - offsets[row]) };
    }
};

} // namespace vetrina::data
