#include "ui/stamp/cut_plot.h"

#include "ui/theme/theme.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <array>
#include <cmath>

namespace vetrina::ui {

namespace {

constexpr double leftRoom = 46, bottomRoom = 20, topRoom = 34, apart = 12;

/// A round step that gives three to six ticks.
double tickStep(double span)
{
    const double raw = span / 4, power = std::pow(10, std::floor(std::log10(raw)));
    for (const double nice : { 1.0, 2.0, 5.0, 10.0 })
        if (raw <= nice * power)
            return nice * power;
    return 10 * power;
}

std::vector<double> ticks(double low, double high)
{
    std::vector<double> places;
    if (!(high > low) || !std::isfinite(high - low))
        return places;
    const double step = tickStep(high - low);
    for (double at = std::ceil(low / step); at * step <= high && places.size() < 12; ++at)
        places.push_back(at * step);
    return places;
}

} // namespace

CutPlot::CutPlot(QWidget* parent)
    : QWidget(parent)
{
    setMouseTracking(true);
    setAccessibleName(tr("Cut through the source"));
}

void CutPlot::set(std::vector<Cut> cuts)
{
    m_cuts = std::move(cuts);
    m_values = { HUGE_VAL, -HUGE_VAL };
    for (const Cut& cut : m_cuts)
        for (const CutCurve& curve : cut.curves)
            for (const image::LineSample& sample : curve.samples)
                if (std::isfinite(sample.value)) {
                    m_values.low = std::min<double>(m_values.low, sample.value);
                    m_values.high = std::max<double>(m_values.high, sample.value);
                }
    if (!(m_values.high > m_values.low))
        m_values = { std::isfinite(m_values.low) ? m_values.low - 1 : 0,
            std::isfinite(m_values.low) ? m_values.low + 1 : 1 };
    const double room = (m_values.high - m_values.low) * 0.06;
    m_values = { m_values.low - room, m_values.high + room };
    update();
}

QRectF CutPlot::floorOf(std::size_t cut) const
{
    const auto count = static_cast<double>(std::max<std::size_t>(m_cuts.size(), 1));
    const double each = (width() - leftRoom - 4 - apart * (count - 1)) / count;
    return { leftRoom + static_cast<double>(cut) * (each + apart), topRoom, each, height() - topRoom - bottomRoom };
}

CutPlot::Range CutPlot::acrossOf(const Cut& cut)
{
    Range range{ HUGE_VAL, -HUGE_VAL };
    for (const CutCurve& curve : cut.curves)
        for (const image::LineSample& sample : curve.samples) {
            range.low = std::min(range.low, sample.along - 0.5);
            range.high = std::max(range.high, sample.along + 0.5);
        }
    return range.high > range.low ? range : Range{ -1, 1 };
}

void CutPlot::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Token::Panel));
    for (std::size_t i = 0; i < m_cuts.size(); ++i)
        paintCut(painter, i);
    if (m_cuts.empty())
        return;
    // Which is which, at the right end of the titles' line.
    painter.setFont(uiFont(size::fontSmall));
    painter.setRenderHint(QPainter::Antialiasing);
    double right = width() - 4;
    const auto& curves = m_cuts.back().curves;
    for (auto curve = curves.rbegin(); curve != curves.rend(); ++curve) {
        const double wide = painter.fontMetrics().horizontalAdvance(curve->name) + 2;
        painter.setPen(colour(Token::Text2));
        painter.drawText(QRectF(right - wide, 0, wide, 16), Qt::AlignLeft | Qt::AlignVCenter, curve->name);
        painter.setPen(QPen(colour(curve->colour), 2, curve->line));
        painter.drawLine(QPointF(right - wide - 18, 8), QPointF(right - wide - 4, 8));
        right -= wide + 26;
    }
}

