#pragma once

#include "core/anomaly/scorer.h"

namespace vetrina::anomaly {

/// How far the nearest of the others are: the mean Euclidean distance to the k nearest reference rows, found exactly.
///
/// (Ramaswamy, Rastogi and Shim 2000, with the mean of Angiulli and Pizzuti 2002 in place of the k-th.) The reference
/// is every row of the fit, or `reference` of them drawn by the seed without replacement where they are more. A row is
/// never its own neighbour: whoever has the id of a reference row is not measured against it. Where there are fewer
/// than k others, all of them count.
///
/// Distances are sums of squared differences in float32. NaN: a row that has one gets NaN, and a reference row that has
/// one is nobody's neighbour.
class Knn final : public Scorer {
public:
    /// neighbours: 1 .. 1000; reference: at least 2.
    [[nodiscard]] static Result<Knn> fit(const Options& options, const Rows& rows, const Run& run);
    [[nodiscard]] static Result<Knn> load(std::span<const std::byte> bytes);

    [[nodiscard]] std::size_t columns() const override { return m_columns; }
    [[nodiscard]] Result<void> score(const Rows& rows, std::span<float> values, const Run& run) const override;
    void scoreHere(const Rows& rows, std::span<float> values) const override;
    [[nodiscard]] Bytes save() const override;

    [[nodiscard]] std::size_t referenceRows() const { return m_ids.size(); }

private:
    void indexIds();
    [[nodiscard]] std::int64_t selfOf(std::int64_t id) const;

    std::size_t m_columns = 0, m_neighbours = 0;
    std::vector<std::int64_t> m_ids; ///< of the reference rows
    std::vector<float> m_panels; ///< see knn_kernel.h
    std::vector<std::pair<std::int64_t, std::int64_t>> m_byId; ///< (id, reference row), ascending
};

} // namespace vetrina::anomaly
