#include "core/session/look_alikes.h"

#include "core/base/crew.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace vetrina::session {

namespace {

constexpr std::size_t atOnce = 65'536; ///< vectors that are read and put in together
constexpr std::size_t fittedTo = 65'536; ///< vectors that the components are found from
constexpr std::size_t breadth = 200; ///< of the search: recall@10 above 0.98
constexpr std::size_t alike = 20'000; ///< up to which one worker puts them in, so that the index is the same each time

} // namespace

std::vector<float> LookAlikes::shortened(const embed::Vectors& vectors, Crew& crew) const
{
    // Between vectors of length 1 the straight distance orders as the angle does, and components keep it.
    auto directions = neighbours::normalised(vectors);
    return m_pca.components == 0 ? directions : m_pca.project({ directions, vectors.dimensions }, crew);
}

/// An empty index, and the components of what there is.
Result<void> LookAlikes::begin(
    const store::EmbeddingModel& model, const std::vector<data::Row>& rows, Crew& crew, const std::stop_token& stop)
{
    m_model = model.id;
    m_index.reset();
    m_pca = {};
    m_rows.clear();
    m_sorted.clear();
    m_fitted = rows.size();
    if (model.dimensions > components && rows.size() > 1) {
        std::vector<data::Row> sample;
        const std::size_t step = (rows.size() + fittedTo - 1) / fittedTo;
        for (std::size_t i = 0; i < rows.size(); i += step)
            sample.push_back(rows[i]);
        const auto set = m_store.of(model, sample);
        if (!set)
            return tl::unexpected(set.error());
        const auto directions = neighbours::normalised({ set->values, set->dimensions });
        auto pca = embed::Pca::fit({ directions, set->dimensions }, components, crew, stop);
        if (!pca)
            return tl::unexpected(pca.error());
        m_pca = std::move(*pca);
    }
    neighbours::IndexOptions options;
    options.metric = neighbours::Metric::Euclidean;
    auto index = neighbours::Index::create(m_pca.components > 0 ? m_pca.components : model.dimensions, options);
    if (!index)
        return tl::unexpected(index.error());
    m_index = std::move(*index);
    return {};
}

Result<void> LookAlikes::takeIn(const store::EmbeddingModel& model, std::stop_token stop)
{
    m_outdated = false; // what comes from here on is for the next question
    const auto failed = [this](Error error) -> Result<void> {
        m_outdated = true;
        return tl::unexpected(std::move(error));
    };
    const auto rows = m_store.rows(model.id);
    if (!rows)
        return failed(rows.error());
    Crew crew("look-alikes", rows->size() > alike ? m_threads : 1);
    // Components of a few say little of the many that came since; vectors that are gone can't be taken out.
    const bool anew =
        !m_index || m_model != model.id || rows->size() > 4 * m_fitted || !std::ranges::includes(*rows, m_sorted);
    if (anew)
        if (auto begun = begin(model, *rows, crew, stop); !begun) {
            m_index.reset();
            return failed(begun.error());
        }
    std::vector<data::Row> added;
    std::ranges::set_difference(*rows, m_sorted, std::back_inserter(added));
    for (std::size_t first = 0; first < added.size(); first += atOnce) {
        if (stop.stop_requested())
            return failed(cancelled().value());
        const auto some = std::span(added).subspan(first, std::min(atOnce, added.size() - first));
        const auto set = m_store.of(model, some);
        if (!set)
            return failed(set.error());
        const auto vectors = shortened({ set->values, set->dimensions }, crew);
        // A piece at a time, so that a stop is heard.
        const std::size_t length = m_pca.components > 0 ? m_pca.components : model.dimensions;
        constexpr std::size_t piece = 2048;
        for (std::size_t at = 0; at < set->rows.size(); at += piece) {
            if (stop.stop_requested())
                break;
            const std::size_t count = std::min(piece, set->rows.size() - at);
            if (auto put = m_index->add({ std::span(vectors).subspan(at * length, count * length), length }, crew);
                !put) {
                m_index.reset(); // some of them may be in it
                return failed(put.error());
            }
            const auto from = set->rows.begin() + static_cast<std::ptrdiff_t>(at);
            m_rows.insert(m_rows.end(), from, from + static_cast<std::ptrdiff_t>(count));
        }
        m_sorted = m_rows;
        std::ranges::sort(m_sorted);
    }
    if (stop.stop_requested())
        return failed(cancelled().value());
    return {};
}

Result<LookAlikes::Found> LookAlikes::nearest(
    const store::EmbeddingModel& model, data::Row row, std::size_t k, std::stop_token stop)
{
    const std::lock_guard lock(m_mutex);
    if (stop.stop_requested())
        return cancelled();
    const std::vector<data::Row> asked{ row };
    const auto own = m_store.of(model, asked);
    if (!own)
        return tl::unexpected(own.error());
    Found found;
    found.known = !own->rows.empty();
    // Another process may have embedded it too.
    const bool missing = found.known && !std::ranges::binary_search(m_sorted, row);
    if (!m_index || m_model != model.id || m_outdated || missing)
        if (auto done = takeIn(model, stop); !done)
            return tl::unexpected(done.error());
    found.among = m_index->size();
    found.components = m_pca.components > 0 ? m_pca.components : model.dimensions;
    found.bytes = m_index->memoryBytes();
    if (!found.known || k == 0)
        return found;
    Crew alone("look-alikes", 1);
    const auto query = shortened({ own->values, own->dimensions }, alone);
    // More than are wanted: what the components leave out may change their order.
    const std::size_t wanted = std::min(found.among, 4 * k + 16);
    const auto near = m_index->search({ query, found.components }, wanted, std::max(breadth, 2 * wanted), alone);
    if (!near)
        return tl::unexpected(near.error());
    std::vector<data::Row> rows;
    for (const auto id : near->ids)
        if (id >= 0 && m_rows[static_cast<std::size_t>(id)] != row)
            rows.push_back(m_rows[static_cast<std::size_t>(id)]);
    std::ranges::sort(rows);
    const auto set = m_store.of(model, rows);
    if (!set)
        return tl::unexpected(set.error());
    const embed::Vectors vectors{ set->values, set->dimensions };
    for (std::size_t i = 0; i < set->rows.size(); ++i)
        if (const float distance = neighbours::distance(own->values, vectors[i], neighbours::Metric::Cosine);
            std::isfinite(distance))
            found.nearest.emplace_back(set->rows[i], distance);
    std::ranges::sort(found.nearest, {}, [](const auto& one) { return std::pair(one.second, one.first); });
    found.nearest.resize(std::min(k, found.nearest.size()));
    return found;
}

} // namespace vetrina::session
