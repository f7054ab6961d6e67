#include "ui/scan/filters_panel.h"

#include "core/data/filter.h"
#include "ui/scan/popover.h"
#include "ui/theme/theme.h"
#include "ui/widgets/text.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListWidget>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>
#include <QStyledItemDelegate>

namespace vetrina::ui {

namespace {

constexpr int panelWidth = 320, rowHeight = 28, captionHeight = 24;
enum Role { Name = Qt::UserRole, Count, Caption, Problem };

/// A filter's name, and at the right how many it lets through.
class RowDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        painter->save();
        const QRect row = option.rect;
        const QRect text = row.adjusted(12, 0, -12, 0);
        if (index.data(Caption).toBool()) {
            painter->setFont(uiFont(size::fontSmall));
            painter->setPen(colour(Token::Text3));
            painter->drawText(text, Qt::AlignVCenter, index.data(Name).toString());
            painter->restore();
            return;
        }
        if (option.state & QStyle::State_Selected)
            painter->fillRect(row, colour(Token::AccentFill));
        else if (option.state & QStyle::State_MouseOver)
            painter->fillRect(row, colour(Token::Hover));
        const bool usable = index.data(Problem).toString().isEmpty();
        painter->setFont(monoFont(size::fontDense));
        const QString count = usable ? index.data(Count).toString() : tr("not here");
        const int wide = painter->fontMetrics().horizontalAdvance(count);
        painter->setPen(colour(usable ? Token::Text2 : Token::Text3));
        painter->drawText(text, Qt::AlignVCenter | Qt::AlignRight, count);
        painter->setFont(uiFont(size::fontDense));
        painter->setPen(colour(usable ? Token::Text : Token::Text3));
        painter->drawText(text, Qt::AlignVCenter,
            painter->fontMetrics().elidedText(index.data(Name).toString(), Qt::ElideRight, text.width() - wide - 12));
        painter->restore();
    }
    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override
    {
        return { 0, index.data(Caption).toBool() ? captionHeight : rowHeight };
    }
};

} // namespace

FiltersPanel::FiltersPanel(QWidget* parent)
    : QFrame(parent)
    , m_list(new QListWidget)
    , m_note(label(tr("Ctrl+click joins it with and"), "small"))
    , m_save(new QPushButton(tr("Save this filter…")))
    , m_rename(new QPushButton(tr("Rename…")))
    , m_remove(new QPushButton(tr("Delete")))
{
    setObjectName("popover");
    setAttribute(Qt::WA_StyledBackground);
    setAccessibleName(tr("Filters that have names"));
    setFixedWidth(panelWidth);
    m_list->setObjectName("choices");
    m_list->setItemDelegate(new RowDelegate(m_list));
    m_list->setAccessibleName(tr("Filters"));
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(12, 0, 12, 0);
    head->addWidget(label(tr("Filters"), "head"));
    head->addStretch(1);
    head->addWidget(m_note);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(12, 0, 12, 0);
    foot->setSpacing(4);
    foot->addWidget(m_save);
    foot->addStretch(1);
    foot->addWidget(m_rename);
    foot->addWidget(m_remove);
    for (QPushButton* button : { m_save, m_rename, m_remove }) {
        button->setProperty("role", "dense");
        button->setFocusPolicy(Qt::TabFocus);
    }
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 10, 0, 10);
    column->setSpacing(8);
    column->addLayout(head);
    column->addWidget(m_list);
    column->addLayout(foot);
    m_list->viewport()->installEventFilter(this);
    m_list->installEventFilter(this);
    connect(m_list, &QListWidget::currentItemChanged, this, &FiltersPanel::updateButtons);
    connect(m_save, &QPushButton::clicked, this, &FiltersPanel::save);
    connect(m_rename, &QPushButton::clicked, this, &FiltersPanel::rename);
    connect(m_remove, &QPushButton::clicked, this, &FiltersPanel::remove);
    hide();
}

void FiltersPanel::setProject(Project* project)
{
    m_question.drop();
    m_counting.drop();
    m_project = project;
    m_filters.clear();
    m_counts.clear();
    m_list->clear();
    m_outdated = true;
    hide();
}

void FiltersPanel::open(QWidget* anchor, const QString& current)
{
    if (!m_project)
        return;
    m_anchor = anchor;
    m_before = QApplication::focusWidget();
    m_text = current.trimmed();
    setParent(anchor->window());
    place();
    show();
    raise();
    m_list->setFocus(Qt::PopupFocusReason);
    qApp->installEventFilter(this);
    ask();
}

