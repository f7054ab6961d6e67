#include "core/image/zscale.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <span>

namespace vetrina::image {

namespace {

constexpr std::size_t sampleSize = 1000;
constexpr double contrast = 0.25;
constexpr double rejectBeyond = 2.5; // standard deviations
constexpr int maxIterations = 5;

struct Line {
    double slope = 0, atZero = 0;
};

/// The sorted sample and which of it still takes part in the fit.
struct Sample {
    std::array<float, sampleSize> storage;
    std::array<bool, sampleSize> rejectedStorage{};
    std::size_t size = 0;

    [[nodiscard]] std::span<float> values() { return { storage.data(), size }; }
    [[nodiscard]] std::span<bool> rejected() { return { rejectedStorage.data(), size }; }
};

bool isFinite(float v) { return std::isfinite(v); }

/// Every `stride`-th finite pixel from the first on, at most 1,000, sorted.
void take(PlaneView plane, Sample& sample)
{
    const auto pixels = plane.pixels();
    const auto finite = static_cast<std::size_t>(std::ranges::count_if(pixels, isFinite));
    const std::size_t stride = std::max<std::size_t>(1, finite / sampleSize);
    std::size_t wait = 0;
    for (const float v : pixels) {
        if (!isFinite(v))
            continue;
        if (wait-- > 0)
            continue;
        wait = stride - 1;
        sample.storage[sample.size++] = v;
        if (sample.size == sampleSize)
            break;
    }
    std::ranges::sort(sample.values());
}

/// Least squares through the values not rejected, against their rank. At least two take part.
Line fit(Sample& sample)
{
    const auto z = sample.values();
    const auto rejected = sample.rejected();
    double n = 0, sumX = 0, sumZ = 0;
    const double origin = z[z.size() / 2]; // near every good value, so that their sum keeps its digits
    for (std::size_t i = 0; i < z.size(); ++i) {
        if (rejected[i])
            continue;
        n += 1;
        sumX += static_cast<double>(i);
        sumZ += z[i] - origin;
    }
    const double meanX = sumX / n, meanZ = sumZ / n;
    double xx = 0, xz = 0;
    for (std::size_t i = 0; i < z.size(); ++i) {
        if (rejected[i])
            continue;
        const double x = static_cast<double>(i) - meanX;
        xx += x * x;
        xz += x * (z[i] - origin - meanZ);
    }
    const double slope = xz / xx;
    return { slope, origin + meanZ - slope * meanX };
}

/// Rejects what lies too far from the line, and its neighbours; gives how many stay.
std::size_t reject(Sample& sample, Line line)
{
    const auto z = sample.values();
    const auto rejected = sample.rejected();
    std::array<double, sampleSize> residual;
    double n = 0, sum = 0;
    for (std::size_t i = 0; i < z.size(); ++i) {
        residual[i] = z[i] - (line.slope * static_cast<double>(i) + line.atZero);
        n += rejected[i] ? 0 : 1;
        sum += rejected[i] ? 0 : residual[i];
    }
    const double mean = sum / n;
    double squares = 0;
    for (std::size_t i = 0; i < z.size(); ++i)
        squares += rejected[i] ? 0 : (residual[i] - mean) * (residual[i] - mean);
    const double threshold = rejectBeyond * std::sqrt(squares / n);

    // The mask grows by `grow` pixels in all, the odd one upwards: numpy.convolve's mode "same". What was
    // rejected before grows again.
    const std::size_t grow = std::max<std::size_t>(1, z.size() / 100);
    const std::size_t down = (grow - 1) / 2, up = grow / 2;
    std::array<bool, sampleSize> grown{};
    for (std::size_t i = 0; i < z.size(); ++i) {
        if (!rejected[i] && residual[i] >= -threshold && residual[i] <= threshold)
            continue;
        const std::size_t first = i < down ? 0 : i - down;
        const std::size_t last = std::min(i + up, z.size() - 1);
        std::fill(grown.begin() + static_cast<std::ptrdiff_t>(first),
            grown.begin() + static_cast<std::ptrdiff_t>(last + 1), true);
    }
    std::ranges::copy(std::span(grown).first(z.size()), rejected.begin());
    return static_cast<std::size_t>(std::ranges::count(rejected, false));
}

float medianOfSorted(std::span<const float> z)
{
    const std::size_t middle = z.size() / 2;
    return z.size() % 2 ? z[middle] : (z[middle - 1] + z[middle]) / 2;
}

} // namespace

Limits zscale(PlaneView plane)
{
    Sample sample;
    take(plane, sample);
    const auto z = sample.values();
    if (z.empty())
        return {};

    const std::size_t fewest = std::max<std::size_t>(5, z.size() / 2);
    std::size_t good = z.size(), lastGood = z.size() + 1;
    Line line;
    for (int i = 0; i < maxIterations && good < lastGood && good >= fewest; ++i) {
        line = fit(sample);
        lastGood = good;
        good = reject(sample, line);
    }

    Limits limits{ z.front(), z.back() };
    if (good >= fewest) {
        const double slope = line.slope / contrast;
        const double median = medianOfSorted(z);
        const auto size = static_cast<double>(z.size());
        const auto center = static_cast<double>((z.size() - 1) / 2);
        limits.low = std::max(limits.low, median - (center - 1) * slope);
        limits.high = std::min(limits.high, median + (size - center) * slope);
    }
    return limits;
}

} // namespace vetrina::image
