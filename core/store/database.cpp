#include "core/store/database.h"

#include "core/base/file.h"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <sqlite3.h>
#include <unistd.h>

namespace vetrina::store {

namespace fs = std::filesystem;

namespace {

constexpr int longestWaitMs = 60'000; // eight writers beside an ingest on a disk that another program fills

/// Waits a little and says whether to try again: short steps, because a label's commit takes a tenth of a millisecond
/// and SQLite's own handler would sleep a hundred times that. Nobody queues for the lock: who has waited long asks
/// more often than who comes after, or writers that keep coming could pass him by without end.
int whenBusy(void*, int tries)
{
    constexpr int firstTries = 20, firstUs = 250, stepUs = 1000, longTries = 1000, longUs = 500;
    constexpr int longestTries = longTries + (longestWaitMs - longTries) * (1000 / longUs);
    if (tries > longestTries)
        return 0;
    ::usleep(tries < firstTries ? firstUs : tries < longTries ? stepUs : longUs);
    return 1;
}

/// An SQLite error code as one of ours, with what to do about it.
Error explain(const std::string& file, int code, int systemErrno, const std::string& words)
{
    const std::string message = file + ": " + words;
    switch (code & 0xff) {
    case SQLITE_FULL:
        return { Error::Code::Full, message, "Free some room on the disk, then try again: nothing stored is lost." };
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return { Error::Code::ReadOnly, message, "Copy the project to a place that can be written." };
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return { Error::Code::Busy, message, "Another program is writing: try again in a moment." };
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
        return { Error::Code::Malformed, message, "Restore the file from a backup; `vetrina doctor` says more." };
    case SQLITE_NOMEM:
        return { Error::Code::Internal, message, "Close other programs: there is no memory left." };
    default:
        break;
    }
    if ((code & 0xff) == SQLITE_IOERR || (code & 0xff) == SQLITE_CANTOPEN)
        return systemErrno != 0 ? systemError(message, systemErrno)
                                : Error{ Error::Code::Io, message, "Check the disk." };
    return { Error::Code::Internal, message, "Please report this." };
}

Error explain(const std::string& file, sqlite3* connection, int code)
{
    return explain(file, code, sqlite3_system_errno(connection), sqlite3_errmsg(connection));
}

/// The SQLite URI of a file.
std::string uriOf(const fs::path& path)
{
    if (path == inMemory)
        return inMemory;
    std::string uri = "file:";
    for (const char c : fs::absolute(path).string()) {
        if (c == '%' || c == '?' || c == '#') {
            constexpr auto digits = "0123456789ABCDEF";
            uri += { '%', digits[c >> 4 & 15], digits[c & 15] };
        } else {
            uri += c;
        }
    }
    return uri;
}

/// A file that is there, and its folder, may be written.
bool canBeWritten(const fs::path& file)
{
    if (file == inMemory || ::access(file.c_str(), F_OK) != 0)
        return true;
    return ::access(file.c_str(), W_OK) == 0 && ::access((file.parent_path() / ".").c_str(), W_OK) == 0;
}

bool hasLog(const fs::path& file)
{
    std::error_code ignored;
    const auto size = fs::file_size(file.string() + "-wal", ignored);
    return !ignored && size > 0;
}

} // namespace

void Statement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

void Statement::bind(int index, std::int64_t value) { sqlite3_bind_int64(m_statement.get(), index, value); }
void Statement::bind(int index, double value) { sqlite3_bind_double(m_statement.get(), index, value); }
void Statement::bind(int index, std::nullptr_t) { sqlite3_bind_null(m_statement.get(), index); }
void Statement::bind(int index, std::string_view text)
{
    sqlite3_bind_text64(
        m_statement.get(), index, text.data() ? text.data() : "", text.size(), SQLITE_STATIC, SQLITE_UTF8);
}
void Statement::bind(int index, std::span<const std::byte> bytes)
{
    sqlite3_bind_blob64(
        m_statement.get(), index, bytes.data() ? bytes.data() : bytes.data() + 1, bytes.size(), SQLITE_STATIC);
}

Result<bool> Statement::step()
{
    const int code = sqlite3_step(m_statement.get());
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE) {
        sqlite3_reset(m_statement.get());
        return false;
    }
    const auto why = explain(m_file, sqlite3_db_handle(m_statement.get()), code);
    sqlite3_reset(m_statement.get());
    return tl::unexpected(why);
}

Result<void> Statement::run()
{
    return forEach([](const Statement&) {});
}

void Statement::reset() { sqlite3_reset(m_statement.get()); }

bool Statement::isNull(int column) const { return sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL; }
std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(m_statement.get(), column); }
double Statement::real(int column) const
{
    return isNull(column) ? std::nan("") : sqlite3_column_double(m_statement.get(), column);
}
std::string_view Statement::text(int column) const
{
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(m_statement.get(), column));
    return text ? std::string_view(text, static_cast<std::size_t>(sqlite3_column_bytes(m_statement.get(), column)))
                : std::string_view();
}
std::span<const std::byte> Statement::bytes(int column) const
{
    const auto* bytes = static_cast<const std::byte*>(sqlite3_column_blob(m_statement.get(), column));
    return { bytes, bytes ? static_cast<std::size_t>(sqlite3_column_bytes(m_statement.get(), column)) : 0 };
}

void Database::Close::operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }

Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;

Database::~Database()
{
    m_connection.reset();
    std::error_code ignored;
    if (!m_copy.empty())
        fs::remove_all(m_copy, ignored);
}

Error Database::error(int code) const { return explain(m_file.string(), m_connection.get(), code); }

