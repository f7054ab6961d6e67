#pragma once

#include "core/infer/engine.h"
#include "core/session/candidates.h"
#include "core/session/embeddings.h"
#include "core/session/live_thread.h"
#include "core/session/look_alikes.h"
#include "core/store/embeddings.h"

#include <condition_variable>
#include <mutex>

namespace vetrina::session {

/// The model of vectors that are here; `default` is the promoted one. Errors: as EmbeddingStore::findModel().
[[nodiscard]] Result<store::EmbeddingModel> embeddedBy(const store::EmbeddingStore& store, const std::string& name);

/// Vectors by the engine that scores and maps by core/embed, into the project's derived file. Private to core/session.
class EmbeddingsService : public Embeddings {
public:
    struct Needs {
        const Candidates& candidates;
        store::EmbeddingStore& store;
        infer::Engine& engine;
        /// A candidate's survey fields as a network's metadata columns.
        std::function<Result<std::vector<float>>(data::Row, const std::vector<std::string>&)> metadata;
        std::function<void()> taken; ///< called when vectors came
        std::function<std::vector<std::string>()> lookedAt; ///< NAME:VERSION of models whose vectors others rely on
        std::string device;
        unsigned threads = 1;
    };

    explicit EmbeddingsService(Needs needs)
        : m_needs(std::move(needs))
        , m_lookAlikes(m_needs.store, m_needs.threads)
    {
    }
    ~EmbeddingsService() override;

    Result<EmbedReport> run(const EmbedRequest& request, std::stop_token stop, Progress& progress) override;
    void live() override;
    void stopLive() override;
    Result<SimilarReport> similar(
        data::Row row, std::size_t k, const std::string& model, std::stop_token stop) override;
    Result<SimilarReport> nearest(
        data::Row row, std::size_t k, const std::string& model, std::stop_token stop) override;
    Result<SimilarReport> similarToAll(
        const std::vector<data::Row>& rows, std::size_t k, const std::string& model, std::stop_token stop) override;
    Result<std::vector<VectorSet>> sets() const override;
    Result<MapFigures> figures(const std::string& model, const std::string& kind, std::stop_token stop) const override;
    Result<std::vector<MapPoint>> map(const std::string& model, const std::string& kind) override;

    void arrived(); ///< candidates came in: the live loop looks again

private:
    /// A map that was made, and whose it is.
    struct FoundMap {
        store::EmbeddingModel model;
        store::EmbeddingMap map;
    };
    /// What came of some candidates. The engine writes it while a job runs; it is read once that has ended.
    struct Taken {
        std::vector<data::Row> rows;
        std::vector<float> vectors;
        std::vector<std::pair<data::Row, Error>> failures;
    };

    /// Errors: NotFound.
    [[nodiscard]] Result<FoundMap> foundMap(const std::string& model, const std::string& kind) const;
    /// With the candidates' names. Errors: as Candidates::rows().
    [[nodiscard]] Result<SimilarReport> named(SimilarReport report) const;
    [[nodiscard]] Result<infer::ModelHandle> load(const std::string& model, const std::string& card);
    [[nodiscard]] Result<void> keep(const store::EmbeddingModel& model, const Taken& taken, EmbedReport& report);
    [[nodiscard]] Result<void> embed(const EmbedRequest& request, store::EmbeddingModel& model, EmbedReport& report,
        std::stop_token stop, Progress& progress);
    /// Those of `wanted`, ascending, that have none yet.
    [[nodiscard]] Result<void> embed(const infer::ModelHandle& with, const std::vector<data::Row>& wanted,
        store::EmbeddingModel& model, EmbedReport& report, std::stop_token stop, Progress& progress);
    [[nodiscard]] Result<void> makeMap(const EmbedRequest& request, const store::EmbeddingModel& model,
        EmbedReport& report, std::stop_token stop, Progress& progress);

    [[nodiscard]] std::vector<std::string> followed() const;
    /// Vectors of those rows by that model, in the background. Errors: as run().
    [[nodiscard]] Result<void> follow(const infer::ModelHandle& with, data::Row from, data::Row to, std::stop_token);
    void liveLoop(data::Row from, std::stop_token stop);

    Needs m_needs;
    LookAlikes m_lookAlikes;
    std::mutex m_mutex; ///< of m_arrivals
    std::condition_variable_any m_wake;
    std::uint64_t m_arrivals = 0;
    LiveThread m_live; // last: it uses all the others
};

} // namespace vetrina::session
