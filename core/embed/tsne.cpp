#include "core/embed/tsne.h"

#include "core/embed/repulsion.h"
#include "core/embed/usable.h"
#include "core/neighbours/graph.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace vetrina::embed {

namespace {

constexpr float exaggeration = 12, momentum = 0.8F, leastGain = 0.01F, longestStep = 5;

/// exp(-b d^2) of a point's neighbours, whose entropy is the perplexity's; summing to 1.
void soften(
    std::span<const std::int32_t> ids, std::span<const float> distances, double perplexity, std::span<float> shares)
{
    constexpr int steps = 100;
    constexpr double close = 1e-5;
    const double wanted = std::log(perplexity);
    double nearest = INFINITY;
    for (std::size_t n = 0; n < ids.size(); ++n)
        if (ids[n] >= 0)
            nearest = std::min(nearest, double(distances[n]) * double(distances[n]));
    double b = 1, low = 0, high = INFINITY;
    for (int step = 0; step < steps; ++step) {
        double sum = 0, weighted = 0;
        for (std::size_t n = 0; n < ids.size(); ++n) {
            // From the nearest on: whoever is far from all would else be 0 from everybody.
            const double d2 = double(distances[n]) * double(distances[n]) - nearest;
            const double share = ids[n] < 0 ? 0 : std::exp(-b * d2);
            shares[n] = float(share);
            sum += share;
            weighted += share * d2;
        }
        for (float& share : shares)
            share = sum > 0 ? float(double(share) / sum) : 0;
        if (!(sum > 0))
            return;
        const double over = std::log(sum) + b * weighted / sum - wanted;
        if (std::abs(over) < close)
            return;
        (over > 0 ? low : high) = b;
        b = std::isinf(high) ? 2 * b : 0.5 * (low + high);
    }
}

/// The first axis as wide as t-SNE likes to begin, and no two points on one another.
std::vector<float> begin(std::vector<float> xy, std::uint64_t seed)
{
    constexpr double width = 1e-4;
    std::mt19937_64 random(seed);
    double mean[2] = {}, squares = 0;
    const auto count = double(xy.size() / 2);
    for (std::size_t i = 0; i < xy.size(); ++i)
        mean[i % 2] += double(xy[i]) / count;
    for (std::size_t i = 0; i < xy.size(); i += 2)
        squares += (double(xy[i]) - mean[0]) * (double(xy[i]) - mean[0]) / count;
    const double scale = squares > 0 ? width / std::sqrt(squares) : 0;
    for (std::size_t i = 0; i < xy.size(); ++i) {
        const double noise = double(random() >> 40) / double(1 << 24) - 0.5;
        xy[i] = float((double(xy[i]) - mean[i % 2]) * scale + 0.01 * width * noise);
    }
    return xy;
}

/// The sum over a point's edges of p d / (1 + d^2), d being the vector from the other.
struct Pull {
    float x = 0, y = 0;
};
Pull pull(const FuzzyGraph& graph, const std::vector<float>& xy, std::size_t i)
{
    Pull sum;
    const float x = xy[2 * i], y = xy[2 * i + 1];
    for (std::size_t e = graph.first[i]; e < graph.first[i + 1]; ++e) {
        const auto to = static_cast<std::size_t>(graph.to[e]);
        const float dx = x - xy[2 * to], dy = y - xy[2 * to + 1];
        const float share = graph.weight[e] / (1 + dx * dx + dy * dy);
        sum.x += share * dx;
        sum.y += share * dy;
    }
    return sum;
}

/// Kullback & Leibler's divergence, `total` being the sum of 1 / (1 + d^2) over all ordered pairs.
double divergence(const FuzzyGraph& graph, const std::vector<float>& xy, double total)
{
    double sum = 0;
    for (std::size_t i = 0; i < graph.count(); ++i)
        for (std::size_t e = graph.first[i]; e < graph.first[i + 1]; ++e) {
            const auto to = static_cast<std::size_t>(graph.to[e]);
            const double dx = double(xy[2 * i] - xy[2 * to]), dy = double(xy[2 * i + 1] - xy[2 * to + 1]);
            const auto p = double(graph.weight[e]);
            sum += p * std::log(p * total * (1 + dx * dx + dy * dy));
        }
    return sum;
}

/// Gradient descent with momentum and a gain for each number (Jacobs 1988), as t-SNE has it.
class Descent {
public:
    Descent(const FuzzyGraph& graph, std::vector<float> xy, Crew& crew)
        : m_graph(graph)
        , m_xy(std::move(xy))
        , m_step(m_xy.size(), 0)
        , m_gain(m_xy.size(), 1)
        , m_push(m_xy.size(), 0)
        , m_repulsion(crew)
        , m_crew(crew)
    {
    }

    void step(float pulls, float rate)
    {
        m_total = m_repulsion.measure(m_xy, m_push);
        const auto pushes = static_cast<float>(1 / std::max(m_total, 1e-12));
        std::vector<float>& next = m_next;
        next.resize(m_xy.size());
        m_crew.each(m_graph.count(), 512, [&](std::size_t from, std::size_t to, unsigned) {
            for (std::size_t i = from; i < to; ++i) {
                const Pull pulled = pull(m_graph, m_xy, i);
                const float gradient[2] = { pulls * pulled.x - pushes * m_push[2 * i],
                    pulls * pulled.y - pushes * m_push[2 * i + 1] };
                for (std::size_t axis = 0; axis < 2; ++axis) {
                    float &gain = m_gain[2 * i + axis], &step = m_step[2 * i + axis];
                    gain = std::signbit(gradient[axis]) != std::signbit(step) ? gain + 0.2F
                                                                              : std::max(leastGain, gain * 0.8F);
                    step = momentum * step - rate * gain * gradient[axis];
                }
                const float length = std::hypot(m_step[2 * i], m_step[2 * i + 1]);
                for (std::size_t axis = 0; axis < 2; ++axis) {
                    if (length > longestStep)
                        m_step[2 * i + axis] *= longestStep / length;
                    next[2 * i + axis] = m_xy[2 * i + axis] + m_step[2 * i + axis];
                }
            }
        });
        std::swap(m_xy, next);
    }

