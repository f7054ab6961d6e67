#include "core/learn/initialise.h"

#include "core/learn/chance.h"

#include <algorithm>
#include <cmath>

namespace vetrina::learn {

namespace {

/// The name of the last layer, whose outputs are the classes.
std::string lastLayer(const nets::ModelCard& card)
{
    if (card.architecture.family == "braai")
        return "fc_out";
    return card.architecture.head == nets::Head::Timm ? "head.fc" : "head.8";
}

std::string ending(const std::string& name) { return name.substr(name.rfind('.') + 1); }

} // namespace

std::vector<float> initialWeights(
    const nets::ModelCard& card, const std::vector<Parameter>& parameters, std::uint64_t seed)
{
    std::size_t length = 0;
    for (const auto& parameter : parameters)
        length = std::max(length, parameter.offset + parameter.size);
    std::vector<float> weights(length);
    for (std::size_t number = 0; number < parameters.size(); ++number) {
        const auto& parameter = parameters[number];
        const auto values = std::span(weights).subspan(parameter.offset, parameter.size);
        Chance chance(seed, number, 0);
        const auto last = ending(parameter.name);
        if (last == "gamma") {
            std::ranges::fill(values, 1e-6F);
        } else if (last == "weight" && parameter.shape.size() == 1) {
            std::ranges::fill(values, 1.F);
        } else if (last == "weight" && card.architecture.family == "braai") {
            std::int64_t field = 1;
            for (std::size_t i = 2; i < parameter.shape.size(); ++i)
                field *= parameter.shape[i];
            const double reach =
                std::sqrt(6.0 / static_cast<double>((parameter.shape[0] + parameter.shape[1]) * field));
            for (auto& value : values)
                value = static_cast<float>(reach * (2 * chance.uniform() - 1));
        } else if (last == "weight") {
            for (auto& value : values)
                do
                    value = 0.02F * chance.normal();
                while (std::abs(value) > 2);
        }
    }
    return weights;
}

Result<std::vector<std::string>> takeOver(const nets::Weights& learned, const nets::ModelCard& card,
    const std::vector<Parameter>& parameters, bool sameClasses, std::vector<float>& weights)
{
    const auto last = lastLayer(card) + ".";
    std::map<std::string, nets::TensorShape> expected;
    std::vector<std::string> anew;
    for (const auto& parameter : parameters) {
        const auto known = learned.tensors().find(parameter.name);
        expected[parameter.name] = parameter.shape;
        if (sameClasses || !parameter.name.starts_with(last))
            continue;
        anew.push_back(parameter.name);
        if (known != learned.tensors().end())
            expected[parameter.name] = known->second.shape;
    }
    if (auto fits = learned.fits(expected, card.architecture.family + " " + card.architecture.variant); !fits)
        return tl::unexpected(fits.error());
    for (const auto& parameter : parameters)
        if (std::ranges::find(anew, parameter.name) == anew.end())
            std::ranges::copy(
                learned[parameter.name].values, weights.begin() + static_cast<std::ptrdiff_t>(parameter.offset));
    return anew;
}

} // namespace vetrina::learn
