#include "core/store/migrations.h"

#include "core/base/file.h"
#include "core/store/disk_file.h"

#include <atomic>
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace vetrina::store {

namespace fs = std::filesystem;

namespace {

Result<std::int64_t> versionOf(Database& database, const DatabaseKind& kind)
{
    // One statement: between two of them another process may take the file a step on.
    auto query = database.prepare("SELECT v.user_version, a.application_id, (SELECT count(*) FROM sqlite_schema)"
                                  " FROM pragma_user_version v, pragma_application_id a");
    if (!query)
        return tl::unexpected(query.error());
    const auto row = query->step();
    if (!row)
        return tl::unexpected(row.error());
    const auto version = query->integer(0), owner = query->integer(1), tables = query->integer(2);
    const bool fresh = owner == 0 && version == 0 && tables == 0;
    if (!fresh && (owner != kind.applicationId || version < 1))
        return fail(Error::Code::Unsupported,
            database.file().string() + ": not the " + std::string(kind.name) + " of a Vetrina project",
            "Choose a folder that Vetrina made.");
    if (version > static_cast<std::int64_t>(kind.steps.size()))
        return fail(Error::Code::Unsupported,
            database.file().string() + ": written by a newer Vetrina (version " + std::to_string(version)
                + "; this one knows " + std::to_string(kind.steps.size()) + ")",
            "Update Vetrina. The file was not touched.");
    return version;
}

/// A whole copy beside the file, there under its name only when it is complete and on the disk.
Result<void> backUp(Database& database, std::int64_t version)
{
    const fs::path backup = database.file().string() + ".v" + std::to_string(version) + ".backup";
    static std::atomic<int> copies; // of this process: two threads may be here
    const std::string part = backup.string() + ".part" + std::to_string(::getpid()) + "-" + std::to_string(copies++);
    std::error_code why;
    fs::remove(part, why);
    const auto make = [&]() -> Result<void> {
        auto statement = database.prepare("VACUUM INTO ?1");
        if (!statement)
            return tl::unexpected(statement.error());
        if (auto copied = statement->with(part).run(); !copied)
            return copied;
        auto copy = Database::open(part, Mode::ReadOnly);
        const auto copied = copy ? copy->number("PRAGMA user_version") : tl::unexpected(copy.error());
        if (!copied)
            return tl::unexpected(copied.error());
        if (*copied != version)
            return {}; // another process was faster, and made its own copy first
        auto whole = DiskFile::open(part, O_RDONLY);
        if (!whole)
            return tl::unexpected(whole.error());
        if (auto synced = whole->sync(); !synced)
            return synced;
        fs::rename(part, backup, why);
        if (why)
            return tl::unexpected(systemError(backup.string(), why.value()));
        return syncFolder(backup.parent_path());
    };
    const auto made = make();
    fs::remove(part, why);
    return made;
}

/// All steps in one transaction, so that nobody sees a file half the way.
Result<void> advance(Database& database, const DatabaseKind& kind, std::int64_t version)
{
    auto transaction = Transaction::begin(database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    const auto now = database.number("PRAGMA user_version");
    if (!now)
        return tl::unexpected(now.error());
    if (*now != version)
        return {}; // another process has just done it
    for (const auto step : kind.steps.subspan(static_cast<std::size_t>(version)))
        if (auto done = database.execute(std::string(step)); !done)
            return done;
    if (auto marked = database.execute("PRAGMA user_version=" + std::to_string(kind.steps.size())
            + "; PRAGMA application_id=" + std::to_string(kind.applicationId));
        !marked)
        return marked;
    return transaction->commit();
}

} // namespace

Result<void> migrate(Database& database, const DatabaseKind& kind)
{
    while (true) {
        const auto version = versionOf(database, kind);
        if (!version)
            return tl::unexpected(version.error());
        if (*version == static_cast<std::int64_t>(kind.steps.size()))
            return {};
        if (*version > 0) { // a new file holds nothing
            if (auto kept = backUp(database, *version); !kept)
                return kept;
        }
        if (auto advanced = advance(database, kind, *version); !advanced)
            return advanced;
    }
}

Result<void> expectNewest(Database& database, const DatabaseKind& kind)
{
    const auto version = versionOf(database, kind);
    if (!version)
        return tl::unexpected(version.error());
    if (*version < static_cast<std::int64_t>(kind.steps.size()))
        return fail(Error::Code::ReadOnly,
            database.file().string() + ": of an older version (" + std::to_string(*version)
                + "), which can't be brought up to date where it may not be written",
            "Copy the project to a place that can be written and open it there.");
    return {};
}

Result<Database> openKind(const fs::path& file, Mode mode, const DatabaseKind& kind, Synchronous synchronous)
{
    std::error_code ignored;
    const bool fresh = !fs::exists(file, ignored);
    auto database = Database::open(file, mode, synchronous);
    if (!database)
        return database;
    auto ready = mode == Mode::ReadOnly ? expectNewest(*database, kind) : migrate(*database, kind);
    if (ready && fresh && mode == Mode::ReadWrite)
        ready = syncFolder(file.parent_path()); // else a power cut takes the file's name, however often it was synced
    if (!ready)
        return tl::unexpected(ready.error());
    return database;
}

} // namespace vetrina::store
