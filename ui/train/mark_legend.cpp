#include "ui/train/mark_legend.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace vetrina::ui {

namespace {

constexpr int markWidth = 14, between = 10;

} // namespace

MarkLegend::MarkLegend(std::vector<Entry> entries, QWidget* parent)
    : QWidget(parent)
    , m_entries(std::move(entries))
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    QStringList names;
    for (const Entry& entry : m_entries)
        names << entry.name;
    setAccessibleName(tr("Marks"));
    setAccessibleDescription(names.join(", "));
}

QSize MarkLegend::sizeHint() const
{
    const QFontMetrics metrics(uiFont(size::fontDense));
    int width = 0;
    for (const Entry& entry : m_entries)
        width += markWidth + metrics.horizontalAdvance(entry.name) + between;
    return { std::max(0, width - between + 1), 18 };
}

void MarkLegend::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QFont font = uiFont(size::fontDense);
    const QFontMetrics metrics(font);
    painter.setFont(font);
    int x = 0;
    for (const Entry& entry : m_entries) {
        const QPointF middle(x + 5, height() / 2.0);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour(entry.colour));
        switch (entry.mark) {
        case EpochPlot::Mark::Disc:
            painter.drawEllipse(middle, 3.5, 3.5);
            break;
        case EpochPlot::Mark::Square:
            painter.drawRect(QRectF(middle.x() - 3.5, middle.y() - 3.5, 7, 7));
            break;
        case EpochPlot::Mark::Triangle:
            painter.drawPolygon(
                QPolygonF({ middle + QPointF(0, -4), middle + QPointF(4.2, 3.6), middle + QPointF(-4.2, 3.6) }));
            break;
        }
        painter.setPen(colour(Token::Text2));
        const int width = metrics.horizontalAdvance(entry.name);
        painter.drawText(QRect(x + markWidth, 0, width + 2, height()), Qt::AlignVCenter, entry.name);
        x += markWidth + width + between;
    }
}

} // namespace vetrina::ui
