#include "core/learn/calibration.h"

#include <cmath>
#include <numbers>

namespace vetrina::learn {

double fittedTemperature(const nets::ModelCard& card, std::span<const float> logits, std::span<const Target> targets)
{
    std::vector<Target> plain(targets.begin(), targets.end());
    for (auto& target : plain) {
        target.realWeight = target.realWeight > 0 ? 1 : 0;
        target.typeWeight = target.typeWeight > 0 ? 1 : 0;
    }
    const auto loss = [&](double logTemperature) { return meanLoss(card, logits, plain, std::exp(logTemperature)); };
    if (std::isnan(loss(0)))
        return 1;
    // The loss is convex in 1 / T, so it has one minimum: golden section.
    double low = std::log(0.05), high = std::log(20.0);
    constexpr double ratio = 1 / std::numbers::phi;
    double left = high - ratio * (high - low), right = low + ratio * (high - low);
    double atLeft = loss(left), atRight = loss(right);
    while (high - low > 1e-6) {
        if (atLeft < atRight) {
            high = right;
            right = left;
            atRight = atLeft;
            left = high - ratio * (high - low);
            atLeft = loss(left);
        } else {
            low = left;
            left = right;
            atLeft = atRight;
            right = low + ratio * (high - low);
            atRight = loss(right);
        }
    }
    return std::exp((low + high) / 2);
}

} // namespace vetrina::learn
