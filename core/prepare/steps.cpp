#include "core/prepare/steps.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <string>
#include <vector>

namespace vetrina::prepare {

namespace {

using image::Plane;

std::string size(int width, int height) { return std::to_string(width) + " x " + std::to_string(height); }

/// Eight partial sums, as numpy's float32 loops keep them; the compiler maps them onto whatever registers there are.
using Eight = float __attribute__((vector_size(32)));

/// Sum of squares in the order of numpy's pairwise_sum, so that a norm has numpy's bits.
float sumOfSquares(const float* v, std::size_t n)
{
    if (n < 8) {
        float sum = 0;
        for (std::size_t i = 0; i < n; ++i)
            sum += v[i] * v[i];
        return sum;
    }
    if (n <= 128) {
        Eight x;
        std::memcpy(&x, v, sizeof x);
        Eight r = x * x;
        std::size_t i = 8;
        for (; i < n - n % 8; i += 8) {
            std::memcpy(&x, v + i, sizeof x);
            r += x * x;
        }
        float sum = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));
        for (; i < n; ++i)
            sum += v[i] * v[i];
        return sum;
    }
    std::size_t half = n / 2;
    half -= half % 8;
    return sumOfSquares(v, half) + sumOfSquares(v + half, n - half);
}

Result<void> normalise(float* values, std::size_t count, Normalise::Zero zero)
{
    const float norm = normOf(values, count);
    if (norm == 0) {
        if (zero == Normalise::Zero::Refuse)
            return fail(Error::Code::Malformed, "holds nothing but zeros", "There is nothing to score in it.");
        return {};
    }
    for (std::size_t i = 0; i < count; ++i)
        values[i] /= norm;
    return {};
}

Result<void> run(const ReplaceNan& step, Plane& plane)
{
    constexpr float largest = std::numeric_limits<float>::max();
    for (float& v : plane.pixels)
        v = std::isnan(v) ? step.value : v;
    if (step.infinityToLargest)
        for (float& v : plane.pixels)
            v = std::clamp(v, -largest, largest);
    return {};
}

Result<void> run(const Normalise& step, Plane& plane)
{
    if (step.norm == Normalise::Norm::ImageL2)
        return normalise(plane.pixels.data(), plane.pixels.size(), step.zero);
    const auto width = static_cast<std::size_t>(plane.width);
    if (step.zero == Normalise::Zero::Refuse && std::ranges::all_of(plane.pixels, [](float v) { return v == 0; }))
        return fail(Error::Code::Malformed, "holds nothing but zeros", "There is nothing to score in it.");
    for (std::size_t at = 0; at < plane.pixels.size(); at += width)
        (void)normalise(plane.pixels.data() + at, width, Normalise::Zero::Keep); // a dark row is no error
    return {};
}

Result<void> run(const Pad& step, Plane& plane)
{
    if (plane.width == step.width && plane.height == step.height)
        return {};
    if (plane.width > step.width || plane.height > step.height)
        return fail(Error::Code::Unsupported,
            "is " + size(plane.width, plane.height) + " pixels, the model takes at most "
                + size(step.width, step.height),
            "Use a model whose card crops or resizes.");
    const bool centre = step.corner == Pad::Corner::Centre;
    const int left = centre ? (step.width - plane.width) / 2 : 0;
    const int top = centre ? (step.height - plane.height) / 2 : 0;
    Plane grown{ step.width, step.height, {} };
    grown.pixels.assign(grown.view().size(), step.value);
    for (int row = 0; row < plane.height; ++row)
        std::copy_n(plane.pixels.begin() + std::ptrdiff_t(row) * plane.width, plane.width,
            grown.pixels.begin() + std::ptrdiff_t(row + top) * step.width + left);
    plane = std::move(grown);
    return {};
}

Result<void> run(const Crop& step, Plane& plane)
{
    Plane cut{ std::min(plane.width, step.width), std::min(plane.height, step.height), {} };
    const int left = (plane.width - cut.width) / 2;
    const int top = (plane.height - cut.height) / 2;
    cut.pixels.resize(cut.view().size());
    for (int row = 0; row < cut.height; ++row)
        std::copy_n(plane.pixels.begin() + std::ptrdiff_t(row + top) * plane.width + left, cut.width,
            cut.pixels.begin() + std::ptrdiff_t(row) * cut.width);
    plane = std::move(cut);
    if (step.renormalise)
        return normalise(plane.pixels.data(), plane.pixels.size(), Normalise::Zero::Refuse);
    return {};
}

Result<void> run(const Resize& step, Plane& plane)
{
    const auto columns = between(plane.width, step.width);
    const auto rows = between(plane.height, step.height);
    Plane out{ step.width, step.height, {} };
    out.pixels.resize(out.view().size());
    float* to = out.pixels.data();
    for (const auto& r : rows) {
        const float* low = plane.pixels.data() + std::ptrdiff_t(r.low) * plane.width;
        const float* high = plane.pixels.data() + std::ptrdiff_t(r.high) * plane.width;
        for (const auto& c : columns)
            *to++ = r.weightLow * (c.weightLow * low[c.low] + c.weightHigh * low[c.high])
                + r.weightHigh * (c.weightLow * high[c.low] + c.weightHigh * high[c.high]);
    }
    plane = std::move(out);
    return {};
}

Result<void> run(const Scale& step, Plane& plane)
{
    for (float& v : plane.pixels)
        v = v * step.factor + step.offset;
    return {};
}

} // namespace

std::vector<Between> between(int from, int to)
{
    const float scale = static_cast<float>(from) / static_cast<float>(to);
    std::vector<Between> all(static_cast<std::size_t>(to));
    for (int i = 0; i < to; ++i) {
        const float at = std::max(std::fma(scale, static_cast<float>(i) + 0.5F, -0.5F), 0.F); // fused, as torch does it
        const int low = std::min(static_cast<int>(at), from - 1);
        const float high = std::clamp(at - static_cast<float>(low), 0.F, 1.F);
        all[static_cast<std::size_t>(i)] = { low, std::min(low + 1, from - 1), 1 - high, high };
    }
    return all;
}

float normOf(const float* values, std::size_t count) { return std::sqrt(sumOfSquares(values, count)); }

Result<void> apply(const Step& step, image::Plane& plane)
{
    return std::visit([&](const auto& one) { return run(one, plane); }, step);
}

} // namespace vetrina::prepare
