#pragma once

#include "core/image/limits.h"

#include <QPointF>
#include <QRectF>
#include <QString>

class QFont;
class QPainter;
class QPolygonF;

namespace vetrina::ui {

/// Words on a dark plate in a corner of the view, `below` px further in; nothing for empty text. Gives its place.
QRectF paintPlate(QPainter& painter, const QRectF& view, Qt::Alignment corner, const QString& text, const QFont& font,
    double below = 0);

/// Four arms about an open centre, at the source's true place.
void paintCrosshair(QPainter& painter, const QRectF& view, QPointF at);

/// Arrows with N and E, in the top right corner; `north` and `east` are unit vectors, y downwards.
void paintCompass(QPainter& painter, const QRectF& view, QPointF north, QPointF east);

/// A line or a frame on the stamp that reads on any sky: where a cut goes, what the pixel table shows.
void paintMarkLine(QPainter& painter, QPointF from, QPointF to);
void paintMarkPolygon(QPainter& painter, const QPolygonF& frame);

/// A bar of a round number of arcseconds, a tenth to a third of the view, in the bottom left corner.
void paintScaleBar(QPainter& painter, const QRectF& view, double pixelsPerArcsec);

/// "105 … 222", with as many digits as tell the two apart.
[[nodiscard]] QString limitsText(const image::Limits& limits);

} // namespace vetrina::ui
