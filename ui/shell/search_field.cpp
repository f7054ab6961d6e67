#include "ui/shell/search_field.h"

#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/key_cap.h"

#include <QPainter>

namespace vetrina::ui {

namespace {

constexpr int wide = 400, tall = 24, inset = 9;

} // namespace

SearchField::SearchField(QWidget* parent)
    : QAbstractButton(parent)
{
    setText(tr("Commands, objects, coordinates"));
    setAccessibleName(text());
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
    setKey({});
}

void SearchField::setSmall(bool small)
{
    if (small == m_small)
        return;
    m_small = small;
    updateGeometry();
    update();
}

void SearchField::setKey(const QString& key)
{
    m_caps = key.isEmpty() ? QStringList() : QStringList{ key };
    setToolTip(key.isEmpty() ? text() : QStringLiteral("%1 (%2)").arg(text(), key));
    update();
}

QSize SearchField::sizeHint() const { return { m_small ? 32 : wide, tall }; }

void SearchField::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool hot = underMouse() || isDown();
    painter.setPen(QPen(colour(Token::LineStrong), 1));
    painter.setBrush(colour(hot ? Token::Hover : Token::Well));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), size::radiusControl, size::radiusControl);
    const QRectF glass(m_small ? (width() - 14) / 2.0 : inset, (height() - 14) / 2.0, 14, 14);
    paintIcon(painter, "search", glass, colour(hot ? Token::Text : Token::Text3));
    if (!m_small) {
        int right = width() - 5;
        for (const QString& cap : m_caps) {
            right -= keyCapWidth(cap);
            paintKeyCap(painter, QRect(right, (height() - 18) / 2, keyCapWidth(cap), 18), cap);
        }
        painter.setFont(uiFont(size::fontDense));
        painter.setPen(colour(Token::Text3));
        painter.drawText(QRect(inset + 22, 0, right - inset - 26, height()), Qt::AlignVCenter,
            painter.fontMetrics().elidedText(text(), Qt::ElideRight, right - inset - 26));
    }
    if (hasFocus())
        paintFocusRing(painter, rect(), size::radiusControl);
}

} // namespace vetrina::ui
