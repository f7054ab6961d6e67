#pragma once

#include "core/base/result.h"

#include <filesystem>

namespace vetrina::store {

/// What of a file, or of the names in a folder, is still in memory reaches the disk. Errors: as systemError().
[[nodiscard]] Result<void> syncFile(const std::filesystem::path& file);
[[nodiscard]] Result<void> syncFolder(const std::filesystem::path& folder);

/// Makes a folder and its parents, durably. One that is there already is no error.
[[nodiscard]] Result<void> makeFolder(const std::filesystem::path& folder);

} // namespace vetrina::store
