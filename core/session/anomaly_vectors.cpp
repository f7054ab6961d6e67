#include "core/session/anomaly_vectors.h"

#include "core/anomaly/saved.h"
#include "core/base/crew.h"

#include <algorithm>
#include <iterator>

namespace vetrina::session {

namespace {

constexpr std::size_t chunkSize = 16384; ///< vectors in memory at once, beside what becomes of them
constexpr double rounding = 1e-6; ///< of all variance
constexpr std::size_t longestVector = 1 << 16;

} // namespace

Bytes FittedVectors::save() const
{
    anomaly::SavedWriter out("vectors 1");
    out.number(pca.dimensions);
    out.number(pca.components);
    out.array<float>(pca.mean);
    out.array<float>(pca.directions);
    return out.take();
}

Result<FittedVectors> FittedVectors::load(std::span<const std::byte> bytes)
{
    anomaly::SavedReader in(bytes, "vectors 1");
    FittedVectors read;
    read.pca.dimensions = in.number();
    read.pca.components = in.number();
    const auto mean = in.array<float>(), directions = in.array<float>();
    read.pca.mean.assign(mean.begin(), mean.end());
    read.pca.directions.assign(directions.begin(), directions.end());
    const auto& pca = read.pca;
    const bool none = pca.components == 0 && mean.empty() && directions.empty();
    const bool whole = pca.components > 0 && pca.dimensions <= longestVector && pca.components <= pca.dimensions
        && pca.mean.size() == pca.dimensions && pca.directions.size() == pca.components * pca.dimensions;
    if (!in.complete() || (!none && !whole))
        return fail(Error::Code::Malformed, "the stored components are damaged", "Run `vetrina anomaly` again.");
    return read;
}

Result<std::vector<data::Row>> VectorFeatures::having(std::vector<data::Row> rows) const
{
    const auto there = m_store.rows(m_model.id);
    if (!there)
        return tl::unexpected(there.error());
    std::ranges::sort(rows);
    std::vector<data::Row> both;
    std::ranges::set_intersection(rows, *there, std::back_inserter(both));
    return both;
}

Result<std::vector<data::Row>> VectorFeatures::havingOne(data::Row row) const
{
    auto set = m_store.of(m_model, std::span(&row, 1));
    if (!set)
        return tl::unexpected(set.error());
    return std::move(set->rows);
}

Result<FittedVectors> VectorFeatures::fit(std::vector<data::Row> rows, std::stop_token stop) const
{
    auto all = having(std::move(rows));
    if (!all)
        return tl::unexpected(all.error());
    if (all->size() < 2)
        return fail(Error::Code::WrongUse,
            "embedding:" + name() + ": " + (all->empty() ? "none" : "only one") + " of these candidates has a vector",
            "Embed them first: vetrina embed --model " + name());
    FittedVectors fitted;
    if (m_model.dimensions <= FittedVectors::components)
        return fitted;
    const std::size_t step = (all->size() + FittedVectors::fittedTo - 1) / FittedVectors::fittedTo;
    std::vector<data::Row> some;
    for (std::size_t i = 0; i < all->size(); i += step)
        some.push_back((*all)[i]);
    const auto set = m_store.of(m_model, some);
    if (!set)
        return tl::unexpected(set.error());
    Crew crew("components", m_threads);
    auto pca = embed::Pca::fit({ set->values, set->dimensions }, FittedVectors::components, crew, std::move(stop));
    if (!pca)
        return tl::unexpected(pca.error());
    // Along the others the vectors differ by the rounding of what was stored; a forest would look there as often.
    const auto real =
        static_cast<std::size_t>(std::ranges::count_if(pca->share, [](double share) { return share > rounding; }));
    pca->components = std::max<std::size_t>(1, real);
    pca->directions.resize(pca->components * pca->dimensions);
    fitted.pca = std::move(*pca);
    return fitted;
}

Result<Features> VectorFeatures::of(
    const FittedVectors& fitted, std::vector<data::Row> rows, std::stop_token stop) const
{
    const bool cut = fitted.pca.components > 0;
    const std::size_t columns = cut ? fitted.pca.components : m_model.dimensions;
    if (cut && fitted.pca.dimensions != m_model.dimensions)
        return fail(Error::Code::Malformed, "the vectors of " + name() + " have another length than they had",
            "Run `vetrina anomaly` again.");
    const std::size_t asked = rows.size();
    // The candidate on the screen is asked for again and again: not for the rows of the whole night.
    auto all = asked == 1 ? havingOne(rows.front()) : having(std::move(rows));
    if (!all)
        return tl::unexpected(all.error());
    Features features;
    features.rows = std::move(*all);
    features.skipped = asked - features.rows.size();
    for (std::size_t column = 0; column < columns; ++column)
        features.fields.names.push_back("component " + std::to_string(column + 1));
    features.fields.scaling.assign(columns, { 0, 1 }); // as they are
    const std::size_t count = features.rows.size();
    features.values.resize(count * columns);
    Crew crew("components", count == 1 ? 1 : m_threads);
    for (std::size_t first = 0; first < count; first += chunkSize) {
        if (stop.stop_requested())
            return cancelled();
        const std::size_t here = std::min(chunkSize, count - first);
        const auto set = m_store.of(m_model, std::span(features.rows).subspan(first, here));
        if (!set)
            return tl::unexpected(set.error());
        if (set->rows.size() != here)
            return fail(Error::Code::Busy, "the vectors of " + name() + " are being replaced", "Try again.");
        const auto values = cut ? fitted.pca.project({ set->values, set->dimensions }, crew) : set->values;
        for (std::size_t i = 0; i < here; ++i)
            for (std::size_t column = 0; column < columns; ++column)
                features.values[column * count + first + i] = values[i * columns + column];
    }
    return features;
}

} // namespace vetrina::session
