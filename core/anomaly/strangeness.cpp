#include "core/anomaly/strangeness.h"

#include <algorithm>

namespace vetrina::anomaly {

std::vector<float> contributions(const Scorer& scorer, std::span<const float> features, std::int64_t id)
{
    const auto columns = features.size();
    std::vector<float> variants;
    variants.reserve((columns + 1) * columns);
    for (std::size_t i = 0; i <= columns; ++i) {
        variants.insert(variants.end(), features.begin(), features.end());
        if (i < columns)
            variants[i * columns + i] = 0;
    }
    const std::vector<std::int64_t> ids(columns + 1, id);
    std::vector<float> values(columns + 1);
    scorer.scoreHere({ MatrixView::byRows(variants, columns), ids }, values);
    std::vector<float> falls(columns);
    std::transform(values.begin(), values.end() - 1, falls.begin(), [&](float value) { return values.back() - value; });
    return falls;
}

} // namespace vetrina::anomaly
