#include "core/simulate/profile.h"

#include "core/simulate/arithmetic.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace vetrina::simulate {

namespace {

constexpr double tableStep = 1. / 48;
constexpr std::size_t tableSize = 48 * 36; ///< to 36 widths

struct Form {
    double xx, xy, yy;
};

/// The quadratic form of an ellipse with these half axes.
Form formOf(double along, double across, double turns)
{
    const auto [c, s] = cosineSine(turns);
    const double a = 1 / (along * along), b = 1 / (across * across);
    return { a * c * c + b * s * s, (a - b) * c * s, a * s * s + b * c * c };
}

double looked(const std::vector<double>& table, double place)
{
    const auto index = static_cast<std::size_t>(place);
    if (index + 1 >= table.size())
        return 0;
    const double rest = place - static_cast<double>(index);
    return table[index] + (table[index + 1] - table[index]) * rest;
}

} // namespace

Psf::Psf(const Shape& shape)
    : m_shape(shape)
    , m_table(tableSize)
{
    const double a = shape.fwhmPx / (2 * std::sqrt(power(2, 1 / shape.beta) - 1));
    const double ratio = std::sqrt(1 - shape.ellipticity);
    const Form form = formOf(a / ratio, a * ratio, shape.angleTurns);
    m_xx = form.xx;
    m_xy = form.xy;
    m_yy = form.yy;
    const double top = (shape.beta - 1) / (std::numbers::pi * a * a);
    for (std::size_t i = 0; i < tableSize; ++i) {
        const double q = static_cast<double>(i) * tableStep;
        m_table[i] = top * exponential(-shape.beta * logarithm(1 + q * q));
    }
    double squares = 0;
    for (int y = -10; y <= 10; ++y)
        for (int x = -10; x <= 10; ++x)
            squares += at(x, y) * at(x, y);
    m_effectivePixels = 1 / squares;
}

double Psf::at(double dx, double dy) const
{
    return looked(m_table, std::sqrt(m_xx * dx * dx + 2 * m_xy * dx * dy + m_yy * dy * dy) * (1 / tableStep));
}

void Psf::add(Grid& grid, double x, double y, double flux, double least, double ripple, double phase) const
{
    const double a = 1 / std::sqrt(std::min(m_xx, m_yy));
    const double share = std::abs(flux) * peak() / std::max(least, 1e-9);
    const double reach = share > 1 ? 1 + a * std::sqrt(power(share, 1 / m_shape.beta)) : 2;
    const int left = std::max(0, static_cast<int>(std::floor(x - reach)));
    const int right = std::min(stampSide - 1, static_cast<int>(std::ceil(x + reach)));
    const int low = std::max(0, static_cast<int>(std::floor(y - reach)));
    const int high = std::min(stampSide - 1, static_cast<int>(std::ceil(y + reach)));
    for (int row = low; row <= high; ++row)
        for (int column = left; column <= right; ++column) {
            const double dx = column - x, dy = row - y;
            double value = at(dx, dy);
            if (ripple != 0) {
                const double r = std::sqrt(dx * dx + dy * dy);
                value *= 1 + ripple * cosineSine(r / 2.9 + phase)[0];
            }
            grid[pixel(column, row)] += static_cast<float>(flux * value);
        }
}

void Psf::addConvolved(Grid& grid, const Grid& light, double shiftX, double shiftY) const
{
    constexpr int reach = 7, side = 2 * reach + 1, wide = stampSide + 2 * reach;
    std::vector<float> kernel(side * side), padded(static_cast<std::size_t>(wide) * wide, 0.f);
    double sum = 0;
    for (int y = -reach; y <= reach; ++y)
        for (int x = -reach; x <= reach; ++x)
            sum += at(x - shiftX, y - shiftY);
    for (int y = -reach; y <= reach; ++y)
        for (int x = -reach; x <= reach; ++x)
            kernel[static_cast<std::size_t>((reach - y) * side + reach - x)] =
                static_cast<float>(at(x - shiftX, y - shiftY) / sum);
    // What is beyond the stamp goes on as its border is: a galaxy does not end there.
    for (int y = 0; y < wide; ++y)
        for (int x = 0; x < wide; ++x)
            padded[static_cast<std::size_t>(y * wide + x)] =
                light[pixel(std::clamp(x - reach, 0, stampSide - 1), std::clamp(y - reach, 0, stampSide - 1))];
    for (int y = 0; y < stampSide; ++y)
        for (int ky = 0; ky < side; ++ky)
            for (int kx = 0; kx < side; ++kx) {
                const float weight = kernel[static_cast<std::size_t>(ky * side + kx)];
                const float* const from = padded.data() + (y + ky) * wide + kx;
                float* const to = grid.data() + y * stampSide;
                for (int x = 0; x < stampSide; ++x)
                    to[x] += weight * from[x];
            }
}

void addGalaxy(Grid& light, double x, double y, double flux, const Sersic& profile)
{
    const double n = profile.index;
    const double b = 2 * n - 1. / 3 + 4 / (405 * n) + 46 / (25515 * n * n);
    // Over the square root of the radius, where the profile is smooth enough for straight lines.
    constexpr double most = 3, step = most / 768;
    std::vector<double> table(768);
    double total = 0;
    for (std::size_t i = 0; i < table.size(); ++i) {
        const double root = static_cast<double>(i) * step, radius = root * root;
        table[i] = exponential(-b * power(radius, 1 / n));
        total += table[i] * 2 * std::numbers::pi * radius * 2 * root * step;
    }
    const Form form = formOf(profile.radiusPx, profile.radiusPx * profile.axisRatio, profile.angleTurns);
    const double scale = flux / (total * profile.radiusPx * profile.radiusPx * profile.axisRatio);
    const double reach = most * most * profile.radiusPx;
    const int left = std::max(0, static_cast<int>(std::floor(x - reach)));
    const int right = std::min(stampSide - 1, static_cast<int>(std::ceil(x + reach)));
    const int low = std::max(0, static_cast<int>(std::floor(y - reach)));
    const int high = std::min(stampSide - 1, static_cast<int>(std::ceil(y + reach)));
    for (int row = low; row <= high; ++row)
        for (int column = left; column <= right; ++column) {
            const double dx = column - x, dy = row - y;
            const int parts = dx * dx + dy * dy < 9 ? 5 : dx * dx + dy * dy < 100 ? 2 : 1;
            double sum = 0;
            for (int i = 0; i < parts * parts; ++i) {
                const double px = dx + (i % parts + 0.5) / parts - 0.5, py = dy + (i / parts + 0.5) / parts - 0.5;
                const double radius = std::sqrt(form.xx * px * px + 2 * form.xy * px * py + form.yy * py * py);
                sum += looked(table, std::sqrt(radius) * (1 / step));
            }
            light[pixel(column, row)] += static_cast<float>(scale * sum / (parts * parts));
        }
}

} // namespace vetrina::simulate
