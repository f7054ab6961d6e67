#pragma once

#include "core/base/progress.h"
#include "core/data/column_builder.h"
#include "core/store/catalogue.h"
#include "core/store/columns.h"
#include "core/store/ingest_lock.h"

#include <map>

namespace vetrina::store {

/// One candidate on its way in. The bytes must stand until add() returned.
struct NewCandidate {
    data::Candidate candidate;
    std::span<const std::byte> record; ///< the original Avro record, without its container
    ByteRange fields; ///< where in `record` the survey's fields lie: `candidate`, `diaSource`
    std::int64_t schema = 0; ///< CatalogueWriter::schema() of the text it was written by
};

/// What became of a batch.
struct BatchResult {
    std::int64_t added = 0;
    std::int64_t known = 0; ///< were there already, or twice in the batch
    std::vector<data::Row> rows; ///< one a candidate, in order; of those that were known too
};

/// Puts the survey's fields of one candidate into the batch's current row, and may end it.
/// `fields` are the bytes that NewCandidate::fields named, `schema` the text of the Avro schema of the whole record.
using FieldsDecoder = std::function<Result<void>(const StoredCandidate& candidate, const std::string& schema,
    std::span<const std::byte> fields, data::ColumnBatch& batch)>;

/// Adds candidates to a project; the only one who does while it lives. One thread at a time.
///
/// What was staged is on the disk when commit() returned: first the pack, then the catalogue. After a crash at any
/// moment the project holds whole commits, and what is ingested again completes it.
class CatalogueWriter {
public:
    /// Puts in order what a crash left. Errors: Busy with who is adding now, ReadOnly, Full; Malformed where the pack
    /// is shorter than the catalogue says.
    [[nodiscard]] static Result<std::unique_ptr<CatalogueWriter>> open(const Project& project);
    /// With a lock that was waited for.
    [[nodiscard]] static Result<std::unique_ptr<CatalogueWriter>> open(const Project& project, IngestLock lock);
    ~CatalogueWriter();

    /// The number of an Avro schema in this project; given one where it has none.
    [[nodiscard]] Result<std::int64_t> schema(std::string_view text);

    /// stage() and commit().
    [[nodiscard]] Result<BatchResult> add(
        std::span<const NewCandidate> candidates, const data::ColumnBatch* fields = nullptr);

    /// Takes the candidates whose keys are not there yet, in order; their records begin their way to the disk. Best
    /// committed by the thousand.
    ///
    /// `fields` holds the survey's fields, a row a candidate; nullptr leaves those of all that is staged to a later
    /// rebuild of the columns. Errors: Full, ReadOnly, Io: then what was staged is forgotten. WrongUse where a range
    /// lies outside its record or `fields` has another number of rows: then this batch is.
    [[nodiscard]] Result<BatchResult> stage(
        std::span<const NewCandidate> candidates, const data::ColumnBatch* fields = nullptr);
    /// Errors: Full, ReadOnly, Io: then nothing that was staged is in the project.
    [[nodiscard]] Result<void> commit();
    [[nodiscard]] std::size_t staged() const { return m_staged.size(); } ///< candidates that commit() would add

    /// Makes the columns of the candidates that have none yet: the derived files were deleted, or the power went.
    ///
    /// `progress` counts candidates; those whose bytes are damaged or can't be decoded are counted bad, and the
    /// survey's fields are null in their rows. Errors: Cancelled (what was made stays); Full, ReadOnly, Io.
    [[nodiscard]] Result<void> completeColumns(
        const FieldsDecoder& decode, std::stop_token stop = {}, Progress* progress = nullptr);
    /// Nothing is left for completeColumns().
    [[nodiscard]] Result<bool> columnsAreComplete();
    /// What the columns hold survives a power cut too. The destructor does the same where there is much to lose: few
    /// rows are made again in a second, and their hundreds of files are not worth waiting for.
    [[nodiscard]] Result<void> syncColumns();

    [[nodiscard]] std::int64_t rows() const { return m_rows; } ///< committed

private:
    /// A candidate whose record is on its way.
    struct Staged {
        data::Candidate candidate;
        PackRef record;
        ByteRange fields;
        std::uint64_t fieldsChecksum = 0;
        std::int64_t schema = 0;
    };

    CatalogueWriter(IngestLock lock, const Project& project, Database database, Pack pack, ColumnFiles columns);
    [[nodiscard]] Result<void> prepare();
    [[nodiscard]] Result<void> appendColumns();
    [[nodiscard]] Result<void> completeSome(
        Catalogue& catalogue, std::int64_t first, std::int64_t last, const FieldsDecoder& decode, Progress* progress);
    [[nodiscard]] Result<std::vector<std::size_t>> findNew(
        std::span<const NewCandidate> candidates, BatchResult& result);
    [[nodiscard]] Result<void> insertStaged();
    void forgetStaged();
    bool didNotGetIn();
    tl::unexpected<Error> takeBack(const Error& why);

    IngestLock m_lock;
    Database m_database;
    Pack m_pack;
    Statement m_find, m_insert, m_packEnd;
    std::unordered_map<std::uint64_t, std::int64_t> m_schemas; ///< by checksum of the text
    std::int64_t m_rows = 0;
    Project m_project;
    ColumnFiles m_columns;
    bool m_columnsChanged = false;

    std::vector<Staged> m_staged;
    std::map<data::CandidateKey, data::Row> m_stagedRows;
    data::ColumnBatch m_stagedFields;
    bool m_allHaveFields = true; ///< of the staged
    std::uint64_t m_packBefore = 0; ///< where the pack ended before them
};

} // namespace vetrina::store
