#pragma once

#include "core/session/candidates.h"

#include <QImage>

namespace vetrina::ui {

/// A stamp north up, as a square of `side` px; a null image where there is no stamp. Any thread.
[[nodiscard]] QImage thumbnailOf(
    const session::CandidateView& view, int side, data::Panel panel = data::Panel::Science);

} // namespace vetrina::ui
