#include "core/session/labels_service.h"

#include "core/data/label_set.h"
#include "core/session/label_files.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace vetrina::session {

using store::EventKind;
using store::LabelEvent;

namespace {

std::string scoresJson(const Labels::Request& request)
{
    if (request.scoresSeen.empty())
        return {};
    auto scores = nlohmann::json::object();
    for (const auto& [name, score] : request.scoresSeen)
        scores[name] = score;
    return scores.dump();
}

} // namespace

LabelsService::LabelsService(store::LabelStore& store, const store::Catalogue& catalogue, std::string user)
    : m_store(store)
    , m_catalogue(catalogue)
    , m_user(std::move(user))
    , m_ledger(m_user)
{
}

Result<std::unique_ptr<LabelsService>> LabelsService::open(
    store::LabelStore& store, const store::Catalogue& catalogue, std::string user)
{
    std::unique_ptr<LabelsService> service(new LabelsService(store, catalogue, std::move(user)));
    if (const auto read = service->readSchemes(); !read)
        return tl::unexpected(read.error());
    if (const auto refreshed = service->m_ledger.refresh(store); !refreshed)
        return tl::unexpected(refreshed.error());
    return service;
}

/// The scheme that was in use when the key was pressed, in its latest version.
Result<const data::LabelScheme*> LabelsService::schemeFor(const Request& request) const
{
    std::lock_guard lock(m_mutex);
    const auto* found = request.scheme.empty() ? m_active : latest(request.scheme);
    if (!found)
        return fail(Error::Code::NotFound, "scheme '" + request.scheme + "': not in this project", "Choose another.");
    return found;
}

Result<LabelEvent> LabelsService::eventOf(const Request& request) const
{
    const auto candidate = m_catalogue.candidate(request.row);
    if (!candidate)
        return tl::unexpected(candidate.error());
    LabelEvent event;
    event.candidate = candidate->candidate.key;
    event.object = candidate->candidate.object;
    event.user = m_user;
    event.scores = scoresJson(request);
    if (request.seconds > 0)
        event.seconds = request.seconds;
    switch (request.kind) {
    case Kind::Label: {
        const auto used = schemeFor(request);
        if (!used)
            return tl::unexpected(used.error());
        const auto& active = **used;
        auto label = data::labelOf(active, request.text);
        if (!label)
            return tl::unexpected(label.error());
        event.kind = EventKind::Label;
        event.label = std::move(*label);
        event.scheme = active.name;
        event.schemeVersion = active.version;
        if (const auto kept = m_store.putScheme({ active.name, active.version, active.toJson() }); !kept)
            return tl::unexpected(kept.error());
        break;
    }
    case Kind::Flag: {
        const bool on = request.text == "on" || (request.text != "off" && !standing(event.candidate).flagged);
        event.kind = on ? EventKind::Flag : EventKind::Unflag;
        break;
    }
    case Kind::Skip:
        event.kind = EventKind::Skip;
        break;
    case Kind::Note:
        event.kind = EventKind::Note;
        event.note = request.text;
        break;
    }
    return event;
}

Result<std::int64_t> LabelsService::add(const Request& request)
{
    const auto event = eventOf(request);
    if (!event)
        return tl::unexpected(event.error());
    const auto id = m_store.add(*event);
    if (id)
        (void)m_ledger.refresh(m_store); // the event is on disk whatever comes of this
    return id;
}

Result<Labels::Given> LabelsService::addToObject(const Request& request)
{
    const auto first = eventOf(request);
    if (!first)
        return tl::unexpected(first.error());
    if (first->object.empty())
        return add(request).map([&](std::int64_t id) { return Given{ id, { request.row } }; });
    auto rows = m_catalogue.rowsOfObject(first->object);
    if (!rows)
        return tl::unexpected(rows.error());
    // The one that was looked at leads the gesture, so that an undo goes back to it.
    std::vector<LabelEvent> gesture{ *first };
    for (const auto row : *rows) {
        if (row == request.row)
            continue;
        const auto other = m_catalogue.candidate(row);
        if (!other)
            return tl::unexpected(other.error());
        if (other->candidate.key.survey != first->candidate.survey)
            continue; // another survey's object that happens to have the same name
        gesture.push_back(*first);
        gesture.back().candidate = other->candidate.key;
        gesture.back().seconds.reset();
        gesture.back().scores.clear();
    }
    const auto ids = m_store.add(gesture);
    if (!ids)
        return tl::unexpected(ids.error());
    (void)m_ledger.refresh(m_store);
    std::vector<data::Row> given;
    for (const auto row : *rows)
        given.push_back(row);
    return Given{ ids->front(), std::move(given) };
}

