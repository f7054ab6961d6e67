#include "ui/scan/popover.h"

#include "ui/theme/theme.h"
#include "ui/widgets/text.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QStyle>
#include <QVBoxLayout>

namespace vetrina::ui {

namespace {

constexpr int popoverWidth = 300, mostRows = 9, rowHeight = 24;

} // namespace

Popover* Popover::ask(QWidget* anchor, const Question& question)
{
    for (Popover* other : anchor->window()->findChildren<Popover*>())
        other->deleteLater();
    auto* popover = new Popover(anchor, question);
    popover->narrow();
    popover->place();
    popover->show();
    popover->raise();
    popover->m_field->setFocus(Qt::PopupFocusReason);
    popover->m_field->selectAll();
    return popover;
}

Popover::Popover(QWidget* anchor, const Question& question)
    : QFrame(anchor->window())
    , m_anchor(anchor)
    , m_question(question)
    , m_field(new QLineEdit(question.text))
    , m_list(new QListWidget)
    , m_note(label(question.note, "small"))
    , m_before(QApplication::focusWidget())
{
    setObjectName("popover");
    setAttribute(Qt::WA_StyledBackground);
    setAttribute(Qt::WA_DeleteOnClose);
    setAccessibleName(question.title);
    setFixedWidth(popoverWidth);
    m_field->setPlaceholderText(question.placeholder);
    m_field->setAccessibleName(question.title);
    m_field->setProperty("role", "mono");
    m_list->setAccessibleName(question.title);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setObjectName("choices");
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_note->setWordWrap(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 10, 12, 12);
    column->setSpacing(8);
    column->addWidget(label(question.title, "head"));
    column->addWidget(m_field);
    column->addWidget(m_list);
    column->addWidget(m_note);
    m_note->setVisible(!question.note.isEmpty()); // shown before it has a parent it would be a window of its own
    connect(m_field, &QLineEdit::textEdited, this, [this] {
        m_note->setText(m_question.note);
        m_note->setProperty("role", "small");
        m_note->setVisible(!m_question.note.isEmpty());
        narrow();
        place();
    });
    connect(m_list, &QListWidget::itemClicked, this, &Popover::accept);
    m_field->installEventFilter(this);
    window()->installEventFilter(this);
}

void Popover::narrow()
{
    m_list->clear();
    const QString typed = m_field->hasSelectedText() ? QString() : m_field->text().trimmed();
    for (const bool begins : { true, false })
        for (int i = 0; i < m_question.choices.size(); ++i) {
            const QString& choice = m_question.choices[i];
            const bool fits = begins
                ? choice.startsWith(typed, Qt::CaseInsensitive)
                : !choice.startsWith(typed, Qt::CaseInsensitive) && choice.contains(typed, Qt::CaseInsensitive);
            if (!fits)
                continue;
            auto* item = new QListWidgetItem(choice, m_list);
            item->setSizeHint({ 0, rowHeight });
            if (i < m_question.about.size())
                item->setToolTip(m_question.about[i]);
        }
    m_list->setVisible(m_list->count() > 0);
    m_list->setFixedHeight(std::min(m_list->count(), mostRows) * rowHeight + 2);
    if (m_list->count() > 0 && !typed.isEmpty())
        m_list->setCurrentRow(0);
}

void Popover::place()
{
    adjustSize();
    QPoint at = m_anchor->mapTo(window(), QPoint(0, m_anchor->height() + 4));
    at.setX(std::clamp(at.x(), 8, std::max(8, window()->width() - this->width() - 8)));
    at.setY(std::clamp(at.y(), 8, std::max(8, window()->height() - height() - 8)));
    move(at);
}

void Popover::sayWrong(const QString& words)
{
    m_note->setText(words);
    m_note->setProperty("role", "wrong");
    m_note->style()->unpolish(m_note);
    m_note->style()->polish(m_note);
    m_note->show();
    place();
}

void Popover::accept()
{
    const QListWidgetItem* chosen = m_list->currentItem();
    const QString text = chosen && m_list->isVisible() ? chosen->text() : m_field->text().trimmed();
    if (text.isEmpty())
        return;
    Q_EMIT answered(text);
}

bool Popover::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == window() && event->type() == QEvent::Resize)
        place();
    if (watched != m_field)
        return QFrame::eventFilter(watched, event);
    if (event->type() == QEvent::FocusOut && static_cast<QFocusEvent*>(event)->reason() != Qt::ActiveWindowFocusReason)
        close();
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride)
        return QFrame::eventFilter(watched, event);
    auto* key = static_cast<QKeyEvent*>(event);
    const bool ours = key->key() == Qt::Key_Escape || key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter
        || key->key() == Qt::Key_Up || key->key() == Qt::Key_Down || key->key() == Qt::Key_PageUp
        || key->key() == Qt::Key_PageDown;
    if (!ours)
        return false;
    event->accept();
    if (event->type() == QEvent::ShortcutOverride)
        return true;
    switch (key->key()) {
    case Qt::Key_Escape:
        if (m_before)
            m_before->setFocus(Qt::PopupFocusReason);
        close();
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        accept();
        break;
    default: {
        const int by = key->key() == Qt::Key_Up ? -1
            : key->key() == Qt::Key_Down        ? 1
            : key->key() == Qt::Key_PageUp      ? -mostRows
                                                : mostRows;
        if (m_list->count() > 0)
            m_list->setCurrentRow(std::clamp(m_list->currentRow() + by, 0, m_list->count() - 1));
    }
    }
    return true;
}

} // namespace vetrina::ui
