#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <vector>

namespace vetrina::session {

/// Whether that is a project, NAME.vetrina, by what stands in it or would stand there.
[[nodiscard]] bool isProject(const std::filesystem::path& path);

/// Where the project of some packets belongs: NAME.vetrina beside the first of them, NAME being its name without its
/// ending; in the user's data folder where nothing can be written there. Touches nothing.
/// Errors: NotFound for a path that is not there.
[[nodiscard]] Result<std::filesystem::path> projectFor(const std::vector<std::filesystem::path>& packets);

} // namespace vetrina::session
