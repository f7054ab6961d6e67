#include "ui/scan/queue_view.h"

#include "ui/scan/queue_model.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace vetrina::ui {

int QueueView::Block::height() const { return head + (open ? size * size::queueRow : 0); }

QueueView::QueueView(QueueModel* model, QWidget* parent)
    : QListView(parent)
    , m_queue(model)
{
    setModel(model);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSelectionMode(SingleSelection);
    setMouseTracking(true);
    verticalScrollBar()->setSingleStep(size::queueRow / 2);
    connect(model, &QueueModel::sectionsChanged, this, [this] {
        arrange();
        updateGeometries();
        viewport()->update();
    });
}

void QueueView::arrange()
{
    m_blocks.clear();
    int top = 0;
    for (const session::QueueOrder::Section& section : m_queue->sections()) {
        Block block;
        block.night = QString::fromStdString(section.night);
        block.first = static_cast<int>(section.first);
        block.size = static_cast<int>(section.size);
        block.top = top;
        block.head = headHeight;
        block.open = !m_folded.contains(block.night);
        top += block.height();
        m_blocks.push_back(block);
    }
    if (m_blocks.size() == 1 && m_blocks[0].open && m_folded.isEmpty()) // one night needs no head
        m_blocks.clear();
    if (m_blocks.empty()) {
        m_blocks.push_back({ {}, 0, m_queue->rowCount(), 0, 0, true });
        top = m_blocks[0].height();
    }
    m_height = top;
}

void QueueView::setFolded(const QString& night, bool folded)
{
    if (folded)
        m_folded.insert(night);
    else
        m_folded.remove(night);
    doItemsLayout();
}

void QueueView::setAllFolded(bool folded)
{
    m_folded.clear();
    if (folded)
        for (const auto& section : m_queue->sections())
            m_folded.insert(QString::fromStdString(section.night));
    doItemsLayout();
}

const QueueView::Block* QueueView::blockOf(int position) const
{
    const auto after = std::ranges::upper_bound(m_blocks, position, {}, &Block::first);
    return after == m_blocks.begin() ? nullptr : &*std::prev(after);
}

const QueueView::Block* QueueView::blockAt(int y) const
{
    const auto after = std::ranges::upper_bound(m_blocks, y, {}, &Block::top);
    return after == m_blocks.begin() ? nullptr : &*std::prev(after);
}

int QueueView::stepped(int position, int steps) const
{
    int at = position;
    const int direction = steps < 0 ? -1 : 1;
    for (int left = std::abs(steps); left > 0;) {
        const Block* block = blockOf(at);
        if (!block)
            break;
        const int end = direction > 0 ? block->first + block->size - 1 : block->first;
        const int within = block->open ? std::min(left, std::abs(end - at)) : 0;
        at += direction * within;
        left -= within;
        if (left == 0)
            break;
        // Into the next block that is open.
        const Block* next = block;
        do
            next = direction > 0 ? (next == &m_blocks.back() ? nullptr : next + 1)
                                 : (next == &m_blocks.front() ? nullptr : next - 1);
        while (next && (!next->open || next->size == 0));
        if (!next)
            break;
        at = direction > 0 ? next->first : next->first + next->size - 1;
        --left;
    }
    return at;
}

int QueueView::rowsInSight() const { return std::max(1, (viewport()->height() - m_blocks[0].head) / size::queueRow); }

void QueueView::dataChanged(const QModelIndex&, const QModelIndex&, const QList<int>&) { viewport()->update(); }

void QueueView::rowsInserted(const QModelIndex&, int, int) { doItemsLayout(); }

void QueueView::doItemsLayout()
{
    arrange();
    QAbstractItemView::doItemsLayout();
}

void QueueView::reset()
{
    QAbstractItemView::reset();
    arrange();
    updateGeometries();
}

void QueueView::updateGeometries()
{
    if (m_blocks.empty())
        arrange();
    const int room = viewport()->height();
    verticalScrollBar()->setPageStep(std::max(size::queueRow, room - size::queueRow));
    verticalScrollBar()->setRange(0, std::max(0, m_height - room));
    QAbstractItemView::updateGeometries();
}

int QueueView::verticalOffset() const { return verticalScrollBar()->value(); }

QRect QueueView::visualRect(const QModelIndex& index) const
{
    const Block* block = index.isValid() ? blockOf(index.row()) : nullptr;
    if (!block || !block->open)
        return {};
    const int top = block->top + block->head + (index.row() - block->first) * size::queueRow - verticalOffset();
    return { 0, top, viewport()->width(), size::queueRow };
}

void QueueView::scrollTo(const QModelIndex& index, ScrollHint hint)
{
    const Block* block = index.isValid() ? blockOf(index.row()) : nullptr;
    if (!block)
        return;
    const QRect rect = visualRect(index);
    if (rect.isNull())
        return;
    const int room = viewport()->height(), head = block->head;
    int by = 0;
    if (hint == PositionAtCenter)
        by = rect.center().y() - room / 2;
    else if (hint == PositionAtTop || (hint == EnsureVisible && rect.top() < head))
        by = rect.top() - head;
    else if (hint == PositionAtBottom || (hint == EnsureVisible && rect.bottom() >= room))
        by = rect.bottom() + 1 - room;
    verticalScrollBar()->setValue(verticalScrollBar()->value() + by);
}

