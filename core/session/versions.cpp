#include "core/session/versions.h"

#include "core/store/database.h"

namespace vetrina::session {

std::string sqliteVersion() { return store::Database::version(); }

} // namespace vetrina::session
