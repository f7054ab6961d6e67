#pragma once

#include "core/session/finder.h"
#include "core/session/labels_service.h"
#include "core/store/catalogue_search.h"

namespace vetrina::session {

/// Names by the catalogue's indexes, places by the columns of the table. Private to core/session.
class FinderService : public Finder {
public:
    struct Needs {
        const Candidates& candidates;
        const LabelsService& labels;
        std::unique_ptr<store::CatalogueSearch> search;
    };

    explicit FinderService(Needs needs)
        : m_needs(std::move(needs))
    {
    }

    Result<std::vector<Object>> objects(const std::string& prefix, std::size_t limit) const override;
    Result<std::vector<CandidateRow>> alerts(const std::string& digits, std::size_t limit) const override;
    Result<std::vector<Near>> near(
        sky::SkyPosition place, double arcsec, std::size_t limit, std::stop_token stop) const override;
    Result<std::vector<Labelled>> labelledLast(std::size_t limit) const override;
    Result<std::size_t> count(const std::string& filter, std::stop_token stop) const override;

private:
    Needs m_needs;
};

} // namespace vetrina::session
