#include "core/embed/pca.h"

#include "core/embed/symmetric_eigen.h"
#include "core/neighbours/kernels.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace vetrina::embed {

namespace kernels = neighbours::kernels;

namespace {

constexpr std::size_t parts = 8; ///< of the vectors, whatever the number of workers: sums come out the same

/// The covariance's sums of products, stride x stride, of which i <= j are filled in.
std::vector<double> products(const Vectors& vectors, const std::vector<float>& mean, std::size_t stride, Crew& crew)
{
    const std::size_t count = vectors.count(), dimensions = vectors.dimensions;
    const std::size_t share = (count + parts - 1) / parts;
    std::vector<std::vector<double>> sums(parts);
    crew.each(parts, 1, [&](std::size_t first, std::size_t last, unsigned) {
        std::vector<float> block(256 * stride, 0.F);
        for (std::size_t part = first; part < last; ++part) {
            auto& sum = sums[part];
            sum.assign(stride * stride, 0.0);
            const std::size_t end = std::min(count, (part + 1) * share);
            for (std::size_t row = part * share; row < end; row += 256) {
                const std::size_t here = std::min<std::size_t>(256, end - row);
                for (std::size_t i = 0; i < here; ++i)
                    for (std::size_t d = 0; d < dimensions; ++d)
                        block[i * stride + d] = vectors.values[(row + i) * dimensions + d] - mean[d];
                kernels::best().gram(block.data(), here, stride, 0, dimensions, sum.data());
            }
        }
    });
    for (std::size_t part = 1; part < parts; ++part)
        for (std::size_t i = 0; i < sums[0].size(); ++i)
            sums[0][i] += sums[part][i];
    return std::move(sums[0]);
}

std::vector<float> meanOf(const Vectors& vectors)
{
    std::vector<double> sum(vectors.dimensions, 0.0);
    for (std::size_t i = 0; i < vectors.count(); ++i)
        for (std::size_t d = 0; d < vectors.dimensions; ++d)
            sum[d] += static_cast<double>(vectors.values[i * vectors.dimensions + d]);
    std::vector<float> mean(vectors.dimensions);
    std::ranges::transform(sum, mean.begin(),
        [&](double total) { return static_cast<float>(total / static_cast<double>(vectors.count())); });
    return mean;
}

} // namespace

Result<Pca> Pca::fit(const Vectors& vectors, std::size_t components, Crew& crew, std::stop_token stop)
{
    const std::size_t count = vectors.count(), n = vectors.dimensions;
    if (count < 2)
        return fail(Error::Code::WrongUse, "principal components of " + std::to_string(count) + " vectors",
            "Embed two candidates or more.");
    Pca pca;
    pca.dimensions = n;
    pca.components = std::min(components, n);
    pca.mean = meanOf(vectors);
    const std::size_t stride = (n + kernels::panelWidth - 1) / kernels::panelWidth * kernels::panelWidth;
    const auto sums = products(vectors, pca.mean, stride, crew);
    if (stop.stop_requested())
        return cancelled();
    std::vector<double> covariance(n * n);
    double total = 0;
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = i; j < n; ++j)
            covariance[i * n + j] = covariance[j * n + i] = sums[i * stride + j] / static_cast<double>(count - 1);
        total += covariance[i * n + i];
    }
    const auto eigen = symmetricEigen(std::move(covariance), n);
    for (std::size_t c = 0; c < pca.components; ++c) {
        const auto row = std::span(eigen.vectors).subspan(c * n, n);
        const double largest = *std::ranges::max_element(row, {}, [](double v) { return std::abs(v); });
        for (const double value : row)
            pca.directions.push_back(static_cast<float>(largest < 0 ? -value : value));
        pca.variance.push_back(std::max(0.0, eigen.values[c]));
        pca.share.push_back(total > 0 ? pca.variance.back() / total : 0.0);
    }
    return stop.stop_requested() ? Result<Pca>(cancelled()) : std::move(pca);
}

std::vector<float> Pca::project(const Vectors& vectors, Crew& crew) const
{
    kernels::Panels panels;
    std::vector<std::int32_t> order(components);
    std::iota(order.begin(), order.end(), 0);
    panels.add(directions.data(), dimensions, order.data(), components);
    const std::size_t width = panels.panels * kernels::panelWidth;
    std::vector<float> projected(vectors.count() * components);
    crew.each(vectors.count(), 240, [&](std::size_t first, std::size_t last, unsigned) {
        std::vector<float> rows((last - first) * dimensions), out((last - first) * width);
        std::vector<const float*> rowsOf;
        for (std::size_t i = first; i < last; ++i) {
            float* row = rows.data() + (i - first) * dimensions;
            for (std::size_t d = 0; d < dimensions; ++d)
                row[d] = vectors.values[i * dimensions + d] - mean[d];
            rowsOf.push_back(row);
        }
        kernels::best().dots(rowsOf.data(), last - first, panels, out.data());
        for (std::size_t i = first; i < last; ++i)
            std::copy_n(out.data() + (i - first) * width, components, projected.data() + i * components);
    });
    return projected;
}

} // namespace vetrina::embed