QModelIndex QueueView::indexAt(const QPoint& point) const
{
    if (headAt(point))
        return {};
    const int y = point.y() + verticalOffset();
    const Block* block = blockAt(y);
    if (!block || !block->open || y < block->top + block->head)
        return {};
    const int row = block->first + (y - block->top - block->head) / size::queueRow;
    return row < block->first + block->size ? m_queue->index(row) : QModelIndex();
}

int QueueView::stickyTop(const Block& block) const
{
    // The head of the night on top stays until the next one pushes it out.
    return std::max(block.top - verticalOffset(), std::min(0, block.top + block.height() - headHeight - verticalOffset()));
}

const QueueView::Block* QueueView::headAt(const QPoint& point) const
{
    const Block* block = blockAt(point.y() + verticalOffset());
    if (!block || block->head == 0)
        return nullptr;
    const int top = stickyTop(*block);
    return point.y() >= top && point.y() < top + headHeight ? block : nullptr;
}

void QueueView::paintEvent(QPaintEvent* event)
{
    QPainter painter(viewport());
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const int offset = verticalOffset();
    const int first = event->rect().top() + offset, last = event->rect().bottom() + offset;
    const QPoint mouse = viewport()->mapFromGlobal(QCursor::pos());
    const QModelIndex hovered = viewport()->underMouse() ? indexAt(mouse) : QModelIndex();
    const QModelIndex current = currentIndex();
    const Block* block = blockAt(std::max(0, first));
    for (; block && block < m_blocks.data() + m_blocks.size() && block->top <= last; ++block) {
        if (block->open) {
            const int rows = block->top + block->head;
            const int from = std::max(0, (first - rows) / size::queueRow);
            const int to = std::min(block->size - 1, (last - rows) / size::queueRow);
            for (int i = from; i <= to; ++i) {
                const QModelIndex index = m_queue->index(block->first + i);
                option.rect = QRect(0, rows + i * size::queueRow - offset, viewport()->width(), size::queueRow);
                const bool isCurrent = index == current;
                option.state.setFlag(QStyle::State_Selected, isCurrent);
                option.state.setFlag(QStyle::State_HasFocus, isCurrent && hasFocus());
                option.state.setFlag(QStyle::State_MouseOver, index == hovered);
                itemDelegate()->paint(&painter, option, index);
            }
        }
        if (block->head)
            paintHead(painter, *block, stickyTop(*block));
    }
}

void QueueView::paintHead(QPainter& painter, const Block& block, int top) const
{
    const QRect rect(0, top, viewport()->width(), headHeight);
    painter.fillRect(rect, colour(Token::Control));
    painter.fillRect(QRect(0, rect.bottom(), rect.width(), 1), colour(Token::Line));
    painter.setPen(colour(Token::Text3));
    painter.setFont(uiFont(size::fontSmall));
    painter.drawText(QRect(12, top, 12, headHeight), Qt::AlignVCenter, block.open ? QStringLiteral("▾") : QStringLiteral("▸"));
    painter.setPen(colour(Token::Text2));
    painter.setFont(monoFont(size::fontSmall, QFont::DemiBold));
    const QString night = block.night.isEmpty() ? tr("no date") : block.night;
    painter.drawText(rect.adjusted(26, 0, -12, -1), Qt::AlignVCenter, night);
    painter.setPen(colour(Token::Text3));
    painter.setFont(monoFont(size::fontSmall));
    painter.drawText(
        rect.adjusted(26, 0, -12, -1), Qt::AlignVCenter | Qt::AlignRight, QLocale().toString(block.size));
}

void QueueView::resizeEvent(QResizeEvent* event)
{
    QAbstractItemView::resizeEvent(event);
    updateGeometries();
}

void QueueView::scrollContentsBy(int, int) { viewport()->update(); }

void QueueView::mousePressEvent(QMouseEvent* event)
{
    const Block* head = event->button() == Qt::LeftButton ? headAt(event->pos()) : nullptr;
    if (!head)
        return QListView::mousePressEvent(event);
    const QString night = head->night;
    const bool fold = head->open;
    const int top = head->top;
    setFolded(night, fold);
    if (fold) // the head stays where it was clicked
        verticalScrollBar()->setValue(std::min(verticalScrollBar()->value(), top));
    Q_EMIT folded(night, fold);
}

void QueueView::mouseMoveEvent(QMouseEvent* event)
{
    viewport()->setCursor(headAt(event->pos()) ? Qt::PointingHandCursor : Qt::ArrowCursor);
    QListView::mouseMoveEvent(event);
    viewport()->update();
}

QModelIndex QueueView::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const int rows = m_queue->rowCount();
    if (rows == 0)
        return {};
    const int at = currentIndex().isValid() ? currentIndex().row() : 0;
    switch (action) {
    case MoveUp:
    case MovePrevious:
        return m_queue->index(stepped(at, -1));
    case MoveDown:
    case MoveNext:
        return m_queue->index(stepped(at, 1));
    case MovePageUp:
        return m_queue->index(stepped(at, -rowsInSight()));
    case MovePageDown:
        return m_queue->index(stepped(at, rowsInSight()));
    case MoveHome:
        return m_queue->index(stepped(at, -rows));
    case MoveEnd:
        return m_queue->index(stepped(at, rows));
    default:
        return currentIndex(); // left and right are the window's
    }
}

void QueueView::setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags flags)
{
    const QModelIndex index = indexAt(rect.center());
    if (index.isValid())
        selectionModel()->select(index, flags);
}

QRegion QueueView::visualRegionForSelection(const QItemSelection& selection) const
{
    QRegion region;
    for (const QModelIndex& index : selection.indexes())
        region += visualRect(index);
    return region;
}

} // namespace vetrina::ui
