#pragma once

#include "ui/theme/tokens.h"

#include <QIcon>

class QPainter;
class QRectF;

namespace vetrina::ui {

/// resources/icons/NAME.svg as an icon that is painted in the token's colour of the scheme in force, so that it
/// follows a change of theme; `disabled` and the chosen state have the colours LOOK.md gives them.
[[nodiscard]] QIcon icon(const QString& name, Token token = Token::Text2, Token chosen = Token::AccentText);

/// The same drawing straight onto a painter.
void paintIcon(QPainter& painter, const QString& name, const QRectF& rect, const QColor& colour);

} // namespace vetrina::ui
