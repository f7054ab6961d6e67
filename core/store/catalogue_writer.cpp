#include "core/store/catalogue_writer.h"

#include "core/base/hash.h"
#include "core/base/log.h"
#include "core/store/migrations.h"
#include "core/store/own_columns.h"

namespace vetrina::store {

CatalogueWriter::CatalogueWriter(
    IngestLock lock, const Project& project, Database database, Pack pack, ColumnFiles columns)
    : m_lock(std::move(lock))
    , m_database(std::move(database))
    , m_pack(std::move(pack))
    , m_project(project)
    , m_columns(std::move(columns))
{
}

CatalogueWriter::~CatalogueWriter()
{
    constexpr std::int64_t many = 20'000;
    if (const auto unsynced = m_columns.unsynced(); unsynced && *unsynced < many)
        return;
    if (auto synced = syncColumns(); !synced) // they can be made again
        log::warning("store", synced.error().message);
}

Result<std::unique_ptr<CatalogueWriter>> CatalogueWriter::open(const Project& project)
{
    if (project.mode == Mode::ReadOnly)
        return fail(Error::Code::ReadOnly, project.folder.string() + ": opened for reading only",
            "Copy the project to a place that can be written.");
    auto lock = IngestLock::acquire(project.folder);
    if (!lock)
        return tl::unexpected(lock.error());
    return open(project, std::move(*lock));
}

Result<std::unique_ptr<CatalogueWriter>> CatalogueWriter::open(const Project& project, IngestLock lock)
{
    auto database = openKind(project.catalogue(), Mode::ReadWrite, catalogueKind());
    if (!database)
        return tl::unexpected(database.error());
    auto pack = Pack::open(project.pack(), Mode::ReadWrite);
    if (!pack)
        return tl::unexpected(pack.error());
    auto columns = ColumnFiles::open(project);
    if (!columns)
        return tl::unexpected(columns.error());
    std::unique_ptr<CatalogueWriter> writer(
        new CatalogueWriter(std::move(lock), project, std::move(*database), std::move(*pack), std::move(*columns)));
    if (auto ready = writer->prepare(); !ready)
        return tl::unexpected(ready.error());
    return writer;
}

Result<void> CatalogueWriter::prepare()
{
    // Keys arrive in no order: the index pages a batch touches must fit.
    if (auto set = m_database.execute("PRAGMA cache_size=-65536"); !set)
        return set;
    auto find = m_database.prepare("SELECT row FROM candidates WHERE id = ?1 AND survey = ?2");
    if (!find)
        return tl::unexpected(find.error());
    auto insert = m_database.prepare("INSERT INTO candidates VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, "
                                     "?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)");
    if (!insert)
        return tl::unexpected(insert.error());
    auto packEnd = m_database.prepare("INSERT OR REPLACE INTO settings VALUES ('pack_end', ?1)");
    if (!packEnd)
        return tl::unexpected(packEnd.error());
    m_find = std::move(*find);
    m_insert = std::move(*insert);
    m_packEnd = std::move(*packEnd);

    const auto rows = m_database.number("SELECT ifnull(max(row) + 1, 0) FROM candidates");
    if (!rows)
        return tl::unexpected(rows.error());
    m_rows = *rows;
    const auto committed = m_database.number("SELECT CAST(value AS INTEGER) FROM settings WHERE name = 'pack_end'");
    if (!committed)
        return tl::unexpected(committed.error());
    return m_pack.recover(static_cast<std::uint64_t>(*committed));
}

Result<std::int64_t> CatalogueWriter::schema(std::string_view text)
{
    const auto sum = checksum(asBytes(text));
    if (const auto known = m_schemas.find(sum); known != m_schemas.end())
        return known->second;
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto find = m_database.prepare("SELECT schema FROM schemas WHERE checksum = ?1 AND text = ?2");
    if (!find)
        return tl::unexpected(find.error());
    const auto found = find->with(static_cast<std::int64_t>(sum), text).step();
    if (!found)
        return tl::unexpected(found.error());
    std::int64_t id = *found ? find->integer(0) : 0;
    find->reset();
    if (id == 0) {
        auto put = m_database.prepare("INSERT INTO schemas (text, checksum) VALUES (?1, ?2)");
        if (!put)
            return tl::unexpected(put.error());
        if (auto done = put->with(text, static_cast<std::int64_t>(sum)).run(); !done)
            return tl::unexpected(done.error());
        id = m_database.lastRowId();
        if (auto done = transaction->commit(); !done)
            return tl::unexpected(done.error());
    }
    m_schemas.emplace(sum, id);
    return id;
}

/// Which of them are not there yet; the rows of all are put into the result.
Result<std::vector<std::size_t>> CatalogueWriter::findNew(std::span<const NewCandidate> candidates, BatchResult& result)
{
    std::vector<std::size_t> fresh;
    fresh.reserve(candidates.size());
    result.rows.reserve(candidates.size());
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const auto& [survey, id] = candidates[i].candidate.key;
        const auto found = m_find.with(id, static_cast<int>(survey)).step();
        if (!found)
            return tl::unexpected(found.error());
        if (*found) {
            result.rows.push_back(m_find.integer(0));
            m_find.reset();
            continue;
        }
        const auto next = m_rows + static_cast<std::int64_t>(m_stagedRows.size());
        const auto [place, isNew] = m_stagedRows.emplace(candidates[i].candidate.key, next);
        result.rows.push_back(place->second);
        if (isNew)
            fresh.push_back(i);
    }
    result.added = static_cast<std::int64_t>(fresh.size());
    result.known = static_cast<std::int64_t>(candidates.size() - fresh.size());
    return fresh;
}

