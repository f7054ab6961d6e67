#include "core/session/labels_service.h"

#include "core/session/label_files.h"

#include <nlohmann/json.hpp>

namespace vetrina::session {

using store::EventKind;
using store::LabelEvent;

namespace {

std::string classNames(const data::LabelScheme& scheme)
{
    std::string names;
    for (const auto& one : scheme.classes)
        names += (names.empty() ? "" : ", ") + one.name;
    return names;
}

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

Result<void> LabelsService::readSchemes()
{
    auto shipped = data::LabelScheme::shipped();
    if (!shipped)
        return tl::unexpected(shipped.error());
    m_schemes.assign(shipped->begin(), shipped->end());
    const auto stored = m_store.schemes();
    if (!stored)
        return tl::unexpected(stored.error());
    for (const auto& one : *stored) {
        const auto scheme = data::LabelScheme::parse(one.json, "scheme " + one.name);
        if (!scheme)
            return tl::unexpected(scheme.error());
        const auto same = std::ranges::find(m_schemes, scheme->name, &data::LabelScheme::name);
        if (same == m_schemes.end())
            m_schemes.push_back(*scheme);
        else if (same->version <= scheme->version)
            *same = *scheme;
    }
    const auto active = m_store.activeScheme();
    if (!active)
        return tl::unexpected(active.error());
    m_active = &m_schemes.front();
    for (const auto& one : m_schemes)
        if (one.name == *active)
            m_active = &one;
    return {};
}

const data::LabelScheme& LabelsService::scheme() const
{
    std::lock_guard lock(m_mutex);
    return *m_active;
}

Result<void> LabelsService::useScheme(const std::string& name)
{
    std::lock_guard lock(m_mutex);
    std::string names;
    for (const auto& one : m_schemes) {
        if (one.name == name) {
            m_active = &one;
            return {};
        }
        names += (names.empty() ? "" : ", ") + one.name;
    }
    return fail(Error::Code::NotFound, "scheme '" + name + "': not in this project", "Use one of " + names + ".");
}

Result<std::int64_t> LabelsService::add(const Request& request)
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
        const auto& active = scheme();
        const auto* named = active.find(request.text);
        if (!named)
            return fail(Error::Code::WrongUse,
                "label '" + request.text + "': not a class of scheme '" + active.name + "'",
                "Use one of " + classNames(active) + ".");
        event.kind = EventKind::Label;
        event.label = named->name;
        event.scheme = active.name;
        event.schemeVersion = active.version;
        if (const auto kept = m_store.putScheme({ active.name, active.version, active.toJson() }); !kept)
            return tl::unexpected(kept.error());
        break;
    }
    case Kind::Flag:
        event.kind = standing(event.candidate).flagged ? EventKind::Unflag : EventKind::Flag;
        break;
    case Kind::Skip:
        event.kind = EventKind::Skip;
        break;
    case Kind::Note:
        event.kind = EventKind::Note;
        event.note = request.text;
        break;
    }
    const auto id = m_store.add(event);
    if (id)
        (void)m_ledger.refresh(m_store); // the event is on disk whatever comes of this
    return id;
}

Result<Labels::Change> LabelsService::changeOf(const Result<std::vector<LabelEvent>>& events) const
{
    if (!events)
        return tl::unexpected(events.error());
    (void)m_ledger.refresh(m_store);
    const auto& last = events->back();
    const auto row = m_catalogue.rowOf(last.candidate);
    return Change{ last.event, row.value_or(-1), standing(last.candidate).label };
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
