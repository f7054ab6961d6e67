#include "core/store/project.h"

#include "core/base/file.h"
#include "core/base/log.h"
#include "core/store/disk_file.h"
#include "core/store/migrations.h"
#include "core/store/pack.h"

#include <cerrno>
#include <random>

namespace vetrina::store {

namespace fs = std::filesystem;

namespace {

std::string randomId()
{
    std::random_device source;
    std::string id;
    for (int i = 0; i < 32; ++i)
        id += "0123456789abcdef"[source() & 15];
    return id;
}

Result<std::string> setting(Database& database, std::string_view name)
{
    auto query = database.prepare("SELECT value FROM settings WHERE name = ?1");
    if (!query)
        return tl::unexpected(query.error());
    const auto row = query->with(name).step();
    if (!row)
        return tl::unexpected(row.error());
    return *row ? std::string(query->text(0)) : std::string();
}

/// Sets it where it is not set, and gives what it is.
Result<std::string> settleSetting(Database& database, std::string_view name, const std::string& value)
{
    auto insert = database.prepare("INSERT OR IGNORE INTO settings VALUES (?1, ?2)");
    if (!insert)
        return tl::unexpected(insert.error());
    if (auto put = insert->with(name, value).run(); !put)
        return tl::unexpected(put.error());
    return setting(database, name);
}

Result<std::string> openCatalogueId(const Project& project)
{
    auto catalogue = openKind(project.catalogue(), project.mode, catalogueKind());
    if (!catalogue)
        return tl::unexpected(catalogue.error());
    auto id = setting(*catalogue, "id");
    if (id && id->empty() && project.mode == Mode::ReadWrite)
        id = settleSetting(*catalogue, "id", randomId());
    return id;
}

/// Removes the derived database and every column file.
Result<void> forgetDerived(const Project& project)
{
    std::error_code why;
    for (const char* suffix : { "", "-wal", "-shm" })
        fs::remove(project.derived().string() + suffix, why);
    fs::remove_all(project.columns(), why);
    if (fs::exists(project.derived()))
        return tl::unexpected(systemError(project.derived().string(), why ? why.value() : EACCES));
    return {};
}

Result<Database> openOwnDerived(const Project& project)
{
    auto database = openKind(project.derived(), project.mode, derivedKind(), Synchronous::Normal);
    if (!database)
        return database;
    const auto of = project.mode == Mode::ReadWrite ? settleSetting(*database, "catalogue", project.id)
                                                    : setting(*database, "catalogue");
    if (!of)
        return tl::unexpected(of.error());
    if (*of != project.id)
        return fail(Error::Code::Malformed, project.derived().string() + ": derived from another catalogue");
    return database;
}

} // namespace

Result<Project> Project::create(const fs::path& folder)
{
    std::error_code why;
    if (fs::exists(folder, why)) {
        if (!fs::is_directory(folder, why))
            return fail(Error::Code::WrongUse, folder.string() + ": a file of that name is there", "Choose another.");
        const Project there{ folder };
        if (!fs::exists(there.labels(), why) && !fs::exists(there.catalogue(), why) && !fs::is_empty(folder, why))
            return fail(Error::Code::WrongUse, folder.string() + ": a folder with other things in it",
                "Choose another name, such as night.vetrina.");
    }
    Project project{ folder };
    if (auto made = makeFolder(folder); !made)
        return tl::unexpected(made.error());
    // Labels first: a project that has a catalogue and no labels has lost them.
    if (!fs::exists(project.catalogue(), why)) {
        if (auto labels = openKind(project.labels(), Mode::ReadWrite, labelsKind()); !labels)
            return tl::unexpected(labels.error());
    }
    return open(folder, Mode::ReadWrite);
}

Result<Project> Project::open(const fs::path& folder, Mode mode)
{
    std::error_code why;
    Project project{ folder, mode };
    const bool hasLabels = fs::exists(project.labels(), why);
    const bool hasCatalogue = fs::exists(project.catalogue(), why);
    if (!hasLabels && !hasCatalogue)
        return fail(Error::Code::NotFound, folder.string() + ": not a project",
            "Name a folder such as night.vetrina; `vetrina ingest` makes one.");
    if (!hasLabels)
        return fail(Error::Code::Malformed, project.labels().string() + ": missing, and with it the labels",
            "Restore it from a backup. Where there never was a label, delete the folder and ingest again.");
    if (auto labels = openKind(project.labels(), mode, labelsKind()); !labels)
        return tl::unexpected(labels.error());
    auto id = openCatalogueId(project);
    if (!id)
        return tl::unexpected(id.error());
    project.id = std::move(*id);
    if (auto pack = Pack::open(project.pack(), mode); !pack)
        return tl::unexpected(pack.error());
    return project;
}

Result<Database> openDerived(const Project& project)
{
    auto database = openOwnDerived(project);
    if (database)
        return database;
    const auto code = database.error().code;
    if (project.mode == Mode::ReadOnly) {
        if (code != Error::Code::NotFound && code != Error::Code::Malformed)
            return database;
        return openKind(inMemory, Mode::ReadWrite, derivedKind());
    }
    if (code != Error::Code::Malformed)
        return database;
    log::warning("store", database.error().message + ": it is made again");
    if (auto gone = forgetDerived(project); !gone)
        return tl::unexpected(gone.error());
    return openOwnDerived(project);
}

} // namespace vetrina::store
