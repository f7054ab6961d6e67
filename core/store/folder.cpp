#include "core/store/folder.h"

#include "core/base/file.h"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace vetrina::store {

namespace fs = std::filesystem;

namespace {

Result<void> syncPath(const fs::path& path, int flags)
{
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | flags);
    if (fd < 0)
        return tl::unexpected(systemError(path.string(), errno));
    const int failed = ::fsync(fd) == 0 ? 0 : errno;
    ::close(fd);
    if (failed != 0)
        return tl::unexpected(systemError(path.string(), failed));
    return {};
}

} // namespace

Result<void> syncFile(const fs::path& file) { return syncPath(file, 0); }
Result<void> syncFolder(const fs::path& folder) { return syncPath(folder.empty() ? "." : folder, O_DIRECTORY); }

Result<void> makeFolder(const fs::path& folder)
{
    std::error_code why;
    if (fs::is_directory(folder, why))
        return {};
    const auto parent = fs::absolute(folder).lexically_normal().parent_path();
    if (parent != folder) {
        if (auto made = makeFolder(parent); !made)
            return made;
    }
    fs::create_directory(folder, why);
    if (why)
        return tl::unexpected(systemError(folder.string(), why.value()));
    return syncFolder(parent);
}

} // namespace vetrina::store
