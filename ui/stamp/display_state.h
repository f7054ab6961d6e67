#pragma once

#include "core/image/limits.h"
#include "core/image/render.h"

#include <array>
#include <optional>

namespace vetrina::ui {

/// How the three panels are shown. Held by the StampRow; the display bar edits it.
struct DisplayState {
    image::LimitsRule rule = image::LimitsRule::ZScale; ///< what the bar says; User where a strip was dragged
    image::LimitsRule automatic = image::LimitsRule::ZScale; ///< the last rule that was not User
    std::array<std::optional<image::Limits>, 3> user; ///< by panel, where the user set them
    image::Display display; ///< stretch, map, contrast, bias, invert
    bool linked = true; ///< zoom and pan go together
    bool locked = false; ///< the user's limits, contrast and zoom stay for the next candidate
    bool northUp = true;
    bool crosshair = true;
};

} // namespace vetrina::ui
