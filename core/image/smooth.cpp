#include "core/image/smooth.h"

#include "core/image/vector_clones.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>

namespace vetrina::image {

namespace {

using Kernel = Smoothing::Kernel;

constexpr std::array kernels{ Kernel::Boxcar, Kernel::Tophat, Kernel::Gaussian };

int radiusOf(const Smoothing& smoothing) { return std::clamp(smoothing.radius, 1, Smoothing::maxRadius); }

/// One row of the kernel over one row of pixels: `sum[x]` and `held[x]` take what `weights` make of the pixels from
/// x on and of their presence.
VETRINA_VECTOR_CLONES
void addRow(
    const double* weights, int taps, const double* pixels, const double* present, int width, double* sum, double* held)
{
    for (int tap = 0; tap < taps; ++tap) {
        const double weight = weights[tap];
        if (weight == 0)
            continue;
        for (int x = 0; x < width; ++x) {
            sum[x] += weight * pixels[x + tap];
            held[x] += weight * present[x + tap];
        }
    }
}

} // namespace

std::span<const Kernel> smoothingKernels() { return kernels; }

std::string_view name(Kernel kernel)
{
    constexpr std::array<std::string_view, 3> names{ "boxcar", "tophat", "gaussian" };
    return names[static_cast<std::size_t>(kernel)];
}

std::string_view label(Kernel kernel)
{
    constexpr std::array<std::string_view, 3> labels{ "Boxcar", "Top hat", "Gaussian" };
    return labels[static_cast<std::size_t>(kernel)];
}

Result<Kernel> parseKernel(std::string_view text)
{
    for (const Kernel kernel : kernels)
        if (name(kernel) == text)
            return kernel;
    return fail(Error::Code::WrongUse, "'" + std::string(text) + "' is not a way of smoothing",
        "Use boxcar, tophat or gaussian.");
}

std::vector<double> weightsOf(const Smoothing& smoothing)
{
    const int radius = radiusOf(smoothing);
    const double sigma = smoothing.sigma > 0.05 ? smoothing.sigma : 0.05;
    std::vector<double> weights;
    for (int y = -radius; y <= radius; ++y)
        for (int x = -radius; x <= radius; ++x) {
            const int squared = x * x + y * y;
            double weight = smoothing.kernel == Kernel::Boxcar || squared <= radius * radius ? 1 : 0;
            if (smoothing.kernel == Kernel::Gaussian)
                weight *= std::exp(-squared / (2 * sigma * sigma));
            weights.push_back(weight);
        }
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    for (double& weight : weights)
        weight /= sum;
    return weights;
}

Plane smoothed(PlaneView plane, const Smoothing& smoothing)
{
    const int radius = radiusOf(smoothing), taps = 2 * radius + 1;
    const std::vector<double> weights = weightsOf(smoothing);
    // A rim of nothing as wide as the reach: then no place asks whether it is inside.
    const auto stride = static_cast<std::size_t>(plane.width + 2 * radius);
    const std::size_t padded = stride * static_cast<std::size_t>(plane.height + 2 * radius);
    std::vector<double> pixels(padded), present(padded);
    for (int y = 0; y < plane.height; ++y)
        for (int x = 0; x < plane.width; ++x)
            if (const float value = plane.at(x, y); std::isfinite(value)) {
                const std::size_t at =
                    static_cast<std::size_t>(y + radius) * stride + static_cast<std::size_t>(x + radius);
                pixels[at] = value;
                present[at] = 1;
            }

    Plane out{ plane.width, plane.height, std::vector<float>(plane.size()) };
    std::vector<double> sum(static_cast<std::size_t>(plane.width)), held(sum.size());
    for (int y = 0; y < plane.height; ++y) {
        std::ranges::fill(sum, 0.0);
        std::ranges::fill(held, 0.0);
        for (int row = 0; row < taps; ++row) {
            const std::size_t from = static_cast<std::size_t>(y + row) * stride;
            addRow(weights.data() + static_cast<std::ptrdiff_t>(row) * taps, taps, pixels.data() + from,
                present.data() + from, plane.width, sum.data(), held.data());
        }
        for (int x = 0; x < plane.width; ++x) {
            const auto i = static_cast<std::size_t>(x);
            out.pixels[static_cast<std::size_t>(y) * sum.size() + i] = std::isfinite(plane.at(x, y)) && held[i] > 0
                ? static_cast<float>(sum[i] / held[i])
                : std::numeric_limits<float>::quiet_NaN();
        }
    }
    return out;
}

} // namespace vetrina::image
