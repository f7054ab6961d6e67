#pragma once

#include "core/base/result.h"
#include "core/embed/pca.h"
#include "core/neighbours/index.h"
#include "core/store/embeddings.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <stop_token>
#include <vector>

namespace vetrina::session {

/// The vectors of one model version as an index that grows: hnswlib over their directions, over 64 principal components
/// of these where they are longer. What it finds is put in order by the vectors themselves. Any thread; one at a time,
/// the others wait. Private to core/session.
///
/// Memory: about 0.4 KB a candidate; while it is made also 64 MB of vectors.
class LookAlikes {
public:
    static constexpr std::size_t components = 64;

    struct Found {
        bool known = false; ///< the candidate has a vector
        std::vector<std::pair<data::Row, float>> nearest; ///< nearest first, 1 less the cosine; without itself
        std::size_t among = 0; ///< candidates in the index
        std::size_t components = 0; ///< values of a vector in the index
        std::size_t bytes = 0; ///< of the index
    };

    LookAlikes(const store::EmbeddingStore& store, unsigned threads)
        : m_store(store)
        , m_threads(threads)
    {
    }

    /// The k nearest of a candidate; the first question of a model takes all vectors in, the others those that came
    /// since outdated(). Stopped: Cancelled, and what was taken in stays. Errors: Full, those of the store.
    [[nodiscard]] Result<Found> nearest(
        const store::EmbeddingModel& model, data::Row row, std::size_t k, std::stop_token stop = {});

    /// Vectors came.
    void outdated() { m_outdated = true; }

private:
    [[nodiscard]] Result<void> takeIn(const store::EmbeddingModel& model, std::stop_token stop);
    [[nodiscard]] Result<void> begin(const store::EmbeddingModel& model, const std::vector<data::Row>& rows, Crew& crew,
        const std::stop_token& stop);
    [[nodiscard]] std::vector<float> shortened(const embed::Vectors& vectors, Crew& crew) const;

    const store::EmbeddingStore& m_store;
    unsigned m_threads;
    std::atomic<bool> m_outdated = true;

    std::mutex m_mutex; ///< guards what follows
    std::int64_t m_model = -1;
    std::size_t m_fitted = 0; ///< vectors that were there when the components were found
    embed::Pca m_pca; ///< of no components where the vectors are short
    std::unique_ptr<neighbours::Index> m_index;
    std::vector<data::Row> m_rows; ///< in the order of the index
    std::vector<data::Row> m_sorted; ///< the same, ascending
};

} // namespace vetrina::session
