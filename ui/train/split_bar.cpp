#include "ui/train/split_bar.h"

#include "ui/theme/theme.h"

#include <QFontMetrics>
#include <QLocale>
#include <QPainter>

namespace vetrina::ui {

SplitBar::SplitBar(QWidget* parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Parts of the labels"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void SplitBar::set(std::array<std::size_t, 3> counts)
{
    m_counts = counts;
    const QString words = tr("train %L1, validation %L2, test %L3").arg(counts[0]).arg(counts[1]).arg(counts[2]);
    setAccessibleDescription(words);
    setToolTip(words);
    update();
}

void SplitBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), colour(Token::Well));
    const double all = static_cast<double>(m_counts[0] + m_counts[1] + m_counts[2]);
    if (all <= 0)
        return;
    const QFont font = monoFont(size::fontDense);
    const QFontMetrics metrics(font);
    painter.setFont(font);
    double from = 0;
    for (std::size_t part = 0; part < m_counts.size(); ++part) {
        const double to = from + width() * static_cast<double>(m_counts[part]) / all;
        const QRectF room(from, 0, std::max(0., to - from - 1), height());
        from = to;
        if (m_counts[part] == 0)
            continue;
        QColor fill = colour(part == 0 ? Token::AccentFill : part == 1 ? Token::Warn : Token::Control);
        if (part == 1)
            fill.setAlphaF(0.35F);
        painter.fillRect(room, fill);
        QString words = QLocale().toString(static_cast<qulonglong>(m_counts[part]));
        if (const QString named = tr("train %1").arg(words);
            part == 0 && metrics.horizontalAdvance(named) < room.width() - 8)
            words = named;
        painter.setPen(colour(part == 0 ? Token::AccentText : Token::Text));
        if (metrics.horizontalAdvance(words) <= room.width() - 4)
            painter.drawText(room.adjusted(part == 0 ? 8 : 0, 0, 0, 0),
                Qt::AlignVCenter | (part == 0 ? Qt::AlignLeft : Qt::AlignHCenter), words);
    }
}

} // namespace vetrina::ui
