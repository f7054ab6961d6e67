#pragma once

#include "core/session/finder.h"
#include "tests/ui/demo_services.h"

namespace demo {

/// Looks at every candidate: slow, and plainly right.
class Finder : public session::Finder {
public:
    Finder(const Candidates& candidates, const Labels& labels)
        : m_candidates(candidates)
        , m_labels(labels)
    {
    }
    [[nodiscard]] Result<std::vector<Object>> objects(const std::string& prefix, std::size_t limit) const override;
    [[nodiscard]] Result<std::vector<session::CandidateRow>> alerts(
        const std::string& digits, std::size_t limit) const override;
    [[nodiscard]] Result<std::vector<Near>> near(
        sky::SkyPosition place, double arcsec, std::size_t limit, std::stop_token stop) const override;
    [[nodiscard]] Result<std::vector<Labelled>> labelledLast(std::size_t limit) const override;
    /// A third of them, where the filter has a comparison in it.
    [[nodiscard]] Result<std::size_t> count(const std::string& filter, std::stop_token stop) const override;

private:
    [[nodiscard]] std::vector<session::CandidateRow> all() const;

    const Candidates& m_candidates;
    const Labels& m_labels;
};

} // namespace demo
