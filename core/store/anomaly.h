#pragma once

#include "core/base/file.h"
#include "core/data/candidate.h"
#include "core/store/project.h"

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vetrina::store {

/// One run of an anomaly scorer that stands in a project.
struct AnomalyScorer {
    std::int64_t id = 0; ///< another one for each run
    std::string name; ///< "forest"
    std::string recipe; ///< JSON: kind, fields, seed, ..
};

/// How unusual candidates are: scorer x row -> value, float32, with what was fitted. In `derived.sqlite`: may be
/// deleted.
///
/// All members: any thread; several processes may write at once. Errors: Full, ReadOnly, Busy, Io, Malformed.
class AnomalyStore {
public:
    [[nodiscard]] static Result<std::unique_ptr<AnomalyStore>> open(const Project& project);

    /// In the order of their runs.
    [[nodiscard]] Result<std::vector<AnomalyScorer>> scorers() const;
    /// Errors: NotFound.
    [[nodiscard]] Result<AnomalyScorer> find(std::string_view name) const;
    /// What was fitted. Errors: NotFound where another run took its place.
    [[nodiscard]] Result<Bytes> state(std::int64_t scorer) const;

    /// Puts a run with its values in place of that name's last one, in one transaction. A NaN is no value. Gives its
    /// number.
    [[nodiscard]] Result<std::int64_t> replace(const std::string& name, const std::string& recipe,
        std::span<const std::byte> state, std::span<const data::Row> rows, std::span<const float> values);
    /// Adds values of more candidates, or replaces them. Errors: NotFound where another run took its place.
    [[nodiscard]] Result<void> put(std::int64_t scorer, std::span<const data::Row> rows, std::span<const float> values);

    /// The value of one candidate; nothing where it was not scored.
    [[nodiscard]] Result<std::optional<float>> get(std::int64_t scorer, data::Row row) const;
    /// What was put since `change` (0: everything): the values of neighbouring rows from `first` on, NaN where one was
    /// not scored; some may have been there before. Only valid during the call. Gives the number to ask with next time.
    [[nodiscard]] Result<std::int64_t> forEachSince(std::int64_t scorer, std::int64_t change,
        const std::function<void(data::Row first, std::span<const float> values)>& each) const;

    /// Forgets a run and its values.
    [[nodiscard]] Result<void> remove(std::int64_t scorer);

private:
    struct Connection {
        explicit Connection(Database opened)
            : database(std::move(opened))
        {
        }
        std::mutex mutex; ///< guards what follows
        Database database;
    };

    explicit AnomalyStore(Database database)
        : m_writes(std::move(database))
    {
    }
    /// What is read for the screen does not wait for what is written.
    [[nodiscard]] Connection& reads() const { return m_reads ? *m_reads : m_writes; }
    [[nodiscard]] Result<void> write(
        std::int64_t scorer, std::span<const data::Row> rows, std::span<const float> values);
    [[nodiscard]] Result<void> forget(std::int64_t scorer);

    mutable Connection m_writes;
    std::unique_ptr<Connection> m_reads; ///< none where nothing is written
};

} // namespace vetrina::store