void CutPlot::paintCut(QPainter& painter, std::size_t which) const
{
    const Cut& cut = m_cuts[which];
    const QRectF floor = floorOf(which);
    const Range across = acrossOf(cut);
    const auto xOf = [&](double along) {
        return floor.left() + (along - across.low) / (across.high - across.low) * floor.width();
    };
    const auto yOf = [&](double value) {
        return floor.bottom() - (value - m_values.low) / (m_values.high - m_values.low) * floor.height();
    };
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setFont(uiFont(size::fontSmall));
    painter.setPen(colour(Token::Text3));
    painter.drawText(QRectF(floor.left(), 18, floor.width(), 14), Qt::AlignLeft | Qt::AlignVCenter, cut.title);
    painter.setFont(monoFont(size::fontSmall));
    for (const double value : ticks(m_values.low, m_values.high)) {
        const double y = std::round(yOf(value));
        painter.setPen(colour(Token::Line));
        painter.drawLine(QPointF(floor.left(), y), QPointF(floor.right(), y));
        painter.setPen(colour(Token::Text3));
        if (which == 0)
            painter.drawText(QRectF(0, y - 8, leftRoom - 6, 16), Qt::AlignRight | Qt::AlignVCenter,
                QString::number(std::abs(value) < 1e-9 * (m_values.high - m_values.low) ? 0 : value, 'g', 4));
    }
    for (const double place : ticks(across.low * cut.unit, across.high * cut.unit)) {
        const double x = std::round(xOf(place / cut.unit));
        painter.setPen(colour(Token::LineStrong));
        painter.drawLine(QPointF(x, floor.bottom()), QPointF(x, floor.bottom() + 4));
        painter.setPen(colour(Token::Text3));
        const QString text = QString::number(std::abs(place) < 1e-9 ? 0 : place, 'g', 4)
            + (std::abs(place) < 1e-9 ? QString() : cut.unitName);
        painter.drawText(QRectF(x - 40, floor.bottom() + 4, 80, 16), Qt::AlignHCenter | Qt::AlignTop, text);
    }
    painter.setPen(colour(Token::LineStrong));
    painter.drawLine(floor.bottomLeft(), floor.bottomRight());
    painter.drawLine(floor.topLeft(), floor.bottomLeft());

    painter.save();
    painter.setClipRect(floor.adjusted(0, -2, 0, 2));
    painter.setPen(QPen(colour(Token::Crosshair), 1, Qt::DotLine));
    painter.drawLine(QPointF(xOf(0), floor.top()), QPointF(xOf(0), floor.bottom()));
    painter.setRenderHint(QPainter::Antialiasing);
    for (const CutCurve& curve : cut.curves) {
        QPainterPath path;
        bool open = false; // a pixel without a value is a gap
        for (const image::LineSample& sample : curve.samples) {
            if (!std::isfinite(sample.value)) {
                open = false;
                continue;
            }
            const QPointF from(xOf(sample.along - 0.5), yOf(sample.value)),
                to(xOf(sample.along + 0.5), yOf(sample.value));
            open ? path.lineTo(from) : path.moveTo(from);
            path.lineTo(to);
            open = true;
        }
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colour(curve.colour), curve.line == Qt::SolidLine ? 2 : 1.75, curve.line));
        painter.drawPath(path);
    }
    if (m_cursor && floor.contains(*m_cursor)) {
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(QPen(colour(Token::Text2), 1));
        painter.drawLine(QPointF(m_cursor->x(), floor.top()), QPointF(m_cursor->x(), floor.bottom()));
    }
    painter.restore();
}

QString CutPlot::readout(QPointF at) const
{
    for (std::size_t i = 0; i < m_cuts.size(); ++i) {
        const QRectF floor = floorOf(i);
        if (!floor.contains(at))
            continue;
        const Range across = acrossOf(m_cuts[i]);
        const double along = across.low + (at.x() - floor.left()) / floor.width() * (across.high - across.low);
        QString text;
        for (const CutCurve& curve : m_cuts[i].curves) {
            const auto nearest = std::ranges::min_element(
                curve.samples, {}, [&](const image::LineSample& sample) { return std::abs(sample.along - along); });
            if (nearest == curve.samples.end())
                continue;
            if (text.isEmpty())
                text = QString("%1%2%3")
                           .arg(nearest->along < 0 ? "−" : "+")
                           .arg(std::abs(nearest->along) * m_cuts[i].unit, 0, 'f', 1)
                           .arg(m_cuts[i].unitName);
            text += QString(" · %1 %2")
                        .arg(curve.name,
                            std::isfinite(nearest->value) ? QString::number(nearest->value, 'g', 5)
                                                          : QStringLiteral("NaN"));
        }
        return text;
    }
    return {};
}

void CutPlot::mouseMoveEvent(QMouseEvent* event)
{
    m_cursor = event->position();
    Q_EMIT hovered(readout(*m_cursor));
    update();
}

void CutPlot::leaveEvent(QEvent*)
{
    m_cursor.reset();
    Q_EMIT hovered({});
    update();
}

} // namespace vetrina::ui
