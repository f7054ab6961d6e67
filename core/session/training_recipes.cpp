#include "core/session/training.h"

#include "core/base/paths.h"

#include <algorithm>
#include <filesystem>

namespace vetrina::session {

namespace {

std::filesystem::path recipeFolder() { return paths::share() / "models" / "recipes"; }

} // namespace

Result<Recipe> Training::recipe(const std::string& nameOrFile)
{
    std::error_code ignored;
    const auto shipped = recipeFolder() / (nameOrFile + ".json");
    if (!std::filesystem::path(nameOrFile).has_parent_path() && std::filesystem::is_regular_file(shipped, ignored))
        return Recipe::read(shipped); // whatever lies in the working folder: ./NAME is the file
    if (std::filesystem::is_regular_file(nameOrFile, ignored))
        return Recipe::read(nameOrFile);
    std::string known;
    for (const auto& name : recipes())
        known += (known.empty() ? "" : ", ") + name;
    return fail(Error::Code::NotFound, nameOrFile + ": is no file, and no recipe that ships",
        "Those that ship: " + known + ".");
}

std::vector<std::string> Training::recipes()
{
    std::vector<std::string> names;
    std::error_code ignored;
    for (std::filesystem::directory_iterator it(recipeFolder(), ignored), end; it != end; it.increment(ignored))
        if (it->path().extension() == ".json")
            names.push_back(it->path().stem().string());
    std::ranges::sort(names);
    return names;
}

} // namespace vetrina::session
