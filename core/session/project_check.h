#pragma once

#include "core/session/doctor.h"

namespace vetrina::session {

/// Reads every page of a project's databases and every record of its pack, and adds what it finds. Where `repair` asks
/// for it, what can be derived again is thrown away and made anew. Private to core/session.
void examineProject(const std::filesystem::path& project, bool repair, std::vector<Check>& checks);

} // namespace vetrina::session
