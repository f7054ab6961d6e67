#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

/// Products of many vectors with many: what exact search, the neighbour graph and the principal components stand on.
/// One implementation an instruction set, chosen at run time; sums differ between them by rounding. Pure; any thread.
namespace vetrina::neighbours::kernels {

constexpr std::size_t panelWidth = 32; ///< points that are multiplied at once

/// Points in panels of 32: value `d` of the panel's points lies side by side.
struct Panels {
    std::size_t dimensions = 0;
    std::size_t panels = 0;
    std::vector<float> values; ///< panels x dimensions x 32
    std::vector<float> halfNorms; ///< panels x 32: half the squared length, infinite where there is no point
    std::vector<std::int32_t> ids; ///< panels x 32

    /// Takes the points `ids` of row-major `rows`.
    void add(const float* rows, std::size_t dimensions, const std::int32_t* ids, std::size_t count);
    [[nodiscard]] const float* panel(std::size_t i) const { return values.data() + i * dimensions * panelWidth; }
};

/// The nearest of one query so far, ascending in half |y|^2 - x.y: the order of the distances from x.
struct Best {
    float* values; ///< k, infinite while there is none
    std::int32_t* ids;
};

struct Kernels {
    const char* name;
    /// Offers the points of panels `first` to before `last` to each of `count` queries.
    void (*scan)(const float* const* queries, const Best* best, std::size_t count, std::size_t k, const Panels& points,
        std::size_t first, std::size_t last);
    /// out[i][j] = query i . point j, for `count` queries and all panels; a row of `out` is panels x 32 long.
    void (*dots)(const float* const* queries, std::size_t count, const Panels& points, float* out);
    /// sums[i][j] += the sum over `count` rows of row[i] * row[j], for i in first .. last and j from i's block of 32
    /// on; rows are `stride` long, a multiple of 32. Sums of 256 rows are kept in float32, the rest in double.
    void (*gram)(
        const float* rows, std::size_t count, std::size_t stride, std::size_t first, std::size_t last, double* sums);
    float (*squaredDistance)(const float* a, const float* b, std::size_t length);
    float (*dot)(const float* a, const float* b, std::size_t length);
};

[[nodiscard]] const Kernels& best(); ///< what this machine has; `$VETRINA_CPU` asks for "avx2" or "sse2"

extern const Kernels avx512, avx2, sse2;

} // namespace vetrina::neighbours::kernels
