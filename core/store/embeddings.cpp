#include "core/store/embeddings.h"

#include "core/base/half.h"
#include "core/store/migrations.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace vetrina::store {

namespace {

/// The values of a blob, which need not be aligned.
template <typename T> std::vector<T> valuesOf(std::span<const std::byte> bytes)
{
    std::vector<T> values(bytes.size() / sizeof(T));
    std::memcpy(values.data(), bytes.data(), values.size() * sizeof(T));
    return values;
}

/// One more row and its vector; false where that is of another length.
bool take(EmbeddingSet& set, const Statement& row)
{
    const auto bytes = row.bytes(1);
    if (bytes.size() != set.dimensions * sizeof(std::uint16_t))
        return false;
    set.rows.push_back(row.integer(0));
    for (std::size_t d = 0; d < set.dimensions; ++d) {
        std::uint16_t half;
        std::memcpy(&half, bytes.data() + d * sizeof half, sizeof half);
        set.values.push_back(fromHalf(half));
    }
    return true;
}

} // namespace

Result<std::unique_ptr<EmbeddingStore>> EmbeddingStore::open(const Project& project)
{
    return openDerived(project).map(
        [](Database&& database) { return std::unique_ptr<EmbeddingStore>(new EmbeddingStore(std::move(database))); });
}

Result<std::int64_t> EmbeddingStore::model(const std::string& name, const std::string& version, std::size_t dimensions)
{
    std::lock_guard lock(m_mutex);
    const auto length = static_cast<std::int64_t>(dimensions);
    auto put =
        m_database.prepare("INSERT OR IGNORE INTO embedding_models (name, version, dimensions) VALUES (?1, ?2, ?3)");
    if (!put)
        return tl::unexpected(put.error());
    if (auto done = put->with(name, version, length).run(); !done)
        return tl::unexpected(done.error());
    auto find = m_database.prepare("SELECT model, dimensions FROM embedding_models WHERE name = ?1 AND version = ?2");
    if (!find)
        return tl::unexpected(find.error());
    const auto found = find->with(name, version).step();
    if (!found)
        return tl::unexpected(found.error());
    if (!*found || find->integer(1) != length)
        return fail(Error::Code::WrongUse, "model " + name + ":" + version + " embedded here with other dimensions",
            "Give the changed model a new version.");
    return find->integer(0);
}

Result<std::vector<EmbeddingModel>> EmbeddingStore::models() const { return modelsWhere("TRUE"); }

Result<std::vector<EmbeddingModel>> EmbeddingStore::modelsWhere(const std::string& condition) const
{
    std::lock_guard lock(m_mutex);
    return m_database.all(
        "SELECT model, name, version, dimensions FROM embedding_models AS m WHERE " + condition + " ORDER BY model",
        [](const Statement& row) {
            return EmbeddingModel{ row.integer(0), std::string(row.text(1)), std::string(row.text(2)),
                static_cast<std::size_t>(std::max<std::int64_t>(0, row.integer(3))) };
        });
}

Result<EmbeddingModel> EmbeddingStore::findModel(std::string_view name) const
{
    // What was stopped before its first batch has no vectors: whoever names no model does not mean that one.
    auto all =
        name.empty() ? modelsWhere("EXISTS (SELECT 1 FROM embeddings WHERE embeddings.model = m.model)") : models();
    if (!all)
        return tl::unexpected(all.error());
    const auto found = std::find_if(all->rbegin(), all->rend(), [&](const EmbeddingModel& model) {
        return name.empty() || model.name == name || model.name + ":" + model.version == name;
    });
    if (found == all->rend())
        return fail(Error::Code::NotFound,
            name.empty() ? "nothing is embedded in this project"
                         : "no vectors of model '" + std::string(name) + "' in this project",
            "Embed it first: vetrina embed --model " + (name.empty() ? "NAME" : std::string(name)));
    return std::move(*found);
}

