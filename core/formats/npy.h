#pragma once

#include "core/base/file.h"
#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace vetrina::formats {

/// An array of numpy's, in C order.
struct NpyArray {
    std::vector<std::int64_t> shape; ///< empty for a single number
    std::vector<float> values;
};

/// Reads a .npy file (format 1.0 to 3.0) of booleans, integers or floats of any width and byte order, as float32.
///
/// Nothing in it is executed: arrays of objects are refused. Errors: Malformed where it is torn or no .npy;
/// Unsupported for other element types, Fortran order, and more than 2^31 elements.
[[nodiscard]] Result<NpyArray> readNpy(std::span<const std::byte> bytes);
[[nodiscard]] Result<NpyArray> readNpy(const std::filesystem::path& file);

/// A .npy file, format 1.0, of little-endian float32. `values` must hold as many as the shape says.
[[nodiscard]] Bytes npyBytes(std::span<const std::int64_t> shape, std::span<const float> values);
[[nodiscard]] Result<void> writeNpy(
    const std::filesystem::path& file, std::span<const std::int64_t> shape, std::span<const float> values);

} // namespace vetrina::formats
