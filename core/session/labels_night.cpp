// What LabelsService tells at the end of a night.
#include "core/session/labels_service.h"
#include "core/session/night_fold.h"
#include "core/store/clock.h"

#include <set>

namespace vetrina::session {

Result<NightReport> LabelsService::night(NightSpan span) const
{
    const auto events = m_store.events();
    if (!events)
        return tl::unexpected(events.error());
    std::vector<store::SeenEvent> seen;
    std::set<data::CandidateKey> ever;
    const auto read = m_store.forEachSeen(0, [&](const store::SeenEvent& one) {
        if (one.user == m_user) {
            seen.push_back(one);
            ever.insert(one.candidate);
        }
        return true;
    });
    if (!read)
        return tl::unexpected(read.error());
    auto report = foldNight(*events, seen, { span, m_user, scheme(), lastNoonUs(store::nowUs()) });
    for (auto& line : report.lines) {
        const auto row = m_catalogue.rowOf(line.candidate.key);
        if (!row)
            continue; // a label that was imported before its alert came
        auto stored = m_catalogue.candidate(*row);
        if (!stored)
            return tl::unexpected(stored.error());
        line.row = *row;
        line.candidate = std::move(stored->candidate);
    }
    const auto total = m_catalogue.rows();
    if (!total)
        return tl::unexpected(total.error());
    std::uint64_t here = 0;
    for (const auto& key : ever)
        here += m_catalogue.rowOf(key).has_value();
    report.total = static_cast<std::uint64_t>(*total);
    report.neverShown = report.total - std::min(report.total, here);
    return report;
}

} // namespace vetrina::session
