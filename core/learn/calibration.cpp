#include "core/learn/calibration.h"

#include <cmath>
#include <limits>
#include <numbers>

namespace vetrina::learn {

namespace {

/// How far from the expected one a temperature commonly lies, in its logarithm.
constexpr double spread = 0.5;

} // namespace

double fittedTemperature(
    const nets::ModelCard& card, std::span<const float> logits, std::span<const Target> targets, double usual)
{
    std::vector<Target> plain(targets.begin(), targets.end());
    for (auto& target : plain) {
        target.realWeight = target.realWeight > 0 ? 1 : 0;
        target.typeWeight = target.typeWeight > 0 ? 1 : 0;
    }
    const double expected = std::log(usual), samples = static_cast<double>(targets.size());
    const auto loss = [&](double logTemperature) {
        const double away = (logTemperature - expected) / spread;
        return samples * meanLoss(card, logits, plain, std::exp(logTemperature)) + away * away / 2;
    };
    if (std::isnan(loss(expected)))
        return usual;
    // The loss of the samples has one minimum, and so has the expectation; their sum may have one near each: look all
    // along before narrowing down.
    constexpr int steps = 60;
    const double lowest = std::log(0.05), step = (std::log(20.0) - lowest) / steps;
    double low = lowest, best = std::numeric_limits<double>::infinity();
    for (int i = 0; i <= steps; ++i)
        if (const double here = loss(lowest + i * step); here < best) {
            best = here;
            low = lowest + (i - 1) * step;
        }
    double high = low + 2 * step;
    constexpr double ratio = 1 / std::numbers::phi; // golden section
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
