#include "ui/theme/style.h"

#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QComboBox>
#include <QPainter>
#include <QStyleOption>

namespace vetrina::ui {

Style::Style()
    : QProxyStyle("Fusion")
{
}

void Style::drawPrimitive(
    PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    if (element != PE_FrameFocusRect)
        return QProxyStyle::drawPrimitive(element, option, painter, widget);

    // Only the keyboard's focus is ringed: a click has just shown where it went.
    if (!(option->state & State_KeyboardFocusChange))
        return;
    // Buttons are ringed along their own edge, whatever text rectangle the base style thought of.
    const bool whole = qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QComboBox*>(widget);
    paintFocusRing(*painter, QRectF(whole ? widget->rect() : option->rect), size::radiusControl);
}

int Style::styleHint(
    StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* returned) const
{
    switch (hint) {
    case SH_ToolTip_WakeUpDelay:
        return 400;
    case SH_Widget_Animate:
    case SH_Widget_Animation_Duration:
        return 0;
    case SH_UnderlineShortcut:
        return 0;
    case SH_ItemView_ActivateItemOnSingleClick:
        return 0;
    case SH_ComboBox_Popup:
        return 0; // a list below the box, not a menu over it
    default:
        return QProxyStyle::styleHint(hint, option, widget, returned);
    }
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    switch (metric) {
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    case PM_ScrollBarExtent:
        return 10;
    case PM_SmallIconSize:
        return 16;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

void paintFocusRing(QPainter& painter, const QRectF& rect, qreal radius)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour(Token::Focus), 2));
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius);
    painter.restore();
}

void paintRowSurface(QPainter& painter, const QStyleOptionViewItem& option)
{
    if (option.state & QStyle::State_Selected) {
        painter.fillRect(option.rect, colour(Token::AccentWash));
        painter.fillRect(QRect(option.rect.left(), option.rect.top(), 2, option.rect.height()), colour(Token::Accent));
    } else if (option.state & QStyle::State_MouseOver) {
        painter.fillRect(option.rect, colour(Token::Hover));
    }
}

QRect paintRowStamp(QPainter& painter, const QRect& row, const QImage* stamp, int side)
{
    const QRect place(row.left() + 12, row.top() + (row.height() - side) / 2, side, side);
    if (stamp && !stamp->isNull())
        painter.drawImage(place, *stamp);
    else
        painter.fillRect(place, colour(Token::Well));
    return place;
}

} // namespace vetrina::ui
