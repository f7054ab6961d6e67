#pragma once

#include "core/session/candidates.h"
#include "core/session/exposures.h"
#include "core/session/labels_service.h"
#include "core/session/selection.h"
#include "core/store/catalogue.h"
#include "core/store/project_table.h"
#include "core/store/scores.h"
#include "core/survey/field_docs.h"
#include "core/survey/packet.h"

#include <mutex>
#include <utility>

namespace vetrina::session {

/// The candidates of a project, put together from its stores and decoded from their original bytes. Private to
/// core/session.
class CandidatesService : public Candidates {
public:
    [[nodiscard]] static Result<std::unique_ptr<CandidatesService>> open(const store::Project& project,
        const store::Catalogue& catalogue, const store::ScoreStore& scores, const LabelsService& labels);

    std::size_t count() const override;
    Result<std::shared_ptr<const data::Table>> table() const override;
    Result<CandidateView> view(data::Row row, std::stop_token stop) const override;
    Result<data::Triplet> triplet(data::Row row) const override;
    Result<std::vector<CandidateRow>> rows(const std::vector<data::Row>& rows) const override;
    Result<data::Row> find(std::int64_t candid) const override;
    Result<std::vector<ObjectAlert>> ofObject(data::Row row) const override;

    /// A candidate's survey fields as a network's metadata columns. Errors: NotFound for a field it does not have.
    [[nodiscard]] Result<std::vector<float>> metadata(data::Row row, const std::vector<std::string>& names) const;

    /// NAME:VERSION of the model whose scores stand in the queue, and its first class: the promoted one where it has
    /// scored here, else the one that scored last. Empty where nothing is scored.
    [[nodiscard]] std::pair<std::string, std::string> defaultScore() const;

    /// What table() has as the column `selected`.
    [[nodiscard]] Selection& selection() { return m_selection; }

    /// One alert's stored entry, its record's bytes and what reads them.
    struct Original {
        store::StoredCandidate stored;
        Bytes record;
        std::shared_ptr<const survey::PacketDecoder> decoder;
    };
    [[nodiscard]] Result<Original> original(data::Row row) const { return original(m_catalogue, row); }

private:
    CandidatesService(const store::Project& project, const store::Catalogue& catalogue, const store::ScoreStore& scores,
        const LabelsService& labels)
        : m_project(project)
        , m_catalogue(catalogue)
        , m_scores(scores)
        , m_labels(labels)
    {
    }
    [[nodiscard]] Result<Original> original(const store::Catalogue& catalogue, data::Row row) const;
    [[nodiscard]] std::shared_ptr<const store::ProjectTable> tableAtHand() const;
    [[nodiscard]] std::shared_ptr<const data::Table> tableOfFields() const;
    [[nodiscard]] Result<std::shared_ptr<const survey::PacketDecoder>> decoder(std::int64_t schema) const;
    [[nodiscard]] Result<void> completeColumns();
    [[nodiscard]] store::TableView tableView() const;
    [[nodiscard]] std::optional<store::ScoreModel> defaultModel() const;
    [[nodiscard]] static std::optional<store::ScoreModel> defaultAmong(const std::vector<store::ScoreModel>& models);
    void addOpinions(CandidateView& view) const;
    void addCalibration(Opinion& opinion) const;
    void addHistory(CandidateView& view) const;
    void addAstrometry(CandidateView& view, const Original& original) const;

    const store::Project& m_project;
    const store::Catalogue& m_catalogue;
    const store::ScoreStore& m_scores;
    const LabelsService& m_labels;
    Selection m_selection;
    mutable survey::PacketDecoders m_decoders;
    mutable survey::FieldDocShelf m_docs;
    mutable Exposures m_exposures;
    /// For the engine, which asks for thousands a second and goes behind: who looks at the screen does not wait for it.
    std::unique_ptr<store::Catalogue> m_ofEngine;
    mutable std::mutex m_newTable; ///< held while a table is made
    mutable std::mutex m_mutex; ///< guards what follows; never held long
    mutable std::shared_ptr<const store::ProjectTable> m_table;
    mutable std::unordered_map<std::int64_t, std::shared_ptr<const survey::PacketDecoder>> m_bySchema;
    /// What the cards say of calibration, by NAME:VERSION: a card never changes.
    mutable std::unordered_map<std::string, std::pair<Opinion::Calibration, double>> m_calibrations;
};

} // namespace vetrina::session
