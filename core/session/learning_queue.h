#pragma once

#include "core/active/acquisition.h"
#include "core/base/result.h"
#include "core/data/candidate.h"
#include "core/data/table.h"
#include "core/store/embeddings.h"

#include <cstdint>
#include <functional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace vetrina::session {

/// Which candidates to label next so that a model learns most.
struct LearningRequest {
    std::string strategy = "entropy"; ///< entropy, margin, least-confidence or random
    std::size_t count = 20;
    std::string model; ///< NAME, NAME:VERSION or `default`; empty: the model whose scores stand in the queue
    std::string filter; ///< of data::Filter; empty for all
    std::uint64_t seed = 1;
    /// Share of the objects that are kept for an honest test: they are never chosen for what a model thinks of them,
    /// and so large a share of the queue is drawn from them by chance. By the checksum of the object's name and the
    /// seed.
    double testShare = 0;
    /// Of the ten times as many that are most informative, those that look least like each other and like what is
    /// labelled (of very many labels, some thousands): a batch of lookalikes teaches one thing.
    bool diverse = false;
};

/// Candidates that have no label yet.
struct LearningQueue {
    std::vector<data::Row> rows; ///< what to label, the most informative first; those of the test set last
    std::vector<std::int64_t> candids; ///< of these
    std::vector<float> values; ///< how informative each is; NaN by chance and where it was not scored
    std::size_t test = 0; ///< how many of these, the last ones, belong to the test set
    std::size_t unlabelled = 0; ///< that passed, the test set's among them
    std::string model; ///< empty by chance alone
};

/// What a network sees in those of the rows that it has embedded; asked for only where a queue is to be diverse.
using VectorsByRow = std::function<Result<store::EmbeddingSet>(std::span<const data::Row>)>;

/// The next candidates of a table. `model` is the request's or the default's; empty where there is none.
///
/// By a strategy that asks a model, candidates without its scores are left out; where it is to be diverse, those
/// without a vector. Deterministic. Errors: WrongUse for an unknown strategy or a share outside 0 .. 1; NotFound
/// without scores of that model, or without vectors; Malformed for the filter.
[[nodiscard]] Result<LearningQueue> nextToLabel(const data::Table& table, const std::string& model,
    const LearningRequest& request, std::stop_token stop = {}, const VectorsByRow& vectors = {});

/// Those rows by how much the answer of a model leaves open, most first; equals in their order; those that it has not
/// scored last, in theirs. Not for Random. Errors: NotFound without scores of that model.
[[nodiscard]] Result<std::vector<data::Row>> byInformation(const data::Table& table, const std::string& model,
    active::Strategy strategy, bool reversed, std::vector<data::Row> rows);

/// Those rows, but that those of held-out objects (data::isHeldOut() of that share and seed; an alert without an object
/// stands for itself) stand evenly among the others, in an order by chance that is the same whatever else is there. The
/// others keep their order. Errors: NotFound without the columns `object` and `candid`.
[[nodiscard]] Result<std::vector<data::Row>> withFairTest(
    const data::Table& table, const std::vector<data::Row>& rows, double share, std::uint64_t seed);

/// In front up to `count` of the rows that have no label and a vector: of the ten times as many whose entropy is
/// highest those that look least like each other and like what is labelled. Behind them the others by entropy. Errors:
/// NotFound without scores of that model.
[[nodiscard]] Result<std::vector<data::Row>> byDiversity(const data::Table& table, const std::string& model,
    std::vector<data::Row> rows, std::size_t count, const VectorsByRow& vectors);

} // namespace vetrina::session
