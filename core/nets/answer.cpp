#include "core/nets/answer.h"

#include <algorithm>
#include <cmath>

namespace vetrina::nets {

namespace {

double sigmoid(double x) { return 1 / (1 + std::exp(-x)); }

void softmax(std::span<const float> logits, double temperature, double whole, std::span<float> out)
{
    const double highest = *std::ranges::max_element(logits);
    double sum = 0;
    for (const float logit : logits)
        sum += std::exp((static_cast<double>(logit) - highest) / temperature);
    for (std::size_t i = 0; i < logits.size(); ++i)
        out[i] = static_cast<float>(whole * std::exp((static_cast<double>(logits[i]) - highest) / temperature) / sum);
}

} // namespace

void toProbabilities(const ModelCard& card, std::span<const float> logits, std::span<float> probabilities)
{
    const std::size_t classes = card.classes.size();
    for (std::size_t first = 0; first + classes <= logits.size(); first += classes) {
        const auto from = logits.subspan(first, classes);
        const auto to = probabilities.subspan(first, classes);
        switch (card.output) {
        case Output::Sigmoid:
            for (std::size_t i = 0; i < classes; ++i)
                to[i] = static_cast<float>(sigmoid(static_cast<double>(from[i]) / card.temperature));
            break;
        case Output::Softmax:
            softmax(from, card.temperature, 1, to);
            break;
        case Output::RealThenType: {
            const double real = sigmoid(static_cast<double>(from[0]) / card.temperature);
            to[0] = static_cast<float>(real);
            softmax(from.subspan(1), card.temperature, real, to.subspan(1));
            break;
        }
        }
    }
}

} // namespace vetrina::nets
