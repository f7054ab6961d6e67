#pragma once

#include "core/session/candidates.h"
#include "core/session/embeddings.h"
#include "core/session/look_alikes.h"
#include "core/store/embeddings.h"

namespace vetrina::session {

/// Vectors by the built-in network and maps by core/embed, into the project's derived file. Private to core/session.
class EmbeddingsService : public Embeddings {
public:
    EmbeddingsService(const Candidates& candidates, store::EmbeddingStore& store, unsigned threads)
        : m_candidates(candidates)
        , m_store(store)
        , m_threads(threads)
        , m_lookAlikes(store, threads)
    {
    }

    Result<EmbedReport> run(const EmbedRequest& request, std::stop_token stop, Progress& progress) override;
    Result<SimilarReport> similar(
        data::Row row, std::size_t k, const std::string& model, std::stop_token stop) override;
    Result<SimilarReport> nearest(
        data::Row row, std::size_t k, const std::string& model, std::stop_token stop) override;
    Result<SimilarReport> similarToAll(
        const std::vector<data::Row>& rows, std::size_t k, const std::string& model, std::stop_token stop) override;
    Result<std::vector<VectorSet>> sets() const override;
    Result<MapFigures> figures(const std::string& model, const std::string& kind, std::stop_token stop) const override;
    Result<std::vector<MapPoint>> map(const std::string& model, const std::string& kind) override;

private:
    /// With the candidates' names. Errors: as Candidates::rows().
    [[nodiscard]] Result<SimilarReport> named(SimilarReport report) const;
    [[nodiscard]] Result<void> embed(const EmbedRequest& request, store::EmbeddingModel& model, EmbedReport& report,
        std::stop_token stop, Progress& progress);
    [[nodiscard]] Result<void> makeMap(const EmbedRequest& request, const store::EmbeddingModel& model,
        EmbedReport& report, std::stop_token stop, Progress& progress);

    const Candidates& m_candidates;
    store::EmbeddingStore& m_store;
    unsigned m_threads;
    LookAlikes m_lookAlikes;
};

} // namespace vetrina::session
