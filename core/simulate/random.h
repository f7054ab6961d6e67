#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace vetrina::simulate {

/// Random numbers of a place: the same seed and place give the same numbers, whoever asks, in whatever order, on
/// whatever thread and machine.
///
/// Philox 4x32-10 (Salmon et al. 2011): a block of numbers is a function of the key (the seed) and a counter (the place
/// and the block's number), so that streams of different places never meet. One thread an object.
class Random {
public:
    /// A stream of its own for each triple; `object` and `visit` below 2^32, `purpose` below 2^16.
    Random(std::uint64_t seed, std::uint64_t object, std::uint32_t visit, std::uint32_t purpose);

    [[nodiscard]] std::uint32_t next();
    [[nodiscard]] double uniform(); ///< 0 <= x < 1, multiples of 2^-53
    [[nodiscard]] double uniform(double low, double high) { return low + (high - low) * uniform(); }
    [[nodiscard]] double normal(); ///< mean 0, deviation 1 (Box-Muller)
    [[nodiscard]] double normal(double mean, double deviation) { return mean + deviation * normal(); }
    [[nodiscard]] double logNormal(double median, double deviation); ///< `deviation` of the natural logarithm
    [[nodiscard]] double waiting(double mean); ///< exponentially distributed
    [[nodiscard]] bool chance(double probability) { return uniform() < probability; }
    [[nodiscard]] int below(int count); ///< 0 <= n < count
    [[nodiscard]] int poisson(double mean);
    /// The number of a weight, drawn in proportion to them.
    [[nodiscard]] std::size_t pick(std::span<const double> weights);

private:
    std::array<std::uint32_t, 2> m_key;
    std::array<std::uint32_t, 4> m_counter;
    std::array<std::uint32_t, 4> m_block{};
    unsigned m_used = 4;
    double m_spare = 0;
    bool m_hasSpare = false;
};

/// One block of Philox 4x32-10, as its authors' test vectors have it.
[[nodiscard]] std::array<std::uint32_t, 4> philox(
    std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key);

} // namespace vetrina::simulate
