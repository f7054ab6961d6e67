#pragma once

#include "core/embed/pca.h"
#include "core/session/anomaly_features.h"
#include "core/store/embeddings.h"

#include <stop_token>

namespace vetrina::session {

/// What takes a model's vectors to a scorer, kept with it: their first principal components where they are long, else
/// nothing. Distances are those of the vectors: no component is scaled by its spread.
struct FittedVectors {
    static constexpr std::size_t components = 64; ///< longer vectors are cut to so many at most
    static constexpr std::size_t fittedTo = 65536; ///< vectors at most, evenly from all

    embed::Pca pca; ///< of no components where the vectors are taken as they are

    [[nodiscard]] Bytes save() const;
    /// Errors: Malformed.
    [[nodiscard]] static Result<FittedVectors> load(std::span<const std::byte> bytes);
};

/// Candidates by what a model sees in them: those of `rows` that have a vector; the others are skipped.
class VectorFeatures {
public:
    VectorFeatures(const store::EmbeddingStore& store, store::EmbeddingModel model, unsigned threads)
        : m_store(store)
        , m_model(std::move(model))
        , m_threads(threads)
    {
    }

    [[nodiscard]] std::string name() const { return m_model.name + ":" + m_model.version; }

    /// Of the vectors of these rows. Errors: WrongUse where fewer than 2 of them have one, Cancelled.
    [[nodiscard]] Result<FittedVectors> fit(std::vector<data::Row> rows, std::stop_token stop) const;

    /// `rows` ascending. Errors: Malformed where the vectors have another length than those of the fit, Cancelled.
    [[nodiscard]] Result<Features> of(
        const FittedVectors& fitted, std::vector<data::Row> rows, std::stop_token stop) const;

private:
    [[nodiscard]] Result<std::vector<data::Row>> having(std::vector<data::Row> rows) const;
    [[nodiscard]] Result<std::vector<data::Row>> havingOne(data::Row row) const;

    const store::EmbeddingStore& m_store;
    store::EmbeddingModel m_model;
    unsigned m_threads;
};

} // namespace vetrina::session
