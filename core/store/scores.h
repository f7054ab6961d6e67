#pragma once

#include "core/data/candidate.h"
#include "core/store/project.h"

#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vetrina::store {

/// One version of a model that scored candidates of this project.
struct ScoreModel {
    std::int64_t id = 0;
    std::string name;
    std::string version;
    std::vector<std::string> classes; ///< in the order of the probabilities
};

/// What models think of candidates: model version x row -> probabilities, float32. In `derived.sqlite`: may be deleted.
///
/// All members: any thread; several processes may score at once. Errors: Full, ReadOnly, Busy, Io, Malformed.
class ScoreStore {
public:
    [[nodiscard]] static Result<std::unique_ptr<ScoreStore>> open(const Project& project);

    /// The number of a model version; given one where it has none. Errors: WrongUse where it has other classes here.
    [[nodiscard]] Result<std::int64_t> model(
        const std::string& name, const std::string& version, std::span<const std::string> classes);
    /// In the order in which they first scored.
    [[nodiscard]] Result<std::vector<ScoreModel>> models() const;
    /// The newest version of `NAME`, or that of `NAME:VERSION`. Errors: NotFound.
    [[nodiscard]] Result<ScoreModel> findModel(std::string_view name) const;

    /// Keeps (or replaces) scores; `probabilities` has the model's number of classes for each row, one after the other.
    [[nodiscard]] Result<void> put(
        std::int64_t model, std::span<const data::Row> rows, std::span<const float> probabilities);

    /// The probabilities of one candidate; empty where it was not scored.
    [[nodiscard]] Result<std::vector<float>> get(std::int64_t model, data::Row row) const;
    /// What was put since `change` (0: everything): row and probabilities, the latter only valid during the call. Gives
    /// the number to ask with next time. Holds the store while `each` runs.
    [[nodiscard]] Result<std::int64_t> forEachSince(std::int64_t model, std::int64_t change,
        const std::function<void(data::Row, std::span<const float>)>& each) const;
    /// Rows from `first` to before `last` that this model has not scored, in order.
    [[nodiscard]] Result<std::vector<data::Row>> missing(std::int64_t model, data::Row first, data::Row last) const;

    /// Forgets a model version and its scores.
    [[nodiscard]] Result<void> remove(std::int64_t model);

private:
    struct Connection {
        explicit Connection(Database opened)
            : database(std::move(opened))
        {
        }
        std::mutex mutex; ///< guards what follows
        Database database;
        Statement get;
    };

    explicit ScoreStore(Database database)
        : m_writes(std::move(database))
    {
    }
    /// What is read for the screen waits neither for a batch that is written nor for whoever looks what is missing.
    [[nodiscard]] Connection& reads() const { return m_reads ? *m_reads : m_writes; }

    mutable Connection m_writes;
    Statement m_put; ///< of m_writes
    std::unique_ptr<Connection> m_reads; ///< none where nothing is written
};

} // namespace vetrina::store
