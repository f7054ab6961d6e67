#include "core/anomaly/forest_kernel.h"

#include <immintrin.h>

namespace vetrina::anomaly::forest {

namespace {

constexpr int together = 4; ///< vectors of rows in flight: a gather takes long, but several may be under way

struct Group {
    __m512i node[together]; ///< within its level
};

/// To the next level: above the threshold is right.
inline __m512i next(__m512i node, __m512i offset, __m512 threshold, __m512i lane, const float* values)
{
    const __m512 value = _mm512_i32gather_ps(_mm512_add_epi32(offset, lane), values, 4);
    const __mmask16 right = _mm512_cmp_ps_mask(value, threshold, _CMP_GT_OQ);
    const __m512i left = _mm512_add_epi32(node, node);
    return _mm512_mask_add_epi32(left, right, left, _mm512_set1_epi32(1));
}

} // namespace

void walkAvx512(const Trees& trees, const float* values, float* sums)
{
    const std::size_t stride = Trees::stride(trees.depth);
    const __m512i counting = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    __m512i lane[together];
    for (std::size_t tree = 0; tree < trees.count; ++tree) {
        const std::int32_t* const offset = trees.offset + tree * stride;
        const float* const threshold = trees.threshold + tree * stride;
        const float* const length = trees.length + (tree << trees.depth);
        for (std::size_t row = 0; row < lanes; row += 16 * together) {
            Group group;
            for (int i = 0; i < together; ++i) {
                lane[i] = _mm512_add_epi32(counting, _mm512_set1_epi32(static_cast<int>(row) + 16 * i));
                const __m512 value = _mm512_loadu_ps(values + offset[0] + row + 16 * static_cast<std::size_t>(i));
                const __mmask16 right = _mm512_cmp_ps_mask(value, _mm512_set1_ps(threshold[0]), _CMP_GT_OQ);
                group.node[i] = _mm512_maskz_set1_epi32(right, 1);
            }
            int level = 1;
            for (; level < trees.depth && level <= 4; ++level) { // up to 16 nodes: they fit into a register
                const std::size_t first = (std::size_t(1) << level) - 1;
                const __m512i offsets = _mm512_loadu_si512(offset + first);
                const __m512 thresholds = _mm512_loadu_ps(threshold + first);
                for (int i = 0; i < together; ++i)
                    group.node[i] = next(group.node[i], _mm512_permutexvar_epi32(group.node[i], offsets),
                        _mm512_permutexvar_ps(group.node[i], thresholds), lane[i], values);
            }
            if (level < trees.depth && level == 5) { // 32 nodes: into two
                const __m512i offsetsA = _mm512_loadu_si512(offset + 31), offsetsB = _mm512_loadu_si512(offset + 47);
                const __m512 thresholdsA = _mm512_loadu_ps(threshold + 31),
                             thresholdsB = _mm512_loadu_ps(threshold + 47);
                for (int i = 0; i < together; ++i)
                    group.node[i] = next(group.node[i], _mm512_permutex2var_epi32(offsetsA, group.node[i], offsetsB),
                        _mm512_permutex2var_ps(thresholdsA, group.node[i], thresholdsB), lane[i], values);
                ++level;
            }
            for (; level < trees.depth; ++level) {
                const std::size_t first = (std::size_t(1) << level) - 1;
                for (int i = 0; i < together; ++i)
                    group.node[i] = next(group.node[i], _mm512_i32gather_epi32(group.node[i], offset + first, 4),
                        _mm512_i32gather_ps(group.node[i], threshold + first, 4), lane[i], values);
            }
            for (int i = 0; i < together; ++i) {
                float* const sum = sums + row + 16 * static_cast<std::size_t>(i);
                _mm512_storeu_ps(
                    sum, _mm512_add_ps(_mm512_loadu_ps(sum), _mm512_i32gather_ps(group.node[i], length, 4)));
            }
        }
    }
}

} // namespace vetrina::anomaly::forest
