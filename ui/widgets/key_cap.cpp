#include "ui/widgets/key_cap.h"

#include "ui/theme/style.h"
#include "ui/theme/theme.h"

#include <QFontMetrics>
#include <QPainter>
#include <QStyleOptionButton>

namespace vetrina::ui {

int keyCapWidth(const QString& key)
{
    return std::max(20, QFontMetrics(monoFont(size::fontSmall)).horizontalAdvance(key) + 11);
}

void paintKeyCap(QPainter& painter, const QRect& rect, const QString& key, bool enabled)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF cap = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5);
    const QColor edge = colour(enabled ? Token::LineStrong : Token::Line);
    painter.setPen(Qt::NoPen);
    painter.setBrush(edge); // the foot shows below the face
    painter.drawRoundedRect(QRectF(rect), 3, 3);
    painter.setPen(QPen(edge, 1));
    painter.setBrush(colour(Token::Well));
    painter.drawRoundedRect(cap.adjusted(0, 0, 0, -1), 3, 3);
    painter.setFont(monoFont(size::fontSmall));
    painter.setPen(colour(enabled ? Token::Text2 : Token::Disabled));
    painter.drawText(cap.adjusted(0, 0, 0, -1), Qt::AlignCenter, key);
    painter.restore();
}

KeyCap::KeyCap(const QString& key, QWidget* parent)
    : QWidget(parent)
    , m_key(key)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(key);
}

void KeyCap::setKey(const QString& key)
{
    if (key == m_key)
        return;
    m_key = key;
    setAccessibleName(key);
    setHidden(key.isEmpty());
    updateGeometry();
    update();
}

QSize KeyCap::sizeHint() const { return { keyCapWidth(m_key), 20 }; }

void KeyCap::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintKeyCap(painter, rect(), m_key);
}

KeyButton::KeyButton(const QString& key, const QString& words, QWidget* parent, Cap cap)
    : QPushButton(parent)
    , m_key(key)
    , m_cap(cap)
{
    setFocusPolicy(Qt::TabFocus);
    setTall(false);
    setWords(words);
}

void KeyButton::setWords(const QString& words, const QString& shortWords)
{
    m_words = words;
    m_shortWords = shortWords;
    setAccessibleName(words);
    updateGeometry();
    update();
}

void KeyButton::setKey(const QString& key)
{
    m_key = key;
    updateGeometry();
    update();
}

void KeyButton::setShort(bool shortly)
{
    m_short = shortly;
    update();
}

void KeyButton::setEdge(Token token)
{
    m_edge = token;
    update();
}

void KeyButton::setTall(bool tall)
{
    m_tall = tall;
    setFixedHeight(tall ? size::labelKey : size::dense);
    setSizePolicy(tall ? QSizePolicy::Expanding : QSizePolicy::Preferred, QSizePolicy::Fixed);
}

int KeyButton::widthFor(const QString& words) const
{
    const QFont font = uiFont(m_tall ? size::fontBody : size::fontDense);
    const int text = words.isEmpty() ? 0 : QFontMetrics(font).horizontalAdvance(words) + 6;
    return text + (m_key.isEmpty() ? 0 : keyCapWidth(m_key)) + (m_tall ? 14 : 16);
}

QSize KeyButton::sizeHint() const { return { widthFor(m_words), height() }; }
QSize KeyButton::minimumSizeHint() const
{
    return { widthFor(m_shortWords.isEmpty() ? m_words : m_shortWords), height() };
}

void KeyButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool pressed = isDown() || isChecked();
    const QRectF face = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    const bool primary = isEnabled() && property("role").toString() == QLatin1String("primary");
    const QColor edge = colour(!isEnabled() ? Token::Line : primary ? Token::Accent : Token::LineStrong);
    if (m_tall) { // a key: its foot is thicker than its sides
        painter.setPen(Qt::NoPen);
        painter.setBrush(edge);
        painter.drawRoundedRect(QRectF(rect()), size::radiusControl, size::radiusControl);
    }
    painter.setPen(QPen(edge, 1));
    painter.setBrush(colour(pressed       ? Token::AccentFill
            : primary                     ? Token::Accent
            : underMouse() && isEnabled() ? Token::Hover
                                          : Token::Control));
    painter.drawRoundedRect(face.adjusted(0, 0, 0, m_tall ? -2 : 0), size::radiusControl, size::radiusControl);
    if (m_edge != Token::Count) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour(m_edge));
        painter.drawRoundedRect(QRectF(0, 0, width(), 2.5), 1.2, 1.2);
    }

    const QFont font = uiFont(m_tall ? size::fontBody : size::fontDense);
    const QString words = width() < widthFor(m_words) - 4 && !m_shortWords.isEmpty() ? m_shortWords : shown();
    const int wordsWidth = words.isEmpty() ? 0 : QFontMetrics(font).horizontalAdvance(words);
    const int capWidth = m_key.isEmpty() ? 0 : keyCapWidth(m_key);
    const int space = words.isEmpty() || m_key.isEmpty() ? 0 : 6;
    const int capHeight = m_tall ? 20 : 16;
    const int middle = (height() - (m_tall ? 2 : 0)) / 2;
    int x = (width() - wordsWidth - capWidth - space) / 2;
    const auto cap = [&] {
        if (capWidth)
            paintKeyCap(painter, QRect(x, middle - capHeight / 2, capWidth, capHeight), m_key, isEnabled());
        x += capWidth + space;
    };
    const auto text = [&] {
        painter.setFont(font);
        painter.setPen(colour(!isEnabled() ? Token::Disabled
                : pressed                  ? Token::AccentText
                : primary                  ? Token::TextOnAccent
                                           : Token::Text));
        painter.drawText(QRect(x, 0, wordsWidth + 2, 2 * middle), Qt::AlignVCenter | Qt::AlignLeft, words);
        x += wordsWidth + space;
    };
    if (m_cap == Cap::Before) {
        cap();
        text();
    } else {
        text();
        cap();
    }
    if (hasFocus()) {
        QStyleOptionFocusRect ring;
        ring.initFrom(this);
        style()->drawPrimitive(QStyle::PE_FrameFocusRect, &ring, &painter, this);
    }
}

} // namespace vetrina::ui
