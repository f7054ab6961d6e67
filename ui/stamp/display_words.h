#pragma once

#include "ui/stamp/display_state.h"

#include <QVariantMap>

namespace vetrina::ui {

/// How stamps are shown, in words that settings and JSON hold: "limits", "stretch", "map", "invert", "link", "northUp",
/// "crosshair".
[[nodiscard]] QVariantMap displayWords(const DisplayState& state);
/// A word that is missing or no longer means anything leaves what stands.
void takeDisplayWords(DisplayState& state, const QVariantMap& words);

} // namespace vetrina::ui
