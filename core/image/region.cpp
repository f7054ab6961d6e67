#include "core/image/region.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace vetrina::image {

RegionFigures figuresOf(PlaneView plane, int column, int row, int width, int height)
{
    RegionFigures figures;
    std::vector<double> values;
    for (int y = std::max(row, 0); y < std::min(row + height, plane.height); ++y)
        for (int x = std::max(column, 0); x < std::min(column + width, plane.width); ++x) {
            if (const float value = plane.at(x, y); std::isfinite(value))
                values.push_back(value);
            else
                ++figures.missing;
        }
    if (values.empty())
        return figures;
    std::ranges::sort(values);
    const std::size_t n = values.size();
    const auto count = static_cast<double>(n);
    figures.count = static_cast<int>(n);
    for (const double value : values)
        figures.sum += value;
    figures.mean = figures.sum / count;
    double squares = 0;
    for (const double value : values)
        squares += (value - figures.mean) * (value - figures.mean);
    figures.deviation = std::sqrt(squares / count);
    figures.median = n % 2 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
    figures.low = values.front();
    figures.high = values.back();
    return figures;
}

std::vector<LineSample> alongLine(PlaneView plane, double fromColumn, double fromRow, double toColumn, double toRow)
{
    const double length = std::hypot(toColumn - fromColumn, toRow - fromRow);
    if (!(length < 1e5)) // NaN, or no line on any stamp
        return {};
    const int steps = std::max(1, static_cast<int>(std::ceil(length - 1e-9)));
    std::vector<LineSample> samples;
    for (int i = 0; i <= steps; ++i) {
        const double part = static_cast<double>(i) / steps;
        const double x = std::floor(fromColumn + part * (toColumn - fromColumn) + 0.5);
        const double y = std::floor(fromRow + part * (toRow - fromRow) + 0.5);
        const bool on = x >= 0 && y >= 0 && x < plane.width && y < plane.height;
        samples.push_back({ part * length,
            on ? plane.at(static_cast<int>(x), static_cast<int>(y)) : std::numeric_limits<float>::quiet_NaN() });
    }
    return samples;
}

} // namespace vetrina::image
