#include "core/store/anomaly.h"

#include "core/store/migrations.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <map>

namespace vetrina::store {

namespace {

constexpr data::Row chunkRows = 4096;

/// The floats of a blob, which need not be aligned, and of a damaged one as many as make sense.
std::vector<float> floatsOf(std::span<const std::byte> bytes)
{
    std::vector<float> values(std::min<std::size_t>(bytes.size() / sizeof(float), chunkRows));
    std::memcpy(values.data(), bytes.data(), values.size() * sizeof(float));
    return values;
}

tl::unexpected<Error> gone() { return fail(Error::Code::NotFound, "another run of the anomaly scorer took its place"); }

} // namespace

Result<std::unique_ptr<AnomalyStore>> AnomalyStore::open(const Project& project)
{
    auto database = openDerived(project);
    if (!database)
        return tl::unexpected(database.error());
    std::unique_ptr<AnomalyStore> store(new AnomalyStore(std::move(*database)));
    if (project.mode == Mode::ReadWrite) {
        auto second = openKind(project.derived(), Mode::ReadOnly, derivedKind());
        if (!second)
            return tl::unexpected(second.error());
        store->m_reads = std::make_unique<Connection>(std::move(*second));
    }
    return store;
}

Result<std::vector<AnomalyScorer>> AnomalyStore::scorers() const
{
    auto& connection = reads();
    std::lock_guard lock(connection.mutex);
    return connection.database.all(
        "SELECT scorer, name, recipe FROM anomaly_scorers ORDER BY scorer", [](const Statement& row) {
            return AnomalyScorer{ row.integer(0), std::string(row.text(1)), std::string(row.text(2)) };
        });
}

Result<AnomalyScorer> AnomalyStore::find(std::string_view name) const
{
    auto all = scorers();
    if (!all)
        return tl::unexpected(all.error());
    const auto found = std::ranges::find(*all, name, &AnomalyScorer::name);
    if (found == all->end())
        return fail(Error::Code::NotFound, "no anomaly scores of '" + std::string(name) + "' in this project",
            "Make them first: vetrina anomaly --scorer " + std::string(name));
    return std::move(*found);
}

Result<Bytes> AnomalyStore::state(std::int64_t scorer) const
{
    auto& connection = reads();
    std::lock_guard lock(connection.mutex);
    auto query = connection.database.prepare("SELECT state FROM anomaly_scorers WHERE scorer = ?1");
    if (!query)
        return tl::unexpected(query.error());
    const auto found = query->with(scorer).step();
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return gone();
    const auto bytes = query->bytes(0);
    return Bytes(bytes.begin(), bytes.end());
}

Result<std::int64_t> AnomalyStore::replace(const std::string& name, const std::string& recipe,
    std::span<const std::byte> state, std::span<const data::Row> rows, std::span<const float> values)
{
    std::lock_guard lock(m_writes.mutex);
    auto transaction = Transaction::begin(m_writes.database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto old = m_writes.database.prepare("SELECT scorer FROM anomaly_scorers WHERE name = ?1");
    if (!old)
        return tl::unexpected(old.error());
    const auto found = old->with(name).step();
    if (!found)
        return tl::unexpected(found.error());
    if (*found) {
        const auto before = old->integer(0);
        old->reset();
        if (auto done = forget(before); !done)
            return tl::unexpected(done.error());
    }
    auto insert = m_writes.database.prepare("INSERT INTO anomaly_scorers (name, recipe, state) VALUES (?1, ?2, ?3)");
    if (!insert)
        return tl::unexpected(insert.error());
    if (auto done = insert->with(name, recipe, state).run(); !done)
        return tl::unexpected(done.error());
    const auto scorer = m_writes.database.lastRowId();
    if (auto done = write(scorer, rows, values); !done)
        return tl::unexpected(done.error());
    return transaction->commit().map([&] { return scorer; });
}

Result<void> AnomalyStore::put(std::int64_t scorer, std::span<const data::Row> rows, std::span<const float> values)
{
    std::lock_guard lock(m_writes.mutex);
    auto transaction = Transaction::begin(m_writes.database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    const auto there =
        m_writes.database.number("SELECT count(*) FROM anomaly_scorers WHERE scorer = " + std::to_string(scorer));
    if (!there)
        return tl::unexpected(there.error());
    if (*there == 0)
        return gone();
    if (auto done = write(scorer, rows, values); !done)
        return done;
    return transaction->commit();
}

/// Within a transaction, with the writes locked.
Result<void> AnomalyStore::write(std::int64_t scorer, std::span<const data::Row> rows, std::span<const float> values)
{
    if (rows.size() != values.size() || std::ranges::any_of(rows, [](data::Row row) { return row < 0; }))
        return fail(Error::Code::WrongUse, "anomaly values that do not go into their rows");
    std::map<data::Row, std::vector<std::size_t>> byChunk;
    for (std::size_t i = 0; i < rows.size(); ++i)
        byChunk[rows[i] / chunkRows].push_back(i);
    const auto last = m_writes.database.number(
        "SELECT ifnull(max(change), 0) FROM anomaly_values WHERE scorer = " + std::to_string(scorer));
    if (!last)
        return tl::unexpected(last.error());
    auto read = m_writes.database.prepare("SELECT numbers FROM anomaly_values WHERE scorer = ?1 AND chunk = ?2");
    if (!read)
        return tl::unexpected(read.error());
    auto put = m_writes.database.prepare("INSERT OR REPLACE INTO anomaly_values VALUES (?1, ?2, ?3, ?4)");
    if (!put)
        return tl::unexpected(put.error());
    for (const auto& [chunk, places] : byChunk) {
        const auto found = read->with(scorer, chunk).step();
        if (!found)
            return tl::unexpected(found.error());
        auto numbers = *found ? floatsOf(read->bytes(0)) : std::vector<float>();
        read->reset();
        for (const auto i : places) {
            const auto at = static_cast<std::size_t>(rows[i] - chunk * chunkRows);
            if (numbers.size() <= at)
                numbers.resize(at + 1, std::numeric_limits<float>::quiet_NaN());
            numbers[at] = values[i];
        }
        if (auto done = put->with(scorer, chunk, *last + 1, std::as_bytes(std::span(numbers))).run(); !done)
            return done;
        put->reset();
    }
    return {};
}

Result<std::optional<float>> AnomalyStore::get(std::int64_t scorer, data::Row row) const
{
    auto& connection = reads();
    std::lock_guard lock(connection.mutex);
    auto query = connection.database.prepare("SELECT numbers FROM anomaly_values WHERE scorer = ?1 AND chunk = ?2");
    if (!query)
        return tl::unexpected(query.error());
    const auto found = query->with(scorer, row / chunkRows).step();
    if (!found)
        return tl::unexpected(found.error());
    const auto numbers = *found ? floatsOf(query->bytes(0)) : std::vector<float>();
    const auto at = static_cast<std::size_t>(row % chunkRows);
    if (row < 0 || at >= numbers.size() || numbers[at] != numbers[at])
        return std::nullopt;
    return numbers[at];
}

Result<std::int64_t> AnomalyStore::forEachSince(std::int64_t scorer, std::int64_t change,
    const std::function<void(data::Row first, std::span<const float> values)>& each) const
{
    auto& connection = reads();
    std::lock_guard lock(connection.mutex);
    auto query = connection.database.prepare(
        "SELECT chunk, change, numbers FROM anomaly_values WHERE scorer = ?1 AND change > ?2");
    if (!query)
        return tl::unexpected(query.error());
    query->with(scorer, change);
    const auto read = query->forEach([&](const Statement& row) {
        change = std::max(change, row.integer(1));
        each(row.integer(0) * chunkRows, floatsOf(row.bytes(2)));
    });
    return read.map([&] { return change; });
}

/// Within a transaction, with the writes locked.
Result<void> AnomalyStore::forget(std::int64_t scorer)
{
    const auto number = std::to_string(scorer);
    return m_writes.database.execute("DELETE FROM anomaly_values WHERE scorer = " + number
        + "; DELETE FROM anomaly_scorers WHERE scorer = " + number);
}

Result<void> AnomalyStore::remove(std::int64_t scorer)
{
    std::lock_guard lock(m_writes.mutex);
    auto transaction = Transaction::begin(m_writes.database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    if (auto done = forget(scorer); !done)
        return done;
    return transaction->commit();
}

} // namespace vetrina::store
