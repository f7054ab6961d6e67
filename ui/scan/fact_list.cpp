#include "ui/scan/fact_list.h"

#include "ui/theme/style.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace vetrina::ui {

namespace {

constexpr int row = 21, tallRow = 36, wideEnough = 460, gapAtRight = 3;

class FactDelegate : public QStyledItemDelegate {
public:
    explicit FactDelegate(const FactList* list)
        : m_list(list)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return { 120, m_list->rowHeight() };
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        painter->save();
        if (option.state & QStyle::State_Selected && option.state & QStyle::State_Active
            && option.state & QStyle::State_HasFocus)
            painter->fillRect(option.rect, colour(Token::AccentWash));
        else if (option.state & QStyle::State_MouseOver)
            painter->fillRect(option.rect, colour(Token::Hover));
        const QRect whole = option.rect.adjusted(0, 0, -gapAtRight, 0);
        const bool wide = m_list->wide();
        const QRect top = m_list->meanings() && !wide ? QRect(whole.left(), whole.top() + 2, whole.width(), 18) : whole;
        const QString name = index.data(FactModel::Name).toString(), value = index.data(FactModel::Value).toString(),
                      meaning = index.data(FactModel::Meaning).toString();
        const QFont words = uiFont(size::fontDense), numbers = monoFont(size::fontDense),
                    small = uiFont(size::fontSmall);
        const QFontMetrics wordsMetrics(words), numbersMetrics(numbers), smallMetrics(small);
        const int nameWants = wordsMetrics.horizontalAdvance(name), columns = wide ? whole.width() / 3 : whole.width();
        const int valueWidth =
            std::min(numbersMetrics.horizontalAdvance(value) + 2, std::max(columns - nameWants - 8, columns * 3 / 5));
        painter->setFont(words);
        painter->setPen(colour(m_list->meanings() ? Token::Text2 : Token::Text3));
        painter->drawText(top, Qt::AlignVCenter | Qt::AlignLeft,
            wordsMetrics.elidedText(name, Qt::ElideRight, columns - valueWidth - 8));
        painter->setFont(numbers);
        painter->setPen(colour(Token::Text));
        const QRect valueAt(top.left(), top.top(), columns, top.height());
        painter->drawText(
            valueAt, Qt::AlignVCenter | Qt::AlignRight, numbersMetrics.elidedText(value, Qt::ElideMiddle, valueWidth));
        if (m_list->meanings()) {
            painter->setFont(small);
            painter->setPen(colour(Token::Text3));
            const QRect at = wide
                ? QRect(whole.left() + columns + 16, whole.top(), whole.width() - columns - 16, whole.height())
                : QRect(whole.left(), whole.top() + 18, whole.width(), 16);
            painter->drawText(
                at, Qt::AlignVCenter | Qt::AlignLeft, smallMetrics.elidedText(meaning, Qt::ElideRight, at.width()));
        }
        painter->setPen(colour(Token::Line));
        if (index.row() + 1 < index.model()->rowCount())
            painter->drawLine(whole.bottomLeft(), whole.bottomRight());
        if (option.state & QStyle::State_HasFocus && option.state & QStyle::State_KeyboardFocusChange)
            paintFocusRing(*painter, option.rect.adjusted(0, 0, -2, 0), size::radiusTag);
        painter->restore();
    }

private:
    const FactList* m_list;
};

} // namespace

void FactModel::set(const ViewPtr& view, const QStringList& ids, const QString& search)
{
    m_view = view;
    std::vector<Fact> facts;
    if (view)
        for (const QString& id : ids) {
            Fact fact = factOf(*view, id);
            const auto has = [&](const QString& text) { return text.contains(search, Qt::CaseInsensitive); };
            if (!fact.name.isEmpty() && (search.isEmpty() || has(fact.name) || has(fact.value) || has(fact.meaning)))
                facts.push_back(std::move(fact));
        }
    // The rows are kept and refilled where they are the same: so the scroll position stays.
    if (std::ranges::equal(facts, m_facts, {}, &Fact::id, &Fact::id)) {
        m_facts = std::move(facts);
        if (!m_facts.empty())
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
        return;
    }
    beginResetModel();
    m_facts = std::move(facts);
    endResetModel();
}

int FactModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_facts.size());
}

QVariant FactModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Fact& fact = m_facts[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Id:
        return fact.id;
    case Name:
        return fact.name;
    case Value:
        return fact.value;
    case Meaning:
        return fact.meaning;
    case Copy:
        return fact.copy;
    case Filter:
        return m_view ? factFilter(*m_view, fact.id) : QString();
    case Qt::ToolTipRole:
        return m_view ? factTip(*m_view, fact.id) : QString();
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return fact.name + ' ' + fact.value;
    case Qt::AccessibleDescriptionRole:
        return fact.meaning;
    default:
        return {};
    }
}

FactList::FactList(QWidget* parent)
    : QListView(parent)
{
    setItemDelegate(new FactDelegate(this));
    setUniformItemSizes(true);
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    connect(this, &QListView::clicked, this, &FactList::copyAsked);
    connect(this, &QListView::doubleClicked, this, &FactList::filterAsked);
}

void FactList::setMeanings(bool shown)
{
    if (shown == m_meanings)
        return;
    m_meanings = shown;
    scheduleDelayedItemsLayout();
}

bool FactList::wide() const { return m_meanings && viewport()->width() >= wideEnough; }

int FactList::rowHeight() const { return m_meanings && !wide() ? tallRow : row; }

void FactList::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy) && currentIndex().isValid()) {
        Q_EMIT copyAsked(currentIndex());
        event->accept();
        return;
    }
    QListView::keyPressEvent(event);
}

void FactList::resizeEvent(QResizeEvent* event)
{
    QListView::resizeEvent(event);
    scheduleDelayedItemsLayout(); // the rows' height depends on the width
}

} // namespace vetrina::ui
