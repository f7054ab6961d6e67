#include "core/image/limits.h"

#include "core/image/zscale.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

namespace vetrina::image {

namespace {

struct Named {
    LimitsRule rule;
    std::string_view name, label;
    double percent; ///< of the pixels kept; 0 where the rule is another
};

constexpr std::array table{
    Named{ LimitsRule::MinMax, "minmax", "Min Max", 0 },
    Named{ LimitsRule::P99_5, "99.5", "99.5 %", 99.5 },
    Named{ LimitsRule::P99, "99", "99 %", 99 },
    Named{ LimitsRule::P98, "98", "98 %", 98 },
    Named{ LimitsRule::P97, "97", "97 %", 97 },
    Named{ LimitsRule::P96, "96", "96 %", 96 },
    Named{ LimitsRule::P95, "95", "95 %", 95 },
    Named{ LimitsRule::P92_5, "92.5", "92.5 %", 92.5 },
    Named{ LimitsRule::P90, "90", "90 %", 90 },
    Named{ LimitsRule::ZScale, "zscale", "ZScale", 0 },
    Named{ LimitsRule::ZScaleDs9, "zscale-ds9", "ZScale (DS9)", 0 },
    Named{ LimitsRule::ZMax, "zmax", "ZMax", 0 },
    Named{ LimitsRule::User, "user", "User", 0 },
};

const Named& rowOf(LimitsRule rule) { return table[static_cast<std::size_t>(rule)]; }

std::vector<float> finitePixels(PlaneView plane)
{
    std::vector<float> kept(plane.size());
    const auto end = std::ranges::copy_if(plane.pixels(), kept.begin(), [](float v) { return std::isfinite(v); }).out;
    kept.erase(end, kept.end());
    return kept;
}

Limits minMax(PlaneView plane)
{
    constexpr float infinity = std::numeric_limits<float>::infinity();
    float low = infinity, high = -infinity;
    for (const float v : plane.pixels()) {
        const bool counts = std::abs(v) < infinity; // false for NaN
        low = counts && v < low ? v : low;
        high = counts && v > high ? v : high;
    }
    return low <= high ? Limits{ low, high } : Limits{};
}

/// numpy.percentile's linear method: float32 difference of neighbours, float64 place between them.
double percentileOf(std::vector<float>& values, double percent)
{
    const double place = static_cast<double>(values.size() - 1) * (percent / 100);
    const auto before = static_cast<std::size_t>(std::floor(place));
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(before);
    std::ranges::nth_element(values, at);
    const float a = *at;
    if (before + 1 == values.size())
        return a;
    const float b = *std::min_element(at + 1, values.end());
    const float step = b - a;
    const double share = place - static_cast<double>(before);
    return share < 0.5 ? a + step * share : b - step * (1 - share);
}

Limits percentiles(PlaneView plane, double percent)
{
    auto values = finitePixels(plane);
    if (values.empty())
        return {};
    const double lower = (100 - percent) * 0.5;
    return { percentileOf(values, lower), percentileOf(values, 100 - lower) };
}

bool readNumber(std::string_view text, double& out)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '+'))
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    return error == std::errc() && end == text.data() + text.size() && std::isfinite(out);
}

} // namespace

std::span<const LimitsRule> limitsRules()
{
    static const auto rules = [] {
        std::array<LimitsRule, table.size()> all{};
        std::ranges::transform(table, all.begin(), &Named::rule);
        return all;
    }();
    return rules;
}

std::string_view name(LimitsRule rule) { return rowOf(rule).name; }
std::string_view label(LimitsRule rule) { return rowOf(rule).label; }

Result<LimitsChoice> parseLimits(std::string_view text)
{
    constexpr auto remedy = "Use minmax, 99.5, 99, 98, 97, 96, 95, 92.5, 90, zscale, zscale-ds9, zmax or LOW,HIGH.";
    if (const auto found = std::ranges::find(table, text, &Named::name);
        found != table.end() && found->rule != LimitsRule::User)
        return LimitsChoice{ found->rule, {} };

    const auto comma = text.find(',');
    if (comma == std::string_view::npos)
        return fail(Error::Code::WrongUse, "limits '" + std::string(text) + "': no such rule", remedy);
    LimitsChoice choice{ LimitsRule::User, {} };
    if (!readNumber(text.substr(0, comma), choice.user.low) || !readNumber(text.substr(comma + 1), choice.user.high))
        return fail(Error::Code::WrongUse, "limits '" + std::string(text) + "': expected two numbers", remedy);
    if (!(choice.user.low < choice.user.high))
        return fail(Error::Code::WrongUse, "limits '" + std::string(text) + "': LOW is not below HIGH",
            "Give the lower one first.");
    return choice;
}

Limits limitsOf(PlaneView plane, LimitsRule rule)
{
    switch (rule) {
    case LimitsRule::MinMax:
        return minMax(plane);
    case LimitsRule::ZScale:
        return zscale(plane);
    case LimitsRule::ZScaleDs9:
        return zscaleDs9(plane);
    case LimitsRule::ZMax:
        return { zscaleDs9(plane).low, minMax(plane).high };
    case LimitsRule::User:
        return {};
    default:
        return percentiles(plane, rowOf(rule).percent);
    }
}

Limits limitsOf(PlaneView plane, const LimitsChoice& choice)
{
    return choice.rule == LimitsRule::User ? choice.user : limitsOf(plane, choice.rule);
}

} // namespace vetrina::image
