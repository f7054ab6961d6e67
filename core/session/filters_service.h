#pragma once

#include "core/session/candidates.h"
#include "core/session/filters.h"
#include "core/session/labels_service.h"

namespace vetrina::session {

/// How many candidates go through `filter`. Errors: Malformed, at the column of the mistake; Cancelled.
[[nodiscard]] Result<std::size_t> countMatching(
    const Candidates& candidates, const std::string& filter, std::stop_token stop);

/// Named filters, of the installation and of the project's label file. Private to core/session.
class FiltersService : public Filters {
public:
    FiltersService(const Candidates& candidates, const LabelsService& labels, store::LabelStore& store)
        : m_candidates(candidates)
        , m_labels(labels)
        , m_store(store)
    {
    }

    Result<std::vector<Named>> list() const override;
    Result<std::size_t> count(const std::string& filter, std::stop_token stop) const override;
    Result<void> save(const std::string& name, const std::string& text) override;
    Result<void> rename(const std::string& from, const std::string& to) override;
    Result<void> remove(const std::string& name) override;
    Result<std::shared_ptr<const FilterWords>> words() const override;

private:
    [[nodiscard]] static Result<void> checkName(const std::string& name);
    void addValues(FilterWords& words, const data::Table& table) const;

    const Candidates& m_candidates;
    const LabelsService& m_labels;
    store::LabelStore& m_store;
};

} // namespace vetrina::session
