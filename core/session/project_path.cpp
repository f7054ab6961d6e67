#include "core/session/project_path.h"

#include "core/base/paths.h"

#include <unistd.h>

namespace vetrina::session {

namespace fs = std::filesystem;

namespace {

/// "night.tar.gz" -> "night"; a folder keeps its whole name.
std::string stemOf(const fs::path& packets)
{
    std::error_code ignored;
    std::string name = packets.filename().string();
    if (fs::is_directory(packets, ignored))
        return name;
    for (const char* ending : { ".gz", ".tgz", ".tar", ".avro" })
        if (name.ends_with(ending) && name.size() > std::string_view(ending).size())
            name.resize(name.size() - std::string_view(ending).size());
    return name;
}

} // namespace

bool isProject(const fs::path& path)
{
    std::error_code ignored;
    return fs::exists(path / "catalogue.sqlite", ignored)
        || (path.extension() == ".vetrina" && !fs::is_regular_file(path, ignored));
}

Result<fs::path> projectFor(const std::vector<fs::path>& packets)
{
    for (const auto& path : packets) {
        std::error_code missing;
        if (!fs::exists(path, missing))
            return fail(Error::Code::NotFound, path.string() + ": not there", "Check the path.");
    }
    if (packets.empty())
        return fail(Error::Code::WrongUse, "no packets were named", "Name a file, a folder or an archive.");
    std::error_code ignored;
    const auto first = fs::canonical(packets.front(), ignored);
    const auto name = stemOf(first) + ".vetrina";
    const auto beside = first.parent_path() / name;
    const bool writable = ::access((fs::exists(beside, ignored) ? beside : first.parent_path()).c_str(), W_OK) == 0;
    return writable ? beside : paths::data() / "projects" / name;
}

} // namespace vetrina::session
