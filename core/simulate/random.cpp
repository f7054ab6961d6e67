#include "core/simulate/random.h"

#include "core/simulate/arithmetic.h"

#include <algorithm>
#include <cmath>

namespace vetrina::simulate {

std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key)
{
    constexpr std::uint64_t first = 0xD2511F53, second = 0xCD9E8D57;
    constexpr std::uint32_t weyl0 = 0x9E3779B9, weyl1 = 0xBB67AE85;
    for (int round = 0; round < 10; ++round) {
        const std::uint64_t a = first * counter[0], b = second * counter[2];
        counter = { static_cast<std::uint32_t>(b >> 32) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(b),
            static_cast<std::uint32_t>(a >> 32) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(a) };
        key[0] += weyl0;
        key[1] += weyl1;
    }
    return counter;
}

Random::Random(std::uint64_t seed, std::uint64_t object, std::uint32_t visit, std::uint32_t purpose)
    : m_key{ static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32) }
    , m_counter{ 0, purpose, visit, static_cast<std::uint32_t>(object) }
{
}

std::uint32_t Random::next()
{
    if (m_used == m_block.size()) {
        m_block = philox(m_counter, m_key);
        ++m_counter[0];
        m_used = 0;
    }
    return m_block[m_used++];
}

double Random::uniform()
{
    const std::uint64_t high = next(), low = next();
    return static_cast<double>((high << 32 | low) >> 11) * 0x1p-53;
}

double Random::normal()
{
    if (m_hasSpare) {
        m_hasSpare = false;
        return m_spare;
    }
    const double radius = std::sqrt(-2 * logarithm(1 - uniform()));
    const auto [cosine, sine] = cosineSine(uniform());
    m_spare = radius * sine;
    m_hasSpare = true;
    return radius * cosine;
}

double Random::logNormal(double median, double deviation) { return median * exponential(deviation * normal()); }

double Random::waiting(double mean) { return -mean * logarithm(1 - uniform()); }

int Random::below(int count) { return std::min(count - 1, static_cast<int>(uniform() * count)); }

int Random::poisson(double mean)
{
    if (mean > 40)
        return static_cast<int>(std::max(0., std::floor(mean + std::sqrt(mean) * normal() + 0.5)));
    const double limit = exponential(-mean);
    int count = -1;
    for (double product = 1; product > limit; product *= uniform())
        ++count;
    return std::max(0, count);
}

std::size_t Random::pick(std::span<const double> weights)
{
    double all = 0;
    for (const double weight : weights)
        all += weight;
    double left = uniform() * all;
    for (std::size_t i = 0; i + 1 < weights.size(); ++i)
        if ((left -= weights[i]) < 0)
            return i;
    return weights.size() - 1;
}

} // namespace vetrina::simulate
