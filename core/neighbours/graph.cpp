#include "core/neighbours/graph.h"

#include "core/neighbours/search.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace vetrina::neighbours {

namespace {

using kernels::Panels;

constexpr std::size_t mostProbes = 64, sampled = 256;

std::vector<std::int32_t> numbers(std::size_t count)
{
    std::vector<std::int32_t> ids(count);
    std::iota(ids.begin(), ids.end(), 0);
    return ids;
}

/// `count` different ones of 0 .. n, ascending.
std::vector<std::int32_t> someOf(std::size_t n, std::size_t count, std::mt19937_64& random)
{
    auto ids = numbers(n);
    for (std::size_t i = 0; i < std::min(count, n); ++i)
        std::swap(ids[i], ids[i + random() % (n - i)]);
    ids.resize(std::min(count, n));
    std::ranges::sort(ids);
    return ids;
}

/// The nearest of the panels' points for each of some rows.
BestOf nearest(
    const Prepared& rows, std::span<const std::int32_t> which, const Panels& panels, std::size_t k, Crew& crew)
{
    BestOf best(which.size(), k);
    crew.each(which.size(), 96, [&](std::size_t from, std::size_t to, unsigned) {
        std::vector<const float*> rowsOf;
        std::vector<kernels::Best> bestOf;
        for (std::size_t i = from; i < to; ++i) {
            rowsOf.push_back(rows.row(static_cast<std::size_t>(which[i])));
            bestOf.push_back(best.of(i));
        }
        kernels::best().scan(rowsOf.data(), bestOf.data(), to - from, k, panels, 0, panels.panels);
    });
    return best;
}

/// k-means (Lloyd's steps on a sample): lists x dimensions.
Panels centres(const Prepared& rows, std::size_t count, std::size_t lists, std::mt19937_64& random, Crew& crew)
{
    const std::size_t dimensions = rows.dimensions;
    const auto sample = someOf(count, lists * 48, random);
    const auto order = numbers(lists);
    std::vector<float> centre(lists * dimensions);
    const auto first = someOf(sample.size(), lists, random);
    for (std::size_t list = 0; list < lists; ++list)
        std::copy_n(rows.row(static_cast<std::size_t>(sample[static_cast<std::size_t>(first[list])])), dimensions,
            centre.data() + list * dimensions);
    for (int step = 0;; ++step) {
        Panels panels;
        panels.add(centre.data(), dimensions, order.data(), lists);
        if (step == 6)
            return panels;
        const auto best = nearest(rows, sample, panels, 1, crew);
        std::vector<double> sums(lists * dimensions, 0.0);
        std::vector<std::size_t> members(lists, 0);
        for (std::size_t i = 0; i < sample.size(); ++i) {
            const auto list = static_cast<std::size_t>(best.ids(i)[0]);
            const float* row = rows.row(static_cast<std::size_t>(sample[i]));
            ++members[list];
            for (std::size_t d = 0; d < dimensions; ++d)
                sums[list * dimensions + d] += static_cast<double>(row[d]);
        }
        for (std::size_t list = 0; list < lists; ++list)
            for (std::size_t d = 0; d < dimensions && members[list] > 0; ++d)
                centre[list * dimensions + d] =
                    static_cast<float>(sums[list * dimensions + d] / static_cast<double>(members[list]));
    }
}

/// The points, list by list.
struct Lists {
    Panels panels;
    std::vector<std::size_t> firstPanel; ///< lists + 1
    std::vector<std::vector<std::int32_t>> members;
    std::vector<std::int32_t> of; ///< a point's list
};

Lists part(const Prepared& rows, std::size_t count, std::size_t lists, const BestOf& probes)
{
    Lists made;
    made.members.resize(lists);
    made.of.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
        made.of[i] = probes.ids(i)[0];
        made.members[static_cast<std::size_t>(made.of[i])].push_back(static_cast<std::int32_t>(i));
    }
    std::size_t panels = 0;
    for (const auto& list : made.members)
        panels += (list.size() + kernels::panelWidth - 1) / kernels::panelWidth;
    made.panels.values.reserve(panels * rows.dimensions * kernels::panelWidth);
    for (const auto& list : made.members) {
        made.firstPanel.push_back(made.panels.panels);
        made.panels.add(rows.own.data(), rows.dimensions, list.data(), list.size());
    }
    made.firstPanel.push_back(made.panels.panels);
    return made;
}

