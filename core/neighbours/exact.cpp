#include "core/neighbours/exact.h"

#include "core/neighbours/search.h"

#include <algorithm>
#include <numeric>

namespace vetrina::neighbours {

Neighbours exactNeighbours(const Vectors& queries, const Vectors& points, std::size_t k, Metric metric, Self self,
    Crew& crew, std::stop_token stop)
{
    const std::size_t most = points.count() - (self == Self::LeftOut && points.count() > 0 ? 1 : 0);
    Neighbours found;
    found.k = std::min(k, most);
    found.ids.resize(queries.count() * found.k);
    found.distances.resize(found.ids.size());
    if (found.ids.empty())
        return found;

    const auto mean = metric == Metric::Euclidean ? meanOf(points) : std::vector<float>();
    const Prepared asked = prepare(queries, metric, mean);
    BestOf best(queries.count(), std::min(points.count(), found.k + spare + 1));
    constexpr std::size_t block = 4096;
    std::vector<std::int32_t> ids(std::min(block, points.count()));
    for (std::size_t first = 0; first < points.count() && !stop.stop_requested(); first += block) {
        const std::size_t here = std::min(block, points.count() - first);
        const Prepared rows =
            prepare({ points.values.subspan(first * points.dimensions, here * points.dimensions), points.dimensions },
                metric, mean);
        std::iota(ids.begin(), ids.end(), 0);
        kernels::Panels panels;
        panels.add(rows.own.data(), points.dimensions, ids.data(), here);
        for (auto& id : panels.ids)
            id += id >= 0 ? static_cast<std::int32_t>(first) : 0;
        crew.each(queries.count(), 48, [&](std::size_t from, std::size_t to, unsigned) {
            std::vector<const float*> rowsOf;
            std::vector<kernels::Best> bestOf;
            for (std::size_t i = from; i < to; ++i) {
                rowsOf.push_back(asked.row(i));
                bestOf.push_back(best.of(i));
            }
            kernels::best().scan(rowsOf.data(), bestOf.data(), to - from, best.k(), panels, 0, panels.panels);
        });
    }
    crew.each(queries.count(), 256, [&](std::size_t from, std::size_t to, unsigned) {
        for (std::size_t i = from; i < to; ++i)
            settle(queries[i], points, best.ids(i), self == Self::LeftOut ? static_cast<std::int32_t>(i) : -1, metric,
                found, i);
    });
    return found;
}

} // namespace vetrina::neighbours
