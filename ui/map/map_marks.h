#pragma once

#include <QImage>
#include <QPointF>
#include <QString>

class QPainter;

namespace vetrina::ui {

/// A class mark about a place: disc, square, diamond, triangle, cross or ring, as large to the eye as a disc of that
/// radius. `edge` is painted about it, so that it stands off what is under it; a transparent one is left out.
void paintMapMark(QPainter& painter, QPointF at, const QString& mark, qreal radius, const QColor& fill,
    const QColor& edge = Qt::transparent);

/// The same in the middle of a picture of its own, of an odd side. Any thread.
[[nodiscard]] QImage mapMark(const QString& mark, qreal radius, const QColor& fill, const QColor& edge);

} // namespace vetrina::ui
