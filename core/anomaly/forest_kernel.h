#pragma once

#include <cstddef>
#include <cstdint>

/// The walk through isolation trees, for three instruction sets. No standard library beyond sizes: the files that are
/// compiled for AVX must not hand their instructions to others through shared inline functions.
namespace vetrina::anomaly::forest {

constexpr std::size_t lanes = 128; ///< rows that walk together
constexpr std::size_t nodePadding = 16; ///< a level's first 16 nodes are read at once, also where it has fewer

/// Trees of one depth, complete: what grew less deep is filled up below its leaf. Node i's children are 2 i + 1 (not
/// above its threshold, or NaN) and 2 i + 2.
struct Trees {
    std::size_t count = 0;
    int depth = 0;
    const std::int32_t* offset = nullptr; ///< column * lanes; stride(depth) a tree
    const float* threshold = nullptr; ///< +infinity where it grew no further; the same stride
    const float* length = nullptr; ///< path lengths of the 2^depth leaves of a tree

    [[nodiscard]] static constexpr std::size_t stride(int depth) { return (std::size_t(1) << depth) - 1 + nodePadding; }
};

/// Adds every tree's path length, tree by tree, so that the sums do not depend on the instruction set: `values` is
/// [column * lanes + row], `sums` has `lanes` numbers.
using Walk = void (*)(const Trees& trees, const float* values, float* sums);

void walkAvx512(const Trees& trees, const float* values, float* sums);
void walkAvx2(const Trees& trees, const float* values, float* sums);
void walkPlain(const Trees& trees, const float* values, float* sums);

} // namespace vetrina::anomaly::forest
