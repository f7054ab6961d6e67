#pragma once

#include "core/formats/npy.h"
#include "core/neighbours/exact.h"

#include <QTest>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

/// What tests/golden/embed/make.py wrote.
struct EmbedGolden {
    std::vector<float> vectors; ///< 1,200 x 24
    std::vector<float> map; ///< umap-learn's, 1,200 x 2
    nlohmann::json json;

    static EmbedGolden read()
    {
        const std::string folder = VETRINA_SOURCE_DIR "/tests/golden/embed/";
        return { vetrina::formats::readNpy(folder + "vectors.npy").value().values,
            vetrina::formats::readNpy(folder + "map.npy").value().values,
            nlohmann::json::parse(std::ifstream(folder + "golden.json")) };
    }
};

/// Venna & Kaski 2001: 1 less the ranks by which the map's neighbours are too far away among the vectors.
inline double trustworthiness(const vetrina::neighbours::Vectors& vectors, const std::vector<float>& xy, std::size_t k)
{
    using namespace vetrina::neighbours;
    vetrina::Crew crew("test", 1);
    const std::size_t n = vectors.count();
    const auto truth = exactNeighbours(vectors, vectors, n - 1, Metric::Euclidean, Self::LeftOut, crew);
    const auto map = exactNeighbours({ xy, 2 }, { xy, 2 }, k, Metric::Euclidean, Self::LeftOut, crew);
    double penalty = 0;
    for (std::size_t i = 0; i < n; ++i)
        for (const auto id : map.idsOf(i)) {
            const auto rank = std::size_t(std::ranges::find(truth.idsOf(i), id) - truth.idsOf(i).begin()) + 1;
            penalty += rank > k ? double(rank - k) : 0;
        }
    return 1 - penalty * 2 / (double(n) * double(k) * (2 * double(n) - 3 * double(k) - 1));
}

/// The share of the k true neighbours of some queries that are among the map's k.
inline double kept(const vetrina::neighbours::Vectors& queries, const vetrina::neighbours::Vectors& among,
    std::span<const float> queriesXy, std::span<const float> amongXy, std::size_t k, vetrina::neighbours::Self self)
{
    using namespace vetrina::neighbours;
    vetrina::Crew crew("test", 1);
    const auto truth = exactNeighbours(queries, among, k, Metric::Euclidean, self, crew);
    const auto map = exactNeighbours({ queriesXy, 2 }, { amongXy, 2 }, k, Metric::Euclidean, self, crew);
    std::size_t both = 0;
    for (std::size_t i = 0; i < truth.count(); ++i)
        for (const auto id : truth.idsOf(i))
            both += std::ranges::count(map.idsOf(i), id) > 0 ? 1 : 0;
    return double(both) / double(truth.ids.size());
}