Result<BatchResult> CatalogueWriter::stage(std::span<const NewCandidate> candidates, const data::ColumnBatch* fields)
{
    if (fields && fields->rows() != candidates.size())
        return fail(Error::Code::WrongUse,
            "a batch of " + std::to_string(candidates.size()) + " candidates with " + std::to_string(fields->rows())
                + " rows of fields");
    for (const auto& [candidate, record, range, schema] : candidates)
        if (range.begin > record.size() || range.length > record.size() - range.begin)
            return fail(
                Error::Code::WrongUse, std::to_string(candidate.key.id) + ": its fields lie outside its record");

    if (m_staged.empty())
        m_packBefore = m_pack.size();
    BatchResult result;
    const auto fresh = findNew(candidates, result);
    if (!fresh)
        return takeBack(fresh.error());
    if (fresh->empty())
        return result;
    std::vector<std::span<const std::byte>> records;
    records.reserve(fresh->size());
    for (const auto i : *fresh)
        records.push_back(candidates[i].record);
    const auto refs = m_pack.append(records);
    if (!refs)
        return takeBack(refs.error());
    for (std::size_t at = 0; at < fresh->size(); ++at) {
        const auto& [candidate, record, range, schema] = candidates[(*fresh)[at]];
        const auto& ref = (*refs)[at];
        const bool all = range.length == record.size(); // then it is known already
        m_staged.push_back({ candidate, ref, range,
            all ? ref.checksum : checksum(record.subspan(range.begin, range.length)), schema });
    }
    m_allHaveFields &= fields != nullptr;
    if (m_allHaveFields)
        m_stagedFields.append(*fields, *fresh);
    return result;
}

Result<void> CatalogueWriter::insertStaged()
{
    const auto whole = [](std::uint64_t value) { return static_cast<std::int64_t>(value); };
    auto row = m_rows;
    for (const auto& [candidate, ref, fields, fieldsChecksum, schema] : m_staged) {
        m_insert.with(row++, static_cast<int>(candidate.key.survey), candidate.key.id, candidate.object, candidate.jd,
            candidate.raDeg, candidate.decDeg, std::string_view(&candidate.band, 1),
            static_cast<int>(candidate.positive), static_cast<double>(candidate.magnitude),
            static_cast<double>(candidate.magnitudeError), static_cast<double>(candidate.surveyScore), schema,
            whole(ref.offset), whole(ref.length), whole(ref.checksum), whole(fields.begin), whole(fields.length),
            whole(fieldsChecksum));
        if (auto done = m_insert.run(); !done)
            return done;
    }
    return m_packEnd.with(static_cast<std::int64_t>(m_pack.size())).run();
}

void CatalogueWriter::forgetStaged()
{
    m_staged.clear();
    m_stagedRows.clear();
    m_stagedFields = {};
    m_allHaveFields = true;
}

tl::unexpected<Error> CatalogueWriter::takeBack(const Error& why)
{
    m_pack.takeBack(m_packBefore);
    forgetStaged();
    return tl::unexpected(why);
}

/// Whether a commit that failed is certainly not in the catalogue. What it left in the log could come to life after a
/// crash until another commit stands there in its place: one that changes nothing.
bool CatalogueWriter::didNotGetIn()
{
    const auto rows = m_database.number("SELECT ifnull(max(row) + 1, 0) FROM candidates");
    return rows && *rows == m_rows && m_database.execute("UPDATE settings SET value = value WHERE name = 'id'")
        && m_database.changes() == 1;
}

