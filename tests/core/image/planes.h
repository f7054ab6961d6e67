#pragma once

#include "core/image/plane.h"

#include <QFile>
#include <QString>

#include <cstdint>
#include <cstring>
#include <limits>
#include <string>
#include <vector>

/// The planes of tests/golden/image/planes.py, made by the same whole numbers.
namespace planes {

using vetrina::image::Plane;

/// The linear congruential generator of Knuth's MMIX; its upper 16 bits.
class Numbers {
public:
    explicit Numbers(std::uint64_t seed)
        : m_state(seed)
    {
    }
    std::int64_t next()
    {
        m_state = m_state * 6364136223846793005U + 1442695040888963407U;
        return static_cast<std::int64_t>(m_state >> 48);
    }

private:
    std::uint64_t m_state;
};

inline std::int64_t floorDiv(std::int64_t a, std::int64_t b) { return a / b - (a % b != 0 && (a < 0) != (b < 0)); }

struct Recipe {
    const char* name;
    std::uint64_t seed;
    int width, height;
    std::int64_t level, noise, sources, missing, saturated, step;
};

inline Plane synthetic(const Recipe& recipe)
{
    Numbers numbers(recipe.seed);
    const auto width = recipe.width, height = recipe.height;
    const auto size = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    std::vector<std::int64_t> values(size);
    for (auto& value : values) {
        std::int64_t sum = 0;
        for (int i = 0; i < 4; ++i)
            sum += numbers.next();
        value = recipe.level * 64 + floorDiv((sum - 2 * 65535) * recipe.noise, 512);
    }
    for (int i = 0; i < recipe.sources; ++i) {
        const auto column = numbers.next() % width, row = numbers.next() % height, peak = numbers.next() * 4 - 60000;
        for (std::int64_t y = 0; y < height; ++y) {
            for (std::int64_t x = 0; x < width; ++x) {
                const auto distance = (x - column) * (x - column) + (y - row) * (y - row);
                values[static_cast<std::size_t>(y * width + x)] += floorDiv(peak, 1 + distance * distance);
            }
        }
    }
    Plane plane{ width, height, std::vector<float>(size) };
    for (std::size_t i = 0; i < size; ++i)
        plane.pixels[i] = static_cast<float>(floorDiv(values[i], recipe.step) * recipe.step) / 64;
    for (std::size_t i = 0; recipe.missing > 0 && i < size; ++i) {
        if (numbers.next() % recipe.missing == 0)
            plane.pixels[i] = std::numeric_limits<float>::quiet_NaN();
    }
    for (int i = 0; i < recipe.saturated; ++i)
        plane.pixels[static_cast<std::size_t>(numbers.next()) % size] =
            std::numeric_limits<float>::max() * (i % 2 ? -1.F : 1.F);
    return plane;
}

inline const std::vector<Recipe>& recipes()
{
    static const std::vector<Recipe> all{
        { "sky", 1, 63, 63, 200, 8, 0, 0, 0, 1 },
        { "stars", 2, 63, 63, 200, 8, 12, 0, 0, 1 },
        { "difference", 3, 63, 63, 0, 20, 2, 0, 0, 1 },
        { "cut at the right", 4, 47, 63, 90, 5, 3, 0, 0, 1 },
        { "cut at the top", 5, 63, 41, 90, 5, 3, 0, 0, 1 },
        { "a corner", 6, 33, 35, -40, 5, 1, 0, 0, 1 },
        { "some missing", 7, 63, 63, 300, 9, 4, 50, 0, 1 },
        { "half missing", 8, 63, 63, 300, 9, 4, 2, 0, 1 },
        { "nearly all missing", 9, 63, 63, 300, 9, 0, 1, 0, 1 },
        { "saturated high", 10, 63, 63, 300, 9, 3, 0, 1, 1 },
        { "saturated both ways", 11, 63, 63, 300, 9, 3, 0, 40, 1 },
        { "much saturated", 12, 63, 63, 300, 9, 3, 0, 600, 1 },
        { "coarse steps", 13, 63, 63, 10, 4, 2, 0, 0, 64 },
        { "few values", 14, 63, 63, 10, 6, 0, 0, 0, 256 },
        { "large", 15, 301, 200, 500, 12, 9, 0, 0, 1 },
        { "wide", 16, 700, 40, 500, 12, 9, 0, 0, 1 },
        { "Rubin's smallest", 17, 30, 30, 1000, 60, 2, 0, 0, 1 },
        { "tiny", 18, 4, 3, 10, 5, 0, 0, 0, 1 },
        { "a line", 19, 63, 1, 10, 5, 0, 0, 0, 1 },
    };
    return all;
}

/// zlib's CRC-32.
class Crc {
public:
    void take(unsigned char byte)
    {
        m_crc ^= byte;
        for (int bit = 0; bit < 8; ++bit)
            m_crc = (m_crc >> 1) ^ (m_crc & 1 ? 0xedb88320U : 0U);
    }
    [[nodiscard]] std::uint32_t value() const { return ~m_crc; }

private:
    std::uint32_t m_crc = 0xffffffff;
};

/// Of the pixels, NaN taken as -1: shows that both sides made the same plane.
inline std::uint32_t checksum(const Plane& plane)
{
    Crc crc;
    for (const float pixel : plane.pixels) {
        const float v = pixel == pixel ? pixel : -1.F;
        unsigned char bytes[4];
        std::memcpy(bytes, &v, 4);
        for (const auto byte : bytes)
            crc.take(byte);
    }
    return crc.value();
}

/// Reads what ask_astropy.py and ask_ds9.py wrote: a plane, then `count` numbers, to the end of the file.
template <typename Take> bool readAll(const QString& path, std::size_t count, Take take)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    std::int32_t size[2];
    while (file.read(reinterpret_cast<char*>(size), sizeof size) == sizeof size) {
        Plane plane{ size[0], size[1], std::vector<float>(static_cast<std::size_t>(size[0] * size[1])) };
        std::vector<double> numbers(count);
        const auto bytes = static_cast<qint64>(plane.pixels.size() * sizeof(float));
        const auto more = static_cast<qint64>(count * sizeof(double));
        if (file.read(reinterpret_cast<char*>(plane.pixels.data()), bytes) != bytes
            || file.read(reinterpret_cast<char*>(numbers.data()), more) != more)
            return false;
        take(plane, numbers);
    }
    return true;
}

} // namespace planes
