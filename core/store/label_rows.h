#pragma once

#include "core/store/labels.h"

namespace vetrina::store {

/// The columns of `events` in the order in which readEvent() takes them.
inline const std::string eventColumns = "event, gesture, kind, survey, candidate, object, user, time, scheme, "
                                        "scheme_version, label, undoes, seconds, scores, note, imported";

/// An SQL condition: that event was undone, and the undo not taken back. An undo undoes a label, flag, skip or note;
/// a redo undoes an undo; there is nothing beyond that.
[[nodiscard]] inline std::string undone(const std::string& alias)
{
    return "EXISTS (SELECT 1 FROM events x WHERE x.undoes = " + alias
        + ".event AND NOT EXISTS (SELECT 1 FROM events y WHERE y.undoes = x.event))";
}

/// The row a statement stands on.
[[nodiscard]] LabelEvent readEvent(const Statement& statement);
/// All rows that are left.
[[nodiscard]] Result<std::vector<LabelEvent>> readEvents(Statement& statement);

} // namespace vetrina::store
