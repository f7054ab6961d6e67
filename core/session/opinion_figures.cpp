#include "core/session/opinion_figures.h"

#include "core/data/verdicts.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace vetrina::session {

namespace {

/// Probabilities of classes that exclude each other: as many as classes, summing to 1 as float32 does.
bool isDistribution(const Opinion& opinion)
{
    const auto& p = opinion.probabilities;
    if (p.size() < 2 || p.size() != opinion.classes.size())
        return false;
    const double sum = std::accumulate(p.begin(), p.end(), 0.0);
    return std::ranges::all_of(p, [](float x) { return x >= 0; }) && std::abs(sum - 1) < 1e-3;
}

} // namespace

std::optional<double> entropyNat(const Opinion& given)
{
    auto opinion = given;
    data::toVerdicts(opinion.classes, opinion.probabilities);
    if (!isDistribution(opinion))
        return std::nullopt;
    double entropy = 0;
    for (const float p : opinion.probabilities)
        if (p > 0)
            entropy -= static_cast<double>(p) * std::log(static_cast<double>(p));
    return std::max(0.0, entropy);
}

std::optional<std::vector<std::string>> calibratedSet(const Opinion& given, double level)
{
    auto opinion = given;
    data::toVerdicts(opinion.classes, opinion.probabilities);
    if (opinion.calibration != Opinion::Calibration::Temperature || !isDistribution(opinion))
        return std::nullopt;
    std::vector<std::size_t> order(opinion.classes.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::ranges::stable_sort(
        order, [&](std::size_t a, std::size_t b) { return opinion.probabilities[a] > opinion.probabilities[b]; });
    std::vector<std::string> set;
    double covered = 0;
    for (const std::size_t c : order) {
        set.push_back(opinion.classes[c]);
        covered += static_cast<double>(opinion.probabilities[c]);
        if (covered >= level)
            break;
    }
    return set;
}

} // namespace vetrina::session
