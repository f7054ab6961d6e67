#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <filesystem>
#include <span>
#include <utility>

namespace vetrina::learn {

/// Prepared images beside each other on the disk, so that a training set may be larger than memory: the system keeps
/// in memory what there is room for. The file has no name and goes with its process.
///
/// Different images may be written and read by several threads at once.
class ImageStore {
public:
    ImageStore() = default;
    /// Room for `count` images of `size` floats, all 0, in a file within `folder`. Errors: Full, ReadOnly, Io.
    [[nodiscard]] static Result<ImageStore> create(
        const std::filesystem::path& folder, std::size_t count, std::size_t size);
    ImageStore(ImageStore&& other) noexcept
        : m_values(std::exchange(other.m_values, {}))
        , m_size(std::exchange(other.m_size, 0))
    {
    }
    ImageStore& operator=(ImageStore&& other) noexcept
    {
        std::swap(m_values, other.m_values);
        std::swap(m_size, other.m_size);
        return *this;
    }
    ~ImageStore();

    [[nodiscard]] std::size_t count() const { return m_size ? m_values.size() / m_size : 0; }
    [[nodiscard]] std::span<float> operator[](std::size_t index) { return m_values.subspan(index * m_size, m_size); }
    [[nodiscard]] std::span<const float> operator[](std::size_t index) const
    {
        return m_values.subspan(index * m_size, m_size);
    }

private:
    std::span<float> m_values;
    std::size_t m_size = 0;
};

} // namespace vetrina::learn
