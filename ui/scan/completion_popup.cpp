#include "ui/scan/completion_popup.h"

#include "ui/theme/theme.h"

#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>

namespace vetrina::ui {

namespace {

constexpr int rowHeight = 24, inSight = 9, edge = 4, narrowest = 220, widest = 460;

/// The colour a word has in the line.
Token tokenOf(data::FilterWord::Kind kind)
{
    switch (kind) {
    case data::FilterWord::Kind::Keyword:
    case data::FilterWord::Kind::Filter:
    case data::FilterWord::Kind::Operator:
        return Token::AccentText;
    case data::FilterWord::Kind::Value:
    case data::FilterWord::Kind::Field:
    case data::FilterWord::Kind::Function:
        break;
    }
    return Token::Text;
}

} // namespace

CompletionPopup::CompletionPopup(QWidget* line)
    : QFrame(line->window())
    , m_line(line)
{
    setFocusPolicy(Qt::NoFocus);
    setMouseTracking(true);
    setAccessibleName(tr("Words that may stand here"));
    hide();
}

void CompletionPopup::offer(data::FilterCompletion completion)
{
    m_completion = std::move(completion);
    m_current = -1;
    m_first = 0;
    if (m_completion.words.empty())
        return hide();
    const QFontMetrics words(monoFont(size::fontDense)), about(uiFont(size::fontSmall));
    int wide = narrowest;
    for (const data::FilterWord& word : m_completion.words)
        wide = std::max(wide, words.horizontalAdvance(QString::fromStdString(word.text)) + 24
                + (word.about.empty() ? 0 : 16 + about.horizontalAdvance(QString::fromStdString(word.about))));
    const QWidget* over = parentWidget();
    const QPoint at = m_line->mapTo(over, QPoint(0, m_line->height() + 2));
    wide = std::min({ wide, widest, over->width() - at.x() - 8 });
    resize(wide, std::min(rows(), inSight) * rowHeight + 2 * edge);
    move(at);
    QFrame::show();
    raise();
    update();
}

void CompletionPopup::step(int by)
{
    if (rows() == 0)
        return;
    m_current = m_current < 0 ? (by > 0 ? 0 : rows() - 1) : (m_current + by + rows()) % rows();
    keepInSight();
    setAccessibleDescription(QString::fromStdString(m_completion.words[static_cast<std::size_t>(m_current)].text));
    update();
}

void CompletionPopup::keepInSight()
{
    if (m_current >= 0)
        m_first = std::clamp(m_first, m_current - inSight + 1, m_current);
    m_first = std::clamp(m_first, 0, std::max(0, rows() - inSight));
}

void CompletionPopup::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Token::Control));
    painter.setPen(colour(Token::LineStrong));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
    for (int i = m_first; i < std::min(rows(), m_first + inSight); ++i) {
        const data::FilterWord& word = m_completion.words[static_cast<std::size_t>(i)];
        const QRect row(edge, edge + (i - m_first) * rowHeight, width() - 2 * edge, rowHeight);
        if (i == m_current)
            painter.fillRect(row, colour(Token::AccentFill));
        painter.setFont(monoFont(size::fontDense));
        painter.setPen(colour(tokenOf(word.kind)));
        const QString text = QString::fromStdString(word.text);
        painter.drawText(row.adjusted(8, 0, -8, 0), Qt::AlignVCenter,
            painter.fontMetrics().elidedText(text, Qt::ElideMiddle, row.width() - 16));
        const int left = 8 + painter.fontMetrics().horizontalAdvance(text) + 16;
        painter.setFont(uiFont(size::fontSmall));
        painter.setPen(colour(i == m_current ? Token::Text2 : Token::Text3));
        if (left < row.width() - 40)
            painter.drawText(row.adjusted(left, 0, -8, 0), Qt::AlignVCenter | Qt::AlignRight,
                painter.fontMetrics().elidedText(
                    QString::fromStdString(word.about), Qt::ElideRight, row.width() - left - 8));
    }
    if (rows() > inSight) { // how far down one is
        const double part = static_cast<double>(inSight) / rows();
        const double from = static_cast<double>(m_first) / rows();
        const int room = height() - 2 * edge;
        painter.fillRect(QRect(width() - 4, edge + static_cast<int>(from * room), 2, std::max(8, static_cast<int>(part * room))),
            colour(Token::LineStrong));
    }
}

int CompletionPopup::rowAt(const QPoint& point) const
{
    const int row = m_first + (point.y() - edge) / rowHeight;
    return point.y() >= edge && row < std::min(rows(), m_first + inSight) ? row : -1;
}

void CompletionPopup::mousePressEvent(QMouseEvent* event)
{
    if (const int row = rowAt(event->pos()); row >= 0)
        Q_EMIT accepted(row);
}

void CompletionPopup::mouseMoveEvent(QMouseEvent* event)
{
    m_current = rowAt(event->pos());
    update();
}

void CompletionPopup::wheelEvent(QWheelEvent* event)
{
    m_first = std::clamp(m_first + (event->angleDelta().y() < 0 ? 3 : -3), 0, std::max(0, rows() - inSight));
    update();
    event->accept();
}

} // namespace vetrina::ui
