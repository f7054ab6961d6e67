#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <string>
#include <vector>

namespace vetrina::session {

/// One thing looked at.
struct Check {
    std::string name;
    bool ok = false;
    std::string said; ///< what was found
    std::string remedy; ///< what to do where it is not ok
};

/// A quick look at this machine, without devices: cores, memory, disk. Not on the window's thread.
[[nodiscard]] std::vector<Check> examineMachine();

/// Looks at devices, versions, threads, BLAS and disk, and at a project's integrity where one is named; mends what
/// can be mended where `repair` asks for it. Loads the torch module: never on the window's thread.
[[nodiscard]] std::vector<Check> examine(const std::filesystem::path& project, bool repair);

} // namespace vetrina::session
