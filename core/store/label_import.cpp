// How LabelStore takes events that were written elsewhere.
#include "core/store/label_rows.h"

#include <unordered_map>

namespace vetrina::store {

namespace {

std::string describe(const LabelEvent& event)
{
    return "candidate " + std::to_string(event.candidate.id) + " by " + event.user + " ("
        + (event.kind == EventKind::Label ? "'" + event.label + "'" : "event") + ")";
}

bool saysTheSame(const LabelEvent& a, const LabelEvent& b)
{
    return a.scheme == b.scheme && a.label == b.label && a.undoes == b.undoes && a.note == b.note;
}

} // namespace

/// The event that has its place here already: of the same user, time, candidate and kind, or where it has no time, the
/// user's current label.
Result<std::optional<LabelEvent>> LabelStore::sameEvent(const LabelEvent& event)
{
    const std::string sql = "SELECT " + eventColumns
        + " FROM events e WHERE candidate = ?1 AND survey = ?2 AND user = ?3 AND kind = ?4 AND "
        + (event.timeUs != 0 ? "time = ?5" : "ifnull(?5, 1) AND scheme = ?6 AND NOT " + undone("e"))
        + " ORDER BY time DESC, event DESC LIMIT 1";
    auto query = m_database.prepare(sql);
    if (!query)
        return tl::unexpected(query.error());
    query->with(event.candidate.id, static_cast<int>(event.candidate.survey), event.user, static_cast<int>(event.kind));
    if (event.timeUs != 0)
        query->bind(5, event.timeUs);
    else
        query->bind(6, event.scheme);
    const auto found = query->step();
    if (!found)
        return tl::unexpected(found.error());
    return *found ? std::optional(readEvent(*query)) : std::nullopt;
}

Result<ImportReport> LabelStore::import(std::span<const LabelEvent> events)
{
    constexpr std::size_t mostProblems = 20;
    std::lock_guard lock(m_mutex);
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    ImportReport report;
    struct Taken {
        EventId here = 0; ///< 0 where it was not taken
        EventKind kind = EventKind::Label;
    };
    std::unordered_map<EventId, Taken> takenOf; // an event of the file -> what became of it
    for (LabelEvent event : events) {
        const EventId there = event.event;
        if (event.user.empty())
            return fail(
                Error::Code::Malformed, "event " + std::to_string(there) + ": without a user", "Name the user.");
        if (event.undoes != 0) {
            const auto target = takenOf.find(event.undoes);
            if (target == takenOf.end())
                return fail(Error::Code::Malformed,
                    "event " + std::to_string(there) + ": undoes " + std::to_string(event.undoes)
                        + ", which does not stand before it",
                    "Import the whole export.");
            event.undoes = target->second.here;
            event.kind = target->second.kind == EventKind::Undo ? EventKind::Redo : EventKind::Undo;
        }
        const bool lost = event.undoes == 0 && (event.kind == EventKind::Undo || event.kind == EventKind::Redo);
        const auto same = lost ? Result<std::optional<LabelEvent>>(std::nullopt) : sameEvent(event);
        if (!same)
            return tl::unexpected(same.error());
        if (lost || (*same && !saysTheSame(**same, event))) {
            takenOf[there] = { 0, event.kind };
            ++report.conflicts;
            if (report.problems.size() < mostProblems)
                report.problems.push_back(
                    describe(event) + (lost ? ": undoes what was not taken" : ": here it is " + describe(**same)));
            continue;
        }
        if (*same) {
            takenOf[there] = { (*same)->event, event.kind };
            ++report.skipped;
            continue;
        }
        event.gesture = 0;
        event.imported = true;
        const auto here = insert(event);
        if (!here)
            return tl::unexpected(here.error());
        takenOf[there] = { *here, event.kind };
        ++report.added;
    }
    if (auto done = transaction->commit(); !done)
        return tl::unexpected(done.error());
    return report;
}

} // namespace vetrina::store
