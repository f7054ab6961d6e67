#include "core/store/columns.h"

#include "core/data/column_builder.h"
#include "core/store/column_types.h"
#include "core/store/disk_file.h"

#include <algorithm>
#include <fcntl.h>
#include <fstream>

namespace vetrina::store {

namespace fs = std::filesystem;
using data::Column;
using Type = Column::Type;

namespace {

/// Changes when the machine starts; what was only in its memory is gone then.
std::string bootId()
{
    std::ifstream in("/proc/sys/kernel/random/boot_id");
    std::string id;
    std::getline(in, id);
    return id;
}

constexpr std::size_t wordsFor(std::size_t rows) { return (rows + 63) / 64; }

Result<std::uint64_t> numberAt(const DiskFile& file, std::uint64_t index)
{
    std::uint64_t value = 0;
    const auto got = file.read(std::as_writable_bytes(std::span(&value, 1)), index * sizeof value);
    if (!got)
        return tl::unexpected(got.error());
    return *got == sizeof value ? value : 0; // behind the end all is null
}

} // namespace

Result<ColumnFiles> ColumnFiles::open(const Project& project)
{
    auto database = openDerived(project);
    if (!database)
        return tl::unexpected(database.error());
    return ColumnFiles(std::move(*database), project.columns());
}

fs::path ColumnFiles::path(std::int64_t id, const char* part) const
{
    return m_folder / (std::to_string(id) + "." + part);
}

/// What is there, and how much of it survives a power cut.
Result<ColumnFiles::Noted> ColumnFiles::noted()
{
    auto query = m_database.prepare("SELECT value FROM settings WHERE name = 'columns'"); // "ROWS SYNCED BOOT"
    if (!query)
        return tl::unexpected(query.error());
    const auto found = query->step();
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return Noted();
    std::istringstream words{ std::string(query->text(0)) };
    Noted noted;
    std::string boot;
    words >> noted.rows >> noted.synced >> boot;
    std::error_code ignored;
    if (!words || !fs::exists(m_folder, ignored))
        return Noted();
    noted.synced = std::min(noted.rows, noted.synced);
    if (boot != bootId())
        noted.rows = noted.synced;
    return noted;
}

Result<std::int64_t> ColumnFiles::rows()
{
    return noted().map([](const Noted& noted) { return noted.rows; });
}

Result<std::int64_t> ColumnFiles::unsynced()
{
    return noted().map([](const Noted& noted) { return noted.rows - noted.synced; });
}

Result<void> ColumnFiles::note(std::int64_t rows, bool synced)
{
    auto put = m_database.prepare("INSERT OR REPLACE INTO settings VALUES ('columns', ?1)");
    if (!put)
        return tl::unexpected(put.error());
    auto before = m_database.number("SELECT CAST(substr(value, instr(value, ' ') + 1) AS INTEGER) FROM settings "
                                    "WHERE name = 'columns'");
    if (!before)
        return tl::unexpected(before.error());
    const std::string value =
        std::to_string(rows) + " " + std::to_string(synced ? rows : std::min(rows, *before)) + " " + bootId();
    return put->with(value).run();
}

Result<std::vector<StoredColumn>> ColumnFiles::list()
{
    return m_database.all("SELECT column, name, type, own FROM columns ORDER BY column", [](const Statement& row) {
        return StoredColumn{ row.integer(0), std::string(row.text(1)), static_cast<Type>(row.integer(2)),
            row.integer(3) != 0 };
    });
}

Result<std::shared_ptr<const Column>> ColumnFiles::map(const std::string& name, std::size_t rows)
{
    auto query = m_database.prepare("SELECT column, type FROM columns WHERE name = ?1");
    if (!query)
        return tl::unexpected(query.error());
    const auto found = query->with(name).step();
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return fail(Error::Code::NotFound, "there is no column '" + name + "'");
    const auto id = query->integer(0);
    const auto type = static_cast<Type>(query->integer(1));
    query->reset();
    return mapColumn(m_folder / std::to_string(id), type, rows);
}

Result<StoredColumn> ColumnFiles::create(std::string_view name, Type type, bool own)
{
    auto put = m_database.prepare("INSERT INTO columns (name, type, own) VALUES (?1, ?2, ?3)");
    if (!put)
        return tl::unexpected(put.error());
    if (auto done = put->with(name, static_cast<int>(type), static_cast<int>(own)).run(); !done)
        return tl::unexpected(done.error());
    return StoredColumn{ m_database.lastRowId(), std::string(name), type, own };
}

Result<void> ColumnFiles::append(std::int64_t first, std::size_t rows, std::span<const IncomingColumn> columns)
{
    if (auto made = makeFolder(m_folder); !made)
        return made;
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    if (m_known.empty()) {
        const auto known = list();
        if (!known)
            return tl::unexpected(known.error());
        for (const auto& column : *known)
            m_known.emplace(column.name, column);
    }
    const auto write = [&]() -> Result<void> {
        std::map<std::string_view, bool> given;
        for (const auto& [name, values, own] : columns) {
            auto known = m_known.find(name);
            if (known == m_known.end()) {
                auto made = create(name, values.type, own);
                if (!made)
                    return tl::unexpected(made.error());
                known = m_known.emplace(std::string(name), std::move(*made)).first;
            }
            auto& column = known->second;
            if (const auto type = commonType(column.type, values.type); type != column.type) {
                if (auto widened = widen(column, type, first); !widened)
                    return widened;
            }
            auto written = values.type == column.type ? this->write(column, first, values)
                                                      : this->write(column, first, *converted(values, column.type));
            if (!written)
                return written;
            given.emplace(column.name, true);
        }
        for (const auto& [name, column] : m_known)
            if (!given.contains(name))
                if (auto written = writeNulls(column, first, rows); !written)
                    return written;
        return note(first + static_cast<std::int64_t>(rows), false);
    };
    auto done = write();
    if (done)
        done = transaction->commit();
    if (!done)
        m_known.clear(); // what was made is rolled back
    return done;
}

/// Writes a column anew in a wider type, under a new number: who has mapped the old files keeps them.
Result<void> ColumnFiles::widen(StoredColumn& column, Type type, std::int64_t rows)
{
    const auto old = mapColumn(m_folder / std::to_string(column.id), column.type, static_cast<std::size_t>(rows));
    if (!old)
        return tl::unexpected(old.error());
    auto drop = m_database.prepare("DELETE FROM columns WHERE column = ?1");
    if (!drop)
        return tl::unexpected(drop.error());
    if (auto dropped = drop->with(column.id).run(); !dropped)
        return dropped;
    auto made = create(column.name, type, column.own);
    if (!made)
        return tl::unexpected(made.error());
    column = std::move(*made);
    return write(column, 0, *converted(**old, type));
}

Result<void> ColumnFiles::write(const StoredColumn& column, std::int64_t first, const Column& values)
{
    if (column.type == Type::Text) {
        if (auto written = writeText(column.id, first, values); !written)
            return written;
    } else {
        auto file = DiskFile::open(path(column.id, "values"), O_RDWR | O_CREAT);
        if (!file)
            return tl::unexpected(file.error());
        const auto offset = static_cast<std::uint64_t>(first) * bytesPerValue(column.type);
        if (auto written = file->write(valueBytes(values), offset); !written)
            return written;
    }
    return writeValid(column.id, first, values);
}

/// The bits of those rows; the word that they share with earlier rows keeps those.
Result<void> ColumnFiles::writeValid(std::int64_t id, std::int64_t first, const Column& values)
{
    auto file = DiskFile::open(path(id, "valid"), O_RDWR | O_CREAT);
    if (!file)
        return tl::unexpected(file.error());
    const auto word = static_cast<std::uint64_t>(first) / 64;
    const auto shift = static_cast<unsigned>(first % 64);
    std::uint64_t shared = 0;
    if (shift != 0) {
        const auto before = numberAt(*file, word);
        if (!before)
            return tl::unexpected(before.error());
        shared = *before & ((std::uint64_t(1) << shift) - 1);
    }
    std::vector<std::uint64_t> bits(wordsFor(shift + values.rows));
    const auto given = [&](std::size_t i) { return values.valid.empty() ? ~std::uint64_t(0) : values.valid[i]; };
    for (std::size_t i = 0; i < wordsFor(values.rows); ++i) {
        const std::size_t left = values.rows - i * 64;
        const auto some = given(i) & (left >= 64 ? ~std::uint64_t(0) : (std::uint64_t(1) << left) - 1);
        bits[i] |= some << shift;
        if (shift != 0 && i + 1 < bits.size())
            bits[i + 1] |= some >> (64 - shift);
    }
    if (!bits.empty())
        bits[0] |= shared;
    return file->write(std::as_bytes(std::span(bits)), word * sizeof(std::uint64_t));
}

Result<void> ColumnFiles::writeText(std::int64_t id, std::int64_t first, const Column& values)
{
    auto offsets = DiskFile::open(path(id, "offsets"), O_RDWR | O_CREAT);
    if (!offsets)
        return tl::unexpected(offsets.error());
    auto text = DiskFile::open(path(id, "values"), O_RDWR | O_CREAT);
    if (!text)
        return tl::unexpected(text.error());
    const auto end = numberAt(*offsets, static_cast<std::uint64_t>(first));
    if (!end)
        return tl::unexpected(end.error());
    std::vector<std::uint64_t> moved(values.offsets.begin(), values.offsets.end());
    const auto base = moved.empty() ? 0 : moved.front();
    for (auto& offset : moved)
        offset = offset - base + *end;
    const auto bytes = std::as_bytes(values.text.subspan(base, moved.empty() ? 0 : moved.back() - *end));
    if (auto written = text->write(bytes, *end); !written)
        return written;
    return offsets->write(std::as_bytes(std::span(moved)), static_cast<std::uint64_t>(first) * sizeof(std::uint64_t));
}

Result<void> ColumnFiles::writeNulls(const StoredColumn& column, std::int64_t first, std::size_t rows)
{
    Column nulls;
    nulls.type = column.type;
    nulls.rows = rows;
    const std::vector<std::uint64_t> none(std::max(wordsFor(rows), rows + 1));
    nulls.valid = std::span(none).first(wordsFor(rows));
    if (column.type == Type::Text) {
        nulls.offsets = none;
        nulls.offsets = nulls.offsets.first(rows + 1);
        return write(column, first, nulls);
    }
    auto file = DiskFile::open(path(column.id, "values"), O_RDWR | O_CREAT);
    if (!file)
        return tl::unexpected(file.error());
    const auto size = bytesPerValue(column.type);
    auto done = file->resize(static_cast<std::uint64_t>(first) * size); // zeros that take no room
    if (done)
        done = file->resize((static_cast<std::uint64_t>(first) + rows) * size);
    return done ? writeValid(column.id, first, nulls) : done;
}

Result<void> ColumnFiles::sync()
{
    const auto now = rows();
    if (!now)
        return tl::unexpected(now.error());
    std::error_code why;
    std::vector<DiskFile> files;
    for (const auto& entry : fs::directory_iterator(m_folder, why)) {
        auto file = DiskFile::open(entry.path(), O_RDONLY);
        if (!file)
            return tl::unexpected(file.error());
        file->startSync(0, 0); // all at once, then wait for each
        files.push_back(std::move(*file));
    }
    for (auto& file : files)
        if (auto synced = file.sync(); !synced)
            return synced;
    if (auto synced = syncFolder(m_folder); !synced)
        return synced;
    return note(*now, true);
}

Result<void> ColumnFiles::reset()
{
    m_known.clear();
    if (auto emptied = m_database.execute("BEGIN IMMEDIATE; DELETE FROM columns; "
                                          "DELETE FROM settings WHERE name = 'columns'; COMMIT");
        !emptied)
        return emptied;
    std::error_code ignored; // a file that stays costs room only: its number is not used again
    fs::remove_all(m_folder, ignored);
    return {};
}

} // namespace vetrina::store
