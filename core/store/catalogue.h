#pragma once

#include "core/base/file.h"
#include "core/data/candidate.h"
#include "core/store/pack.h"
#include "core/store/project.h"

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace vetrina::store {

/// A part of a record, in bytes from its start.
struct ByteRange {
    std::uint64_t begin = 0;
    std::uint64_t length = 0;
};

/// What the catalogue knows of one candidate.
struct StoredCandidate {
    data::Row row = 0;
    data::Candidate candidate;
    PackRef record; ///< the whole original record, without its container
    std::int64_t schema = 0; ///< which Avro schema it was written by: Catalogue::schema()
    PackRef fields; ///< the part of the record that holds the survey's fields
};

/// One version of a model, as its card describes it.
struct StoredModel {
    std::int64_t id = 0;
    std::string name;
    std::string version;
    std::string card; ///< JSON
    std::int64_t timeUs = 0; ///< when it came, microseconds since 1970-01-01 UTC
};

/// One piece of long work: what was done to this project, when, by whom.
struct StoredRun {
    std::int64_t id = 0;
    std::string kind; ///< "ingest", "score", "train"
    std::string user;
    std::int64_t begunUs = 0;
    std::optional<std::int64_t> endedUs; ///< nothing where it was cut short, or still runs
    std::string detail; ///< JSON
};

/// The candidates of a project and their original bytes, as they stand; beside a running ingest too.
///
/// All members: any thread, and never long, but for forEach(). Errors: Malformed where a file is damaged, Io.
class Catalogue {
public:
    [[nodiscard]] static Result<std::unique_ptr<Catalogue>> open(const Project& project);

    /// How many candidates there are now; their rows are 0 to that less one.
    [[nodiscard]] Result<std::int64_t> rows() const;

    /// Errors: NotFound.
    [[nodiscard]] Result<data::Row> rowOf(const data::CandidateKey& key) const;
    /// The candidate with that id, of whichever survey has it. Errors: NotFound; WrongUse where two have.
    [[nodiscard]] Result<data::Row> rowOfId(std::int64_t id) const;
    /// Newest first; nothing where there is no such object.
    [[nodiscard]] Result<std::vector<data::Row>> rowsOfObject(std::string_view object) const;
    /// The alerts of one survey's object, newest first. Holds the lock, so `each` must not call the catalogue.
    [[nodiscard]] Result<void> forObject(data::Survey survey, std::string_view object,
        const std::function<void(data::Row, const data::Candidate&)>& each) const;

    [[nodiscard]] Result<StoredCandidate> candidate(data::Row row) const;
    /// In order from `first` to before `last`, until `each` gives false. Holds no lock while `each` runs.
    [[nodiscard]] Result<void> forEach(
        data::Row first, data::Row last, const std::function<bool(const StoredCandidate&)>& each) const;

    /// Original bytes, checked: a candidate's `record` or `fields`.
    [[nodiscard]] Result<Bytes> bytes(const PackRef& ref) const { return m_pack.read(ref); }

    /// The text of an Avro schema; kept once read. Errors: NotFound.
    [[nodiscard]] Result<std::shared_ptr<const std::string>> schema(std::int64_t id) const;

    /// Adds a model version, or gives the one that is there with that name and version; its card is then replaced.
    [[nodiscard]] Result<std::int64_t> putModel(const StoredModel& model);
    [[nodiscard]] Result<std::vector<StoredModel>> models() const;

    /// Notes that a piece of work begins, and that it ended.
    [[nodiscard]] Result<std::int64_t> beginRun(std::string_view kind, std::string_view user, std::string_view detail);
    [[nodiscard]] Result<void> endRun(std::int64_t id, std::string_view detail);
    [[nodiscard]] Result<std::vector<StoredRun>> runs() const;

private:
    Catalogue(Database database, Pack pack)
        : m_database(std::move(database))
        , m_pack(std::move(pack))
    {
    }

    mutable std::mutex m_mutex; ///< guards the database, the statements and the schemas
    mutable Database m_database;
    mutable Statement m_rowOf, m_rowOfId, m_rowsOfObject, m_ofObject, m_range;
    mutable std::unordered_map<std::int64_t, std::shared_ptr<const std::string>> m_schemas;
    Pack m_pack;
};

} // namespace vetrina::store