Result<Labels::Given> LabelsService::addToAll(const Request& request, const std::vector<data::Row>& rows)
{
    if (rows.empty())
        return fail(Error::Code::WrongUse, "a label for no candidate", "Select some first.");
    Request each = request;
    each.row = rows.front();
    each.seconds = 0;
    each.scoresSeen.clear();
    const auto first = eventOf(each);
    if (!first)
        return tl::unexpected(first.error());
    std::vector<LabelEvent> gesture;
    gesture.reserve(rows.size());
    for (const auto row : rows) {
        const auto candidate = m_catalogue.candidate(row);
        if (!candidate)
            return tl::unexpected(candidate.error());
        gesture.push_back(*first);
        gesture.back().candidate = candidate->candidate.key;
        gesture.back().object = candidate->candidate.object;
    }
    const auto ids = m_store.add(gesture);
    if (!ids)
        return tl::unexpected(ids.error());
    (void)m_ledger.refresh(m_store);
    return Given{ ids->front(), rows };
}

Result<Labels::Change> LabelsService::changeOf(const Result<std::vector<LabelEvent>>& events) const
{
    if (!events)
        return tl::unexpected(events.error());
    (void)m_ledger.refresh(m_store);
    // What the undo takes back; a redo names the undo, and that one the event.
    const auto& first = events->front();
    auto target = m_store.event(first.undoes);
    if (target && target->kind == EventKind::Undo)
        target = m_store.event(target->undoes);
    if (!target)
        return tl::unexpected(target.error());
    Change change;
    change.event = first.event;
    change.object = first.object;
    change.label = standing(first.candidate).label;
    change.ofSeveral =
        std::ranges::any_of(*events, [&](const LabelEvent& event) { return event.object != first.object; });
    for (const auto& event : *events)
        change.rows.push_back(m_catalogue.rowOf(event.candidate).value_or(-1));
    change.row = change.rows.front();
    change.what = target->kind == EventKind::Note ? target->note : target->label;
    switch (target->kind) {
    case EventKind::Flag:
    case EventKind::Unflag:
        change.kind = Kind::Flag;
        change.what = target->kind == EventKind::Flag ? "on" : "off";
        break;
    case EventKind::Skip:
        change.kind = Kind::Skip;
        break;
    case EventKind::Note:
        change.kind = Kind::Note;
        break;
    default:
        break;
    }
    return change;
}

Result<Labels::Change> LabelsService::undo() { return changeOf(m_store.undo(m_user)); }
Result<Labels::Change> LabelsService::redo() { return changeOf(m_store.redo(m_user)); }

Result<void> LabelsService::markSeen(data::Row row)
{
    const auto candidate = m_catalogue.candidate(row);
    if (!candidate)
        return tl::unexpected(candidate.error());
    const store::SeenEvent seen{ 0, candidate->candidate.key, m_user, 0, {} };
    return m_store.addSeen({ &seen, 1 });
}

Result<Labels::Counts> LabelsService::counts() const
{
    if (const auto refreshed = m_ledger.refresh(m_store); !refreshed)
        return tl::unexpected(refreshed.error());
    return m_ledger.counts(scheme().name);
}

LabelLedger::Standing LabelsService::standing(const data::CandidateKey& key) const
{
    return m_ledger.of(key, scheme().name);
}

Result<std::string> LabelsService::exported(const std::string& format) const
{
    const auto events = m_store.events();
    if (!events)
        return tl::unexpected(events.error());
    return format == "json" ? labelsAsJson(*events) : labelsAsCsv(*events);
}

Result<Labels::Imported> LabelsService::import(const std::filesystem::path& file)
{
    const auto& active = scheme();
    const auto events = readLabelFile(file, { m_user, active.name, active.version });
    if (!events)
        return tl::unexpected(events.error());
    const auto report = m_store.import(*events);
    if (!report)
        return tl::unexpected(report.error());
    (void)m_ledger.refresh(m_store);
    return Imported{ static_cast<std::uint64_t>(report->added), static_cast<std::uint64_t>(report->skipped),
        static_cast<std::uint64_t>(report->conflicts) };
}

} // namespace vetrina::session
