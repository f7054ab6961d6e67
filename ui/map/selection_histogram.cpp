#include "ui/map/selection_histogram.h"

#include "ui/theme/theme.h"

#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>

namespace vetrina::ui {

namespace {

constexpr int foot = 15; ///< for the numbers under it

} // namespace

SelectionHistogramView::SelectionHistogramView(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void SelectionHistogramView::set(const SelectionHistogram& histogram)
{
    m_histogram = histogram;
    setAccessibleName(tr("%1: the selection over all").arg(histogram.column));
    update();
}

int SelectionHistogramView::binAt(int x) const
{
    const auto bins = static_cast<int>(m_histogram.all.size());
    return bins == 0 ? -1 : std::clamp(x * bins / std::max(1, width()), 0, bins - 1);
}

bool SelectionHistogramView::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const int bin = binAt(help->pos().x());
    if (bin < 0)
        return true;
    const auto at = static_cast<std::size_t>(bin);
    const double step = (m_histogram.high - m_histogram.low) / static_cast<double>(m_histogram.all.size());
    const QLocale locale;
    QToolTip::showText(help->globalPos(),
        tr("%1 from %2 to %3: %4 selected of %5")
            .arg(m_histogram.column, locale.toString(m_histogram.low + bin * step, 'g', 4),
                locale.toString(m_histogram.low + (bin + 1) * step, 'g', 4),
                locale.toString(static_cast<qulonglong>(m_histogram.selected[at])),
                locale.toString(static_cast<qulonglong>(m_histogram.all[at]))),
        this);
    return true;
}

void SelectionHistogramView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const std::size_t bins = m_histogram.all.size();
    if (bins == 0)
        return;
    const double base = height() - foot, across = static_cast<double>(width()) / static_cast<double>(bins);
    const auto tallest = [](const std::vector<std::size_t>& counts) {
        return static_cast<double>(std::max<std::size_t>(1, *std::ranges::max_element(counts)));
    };
    const double mostSelected = tallest(m_histogram.selected), mostAll = tallest(m_histogram.all);
    for (std::size_t i = 0; i < bins; ++i) {
        const double tall = static_cast<double>(m_histogram.selected[i]) / mostSelected * (base - 2);
        if (tall > 0)
            painter.fillRect(QRectF(static_cast<double>(i) * across, base - std::max(1.0, tall),
                                 std::max(1.0, across - 1), std::max(1.0, tall)),
                colour(Token::Accent));
    }
    QPainterPath line;
    for (std::size_t i = 0; i < bins; ++i) {
        const double y = base - static_cast<double>(m_histogram.all[i]) / mostAll * (base - 2);
        const double x = static_cast<double>(i) * across;
        i == 0 ? line.moveTo(x, y) : line.lineTo(x, y);
        line.lineTo(x + across, y);
    }
    painter.setPen(QPen(colour(Token::NoClass), 1));
    painter.drawPath(line);
    painter.setPen(colour(Token::LineStrong));
    painter.drawLine(QPointF(0, base + 0.5), QPointF(width(), base + 0.5));
    painter.setPen(colour(Token::Text3));
    painter.setFont(monoFont(10));
    const QRect words(0, height() - foot + 2, width(), foot - 2);
    const QLocale locale;
    painter.drawText(words, Qt::AlignLeft | Qt::AlignTop, locale.toString(m_histogram.low, 'g', 4));
    painter.drawText(words, Qt::AlignRight | Qt::AlignTop, locale.toString(m_histogram.high, 'g', 4));
    painter.drawText(
        words, Qt::AlignHCenter | Qt::AlignTop, locale.toString((m_histogram.low + m_histogram.high) / 2, 'g', 4));
}

} // namespace vetrina::ui
