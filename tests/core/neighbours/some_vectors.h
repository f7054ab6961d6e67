#pragma once

#include "core/neighbours/vectors.h"

#include <cmath>
#include <random>
#include <vector>

/// Groups of vectors on bent sheets of `inner` dimensions, as embeddings of images are: seeded, the same everywhere but
/// for the last bits.
inline std::vector<float> someVectors(
    std::size_t count, std::size_t dimensions, std::size_t groups, std::size_t inner, std::uint64_t seed)
{
    std::mt19937_64 random(seed);
    const auto uniform = [&] { return static_cast<float>(random() >> 40) / float(1 << 24) * 2 - 1; };
    std::vector<float> middle(groups * dimensions), slope(groups * inner * dimensions), bend(slope.size());
    for (auto* part : { &middle, &slope, &bend })
        for (float& value : *part)
            value = uniform();
    std::vector<float> values(count * dimensions);
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t group = random() % groups;
        float* row = values.data() + i * dimensions;
        for (std::size_t d = 0; d < dimensions; ++d)
            row[d] = 2 * middle[group * dimensions + d] + 0.05F * uniform();
        for (std::size_t t = 0; t < inner; ++t) {
            const float at = uniform();
            for (std::size_t d = 0; d < dimensions; ++d)
                row[d] += slope[(group * inner + t) * dimensions + d] * at
                    + bend[(group * inner + t) * dimensions + d] * at * at;
        }
    }
    return values;
}
