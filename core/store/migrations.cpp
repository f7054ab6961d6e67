#include "core/store/migrations.h"

#include "core/base/file.h"
#include "core/store/disk_file.h"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace vetrina::store {

namespace fs = std::filesystem;

namespace {

Result<std::int64_t> versionOf(Database& database, const DatabaseKind& kind)
{
    const auto version = database.number("PRAGMA user_version");
    if (!version)
        return version;
    const auto owner = database.number("PRAGMA application_id");
    if (!owner)
        return owner;
    const auto tables = database.number("SELECT count(*) FROM sqlite_schema");
    if (!tables)
        return tables;
    const bool fresh = *owner == 0 && *version == 0 && *tables == 0;
    if (!fresh && (*owner != kind.applicationId || *version < 1))
        return fail(Error::Code::Unsupported,
            database.file().string() + ": not the " + std::string(kind.name) + " of a Vetrina project",
            "Choose a folder that Vetrina made.");
    if (*version > static_cast<std::int64_t>(kind.steps.size()))
        return fail(Error::Code::Unsupported,
            database.file().string() + ": written by a newer Vetrina (version " + std::to_string(*version)
                + "; this one knows " + std::to_string(kind.steps.size()) + ")",
            "Update Vetrina. The file was not touched.");
    return version;
}

/// A whole copy beside the file, there under its name only when it is complete and on the disk.
Result<void> backUp(Database& database, std::int64_t version)
{
    const fs::path backup = database.file().string() + ".v" + std::to_string(version) + ".backup";
    const std::string part = backup.string() + ".part" + std::to_string(::getpid());
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
    auto done = database.execute(std::string(kind.steps[static_cast<std::size_t>(version)]));
    if (done)
        done = database.execute("PRAGMA user_version=" + std::to_string(version + 1)
            + "; PRAGMA application_id=" + std::to_string(kind.applicationId));
    return done ? transaction->commit() : done;
}

} // namespace

Result<void> migrate(Database& database, const DatabaseKind& kind)
{
    for (bool first = true;; first = false) {
        const auto version = versionOf(database, kind);
        if (!version)
            return tl::unexpected(version.error());
        if (*version == static_cast<std::int64_t>(kind.steps.size()))
            return {};
        if (*version > 0 && first) { // a new file goes through the versions too, but holds nothing
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
