#include "core/anomaly/forest_kernel.h"

namespace vetrina::anomaly::forest {

void walkPlain(const Trees& trees, const float* values, float* sums)
{
    constexpr std::size_t together = 8; // rows in flight: none of the steps is a jump that could be guessed wrong
    const std::size_t stride = Trees::stride(trees.depth);
    for (std::size_t tree = 0; tree < trees.count; ++tree) {
        const std::int32_t* const offset = trees.offset + tree * stride;
        const float* const threshold = trees.threshold + tree * stride;
        const float* const length = trees.length + (tree << trees.depth);
        for (std::size_t row = 0; row < lanes; row += together) {
            std::uint32_t node[together] = {};
            for (int level = 0; level < trees.depth; ++level) {
                const std::size_t first = (std::size_t(1) << level) - 1;
                for (std::size_t i = 0; i < together; ++i) {
                    const std::size_t here = first + node[i];
                    const float value = values[static_cast<std::size_t>(offset[here]) + row + i];
                    node[i] = 2 * node[i] + static_cast<std::uint32_t>(value > threshold[here]);
                }
            }
            for (std::size_t i = 0; i < together; ++i)
                sums[row + i] += length[node[i]];
        }
    }
}

} // namespace vetrina::anomaly::forest
