#include "ui/scan/filter_line.h"

#include "core/data/filter.h"
#include "ui/scan/completion_popup.h"
#include "ui/theme/theme.h"

#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QRegularExpression>
#include <QStyle>
#include <QTextCharFormat>

namespace vetrina::ui {

namespace {

int charactersOf(const std::string& text, std::size_t bytes)
{
    return static_cast<int>(QString::fromUtf8(text.data(), static_cast<qsizetype>(bytes)).size());
}

void restyle(QWidget* widget)
{
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

} // namespace

FilterLine::FilterLine(QWidget* parent)
    : QLineEdit(parent)
{
    setProperty("role", "mono");
    setPlaceholderText(tr("filter: drb > 0.9"));
    setAccessibleName(tr("Filter"));
    setToolTip(tr("Shows only what this lets through, as in  drb > 0.9 and magpsf < 18.5 and label is none\n"
                  "Tab takes what is offered, the arrows bring back earlier filters"));
    setClearButtonEnabled(false);
    m_rest.setSingleShot(true);
    m_rest.setInterval(500);
    connect(&m_rest, &QTimer::timeout, this, [this] { ask(false); });
    connect(this, &QLineEdit::returnPressed, this, [this] { ask(true); });
    connect(this, &QLineEdit::textChanged, this, [this] {
        m_wrongAt = -1;
        paintWords();
    });
    connect(this, &QLineEdit::textEdited, this, [this] {
        m_recalled = -1;
        m_rest.start();
        offer(false);
    });
}

void FilterLine::setWords(std::shared_ptr<const session::FilterWords> words) { m_words = std::move(words); }

void FilterLine::setHistory(const QStringList& history)
{
    m_history = history.mid(0, remembered);
    m_recalled = -1;
}

void FilterLine::remember(const QString& filter)
{
    if (filter.isEmpty() || (!m_history.isEmpty() && m_history.front() == filter))
        return;
    m_history.removeAll(filter);
    m_history.prepend(filter);
    m_history = m_history.mid(0, remembered);
    Q_EMIT historyChanged();
}

void FilterLine::apply(const QString& filter, bool good)
{
    setText(filter);
    ask(true, good);
}

void FilterLine::put(const QString& filter)
{
    m_rest.stop();
    m_asked = filter.trimmed();
    if (text().trimmed() != m_asked)
        setText(filter);
}

void FilterLine::ask(bool byHand, bool good)
{
    m_rest.stop();
    if (byHand && m_popup)
        m_popup->hide();
    const QString filter = text().trimmed();
    if (byHand)
        m_recalled = -1;
    if (filter == m_asked && m_wrongAt < 0) {
        if (byHand)
            remember(filter);
        return;
    }
    const std::string typed = text().toStdString();
    data::TextRange where;
    if (m_words && !good && !filter.isEmpty())
        if (const auto checked = data::Filter::parse(typed, *m_words, &where); !checked) {
            const int column = 1 + charactersOf(typed, where.begin);
            // Half a filter is no mistake while it is being typed.
            if (!byHand && hasFocus() && where.begin + where.size >= typed.size() && m_popup && m_popup->isVisible())
                return;
            markWrong(column, charactersOf(typed, where.begin + where.size) - column + 1);
            Q_EMIT wrong(
                QString::fromStdString(checked.error().message), QString::fromStdString(checked.error().remedy));
            return;
        }
    m_asked = filter;
    if (byHand || !hasFocus())
        remember(filter);
    Q_EMIT asked(m_asked);
}

void FilterLine::mend(const QString& name)
{
    if (m_wrongAt < 0)
        return;
    const QString before = text().left(m_wrongAt), after = text().mid(m_wrongAt + m_wrongSize);
    const bool named = text().mid(m_wrongAt, m_wrongSize).startsWith("filter", Qt::CaseInsensitive)
        && text().mid(m_wrongAt, m_wrongSize).contains(QRegularExpression("['\"]"));
    const QString meant =
        named ? QString("filter \"%1\"").arg(name) : QString::fromStdString(data::filterName(name.toStdString()));
    apply(before + meant + after);
}

void FilterLine::markWrong(int column, int size)
{
    m_wrongAt = std::max(0, column - 1);
    m_wrongSize = size;
    if (size <= 0) { // the word there
        const qsizetype from = std::min<qsizetype>(m_wrongAt, std::max<qsizetype>(0, text().size() - 1));
        qsizetype to = from + 1;
        while (to < text().size() && !text()[to].isSpace())
            ++to;
        m_wrongAt = static_cast<int>(from);
        m_wrongSize = static_cast<int>(to - from);
    }
    setProperty("wrong", true);
    restyle(this);
    paintWords();
}

void FilterLine::markRight()
{
    m_wrongAt = -1;
    setProperty("wrong", false);
    restyle(this);
    paintWords();
}

void FilterLine::complete() { offer(true); }

void FilterLine::offer(bool always)
{
    if (!m_words)
        return;
    if (!m_popup) {
        m_popup = new CompletionPopup(this);
        connect(m_popup, &CompletionPopup::accepted, this, &FilterLine::accept);
        connect(this, &QObject::destroyed, m_popup, &QObject::deleteLater);
    }
    const std::string typed = text().toStdString();
    const auto cursor = static_cast<std::size_t>(text().left(cursorPosition()).toUtf8().size());
    auto completion = data::completeFilter(typed, cursor, m_words->vocabulary);
    const std::string_view replaced =
        std::string_view(typed).substr(completion.replaced.begin, completion.replaced.size);
    // A word that is whole needs no offer, and an empty place not before it was asked for.
    const bool whole = !completion.words.empty() && completion.words.front().text == replaced;
    if (!always && (completion.open || whole || text().isEmpty()))
        completion.words.clear();
    m_popup->offer(std::move(completion));
}

void FilterLine::accept(int row)
{
    const data::FilterCompletion& completion = m_popup->completion();
    if (row < 0 || static_cast<std::size_t>(row) >= completion.words.size())
        return;
    const data::FilterWord word = completion.words[static_cast<std::size_t>(row)];
    const std::string typed = text().toStdString();
    const int from = charactersOf(typed, completion.replaced.begin);
    const int to = charactersOf(typed, completion.replaced.begin + completion.replaced.size);
    QString insert = QString::fromStdString(word.text);
    if (!insert.endsWith('(') && (to >= text().size() || text()[to] != ' '))
        insert += ' ';
    setSelection(from, to - from); // one step of the line's own undo
    this->insert(insert);
    setFocus();
    m_rest.start();
    offer(false);
}

void FilterLine::recall(int steps)
{
    const int to = std::clamp(m_recalled + steps, -1, static_cast<int>(m_history.size()) - 1);
    if (to == m_recalled)
        return;
    if (m_recalled < 0)
        m_draft = text();
    m_recalled = to;
    setText(to < 0 ? m_draft : m_history[to]);
    m_rest.stop(); // what is looked through is asked with Enter, or when the line is left
}

void FilterLine::keyPressEvent(QKeyEvent* event)
{
    const bool offering = m_popup && m_popup->isVisible();
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::ControlModifier)
        return complete();
    switch (event->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down: {
        const int by = event->key() == Qt::Key_Down ? 1 : -1;
        return offering ? m_popup->step(by) : recall(-by);
    }
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (offering && m_popup->current() >= 0)
            return accept(m_popup->current());
        break;
    case Qt::Key_Escape:
        if (offering)
            return m_popup->hide();
        break;
    default:
        break;
    }
    QLineEdit::keyPressEvent(event);
}

void FilterLine::focusOutEvent(QFocusEvent* event)
{
    if (m_popup)
        m_popup->hide();
    ask(false);
    QLineEdit::focusOutEvent(event);
    paintWords(); // losing the focus commits a composition, and its colours with it
}

bool FilterLine::event(QEvent* event)
{
    if (event->type() == QEvent::KeyPress) { // Tab is taken before a line edit sees it
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Tab && m_popup && m_popup->isVisible()) {
            accept(std::max(0, m_popup->current()));
            return true;
        }
    }
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
    QTextCharFormat keyword, number, mistake;
    keyword.setForeground(colour(Token::AccentText));
    number.setForeground(colour(Token::VariableStar));
    mistake.setForeground(colour(Token::Bad));
    mistake.setFontUnderline(true);
    mistake.setUnderlineColor(colour(Token::Bad));
    const std::string typed = text().toStdString();
    for (const data::FilterToken& token : data::filterTokens(typed)) {
        const int from = charactersOf(typed, token.range.begin);
        const int to = charactersOf(typed, token.range.begin + token.range.size);
        if (token.kind == data::FilterToken::Kind::Keyword)
            add(from, to - from, keyword);
        else if (token.kind == data::FilterToken::Kind::Number)
            add(from, to - from, number);
    }
    if (m_wrongAt >= 0 && !text().isEmpty()) {
        const qsizetype from = std::min<qsizetype>(m_wrongAt, text().size() - 1);
        add(from, std::clamp<qsizetype>(m_wrongSize, 1, text().size() - from), mistake);
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
