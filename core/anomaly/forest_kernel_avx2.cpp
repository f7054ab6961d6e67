#include "core/anomaly/forest_kernel.h"

#include <immintrin.h>

namespace vetrina::anomaly::forest {

void walkAvx2(const Trees& trees, const float* values, float* sums)
{
    constexpr int together = 4;
    const std::size_t stride = Trees::stride(trees.depth);
    const __m256i counting = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
    for (std::size_t tree = 0; tree < trees.count; ++tree) {
        const std::int32_t* const offset = trees.offset + tree * stride;
        const float* const threshold = trees.threshold + tree * stride;
        const float* const length = trees.length + (tree << trees.depth);
        for (std::size_t row = 0; row < lanes; row += 8 * together) {
            __m256i lane[together], node[together];
            for (int i = 0; i < together; ++i) {
                lane[i] = _mm256_add_epi32(counting, _mm256_set1_epi32(static_cast<int>(row) + 8 * i));
                node[i] = _mm256_setzero_si256();
            }
            for (int level = 0; level < trees.depth; ++level) {
                const std::size_t first = (std::size_t(1) << level) - 1;
                for (int i = 0; i < together; ++i) {
                    const __m256i from = _mm256_i32gather_epi32(offset + first, node[i], 4);
                    const __m256 above = _mm256_i32gather_ps(threshold + first, node[i], 4);
                    const __m256 value = _mm256_i32gather_ps(values, _mm256_add_epi32(from, lane[i]), 4);
                    const __m256i right = _mm256_castps_si256(_mm256_cmp_ps(value, above, _CMP_GT_OQ)); // -1
                    node[i] = _mm256_sub_epi32(_mm256_add_epi32(node[i], node[i]), right);
                }
            }
            for (int i = 0; i < together; ++i) {
                float* const sum = sums + row + 8 * static_cast<std::size_t>(i);
                _mm256_storeu_ps(sum, _mm256_add_ps(_mm256_loadu_ps(sum), _mm256_i32gather_ps(length, node[i], 4)));
            }
        }
    }
}

} // namespace vetrina::anomaly::forest
