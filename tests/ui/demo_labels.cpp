// Label events of the demonstration, in memory.
#include "tests/ui/demo_services.h"

#include <algorithm>
#include <set>

namespace demo {

data::LabelScheme shippedScheme(const std::string& name)
{
    const auto file = std::filesystem::path(VETRINA_SOURCE_DIR) / "resources" / "schemes" / (name + ".json");
    return data::LabelScheme::read(file).value();
}

Labels::Labels(Candidates& candidates, data::LabelScheme scheme)
    : m_candidates(candidates)
{
    for (const char* name : { "transient-types", "real-bogus", "morphology" })
        m_schemes.push_back(shippedScheme(name));
    const auto same = std::ranges::find(m_schemes, scheme.name, &data::LabelScheme::name);
    m_active = same == m_schemes.end() ? &m_schemes.emplace_back(std::move(scheme)) : &*same;
}

const data::LabelScheme& Labels::scheme() const
{
    const std::lock_guard lock(m_candidates.mutex);
    return *m_active;
}

std::vector<data::LabelScheme> Labels::schemes() const
{
    const std::lock_guard lock(m_candidates.mutex);
    std::vector<data::LabelScheme> latest;
    for (const auto& one : m_schemes) {
        const auto same = std::ranges::find(latest, one.name, &data::LabelScheme::name);
        if (same == latest.end())
            latest.push_back(one);
        else if (same->version < one.version)
            *same = one;
    }
    return latest;
}

Result<void> Labels::useScheme(const std::string& name)
{
    const std::lock_guard lock(m_candidates.mutex);
    const data::LabelScheme* found = nullptr;
    for (const auto& one : m_schemes)
        if (one.name == name && (!found || found->version < one.version))
            found = &one;
    if (!found)
        return fail(Error::Code::NotFound, "scheme '" + name + "': not in this project", "");
    m_active = found;
    fold();
    return {};
}

Result<data::LabelScheme> Labels::schemeVersion(const std::string& name, int version) const
{
    const std::lock_guard lock(m_candidates.mutex);
    for (const auto& one : m_schemes)
        if (one.name == name && one.version == version)
            return one;
    return fail(Error::Code::NotFound, "no such scheme");
}

Result<data::LabelScheme> Labels::saveScheme(data::LabelScheme scheme)
{
    if (full)
        return fail(Error::Code::Full, "labels.sqlite: no room on the disk", "Free some room; nothing was lost.");
    const std::lock_guard lock(m_candidates.mutex);
    for (const auto& one : m_schemes)
        if (one.name == scheme.name)
            scheme.version = std::max(scheme.version, one.version + 1);
    return m_schemes.emplace_back(std::move(scheme));
}

Result<std::int64_t> Labels::add(const Request& request)
{
    if (full)
        return fail(Error::Code::Full, "labels.sqlite: no room on the disk", "Free some room; nothing was lost.");
    const std::lock_guard lock(m_candidates.mutex);
    events.push_back(request);
    m_gestures.push_back(1);
    m_undone.clear();
    fold();
    return static_cast<std::int64_t>(events.size());
}

Result<Labels::Given> Labels::addToObject(const Request& request)
{
    if (full)
        return fail(Error::Code::Full, "labels.sqlite: no room on the disk", "Free some room; nothing was lost.");
    const std::lock_guard lock(m_candidates.mutex);
    Given given{ static_cast<std::int64_t>(events.size()) + 1, {} };
    events.push_back(request);
    for (data::Row row = request.row / 10 * 10; row < request.row / 10 * 10 + 10; ++row) {
        given.rows.push_back(row);
        if (row != request.row) {
            events.push_back(request);
            events.back().row = row;
        }
    }
    m_gestures.push_back(given.rows.size());
    m_undone.clear();
    fold();
    return given;
}

Result<Labels::Given> Labels::addToAll(const Request& request, const std::vector<data::Row>& rows)
{
    if (full)
        return fail(Error::Code::Full, "labels.sqlite: no room on the disk", "Free some room; nothing was lost.");
    const std::lock_guard lock(m_candidates.mutex);
    const Given given{ static_cast<std::int64_t>(events.size()) + 1, rows };
    for (const data::Row row : rows) {
        events.push_back(request);
        events.back().row = row;
    }
    m_gestures.push_back(rows.size());
    m_undone.clear();
    fold();
    return given;
}

void Labels::fold()
{
    m_candidates.labels.clear();
    m_candidates.flags.clear();
    m_candidates.skips.clear();
    m_candidates.notes.clear();
    for (const Request& event : events) {
        if (event.kind == Kind::Label && (event.scheme.empty() || event.scheme == m_active->name)) {
            m_candidates.labels[event.row] = event.text;
            if (event.text.empty())
                m_candidates.labels.erase(event.row);
            m_candidates.skips.erase(event.row);
        }
        if (event.kind == Kind::Flag)
            m_candidates.flags[event.row] = event.text == "on";
        if (event.kind == Kind::Skip)
            m_candidates.skips[event.row] = true;
        if (event.kind == Kind::Note)
            m_candidates.notes[event.row] = event.text;
    }
}

Result<Labels::Change> Labels::undo()
{
    const std::lock_guard lock(m_candidates.mutex);
    if (events.empty())
        return fail(Error::Code::NotFound, "no event");
    const auto first = events.end() - static_cast<std::ptrdiff_t>(m_gestures.back());
    m_undone.emplace_back(first, events.end());
    events.erase(first, events.end());
    m_gestures.pop_back();
    fold();
    const auto& gesture = m_undone.back();
    Change change{ 0, gesture.front().row, m_candidates.labels[gesture.front().row], gesture.front().kind,
        gesture.front().text, "ZTF23demo", {} };
    for (const Request& event : gesture)
        change.rows.push_back(event.row);
    return change;
}

Result<Labels::Change> Labels::redo()
{
    const std::lock_guard lock(m_candidates.mutex);
    if (m_undone.empty())
        return fail(Error::Code::NotFound, "nothing");
    const auto gesture = std::move(m_undone.back());
    m_undone.pop_back();
    events.insert(events.end(), gesture.begin(), gesture.end());
    m_gestures.push_back(gesture.size());
    fold();
    Change change{ 0, gesture.front().row, m_candidates.labels[gesture.front().row], gesture.front().kind,
        gesture.front().text, "ZTF23demo", {} };
    for (const Request& event : gesture)
        change.rows.push_back(event.row);
    return change;
}

Result<Labels::Counts> Labels::counts() const
{
    const std::lock_guard lock(m_candidates.mutex);
    return Counts{ m_candidates.labels.size(), m_candidates.flags.size(), 0 };
}

Result<session::NightReport> Labels::night(session::NightSpan span) const
{
    session::NightReport report;
    report.span = span;
    report.scheme = scheme();
    report.user = "tester";
    std::set<data::Row> rows;
    {
        const std::lock_guard lock(m_candidates.mutex);
        for (const Request& event : events)
            rows.insert(event.row);
    }
    std::int64_t time = 1'700'000'000'000'000;
    for (const data::Row row : rows) {
        const auto brief = m_candidates.rows({ row })->front();
        const std::lock_guard lock(m_candidates.mutex);
        session::NightLine line;
        line.row = row;
        line.candidate = brief.candidate;
        line.label = brief.label;
        line.flagged = brief.flagged;
        line.skipped = brief.skipped;
        line.note = m_candidates.notes[row];
        line.seconds = 2;
        line.timeUs = time += 3'000'000;
        if (line.label.empty() && !line.flagged && !line.skipped && line.note.empty())
            continue;
        report.labelled += !line.label.empty();
        report.flagged += line.flagged;
        report.skipped += line.skipped;
        report.notes += !line.note.empty();
        report.lines.push_back(std::move(line));
    }
    for (const auto& one : report.scheme.classes)
        report.classes.emplace_back(one.name, std::ranges::count(report.lines, one.name, &session::NightLine::label));
    report.shown = rows.size() + 3;
    report.total = m_candidates.count();
    report.neverShown = report.total - report.shown;
    report.spentSeconds = 600;
    report.medianSeconds = 2;
    report.perMinute = static_cast<double>(report.labelled) / 10;
    report.fromUs = 1'700'000'000'000'000;
    report.toUs = time;
    return report;
}

} // namespace demo
