// What is known of the vectors and maps of a project, and what looks like a set of candidates.
#include "core/base/crew.h"
#include "core/embed/faithfulness.h"
#include "core/session/embeddings_service.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>

namespace vetrina::session {

namespace {

constexpr std::size_t lookedAt = 10; ///< neighbours, as maps are compared by
constexpr std::size_t comparedBudget = 100'000'000; ///< pairs of vectors: some seconds

/// How many candidates a map was fitted to, as its recipe says; of a map that is older than that, nothing.
std::optional<std::size_t> fitted(const std::string& recipe)
{
    const auto json = nlohmann::json::parse(recipe, nullptr, false);
    if (!json.is_object() || !json.contains("fitted") || !json["fitted"].is_number_unsigned())
        return std::nullopt;
    return json["fitted"].get<std::size_t>();
}

} // namespace

Result<std::vector<VectorSet>> EmbeddingsService::sets() const
{
    const auto models = m_needs.store.models();
    if (!models)
        return tl::unexpected(models.error());
    std::vector<VectorSet> sets;
    for (const auto& model : *models) {
        const auto rows = m_needs.store.rows(model.id);
        if (!rows)
            return tl::unexpected(rows.error());
        VectorSet set{ model.name + ":" + model.version, model.dimensions, rows->size(), {} };
        for (const std::string kind : mapKinds) {
            const auto map = m_needs.store.map(model.id, kind);
            if (!map)
                return tl::unexpected(map.error());
            if (*map)
                set.maps.push_back(kind);
        }
        sets.push_back(std::move(set));
    }
    return sets;
}

Result<MapFigures> EmbeddingsService::figures(
    const std::string& name, const std::string& kind, std::stop_token stop) const
{
    const auto found = foundMap(name, kind);
    if (!found)
        return tl::unexpected(found.error());
    const store::EmbeddingMap& map = found->map;
    const auto set = m_needs.store.all(found->model);
    if (!set)
        return tl::unexpected(set.error());
    // Those that have both: vectors may have come since the map was made.
    std::vector<float> values, xy;
    for (std::size_t i = 0, at = 0; i < map.rows.size(); ++i) {
        while (at < set->rows.size() && set->rows[at] < map.rows[i])
            ++at;
        if (at == set->rows.size() || set->rows[at] != map.rows[i])
            continue;
        const auto from = set->values.begin() + static_cast<std::ptrdiff_t>(at * set->dimensions);
        values.insert(values.end(), from, from + static_cast<std::ptrdiff_t>(set->dimensions));
        xy.insert(xy.end(), { map.xy[i * 2], map.xy[i * 2 + 1] });
    }
    Crew crew("figures", m_needs.threads);
    const std::size_t sample = std::clamp<std::size_t>(comparedBudget / std::max<std::size_t>(1, xy.size()), 200, 5000);
    const auto metric = kind == "pca" ? neighbours::Metric::Euclidean : neighbours::Metric::Cosine;
    const auto measured = embed::faithfulness({ values, set->dimensions }, xy, lookedAt, metric, sample, 1, crew, stop);
    if (!measured)
        return tl::unexpected(measured.error());
    MapFigures figures{ measured->k, measured->sampled, measured->trustworthiness, measured->kept, map.rows.size(),
        {} };
    if (const auto at = fitted(map.recipe); at && *at <= figures.mapped)
        figures.placed = figures.mapped - *at;
    return figures;
}

Result<SimilarReport> EmbeddingsService::similarToAll(
    const std::vector<data::Row>& rows, std::size_t k, const std::string& name, std::stop_token stop)
{
    const auto model = embeddedBy(m_needs.store, name);
    if (!model)
        return tl::unexpected(model.error());
    const auto set = m_needs.store.all(*model);
    if (!set)
        return tl::unexpected(set.error());
    auto own = rows;
    std::ranges::sort(own);
    // Directions alone say what looks alike: each candidate has one voice, however long its vector.
    const auto directions = neighbours::normalised({ set->values, set->dimensions });
    const neighbours::Vectors all{ directions, set->dimensions };
    std::vector<float> mean(set->dimensions);
    std::size_t among = 0;
    for (std::size_t i = 0; i < set->rows.size(); ++i)
        if (std::ranges::binary_search(own, set->rows[i])) {
            ++among;
            std::ranges::transform(mean, all[i], mean.begin(), std::plus<>());
        }
    if (among == 0)
        return fail(Error::Code::NotFound, "none of these has a vector of " + model->name + ":" + model->version,
            "Embed them first: vetrina embed --model " + model->name);
    SimilarReport report{ model->name + ":" + model->version, set->rows.size(), {} };
    for (std::size_t i = 0; i < set->rows.size(); ++i) {
        if (i % 4096 == 0 && stop.stop_requested())
            return cancelled();
        if (!std::ranges::binary_search(own, set->rows[i]))
            report.neighbours.push_back(
                { set->rows[i], 0, {}, neighbours::distance(mean, all[i], neighbours::Metric::Cosine) });
    }
    const auto nearer = [](const Similar& a, const Similar& b) {
        return a.distance != b.distance ? a.distance < b.distance : a.row < b.row;
    };
    k = std::min(k, report.neighbours.size());
    std::partial_sort(report.neighbours.begin(), report.neighbours.begin() + static_cast<std::ptrdiff_t>(k),
        report.neighbours.end(), nearer);
    report.neighbours.resize(k);
    return named(std::move(report));
}

} // namespace vetrina::session
