#pragma once

#include "core/data/candidate.h"
#include "core/store/project.h"

#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vetrina::store {

/// One version of a model that embedded candidates of this project.
struct EmbeddingModel {
    std::int64_t id = 0;
    std::string name;
    std::string version;
    std::size_t dimensions = 0;
};

/// Vectors by row, ascending.
struct EmbeddingSet {
    std::size_t dimensions = 0;
    std::vector<data::Row> rows;
    std::vector<float> values; ///< rows x dimensions
};

/// A map of candidates in two dimensions.
struct EmbeddingMap {
    std::string recipe; ///< JSON: what it was made with
    std::vector<data::Row> rows; ///< ascending
    std::vector<float> xy; ///< x and y of each
};

/// What networks see in candidates: model version x row -> a vector, stored as float16, and maps of these. In
/// `derived.sqlite`: may be deleted.
///
/// All members: any thread; several processes may embed at once. Errors: Full, ReadOnly, Busy, Io, Malformed.
class EmbeddingStore {
public:
    [[nodiscard]] static Result<std::unique_ptr<EmbeddingStore>> open(const Project& project);

    /// The number of a model version; given one where it has none. Errors: WrongUse where it has other dimensions here.
    [[nodiscard]] Result<std::int64_t> model(
        const std::string& name, const std::string& version, std::size_t dimensions);
    /// In the order in which they first embedded.
    [[nodiscard]] Result<std::vector<EmbeddingModel>> models() const;
    /// The newest version of `NAME`, or that of `NAME:VERSION`; without a name the model that came last, of
    /// those that have vectors. NotFound.
    [[nodiscard]] Result<EmbeddingModel> findModel(std::string_view name) const;

    /// Keeps (or replaces) vectors, one after the other, rounded to float16; beyond its range they are cut to 65,504.
    /// Errors: WrongUse for a value that is no number.
    [[nodiscard]] Result<void> put(
        const EmbeddingModel& model, std::span<const data::Row> rows, std::span<const float> vectors);
    [[nodiscard]] Result<EmbeddingSet> all(const EmbeddingModel& model) const;
    /// Those of these rows that have one; `rows` ascending.
    [[nodiscard]] Result<EmbeddingSet> of(const EmbeddingModel& model, std::span<const data::Row> rows) const;
    /// The rows that have vectors, ascending.
    [[nodiscard]] Result<std::vector<data::Row>> rows(std::int64_t model) const;

    [[nodiscard]] Result<void> putMap(std::int64_t model, const std::string& kind, const EmbeddingMap& map);
    [[nodiscard]] Result<std::optional<EmbeddingMap>> map(std::int64_t model, const std::string& kind) const;

private:
    explicit EmbeddingStore(Database database)
        : m_database(std::move(database))
    {
    }

    [[nodiscard]] Error torn() const;
    [[nodiscard]] Result<std::vector<EmbeddingModel>> modelsWhere(const std::string& condition) const;

    mutable std::mutex m_mutex; ///< guards what follows
    mutable Database m_database;
};

} // namespace vetrina::store
