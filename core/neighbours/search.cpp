#include "core/neighbours/search.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace vetrina::neighbours {

float distance(std::span<const float> a, std::span<const float> b, Metric metric)
{
    const auto& kernel = kernels::best();
    if (metric == Metric::Euclidean)
        return std::sqrt(kernel.squaredDistance(a.data(), b.data(), a.size()));
    const float length =
        std::sqrt(kernel.dot(a.data(), a.data(), a.size())) * std::sqrt(kernel.dot(b.data(), b.data(), b.size()));
    return length > 0 ? std::max(0.F, 1 - kernel.dot(a.data(), b.data(), a.size()) / length) : 1.F;
}

std::vector<float> normalised(const Vectors& vectors)
{
    std::vector<float> values(vectors.values.begin(), vectors.values.end());
    const auto& kernel = kernels::best();
    for (std::size_t i = 0; i < vectors.count(); ++i) {
        float* row = values.data() + i * vectors.dimensions;
        const float length = std::sqrt(kernel.dot(row, row, vectors.dimensions));
        if (length > 0)
            for (std::size_t d = 0; d < vectors.dimensions; ++d)
                row[d] /= length;
    }
    return values;
}

std::vector<float> meanOf(const Vectors& vectors)
{
    std::vector<double> sum(vectors.dimensions, 0.0);
    for (std::size_t i = 0; i < vectors.count(); ++i) {
        const auto row = vectors[i];
        for (std::size_t d = 0; d < row.size(); ++d)
            sum[d] += static_cast<double>(row[d]);
    }
    std::vector<float> mean(vectors.dimensions);
    for (std::size_t d = 0; d < mean.size(); ++d)
        mean[d] = static_cast<float>(sum[d] / static_cast<double>(std::max<std::size_t>(1, vectors.count())));
    return mean;
}

Prepared prepare(const Vectors& vectors, Metric metric, const std::vector<float>& mean)
{
    Prepared made{ {}, vectors.dimensions };
    if (metric == Metric::Cosine) {
        made.own = normalised(vectors);
        return made;
    }
    made.own.resize(vectors.values.size());
    for (std::size_t i = 0; i < vectors.count(); ++i)
        for (std::size_t d = 0; d < vectors.dimensions; ++d)
            made.own[i * vectors.dimensions + d] = vectors.values[i * vectors.dimensions + d] - mean[d];
    return made;
}

BestOf::BestOf(std::size_t queries, std::size_t k)
    : m_k(k)
    , m_values(queries * k, std::numeric_limits<float>::infinity())
    , m_ids(queries * k, -1)
{
}

void settle(std::span<const float> query, const Vectors& points, std::span<const std::int32_t> found,
    std::int32_t leftOut, Metric metric, Neighbours& to, std::size_t at)
{
    std::vector<std::pair<float, std::int32_t>> sorted;
    sorted.reserve(found.size());
    for (const std::int32_t id : found)
        if (id >= 0 && id != leftOut)
            sorted.emplace_back(distance(query, points[static_cast<std::size_t>(id)], metric), id);
    std::ranges::sort(sorted);
    for (std::size_t i = 0; i < to.k; ++i) {
        const bool there = i < sorted.size();
        to.ids[at * to.k + i] = there ? sorted[i].second : -1;
        to.distances[at * to.k + i] = there ? sorted[i].first : std::numeric_limits<float>::infinity();
    }
}

} // namespace vetrina::neighbours
