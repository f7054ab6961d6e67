#include "core/embed/fuzzy_graph.h"

#include <algorithm>
#include <cmath>

namespace vetrina::embed {

Smooth smoothDistances(std::span<const float> distances, float meanDistance)
{
    Smooth smooth;
    double sum = 0;
    for (const float d : distances) {
        if (d > 0 && (smooth.rho == 0 || d < smooth.rho))
            smooth.rho = d;
        sum += std::isfinite(d) ? static_cast<double>(d) : 0;
    }
    const double target = std::log2(static_cast<double>(distances.size() + 1));
    double low = 0, high = INFINITY, middle = 1;
    for (int step = 0; step < 64; ++step) {
        double total = 0;
        for (const float d : distances) {
            const double over = static_cast<double>(d) - static_cast<double>(smooth.rho);
            total += over > 0 ? std::exp(-over / middle) : 1.0;
        }
        if (std::abs(total - target) < 1e-5)
            break;
        if (total > target)
            high = middle;
        else
            low = middle;
        middle = std::isinf(high) ? middle * 2 : (low + high) / 2;
    }
    // Not narrower than a thousandth of the distances, the point's own among them.
    const double mean =
        smooth.rho > 0 ? sum / static_cast<double>(distances.size() + 1) : static_cast<double>(meanDistance);
    smooth.sigma = static_cast<float>(std::max(middle, 1e-3 * mean));
    return smooth;
}

float membership(float distance, const Smooth& smooth)
{
    const float over = distance - smooth.rho;
    return over <= 0 || smooth.sigma == 0 ? 1.F : std::exp(-over / smooth.sigma);
}

FuzzyGraph fuzzyGraph(const neighbours::Neighbours& neighbours, Crew& crew)
{
    const std::size_t count = neighbours.count(), k = neighbours.k;
    double sum = 0;
    for (const float d : neighbours.distances)
        sum += std::isfinite(d) ? static_cast<double>(d) : 0;
    const auto mean = static_cast<float>(sum / static_cast<double>(std::max<std::size_t>(1, count * (k + 1))));

    std::vector<float> own(count * k);
    crew.each(count, 512, [&](std::size_t from, std::size_t to, unsigned) {
        for (std::size_t i = from; i < to; ++i) {
            const Smooth smooth = smoothDistances(neighbours.distancesOf(i), mean);
            for (std::size_t n = 0; n < k; ++n)
                own[i * k + n] =
                    neighbours.ids[i * k + n] < 0 ? 0 : membership(neighbours.distances[i * k + n], smooth);
        }
    });

    return bothWays(neighbours, own, [](float to, float back) { return to + back - to * back; });
}

FuzzyGraph bothWays(const neighbours::Neighbours& neighbours, std::span<const float> own, float (*join)(float, float))
{
    const std::size_t count = neighbours.count(), k = neighbours.k;
    // Edges that come to a point from others, by the others' numbers.
    std::vector<std::size_t> comesFirst(count + 1, 0);
    for (const auto id : neighbours.ids)
        if (id >= 0)
            ++comesFirst[static_cast<std::size_t>(id) + 1];
    for (std::size_t i = 0; i < count; ++i)
        comesFirst[i + 1] += comesFirst[i];
    std::vector<std::pair<std::int32_t, float>> comes(comesFirst[count]);
    auto next = comesFirst;
    for (std::size_t i = 0; i < count; ++i)
        for (std::size_t n = 0; n < k; ++n)
            if (const auto id = neighbours.ids[i * k + n]; id >= 0)
                comes[next[static_cast<std::size_t>(id)]++] = { static_cast<std::int32_t>(i), own[i * k + n] };

    FuzzyGraph graph;
    graph.first.reserve(count + 1);
    graph.first.push_back(0);
    std::vector<std::pair<std::int32_t, float>> goes;
    const auto add = [&](std::int32_t to, float weight) {
        if (weight > 0) {
            graph.to.push_back(to);
            graph.weight.push_back(weight);
        }
    };
    for (std::size_t i = 0; i < count; ++i) {
        goes.clear();
        for (std::size_t n = 0; n < k; ++n)
            if (neighbours.ids[i * k + n] >= 0)
                goes.emplace_back(neighbours.ids[i * k + n], own[i * k + n]);
        std::ranges::sort(goes);
        auto in = comes.begin() + static_cast<std::ptrdiff_t>(comesFirst[i]);
        const auto end = comes.begin() + static_cast<std::ptrdiff_t>(comesFirst[i + 1]);
        for (const auto& [to, weight] : goes) {
            for (; in != end && in->first < to; ++in)
                add(in->first, join(0, in->second));
            const float back = in != end && in->first == to ? (in++)->second : 0;
            add(to, join(weight, back));
        }
        for (; in != end; ++in)
            add(in->first, join(0, in->second));
        graph.first.push_back(graph.to.size());
    }
    return graph;
}

} // namespace vetrina::embed
