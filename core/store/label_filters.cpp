// What LabelStore keeps of filters with names, and the candidates a second pass looks at.
#include "core/store/clock.h"
#include "core/store/label_rows.h"

namespace vetrina::store {

Result<std::vector<SavedFilter>> LabelStore::filters() const
{
    std::lock_guard lock(m_mutex);
    return m_database.all("SELECT name, text, user, time FROM filters ORDER BY name", [](const Statement& row) {
        return SavedFilter{ std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2)),
            row.integer(3) };
    });
}

Result<void> LabelStore::putFilter(const SavedFilter& filter)
{
    std::lock_guard lock(m_mutex);
    auto put = m_database.prepare("INSERT OR REPLACE INTO filters VALUES (?1, ?2, ?3, ?4)");
    if (!put)
        return tl::unexpected(put.error());
    return put->with(filter.name, filter.text, filter.user, filter.timeUs ? filter.timeUs : nowUs()).run();
}

Result<void> LabelStore::renameFilter(const std::string& from, const std::string& to)
{
    std::lock_guard lock(m_mutex);
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto taken = m_database.prepare("SELECT 1 FROM filters WHERE name = ?1");
    if (!taken)
        return tl::unexpected(taken.error());
    const auto there = taken->with(to).step();
    if (!there)
        return tl::unexpected(there.error());
    if (*there)
        return fail(Error::Code::WrongUse, "there is a filter '" + to + "' already", "Choose another name.");
    auto rename = m_database.prepare("UPDATE filters SET name = ?2 WHERE name = ?1");
    if (!rename)
        return tl::unexpected(rename.error());
    if (auto done = rename->with(from, to).run(); !done)
        return done;
    if (m_database.changes() == 0)
        return fail(Error::Code::NotFound, "there is no filter '" + from + "'");
    return transaction->commit();
}

Result<void> LabelStore::removeFilter(const std::string& name)
{
    std::lock_guard lock(m_mutex);
    auto remove = m_database.prepare("DELETE FROM filters WHERE name = ?1");
    if (!remove)
        return tl::unexpected(remove.error());
    if (auto done = remove->with(name).run(); !done)
        return done;
    if (m_database.changes() == 0)
        return fail(Error::Code::NotFound, "there is no filter '" + name + "'");
    return {};
}

Result<std::vector<data::CandidateKey>> LabelStore::skipped(const std::string& user, const std::string& scheme) const
{
    std::lock_guard lock(m_mutex);
    auto query =
        m_database.prepare("SELECT survey, candidate FROM (SELECT survey, candidate, max(time) AS last FROM events e "
                           "WHERE user = ?1 AND scheme = '' AND kind = 4 AND NOT "
            + undone("e")
            + " GROUP BY survey, candidate) s WHERE NOT EXISTS (SELECT 1 FROM events l WHERE l.candidate = s.candidate "
              "AND l.survey = s.survey AND l.user = ?1 AND l.scheme = ?2 AND l.kind = 1 AND l.time > s.last AND NOT "
            + undone("l") + ")");
    if (!query)
        return tl::unexpected(query.error());
    return query->with(user, scheme).all([](const Statement& row) {
        return data::CandidateKey{ static_cast<data::Survey>(row.integer(0)), row.integer(1) };
    });
}

} // namespace vetrina::store
