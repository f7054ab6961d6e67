#include "core/embed/umap.h"

#include "core/embed/layout.h"
#include "core/embed/usable.h"
#include "core/neighbours/graph.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace vetrina::embed {

namespace {

/// The widest of both axes from 0 to 10, where the forces are at home, and no two points on one another.
void scale(std::vector<float>& xy, std::uint64_t seed)
{
    std::mt19937_64 random(seed);
    float low[2] = { INFINITY, INFINITY }, high[2] = { -INFINITY, -INFINITY };
    for (std::size_t i = 0; i < xy.size(); ++i) {
        low[i % 2] = std::min(low[i % 2], xy[i]);
        high[i % 2] = std::max(high[i % 2], xy[i]);
    }
    for (std::size_t i = 0; i < xy.size(); ++i) {
        const float width = high[i % 2] - low[i % 2];
        const float noise = static_cast<float>(random() >> 40) / float(1 << 24) - 0.5F;
        xy[i] = (width > 0 ? 10 * (xy[i] - low[i % 2]) / width : 5.F) + 1e-3F * noise;
    }
}

LayoutOptions layoutOptions(const UmapOptions& options, std::size_t count)
{
    LayoutOptions layout;
    layout.curve = curveFor(options.minDistance, options.spread);
    layout.epochs = options.epochs > 0 ? options.epochs : count <= 10000 ? 750 : 300;
    layout.negatives = options.negatives;
    layout.seed = options.seed;
    return layout;
}

} // namespace

Result<UmapLayout> umap(
    const Vectors& vectors, const UmapOptions& options, Crew& crew, std::stop_token stop, Progress* progress)
{
    if (auto fine = usable(vectors, 3); !fine)
        return tl::unexpected(fine.error());
    const auto start = std::chrono::steady_clock::now();
    const std::size_t k = std::clamp<std::size_t>(options.neighbours, 3, vectors.count()) - 1;
    auto graph = neighbours::neighbourGraph(
        vectors, { .k = k, .metric = options.metric, .recall = 0.95, .seed = options.seed }, crew, stop);
    if (!graph)
        return tl::unexpected(graph.error());
    UmapLayout made;
    made.recall = graph->recall;
    made.neighbourSeconds = secondsSince(start);
    const auto fuzzy = fuzzyGraph(graph->neighbours, crew);
    auto first = mainPlane(vectors, crew, stop);
    if (!first)
        return tl::unexpected(first.error());
    made.xy = std::move(*first);
    scale(made.xy, options.seed);
    const auto begun = std::chrono::steady_clock::now();
    arrange(fuzzy, made.xy, layoutOptions(options, vectors.count()), crew, stop, progress);
    made.layoutSeconds = secondsSince(begun);
    if (stop.stop_requested())
        return cancelled();
    return made;
}

Result<std::vector<float>> placeOnMap(const Vectors& added, const Vectors& mapped, std::span<const float> mapXy,
    const UmapOptions& options, Crew& crew, std::stop_token stop)
{
    for (const auto* vectors : { &added, &mapped })
        if (auto fine = usable(*vectors, vectors == &mapped ? 3 : 0); !fine)
            return tl::unexpected(fine.error());
    if (added.dimensions != mapped.dimensions || mapXy.size() != mapped.count() * 2)
        return fail(Error::Code::WrongUse, "vectors that do not fit the map", "Make the map again.");
    const std::size_t k = std::min(options.neighbours, mapped.count());
    const auto near =
        neighbours::exactNeighbours(added, mapped, k, options.metric, neighbours::Self::Counts, crew, stop);
    if (stop.stop_requested())
        return cancelled(); // not all of them have neighbours
    std::vector<float> weight(near.ids.size()), xy(added.count() * 2, 0.F);
    for (std::size_t i = 0; i < near.count(); ++i) {
        const auto distances = near.distancesOf(i);
        float mean = 0;
        for (const float d : distances)
            mean += d / static_cast<float>(k);
        const Smooth smooth = smoothDistances(distances, mean);
        float total = 0;
        for (std::size_t n = 0; n < k; ++n)
            total += weight[i * k + n] = membership(distances[n], smooth);
        for (std::size_t n = 0; n < k; ++n)
            for (std::size_t axis = 0; axis < 2; ++axis)
                xy[i * 2 + axis] +=
                    weight[i * k + n] / total * mapXy[static_cast<std::size_t>(near.ids[i * k + n]) * 2 + axis];
    }
    auto layout = layoutOptions(options, mapped.count());
    layout.epochs = options.epochs > 0 ? std::max(1, options.epochs / 3) : mapped.count() <= 10000 ? 100 : 30;
    layout.learningRate = 0.25F;
    arrangeAmong(mapXy, near, weight, xy, layout, crew, stop);
    if (stop.stop_requested())
        return cancelled();
    return xy;
}

} // namespace vetrina::embed
