#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace vetrina::neighbours {

/// `count` vectors, one after the other. Values must be finite.
struct Vectors {
    std::span<const float> values;
    std::size_t dimensions = 0;

    [[nodiscard]] std::size_t count() const { return dimensions ? values.size() / dimensions : 0; }
    [[nodiscard]] std::span<const float> operator[](std::size_t i) const
    {
        return values.subspan(i * dimensions, dimensions);
    }
};

enum class Metric {
    Euclidean,
    Cosine ///< 1 - cos of the angle; a vector of zeros has no direction, and no sensible neighbours
};

/// The k nearest of each of some points, nearest first; equally near ones by their number.
struct Neighbours {
    std::size_t k = 0;
    std::vector<std::int32_t> ids; ///< points x k
    std::vector<float> distances; ///< points x k

    [[nodiscard]] std::size_t count() const { return k ? ids.size() / k : 0; }
    [[nodiscard]] std::span<const std::int32_t> idsOf(std::size_t i) const { return std::span(ids).subspan(i * k, k); }
    [[nodiscard]] std::span<const float> distancesOf(std::size_t i) const
    {
        return std::span(distances).subspan(i * k, k);
    }
};

/// The distance of two vectors of the same length, summed in float32 by 16 lanes. Pure.
[[nodiscard]] float distance(std::span<const float> a, std::span<const float> b, Metric metric);

/// The vectors at length 1, so that Euclidean neighbours of them are cosine neighbours of the others; zeros stay.
[[nodiscard]] std::vector<float> normalised(const Vectors& vectors);

} // namespace vetrina::neighbours
