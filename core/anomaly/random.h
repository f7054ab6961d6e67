#pragma once

#include <cstdint>
#include <unordered_set>
#include <vector>

namespace vetrina::anomaly {

/// Random numbers that are the same everywhere (the standard library's distributions are not): xoshiro256** of Blackman
/// and Vigna (2021), seeded by splitmix64.
class Random {
public:
    /// Streams of one seed are independent of each other.
    Random(std::uint64_t seed, std::uint64_t stream)
    {
        std::uint64_t state = seed ^ mixed(stream + 0x9e3779b97f4a7c15U);
        for (auto& word : m_state)
            word = mixed(state += 0x9e3779b97f4a7c15U);
    }

    std::uint64_t next()
    {
        const auto result = rotated(m_state[1] * 5, 7) * 9;
        const auto shifted = m_state[1] << 17;
        m_state[2] ^= m_state[0];
        m_state[3] ^= m_state[1];
        m_state[1] ^= m_state[2];
        m_state[0] ^= m_state[3];
        m_state[2] ^= shifted;
        m_state[3] = rotated(m_state[3], 45);
        return result;
    }

    /// Evenly in [0, 1).
    double fraction() { return static_cast<double>(next() >> 11) * 0x1p-53; }

    /// Evenly below `end`, which is not 0.
    std::uint64_t below(std::uint64_t end)
    {
        const std::uint64_t tooMany = -end % end; // so many of the lowest would come once too often
        while (true)
            if (const auto drawn = next(); drawn >= tooMany)
                return drawn % end;
    }

    /// `count` different numbers below `end`, in no particular order (Floyd's method). `count` <= `end`.
    std::vector<std::size_t> sample(std::size_t count, std::size_t end)
    {
        std::unordered_set<std::size_t> taken;
        std::vector<std::size_t> drawn;
        drawn.reserve(count);
        for (std::size_t last = end - count; last < end; ++last) {
            const auto one = static_cast<std::size_t>(below(last + 1));
            drawn.push_back(taken.insert(one).second ? one : last);
            taken.insert(drawn.back());
        }
        return drawn;
    }

private:
    static std::uint64_t rotated(std::uint64_t x, int by) { return x << by | x >> (64 - by); }
    static std::uint64_t mixed(std::uint64_t z)
    {
        z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9U;
        z = (z ^ z >> 27) * 0x94d049bb133111ebU;
        return z ^ z >> 31;
    }

    std::uint64_t m_state[4];
};

} // namespace vetrina::anomaly
