#pragma once

#include <QKeySequence>

class QKeyEvent;

namespace vetrina::ui {

/// The key of an event as a command would have it; empty for Shift, Ctrl or Alt alone. Where Shift only makes another
/// sign of the key, as in `?`, the sign is the key.
[[nodiscard]] QKeySequence keyOf(const QKeyEvent& event);

} // namespace vetrina::ui
