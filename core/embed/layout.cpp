#include "core/embed/layout.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace vetrina::embed {

namespace {

/// Numbers by chance for one point in one epoch: splitmix64, whose start names both.
class Chance {
public:
    Chance(std::uint64_t seed, std::uint64_t epoch, std::uint64_t point)
        : m_state((seed * 0x9E3779B97F4A7C15U + epoch) * 0xD1B54A32D192ED03U + point * 0x8CB92BA72F3D8DD7U)
    {
    }
    /// 0 .. count
    [[nodiscard]] std::size_t below(std::uint32_t count)
    {
        std::uint64_t z = m_state += 0x9E3779B97F4A7C15U;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
        z ^= z >> 29;
        return static_cast<std::size_t>(((z >> 32) * count) >> 32);
    }

private:
    std::uint64_t m_state;
};

/// An edge, drawn every `every` epochs.
struct Edge {
    std::int32_t to;
    float every;
    float next;
};

constexpr float farthest = 4; ///< that a point is moved along one axis in one step of rate 1

float limited(float step) { return std::clamp(step, -farthest, farthest); }

/// One point in one epoch.
struct Mover {
    const Forces& forces;
    const float* map; ///< x, y of all whom it may meet
    std::uint32_t count;
    float rate;

    /// Pulls towards `other` and pushes from some by chance. All of them are looked at from where the point is before:
    /// then none has to wait for the one before it.
    void step(float& x, float& y, std::size_t other, std::size_t itself, int negatives, Chance& chance) const
    {
        const float px = x - map[other * 2], py = y - map[other * 2 + 1];
        const float pulls = forces.attraction(px * px + py * py);
        float mx = -limited(pulls * px), my = -limited(pulls * py);
        for (int n = 0; n < negatives; ++n) {
            const std::size_t from = chance.below(count);
            const float dx = x - map[from * 2], dy = y - map[from * 2 + 1];
            const float pushes = from == itself ? 0.F : forces.repulsion(dx * dx + dy * dy);
            mx += limited(pushes * dx);
            my += limited(pushes * dy);
        }
        x += rate * mx;
        y += rate * my;
    }
};

} // namespace

Curve curveFor(double minDistance, double spread)
{
    constexpr int samples = 300;
    Curve curve;
    const auto residuals = [&](const Curve& c, double* jacobian, double* gradient) {
        double squares = 0;
        for (int i = 0; i < samples; ++i) {
            const double d = 3 * spread * i / (samples - 1);
            const double wanted = d < minDistance ? 1 : std::exp(-(d - minDistance) / spread);
            const double power = d > 0 ? std::pow(d, 2 * c.b) : 0;
            const double value = 1 / (1 + c.a * power), r = value - wanted;
            squares += r * r;
            if (!jacobian)
                continue;
            const double da = -value * value * power;
            const double db = d > 0 ? -value * value * c.a * power * 2 * std::log(d) : 0;
            jacobian[0] += da * da;
            jacobian[1] += da * db;
            jacobian[2] += db * db;
            gradient[0] += da * r;
            gradient[1] += db * r;
        }
        return squares;
    };
    // Levenberg and Marquardt's steps for two parameters.
    double damping = 1e-3;
    for (int step = 0; step < 200; ++step) {
        double j[3] = {}, g[2] = {};
        const double before = residuals(curve, j, g);
        const double aa = j[0] * (1 + damping), bb = j[2] * (1 + damping), det = aa * bb - j[1] * j[1];
        const Curve next{ curve.a - (bb * g[0] - j[1] * g[1]) / det, curve.b - (aa * g[1] - j[1] * g[0]) / det };
        const bool better = next.a > 0 && next.b > 0 && residuals(next, nullptr, nullptr) < before;
        const bool still = std::abs(next.a - curve.a) + std::abs(next.b - curve.b) < 1e-12;
        if (better)
            curve = next;
        if (still)
            break;
        damping = better ? damping / 3 : damping * 4;
    }
    return curve;
}

