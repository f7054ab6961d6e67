#include "ui/map/map_marks.h"

#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace vetrina::ui {

namespace {

/// Of radius 1 about the origin; shapes of equal weight to the eye.
QPainterPath pathOf(const QString& mark)
{
    QPainterPath path;
    const auto polygon = [&](const QPolygonF& points) {
        path.addPolygon(points);
        path.closeSubpath();
    };
    if (mark == "square")
        path.addRect(-0.9, -0.9, 1.8, 1.8);
    else if (mark == "diamond")
        polygon({ { 0, -1.25 }, { 1.25, 0 }, { 0, 1.25 }, { -1.25, 0 } });
    else if (mark == "triangle")
        polygon({ { 0, -1.2 }, { 1.2, 0.9 }, { -1.2, 0.9 } });
    else
        path.addEllipse(QPointF(0, 0), 1, 1);
    return path;
}

} // namespace

void paintMapMark(
    QPainter& painter, QPointF at, const QString& mark, qreal radius, const QColor& fill, const QColor& edge)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(at);
    const bool stroked = mark == "cross" || mark == "ring";
    const bool edged = edge.alpha() > 0;
    const qreal line = std::max(1.2, radius * 0.42);
    if (mark == "cross") {
        const qreal arm = radius * 0.95;
        const QLineF lines[]{ { -arm, -arm, arm, arm }, { -arm, arm, arm, -arm } };
        for (const bool under : { true, false }) {
            if (under && !edged)
                continue;
            painter.setPen(QPen(under ? edge : fill, under ? line + 2.4 : line, Qt::SolidLine, Qt::RoundCap));
            painter.drawLines(lines, 2);
        }
    } else if (stroked) {
        const QRectF ring(-radius * 0.85, -radius * 0.85, radius * 1.7, radius * 1.7);
        if (edged) {
            painter.setPen(QPen(edge, line + 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawEllipse(ring);
        }
        painter.setPen(QPen(fill, line * 0.8));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(ring);
    } else {
        const QPainterPath path = QTransform::fromScale(radius, radius).map(pathOf(mark));
        if (edged)
            painter.strokePath(path, QPen(edge, 2.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.fillPath(path, fill);
    }
    painter.restore();
}

QImage mapMark(const QString& mark, qreal radius, const QColor& fill, const QColor& edge)
{
    const int half = static_cast<int>(std::ceil(radius * 1.3 + 2));
    QImage image(2 * half + 1, 2 * half + 1, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    paintMapMark(painter, QPointF(half + 0.5, half + 0.5), mark, radius, fill, edge);
    return image;
}

} // namespace vetrina::ui
