#include "core/embed/usable.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace vetrina::embed {

Result<void> usable(const Vectors& vectors, std::size_t least)
{
    if (vectors.count() < least)
        return fail(Error::Code::WrongUse, "a map of " + std::to_string(vectors.count()) + " vectors",
            "Embed three candidates or more.");
    const auto bad = std::ranges::find_if(vectors.values, [](float v) { return !std::isfinite(v); });
    if (bad != vectors.values.end())
        return fail(Error::Code::WrongUse,
            "vector " + std::to_string(static_cast<std::size_t>(bad - vectors.values.begin()) / vectors.dimensions)
                + ": a value that is not finite",
            "Leave that candidate out.");
    return {};
}

Result<std::vector<float>> mainPlane(const Vectors& vectors, Crew& crew, std::stop_token stop)
{
    const auto pca = Pca::fit(vectors, 2, crew, stop);
    if (!pca)
        return tl::unexpected(pca.error());
    auto xy = pca->project(vectors, crew);
    if (pca->components < 2) { // vectors of one value
        const auto line = std::move(xy);
        xy.clear();
        for (const float x : line)
            xy.insert(xy.end(), { x, 0.F });
    }
    return xy;
}

} // namespace vetrina::embed
