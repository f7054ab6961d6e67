#pragma once

#include "core/store/database.h"

#include <span>
#include <string_view>

namespace vetrina::store {

/// One kind of file of a project: what marks it, and the SQL that leads from each version to the next.
struct DatabaseKind {
    std::string_view name; ///< "labels"
    std::int32_t applicationId = 0; ///< in the file's header: whose file it is
    std::span<const std::string_view> steps; ///< step i leads from version i to i + 1
};

/// The numbered files of resources/migrations/NAME, as they were when the program was built.
[[nodiscard]] const DatabaseKind& labelsKind();
[[nodiscard]] const DatabaseKind& catalogueKind();
[[nodiscard]] const DatabaseKind& derivedKind();

/// Brings a file to the newest version: all steps in one transaction, and before it, where the file is in use, a copy
/// `FILE.vN.backup`. Several processes, and threads with a connection each, may do it at once.
///
/// Errors: Unsupported where a newer Vetrina made the file, or where it belongs to another program; those of Database.
[[nodiscard]] Result<void> migrate(Database& database, const DatabaseKind& kind);

/// For a file opened ReadOnly: it must be of that kind and of the newest version.
[[nodiscard]] Result<void> expectNewest(Database& database, const DatabaseKind& kind);

/// open() and migrate() or expectNewest(), as the mode asks.
[[nodiscard]] Result<Database> openKind(const std::filesystem::path& file, Mode mode, const DatabaseKind& kind,
    Synchronous synchronous = Synchronous::Full);

} // namespace vetrina::store
