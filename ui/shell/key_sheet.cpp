#include "ui/shell/key_sheet.h"

#include "ui/theme/theme.h"
#include "ui/widgets/key_cap.h"

#include <QApplication>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

namespace vetrina::ui {

namespace {

constexpr int lineHeight = 26, padding = 16;
constexpr qint64 heldMs = 400;

} // namespace

KeySheet::KeySheet(QWidget* window)
    : QWidget(window)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Keys"));
    window->installEventFilter(this);
    hide();
}

void KeySheet::open(const QString& title, std::vector<Group> groups)
{
    if (isVisible())
        return leave();
    m_title = title;
    m_groups = std::move(groups);
    QStringList spoken;
    for (const Group& group : m_groups)
        for (const Line& line : group.lines)
            spoken << line.keys + ' ' + line.does;
    setAccessibleDescription(spoken.join("; "));
    m_focusBefore = QApplication::focusWidget();
    setGeometry(parentWidget()->rect());
    show();
    raise();
    setFocus();
    m_opened.start();
}

void KeySheet::leave()
{
    hide();
    if (m_focusBefore)
        m_focusBefore->setFocus();
}

void KeySheet::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Token::Dim));

    const QFont words = uiFont(size::fontDense), head = uiFont(size::fontDense),
                title = uiFont(size::fontBody, QFont::DemiBold);
    const QFontMetrics metrics(words);
    std::vector<int> capWidths, columnWidths;
    std::size_t most = 0;
    int width = 2 * padding;
    for (const Group& group : m_groups) {
        int caps = 0, texts = 0;
        for (const Line& line : group.lines) {
            caps = std::max(caps, keyCapWidth(line.keys));
            texts = std::max(texts, metrics.horizontalAdvance(line.does));
        }
        capWidths.push_back(caps + 12);
        columnWidths.push_back(caps + 12 + texts + 28);
        width += columnWidths.back();
        most = std::max(most, group.lines.size());
    }
    width = std::max(width, 480);
    const int height = padding + 28 + 22 + static_cast<int>(most) * lineHeight + padding;
    const QRect sheet((this->width() - width) / 2, std::max(40, (this->height() - height) / 2), width, height);

    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour(Token::LineStrong), 1));
    painter.setBrush(colour(Token::Panel));
    painter.drawRoundedRect(QRectF(sheet).adjusted(0.5, 0.5, -0.5, -0.5), size::radiusPanel, size::radiusPanel);
    painter.setFont(title);
    painter.setPen(colour(Token::Text));
    painter.drawText(QRect(sheet.left() + padding, sheet.top() + 12, width, 20), Qt::AlignVCenter, m_title);
    const int held = keyCapWidth("?");
    paintKeyCap(painter, QRect(sheet.right() - padding - held, sheet.top() + 12, held, 20), "?");
    painter.setFont(words);
    painter.setPen(colour(Token::Text3));
    painter.drawText(QRect(sheet.left(), sheet.top() + 12, width - padding - held - 8, 20),
        Qt::AlignVCenter | Qt::AlignRight, tr("held open with"));

    int x = sheet.left() + padding;
    for (std::size_t i = 0; i < m_groups.size(); ++i) {
        int y = sheet.top() + 44;
        painter.setFont(head);
        painter.setPen(colour(Token::Text3));
        painter.drawText(QRect(x, y, columnWidths[i], 20), Qt::AlignVCenter, m_groups[i].name);
        y += 24;
        for (const Line& line : m_groups[i].lines) {
            paintKeyCap(painter, QRect(x, y, keyCapWidth(line.keys), 20), line.keys);
            painter.setFont(words);
            painter.setPen(colour(Token::Text));
            painter.drawText(QRect(x + capWidths[i], y, columnWidths[i], 20), Qt::AlignVCenter, line.does);
            y += lineHeight;
        }
        x += columnWidths[i];
    }
}

bool KeySheet::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) { // no key does anything behind the sheet
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void KeySheet::keyPressEvent(QKeyEvent* event)
{
    if (!event->isAutoRepeat() && event->key() != Qt::Key_Shift)
        leave();
}

void KeySheet::keyReleaseEvent(QKeyEvent* event)
{
    if (!event->isAutoRepeat() && m_opened.elapsed() > heldMs)
        leave();
}

void KeySheet::mousePressEvent(QMouseEvent*) { leave(); }

bool KeySheet::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        setGeometry(parentWidget()->rect());
    return QWidget::eventFilter(watched, event);
}

} // namespace vetrina::ui
