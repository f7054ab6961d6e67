#include "ui/stamp/pixel_table.h"

#include "ui/stamp/stamp_view.h"
#include "ui/theme/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace vetrina::ui {

namespace {

constexpr int cellWidth = 46, cellHeight = 17, nameWidth = 34, nameHeight = 18;

/// The pixel axis, with its sign, that a direction of the view comes nearest to.
QPoint axisOf(QPointF direction)
{
    if (std::abs(direction.x()) >= std::abs(direction.y()))
        return { direction.x() < 0 ? -1 : 1, 0 };
    return { 0, direction.y() < 0 ? -1 : 1 };
}

QString valueText(float value)
{
    if (std::isnan(value))
        return QStringLiteral("NaN");
    const float size = std::abs(value);
    if (size >= 1e6F || (size > 0 && size < 1e-3F))
        return QString::number(value, 'g', 3);
    return QString::number(value, 'f', size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : 3);
}

QString axisName(QPoint axis, QPoint pixel) { return QString::number(axis.x() ? pixel.x() : pixel.y()); }

} // namespace

PixelTable::PixelTable(QWidget* parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Pixel values"));
}

QSize PixelTable::sizeFor(int columns, int rows)
{
    return { nameWidth + columns * cellWidth, nameHeight + rows * cellHeight };
}

int PixelTable::columns() const { return std::clamp(((width() - nameWidth) / cellWidth - 1) / 2 * 2 + 1, 1, most); }
int PixelTable::rows() const { return std::clamp(((height() - nameHeight) / cellHeight - 1) / 2 * 2 + 1, 1, most); }

image::PlaneView PixelTable::plane() const { return m_view ? m_view->plane() : image::PlaneView(); }

void PixelTable::show(const StampView* view, QPoint centre)
{
    m_view = view;
    m_centre = centre;
    m_colours = view ? view->rendered() : QImage();
    if (view) {
        const StampGeometry geometry = view->geometryOfView();
        const QPointF middle = geometry.toPixel({ 0, 0 });
        m_right = axisOf(geometry.toPixel({ 1, 0 }) - middle);
        m_down = axisOf(geometry.toPixel({ 0, 1 }) - middle);
        if (m_right.x() && m_down.x()) // exactly between the two
            m_down = { 0, -1 };
        else if (m_right.y() && m_down.y())
            m_down = { -1, 0 };
    }
    setAccessibleDescription(tr("about pixel %1, %2").arg(centre.x()).arg(centre.y()));
    update();
}

bool PixelTable::holds(QPoint pixel) const
{
    const image::PlaneView shown = plane();
    return pixel.x() >= 0 && pixel.y() >= 0 && pixel.x() < shown.width && pixel.y() < shown.height;
}

QString PixelTable::columnName(int column) const { return axisName(m_right, pixelAt(column, 0)); }
QString PixelTable::rowName(int row) const { return axisName(m_down, pixelAt(0, row)); }

QRect PixelTable::box() const
{
    const int c = columns() / 2, r = rows() / 2;
    const QPoint a = pixelAt(-c, -r), b = pixelAt(c, r);
    return QRect(
        QPoint(std::min(a.x(), b.x()), std::min(a.y(), b.y())), QPoint(std::max(a.x(), b.x()), std::max(a.y(), b.y())));
}

image::RegionFigures PixelTable::figures() const
{
    const QRect region = box();
    return image::figuresOf(plane(), region.x(), region.y(), region.width(), region.height());
}

QString PixelTable::toTsv() const
{
    const int c = columns() / 2, r = rows() / 2;
    QString text = m_right.x() ? QStringLiteral("y\\x") : QStringLiteral("x\\y");
    for (int column = -c; column <= c; ++column)
        text += '\t' + columnName(column);
    for (int row = -r; row <= r; ++row) {
        text += '\n' + rowName(row);
        for (int column = -c; column <= c; ++column) {
            const QPoint pixel = pixelAt(column, row);
            text += '\t';
            if (holds(pixel)) {
                const float value = plane().at(pixel.x(), pixel.y());
                text += std::isnan(value) ? QStringLiteral("NaN") : QString::number(value, 'g', 9);
            }
        }
    }
    return text + '\n';
}

void PixelTable::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Token::Panel));
    if (plane().size() == 0) {
        painter.setPen(colour(Token::Text2));
        painter.setFont(uiFont(size::fontDense));
        painter.drawText(rect(), Qt::AlignCenter, tr("This panel has no pixels."));
        return;
    }
    const int c = columns() / 2, r = rows() / 2;
    painter.setFont(monoFont(size::fontSmall));
    painter.setPen(colour(Token::Text3));
    for (int column = -c; column <= c; ++column)
        painter.drawText(
            QRect(nameWidth + (column + c) * cellWidth, 0, cellWidth, nameHeight), Qt::AlignCenter, columnName(column));
    for (int row = -r; row <= r; ++row)
        painter.drawText(QRect(0, nameHeight + (row + r) * cellHeight, nameWidth - 6, cellHeight),
            Qt::AlignRight | Qt::AlignVCenter, rowName(row));
    for (int row = -r; row <= r; ++row)
        for (int column = -c; column <= c; ++column) {
            const QPoint pixel = pixelAt(column, row);
            const QRect cell(
                nameWidth + (column + c) * cellWidth, nameHeight + (row + r) * cellHeight, cellWidth, cellHeight);
            if (!holds(pixel)) {
                painter.fillRect(cell, colour(Token::Well));
                continue;
            }
            const QColor fill(m_colours.pixel(pixel));
            painter.fillRect(cell, fill);
            const double light = 0.299 * fill.redF() + 0.587 * fill.greenF() + 0.114 * fill.blueF();
            painter.setPen(light > 0.5 ? Qt::black : Qt::white);
            painter.drawText(cell.adjusted(0, 0, -4, 0), Qt::AlignRight | Qt::AlignVCenter,
                valueText(plane().at(pixel.x(), pixel.y())));
        }
    painter.setPen(QPen(colour(Token::Anomaly), 2));
    painter.drawRect(QRect(nameWidth + c * cellWidth, nameHeight + r * cellHeight, cellWidth, cellHeight));
}

} // namespace vetrina::ui
