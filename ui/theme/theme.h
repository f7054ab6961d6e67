#pragma once

#include "ui/theme/tokens.h"

#include <QFont>

namespace vetrina::ui {

/// The scheme in force; Dark until applyTheme() was called. All functions here: the window's thread.
[[nodiscard]] Scheme currentScheme();

/// The colour of a token in the scheme in force.
[[nodiscard]] QColor colour(Token token);

/// Style, palette, fonts and the one stylesheet, for the whole program; again to change the scheme.
void applyTheme(Scheme scheme);

/// resources/themes/vetrina.qss with `@name@` replaced by the scheme's colours and `@ui@`, `@mono@` by fonts.
[[nodiscard]] QString styleSheet(Scheme scheme);

/// Inter, else DejaVu Sans, else the system's; by size in pixels.
[[nodiscard]] QFont uiFont(int pixels = size::fontBody, int weight = QFont::Normal);

/// JetBrains Mono, else DejaVu Sans Mono, else the system's: for every number that can change.
[[nodiscard]] QFont monoFont(int pixels = size::fontDense, int weight = QFont::Normal);

} // namespace vetrina::ui