Result<void> Database::connect(const std::string& uri, int flags)
{
    sqlite3* connection = nullptr;
    const int code = sqlite3_open_v2(uri.c_str(), &connection, flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nullptr);
    m_connection.reset(connection);
    if (code != SQLITE_OK)
        return tl::unexpected(connection ? error(code) : explain(m_file.string(), code, 0, sqlite3_errstr(code)));
    sqlite3_extended_result_codes(connection, 1);
    sqlite3_busy_handler(connection, whenBusy, nullptr);
    // What stands in the schema of a file that somebody sent us may not call functions with side effects.
    if (auto set = execute("PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA temp_store=MEMORY;"); !set)
        return set;
    // The file itself is first read here: a foreign or torn one is noticed now.
    return number("SELECT count(*) FROM sqlite_schema").map([](auto) {});
}

Result<Database> Database::open(const fs::path& file, Mode mode, Synchronous synchronous)
{
    Database database;
    database.m_file = file;
    std::error_code ignored;
    if (mode == Mode::ReadOnly) {
        if (!fs::exists(file, ignored))
            return tl::unexpected(systemError(file.string(), ENOENT));
        auto opened = database.openReadOnly();
        return opened ? Result<Database>(std::move(database)) : tl::unexpected(opened.error());
    }

    auto opened = database.connect(uriOf(file), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    // On a read-only medium SQLite either says no more than that it can't, or goes on reading without a word.
    if (opened ? sqlite3_db_readonly(database.m_connection.get(), "main") == 1 : !canBeWritten(file))
        return fail(Error::Code::ReadOnly, file.string() + ": can't be written", "Open it for reading only.");
    if (!opened)
        return tl::unexpected(opened.error());
    // Turning the log on needs the file alone and does not wait for it by itself.
    Result<void> logged;
    for (int tries = 0; whenBusy(nullptr, tries) != 0; ++tries) {
        logged = database.execute("PRAGMA journal_mode=WAL");
        if (logged || logged.error().code != Error::Code::Busy)
            break;
    }
    constexpr const char* level[] = { "OFF", "NORMAL", "FULL" };
    if (logged)
        logged = database.execute(
            "PRAGMA foreign_keys=ON; PRAGMA synchronous=" + std::string(level[static_cast<int>(synchronous)]));
    if (!logged)
        return tl::unexpected(logged.error());
    return database;
}

Result<void> Database::openReadOnly()
{
    auto opened = connect(uriOf(m_file) + "?mode=ro", SQLITE_OPEN_READONLY);
    if (opened || opened.error().code == Error::Code::Malformed || opened.error().code == Error::Code::Busy)
        return opened;
    if (!hasLog(m_file))
        return connect(uriOf(m_file) + "?immutable=1", SQLITE_OPEN_READONLY);

    std::string folder = (fs::temp_directory_path() / "vetrina-XXXXXX").string();
    if (!::mkdtemp(folder.data()))
        return tl::unexpected(systemError(folder, errno));
    m_copy = folder;
    const fs::path copy = m_copy / m_file.filename();
    std::error_code why;
    fs::copy_file(m_file, copy, why);
    if (!why)
        fs::copy_file(m_file.string() + "-wal", copy.string() + "-wal", why);
    if (why)
        return tl::unexpected(systemError(copy.string(), why.value()));
    return connect(uriOf(copy), SQLITE_OPEN_READWRITE).and_then([this] { return execute("PRAGMA query_only=ON"); });
}

Result<void> Database::execute(const std::string& sql)
{
    const int code = sqlite3_exec(m_connection.get(), sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        return tl::unexpected(error(code));
    return {};
}

Result<Statement> Database::prepare(std::string_view sql)
{
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(
        m_connection.get(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK)
        return tl::unexpected(error(code));
    return Statement(statement, m_file.string());
}

Result<std::int64_t> Database::number(const std::string& sql)
{
    auto statement = prepare(sql);
    if (!statement)
        return tl::unexpected(statement.error());
    const auto row = statement->step();
    if (!row)
        return tl::unexpected(row.error());
    return *row ? statement->integer(0) : 0;
}

std::int64_t Database::changes() const { return sqlite3_changes64(m_connection.get()); }
std::int64_t Database::lastRowId() const { return sqlite3_last_insert_rowid(m_connection.get()); }

Result<void> Database::check()
{
    auto statement = prepare("PRAGMA integrity_check(10)");
    if (!statement)
        return tl::unexpected(statement.error());
    std::string problems;
    while (true) {
        const auto row = statement->step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            break;
        if (statement->text(0) != "ok")
            problems += (problems.empty() ? "" : "; ") + std::string(statement->text(0));
    }
    if (!problems.empty())
        return fail(Error::Code::Malformed, m_file.string() + ": damaged: " + problems, "Restore it from a backup.");
    return {};
}

Result<Transaction> Transaction::begin(Database& database)
{
    if (auto begun = database.execute("BEGIN IMMEDIATE"); !begun)
        return tl::unexpected(begun.error());
    return Transaction(database);
}

Transaction::~Transaction()
{
    if (m_database)
        (void)m_database->execute("ROLLBACK"); // fails where SQLite has rolled back already
}

Result<void> Transaction::commit()
{
    auto* database = std::exchange(m_database, nullptr);
    auto committed = database->execute("COMMIT");
    if (!committed)
        (void)database->execute("ROLLBACK"); // fails where SQLite has rolled back already
    return committed;
}

std::string Database::version() { return sqlite3_libversion(); }

} // namespace vetrina::store
