#pragma once

#include "core/anomaly/scaling.h"
#include "core/anomaly/scorer.h"
#include "core/session/anomaly.h"
#include "core/session/anomaly_features.h"
#include "core/session/anomaly_vectors.h"
#include "core/session/candidates.h"
#include "core/session/live_thread.h"
#include "core/store/anomaly.h"

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>

namespace vetrina::session {

/// Anomaly scorers of a project, fitted to its table and kept in its derived file. Private to core/session.
class AnomalyService : public Anomaly {
public:
    struct Needs {
        const Candidates& candidates;
        std::unique_ptr<store::AnomalyStore> store;
        const store::EmbeddingStore& embeddings;
        unsigned threads = 1;
    };

    explicit AnomalyService(Needs needs);
    ~AnomalyService() override;

    Result<Report> run(const Request& request, std::stop_token stop, Progress& progress) override;
    Result<Report> scoreMissing(const std::string& name, std::stop_token stop, Progress& progress) override;
    void live() override;
    void stopLive() override;
    Result<std::vector<Scorer>> scorers() const override;
    Result<void> remove(const std::string& name) override;
    Result<Strangeness> strangeness(const std::string& name, data::Row row) const override;
    void onScored(std::function<void()> listener) override;

    /// NAME:VERSION of the models whose vectors runs look at. Any thread.
    [[nodiscard]] std::vector<std::string> models() const;

    void arrived(); ///< candidates or vectors came in: the live loop looks again

private:
    /// A run with what it learnt.
    struct Fitted {
        store::AnomalyScorer stored;
        Scorer recipe;
        anomaly::FittedFields fields;
        std::unique_ptr<const anomaly::Scorer> scorer;
        std::optional<FittedVectors> vectors; ///< where it looks at those and not at fields
    };

    /// Errors: NotFound where nothing was embedded by that model.
    [[nodiscard]] Result<VectorFeatures> vectorsOf(const std::string& model) const;
    /// Rows as a run sees them.
    [[nodiscard]] Result<Features> features(
        const Fitted& fitted, const data::Table& table, std::vector<data::Row> rows, const anomaly::Run& work) const;
    [[nodiscard]] Result<std::shared_ptr<const Fitted>> fitted(const std::string& name) const;
    /// Those of rows `from` on that a run's filter lets through and that have no value.
    [[nodiscard]] Result<std::vector<data::Row>> missing(
        const data::Table& table, const Fitted& fitted, data::Row from, std::stop_token stop) const;
    [[nodiscard]] Result<Report> scoreFrom(
        const std::string& name, data::Row from, std::stop_token stop, Progress& progress);
    void liveLoop(std::stop_token stop);
    void tell();

    Needs m_needs;
    mutable Executor m_pool;
    mutable std::mutex m_mutex; ///< guards what follows, down to m_wake
    mutable std::map<std::string, std::shared_ptr<const Fitted>> m_fitted; ///< by name
    std::function<void()> m_onScored;
    std::uint64_t m_arrivals = 1;
    std::condition_variable_any m_wake;
    LiveThread m_live; // last: it uses all the others
};

} // namespace vetrina::session
