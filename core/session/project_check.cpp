#include "core/session/project_check.h"

#include "core/store/catalogue.h"
#include "core/store/labels.h"
#include "core/store/migrations.h"
#include "core/store/project.h"

namespace vetrina::session {

namespace {

namespace fs = std::filesystem;

Check failed(const char* name, const Error& error) { return { name, false, error.message, error.remedy }; }

Check wholeDatabase(const char* name, const fs::path& file)
{
    auto database = store::Database::open(file, store::Mode::ReadOnly);
    if (!database)
        return failed(name, database.error());
    if (const auto whole = database->check(); !whole)
        return failed(name, whole.error());
    return { name, true, "whole", "" };
}

/// Every record's bytes against their checksum.
Check wholePack(const store::Project& project)
{
    const auto catalogue = store::Catalogue::open(project);
    if (!catalogue)
        return failed("candidates", catalogue.error());
    const auto rows = (*catalogue)->rows();
    if (!rows)
        return failed("candidates", rows.error());
    std::int64_t damaged = 0;
    std::string first;
    const auto read = (*catalogue)->forEach(0, *rows, [&](const store::StoredCandidate& candidate) {
        if (const auto bytes = (*catalogue)->bytes(candidate.record); !bytes && ++damaged == 1)
            first = std::to_string(candidate.candidate.key.id) + ": " + bytes.error().message;
        return true;
    });
    if (!read)
        return failed("candidates", read.error());
    if (damaged > 0)
        return { "candidates", false,
            std::to_string(damaged) + " of " + std::to_string(*rows) + " are damaged, the first: " + first,
            "Ingest their packets into a new project and import the labels there." };
    return { "candidates", true, std::to_string(*rows) + ", every record whole", "" };
}

Check derived(const store::Project& project, bool repair)
{
    auto check = wholeDatabase("derived", project.derived());
    if (check.ok || !repair)
        return check;
    std::error_code failed;
    for (const char* ending : { "", "-wal", "-shm" })
        fs::remove(project.derived().string() + ending, failed);
    fs::remove_all(project.columns(), failed);
    if (const auto made = store::openDerived(project); !made)
        return session::failed("derived", made.error());
    return { "derived", true, "made anew; scores are to be computed again", "" };
}

} // namespace

void examineProject(const fs::path& folder, bool repair, std::vector<Check>& checks)
{
    // As every command opens it: what a crash left half made is finished first.
    auto project = store::Project::open(folder);
    if (!project && (project.error().code == Error::Code::ReadOnly || project.error().code == Error::Code::Full))
        project = store::Project::open(folder, store::Mode::ReadOnly);
    if (!project) {
        checks.push_back(failed("project", project.error()));
        return;
    }
    checks.push_back({ "project", true, folder.string(), "" });
    checks.push_back(wholeDatabase("labels", project->labels()));
    checks.push_back(wholeDatabase("catalogue", project->catalogue()));
    checks.push_back(wholePack(*project));
    std::error_code ignored;
    if (fs::exists(project->derived(), ignored))
        checks.push_back(derived(*project, repair));
}

} // namespace vetrina::session
