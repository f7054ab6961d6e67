#include "ui/scan/filter_line.h"

#include "ui/theme/theme.h"

#include <QInputMethodEvent>
#include <QRegularExpression>
#include <QStyle>
#include <QTextCharFormat>

namespace vetrina::ui {

FilterLine::FilterLine(QWidget* parent)
    : QLineEdit(parent)
{
    setProperty("role", "mono");
    setPlaceholderText(tr("filter: drb > 0.9"));
    setAccessibleName(tr("Filter"));
    setToolTip(tr("Shows only what this lets through, as in  drb > 0.9 and magpsf < 18.5 and label is none"));
    setClearButtonEnabled(false);
    m_rest.setSingleShot(true);
    m_rest.setInterval(500);
    connect(&m_rest, &QTimer::timeout, this, &FilterLine::ask);
    connect(this, &QLineEdit::returnPressed, this, &FilterLine::ask);
    connect(this, &QLineEdit::textChanged, this, [this] {
        m_wrongAt = -1;
        paintWords();
    });
    connect(this, &QLineEdit::textEdited, this, [this] { m_rest.start(); });
}

void FilterLine::ask()
{
    m_rest.stop();
    if (text().trimmed() == m_asked)
        return;
    m_asked = text().trimmed();
    Q_EMIT asked(m_asked);
}

void FilterLine::markWrong(int column)
{
    m_wrongAt = std::max(0, column - 1);
    setProperty("wrong", true);
    style()->unpolish(this);
    style()->polish(this);
    paintWords();
}

void FilterLine::markRight()
{
    m_wrongAt = -1;
    setProperty("wrong", false);
    style()->unpolish(this);
    style()->polish(this);
    paintWords();
}

void FilterLine::focusOutEvent(QFocusEvent* event)
{
    ask();
    QLineEdit::focusOutEvent(event);
    paintWords(); // losing the focus commits a composition, and its colours with it
}

bool FilterLine::event(QEvent* event)
{
    const bool handled = QLineEdit::event(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange)
        paintWords();
    return handled;
}

void FilterLine::paintWords()
{
    if (m_painting)
        return;
    // A line edit colours parts of its text only as the formats of an input method's composition.
    QList<QInputMethodEvent::Attribute> formats;
    const auto add = [&](qsizetype start, qsizetype length, const QTextCharFormat& format) {
        formats.append({ QInputMethodEvent::TextFormat, static_cast<int>(start) - cursorPosition(),
            static_cast<int>(length), format });
    };
    QTextCharFormat keyword, number, wrong;
    keyword.setForeground(colour(Token::AccentText));
    number.setForeground(colour(Token::VariableStar));
    wrong.setForeground(colour(Token::Bad));
    wrong.setFontUnderline(true);
    wrong.setUnderlineColor(colour(Token::Bad));
    static const QRegularExpression words(
        R"(\b(and|or|not|is|none|in|like|between|cone|true|false)\b|(?<![\w.])-?\d+(\.\d+)?([eE][+-]?\d+)?)",
        QRegularExpression::CaseInsensitiveOption);
    for (auto it = words.globalMatch(text()); it.hasNext();) {
        const auto match = it.next();
        add(match.capturedStart(), match.capturedLength(), match.capturedStart(1) >= 0 ? keyword : number);
    }
    if (m_wrongAt >= 0 && !text().isEmpty()) {
        const qsizetype from = std::min<qsizetype>(m_wrongAt, text().size() - 1);
        qsizetype to = from + 1;
        while (to < text().size() && !text()[to].isSpace())
            ++to;
        add(from, to - from, wrong);
    }
    m_painting = true;
    QInputMethodEvent event(QString(), formats);
    inputMethodEvent(&event);
    m_painting = false;
}

int columnOf(const QString& message)
{
    static const QRegularExpression column(R"(\bcolumn (\d+))");
    const auto match = column.match(message);
    return match.hasMatch() ? match.captured(1).toInt() : 0;
}

} // namespace vetrina::ui
