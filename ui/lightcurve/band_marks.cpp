#include "ui/lightcurve/band_marks.h"

#include "ui/theme/theme.h"

#include <QPainter>
#include <QPainterPath>

namespace vetrina::ui {

namespace {

using Look = BandMark::Look;
using Shape = BandMark::Shape;

constexpr qreal line = 1.4;

/// Of radius 1 about the origin; shapes of equal weight to the eye.
QPainterPath pathOf(Shape shape)
{
    QPainterPath path;
    switch (shape) {
    case Shape::Disc:
    case Shape::Ring:
        path.addEllipse(QPointF(0, 0), 1, 1);
        break;
    case Shape::Square:
        path.addRect(-0.9, -0.9, 1.8, 1.8);
        break;
    case Shape::Diamond:
        path.addPolygon(QPolygonF({ { 0, -1.3 }, { 1.3, 0 }, { 0, 1.3 }, { -1.3, 0 } }));
        path.closeSubpath();
        break;
    case Shape::Triangle:
        path.addPolygon(QPolygonF({ { 0, -1.15 }, { 1.15, 0.85 }, { -1.15, 0.85 } }));
        path.closeSubpath();
        break;
    case Shape::Plus:
    case Shape::Cross: {
        constexpr qreal in = 0.42, out = 1.25;
        path.addPolygon(QPolygonF({ { -in, -out }, { in, -out }, { in, -in }, { out, -in }, { out, in }, { in, in },
            { in, out }, { -in, out }, { -in, in }, { -out, in }, { -out, -in }, { -in, -in } }));
        path.closeSubpath();
        if (shape == Shape::Cross)
            path = QTransform().rotate(45).map(path);
        break;
    }
    }
    return path;
}

QPainterPath limitPath()
{
    QPainterPath path;
    path.addPolygon(QPolygonF({ { -1.1, -0.9 }, { 1.1, -0.9 }, { 0, 1 } }));
    path.closeSubpath();
    return path;
}

} // namespace

Shape shapeOf(char band)
{
    switch (band) {
    case 'g':
        return Shape::Disc;
    case 'r':
        return Shape::Square;
    case 'i':
        return Shape::Diamond;
    case 'u':
        return Shape::Triangle;
    case 'z':
        return Shape::Plus;
    case 'y':
        return Shape::Cross;
    default:
        return Shape::Ring;
    }
}

void paintMark(QPainter& painter, QPointF at, const BandMark& mark, const QColor& surface)
{
    const bool limit = mark.look == Look::Limit || mark.look == Look::SmallLimit;
    const bool little = mark.look == Look::Small || mark.look == Look::SmallHollow || mark.look == Look::SmallLimit;
    const bool open =
        limit || mark.look == Look::Hollow || mark.look == Look::SmallHollow || shapeOf(mark.band) == Shape::Ring;
    const qreal radius = (limit ? 3.2 : 3.8) * (little ? 0.68 : 1);
    const QColor ink = colour(bandToken(mark.band));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(at);
    const QPainterPath path =
        QTransform::fromScale(radius, radius).map(limit ? limitPath() : pathOf(shapeOf(mark.band)));
    if (open) {
        painter.setPen(QPen(ink, line, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
        painter.setBrush(limit ? QBrush(Qt::NoBrush) : QBrush(surface));
    } else {
        painter.setPen(QPen(surface, 0.8)); // points that touch stay two
        painter.setBrush(ink);
    }
    painter.drawPath(path);
    painter.restore();
}

QPixmap markPixmap(const BandMark& mark, const QColor& surface, qreal ratio)
{
    QPixmap pixmap(QSize(markSide, markSide) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintMark(painter, QPointF(markSide, markSide) / 2, mark, surface);
    return pixmap;
}

} // namespace vetrina::ui
