#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace vetrina::store {

/// How a file of a project is opened.
enum class Mode {
    ReadWrite, ///< made if absent
    ReadOnly ///< nothing that is stored changes; works on read-only media too
};

/// What has reached the disk when a commit returns. Full is what labels and catalogue use; Off exists so that a test
/// can show that it notices the difference.
enum class Synchronous { Off, Normal, Full };

/// The name of a database that has no file and goes with its connection.
constexpr auto inMemory = ":memory:";

/// A compiled SQL statement. Used by the thread that holds its Database.
class Statement {
public:
    Statement() = default;

    /// Values for `?1`, `?2`, ...; NaN and nullptr are NULL. Text and bytes must stand until the statement was reset.
    void bind(int index, std::int64_t value);
    void bind(int index, int value) { bind(index, static_cast<std::int64_t>(value)); }
    void bind(int index, double value);
    void bind(int index, std::string_view text);
    void bind(int index, const std::string& text) { bind(index, std::string_view(text)); }
    void bind(int index, const char* text) { bind(index, std::string_view(text)); }
    void bind(int index, std::span<const std::byte> bytes);
    void bind(int index, std::nullptr_t);

    /// All values in order, after a reset().
    template <typename... Values> Statement& with(const Values&... values)
    {
        reset();
        int index = 0;
        (bind(++index, values), ...);
        return *this;
    }

    /// To the next row; false when there is none any more, and then the statement is reset.
    [[nodiscard]] Result<bool> step();
    /// To the end.
    [[nodiscard]] Result<void> run();
    /// Calls `each(*this)` on every row, to the end.
    template <typename Each> [[nodiscard]] Result<void> forEach(Each each)
    {
        while (true) {
            const auto more = step();
            if (!more)
                return tl::unexpected(more.error());
            if (!*more)
                return {};
            each(std::as_const(*this));
        }
    }
    /// What `read(*this)` gives of every row, to the end.
    template <typename Read> [[nodiscard]] auto all(Read read)
    {
        std::vector<std::invoke_result_t<Read, const Statement&>> rows;
        return forEach([&](const Statement& row) { rows.push_back(read(row)); }).map([&] { return std::move(rows); });
    }
    void reset();

    /// Columns of the current row, from 0. Views stand until the next step.
    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] double real(int column) const; ///< NaN for NULL
    [[nodiscard]] std::string_view text(int column) const; ///< empty for NULL
    [[nodiscard]] std::span<const std::byte> bytes(int column) const;

private:
    friend class Database;
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };
    Statement(sqlite3_stmt* statement, std::string file)
        : m_statement(statement)
        , m_file(std::move(file))
    {
    }

    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
    std::string m_file;
};

/// One connection to an SQLite file: write-ahead log, foreign keys, waits for other writers.
///
/// One thread at a time; whoever owns it locks. Errors of all members: Full, ReadOnly, Busy (somebody held the write
/// lock for 60 s), Malformed (not a database, or a damaged one), Io.
class Database {
public:
    /// ReadOnly on a medium that can't be written opens the file as immutable; what still stands in its log is then
    /// read from a private copy, so that the last events are not missing.
    [[nodiscard]] static Result<Database> open(
        const std::filesystem::path& file, Mode mode, Synchronous synchronous = Synchronous::Full);

    /// Of the SQLite that is loaded: "3.40.1".
    [[nodiscard]] static std::string version();

    Database(Database&&) noexcept;
    Database& operator=(Database&&) noexcept;
    ~Database();

    /// One or more statements without values.
    [[nodiscard]] Result<void> execute(const std::string& sql);
    [[nodiscard]] Result<Statement> prepare(std::string_view sql);
    /// What `read(row)` gives of every row of a query without values.
    template <typename Read> [[nodiscard]] auto all(std::string_view sql, Read read)
    {
        return prepare(sql).and_then([&](Statement&& query) { return query.all(read); });
    }
    /// The first column of the first row as a number, 0 where there is no row.
    [[nodiscard]] Result<std::int64_t> number(const std::string& sql);

    [[nodiscard]] std::int64_t changes() const; ///< rows the last statement changed
    [[nodiscard]] std::int64_t lastRowId() const;
    [[nodiscard]] const std::filesystem::path& file() const { return m_file; }

    /// Every page and index read and checked; the first problems as a Malformed error. Slow on a large file.
    [[nodiscard]] Result<void> check();

private:
    struct Close {
        void operator()(sqlite3* connection) const;
    };

    Database() = default;
    [[nodiscard]] Result<void> connect(const std::string& uri, int flags);
    [[nodiscard]] Result<void> openReadOnly();
    [[nodiscard]] Error error(int code) const;

    std::filesystem::path m_file;
    std::filesystem::path m_copy; ///< folder of the private copy; removed with us
    std::unique_ptr<sqlite3, Close> m_connection;
};

/// A write transaction; rolled back unless committed.
class Transaction {
public:
    [[nodiscard]] static Result<Transaction> begin(Database& database);
    Transaction(Transaction&& other) noexcept
        : m_database(std::exchange(other.m_database, nullptr))
    {
    }
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();

    /// Ends it: what can't be committed is rolled back.
    [[nodiscard]] Result<void> commit();

private:
    explicit Transaction(Database& database)
        : m_database(&database)
    {
    }
    Database* m_database;
};

} // namespace vetrina::store
