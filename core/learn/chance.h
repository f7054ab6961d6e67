#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>

namespace vetrina::learn {

/// Random numbers of a place: what is drawn for a sample in an epoch does not depend on what was drawn before, so that
/// a training that goes on after a kill draws the same. splitmix64 from a hash of seed and place. One thread.
class Chance {
public:
    Chance(std::uint64_t seed, std::uint64_t first, std::uint64_t second)
        : m_state(mixed(mixed(mixed(seed) + first) + second))
    {
    }

    [[nodiscard]] std::uint64_t next()
    {
        m_state += golden;
        return mixed(m_state - golden);
    }
    [[nodiscard]] double uniform() { return static_cast<double>(next() >> 11) * 0x1p-53; } ///< 0 <= x < 1
    /// 0 <= n < count.
    [[nodiscard]] std::uint64_t below(std::uint64_t count)
    {
        return static_cast<std::uint64_t>(static_cast<unsigned __int128>(next()) * count >> 64);
    }
    /// Mean 0, deviation 1 (Box-Muller).
    [[nodiscard]] float normal()
    {
        if (m_hasSpare) {
            m_hasSpare = false;
            return m_spare;
        }
        const float radius = std::sqrt(-2 * std::log(1 - static_cast<float>(next() >> 40) * 0x1p-24F));
        const float angle = 2 * std::numbers::pi_v<float> * static_cast<float>(next() >> 40) * 0x1p-24F;
        m_spare = radius * std::sin(angle);
        m_hasSpare = true;
        return radius * std::cos(angle);
    }

private:
    static constexpr std::uint64_t golden = 0x9E3779B97F4A7C15;
    [[nodiscard]] static std::uint64_t mixed(std::uint64_t x)
    {
        x += golden;
        x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9;
        x = (x ^ x >> 27) * 0x94D049BB133111EB;
        return x ^ x >> 31;
    }

    std::uint64_t m_state;
    float m_spare = 0;
    bool m_hasSpare = false;
};

} // namespace vetrina::learn
