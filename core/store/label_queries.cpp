// What LabelStore reads: current labels, events, what was seen.
#include "core/store/label_rows.h"

namespace vetrina::store {

namespace {

/// A walk through a damaged index could go in circles.
tl::unexpected<Error> outOfOrder(const Database& database)
{
    return fail(Error::Code::Malformed, database.file().string() + ": damaged: rows out of order",
        "Restore the file from a backup; `vetrina doctor` says more.");
}

/// Reads a table in slices of `sql` (after ?1, at most ?2), so that no lock is held while `each` runs.
template <typename Event, typename Read>
Result<void> inSlices(std::mutex& mutex, Database& database, const std::string& sql, std::int64_t after,
    const std::function<bool(const Event&)>& each, Read read)
{
    constexpr std::int64_t atOnce = 4096;
    std::vector<Event> some;
    do {
        some.clear();
        {
            std::lock_guard lock(mutex);
            auto query = database.prepare(sql);
            if (!query)
                return tl::unexpected(query.error());
            query->with(after, atOnce);
            while (true) {
                const auto more = query->step();
                if (!more)
                    return tl::unexpected(more.error());
                if (!*more)
                    break;
                some.push_back(read(*query));
                if (query->integer(0) <= after)
                    return outOfOrder(database);
                after = query->integer(0);
            }
        }
        for (const auto& event : some)
            if (!each(event))
                return {};
    } while (some.size() == static_cast<std::size_t>(atOnce));
    return {};
}

/// A candidate's survey and number, which stand in two columns.
data::CandidateKey keyAt(const Statement& row, int column)
{
    return { static_cast<data::Survey>(row.integer(column)), row.integer(column + 1) };
}

} // namespace

LabelEvent readEvent(const Statement& s)
{
    LabelEvent event;
    event.event = s.integer(0);
    event.gesture = s.integer(1);
    event.kind = static_cast<EventKind>(s.integer(2));
    event.candidate = { static_cast<data::Survey>(s.integer(3)), s.integer(4) };
    event.object = s.text(5);
    event.user = s.text(6);
    event.timeUs = s.integer(7);
    event.scheme = s.text(8);
    event.schemeVersion = s.integer(9);
    event.label = s.text(10);
    event.undoes = s.integer(11);
    if (!s.isNull(12))
        event.seconds = s.real(12);
    event.scores = s.text(13);
    event.note = s.text(14);
    event.imported = s.integer(15) != 0;
    return event;
}

Result<std::vector<LabelEvent>> readEvents(Statement& statement) { return statement.all(readEvent); }

Result<std::vector<CurrentLabel>> LabelStore::currentLabels(const std::string& scheme, const std::string& user) const
{
    std::lock_guard lock(m_mutex);
    // With max() of one column SQLite takes the others from the row that has it.
    auto query = m_database.prepare("SELECT event, survey, candidate, label, max(time) FROM events e "
                                    "WHERE user = ?1 AND scheme = ?2 AND kind = 1 AND NOT "
        + undone("e") + " GROUP BY survey, candidate");
    if (!query)
        return tl::unexpected(query.error());
    std::vector<CurrentLabel> labels;
    const auto read = query->with(user, scheme).forEach([&](const Statement& row) {
        if (!row.text(3).empty())
            labels.push_back({ row.integer(0), keyAt(row, 1), std::string(row.text(3)) });
    });
    return read.map([&] { return std::move(labels); });
}

Result<std::optional<CurrentLabel>> LabelStore::currentLabel(
    const std::string& scheme, const std::string& user, const data::CandidateKey& candidate) const
{
    std::lock_guard lock(m_mutex);
    auto query = m_database.prepare("SELECT event, label FROM events e WHERE candidate = ?1 AND survey = ?2 "
                                    "AND user = ?3 AND scheme = ?4 AND kind = 1 AND NOT "
        + undone("e") + " ORDER BY time DESC, event DESC LIMIT 1");
    if (!query)
        return tl::unexpected(query.error());
    const auto found = query->with(candidate.id, static_cast<int>(candidate.survey), user, scheme).step();
    if (!found)
        return tl::unexpected(found.error());
    if (!*found || query->text(1).empty())
        return std::nullopt;
    return CurrentLabel{ query->integer(0), candidate, std::string(query->text(1)) };
}

Result<std::vector<std::pair<std::string, std::string>>> LabelStore::labellers() const
{
    std::lock_guard lock(m_mutex);
    // From pair to pair through the index, whatever the number of events.
    auto query = m_database.prepare("SELECT scheme, user FROM events WHERE (scheme, user) > (?1, ?2) AND scheme > '' "
                                    "ORDER BY scheme, user LIMIT 1");
    if (!query)
        return tl::unexpected(query.error());
    std::vector<std::pair<std::string, std::string>> pairs;
    std::pair<std::string, std::string> last;
    while (true) {
        const auto more = query->with(last.first, last.second).step();
        if (!more)
            return tl::unexpected(more.error());
        if (!*more)
            return pairs;
        std::pair next{ std::string(query->text(0)), std::string(query->text(1)) };
        if (next <= last)
            return outOfOrder(m_database);
        last = std::move(next);
        pairs.push_back(last);
    }
}

Result<std::vector<data::CandidateKey>> LabelStore::flagged(const std::string& user) const
{
    std::lock_guard lock(m_mutex);
    auto query = m_database.prepare("SELECT survey, candidate, kind, max(time) FROM events e "
                                    "WHERE user = ?1 AND scheme = '' AND kind IN (2, 3) AND NOT "
        + undone("e") + " GROUP BY survey, candidate");
    if (!query)
        return tl::unexpected(query.error());
    std::vector<data::CandidateKey> keys;
    const auto read = query->with(user).forEach([&](const Statement& row) {
        if (row.integer(2) == static_cast<int>(EventKind::Flag))
            keys.push_back(keyAt(row, 0));
    });
    return read.map([&] { return std::move(keys); });
}

Result<std::vector<std::pair<data::CandidateKey, std::string>>> LabelStore::notes(const std::string& user) const
{
    std::lock_guard lock(m_mutex);
    auto query = m_database.prepare("SELECT survey, candidate, note, max(time) FROM events e "
                                    "WHERE user = ?1 AND scheme = '' AND kind = 5 AND NOT "
        + undone("e") + " GROUP BY survey, candidate");
    if (!query)
        return tl::unexpected(query.error());
    std::vector<std::pair<data::CandidateKey, std::string>> notes;
    const auto read = query->with(user).forEach([&](const Statement& row) {
        if (!row.text(2).empty())
            notes.emplace_back(keyAt(row, 0), row.text(2));
    });
    return read.map([&] { return std::move(notes); });
}

Result<void> LabelStore::forEachEvent(EventId after, const std::function<bool(const LabelEvent&)>& each) const
{
    return inSlices(m_mutex, m_database,
        "SELECT " + eventColumns + " FROM events WHERE event > ?1 ORDER BY event LIMIT ?2", after, each, readEvent);
}

Result<std::vector<LabelEvent>> LabelStore::events(EventId after) const
{
    std::vector<LabelEvent> events;
    return forEachEvent(after, [&](const LabelEvent& event) {
        events.push_back(event);
        return true;
    }).map([&] { return std::move(events); });
}

Result<std::vector<LabelEvent>> LabelStore::eventsOf(const data::CandidateKey& candidate) const
{
    auto& database = m_reads ? m_reads->database : m_database;
    std::lock_guard lock(m_reads ? m_reads->mutex : m_mutex);
    auto query =
        database.prepare("SELECT " + eventColumns + " FROM events WHERE candidate = ?1 AND survey = ?2 ORDER BY event");
    if (!query)
        return tl::unexpected(query.error());
    query->with(candidate.id, static_cast<int>(candidate.survey));
    return readEvents(*query);
}

Result<EventId> LabelStore::lastEvent() const
{
    std::lock_guard lock(m_mutex);
    return m_database.number("SELECT ifnull(max(event), 0) FROM events");
}

Result<std::int64_t> LabelStore::gestureSize(EventId gesture) const
{
    auto& database = m_reads ? m_reads->database : m_database;
    std::lock_guard lock(m_reads ? m_reads->mutex : m_mutex);
    // The events of a gesture were added together: they stand in a row, from the one that gave it its number.
    auto query =
        database.prepare("SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM events WHERE event = ?1 AND gesture = ?1) "
                         "THEN 0 ELSE ifnull((SELECT event FROM events WHERE event > ?1 AND gesture <> ?1 "
                         "ORDER BY event LIMIT 1), (SELECT max(event) + 1 FROM events)) - ?1 END");
    if (!query)
        return tl::unexpected(query.error());
    const auto found = query->with(gesture).step();
    if (!found)
        return tl::unexpected(found.error());
    return query->integer(0);
}

Result<bool> LabelStore::isGestureOfObject(EventId gesture, const std::string& object) const
{
    auto& database = m_reads ? m_reads->database : m_database;
    std::lock_guard lock(m_reads ? m_reads->mutex : m_mutex);
    // The first event that is either of another key press or of another object says it.
    auto query =
        database.prepare("SELECT gesture <> ?1 FROM events WHERE event >= ?1 AND (gesture <> ?1 OR object <> ?2) "
                         "ORDER BY event LIMIT 1");
    if (!query)
        return tl::unexpected(query.error());
    auto found = query->with(gesture, object).step();
    if (!found)
        return tl::unexpected(found.error());
    return !*found || query->integer(0) != 0;
}

Result<LabelEvent> LabelStore::event(EventId event) const
{
    std::lock_guard lock(m_mutex);
    auto query = m_database.prepare("SELECT " + eventColumns + " FROM events WHERE event = ?1");
    if (!query)
        return tl::unexpected(query.error());
    const auto found = query->with(event).step();
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return fail(Error::Code::NotFound, "label event " + std::to_string(event) + ": not there", "");
    return readEvent(*query);
}

Result<void> LabelStore::forEachSeen(std::int64_t after, const std::function<bool(const SeenEvent&)>& each) const
{
    const auto sql =
        "SELECT seen, survey, candidate, user, time, seconds FROM seen WHERE seen > ?1 ORDER BY seen LIMIT ?2";
    return inSlices(m_mutex, m_database, sql, after, each, [](const Statement& s) {
        SeenEvent event{ s.integer(0), { static_cast<data::Survey>(s.integer(1)), s.integer(2) },
            std::string(s.text(3)), s.integer(4), {} };
        if (!s.isNull(5))
            event.seconds = s.real(5);
        return event;
    });
}

} // namespace vetrina::store