Result<void> EmbeddingStore::put(
    const EmbeddingModel& model, std::span<const data::Row> rows, std::span<const float> vectors)
{
    if (vectors.size() != rows.size() * model.dimensions)
        return fail(Error::Code::WrongUse, "vectors that do not go into the rows");
    if (std::ranges::any_of(vectors, [](float value) { return std::isnan(value); }))
        return fail(Error::Code::WrongUse, "an embedding with a value that is no number", "Check the model's weights.");
    std::vector<std::uint16_t> halves(vectors.size());
    std::ranges::transform(
        vectors, halves.begin(), [](float value) { return toHalf(std::clamp(value, -65504.F, 65504.F)); });
    std::lock_guard lock(m_mutex);
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto put = m_database.prepare("INSERT OR REPLACE INTO embeddings VALUES (?1, ?2, ?3)");
    if (!put)
        return tl::unexpected(put.error());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::span<const std::uint16_t> vector(halves.data() + i * model.dimensions, model.dimensions);
        if (auto done = put->with(model.id, rows[i], std::as_bytes(vector)).run(); !done)
            return done;
    }
    return transaction->commit();
}

Result<EmbeddingSet> EmbeddingStore::all(const EmbeddingModel& model) const
{
    std::lock_guard lock(m_mutex);
    auto query = m_database.prepare("SELECT row, vector FROM embeddings WHERE model = ?1 ORDER BY row");
    if (!query)
        return tl::unexpected(query.error());
    EmbeddingSet set;
    set.dimensions = model.dimensions;
    bool whole = true;
    const auto read = query->with(model.id).forEach([&](const Statement& row) { whole = take(set, row) && whole; });
    if (!read)
        return tl::unexpected(read.error());
    if (!whole)
        return tl::unexpected(torn());
    return set;
}

Result<EmbeddingSet> EmbeddingStore::of(const EmbeddingModel& model, std::span<const data::Row> rows) const
{
    std::lock_guard lock(m_mutex);
    auto query = m_database.prepare("SELECT row, vector FROM embeddings WHERE model = ?1 AND row = ?2");
    if (!query)
        return tl::unexpected(query.error());
    EmbeddingSet set;
    set.dimensions = model.dimensions;
    for (const data::Row row : rows) {
        const auto found = query->with(model.id, row).step();
        if (!found)
            return tl::unexpected(found.error());
        if (*found && !take(set, *query))
            return tl::unexpected(torn());
    }
    return set;
}

Error EmbeddingStore::torn() const
{
    return fail(Error::Code::Malformed, m_database.file().string() + ": vectors of another length than their model's",
        "Delete the file: it is made again.")
        .value();
}

Result<std::vector<data::Row>> EmbeddingStore::rows(std::int64_t model) const
{
    std::lock_guard lock(m_mutex);
    auto query = m_database.prepare("SELECT row FROM embeddings WHERE model = ?1 ORDER BY row");
    if (!query)
        return tl::unexpected(query.error());
    return query->with(model).all([](const Statement& row) { return data::Row(row.integer(0)); });
}

Result<void> EmbeddingStore::putMap(std::int64_t model, const std::string& kind, const EmbeddingMap& map)
{
    std::lock_guard lock(m_mutex);
    auto put = m_database.prepare("INSERT OR REPLACE INTO embedding_maps VALUES (?1, ?2, ?3, ?4, ?5)");
    if (!put)
        return tl::unexpected(put.error());
    return put->with(model, kind, map.recipe, std::as_bytes(std::span(map.rows)), std::as_bytes(std::span(map.xy)))
        .run();
}

Result<std::optional<EmbeddingMap>> EmbeddingStore::map(std::int64_t model, const std::string& kind) const
{
    std::lock_guard lock(m_mutex);
    auto query = m_database.prepare("SELECT recipe, rows, points FROM embedding_maps WHERE model = ?1 AND kind = ?2");
    if (!query)
        return tl::unexpected(query.error());
    const auto found = query->with(model, kind).step();
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return std::nullopt;
    EmbeddingMap map{ std::string(query->text(0)), valuesOf<data::Row>(query->bytes(1)),
        valuesOf<float>(query->bytes(2)) };
    if (map.xy.size() != map.rows.size() * 2)
        return fail(
            Error::Code::Malformed, m_database.file().string() + ": a torn map", "Delete the file: it is made again.");
    return map;
}

} // namespace vetrina::store
