#include "core/active/acquisition.h"

#include "core/store/score_columns.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>

namespace vetrina::active {

namespace {

constexpr std::array<std::pair<std::string_view, Strategy>, 4> names{ { { "entropy", Strategy::Entropy },
    { "margin", Strategy::Margin }, { "least-confidence", Strategy::LeastConfidence },
    { "random", Strategy::Random } } };

} // namespace

std::optional<Strategy> strategyNamed(std::string_view name)
{
    const auto found = std::ranges::find(names, name, &std::pair<std::string_view, Strategy>::first);
    return found == names.end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::string> strategyNames()
{
    std::vector<std::string> all;
    for (const auto& [name, strategy] : names)
        all.emplace_back(name);
    return all;
}

float informativeness(std::span<const float> probabilities, Strategy strategy)
{
    if (strategy == Strategy::Entropy)
        return store::uncertaintyOf(probabilities);
    float first = 0, second = 0;
    const auto offer = [&](float p) {
        if (std::isnan(p))
            first = second = p;
        else if (p > first)
            second = std::exchange(first, p);
        else
            second = std::max(second, p);
    };
    for (const float p : probabilities)
        offer(p);
    if (probabilities.size() == 1)
        offer(1 - probabilities[0]);
    return strategy == Strategy::Margin ? 1 - (first - second) : 1 - first;
}

std::vector<std::size_t> mostInformative(
    std::span<const float> values, std::size_t n, Strategy strategy, std::uint64_t seed)
{
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), 0);
    n = std::min(n, order.size());
    if (strategy == Strategy::Random) {
        std::mt19937_64 random(seed); // (std::shuffle differs between libraries; a seed must not)
        for (std::size_t i = 0; i < n; ++i)
            std::swap(order[i], order[i + random() % (order.size() - i)]);
    } else {
        const auto value = [&](std::size_t i) {
            return std::isnan(values[i]) ? -std::numeric_limits<float>::infinity() : values[i];
        };
        std::ranges::partial_sort(order, order.begin() + static_cast<std::ptrdiff_t>(n),
            [&](std::size_t a, std::size_t b) { return std::pair(-value(a), a) < std::pair(-value(b), b); });
    }
    order.resize(n);
    return order;
}

std::vector<std::size_t> farthestFirst(const neighbours::Vectors& vectors, const neighbours::Vectors& known,
    std::size_t n, neighbours::Metric metric, Crew& crew)
{
    std::vector<float> nearest(vectors.count(), std::numeric_limits<float>::infinity());
    const auto meet = [&](std::span<const float> chosen) {
        crew.each(vectors.count(), 1024, [&](std::size_t from, std::size_t to, unsigned) {
            for (std::size_t i = from; i < to; ++i)
                nearest[i] = std::min(nearest[i], neighbours::distance(vectors[i], chosen, metric));
        });
    };
    for (std::size_t i = 0; i < known.count(); ++i)
        meet(known[i]);
    std::vector<std::size_t> order;
    while (order.size() < std::min(n, vectors.count())) {
        const auto at = static_cast<std::size_t>(std::ranges::max_element(nearest) - nearest.begin());
        order.push_back(at);
        meet(vectors[at]);
        nearest[at] = -1; // never again, though another lies at the same place
    }
    return order;
}

} // namespace vetrina::active
