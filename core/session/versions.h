#pragma once

#include <string>

namespace vetrina::session {

/// "3.40.1": of the SQLite that is loaded. Any thread, at once.
[[nodiscard]] std::string sqliteVersion();

} // namespace vetrina::session
