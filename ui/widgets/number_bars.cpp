#include "ui/widgets/number_bars.h"

#include "ui/theme/theme.h"

#include <QFontMetrics>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace vetrina::ui {

namespace {

constexpr int rowHeight = 20;

} // namespace

NumberBars::NumberBars(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void NumberBars::set(std::vector<Bar> bars)
{
    m_bars = std::move(bars);
    QStringList spoken;
    for (const Bar& bar : m_bars)
        spoken << bar.name + ' ' + bar.value;
    setAccessibleDescription(spoken.join(", "));
    updateGeometry();
    update();
}

QSize NumberBars::sizeHint() const { return { 220, rowHeight * static_cast<int>(m_bars.size()) }; }

bool NumberBars::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const auto at = static_cast<std::size_t>(std::max(0, help->pos().y()) / rowHeight);
    if (at < m_bars.size() && !m_bars[at].tip.isEmpty())
        QToolTip::showText(help->globalPos(), m_bars[at].tip, this);
    else
        QToolTip::hideText();
    return true;
}

void NumberBars::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QFont words = uiFont(size::fontDense), numbers = monoFont(size::fontDense);
    const QFontMetrics wordsMetrics(words), numbersMetrics(numbers);
    int nameWidth = 0, valueWidth = 0;
    for (const Bar& bar : m_bars) {
        nameWidth = std::max(nameWidth, wordsMetrics.horizontalAdvance(bar.name));
        valueWidth = std::max(valueWidth, numbersMetrics.horizontalAdvance(bar.value));
    }
    nameWidth = std::clamp(nameWidth + 8, 80, width() / 2);
    valueWidth += 8;
    for (int i = 0; i < static_cast<int>(m_bars.size()); ++i) {
        const Bar& bar = m_bars[static_cast<std::size_t>(i)];
        const int y = i * rowHeight;
        painter.setFont(words);
        painter.setPen(colour(Token::Text));
        painter.drawText(QRect(0, y, nameWidth - 4, rowHeight), Qt::AlignVCenter,
            wordsMetrics.elidedText(bar.name, Qt::ElideRight, nameWidth - 6));
        if (!std::isnan(bar.part)) {
            const QRect whole(nameWidth, y + 6, width() - nameWidth - valueWidth, 8);
            painter.fillRect(whole, colour(Token::Control));
            const int length = static_cast<int>(std::lround(whole.width() * std::clamp(bar.part, 0.f, 1.f)));
            painter.fillRect(
                QRect(whole.left(), whole.top(), std::max(bar.part > 0 ? 1 : 0, length), 8), colour(bar.colour));
        }
        painter.setFont(numbers);
        painter.setPen(colour(Token::Text));
        painter.drawText(
            QRect(width() - valueWidth, y, valueWidth, rowHeight), Qt::AlignVCenter | Qt::AlignRight, bar.value);
    }
}

} // namespace vetrina::ui