/// How many of the nearest lists must be searched, and the recall that this gives on a sample.
std::pair<std::size_t, double> enough(const Prepared& rows, const Lists& lists, const BestOf& probes,
    const GraphOptions& options, std::span<const std::int32_t> sample, Crew& crew)
{
    const auto truth = nearest(rows, sample, lists.panels, options.k + 1, crew);
    std::vector<std::size_t> within(probes.k() + 1, 0); // by the rank of their list
    std::size_t all = 0;
    for (std::size_t i = 0; i < sample.size(); ++i)
        for (const std::int32_t id : truth.ids(i)) {
            if (id < 0 || id == sample[i])
                continue;
            const auto order = probes.ids(static_cast<std::size_t>(sample[i]));
            const auto rank = std::ranges::find(order, lists.of[static_cast<std::size_t>(id)]) - order.begin();
            ++within[static_cast<std::size_t>(rank)];
            ++all;
        }
    std::size_t have = 0, p = 0;
    while (p < probes.k() && (p == 0 || static_cast<double>(have) < options.recall * static_cast<double>(all)))
        have += within[p++];
    return { p, static_cast<double>(have) / static_cast<double>(std::max<std::size_t>(1, all)) };
}

/// Compares the points of one list with the lists near each of them.
void searchFrom(
    std::size_t list, const Prepared& rows, const Lists& lists, const BestOf& probes, std::size_t count, BestOf& best)
{
    std::vector<std::pair<std::int32_t, std::int32_t>> wanted; // list, point
    for (const std::int32_t point : lists.members[list])
        for (const std::int32_t other : probes.ids(static_cast<std::size_t>(point)).first(count))
            wanted.emplace_back(other, point);
    // Each point's own list first: its limit is near what it will be when the others are looked at.
    const auto own = static_cast<std::int32_t>(list);
    std::ranges::sort(wanted, {}, [&](const auto& w) { return std::tuple(w.first != own, w.first, w.second); });
    std::vector<const float*> queries;
    std::vector<kernels::Best> bestOf;
    for (std::size_t i = 0; i < wanted.size();) {
        const auto other = static_cast<std::size_t>(wanted[i].first);
        queries.clear();
        bestOf.clear();
        for (; i < wanted.size() && wanted[i].first == static_cast<std::int32_t>(other); ++i) {
            queries.push_back(rows.row(static_cast<std::size_t>(wanted[i].second)));
            bestOf.push_back(best.of(static_cast<std::size_t>(wanted[i].second)));
        }
        kernels::best().scan(queries.data(), bestOf.data(), queries.size(), best.k(), lists.panels,
            lists.firstPanel[other], lists.firstPanel[other + 1]);
    }
}

} // namespace

Result<Graph> neighbourGraph(const Vectors& points, const GraphOptions& options, Crew& crew, std::stop_token stop)
{
    Graph graph;
    const std::size_t count = points.count();
    if (count <= options.exactUpTo) {
        graph.neighbours = exactNeighbours(points, points, options.k, options.metric, Self::LeftOut, crew, stop);
        return stop.stop_requested() ? Result<Graph>(cancelled()) : std::move(graph);
    }
    std::mt19937_64 random(options.seed);
    const Prepared rows =
        prepare(points, options.metric, options.metric == Metric::Euclidean ? meanOf(points) : std::vector<float>());
    graph.lists = std::max<std::size_t>(2, static_cast<std::size_t>(std::sqrt(static_cast<double>(count))));
    const auto panels = centres(rows, count, graph.lists, random, crew);
    if (stop.stop_requested())
        return cancelled();
    const auto probes = nearest(rows, numbers(count), panels, std::min(graph.lists, mostProbes), crew);
    if (stop.stop_requested())
        return cancelled();
    const Lists lists = part(rows, count, graph.lists, probes);
    std::tie(graph.probes, graph.recall) = enough(rows, lists, probes, options, someOf(count, sampled, random), crew);

    BestOf best(count, options.k + 1 + spare);
    crew.each(graph.lists, 1, [&](std::size_t from, std::size_t to, unsigned) {
        for (std::size_t list = from; list < to && !stop.stop_requested(); ++list)
            searchFrom(list, rows, lists, probes, graph.probes, best);
    });
    auto& found = graph.neighbours;
    found.k = options.k;
    found.ids.resize(count * options.k);
    found.distances.resize(count * options.k);
    crew.each(count, 256, [&](std::size_t from, std::size_t to, unsigned) {
        for (std::size_t i = from; i < to && !stop.stop_requested(); ++i)
            settle(points[i], points, best.ids(i), static_cast<std::int32_t>(i), options.metric, found, i);
    });
    if (stop.stop_requested())
        return cancelled();
    return graph;
}

} // namespace vetrina::neighbours
