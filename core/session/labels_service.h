#pragma once

#include "core/session/label_ledger.h"
#include "core/session/labels.h"
#include "core/store/catalogue.h"
#include "core/store/labels.h"

#include <deque>
#include <mutex>

namespace vetrina::session {

/// Label events of a project, in the words of its schemes. Private to core/session.
class LabelsService : public Labels {
public:
    [[nodiscard]] static Result<std::unique_ptr<LabelsService>> open(
        store::LabelStore& store, const store::Catalogue& catalogue, std::string user);

    const data::LabelScheme& scheme() const override;
    Result<void> useScheme(const std::string& name) override;
    Result<void> chooseScheme(const std::string& name) override;
    std::vector<data::LabelScheme> schemes() const override;
    Result<data::LabelScheme> schemeVersion(const std::string& name, int version) const override;
    std::vector<data::LabelClass> retiredClasses() const override;
    Result<data::LabelScheme> saveScheme(data::LabelScheme scheme) override;
    Result<std::int64_t> add(const Request& request) override;
    Result<Given> addToObject(const Request& request) override;
    Result<Given> addToAll(const Request& request, const std::vector<data::Row>& rows) override;
    Result<Change> undo() override;
    Result<Change> redo() override;
    Result<void> markSeen(data::Row row) override;
    Result<Counts> counts() const override;
    Result<NightReport> night(NightSpan span) const override;
    Result<std::string> exported(const std::string& format) const override;
    Result<Imported> import(const std::filesystem::path& file) override;

    /// How a candidate stands with the user, in the active scheme.
    [[nodiscard]] LabelLedger::Standing standing(const data::CandidateKey& key) const;
    [[nodiscard]] const std::string& user() const { return m_user; }
    [[nodiscard]] const store::LabelStore& store() const { return m_store; }

private:
    LabelsService(store::LabelStore& store, const store::Catalogue& catalogue, std::string user);
    [[nodiscard]] Result<void> readSchemes();
    [[nodiscard]] Result<const data::LabelScheme*> schemeFor(const Request& request) const;
    [[nodiscard]] Result<store::LabelEvent> eventOf(const Request& request) const;
    [[nodiscard]] Result<Change> changeOf(const Result<std::vector<store::LabelEvent>>& events) const;
    void addVersion(const data::LabelScheme& scheme);
    [[nodiscard]] const data::LabelScheme* latest(const std::string& name) const;

    store::LabelStore& m_store;
    const store::Catalogue& m_catalogue;
    const std::string m_user;
    mutable LabelLedger m_ledger;
    mutable std::mutex m_mutex; ///< guards the two below
    /// Every version of every scheme; never shrinks: references given out stay good.
    std::deque<data::LabelScheme> m_schemes;
    std::vector<std::string> m_names; ///< of the schemes, in the order in which they are offered
    const data::LabelScheme* m_active = nullptr;
};

} // namespace vetrina::session
