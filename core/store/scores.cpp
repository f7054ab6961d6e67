#include "core/store/scores.h"

#include "core/store/migrations.h"

#include <algorithm>
#include <cstring>
#include <sstream>

namespace vetrina::store {

namespace {

std::string joined(std::span<const std::string> lines)
{
    std::string text;
    for (const auto& line : lines)
        text += line + '\n';
    return text;
}

std::vector<std::string> split(std::string_view text)
{
    std::vector<std::string> lines;
    std::istringstream in{ std::string(text) };
    for (std::string line; std::getline(in, line);)
        lines.push_back(line);
    return lines;
}

/// The floats of a blob, which need not be aligned.
std::vector<float> floatsOf(std::span<const std::byte> bytes)
{
    std::vector<float> values(bytes.size() / sizeof(float));
    std::memcpy(values.data(), bytes.data(), values.size() * sizeof(float));
    return values;
}

} // namespace

Result<std::unique_ptr<ScoreStore>> ScoreStore::open(const Project& project)
{
    auto database = openDerived(project);
    if (!database)
        return tl::unexpected(database.error());
    std::unique_ptr<ScoreStore> store(new ScoreStore(std::move(*database)));
    if (project.mode == Mode::ReadWrite) {
        auto second = openKind(project.derived(), Mode::ReadOnly, derivedKind());
        if (!second)
            return tl::unexpected(second.error());
        store->m_reads = std::make_unique<Connection>(std::move(*second));
    }
    auto put = store->m_writes.database.prepare("INSERT OR REPLACE INTO scores VALUES (?1, ?2, ?3, ?4)");
    if (!put)
        return tl::unexpected(put.error());
    auto get = store->reads().database.prepare("SELECT probabilities FROM scores WHERE model = ?1 AND row = ?2");
    if (!get)
        return tl::unexpected(get.error());
    store->m_put = std::move(*put);
    store->reads().get = std::move(*get);
    return store;
}

Result<std::int64_t> ScoreStore::model(
    const std::string& name, const std::string& version, std::span<const std::string> classes)
{
    if (classes.empty())
        return fail(Error::Code::WrongUse, "model " + name + ": without classes", "Name them in its card.");
    std::lock_guard lock(m_writes.mutex);
    const auto list = joined(classes);
    auto put =
        m_writes.database.prepare("INSERT OR IGNORE INTO score_models (name, version, classes) VALUES (?1, ?2, ?3)");
    if (!put)
        return tl::unexpected(put.error());
    if (auto done = put->with(name, version, list).run(); !done)
        return tl::unexpected(done.error());
    auto find = m_writes.database.prepare("SELECT model, classes FROM score_models WHERE name = ?1 AND version = ?2");
    if (!find)
        return tl::unexpected(find.error());
    const auto found = find->with(name, version).step();
    if (!found)
        return tl::unexpected(found.error());
    if (!*found || find->text(1) != list)
        return fail(Error::Code::WrongUse, "model " + name + ":" + version + " scored here with other classes",
            "Give the changed model a new version.");
    return find->integer(0);
}

Result<std::vector<ScoreModel>> ScoreStore::models() const
{
    auto& connection = reads();
    std::lock_guard lock(connection.mutex);
    return connection.database.all(
        "SELECT model, name, version, classes FROM score_models ORDER BY model", [](const Statement& row) {
            return ScoreModel{ row.integer(0), std::string(row.text(1)), std::string(row.text(2)), split(row.text(3)) };
        });
}

Result<ScoreModel> ScoreStore::findModel(std::string_view name) const
{
    auto all = models();
    if (!all)
        return tl::unexpected(all.error());
    const auto found = std::find_if(all->rbegin(), all->rend(),
        [&](const ScoreModel& model) { return model.name == name || model.name + ":" + model.version == name; });
    if (found == all->rend())
        return fail(Error::Code::NotFound, "no scores of model '" + std::string(name) + "' in this project",
            "Score it first: vetrina score --model " + std::string(name));
    return std::move(*found);
}

Result<void> ScoreStore::put(std::int64_t model, std::span<const data::Row> rows, std::span<const float> probabilities)
{
    if (rows.empty())
        return {};
    if (probabilities.size() % rows.size() != 0)
        return fail(Error::Code::WrongUse, "probabilities that do not go into the rows");
    const std::size_t classes = probabilities.size() / rows.size();
    std::lock_guard lock(m_writes.mutex);
    auto transaction = Transaction::begin(m_writes.database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto last = m_writes.database.prepare("SELECT ifnull(max(change), 0) FROM scores WHERE model = ?1");
    if (!last)
        return tl::unexpected(last.error());
    if (auto found = last->with(model).step(); !found)
        return tl::unexpected(found.error());
    const std::int64_t change = last->integer(0) + 1;
    last->reset();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        m_put.with(model, rows[i], change, std::as_bytes(probabilities.subspan(i * classes, classes)));
        if (auto done = m_put.run(); !done)
            return done;
    }
    return transaction->commit();
}

Result<std::vector<float>> ScoreStore::get(std::int64_t model, data::Row row) const
{
    auto& connection = reads();
    std::lock_guard lock(connection.mutex);
    const auto found = connection.get.with(model, row).step();
    if (!found)
        return tl::unexpected(found.error());
    auto values = *found ? floatsOf(connection.get.bytes(0)) : std::vector<float>();
    connection.get.reset();
    return values;
}

Result<std::int64_t> ScoreStore::forEachSince(
    std::int64_t model, std::int64_t change, const std::function<void(data::Row, std::span<const float>)>& each) const
{
    auto& connection = reads();
    std::lock_guard lock(connection.mutex);
    auto query = connection.database.prepare(change == 0
            ? "SELECT row, change, probabilities FROM scores WHERE model = ?1 AND ?2 = 0 ORDER BY row"
            : "SELECT row, change, probabilities FROM scores WHERE model = ?1 AND change > ?2");
    if (!query)
        return tl::unexpected(query.error());
    query->with(model, change);
    std::vector<float> values;
    const auto read = query->forEach([&](const Statement& row) {
        change = std::max(change, row.integer(1));
        const auto bytes = row.bytes(2);
        values.resize(bytes.size() / sizeof(float));
        std::memcpy(values.data(), bytes.data(), values.size() * sizeof(float));
        each(row.integer(0), values);
    });
    return read.map([&] { return change; });
}

Result<std::vector<data::Row>> ScoreStore::missing(std::int64_t model, data::Row first, data::Row last) const
{
    auto& connection = reads();
    std::lock_guard lock(connection.mutex);
    auto query =
        connection.database.prepare("SELECT row FROM scores WHERE model = ?1 AND row >= ?2 AND row < ?3 ORDER BY row");
    if (!query)
        return tl::unexpected(query.error());
    query->with(model, first, last);
    std::vector<data::Row> rows;
    data::Row next = first;
    while (true) {
        const auto more = query->step();
        if (!more)
            return tl::unexpected(more.error());
        const data::Row scored = *more ? std::min(query->integer(0), last) : last;
        for (; next < scored; ++next)
            rows.push_back(next);
        if (!*more)
            return rows;
        ++next;
    }
}

Result<void> ScoreStore::remove(std::int64_t model)
{
    std::lock_guard lock(m_writes.mutex);
    auto transaction = Transaction::begin(m_writes.database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    for (const char* sql : { "DELETE FROM scores WHERE model = ?1", "DELETE FROM score_models WHERE model = ?1" }) {
        auto statement = m_writes.database.prepare(sql);
        if (!statement)
            return tl::unexpected(statement.error());
        if (auto done = statement->with(model).run(); !done)
            return done;
    }
    return transaction->commit();
}

} // namespace vetrina::store
