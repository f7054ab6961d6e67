// What CurvePlot draws; what the hand does with it stands in curve_plot.cpp.
#include "ui/lightcurve/curve_plot.h"

#include "ui/lightcurve/curve_legend.h"
#include "ui/theme/theme.h"

#include <array>
#include <cmath>
#include <unordered_set>

namespace vetrina::ui {

namespace {

using Kind = CurvePoint::Kind;

/// A pen's worth of error bars a band.
constexpr std::string_view bands = "ugrizy?";

std::size_t placeOfBand(char band)
{
    const auto at = bands.find(band);
    return at == std::string_view::npos ? bands.size() - 1 : at;
}

QString days(double value)
{
    return (value < 0 ? QString(QChar(0x2212)) : QString()) + QString::number(std::abs(value), 'f', 1);
}

} // namespace

bool CurvePlot::isDrawn(const CurvePoint& point) const
{
    return (m_forced || !point.isForced()) && std::isfinite(point.value(m_flux));
}

QPointF CurvePlot::pixelOf(const CurvePoint& point) const
{
    return { xAxis->coordToPixel(point.days), yAxis->coordToPixel(point.value(m_flux)) };
}

BandMark CurvePlot::markOf(const CurvePoint& point) const
{
    using Look = BandMark::Look;
    if (point.isLimit(m_flux))
        return { point.band, point.isForced() ? Look::SmallLimit : Look::Limit };
    if (point.isForced())
        return { point.band, point.positive ? Look::Small : Look::SmallHollow };
    return { point.band, point.positive ? Look::Filled : Look::Hollow };
}

void CurvePlot::paintGround(QCPPainter& painter) const
{
    // What had not happened when this alert was sent.
    const QRect area = axisRect()->rect();
    const double now = std::clamp(xAxis->coordToPixel(0), static_cast<double>(area.left()), area.right() + 1.0);
    QRectF after(area);
    after.setLeft(now);
    painter.fillRect(after, colour(Token::Well));
    if (m_flux && yAxis->range().contains(0)) { // the template's own brightness
        painter.setPen(QPen(colour(Token::LineStrong), 1));
        const double y = std::round(yAxis->coordToPixel(0)) + 0.5;
        painter.drawLine(QLineF(area.left(), y, area.right(), y));
    }
}

void CurvePlot::paintGuides(QCPPainter& painter) const
{
    const QRect area = axisRect()->rect();
    painter.setFont(uiFont(size::fontSmall));
    const QFontMetrics metrics(painter.font());
    const auto inside = [&](double x) { return x >= area.left() && x <= area.right(); };
    const auto line = [&](double x, double top, const QColor& ink, const QVector<qreal>& dashes) {
        QPen pen(ink, 1);
        pen.setDashPattern(dashes);
        painter.setPen(pen);
        const double at = std::round(x) + 0.5;
        painter.drawLine(QLineF(at, top, at, area.bottom()));
    };
    // Words stand at the left of their line, at its right where there is no room.
    const auto words = [&](const QString& text, double x, int y) {
        const int width = metrics.horizontalAdvance(text);
        const double left = x - 5 - width >= area.left() ? x - 5 - width : x + 6;
        QColor ground = colour(Token::Panel);
        ground.setAlphaF(0.8f);
        painter.fillRect(QRectF(left - 2, y - metrics.ascent(), width + 4, metrics.height()), ground);
        painter.setPen(colour(Token::Text3));
        painter.drawText(QPointF(left, y), text);
    };

    const bool same = m_points.first && m_points.first == m_points.current && !(m_points.age > 0.01);
    if (const double now = xAxis->coordToPixel(0); !m_points.empty() && inside(now)) {
        line(now, area.top(), colour(Token::Accent), { 3, 3 });
        words(same ? tr("this alert, the first detection") : tr("this alert"), now, area.top() + metrics.ascent());
    }
    if (!(m_points.age > 0.01))
        return;
    const double first = xAxis->coordToPixel(-m_points.age);
    const QString text = tr("first detection, %1 d").arg(days(-m_points.age));
    const int foot = area.bottom() - 5;
    if (inside(first)) {
        double top = area.top();
        if (m_points.first && std::abs(m_points.points[*m_points.first].days + m_points.age) < 0.001)
            top = std::clamp(pixelOf(m_points.points[*m_points.first]).y(), static_cast<double>(area.top()),
                static_cast<double>(area.bottom()));
        line(first, top, colour(Token::Text3), { 1, 3 });
        words(text, first, foot);
    } else if (first < area.left()) {
        words(QStringLiteral("← ") + text, area.left() - 2, foot);
    }
}

void CurvePlot::paintErrors(QCPPainter& painter) const
{
    std::array<QVector<QLineF>, bands.size()> bars;
    const QRectF area(axisRect()->rect());
    for (const CurvePoint& point : m_points.points) {
        const double error = point.error(m_flux);
        if (!isDrawn(point) || !std::isfinite(error))
            continue;
        const double value = point.value(m_flux), x = xAxis->coordToPixel(point.days);
        if (x < area.left() || x > area.right())
            continue;
        // Off the paper there is nothing to draw, and a rasteriser would walk all of it.
        const double a = yAxis->coordToPixel(value - error), b = yAxis->coordToPixel(value + error);
        const double top = std::max(std::min(a, b), area.top()), foot = std::min(std::max(a, b), area.bottom());
        if (top < foot)
            bars[placeOfBand(point.band)].push_back({ x, top, x, foot });
    }
    painter.setAntialiasing(true);
    for (std::size_t i = 0; i < bars.size(); ++i)
        if (!bars[i].isEmpty()) {
            painter.setPen(QPen(colour(bandToken(bands[i])), 1.5, Qt::SolidLine, Qt::FlatCap));
            painter.drawLines(bars[i]);
        }
}

void CurvePlot::paintPoints(QCPPainter& painter)
{
    const QColor surface = colour(Token::Panel);
    const bool exact = painter.modes().testFlag(QCPPainter::pmNoCaching); // a picture, not the screen
    const QRectF area = QRectF(axisRect()->rect()).adjusted(-4, -4, 4, 4);
    const qreal ratio = bufferDevicePixelRatio();
    std::unordered_set<std::uint64_t> taken; // thousands of marks on the same pixel are one
    const bool crowd = m_points.points.size() > 1000 && !exact;
    for (const CurvePoint& point : m_points.points) {
        if (!isDrawn(point))
            continue;
        const QPointF at = pixelOf(point);
        if (!area.contains(at))
            continue;
        const BandMark mark = markOf(point);
        if (exact) {
            paintMark(painter, at, mark, surface);
            continue;
        }
        const unsigned key = static_cast<unsigned char>(mark.band) | static_cast<unsigned>(mark.look) << 8;
        if (crowd
            && !taken
                    .insert(static_cast<std::uint64_t>(key) << 32
                        | static_cast<std::uint64_t>(static_cast<std::uint16_t>(at.x())) << 16
                        | static_cast<std::uint16_t>(at.y()))
                    .second)
            continue;
        auto pixmap = m_marks.find(key);
        if (pixmap == m_marks.end())
            pixmap = m_marks.emplace(key, markPixmap(mark, surface, ratio)).first;
        painter.drawPixmap(at - QPointF(markSide, markSide) / 2, pixmap->second);
    }
    if (m_points.current && isDrawn(m_points.points[*m_points.current])) {
        const QPointF at = pixelOf(m_points.points[*m_points.current]);
        painter.setAntialiasing(true);
        painter.setPen(QPen(colour(Token::Text), 1.5));
        painter.setBrush(Qt::NoBrush);
        if (area.contains(at))
            painter.drawEllipse(at, 8, 8);
    }
}

void CurvePlot::paintNamed(QCPPainter& painter) const
{
    if (!m_named || !isDrawn(m_points.points[*m_named]))
        return;
    const CurvePoint& point = m_points.points[*m_named];
    const QPointF at = pixelOf(point);
    painter.setAntialiasing(true);
    if (!QRectF(axisRect()->rect()).adjusted(-8, -8, 8, 8).contains(at))
        return; // out of sight
    painter.setPen(QPen(colour(Token::Focus), 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(at, 6.5, 6.5);

    const QStringList lines = wordsOf(point).split('\n');
    const QFont font = monoFont(size::fontSmall);
    const QFontMetrics metrics(font);
    int width = 0;
    for (const QString& text : lines)
        width = std::max(width, metrics.horizontalAdvance(text));
    const int row = metrics.height() + 1;
    QRectF plate(0, 0, width + 16, static_cast<double>(row * lines.size()) + 8);
    const QRectF area = QRectF(viewport()).adjusted(1, 1, -1, -1);
    plate.moveTopLeft({ at.x() + 14, at.y() - plate.height() - 10 });
    if (plate.right() > area.right())
        plate.moveRight(at.x() - 14);
    if (plate.left() < area.left())
        plate.moveLeft(area.left());
    if (plate.top() < area.top())
        plate.moveTop(std::min(at.y() + 12, area.bottom() - plate.height()));
    painter.setPen(QPen(colour(Token::LineStrong), 1));
    painter.setBrush(colour(Token::Control));
    painter.drawRoundedRect(
        QRectF(plate.toAlignedRect()).adjusted(0.5, 0.5, -0.5, -0.5), size::radiusControl, size::radiusControl);
    painter.setFont(font);
    painter.setPen(colour(Token::Text));
    double y = std::floor(plate.top()) + 4 + metrics.ascent();
    for (const QString& text : lines) {
        painter.drawText(QPointF(std::floor(plate.left()) + 8, y), text);
        painter.setPen(colour(Token::Text2));
        y += row;
    }
}

void CurvePlot::paintPicture(QCPPainter& painter, QSize size, const QString& title)
{
    constexpr int head = 30;
    painter.fillRect(QRect(QPoint(0, 0), size), colour(Token::Panel));
    painter.setFont(uiFont(size::fontBody, QFont::DemiBold));
    painter.setPen(colour(Token::Text));
    painter.drawText(QRectF(12, 0, size.width() - 24, head), Qt::AlignVCenter | Qt::AlignLeft, title);

    // The key of marks, from the right.
    const auto key = CurveLegend::entriesOf(m_points, m_flux, m_forced);
    painter.setFont(uiFont(size::fontDense));
    const QFontMetrics metrics(painter.font());
    double x = size.width() - 12;
    for (auto it = key.rbegin(); it != key.rend(); ++it) {
        x -= metrics.horizontalAdvance(it->name);
        painter.setPen(colour(Token::Text2));
        painter.drawText(QRectF(x, 0, 400, head), Qt::AlignVCenter | Qt::AlignLeft, it->name);
        x -= 9;
        paintMark(painter, { x, head / 2.0 }, it->mark, colour(Token::Panel));
        x -= 16;
    }
    painter.save();
    painter.translate(0, head);
    const auto named = std::exchange(m_named, std::nullopt); // a cursor is no part of the picture
    fitLabels(size.height());
    toPainter(&painter, size.width(), size.height() - head);
    fitLabels(height());
    m_named = named;
    painter.restore();
}

} // namespace vetrina::ui