    /// Of the map as it stands.
    [[nodiscard]] double divergence()
    {
        m_total = m_repulsion.measure(m_xy, m_push);
        return embed::divergence(m_graph, m_xy, m_total);
    }
    [[nodiscard]] std::vector<float> take()
    {
        double mean[2] = {};
        for (std::size_t i = 0; i < m_xy.size(); ++i)
            mean[i % 2] += double(m_xy[i]) / double(m_xy.size() / 2);
        for (std::size_t i = 0; i < m_xy.size(); ++i)
            m_xy[i] -= float(mean[i % 2]);
        return std::move(m_xy);
    }

private:
    const FuzzyGraph& m_graph;
    std::vector<float> m_xy, m_next, m_step, m_gain, m_push;
    Repulsion m_repulsion;
    Crew& m_crew;
    double m_total = 0;
};

} // namespace

FuzzyGraph affinities(const neighbours::Neighbours& neighbours, double perplexity, Crew& crew)
{
    const std::size_t count = neighbours.count(), k = neighbours.k;
    std::vector<float> own(count * k);
    crew.each(count, 256, [&](std::size_t from, std::size_t to, unsigned) {
        for (std::size_t i = from; i < to; ++i)
            soften(neighbours.idsOf(i), neighbours.distancesOf(i), perplexity, std::span(own).subspan(i * k, k));
    });
    auto graph = bothWays(neighbours, own, [](float to, float back) { return to + back; });
    double sum = 0;
    for (const float weight : graph.weight)
        sum += double(weight);
    for (float& weight : graph.weight)
        weight = float(double(weight) / sum);
    return graph;
}

Result<TsneLayout> tsne(
    const Vectors& vectors, const TsneOptions& options, Crew& crew, std::stop_token stop, Progress* progress)
{
    if (auto fine = usable(vectors, 3); !fine)
        return tl::unexpected(fine.error());
    const auto start = std::chrono::steady_clock::now();
    const std::size_t count = vectors.count();
    const double perplexity = std::clamp(options.perplexity, 1., std::max(1., double(count - 1) / 3));
    const std::size_t k = std::clamp<std::size_t>(std::size_t(3 * perplexity), 2, count - 1);
    auto graph = neighbours::neighbourGraph(
        vectors, { .k = k, .metric = options.metric, .recall = 0.9, .seed = options.seed }, crew, stop);
    if (!graph)
        return tl::unexpected(graph.error());
    if (options.metric == neighbours::Metric::Cosine) // the squares of directions' distances are twice 1 - cos
        for (float& distance : graph->neighbours.distances)
            distance = std::sqrt(std::max(0.F, 2 * distance));
    TsneLayout made;
    made.recall = graph->recall;
    made.neighbourSeconds = secondsSince(start);
    const auto begun = std::chrono::steady_clock::now();
    const auto near = affinities(graph->neighbours, perplexity, crew);
    auto first = mainPlane(vectors, crew, stop);
    if (!first)
        return tl::unexpected(first.error());
    Descent descent(near, begin(std::move(*first), options.seed), crew);
    // Belkina's, and for few points what does not throw them about.
    const auto rate = float(std::max(double(count) / exaggeration, std::min(200., double(count) / 4)));
    if (progress)
        progress->total = static_cast<std::uint64_t>(options.early + options.iterations);
    for (int i = 0; i < options.early + options.iterations; ++i) {
        if (stop.stop_requested())
            return cancelled();
        descent.step(i < options.early ? exaggeration : 1, rate);
        if (progress)
            progress->done = static_cast<std::uint64_t>(i + 1);
    }
    made.divergence = descent.divergence();
    made.xy = descent.take();
    made.layoutSeconds = secondsSince(begun);
    return made;
}

Result<std::vector<float>> placeOnTsne(const Vectors& added, const Vectors& mapped, std::span<const float> mapXy,
    neighbours::Metric metric, Crew& crew, std::stop_token stop)
{
    constexpr std::size_t nearest = 5;
    for (const auto* vectors : { &added, &mapped })
        if (auto fine = usable(*vectors, vectors == &mapped ? 3 : 0); !fine)
            return tl::unexpected(fine.error());
    if (added.dimensions != mapped.dimensions || mapXy.size() != mapped.count() * 2)
        return fail(Error::Code::WrongUse, "vectors that do not fit the map", "Make the map again.");
    const std::size_t k = std::min(nearest, mapped.count());
    const auto near = neighbours::exactNeighbours(added, mapped, k, metric, neighbours::Self::Counts, crew, stop);
    if (stop.stop_requested())
        return cancelled();
    std::vector<float> xy(added.count() * 2), along(k);
    for (std::size_t i = 0; i < xy.size(); ++i) { // between two islands there is nothing: no mean
        for (std::size_t n = 0; n < k; ++n)
            along[n] = mapXy[static_cast<std::size_t>(near.ids[i / 2 * k + n]) * 2 + i % 2];
        std::ranges::nth_element(along, along.begin() + static_cast<std::ptrdiff_t>(k / 2));
        xy[i] = along[k / 2];
    }
    return xy;
}

} // namespace vetrina::embed
