#include "ui/shell/key_sheet.h"

#include "ui/theme/theme.h"
#include "ui/widgets/key_cap.h"

#include <QApplication>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

namespace vetrina::ui {

namespace {

constexpr int lineHeight = 26, padding = 16, groupGap = 12, capGap = 4;
constexpr qint64 heldMs = 400;

int capsWidth(const QStringList& keys)
{
    int width = 0;
    for (const QString& key : keys)
        width += keyCapWidth(key) + capGap;
    return width - capGap;
}

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
            spoken << line.keys.join(' ') + ' ' + line.does;
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

std::vector<KeySheet::Column> KeySheet::columns(int least, int most) const
{
    const QFontMetrics metrics(uiFont(size::fontDense));
    auto tallest = static_cast<std::size_t>(least); // groups stand under each other until they are as tall as the longest
    for (const Group& group : m_groups)
        tallest = std::max(tallest, group.lines.size() + 1);
    const int target = std::min(most, static_cast<int>(tallest));
    std::vector<Column> columns;
    const auto rows = [](const Column& column) {
        std::size_t count = 0;
        for (const Column::Part& part : column.parts)
            count += part.lines.size() + (part.head.isEmpty() ? 0 : 1);
        return static_cast<int>(count);
    };
    for (const Group& group : m_groups) {
        const int needs = static_cast<int>(group.lines.size()) + 2; // its head, and air above it
        if (columns.empty() || rows(columns.back()) + needs > target)
            columns.emplace_back();
        columns.back().parts.push_back({ group.name, {} });
        for (const Line& line : group.lines) {
            if (rows(columns.back()) >= most) {
                columns.emplace_back();
                columns.back().parts.push_back({ QStringLiteral(" "), {} });
            }
            columns.back().parts.back().lines.push_back(&line);
        }
    }
    for (Column& column : columns) {
        column.height = rows(column) * lineHeight + static_cast<int>(column.parts.size() - 1) * groupGap;
        for (const Column::Part& part : column.parts)
            for (const Line* line : part.lines) {
                column.caps = std::max(column.caps, capsWidth(line->keys));
                column.words = std::max(column.words, metrics.horizontalAdvance(line->does));
            }
    }
    return columns;
}

void KeySheet::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Token::Dim));

    constexpr int head = 44, margin = 32, afterCaps = 12, afterColumn = 28;
    const int most = (this->height() - 2 * margin - head - padding) / lineHeight;
    std::vector<Column> columns;
    int width = 0, tall = 0;
    for (int least = 10; least == 10 || (width > this->width() - margin && least <= most); least += 2) {
        columns = this->columns(least, most); // a narrow window has fewer and taller columns
        width = 2 * padding - afterColumn;
        tall = 0;
        for (const Column& column : columns) {
            width += column.caps + afterCaps + column.words + afterColumn;
            tall = std::max(tall, column.height);
        }
    }
    width = std::max(width, 480);
    const int height = head + tall + padding;
    const QRect sheet((this->width() - width) / 2, std::max(margin, (this->height() - height) / 2), width, height);

    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour(Token::LineStrong), 1));
    painter.setBrush(colour(Token::Panel));
    painter.drawRoundedRect(QRectF(sheet).adjusted(0.5, 0.5, -0.5, -0.5), size::radiusPanel, size::radiusPanel);
    painter.setFont(uiFont(size::fontBody, QFont::DemiBold));
    painter.setPen(colour(Token::Text));
    painter.drawText(QRect(sheet.left() + padding, sheet.top() + 12, width, 20), Qt::AlignVCenter, m_title);
    const int held = keyCapWidth("?");
    paintKeyCap(painter, QRect(sheet.right() - padding - held, sheet.top() + 12, held, 20), "?");
    const QFont words = uiFont(size::fontDense);
    painter.setFont(words);
    painter.setPen(colour(Token::Text3));
    painter.drawText(QRect(sheet.left(), sheet.top() + 12, width - padding - held - 8, 20),
        Qt::AlignVCenter | Qt::AlignRight, tr("held open with"));

    int x = sheet.left() + padding;
    for (const Column& column : columns) {
        int y = sheet.top() + head;
        const int across = column.caps + afterCaps + column.words;
        for (const Column::Part& part : column.parts) {
            painter.setFont(words);
            painter.setPen(colour(Token::Text3));
            painter.drawText(QRect(x, y, across, 20), Qt::AlignVCenter, part.head);
            y += lineHeight;
            for (const Line* line : part.lines) {
                int cap = x;
                for (const QString& key : line->keys) {
                    paintKeyCap(painter, QRect(cap, y, keyCapWidth(key), 20), key);
                    cap += keyCapWidth(key) + capGap;
                }
                painter.setFont(words);
                painter.setPen(colour(Token::Text));
                painter.drawText(
                    QRect(x + column.caps + afterCaps, y, column.words + 2, 20), Qt::AlignVCenter, line->does);
                y += lineHeight;
            }
            y += groupGap;
        }
        x += across + afterColumn;
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
