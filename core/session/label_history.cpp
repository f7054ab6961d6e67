#include "core/session/label_history.h"

#include <algorithm>
#include <map>

namespace vetrina::session {

using store::EventKind;
using store::LabelEvent;

namespace {

double jdOfMicroseconds(std::int64_t timeUs) { return 2440587.5 + static_cast<double>(timeUs) / 86400e6; }

/// What an event says, as the history shows it.
std::string wordsOf(const LabelEvent& event)
{
    switch (event.kind) {
    case EventKind::Label:
        return event.label.empty() ? "label taken away" : event.label;
    case EventKind::Flag:
        return "flagged";
    case EventKind::Unflag:
        return "flag taken away";
    case EventKind::Skip:
        return "skipped";
    case EventKind::Note:
        return event.note.empty() ? "note taken away" : "\u201c" + event.note + "\u201d";
    case EventKind::Undo:
        return "undid";
    case EventKind::Redo:
        return "did again";
    }
    return {};
}

void say(HistoryLine& line, const std::string& words) { line.aside += (line.aside.empty() ? "" : ", ") + words; }

} // namespace

Result<std::vector<HistoryLine>> historyOf(
    const store::LabelStore& store, const data::CandidateKey& key, const std::string& scheme)
{
    const auto events = store.eventsOf(key);
    if (!events)
        return tl::unexpected(events.error());
    std::map<store::EventId, std::size_t> places; // an event -> its line
    std::vector<HistoryLine> lines;
    for (const auto& event : *events) {
        HistoryLine line;
        line.jd = jdOfMicroseconds(event.timeUs);
        line.who = event.user;
        line.what = wordsOf(event);
        line.seconds = event.seconds.value_or(0);
        if (event.kind == EventKind::Label && event.scheme != scheme)
            say(line, "scheme " + event.scheme);
        if (event.imported)
            say(line, "imported");
        const auto together = event.imported ? Result<std::int64_t>(1) : store.gestureSize(event.gesture);
        if (!together)
            return tl::unexpected(together.error());
        line.alerts = static_cast<std::size_t>(std::max<std::int64_t>(1, *together));
        if (line.alerts > 1) {
            const auto ofObject = store.isGestureOfObject(event.gesture, event.object);
            if (!ofObject)
                return tl::unexpected(ofObject.error());
            say(line, "with " + std::to_string(line.alerts - 1) + (*ofObject ? " more of the object" : " more"));
        }
        const bool reverses = event.kind == EventKind::Undo || event.kind == EventKind::Redo;
        if (const auto place = places.find(event.undoes); reverses && place != places.end()) {
            // An undo names the event, a redo the undo.
            auto target = place->second;
            if (const auto undone = places.find((*events)[target].undoes);
                event.kind == EventKind::Redo && undone != places.end())
                target = undone->second;
            lines[target].stands = event.kind == EventKind::Redo;
            line.what += " " + wordsOf((*events)[target]);
        }
        places[event.event] = lines.size();
        lines.push_back(std::move(line));
    }
    std::ranges::reverse(lines);
    return lines;
}

} // namespace vetrina::session
