#include "tests/ui/demo_finder.h"

#include <algorithm>
#include <numeric>

namespace demo {

std::vector<session::CandidateRow> Finder::all() const
{
    std::vector<data::Row> rows(m_candidates.count());
    std::iota(rows.begin(), rows.end(), data::Row(0));
    return m_candidates.rows(rows).value();
}

Result<std::vector<Finder::Object>> Finder::objects(const std::string& prefix, std::size_t limit) const
{
    std::vector<Object> found;
    std::vector<session::CandidateRow> candidates = all();
    for (session::CandidateRow& row : candidates)
        if (row.candidate.object.starts_with(prefix) && found.size() < limit)
            found.push_back({ std::move(row), 1 });
    return found;
}

Result<std::vector<session::CandidateRow>> Finder::alerts(const std::string& digits, std::size_t limit) const
{
    std::vector<session::CandidateRow> found;
    std::vector<session::CandidateRow> candidates = all();
    for (session::CandidateRow& row : candidates)
        if (std::to_string(row.candidate.key.id).starts_with(digits) && found.size() < limit)
            found.push_back(std::move(row));
    return found;
}

Result<std::vector<Finder::Near>> Finder::near(
    sky::SkyPosition place, double arcsec, std::size_t limit, std::stop_token) const
{
    std::vector<Near> found;
    std::vector<session::CandidateRow> candidates = all();
    for (session::CandidateRow& row : candidates) {
        const double distance = sky::separationDeg(place, { row.candidate.raDeg, row.candidate.decDeg }) * 3600;
        if (distance <= arcsec)
            found.push_back({ std::move(row), distance });
    }
    std::ranges::sort(found, {}, &Near::arcsec);
    if (found.size() > limit)
        found.resize(limit);
    return found;
}

Result<std::vector<Finder::Labelled>> Finder::labelledLast(std::size_t limit) const
{
    std::vector<data::Row> rows;
    {
        const std::lock_guard lock(m_candidates.mutex);
        for (auto event = m_labels.events.rbegin(); event != m_labels.events.rend() && rows.size() < limit; ++event)
            if (event->kind == session::Labels::Kind::Label && std::ranges::find(rows, event->row) == rows.end())
                rows.push_back(event->row);
    }
    std::vector<Labelled> found;
    std::vector<session::CandidateRow> labelled = m_candidates.rows(rows).value();
    for (session::CandidateRow& row : labelled)
        found.push_back({ std::move(row), 2460000.5 });
    return found;
}

Result<std::size_t> Finder::count(const std::string& filter, std::stop_token) const
{
    if (filter.find_first_of("<>=") == std::string::npos)
        return fail(Error::Code::Malformed, "column 1: no comparison", "");
    return m_candidates.count() / 3;
}

} // namespace demo
