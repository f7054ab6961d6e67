#pragma once

#include <cstddef>
#include <cstdint>

/// Distances from many rows to many, for three instruction sets; see forest_kernel.h on what may stand here.
///
/// They are sums of squared differences, not products as where all vectors have one length: a field of alerts has tails
/// a thousand times its spread, and there |a|^2 - 2ab + |b|^2 in float32 keeps no digit of a small distance.
namespace vetrina::anomaly::knn {

constexpr std::size_t width = 32; ///< reference rows in a panel: panel[column * width + row]

struct Job {
    const float* panels = nullptr; ///< the last one filled up with infinity
    std::size_t panelCount = 0, firstRow = 0; ///< these panels', counted in reference rows
    std::size_t columns = 0;
    const float* queries = nullptr; ///< [query * columns + column]
    const std::int64_t* selves = nullptr; ///< the reference row that a query itself is; -1 for none
    std::size_t count = 0; ///< of queries
    std::size_t k = 0;
    float* nearest = nullptr; ///< [query * k]: the least squared distances so far, ascending; infinite at first
};

using Scan = void (*)(const Job& job);

void scanAvx512(const Job& job);
void scanAvx2(const Job& job);
void scanPlain(const Job& job);

} // namespace vetrina::anomaly::knn
