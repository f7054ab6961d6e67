#include "core/base/paths.h"

#include <cstdlib>
#include <pwd.h>
#include <system_error>
#include <unistd.h>

namespace vetrina::paths {

namespace {

namespace fs = std::filesystem;

fs::path xdg(const char* variable, const char* fallback)
{
    const char* set = std::getenv(variable);
    const char* home = std::getenv("HOME");
    fs::path base = set && *set ? fs::path(set) : fs::path(home && *home ? home : "/tmp") / fallback;
    base /= "vetrina";
    std::error_code ignored; // whoever writes there will say what is wrong
    fs::create_directories(base, ignored);
    return base;
}

} // namespace

fs::path data() { return xdg("XDG_DATA_HOME", ".local/share"); }
fs::path state() { return xdg("XDG_STATE_HOME", ".local/state"); }
fs::path config() { return xdg("XDG_CONFIG_HOME", ".config"); }

fs::path share()
{
    if (const char* set = std::getenv("VETRINA_SHARE"); set && *set)
        return set;
    std::error_code ignored;
    if (const auto installed = program().parent_path() / "share" / "vetrina"; fs::exists(installed / "models", ignored))
        return installed;
    if (fs::exists(fs::path(VETRINA_SOURCE_DIR) / "models", ignored))
        return VETRINA_SOURCE_DIR;
    return VETRINA_INSTALL_DATADIR;
}

fs::path program()
{
    std::error_code ignored;
    return fs::read_symlink("/proc/self/exe", ignored).parent_path();
}

std::string version() { return VETRINA_VERSION; }

std::string userName()
{
    if (const char* set = std::getenv("VETRINA_USER"); set && *set)
        return set;
    if (const passwd* entry = getpwuid(getuid()); entry && entry->pw_name && *entry->pw_name)
        return entry->pw_name;
    return "user";
}

} // namespace vetrina::paths
