#include "core/metrics/roc.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace vetrina::metrics {

namespace {

/// Ranks from 1, those of equals being their mean.
std::vector<double> midranks(const std::vector<float>& values)
{
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::ranges::sort(order, {}, [&](std::size_t i) { return values[i]; });
    std::vector<double> ranks(values.size());
    for (std::size_t first = 0; first < order.size();) {
        std::size_t last = first + 1;
        while (last < order.size() && values[order[last]] == values[order[first]])
            ++last;
        for (std::size_t i = first; i < last; ++i)
            ranks[order[i]] = static_cast<double>(first + last + 1) / 2;
        first = last;
    }
    return ranks;
}

/// Of n - 1.
double variance(const std::vector<double>& values)
{
    if (values.size() < 2)
        return 0;
    const double n = static_cast<double>(values.size());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
    double sum = 0;
    for (const double value : values)
        sum += (value - mean) * (value - mean);
    return sum / (n - 1);
}

} // namespace

Result<Auc> auc(std::span<const float> scores, const std::vector<bool>& truth)
{
    std::vector<float> positive, negative;
    for (std::size_t i = 0; i < scores.size(); ++i)
        if (!std::isnan(scores[i]))
            (truth[i] ? positive : negative).push_back(scores[i]);
    if (positive.empty() || negative.empty())
        return fail(Error::Code::WrongUse, "an area under a ROC curve takes at least one of either class",
            "Label some of the other one.");
    std::vector<float> all = positive;
    all.insert(all.end(), negative.begin(), negative.end());
    const auto among = midranks(all), amongPositive = midranks(positive), amongNegative = midranks(negative);
    const double m = static_cast<double>(positive.size()), n = static_cast<double>(negative.size());

    // Each positive's share of negatives below it, and each negative's of positives above it.
    std::vector<double> ofPositive(positive.size()), ofNegative(negative.size());
    double sum = 0;
    for (std::size_t i = 0; i < positive.size(); ++i) {
        ofPositive[i] = (among[i] - amongPositive[i]) / n;
        sum += ofPositive[i];
    }
    for (std::size_t i = 0; i < negative.size(); ++i)
        ofNegative[i] = 1 - (among[positive.size() + i] - amongNegative[i]) / m;
    return Auc{ sum / m, std::sqrt(variance(ofPositive) / m + variance(ofNegative) / n), positive.size(),
        negative.size() };
}

Auc::Interval Auc::interval(double deviations) const
{
    // A value at the end of the scale has no logit; half a pair inside of it has.
    const double pairs = static_cast<double>(positives) * static_cast<double>(negatives);
    const double inside = std::clamp(value, 0.5 / pairs, 1 - 0.5 / pairs);
    const double slope = inside * (1 - inside);
    const double spread = deviations * std::max(deviation, 1 / pairs) / slope;
    const double at = std::log(inside / (1 - inside));
    return { 1 / (1 + std::exp(-(at - spread))), 1 / (1 + std::exp(-(at + spread))) };
}

} // namespace vetrina::metrics
