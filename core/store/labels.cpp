#include "core/store/labels.h"

#include "core/store/clock.h"
#include "core/store/label_rows.h"
#include "core/store/migrations.h"

#include <algorithm>

namespace vetrina::store {

namespace {

Result<void> checkUse(const LabelEvent& event)
{
    if (event.kind == EventKind::Undo || event.kind == EventKind::Redo)
        return fail(Error::Code::WrongUse, "an undo is not added as an event", "Use undo().");
    if (event.user.empty())
        return fail(Error::Code::WrongUse, "a label event without a user", "Set VETRINA_USER.");
    if (event.kind == EventKind::Label && event.scheme.empty())
        return fail(Error::Code::WrongUse, "a label without a scheme", "Name the label scheme.");
    return {};
}

} // namespace

Result<std::unique_ptr<LabelStore>> LabelStore::open(const Project& project, Synchronous synchronous)
{
    return open(project.labels(), project.mode, synchronous);
}

Result<std::unique_ptr<LabelStore>> LabelStore::open(
    const std::filesystem::path& file, Mode mode, Synchronous synchronous)
{
    auto database = openKind(file, mode, labelsKind(), synchronous);
    if (!database)
        return tl::unexpected(database.error());
    std::unique_ptr<LabelStore> store(new LabelStore(std::move(*database)));
    if (mode == Mode::ReadWrite) {
        auto second = openKind(file, Mode::ReadOnly, labelsKind());
        if (!second)
            return tl::unexpected(second.error());
        store->m_reads = std::make_unique<Reads>(std::move(*second));
    }
    if (auto ready = store->prepare(); !ready)
        return tl::unexpected(ready.error());
    return store;
}

Result<void> LabelStore::prepare()
{
    auto insert =
        m_database.prepare("INSERT INTO events (event, gesture, kind, survey, candidate, object, user, time, scheme, "
                           "scheme_version, label, "
                           "undoes, seconds, scores, note, imported) "
                           "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, nullif(?12, 0), ?13, ?14, ?15, ?16)");
    if (!insert)
        return tl::unexpected(insert.error());
    auto latest = m_database.prepare("SELECT max(time) FROM events WHERE candidate = ?1 AND survey = ?2 AND user = ?3");
    if (!latest)
        return tl::unexpected(latest.error());
    m_insert = std::move(*insert);
    m_latestTime = std::move(*latest);
    return {};
}

/// Adds it in the transaction that is open; its number is the next, its gesture itself where it has none.
Result<EventId> LabelStore::insert(LabelEvent event)
{
    const auto last = m_database.number("SELECT ifnull(max(event), 0) FROM events");
    if (!last)
        return last;
    event.event = *last + 1;
    if (event.gesture == 0)
        event.gesture = event.event;
    if (event.timeUs == 0) {
        const auto latest =
            m_latestTime.with(event.candidate.id, static_cast<int>(event.candidate.survey), event.user).step();
        if (!latest)
            return tl::unexpected(latest.error());
        event.timeUs = std::max(nowUs(), m_latestTime.integer(0) + 1);
        m_latestTime.reset();
    }
    m_insert.with(event.event, event.gesture, static_cast<int>(event.kind), static_cast<int>(event.candidate.survey),
        event.candidate.id, event.object, event.user, event.timeUs, event.scheme, event.schemeVersion, event.label,
        event.undoes, event.seconds.value_or(std::numeric_limits<double>::quiet_NaN()), event.scores, event.note,
        static_cast<int>(event.imported));
    return m_insert.run().map([&] { return event.event; });
}

Result<EventId> LabelStore::add(const LabelEvent& event)
{
    return add({ &event, 1 }).map([](const auto& ids) { return ids.front(); });
}

Result<std::vector<EventId>> LabelStore::add(std::span<const LabelEvent> gesture)
{
    for (const auto& event : gesture)
        if (auto good = checkUse(event); !good)
            return tl::unexpected(good.error());
    std::lock_guard lock(m_mutex);
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    std::vector<EventId> ids;
    ids.reserve(gesture.size());
    for (LabelEvent event : gesture) {
        event.gesture = ids.empty() ? 0 : ids.front();
        event.undoes = 0;
        event.imported = false;
        const auto id = insert(std::move(event));
        if (!id)
            return tl::unexpected(id.error());
        ids.push_back(*id);
    }
    if (auto done = transaction->commit(); !done)
        return tl::unexpected(done.error());
    return ids;
}

/// Adds an undo or a redo of every event of a gesture. The first event of a gesture gives it its number: none of it
/// stands before that.
Result<std::vector<LabelEvent>> LabelStore::reverse(
    const std::string& user, EventKind kind, const char* findGesture, const char* findEvents)
{
    std::lock_guard lock(m_mutex);
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto find = m_database.prepare(findGesture);
    if (!find)
        return tl::unexpected(find.error());
    const auto found = find->with(user).step();
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return fail(Error::Code::NotFound,
            kind == EventKind::Undo ? "nothing to undo for " + user : "nothing to redo for " + user);
    const EventId gesture = find->integer(0);
    find->reset();

    auto query = m_database.prepare(findEvents);
    if (!query)
        return tl::unexpected(query.error());
    query->with(gesture);
    auto targets = readEvents(*query);
    if (!targets)
        return targets;
    std::vector<LabelEvent> added;
    for (const auto& target : *targets) {
        LabelEvent event;
        event.gesture = added.empty() ? 0 : added.front().event;
        event.kind = kind;
        event.candidate = target.candidate;
        event.object = target.object;
        event.user = user;
        event.scheme = target.scheme;
        event.schemeVersion = target.schemeVersion;
        event.undoes = target.event;
        const auto id = insert(event);
        if (!id)
            return tl::unexpected(id.error());
        event.event = *id;
        added.push_back(std::move(event));
    }
    if (auto done = transaction->commit(); !done)
        return tl::unexpected(done.error());
    return added;
}

Result<std::vector<LabelEvent>> LabelStore::undo(const std::string& user)
{
    static const std::string standing = "SELECT gesture FROM events e WHERE user = ?1 AND kind < 6 AND imported = 0 "
                                        "AND NOT "
        + undone("e") + " ORDER BY event DESC LIMIT 1";
    static const std::string events = "SELECT " + eventColumns
        + " FROM events e WHERE event >= ?1 AND gesture = ?1 AND kind < 6 AND NOT " + undone("e") + " ORDER BY event";
    return reverse(user, EventKind::Undo, standing.c_str(), events.c_str());
}

Result<std::vector<LabelEvent>> LabelStore::redo(const std::string& user)
{
    static const std::string lastUndo =
        "SELECT gesture FROM events u WHERE user = ?1 AND kind = 6 AND imported = 0 "
        "AND event > ifnull((SELECT event FROM events n WHERE n.user = ?1 AND n.kind < 6 AND n.imported = 0 "
        "ORDER BY event DESC LIMIT 1), 0) "
        "AND NOT EXISTS (SELECT 1 FROM events r WHERE r.undoes = u.event) ORDER BY event DESC LIMIT 1";
    static const std::string events = "SELECT " + eventColumns
        + " FROM events u WHERE event >= ?1 AND gesture = ?1 AND kind = 6 "
          "AND NOT EXISTS (SELECT 1 FROM events r WHERE r.undoes = u.event) ORDER BY event";
    return reverse(user, EventKind::Redo, lastUndo.c_str(), events.c_str());
}

Result<void> LabelStore::addSeen(std::span<const SeenEvent> seen)
{
    std::lock_guard lock(m_mutex);
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto put =
        m_database.prepare("INSERT INTO seen (survey, candidate, user, time, seconds) VALUES (?1, ?2, ?3, ?4, ?5)");
    if (!put)
        return tl::unexpected(put.error());
    for (const auto& event : seen) {
        put->with(static_cast<int>(event.candidate.survey), event.candidate.id, event.user,
            event.timeUs != 0 ? event.timeUs : nowUs(),
            event.seconds.value_or(std::numeric_limits<double>::quiet_NaN()));
        if (auto done = put->run(); !done)
            return done;
    }
    return transaction->commit();
}

Result<void> LabelStore::putScheme(const StoredScheme& scheme)
{
    std::lock_guard lock(m_mutex);
    auto find = m_database.prepare("SELECT json FROM schemes WHERE scheme = ?1 AND version = ?2");
    if (!find)
        return tl::unexpected(find.error());
    auto found = find->with(scheme.name, scheme.version).step();
    if (found && !*found) { // only a new one is written: every label asks, and would wait for the other writers
        auto put = m_database.prepare("INSERT OR IGNORE INTO schemes VALUES (?1, ?2, ?3, ?4)");
        if (!put)
            return tl::unexpected(put.error());
        if (auto done = put->with(scheme.name, scheme.version, scheme.json, nowUs()).run(); !done)
            return done;
        found = find->with(scheme.name, scheme.version).step(); // another process may have been faster
    }
    if (!found)
        return tl::unexpected(found.error());
    if (!*found || find->text(0) != scheme.json)
        return fail(Error::Code::WrongUse,
            "label scheme '" + scheme.name + "' version " + std::to_string(scheme.version) + " has other classes here",
            "Give the changed scheme a new version.");
    return {};
}

Result<std::vector<StoredScheme>> LabelStore::schemes() const
{
    std::lock_guard lock(m_mutex);
    return m_database.all(
        "SELECT scheme, version, json FROM schemes ORDER BY scheme, version", [](const Statement& row) {
            return StoredScheme{ std::string(row.text(0)), row.integer(1), std::string(row.text(2)) };
        });
}

namespace {

std::string activeSchemeName(const std::string& user)
{
    return user.empty() ? "active_scheme" : "active_scheme/" + user;
}

} // namespace

Result<std::string> LabelStore::activeScheme(const std::string& user) const
{
    std::lock_guard lock(m_mutex);
    auto query = m_database.prepare(
        "SELECT value FROM settings WHERE name IN (?1, 'active_scheme') ORDER BY name = ?1 DESC LIMIT 1");
    if (!query)
        return tl::unexpected(query.error());
    const auto name = activeSchemeName(user);
    return query->with(name).step().map(
        [&](bool found) { return found ? std::string(query->text(0)) : std::string(); });
}

Result<void> LabelStore::setActiveScheme(const std::string& name, const std::string& user)
{
    std::lock_guard lock(m_mutex);
    auto put = m_database.prepare("INSERT OR REPLACE INTO settings VALUES (?1, ?2)");
    if (!put)
        return tl::unexpected(put.error());
    const auto setting = activeSchemeName(user);
    return put->with(setting, name).run();
}

} // namespace vetrina::store