void FiltersPanel::leave()
{
    qApp->removeEventFilter(this);
    if (!isVisible())
        return;
    hide();
    m_counting.drop();
    if (m_before)
        m_before->setFocus(Qt::PopupFocusReason);
}

void FiltersPanel::outdate()
{
    m_outdated = true;
    if (isVisible() && m_project)
        count();
}

void FiltersPanel::ask()
{
    const std::stop_token stop = m_question.ask();
    then(m_project->namedFilters(stop), this, stop, [this](Result<std::vector<session::Filters::Named>> filters) {
        if (!filters)
            return Q_EMIT said(QString::fromStdString(filters.error().message), true);
        fill(*filters);
        count();
    });
}

void FiltersPanel::fill(const std::vector<session::Filters::Named>& filters)
{
    const QString before = m_list->currentItem() ? m_list->currentItem()->data(Name).toString() : QString();
    m_filters = filters;
    m_list->clear();
    const auto caption = [this](const QString& words) {
        auto* item = new QListWidgetItem(m_list);
        item->setData(Name, words);
        item->setData(Caption, true);
        item->setFlags(Qt::NoItemFlags);
    };
    const auto add = [&](const session::Filters::Named& filter) {
        auto* item = new QListWidgetItem(m_list);
        const QString name = QString::fromStdString(filter.name), problem = QString::fromStdString(filter.problem);
        item->setData(Name, name);
        item->setData(Problem, problem);
        item->setData(Count, countOf(name));
        item->setData(Qt::AccessibleTextRole, name);
        item->setToolTip(problem.isEmpty() ? QString::fromStdString(filter.about) : problem);
        if (name == before)
            m_list->setCurrentItem(item);
    };
    const auto isSecond = [](const auto& filter) { return filter.name == "flagged" || filter.name == "skipped"; };
    caption(tr("Shipped with Vetrina"));
    for (const auto& filter : filters)
        if (filter.shipped && !isSecond(filter))
            add(filter);
    caption(tr("Second pass"));
    for (const auto& filter : filters)
        if (filter.shipped && isSecond(filter))
            add(filter);
    if (std::ranges::any_of(filters, [](const auto& filter) { return !filter.shipped; }))
        caption(tr("Saved in this project"));
    for (const auto& filter : filters)
        if (!filter.shipped)
            add(filter);
    if (!m_list->currentItem() && m_list->count() > 1)
        m_list->setCurrentRow(1);
    updateButtons();
    place();
}

QString FiltersPanel::countOf(const QString& name) const
{
    for (const auto& filter : m_filters)
        if (QString::fromStdString(filter.name) == name) {
            const auto found = m_counts.find(QString::fromStdString(filter.text));
            return found == m_counts.end() ? QStringLiteral("…") : QLocale().toString(*found);
        }
    return {};
}

void FiltersPanel::count()
{
    const std::stop_token stop = m_counting.ask();
    m_outdated = false;
    for (const auto& filter : m_filters) {
        if (!filter.problem.empty())
            continue;
        const QString text = QString::fromStdString(filter.text);
        then(m_project->filterCount(filter.text, stop), this, stop, [this, text](Result<std::size_t> count) {
            if (!count)
                return;
            m_counts[text] = static_cast<qint64>(*count);
            for (int i = 0; i < m_list->count(); ++i)
                if (!m_list->item(i)->data(Caption).toBool())
                    m_list->item(i)->setData(Count, countOf(m_list->item(i)->data(Name).toString()));
        });
    }
}

const session::Filters::Named* FiltersPanel::current() const
{
    const QListWidgetItem* item = m_list->currentItem();
    if (!item || item->data(Caption).toBool())
        return nullptr;
    const auto found = std::ranges::find(m_filters, item->data(Name).toString().toStdString(), &session::Filters::Named::name);
    return found == m_filters.end() ? nullptr : &*found;
}

void FiltersPanel::updateButtons()
{
    const auto* filter = current();
    const bool own = filter && !filter->shipped && m_project && !m_project->readOnly();
    m_rename->setEnabled(own);
    m_remove->setEnabled(own);
    const QString why = m_project && m_project->readOnly() ? tr("This project is open for reading only")
        : filter && filter->shipped                        ? tr("It ships with Vetrina")
                                                           : QString();
    m_rename->setToolTip(own ? tr("Another name (F2)") : why);
    m_remove->setToolTip(own ? tr("Takes it out of the project (Del)") : why);
    m_save->setEnabled(!m_text.isEmpty() && m_project && !m_project->readOnly());
    m_save->setToolTip(m_text.isEmpty() ? tr("There is no filter in the line")
            : m_save->isEnabled()       ? m_text
                                        : tr("This project is open for reading only"));
}

