#pragma once

#include "core/anomaly/scorer.h"

namespace vetrina::anomaly {

/// The isolation forest of Liu, Ting and Zhou (2008, IEEE ICDM, 413): how few random cuts set a row apart.
///
/// The value is 2^(-E[h] / c(samples)) of equation 2, in (0, 1): what scikit-learn's `-score_samples` gives. Trees see
/// `samples` rows, drawn without replacement, and grow to ceil(log2(samples)); a cut takes a column that is not
/// constant among the rows of its node and a place evenly between their least and greatest value; what ends with n > 1
/// rows counts c(n) further. A tree's random numbers come of the seed and its own number alone.
///
/// NaN: a column without two different finite values in a node is not cut there, and a NaN goes with the lower side.
/// Infinities count as the greatest float.
class Forest final : public Scorer {
public:
    /// trees: 1 .. 100000; samples: 2 .. 65536, or as many as there are rows.
    [[nodiscard]] static Result<Forest> fit(const Options& options, const Rows& rows, const Run& run);
    [[nodiscard]] static Result<Forest> load(std::span<const std::byte> bytes);

    [[nodiscard]] std::size_t columns() const override { return m_columns; }
    [[nodiscard]] Result<void> score(const Rows& rows, std::span<float> values, const Run& run) const override;
    void scoreHere(const Rows& rows, std::span<float> values) const override;
    [[nodiscard]] Bytes save() const override;

    /// Of the instruction set in use: "avx512", "avx2", "plain"; `$VETRINA_CPU` asks for less than there is.
    [[nodiscard]] static std::string instructions();

    /// The mean path length of an unsuccessful search among n: equation 1; 0 for 1, 1 for 2.
    [[nodiscard]] static double averagePathLength(std::size_t n);

private:
    void scoreBlock(const MatrixView& rows, std::size_t first, std::size_t count, float* values, float* scratch) const;

    std::size_t m_columns = 0, m_trees = 0, m_samples = 0;
    int m_depth = 0;
    std::vector<std::int32_t> m_offsets; ///< see forest_kernel.h
    std::vector<float> m_thresholds;
    std::vector<float> m_lengths;
};

} // namespace vetrina::anomaly
