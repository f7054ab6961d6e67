#include "ui/palette/palette.h"

#include "ui/commands/commands.h"
#include "ui/commands/key_of.h"
#include "ui/palette/palette_list.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/key_cap.h"
#include "ui/widgets/text.h"

#include <QAction>
#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QScrollBar>

namespace vetrina::ui {

namespace {

constexpr int wide = 940, top = 72, margin = 32, lineHeight = 56, footHeight = 34;
constexpr qsizetype keptRecent = 6;

} // namespace

Palette::Palette(QWidget* window, Commands& commands)
    : QWidget(window)
    , m_commands(commands)
    , m_search(commands)
    , m_model(new PaletteModel(this))
    , m_box(new QFrame(this))
    , m_line(new QLineEdit)
    , m_count(label({}, "second"))
    , m_note(label({}, "second"))
    , m_list(new QListView)
{
    setObjectName("paletteCover");
    setAccessibleName(tr("Commands, objects, coordinates"));
    m_box->setObjectName("palette");
    m_line->setObjectName("paletteLine");
    m_line->setPlaceholderText(tr("Commands, fields, filters, objects, coordinates"));
    m_line->setAccessibleName(tr("What to do or where to go"));
    m_line->setFixedHeight(lineHeight - 8);
    m_line->addAction(new QAction(icon("search", Token::Text3), tr("Search"), m_line), QLineEdit::LeadingPosition);
    m_line->installEventFilter(this);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setMouseTracking(true);
    m_list->setAccessibleName(tr("What was found"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_note->setWordWrap(true);
    m_note->setContentsMargins(20, 8, 20, 8);

    auto* head = new QHBoxLayout(m_line);
    head->setContentsMargins(0, 0, 14, 0);
    head->addStretch(1);
    head->addWidget(m_count);
    auto* column = new QVBoxLayout(m_box);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    auto* around = new QVBoxLayout;
    around->setContentsMargins(5, 5, 5, 5);
    around->addWidget(m_line);
    column->addLayout(around);
    column->addWidget(m_note);
    column->addWidget(m_list, 1);
    column->addWidget(makeFoot());

    window->installEventFilter(this);
    connect(m_line, &QLineEdit::textChanged, this, [this](const QString& typed) {
        m_moved = false;
        m_search.ask(typed);
    });
    connect(&m_search, &PaletteSearch::found, this, &Palette::show);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex& index) {
        m_list->setCurrentIndex(index);
        choose(QApplication::keyboardModifiers() & Qt::ShiftModifier);
    });
    hide();
}

QWidget* Palette::makeFoot()
{
    auto* foot = new QFrame;
    foot->setObjectName("foot");
    foot->setFixedHeight(footHeight);
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(16, 0, 16, 0);
    row->setSpacing(6);
    const auto add = [row](const QStringList& keys, const QString& does) {
        for (const QString& key : keys)
            row->addWidget(new KeyCap(key));
        row->addWidget(label(does, "second"));
        row->addSpacing(12);
    };
    add({ QStringLiteral("↑ ↓") }, tr("choose"));
    add({ QStringLiteral("↵") }, tr("do it"));
    add({ QStringLiteral("Ctrl ↵") }, tr("give it a key"));
    row->addStretch(1);
    auto* also = new ElidedLabel("aside");
    also->setText(tr("also: 19.684 -23.529, ZTF23…, drb > 0.9"));
    row->addWidget(also);
    return foot;
}

void Palette::setProject(Project* project)
{
    if (isVisible())
        leave();
    m_model->setProject(project);
    m_search.setProject(project);
}

void Palette::setRecent(const QStringList& ids)
{
    m_recent = ids;
    m_search.setRecent(m_recent);
}

void Palette::open(const QString& typed)
{
    if (isVisible())
        return leave();
    m_leaving = false;
    m_focusBefore = QApplication::focusWidget();
    setGeometry(parentWidget()->rect());
    m_moved = false;
    endGiving();
    {
        const QSignalBlocker quiet(m_line);
        m_line->setText(typed);
    }
    m_model->set({});
    lay();
    QWidget::show();
    raise();
    m_line->setFocus(Qt::ShortcutFocusReason);
    m_search.refresh();
    m_search.ask(typed);
    m_search.settle();
}

void Palette::leave()
{
    m_leaving = true;
    endGiving();
    hide();
    if (m_focusBefore)
        m_focusBefore->setFocus();
}

void Palette::lay()
{
    setGeometry(parentWidget()->rect());
    const int width = std::min(wide, this->width() - 2 * margin);
    int rows = 0;
    for (int i = 0; i < m_model->rowCount(); ++i)
        rows += m_model->item(i).kind == PaletteItem::Kind::Head ? PaletteDelegate::head : PaletteDelegate::row;
    const int fixed = lineHeight + 4 + footHeight + 2 + (m_note->isHidden() ? 0 : m_note->heightForWidth(width - 2));
    const int room = height() - top - margin;
    m_list->setVisible(rows > 0);
    m_box->setGeometry(
        (this->width() - width) / 2, std::min(top, std::max(8, height() / 10)), width, std::min(room, fixed + rows));
}

void Palette::show(const PaletteSearch::Found& found)
{
    const QModelIndex now = m_list->currentIndex();
    const PaletteItem kept = m_moved && now.isValid() ? m_model->item(now.row()) : PaletteItem();
    m_model->set(found.items);
    int at = m_model->choosable(0, 1);
    for (int i = 0; m_moved && i < m_model->rowCount(); ++i)
        if (m_model->item(i).kind == kept.kind && m_model->item(i).title == kept.title)
            at = i;
    m_list->setCurrentIndex(m_model->index(at));
    m_list->verticalScrollBar()->setValue(0);
    m_count->setText(found.counts.isEmpty()
            ? QString()
            : tr("%1 · %2 ms").arg(found.counts).arg(found.milliseconds, 0, 'f', found.milliseconds < 1 ? 1 : 0));
    if (m_giving.isEmpty()) {
        m_note->setText(found.whole && found.items.empty() && !m_line->text().trimmed().isEmpty()
                ? tr("Nothing is called so: no command, field, filter, object or id.")
                : QString());
        m_note->setVisible(!m_note->text().isEmpty());
    }
    lay();
    if (at >= 0)
        m_list->scrollTo(m_model->index(at));
    if (found.whole)
        Q_EMIT this->found(m_count->text());
}

void Palette::move(int step)
{
    const int from = m_list->currentIndex().isValid() ? m_list->currentIndex().row() : -1;
    int to = m_model->choosable(from + step, step);
    if (to < 0) // round about
        to = step > 0 ? m_model->choosable(0, 1) : m_model->choosable(m_model->rowCount() - 1, -1);
    if (to < 0)
        return;
    m_moved = true;
    m_list->setCurrentIndex(m_model->index(to));
    m_list->scrollTo(m_model->index(to));
}

void Palette::choose(bool other)
{
    m_search.settle(); // Enter may come before the answer: never do what was found for other words
    if (!m_list->currentIndex().isValid())
        return;
    const PaletteItem item = m_model->item(m_list->currentIndex().row());
    if (item.kind == PaletteItem::Kind::Head || item.kind == PaletteItem::Kind::Note)
        return;
    if (!item.why.isEmpty()) {
        m_note->setText(item.why + '.');
        m_note->show();
        return lay();
    }
    leave();
    switch (item.kind) {
    case PaletteItem::Kind::Command:
        m_recent.removeAll(item.id);
        m_recent.prepend(item.id);
        m_recent = m_recent.first(std::min(keptRecent, m_recent.size()));
        m_search.setRecent(m_recent);
        Q_EMIT commandRan(item.id);
        m_commands.run(item.id);
        break;
    case PaletteItem::Kind::Filter:
        Q_EMIT filterChosen(item.text);
        break;
    case PaletteItem::Kind::Field:
        Q_EMIT fieldChosen(item.text, other);
        break;
    case PaletteItem::Kind::Candidate:
        Q_EMIT candidateChosen(item.row);
        break;
    default:
        break;
    }
}

void Palette::giveKey()
{
    m_search.settle();
    if (!m_list->currentIndex().isValid())
        return;
    const PaletteItem item = m_model->item(m_list->currentIndex().row());
    if (item.kind != PaletteItem::Kind::Command)
        return;
    m_giving = item.id;
    m_line->setReadOnly(true);
    m_note->setText(
        tr("Press the new key of “%1”. Backspace takes its key away, Esc leaves it as it is.").arg(item.title));
    m_note->show();
    lay();
}

void Palette::endGiving()
{
    m_giving.clear();
    m_line->setReadOnly(false);
    m_note->clear();
    m_note->hide();
}

bool Palette::pressed(QKeyEvent* event)
{
    if (!m_giving.isEmpty()) {
        if (event->key() == Qt::Key_Escape) {
            endGiving();
            lay();
            return true;
        }
        const QKeySequence key = keyOf(*event);
        if (key.isEmpty())
            return true;
        const bool none = event->key() == Qt::Key_Backspace;
        const auto given = m_commands.setKeys(m_giving, none ? QList<QKeySequence>() : QList<QKeySequence>{ key });
        if (given) {
            endGiving();
            m_search.ask(m_line->text());
            Q_EMIT keyGiven();
        } else {
            m_note->setText(QString::fromStdString(given.error().message + ". " + given.error().remedy));
            lay();
        }
        return true;
    }
    switch (event->key()) {
    case Qt::Key_Down:
        move(1);
        return true;
    case Qt::Key_Up:
        move(-1);
        return true;
    case Qt::Key_PageDown:
    case Qt::Key_PageUp:
        for (int i = 0; i < 8; ++i)
            move(event->key() == Qt::Key_PageDown ? 1 : -1);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        event->modifiers() & Qt::ControlModifier ? giveKey() : choose(event->modifiers() & Qt::ShiftModifier);
        return true;
    case Qt::Key_Escape:
        leave();
        return true;
    case Qt::Key_Tab:
    case Qt::Key_Backtab: // there is nowhere else to go
        move(event->key() == Qt::Key_Tab ? 1 : -1);
        return true;
    default:
        return false;
    }
}

bool Palette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        lay();
    if (watched == m_line) {
        if (event->type() == QEvent::ShortcutOverride) { // no key does anything behind the palette
            const auto* key = static_cast<QKeyEvent*>(event);
            const bool again = key->key() == Qt::Key_K && key->modifiers() == Qt::ControlModifier;
            if (again && m_giving.isEmpty())
                return false; // the same key closes it
            event->accept();
            return true;
        }
        if (event->type() == QEvent::KeyPress)
            return pressed(static_cast<QKeyEvent*>(event));
        if (event->type() == QEvent::FocusOut && isVisible() && !m_leaving
            && static_cast<QFocusEvent*>(event)->reason() != Qt::ActiveWindowFocusReason
            && static_cast<QFocusEvent*>(event)->reason() != Qt::PopupFocusReason) {
            m_focusBefore = nullptr; // the focus went where somebody put it
            leave();
        }
    }
    return QWidget::eventFilter(watched, event);
}

bool Palette::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void Palette::paintEvent(QPaintEvent*) { QPainter(this).fillRect(rect(), colour(Token::Dim)); }

void Palette::mousePressEvent(QMouseEvent*) { leave(); }

} // namespace vetrina::ui
