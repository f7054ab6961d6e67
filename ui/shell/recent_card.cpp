#include "ui/shell/recent_card.h"

#include "ui/theme/style.h"
#include "ui/theme/theme.h"

#include <QDir>
#include <QLocale>
#include <QPainter>
#include <QStyleOption>

namespace vetrina::ui {

namespace {

QString homeShort(const std::filesystem::path& path)
{
    const QString text = QString::fromStdString(path.string()), home = QDir::homePath();
    return text.startsWith(home + '/') ? '~' + text.mid(home.size()) : text;
}

QString leftText(const Recent& recent)
{
    if (recent.total == 0)
        return RecentCard::tr("empty");
    if (recent.labelled >= recent.total)
        return RecentCard::tr("done");
    return RecentCard::tr("%1 to look at").arg(QLocale().toString(recent.total - recent.labelled));
}

} // namespace

QString agoText(const QDateTime& then, const QDateTime& now)
{
    const qint64 minutes = then.secsTo(now) / 60;
    if (minutes < 1)
        return RecentCard::tr("a moment ago");
    if (minutes < 60)
        return RecentCard::tr("%1 min ago").arg(minutes);
    if (then.date() == now.date())
        return RecentCard::tr("today %1").arg(then.toString("HH:mm"));
    return then.toString("yyyy-MM-dd");
}

RecentCard::RecentCard(Recent recent, bool first, QWidget* parent)
    : QAbstractButton(parent)
    , m_recent(std::move(recent))
    , m_first(first)
{
    setFixedHeight(104);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setAccessibleName(tr("Open %1").arg(m_recent.name));
    setToolTip(QString::fromStdString(m_recent.path.string()));
}

void RecentCard::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour(Token::Line), 1));
    painter.setBrush(colour(isDown() ? Token::AccentFill
            : underMouse()           ? Token::Hover
            : m_first                ? Token::AccentWash
                                     : Token::Panel));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), size::radiusPanel, size::radiusPanel);

    int right = width() - 16;
    if (!m_recent.preview.isNull()) { // whole stamps, as many as leave the words their room
        const int side = 72, step = side + 4;
        const int room = std::max(0, width() - 16 - 340) / step;
        const int shown = std::min(room, static_cast<int>(m_recent.preview.width() / side));
        for (int i = 0; i < shown; ++i)
            painter.drawImage(QRect(right - (shown - i) * step + 4, 16, side, side), m_recent.preview,
                QRect(i * side, 0, side, side));
        right -= shown * step + 12;
    }
    const QRect words(16, 14, right - 16, 22);
    painter.setFont(uiFont(size::fontTitle, QFont::DemiBold));
    painter.setPen(colour(Token::Text));
    const QString name = painter.fontMetrics().elidedText(m_recent.name, Qt::ElideMiddle, words.width() - 90);
    painter.drawText(words, Qt::AlignVCenter, name);
    const int nameWidth = painter.fontMetrics().horizontalAdvance(name);
    painter.setFont(uiFont(size::fontDense));
    painter.setPen(colour(Token::Text3));
    painter.drawText(words.adjusted(nameWidth + 8, 1, 0, 0), Qt::AlignVCenter,
        agoText(m_recent.opened, QDateTime::currentDateTime()));
    painter.setFont(monoFont(size::fontSmall));
    painter.drawText(QRect(16, 38, right - 16, 16), Qt::AlignVCenter,
        painter.fontMetrics().elidedText(homeShort(m_recent.path), Qt::ElideMiddle, right - 16));

    const int barWidth = std::clamp((right - 16) / 2, 60, 168);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour(Token::Control));
    painter.drawRoundedRect(QRectF(16, 74, barWidth, 4), 2, 2);
    const double share =
        m_recent.total ? static_cast<double>(m_recent.labelled) / static_cast<double>(m_recent.total) : 0;
    painter.setBrush(colour(Token::Accent));
    if (share > 0)
        painter.drawRoundedRect(QRectF(16, 74, std::max(4.0, barWidth * std::min(1.0, share)), 4), 2, 2);
    const QLocale locale;
    const QString counts = QString("%1 / %2").arg(locale.toString(m_recent.labelled), locale.toString(m_recent.total));
    painter.setFont(monoFont(size::fontSmall));
    painter.setPen(colour(Token::Text2));
    int x = 16 + barWidth + 12;
    painter.drawText(QRect(x, 66, 200, 20), Qt::AlignVCenter, counts);
    x += painter.fontMetrics().horizontalAdvance(counts) + 12;
    painter.setFont(uiFont(size::fontDense));
    painter.drawText(QRect(x, 66, right - x, 20), Qt::AlignVCenter,
        painter.fontMetrics().elidedText(leftText(m_recent), Qt::ElideRight, right - x));
    if (hasFocus()) {
        QStyleOptionFocusRect ring;
        ring.initFrom(this);
        style()->drawPrimitive(QStyle::PE_FrameFocusRect, &ring, &painter, this);
    }
}

} // namespace vetrina::ui