void FiltersPanel::choose(const QListWidgetItem* item, bool joined)
{
    if (!item || item->data(Caption).toBool() || !item->data(Problem).toString().isEmpty())
        return;
    const QString name = item->data(Name).toString();
    leave();
    Q_EMIT chosen(QString("filter \"%1\"").arg(QString(name).replace('"', "\"\"")), joined);
}

void FiltersPanel::save()
{
    const QString text = m_text;
    QWidget* anchor = m_anchor;
    leave();
    Popover* popover = Popover::ask(anchor, { tr("Save this filter as"), tr("a name"), {}, {}, {}, text });
    connect(popover, &Popover::answered, this, [this, text, guarded = QPointer(popover)](const QString& name) {
        then(m_project->saveFilter(name.toStdString(), text.toStdString()), this, m_question.token(),
            [this, name, guarded](Result<void> saved) {
                if (!saved && guarded)
                    return guarded->sayWrong(QString::fromStdString(saved.error().message + "\n" + saved.error().remedy));
                if (guarded)
                    guarded->close();
                Q_EMIT said(saved ? tr("Saved as “%1”: use it as filter \"%1\".").arg(name)
                                  : QString::fromStdString(saved.error().message),
                    !saved);
                Q_EMIT changed();
            });
    });
}

void FiltersPanel::rename()
{
    const auto* filter = current();
    if (!filter || !m_rename->isEnabled())
        return;
    const QString from = QString::fromStdString(filter->name);
    QWidget* anchor = m_anchor;
    leave();
    Popover* popover = Popover::ask(anchor, { tr("Rename “%1”").arg(from), {}, from, {}, {}, {} });
    connect(popover, &Popover::answered, this, [this, from, guarded = QPointer(popover)](const QString& name) {
        then(m_project->renameFilter(from.toStdString(), name.toStdString()), this, m_question.token(),
            [this, name, guarded](Result<void> renamed) {
                if (!renamed && guarded)
                    return guarded->sayWrong(
                        QString::fromStdString(renamed.error().message + "\n" + renamed.error().remedy));
                if (guarded)
                    guarded->close();
                Q_EMIT said(renamed ? tr("It is “%1” now.").arg(name) : QString::fromStdString(renamed.error().message),
                    !renamed);
                Q_EMIT changed();
            });
    });
}

void FiltersPanel::remove()
{
    const auto* filter = current();
    if (!filter || !m_remove->isEnabled())
        return;
    const QString name = QString::fromStdString(filter->name), text = QString::fromStdString(filter->text);
    then(m_project->removeFilter(filter->name), this, m_question.token(), [this, name, text](Result<void> gone) {
        if (!gone)
            return Q_EMIT said(QString::fromStdString(gone.error().message), true);
        Q_EMIT removed(name, text);
        Q_EMIT changed();
        if (isVisible())
            ask();
    });
}

void FiltersPanel::place()
{
    if (!m_anchor)
        return;
    int high = 4;
    for (int i = 0; i < m_list->count(); ++i)
        high += m_list->item(i)->data(Caption).toBool() ? captionHeight : rowHeight;
    const QPoint below = m_anchor->mapTo(m_anchor->window(), QPoint(0, m_anchor->height() + 4));
    m_list->setFixedHeight(std::clamp(high, 2 * rowHeight, std::max(4 * rowHeight, window()->height() - below.y() - 120)));
    adjustSize();
    move(std::clamp(below.x(), 8, std::max(8, m_anchor->window()->width() - this->width() - 8)), below.y());
}

bool FiltersPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::MouseButtonPress && isVisible()) {
        const auto* widget = qobject_cast<QWidget*>(watched);
        const auto* mouse = static_cast<QMouseEvent*>(event);
        if (watched == m_list->viewport() && mouse->button() == Qt::LeftButton) {
            if (const QListWidgetItem* item = m_list->itemAt(mouse->pos())) {
                choose(item, mouse->modifiers() & Qt::ControlModifier);
                return true;
            }
        } else if (widget && widget->window() == window() && widget != this && !isAncestorOf(widget)) {
            leave();
        }
    }
    if (watched != m_list || (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride))
        return QFrame::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    if (event->type() == QEvent::ShortcutOverride) { // while it is open its keys are its own
        event->accept();
        return true;
    }
    switch (key->key()) {
    case Qt::Key_Escape:
        leave();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose(m_list->currentItem(), key->modifiers() & Qt::ControlModifier);
        return true;
    case Qt::Key_F2:
        rename();
        return true;
    case Qt::Key_Delete:
        remove();
        return true;
    default:
        return false; // arrows, and a letter finds a name
    }
}

} // namespace vetrina::ui
