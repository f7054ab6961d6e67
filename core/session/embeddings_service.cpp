#include "core/session/embeddings_service.h"

#include "core/base/crew.h"
#include "core/embed/tsne.h"
#include "core/embed/umap.h"
#include "core/neighbours/exact.h"
#include "core/nets/library.h"

#include <algorithm>
#include <chrono>
#include <iterator>

namespace vetrina::session {

namespace {

using Clock = std::chrono::steady_clock;

/// The vectors of some rows, all of which the set has.
std::vector<float> valuesOf(const store::EmbeddingSet& set, std::span<const data::Row> rows)
{
    std::vector<float> values;
    values.reserve(rows.size() * set.dimensions);
    for (const data::Row row : rows) {
        const auto at = static_cast<std::size_t>(std::ranges::lower_bound(set.rows, row) - set.rows.begin());
        values.insert(values.end(), set.values.begin() + static_cast<std::ptrdiff_t>(at * set.dimensions),
            set.values.begin() + static_cast<std::ptrdiff_t>((at + 1) * set.dimensions));
    }
    return values;
}

tl::unexpected<Error> noSuchMap(const std::string& kind)
{
    return fail(Error::Code::Unsupported, "there is no map '" + kind + "'", "Use pca, umap or tsne.");
}

} // namespace

Result<void> EmbeddingsService::makeMap(const EmbedRequest& request, const store::EmbeddingModel& model,
    EmbedReport& report, std::stop_token stop, Progress& progress)
{
    const auto set = m_needs.store.all(model);
    if (!set)
        return tl::unexpected(set.error());
    const embed::Vectors all{ set->values, set->dimensions };
    Crew crew("map", m_needs.threads);
    store::EmbeddingMap map;
    if (request.map == "pca") {
        const auto pca = embed::Pca::fit(all, 2, crew, stop);
        if (!pca)
            return tl::unexpected(pca.error());
        map = { R"({"kind": "pca"})", set->rows, pca->project(all, crew) };
    } else {
        auto before = m_needs.store.map(model.id, request.map);
        if (!before)
            return tl::unexpected(before.error());
        const bool byUmap = request.map == "umap";
        const embed::UmapOptions umap{ .metric = neighbours::Metric::Cosine, .seed = request.seed };
        const embed::TsneOptions tsne{ .metric = neighbours::Metric::Cosine, .seed = request.seed };
        // A map whose vectors are gone can't be added to.
        if (*before && !request.anew && std::ranges::includes(set->rows, (*before)->rows)) {
            std::vector<data::Row> added;
            std::ranges::set_difference(set->rows, (*before)->rows, std::back_inserter(added));
            const auto mapped = valuesOf(*set, (*before)->rows), fresh = valuesOf(*set, added);
            const embed::Vectors old{ mapped, set->dimensions }, newer{ fresh, set->dimensions };
            const auto placed = byUmap ? embed::placeOnMap(newer, old, (*before)->xy, umap, crew, stop)
                                       : embed::placeOnTsne(newer, old, (*before)->xy, tsne.metric, crew, stop);
            if (!placed)
                return tl::unexpected(placed.error());
            report.placed = added.size();
            map = { (*before)->recipe, set->rows, {} };
            std::size_t oldAt = 0, newAt = 0;
            for (const data::Row row : set->rows) {
                const bool isNew = newAt < added.size() && added[newAt] == row;
                const auto& from = isNew ? *placed : (*before)->xy;
                const std::size_t at = isNew ? newAt++ : oldAt++;
                map.xy.insert(map.xy.end(), { from[at * 2], from[at * 2 + 1] });
            }
        } else if (byUmap) {
            auto made = embed::umap(all, umap, crew, stop, &progress);
            if (!made)
                return tl::unexpected(made.error());
            report.recall = made->recall;
            map = { R"({"kind": "umap", "metric": "cosine", "neighbours": 15, "min_distance": 0.1, "seed": )"
                    + std::to_string(request.seed) + R"(, "fitted": )" + std::to_string(set->rows.size()) + "}",
                set->rows, std::move(made->xy) };
        } else {
            auto made = embed::tsne(all, tsne, crew, stop, &progress);
            if (!made)
                return tl::unexpected(made.error());
            report.recall = made->recall;
            map = { R"({"kind": "tsne", "metric": "cosine", "perplexity": 30, "seed": )" + std::to_string(request.seed)
                    + R"(, "fitted": )" + std::to_string(set->rows.size()) + "}",
                set->rows, std::move(made->xy) };
        }
    }
    report.map = request.map;
    report.mapped = map.rows.size();
    return m_needs.store.putMap(model.id, request.map, map);
}

Result<EmbedReport> EmbeddingsService::run(const EmbedRequest& request, std::stop_token stop, Progress& progress)
{
    if (!request.map.empty() && std::ranges::find(mapKinds, request.map) == mapKinds.end())
        return noSuchMap(request.map);
    const auto start = Clock::now();
    EmbedReport report;
    store::EmbeddingModel model;
    const auto embedded = embed(request, model, report, stop, progress);
    m_lookAlikes.outdated(); // some may have come by a call that failed or was stopped, too
    if (report.added > 0)
        m_needs.taken();
    if (!embedded)
        return tl::unexpected(embedded.error());
    const auto there = m_needs.store.rows(model.id);
    if (!there)
        return tl::unexpected(there.error());
    report.model = model.name + ":" + model.version;
    report.embedded = there->size();
    report.dimensions = model.dimensions;
    if (!request.map.empty())
        if (auto done = makeMap(request, model, report, stop, progress); !done)
            return tl::unexpected(done.error());
    report.seconds = std::chrono::duration<double>(Clock::now() - start).count();
    return report;
}

Result<store::EmbeddingModel> embeddedBy(const store::EmbeddingStore& store, const std::string& name)
{
    return store.findModel(name == "default" ? nets::ModelLibrary::defaultId() : name);
}

Result<SimilarReport> EmbeddingsService::similar(
    data::Row row, std::size_t k, const std::string& name, std::stop_token stop)
{
    const auto model = embeddedBy(m_needs.store, name);
    if (!model)
        return tl::unexpected(model.error());
    const auto set = m_needs.store.all(*model);
    if (!set)
        return tl::unexpected(set.error());
    const auto at = std::ranges::lower_bound(set->rows, row);
    if (at == set->rows.end() || *at != row)
        return fail(Error::Code::NotFound, "that candidate has no vector of " + model->name + ":" + model->version,
            "Embed it first: vetrina embed --model " + model->name);
    const embed::Vectors all{ set->values, set->dimensions };
    const auto own = static_cast<std::size_t>(at - set->rows.begin());
    Crew crew("similar", m_needs.threads);
    const auto near = neighbours::exactNeighbours(
        { all[own], set->dimensions }, all, k + 1, neighbours::Metric::Cosine, neighbours::Self::Counts, crew, stop);
    if (stop.stop_requested())
        return cancelled();
    SimilarReport report;
    report.model = model->name + ":" + model->version;
    report.among = set->rows.size();
    for (std::size_t i = 0; i < near.k && report.neighbours.size() < k; ++i)
        if (const auto id = static_cast<std::size_t>(near.ids[i]); id != own)
            report.neighbours.push_back({ set->rows[id], 0, {}, near.distances[i] });
    return named(std::move(report));
}

Result<SimilarReport> EmbeddingsService::nearest(
    data::Row row, std::size_t k, const std::string& name, std::stop_token stop)
{
    const auto model = embeddedBy(m_needs.store, name);
    if (!model && model.error().code != Error::Code::NotFound)
        return tl::unexpected(model.error());
    SimilarReport report;
    if (!model) {
        report.known = false;
        return report;
    }
    auto found = m_lookAlikes.nearest(*model, row, k, stop);
    if (!found)
        return tl::unexpected(found.error());
    report.model = model->name + ":" + model->version;
    report.among = found->among;
    report.known = found->known;
    report.indexBytes = found->bytes;
    report.indexDimensions = found->components;
    for (const auto& [neighbour, distance] : found->nearest)
        report.neighbours.push_back({ neighbour, 0, {}, distance });
    return named(std::move(report));
}

Result<SimilarReport> EmbeddingsService::named(SimilarReport report) const
{
    std::vector<data::Row> rows;
    for (const Similar& one : report.neighbours)
        rows.push_back(one.row);
    const auto shown = m_needs.candidates.rows(rows);
    if (!shown)
        return tl::unexpected(shown.error());
    for (std::size_t i = 0; i < std::min(shown->size(), report.neighbours.size()); ++i) {
        report.neighbours[i].candid = (*shown)[i].candidate.key.id;
        report.neighbours[i].object = (*shown)[i].candidate.object;
    }
    return report;
}

Result<EmbeddingsService::FoundMap> EmbeddingsService::foundMap(const std::string& name, const std::string& kind) const
{
    auto model = embeddedBy(m_needs.store, name);
    if (!model)
        return tl::unexpected(model.error());
    auto map = m_needs.store.map(model->id, kind);
    if (!map)
        return tl::unexpected(map.error());
    if (!*map)
        return fail(Error::Code::NotFound, "no map '" + kind + "' of " + model->name + ":" + model->version,
            "Make it: vetrina embed --model " + model->name + " --map " + kind);
    return FoundMap{ std::move(*model), std::move(**map) };
}

Result<std::vector<MapPoint>> EmbeddingsService::map(const std::string& name, const std::string& kind)
{
    const auto found = foundMap(name, kind);
    if (!found)
        return tl::unexpected(found.error());
    const store::EmbeddingMap& map = found->map;
    std::vector<MapPoint> points;
    for (std::size_t i = 0; i < map.rows.size(); ++i)
        points.push_back({ map.rows[i], map.xy[i * 2], map.xy[i * 2 + 1] });
    return points;
}

} // namespace vetrina::session
