#pragma once

#include "core/neighbours/exact.h"
#include "core/neighbours/kernels.h"

/// What exact search and the neighbour graph share. Private to core/neighbours.
namespace vetrina::neighbours {

/// The vectors as the kernels want them: of length 1 for the cosine, else less their points' mean, so that the
/// differences of products lose few digits.
struct Prepared {
    std::vector<float> own;
    std::size_t dimensions = 0;
    [[nodiscard]] const float* row(std::size_t i) const { return own.data() + i * dimensions; }
};
[[nodiscard]] std::vector<float> meanOf(const Vectors& vectors);
[[nodiscard]] Prepared prepare(const Vectors& vectors, Metric metric, const std::vector<float>& mean);

/// The best so far of many queries.
class BestOf {
public:
    BestOf(std::size_t queries, std::size_t k);
    [[nodiscard]] kernels::Best of(std::size_t query)
    {
        return { m_values.data() + query * m_k, m_ids.data() + query * m_k };
    }
    [[nodiscard]] std::span<const std::int32_t> ids(std::size_t query) const
    {
        return std::span(m_ids).subspan(query * m_k, m_k);
    }
    [[nodiscard]] std::size_t k() const { return m_k; }

private:
    std::size_t m_k;
    std::vector<float> m_values;
    std::vector<std::int32_t> m_ids;
};

/// How many more than the k that are asked for are kept until distances are taken without cancellation.
constexpr std::size_t spare = 4;

/// Puts the k nearest of `found` by their distances from `query`, taken as they are, into row `at` of `to`.
void settle(std::span<const float> query, const Vectors& points, std::span<const std::int32_t> found,
    std::int32_t leftOut, Metric metric, Neighbours& to, std::size_t at);

} // namespace vetrina::neighbours
