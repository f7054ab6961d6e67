#include "core/session/label_ledger.h"

namespace vetrina::session {

using store::EventKind;

Result<void> LabelLedger::refresh(const store::LabelStore& store)
{
    std::lock_guard lock(m_mutex);
    return store.forEachEvent(m_last, [this](const store::LabelEvent& event) {
        take(event);
        return true;
    });
}

void LabelLedger::take(const store::LabelEvent& event)
{
    m_last = event.event;
    if (event.user != m_user)
        return;
    Entry entry{ event.timeUs, event.kind, event.candidate, event.scheme,
        event.kind == EventKind::Note ? event.note : event.label, event.undoes };
    if (event.kind == EventKind::Undo || event.kind == EventKind::Redo) {
        // A redo names the undo it takes back, and that one the event.
        auto target = m_entries.find(event.undoes);
        if (event.kind == EventKind::Redo && target != m_entries.end())
            target = m_entries.find(target->second.undoes);
        if (target != m_entries.end())
            target->second.stands = event.kind == EventKind::Redo;
    } else {
        // The latest by its own time counts, as in the store: what was imported may be older than what is here.
        auto& events = m_byCandidate[event.candidate];
        auto place = events.end();
        while (place != events.begin() && m_entries.at(*(place - 1)).timeUs > event.timeUs)
            --place;
        events.insert(place, event.event);
    }
    m_entries.emplace(event.event, std::move(entry));
}

LabelLedger::Standing LabelLedger::fold(const std::vector<store::EventId>& events, const std::string& scheme) const
{
    Standing standing;
    for (const auto id : events) {
        const Entry& entry = m_entries.at(id);
        if (!entry.stands)
            continue;
        switch (entry.kind) {
        case EventKind::Label:
            if (entry.scheme == scheme) {
                standing.label = entry.text;
                standing.skipped = false;
            }
            break;
        case EventKind::Flag:
            standing.flagged = true;
            break;
        case EventKind::Unflag:
            standing.flagged = false;
            break;
        case EventKind::Skip:
            standing.skipped = true;
            break;
        case EventKind::Note:
            standing.note = entry.text;
            break;
        case EventKind::Undo:
        case EventKind::Redo:
            break;
        }
    }
    return standing;
}

LabelLedger::Standing LabelLedger::of(const data::CandidateKey& key, const std::string& scheme) const
{
    std::lock_guard lock(m_mutex);
    const auto it = m_byCandidate.find(key);
    return it == m_byCandidate.end() ? Standing() : fold(it->second, scheme);
}

Labels::Counts LabelLedger::counts(const std::string& scheme) const
{
    std::lock_guard lock(m_mutex);
    Labels::Counts counts;
    for (const auto& [key, events] : m_byCandidate) {
        const auto standing = fold(events, scheme);
        counts.labelled += !standing.label.empty();
        counts.flagged += standing.flagged;
        counts.skipped += standing.skipped;
    }
    return counts;
}

} // namespace vetrina::session
