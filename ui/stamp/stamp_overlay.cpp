#include "ui/stamp/stamp_overlay.h"

#include "ui/theme/theme.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <QPolygonF>

#include <algorithm>
#include <array>
#include <cmath>

namespace vetrina::ui {

namespace {

/// Strokes a path twice: dark and wide below, the colour above, so that it reads on any sky.
void strokeOutlined(QPainter& painter, const QPainterPath& path, const QColor& above, double width)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(QColor(0, 0, 0, 130), width + 1.4, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    painter.drawPath(path);
    painter.setPen(QPen(above, width, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    painter.drawPath(path);
}

void textOutlined(QPainter& painter, QPointF middle, const QString& text)
{
    const QFont font = uiFont(size::fontDense, QFont::DemiBold);
    const QFontMetricsF metrics(font);
    QPainterPath path;
    path.addText(middle.x() - metrics.horizontalAdvance(text) / 2, middle.y() + metrics.capHeight() / 2, font, text);
    painter.setPen(QPen(QColor(0, 0, 0, 190), 3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(path);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour(Token::OnPlate));
    painter.drawPath(path);
    painter.setBrush(Qt::NoBrush);
}

/// The dark floor under what stands on a stamp. Antialiasing must be on.
void paintFloor(QPainter& painter, const QRectF& place)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour(Token::Plate));
    painter.drawRoundedRect(place, size::radiusTag, size::radiusTag);
    painter.setBrush(Qt::NoBrush);
}

void addArrow(QPainterPath& path, QPointF from, QPointF towards, double length)
{
    const QPointF tip = from + towards * length;
    const QPointF side(-towards.y(), towards.x());
    path.moveTo(from);
    path.lineTo(tip);
    path.moveTo(tip - towards * 6 + side * 4);
    path.lineTo(tip);
    path.lineTo(tip - towards * 6 - side * 4);
}

} // namespace

QRectF paintPlate(
    QPainter& painter, const QRectF& view, Qt::Alignment corner, const QString& text, const QFont& font, double below)
{
    if (text.isEmpty())
        return {};
    const QFontMetricsF metrics(font);
    QRectF plate(0, 0, std::ceil(metrics.horizontalAdvance(text)) + 12, 20);
    plate.moveTopLeft(view.topLeft() + QPointF(4, 4));
    if (corner & Qt::AlignRight)
        plate.moveRight(view.right() - 4);
    if (corner & Qt::AlignBottom)
        plate.moveBottom(view.bottom() - 4);
    plate.translate(0, corner & Qt::AlignBottom ? -below : below);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    paintFloor(painter, plate);
    painter.setFont(font);
    painter.setPen(colour(Token::OnPlate));
    painter.drawText(plate, Qt::AlignCenter, text);
    painter.restore();
    return plate;
}

void paintMarkLine(QPainter& painter, QPointF from, QPointF to)
{
    QPainterPath path(from);
    path.lineTo(to);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    strokeOutlined(painter, path, colour(Token::Anomaly), 1.25);
    painter.restore();
}

void paintMarkPolygon(QPainter& painter, const QPolygonF& frame)
{
    QPainterPath path;
    path.addPolygon(frame);
    path.closeSubpath();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    strokeOutlined(painter, path, colour(Token::Anomaly), 1.25);
    painter.restore();
}

void paintCrosshair(QPainter& painter, const QRectF& view, QPointF at)
{
    const double side = std::min(view.width(), view.height());
    const double open = std::round(side * 0.04), arm = std::round(side * 0.09);
    QPainterPath path;
    for (const QPointF& d : std::array{ QPointF(1, 0), QPointF(-1, 0), QPointF(0, 1), QPointF(0, -1) }) {
        path.moveTo(at + d * open);
        path.lineTo(at + d * arm);
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    strokeOutlined(painter, path, colour(Token::Crosshair), 1.5);
    painter.restore();
}

void paintCompass(QPainter& painter, const QRectF& view, QPointF north, QPointF east)
{
    const double length = std::clamp(std::min(view.width(), view.height()) * 0.105, 26.0, 48.0);
    // The cross of the arrows stands so that both tips and their letters keep 10 px from the corner.
    const double reach = length + 16;
    const double right = std::max({ 0.0, north.x(), east.x() }) * reach,
                 top = std::max({ 0.0, -north.y(), -east.y() }) * reach;
    const QPointF from(view.right() - 12 - std::max(right, 6.0), view.top() + 8 + std::max(top, 6.0));
    QPainterPath path;
    addArrow(path, from, north, length);
    addArrow(path, from, east, length);
    const QPointF letterN = from + north * (length + 9), letterE = from + east * (length + 9);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    paintFloor(painter, QPolygonF({ from, letterN, letterE }).boundingRect().adjusted(-9, -9, 9, 9));
    strokeOutlined(painter, path, colour(Token::OnPlate), 1.6);
    textOutlined(painter, letterN, "N");
    textOutlined(painter, letterE, "E");
    painter.restore();
}

void paintScaleBar(QPainter& painter, const QRectF& view, double pixelsPerArcsec)
{
    if (!(pixelsPerArcsec > 0) || !std::isfinite(pixelsPerArcsec))
        return;
    const double wanted = std::min(view.width(), view.height()) * 0.16 / pixelsPerArcsec;
    constexpr std::array steps{ 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 60.0, 120.0, 300.0, 600.0 };
    const double arcsec = *std::min_element(steps.begin(), steps.end(),
        [&](double a, double b) { return std::abs(std::log(a / wanted)) < std::abs(std::log(b / wanted)); });
    const double length = arcsec * pixelsPerArcsec;
    const QPointF left(view.left() + 12, view.bottom() - 16);
    QPainterPath path;
    path.moveTo(left);
    path.lineTo(left + QPointF(length, 0));
    for (const double x : { 0.0, length }) {
        path.moveTo(left + QPointF(x, -4));
        path.lineTo(left + QPointF(x, 4));
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    paintFloor(painter, QRectF(left.x() - 8, left.y() - 24, length + 16, 34));
    strokeOutlined(painter, path, colour(Token::OnPlate), 1.6);
    const QString text = QString::number(arcsec) + QStringLiteral("″");
    const double half = QFontMetricsF(uiFont(size::fontDense, QFont::DemiBold)).horizontalAdvance(text) / 2;
    textOutlined(painter, left + QPointF(half, -13), text);
    painter.restore();
}

QString limitsText(const image::Limits& limits)
{
    const double width = std::abs(limits.high - limits.low);
    const double larger = std::max(std::abs(limits.low), std::abs(limits.high));
    if (!std::isfinite(width) || larger >= 1e7 || (larger > 0 && larger < 1e-3))
        return QString("%1 … %2").arg(limits.low, 0, 'g', 4).arg(limits.high, 0, 'g', 4);
    const int digits = width >= 20 ? 0 : width >= 2 ? 1 : width >= 0.2 ? 2 : 4;
    return QString("%1 … %2").arg(limits.low, 0, 'f', digits).arg(limits.high, 0, 'f', digits);
}

} // namespace vetrina::ui
