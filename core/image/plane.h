#pragma once

#include <cassert>
#include <cstddef>
#include <span>
#include <vector>

namespace vetrina::image {

/// Somebody else's pixels: row-major, row 0 is the FITS file's first row.
struct PlaneView {
    const float* data = nullptr;
    int width = 0;
    int height = 0;

    [[nodiscard]] std::size_t size() const
    {
        return static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    }
    [[nodiscard]] std::span<const float> pixels() const { return { data, size() }; }
    [[nodiscard]] float at(int column, int row) const
    {
        assert(column >= 0 && column < width && row >= 0 && row < height);
        return data[static_cast<std::size_t>(row) * static_cast<std::size_t>(width) + static_cast<std::size_t>(column)];
    }
};

/// One image of float32 pixels, row-major, row 0 is the FITS file's first row. Missing pixels are NaN.
struct Plane {
    int width = 0;
    int height = 0;
    std::vector<float> pixels;

    [[nodiscard]] PlaneView view() const { return { pixels.data(), width, height }; }
    [[nodiscard]] bool empty() const { return pixels.empty(); }
};

} // namespace vetrina::image
