#include "core/session/finder_service.h"

#include "core/session/filters_service.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <set>

namespace vetrina::session {

namespace {

std::string lower(std::string text)
{
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

/// What was typed, then as ZTF writes its names: "ztf23AB" and "23ab" are ZTF23ab.
std::vector<std::string> spellings(const std::string& typed)
{
    std::vector<std::string> all{ typed };
    const std::string small = lower(typed);
    if (small.starts_with("ztf"))
        all.push_back("ZTF" + small.substr(3));
    else if (typed.size() >= 3 && std::isdigit(static_cast<unsigned char>(typed[0])))
        all.push_back("ZTF" + small);
    return all;
}

} // namespace

Result<std::vector<Finder::Object>> FinderService::objects(const std::string& prefix, std::size_t limit) const
{
    for (const std::string& spelling : spellings(prefix)) {
        const auto found = m_needs.search->objects(spelling, limit);
        if (!found)
            return tl::unexpected(found.error());
        if (found->empty())
            continue;
        std::vector<data::Row> rows;
        for (const auto& object : *found)
            rows.push_back(object.last);
        auto shown = m_needs.candidates.rows(rows);
        if (!shown)
            return tl::unexpected(shown.error());
        std::vector<Object> objects;
        for (std::size_t i = 0; i < found->size(); ++i)
            objects.push_back({ std::move((*shown)[i]), static_cast<std::uint64_t>((*found)[i].alerts) });
        return objects;
    }
    return std::vector<Object>();
}

Result<std::vector<CandidateRow>> FinderService::alerts(const std::string& digits, std::size_t limit) const
{
    const auto rows = m_needs.search->ids(digits, limit);
    if (!rows)
        return tl::unexpected(rows.error());
    return m_needs.candidates.rows(*rows);
}

Result<std::vector<Finder::Near>> FinderService::near(
    sky::SkyPosition place, double arcsec, std::size_t limit, std::stop_token stop) const
{
    const auto table = m_needs.candidates.table();
    if (!table)
        return tl::unexpected(table.error());
    const auto ra = (*table)->column("ra"), dec = (*table)->column("dec");
    if (!ra)
        return tl::unexpected(ra.error());
    if (!dec)
        return tl::unexpected(dec.error());
    const auto ras = (*ra)->doubles, decs = (*dec)->doubles;
    const double radius = arcsec / 3600;
    // First a box, which costs two comparisons a row: as wide in right ascension as the circle at its higher latitude.
    const double highest = std::min(89.9, std::abs(place.decDeg) + radius);
    const double widest =
        std::abs(place.decDeg) + radius >= 89.9 ? 360 : radius / std::cos(highest * std::numbers::pi / 180) * 1.01;
    std::vector<std::pair<double, data::Row>> within;
    for (std::size_t row = 0; row < decs.size(); ++row) {
        if ((row & 0xffff) == 0 && stop.stop_requested())
            return cancelled();
        if (!(std::abs(decs[row] - place.decDeg) <= radius))
            continue;
        const double apart = std::abs(ras[row] - place.raDeg);
        if (!(std::min(apart, 360 - apart) <= widest))
            continue;
        const double distance = sky::separationDeg(place, { ras[row], decs[row] });
        if (distance <= radius)
            within.emplace_back(distance, static_cast<data::Row>(row));
    }
    std::ranges::sort(within);
    std::vector<Near> near;
    std::set<std::string> objects;
    for (const auto& [distance, row] : within) {
        if (near.size() >= limit)
            break;
        auto shown = m_needs.candidates.rows({ row });
        if (!shown)
            return tl::unexpected(shown.error());
        const std::string& object = shown->front().candidate.object;
        if (object.empty() || objects.insert(object).second)
            near.push_back({ std::move(shown->front()), distance * 3600 });
    }
    return near;
}

Result<std::vector<Finder::Labelled>> FinderService::labelledLast(std::size_t limit) const
{
    const store::LabelStore& store = m_needs.labels.store();
    const auto last = store.lastEvent();
    if (!last)
        return tl::unexpected(last.error());
    // Among the latest events: whoever labelled nothing in so many has nothing to come back to.
    constexpr store::EventId lookedAt = 400;
    std::map<std::string, store::LabelEvent> latest; // by object
    const auto read = store.forEachEvent(std::max<store::EventId>(0, *last - lookedAt), [&](const auto& event) {
        const std::string& name = event.object.empty() ? std::to_string(event.candidate.id) : event.object;
        if (event.kind == store::EventKind::Label && event.user == m_needs.labels.user())
            latest[name] = event;
        return true;
    });
    if (!read)
        return tl::unexpected(read.error());
    std::vector<store::LabelEvent> events;
    for (auto& [object, event] : latest)
        events.push_back(std::move(event));
    std::ranges::sort(events, std::ranges::greater(), &store::LabelEvent::event);
    std::vector<Labelled> found;
    for (const auto& event : events) {
        if (found.size() >= limit)
            break;
        const auto row = m_needs.candidates.find(event.candidate.id);
        if (!row)
            continue; // a label of a candidate that is not in this project
        auto shown = m_needs.candidates.rows({ *row });
        if (!shown)
            return tl::unexpected(shown.error());
        if (shown->front().label.empty())
            continue; // undone since
        found.push_back({ std::move(shown->front()), 2440587.5 + static_cast<double>(event.timeUs) / 86400e6 });
    }
    return found;
}

Result<std::size_t> FinderService::count(const std::string& filter, std::stop_token stop) const
{
    return countMatching(m_needs.candidates, filter, stop);
}

} // namespace vetrina::session
