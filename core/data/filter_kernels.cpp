#include "core/data/filter_kernels.h"

#include <bit>
#include <cmath>
#include <cstring>

static_assert(std::endian::native == std::endian::little);

// The loops are simple on purpose: the compiler makes vector code of them, for what the processor has.
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__)                  \
    && !defined(__SANITIZE_THREAD__)
#define VECTORISED __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define VECTORISED
#endif

namespace vetrina::data::filter {

namespace {

/// compares(i) for the operator, chosen outside of the loop.
template <typename Left, typename Right>
inline __attribute__((always_inline)) void compareAll(Operator op, Left a, Right b, std::size_t n, std::uint8_t* mask)
{
    switch (op) {
    case Operator::Less:
        for (std::size_t i = 0; i < n; ++i)
            mask[i] = a(i) < b(i);
        break;
    case Operator::LessEqual:
        for (std::size_t i = 0; i < n; ++i)
            mask[i] = a(i) <= b(i);
        break;
    case Operator::Greater:
        for (std::size_t i = 0; i < n; ++i)
            mask[i] = a(i) > b(i);
        break;
    case Operator::GreaterEqual:
        for (std::size_t i = 0; i < n; ++i)
            mask[i] = a(i) >= b(i);
        break;
    case Operator::Equal:
        for (std::size_t i = 0; i < n; ++i)
            mask[i] = a(i) == b(i);
        break;
    default:
        for (std::size_t i = 0; i < n; ++i)
            mask[i] = a(i) != b(i);
        break;
    }
}

} // namespace

VECTORISED void compare(Operator op, const double* a, const double* b, std::size_t n, std::uint8_t* mask)
{
    compareAll(
        op, [a](std::size_t i) { return a[i]; }, [b](std::size_t i) { return b[i]; }, n, mask);
}

VECTORISED void compare(Operator op, const double* a, double b, std::size_t n, std::uint8_t* mask)
{
    compareAll(
        op, [a](std::size_t i) { return a[i]; }, [b](std::size_t) { return b; }, n, mask);
}

VECTORISED void compare(Operator op, const std::int64_t* a, const std::int64_t* b, std::size_t n, std::uint8_t* mask)
{
    compareAll(
        op, [a](std::size_t i) { return a[i]; }, [b](std::size_t i) { return b[i]; }, n, mask);
}

VECTORISED void compare(Operator op, const std::int64_t* a, std::int64_t b, std::size_t n, std::uint8_t* mask)
{
    compareAll(
        op, [a](std::size_t i) { return a[i]; }, [b](std::size_t) { return b; }, n, mask);
}

VECTORISED void calculate(Operator op, const double* a, const double* b, std::size_t n, double* out)
{
    switch (op) {
    case Operator::Add:
        for (std::size_t i = 0; i < n; ++i)
            out[i] = a[i] + b[i];
        break;
    case Operator::Subtract:
        for (std::size_t i = 0; i < n; ++i)
            out[i] = a[i] - b[i];
        break;
    case Operator::Multiply:
        for (std::size_t i = 0; i < n; ++i)
            out[i] = a[i] * b[i];
        break;
    case Operator::Divide:
        for (std::size_t i = 0; i < n; ++i)
            out[i] = a[i] / b[i];
        break;
    default:
        for (std::size_t i = 0; i < n; ++i)
            out[i] = std::fmod(a[i], b[i]);
        break;
    }
}

VECTORISED void widen(const float* in, std::size_t n, double* out)
{
    for (std::size_t i = 0; i < n; ++i)
        out[i] = in[i];
}

VECTORISED void widen(const std::int64_t* in, std::size_t n, double* out)
{
    for (std::size_t i = 0; i < n; ++i)
        out[i] = static_cast<double>(in[i]);
}

VECTORISED void clearNulls(const std::uint64_t* valid, std::size_t n, std::uint8_t* mask)
{
    // Eight bits become eight bytes of 0 or 1 at a time: a copy of the bits in each byte, one of them kept, and any
    // that is left carried into the byte's top bit. Little endian, as every machine Vetrina runs on.
    constexpr std::uint64_t ones = 0x0101010101010101;
    std::size_t row = 0;
    for (; row + 8 <= n; row += 8) {
        const std::uint64_t bits = valid[row >> 6] >> (row & 63) & 0xff;
        const std::uint64_t bytes = ((bits * ones & 0x8040201008040201) + 0x7f * ones) >> 7 & ones;
        std::uint64_t eight = 0;
        std::memcpy(&eight, mask + row, 8);
        eight &= bytes;
        std::memcpy(mask + row, &eight, 8);
    }
    for (; row < n; ++row)
        mask[row] &= static_cast<std::uint8_t>(valid[row >> 6] >> (row & 63) & 1);
}

VECTORISED void both(const std::uint8_t* a, std::size_t n, std::uint8_t* mask)
{
    for (std::size_t i = 0; i < n; ++i)
        mask[i] &= a[i];
}

VECTORISED void either(const std::uint8_t* a, std::size_t n, std::uint8_t* mask)
{
    for (std::size_t i = 0; i < n; ++i)
        mask[i] |= a[i];
}

VECTORISED void turnOver(std::size_t n, std::uint8_t* mask)
{
    for (std::size_t i = 0; i < n; ++i)
        mask[i] ^= 1;
}

VECTORISED std::size_t countSet(const std::uint8_t* mask, std::size_t n)
{
    std::size_t count = 0;
    for (std::size_t i = 0; i < n; ++i)
        count += mask[i];
    return count;
}

std::size_t writeRows(const std::uint8_t* mask, std::size_t n, Row first, Row* out)
{
    std::size_t count = 0;
    for (std::size_t i = 0; i < n; ++i) {
        out[count] = first + static_cast<Row>(i); // written always, kept if set: no branch to guess
        count += mask[i];
    }
    return count;
}

} // namespace vetrina::data::filter
