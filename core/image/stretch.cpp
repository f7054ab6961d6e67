#include "core/image/stretch.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace vetrina::image {

namespace {

struct Named {
    Stretch stretch;
    std::string_view name, label;
};

constexpr std::array table{
    Named{ Stretch::Linear, "linear", "Linear" },
    Named{ Stretch::Log, "log", "Log" },
    Named{ Stretch::Power, "power", "Power" },
    Named{ Stretch::Sqrt, "sqrt", "Square root" },
    Named{ Stretch::Squared, "squared", "Squared" },
    Named{ Stretch::Asinh, "asinh", "Asinh" },
    Named{ Stretch::Sinh, "sinh", "Sinh" },
    Named{ Stretch::HistEq, "histeq", "Histogram equalization" },
};

constexpr double exponent = 1000; // DS9's for Log and Power

} // namespace

std::span<const Stretch> stretches()
{
    static const auto all = [] {
        std::array<Stretch, table.size()> list{};
        std::ranges::transform(table, list.begin(), &Named::stretch);
        return list;
    }();
    return all;
}

std::string_view name(Stretch stretch) { return table[static_cast<std::size_t>(stretch)].name; }
std::string_view label(Stretch stretch) { return table[static_cast<std::size_t>(stretch)].label; }

Result<Stretch> parseStretch(std::string_view text)
{
    if (const auto found = std::ranges::find(table, text, &Named::name); found != table.end())
        return found->stretch;
    return fail(Error::Code::WrongUse, "stretch '" + std::string(text) + "': no such stretch",
        "Use linear, log, power, sqrt, squared, asinh, sinh or histeq.");
}

double stretched(Stretch stretch, double x)
{
    x = x < 0 ? 0 : x > 1 ? 1 : x;
    switch (stretch) {
    case Stretch::Log:
        return std::min(std::log10(exponent * x + 1) / std::log10(exponent), 1.0);
    case Stretch::Power:
        return (std::pow(exponent, x) - 1) / exponent;
    case Stretch::Sqrt:
        return std::sqrt(x);
    case Stretch::Squared:
        return x * x;
    case Stretch::Asinh:
        return std::min(std::asinh(10 * x) / 3, 1.0);
    case Stretch::Sinh:
        return std::min(std::sinh(3 * x) / 10, 1.0);
    case Stretch::Linear:
    case Stretch::HistEq:
        break;
    }
    return x;
}

} // namespace vetrina::image
