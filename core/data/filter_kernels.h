#pragma once

// The loops of a filter over a block of rows. Only for core/data/filter*.cpp.

#include "core/data/candidate.h"
#include "core/data/filter_syntax.h"

#include <cstddef>
#include <cstdint>

namespace vetrina::data::filter {

/// Rows that are looked at together: their numbers stay in the first cache. A multiple of 64.
constexpr std::size_t blockRows = 2048;

/// Masks hold a byte a row, 0 or 1. `n` is at most blockRows.
void compare(Operator op, const double* a, const double* b, std::size_t n, std::uint8_t* mask);
void compare(Operator op, const double* a, double b, std::size_t n, std::uint8_t* mask);
void compare(Operator op, const std::int64_t* a, const std::int64_t* b, std::size_t n, std::uint8_t* mask);
void compare(Operator op, const std::int64_t* a, std::int64_t b, std::size_t n, std::uint8_t* mask);

/// out = a op b, float64; out may be a.
void calculate(Operator op, const double* a, const double* b, std::size_t n, double* out);

void widen(const float* in, std::size_t n, double* out);
void widen(const std::int64_t* in, std::size_t n, double* out);

/// The rows that are null (bit 0 in `valid`) become 0 in the mask.
void clearNulls(const std::uint64_t* valid, std::size_t n, std::uint8_t* mask);

void both(const std::uint8_t* a, std::size_t n, std::uint8_t* mask); ///< mask &= a
void either(const std::uint8_t* a, std::size_t n, std::uint8_t* mask); ///< mask |= a
void turnOver(std::size_t n, std::uint8_t* mask);
[[nodiscard]] std::size_t countSet(const std::uint8_t* mask, std::size_t n);

/// Writes first + i for each i that is set; the number written. `out` has room for n.
std::size_t writeRows(const std::uint8_t* mask, std::size_t n, Row first, Row* out);

} // namespace vetrina::data::filter