Result<void> CatalogueWriter::commit()
{
    if (m_staged.empty())
        return {};
    auto transaction = Transaction::begin(m_database);
    auto done = transaction ? insertStaged() : tl::unexpected(transaction.error());
    // The columns go ahead of the catalogue: rows that it does not know are written over.
    if (done)
        done = appendColumns();
    // The catalogue may only ever point at bytes that are on the disk.
    if (done)
        done = m_pack.sync();
    if (!done)
        return takeBack(done.error());
    done = transaction->commit();
    if (!done && didNotGetIn())
        return takeBack(done.error());
    if (done)
        m_rows += static_cast<std::int64_t>(m_staged.size());
    else // nobody knows whether the disk has it
        for (const auto& one : m_staged)
            m_pack.keepForLater(one.record);
    forgetStaged();
    return done;
}

Result<BatchResult> CatalogueWriter::add(std::span<const NewCandidate> candidates, const data::ColumnBatch* fields)
{
    auto result = stage(candidates, fields);
    if (!result)
        return result;
    if (auto done = commit(); !done)
        return tl::unexpected(done.error());
    return result;
}

Result<void> CatalogueWriter::appendColumns()
{
    const auto there = m_columns.rows();
    if (!there)
        return tl::unexpected(there.error());
    if (!m_allHaveFields || *there < m_rows) // completeColumns() will
        return {};
    std::vector<const data::Candidate*> some;
    std::vector<std::size_t> each;
    some.reserve(m_staged.size());
    each.reserve(m_staged.size());
    for (const auto& one : m_staged) {
        each.push_back(some.size());
        some.push_back(&one.candidate);
    }
    const BatchColumns batch(some, m_stagedFields, each);
    m_columnsChanged = true;
    return m_columns.append(m_rows, m_staged.size(), batch.columns());
}

Result<bool> CatalogueWriter::columnsAreComplete()
{
    return m_columns.rows().map([&](std::int64_t there) { return there >= m_rows; });
}

Result<void> CatalogueWriter::syncColumns()
{
    if (!m_columnsChanged)
        return {};
    m_columnsChanged = false;
    return m_columns.sync();
}

Result<void> CatalogueWriter::completeColumns(const FieldsDecoder& decode, std::stop_token stop, Progress* progress)
{
    constexpr std::int64_t atOnce = 4096;
    const auto there = m_columns.rows();
    if (!there)
        return tl::unexpected(there.error());
    if (*there >= m_rows)
        return {};
    if (*there == 0) {
        if (auto emptied = m_columns.reset(); !emptied)
            return emptied;
    }
    auto catalogue = Catalogue::open(m_project);
    if (!catalogue)
        return tl::unexpected(catalogue.error());
    if (progress)
        progress->total = static_cast<std::uint64_t>(m_rows - *there);
    for (auto first = *there; first < m_rows; first += atOnce) {
        if (stop.stop_requested())
            return cancelled();
        auto done = completeSome(**catalogue, first, std::min(first + atOnce, m_rows), decode, progress);
        if (!done)
            return done;
    }
    return syncColumns();
}

Result<void> CatalogueWriter::completeSome(
    Catalogue& catalogue, std::int64_t first, std::int64_t last, const FieldsDecoder& decode, Progress* progress)
{
    data::ColumnBatch batch;
    std::vector<StoredCandidate> stored;
    auto walked = catalogue.forEach(first, last, [&](const StoredCandidate& one) {
        stored.push_back(one);
        return true;
    });
    if (!walked)
        return walked;
    if (stored.size() != static_cast<std::size_t>(last - first))
        return fail(Error::Code::Malformed, m_project.catalogue().string() + ": rows are missing",
            "Restore the project from a backup.");
    std::vector<const data::Candidate*> candidates;
    std::vector<std::size_t> pick;
    for (const auto& one : stored) {
        const auto schema = catalogue.schema(one.schema);
        const auto bytes = catalogue.bytes(one.fields);
        const auto rows = batch.rows();
        if (!schema || !bytes || !decode(one, **schema, *bytes, batch)) {
            if (progress)
                ++progress->bad;
        }
        if (batch.rows() == rows)
            batch.endRow();
        if (batch.rows() != rows + 1) // else the fields of one would stand beside another
            return fail(Error::Code::WrongUse, "a decoder that adds more than one row a candidate");
        if (progress)
            ++progress->done;
        pick.push_back(candidates.size());
        candidates.push_back(&one.candidate);
    }
    const BatchColumns columns(candidates, batch, pick);
    m_columnsChanged = true;
    return m_columns.append(first, candidates.size(), columns.columns());
}

} // namespace vetrina::store
