#include "core/anomaly/scaling.h"

#include "core/anomaly/saved.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace vetrina::anomaly {

namespace {

constexpr double ztfMissing = -999;

/// The value at a fraction of the way through; `values` is partly sorted by it. Not empty.
double quantile(std::vector<double>& values, double fraction)
{
    const double place = fraction * static_cast<double>(values.size() - 1);
    const auto below = values.begin() + static_cast<std::ptrdiff_t>(place);
    std::nth_element(values.begin(), below, values.end());
    const double part = place - std::floor(place);
    if (part == 0)
        return *below;
    const double above = *std::min_element(below + 1, values.end());
    return *below + part * (above - *below);
}

} // namespace

double Scaling::known(double value)
{
    return std::isfinite(value) && value != ztfMissing ? value : std::numeric_limits<double>::quiet_NaN();
}

Scaling::Field Scaling::measure(std::span<const double> values)
{
    std::vector<double> there;
    there.reserve(values.size());
    std::ranges::copy_if(values, std::back_inserter(there), [](double value) { return std::isfinite(value); });
    if (there.empty())
        return { std::numeric_limits<double>::quiet_NaN(), 0 };
    Field field;
    const double low = quantile(there, 0.25);
    field.median = quantile(there, 0.5);
    field.spread = quantile(there, 0.75) - low;
    if (!(field.spread > 0)) {
        double sum = 0, squares = 0;
        for (const double value : there)
            sum += value;
        const double mean = sum / static_cast<double>(there.size());
        for (const double value : there)
            squares += (value - mean) * (value - mean);
        field.spread = std::sqrt(squares / static_cast<double>(there.size()));
    }
    if (!std::isfinite(field.spread) || !std::isnormal(field.spread))
        field.spread = 0;
    return field;
}

float Scaling::scaled(const Field& field, double value)
{
    if (!(field.spread > 0) || !std::isfinite(value))
        return 0;
    constexpr double most = 1e15; // its square stays a float
    return static_cast<float>(std::clamp((value - field.median) / field.spread, -most, most));
}

Bytes FittedFields::save() const
{
    SavedWriter out("fields 1");
    out.number(names.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
        out.array<char>(names[i]);
        const double both[] = { scaling[i].median, scaling[i].spread };
        out.array<double>(both);
    }
    return out.take();
}

Result<FittedFields> FittedFields::load(std::span<const std::byte> bytes)
{
    SavedReader in(bytes, "fields 1");
    FittedFields read;
    const auto count = in.number();
    for (std::uint64_t i = 0; i < count && i < bytes.size(); ++i) {
        const auto name = in.array<char>();
        const auto both = in.array<double>();
        if (name.empty() || both.size() != 2)
            break;
        read.names.emplace_back(name.begin(), name.end());
        read.scaling.push_back({ both[0], both[1] });
    }
    if (!in.complete() || count == 0 || read.names.size() != count)
        return fail(Error::Code::Malformed, "the stored scaling is damaged", "Run `vetrina anomaly` again.");
    return read;
}

} // namespace vetrina::anomaly
