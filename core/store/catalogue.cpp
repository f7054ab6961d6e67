#include "core/store/catalogue.h"

#include "core/store/clock.h"
#include "core/store/migrations.h"

#include <algorithm>

namespace vetrina::store {

namespace {

constexpr auto rangeSql =
    "SELECT row, survey, id, object, jd, ra, dec, band, positive, magnitude, magnitude_error, survey_score, schema, "
    "offset, length, checksum, fields_begin, fields_length, fields_checksum "
    "FROM candidates WHERE row >= ?1 AND row < ?2 ORDER BY row LIMIT ?3";

// The index by object finds them; the rest of their rows, with the places of their bytes, stays unread.
constexpr auto ofObjectSql =
    "SELECT row, survey, id, object, jd, ra, dec, band, positive, magnitude, magnitude_error, survey_score "
    "FROM candidates WHERE object = ?1 AND survey = ?2 ORDER BY jd DESC, row DESC";

/// The columns that both queries begin with, after the row's number.
data::Candidate readCandidate(const Statement& s)
{
    data::Candidate candidate;
    candidate.key = { static_cast<data::Survey>(s.integer(1)), s.integer(2) };
    candidate.object = s.text(3);
    candidate.jd = s.real(4);
    candidate.raDeg = s.real(5);
    candidate.decDeg = s.real(6);
    candidate.band = s.text(7).empty() ? '?' : s.text(7).front();
    candidate.positive = s.integer(8) != 0;
    candidate.magnitude = static_cast<float>(s.real(9));
    candidate.magnitudeError = static_cast<float>(s.real(10));
    candidate.surveyScore = static_cast<float>(s.real(11));
    return candidate;
}

StoredCandidate readRow(const Statement& s)
{
    StoredCandidate stored;
    stored.row = s.integer(0);
    stored.candidate = readCandidate(s);
    stored.schema = s.integer(12);
    const auto unsignedAt = [&](int column) { return static_cast<std::uint64_t>(s.integer(column)); };
    stored.record = { unsignedAt(13), unsignedAt(14), unsignedAt(15) };
    stored.fields = { stored.record.offset + unsignedAt(16), unsignedAt(17), unsignedAt(18) };
    return stored;
}

std::int64_t firstNumber(const Statement& s) { return s.integer(0); }

tl::unexpected<Error> noCandidate(const std::string& what)
{
    return fail(Error::Code::NotFound, "there is no candidate " + what + " in this project", "Ingest its packet.");
}

} // namespace

Result<std::unique_ptr<Catalogue>> Catalogue::open(const Project& project)
{
    auto database = openKind(project.catalogue(), project.mode, catalogueKind());
    if (!database)
        return tl::unexpected(database.error());
    auto pack = Pack::open(project.pack(), Mode::ReadOnly);
    if (!pack)
        return tl::unexpected(pack.error());
    std::unique_ptr<Catalogue> catalogue(new Catalogue(std::move(*database), std::move(*pack)));
    struct {
        Statement& statement;
        const char* sql;
    } const all[] = {
        { catalogue->m_rowOf, "SELECT row FROM candidates WHERE id = ?1 AND survey = ?2" },
        { catalogue->m_rowOfId, "SELECT row FROM candidates WHERE id = ?1" },
        { catalogue->m_rowsOfObject, "SELECT row FROM candidates WHERE object = ?1 ORDER BY jd DESC, row DESC" },
        { catalogue->m_ofObject, ofObjectSql },
        { catalogue->m_range, rangeSql },
    };
    for (const auto& [statement, sql] : all) {
        auto prepared = catalogue->m_database.prepare(sql);
        if (!prepared)
            return tl::unexpected(prepared.error());
        statement = std::move(*prepared);
    }
    return catalogue;
}

Result<std::int64_t> Catalogue::rows() const
{
    std::lock_guard lock(m_mutex);
    return m_database.number("SELECT ifnull(max(row) + 1, 0) FROM candidates");
}

Result<data::Row> Catalogue::rowOf(const data::CandidateKey& key) const
{
    std::lock_guard lock(m_mutex);
    const auto found = m_rowOf.with(key.id, static_cast<int>(key.survey)).step();
    if (!found)
        return tl::unexpected(found.error());
    const data::Row row = *found ? m_rowOf.integer(0) : -1;
    m_rowOf.reset();
    if (row < 0)
        return noCandidate(std::to_string(key.id));
    return row;
}

Result<data::Row> Catalogue::rowOfId(std::int64_t id) const
{
    std::lock_guard lock(m_mutex);
    const auto rows = m_rowOfId.with(id).all(firstNumber);
    if (!rows)
        return tl::unexpected(rows.error());
    if (rows->empty())
        return noCandidate(std::to_string(id));
    if (rows->size() > 1)
        return fail(
            Error::Code::WrongUse, "two surveys have a candidate " + std::to_string(id), "Name the survey too.");
    return rows->front();
}

Result<std::vector<data::Row>> Catalogue::rowsOfObject(std::string_view object) const
{
    std::lock_guard lock(m_mutex);
    return m_rowsOfObject.with(object).all(firstNumber);
}

Result<void> Catalogue::forObject(data::Survey survey, std::string_view object,
    const std::function<void(data::Row, const data::Candidate&)>& each) const
{
    std::lock_guard lock(m_mutex);
    return m_ofObject.with(object, static_cast<int>(survey)).forEach([&](const Statement& row) {
        each(row.integer(0), readCandidate(row));
    });
}

Result<StoredCandidate> Catalogue::candidate(data::Row row) const
{
    std::lock_guard lock(m_mutex);
    const auto found = m_range.with(row, row + 1, 1).step();
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return noCandidate("in row " + std::to_string(row));
    auto stored = readRow(m_range);
    m_range.reset();
    return stored;
}

Result<void> Catalogue::forEach(
    data::Row first, data::Row last, const std::function<bool(const StoredCandidate&)>& each) const
{
    constexpr std::int64_t atOnce = 1024;
    std::vector<StoredCandidate> some;
    while (first < last) {
        some.clear();
        {
            std::lock_guard lock(m_mutex);
            m_range.with(first, last, atOnce);
            if (auto read = m_range.forEach([&](const Statement& row) { some.push_back(readRow(row)); }); !read)
                return read;
        }
        if (some.empty())
            return {};
        for (const auto& stored : some)
            if (!each(stored))
                return {};
        if (some.back().row < first) // a walk through a damaged file could go in circles
            return fail(Error::Code::Malformed, m_database.file().string() + ": damaged: rows out of order",
                "Restore the file from a backup; `vetrina doctor` says more.");
        first = some.back().row + 1;
    }
    return {};
}

Result<std::shared_ptr<const std::string>> Catalogue::schema(std::int64_t id) const
{
    std::lock_guard lock(m_mutex);
    if (const auto known = m_schemas.find(id); known != m_schemas.end())
        return known->second;
    auto query = m_database.prepare("SELECT text FROM schemas WHERE schema = ?1");
    if (!query)
        return tl::unexpected(query.error());
    const auto found = query->with(id).step();
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return fail(Error::Code::NotFound, m_database.file().string() + ": there is no schema " + std::to_string(id),
            "Restore the project from a backup.");
    auto text = std::make_shared<const std::string>(query->text(0));
    m_schemas.emplace(id, text);
    return text;
}

Result<std::int64_t> Catalogue::putModel(const StoredModel& model)
{
    std::lock_guard lock(m_mutex);
    auto put = m_database.prepare("INSERT INTO models (name, version, card, time) VALUES (?1, ?2, ?3, ?4) "
                                  "ON CONFLICT (name, version) DO UPDATE SET card = excluded.card RETURNING model");
    if (!put)
        return tl::unexpected(put.error());
    const auto row =
        put->with(model.name, model.version, model.card, model.timeUs != 0 ? model.timeUs : nowUs()).step();
    if (!row)
        return tl::unexpected(row.error());
    const auto id = put->integer(0);
    return put->run().map([&] { return id; });
}

Result<std::vector<StoredModel>> Catalogue::models() const
{
    std::lock_guard lock(m_mutex);
    return m_database.all(
        "SELECT model, name, version, card, time FROM models ORDER BY model", [](const Statement& row) {
            return StoredModel{ row.integer(0), std::string(row.text(1)), std::string(row.text(2)),
                std::string(row.text(3)), row.integer(4) };
        });
}

Result<std::int64_t> Catalogue::beginRun(std::string_view kind, std::string_view user, std::string_view detail)
{
    std::lock_guard lock(m_mutex);
    auto put = m_database.prepare("INSERT INTO runs (kind, user, begun, detail) VALUES (?1, ?2, ?3, ?4)");
    if (!put)
        return tl::unexpected(put.error());
    return put->with(kind, user, nowUs(), detail).run().map([&] { return m_database.lastRowId(); });
}

Result<void> Catalogue::endRun(std::int64_t id, std::string_view detail)
{
    std::lock_guard lock(m_mutex);
    auto put = m_database.prepare("UPDATE runs SET ended = ?2, detail = ?3 WHERE run = ?1");
    if (!put)
        return tl::unexpected(put.error());
    return put->with(id, nowUs(), detail).run();
}

Result<std::vector<StoredRun>> Catalogue::runs() const
{
    std::lock_guard lock(m_mutex);
    return m_database.all(
        "SELECT run, kind, user, begun, ended, detail FROM runs ORDER BY run", [](const Statement& row) {
            StoredRun run{ row.integer(0), std::string(row.text(1)), std::string(row.text(2)), row.integer(3), {},
                std::string(row.text(5)) };
            if (!row.isNull(4))
                run.endedUs = row.integer(4);
            return run;
        });
}

} // namespace vetrina::store