Forces::Forces(const Curve& curve)
{
    for (int i = 0; i < octaves * steps; ++i) {
        const double d2 = std::ldexp(1 + (i % steps + 0.5) / steps, lowest + i / steps);
        const double power = std::pow(d2, curve.b);
        const auto at = static_cast<std::size_t>(i);
        m_attraction[at] = static_cast<float>(2 * curve.a * curve.b * power / d2 / (1 + curve.a * power));
        m_repulsion[at] = static_cast<float>(2 * curve.b / ((0.001 + d2) * (1 + curve.a * power)));
    }
}

void arrange(const FuzzyGraph& graph, std::vector<float>& xy, const LayoutOptions& options, Crew& crew,
    std::stop_token stop, Progress* progress)
{
    const std::size_t count = graph.count();
    const float strongest = graph.weight.empty() ? 0.F : *std::ranges::max_element(graph.weight);
    const float least = strongest / static_cast<float>(options.epochs); // weaker ones would never be drawn
    std::vector<Edge> edges;
    std::vector<std::size_t> first{ 0 };
    edges.reserve(graph.to.size());
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t e = graph.first[i]; e < graph.first[i + 1]; ++e)
            if (graph.weight[e] >= least) {
                const float every = strongest / graph.weight[e];
                edges.push_back({ graph.to[e], every, every });
            }
        first.push_back(edges.size());
    }
    // Where an edge moves both of its ends, each point is pulled twice an epoch by each neighbour and pushed from
    // `negatives` others. Here these are two steps, of which one has the odd push.
    const int steps = options.epochs * 2;
    if (progress)
        progress->total = static_cast<std::uint64_t>(steps);

    const Forces forces(options.curve);
    std::vector<float> next(xy.size());
    for (int step = 0; step < steps && !stop.stop_requested(); ++step) {
        const auto now = static_cast<float>(step);
        const int negatives = (options.negatives + step % 2) / 2;
        const Mover mover{ forces, xy.data(), static_cast<std::uint32_t>(count),
            options.learningRate * (1 - now / static_cast<float>(steps)) };
        crew.each(count, std::max<std::size_t>(256, count / (crew.workers() * 8)),
            [&](std::size_t from, std::size_t to, unsigned) {
                for (std::size_t i = from; i < to; ++i) {
                    float x = xy[i * 2], y = xy[i * 2 + 1];
                    Chance chance(options.seed, static_cast<std::uint64_t>(step), i);
                    for (std::size_t e = first[i]; e < first[i + 1]; ++e) {
                        Edge& edge = edges[e];
                        if (edge.next > now)
                            continue;
                        edge.next += edge.every;
                        mover.step(x, y, static_cast<std::size_t>(edge.to), i, negatives, chance);
                    }
                    next[i * 2] = x;
                    next[i * 2 + 1] = y;
                }
            });
        xy.swap(next);
        if (progress)
            progress->done = static_cast<std::uint64_t>(step + 1);
    }
}

void arrangeAmong(std::span<const float> map, const neighbours::Neighbours& near, std::span<const float> weight,
    std::vector<float>& xy, const LayoutOptions& options, Crew& crew, std::stop_token stop)
{
    const Forces forces(options.curve);
    const auto points = static_cast<std::uint32_t>(map.size() / 2);
    crew.each(near.count(), 64, [&](std::size_t from, std::size_t to, unsigned) {
        for (std::size_t i = from; i < to && !stop.stop_requested(); ++i) {
            const auto own = weight.subspan(i * near.k, near.k);
            const float strongest = *std::ranges::max_element(own);
            std::vector<Edge> edges;
            for (std::size_t n = 0; n < near.k; ++n)
                if (own[n] > 0 && own[n] * static_cast<float>(options.epochs) >= strongest)
                    edges.push_back({ near.ids[i * near.k + n], strongest / own[n], strongest / own[n] });
            for (int epoch = 0; epoch < options.epochs; ++epoch) {
                const auto now = static_cast<float>(epoch);
                const Mover mover{ forces, map.data(), points,
                    options.learningRate * (1 - now / static_cast<float>(options.epochs)) };
                Chance chance(options.seed, static_cast<std::uint64_t>(epoch), points + i);
                for (Edge& edge : edges) {
                    if (edge.next > now)
                        continue;
                    edge.next += edge.every;
                    mover.step(xy[i * 2], xy[i * 2 + 1], static_cast<std::size_t>(edge.to), map.size(),
                        options.negatives, chance);
                }
            }
        }
    });
}

} // namespace vetrina::embed
