#include "ui/scan/facts_panel.h"

#include "ui/theme/style.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QScrollBar>
#include <QSortFilterProxyModel>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace vetrina::ui {

namespace {

constexpr int rowHeight = 22;

void paintPair(QPainter& painter, const QRect& row, const QString& name, const QString& value, bool lined)
{
    const QFont words = uiFont(size::fontDense), numbers = monoFont(size::fontDense);
    const QFontMetrics nameMetrics(words), valueMetrics(numbers);
    const int valueWidth = std::min(valueMetrics.horizontalAdvance(value) + 2, row.width() * 2 / 3);
    painter.setFont(words);
    painter.setPen(colour(Token::Text3));
    const int nameWidth = row.width() - valueWidth - 8;
    painter.drawText(row, Qt::AlignVCenter | Qt::AlignLeft, nameMetrics.elidedText(name, Qt::ElideRight, nameWidth));
    painter.setFont(numbers);
    painter.setPen(colour(Token::Text));
    painter.drawText(
        row, Qt::AlignVCenter | Qt::AlignRight, valueMetrics.elidedText(value, Qt::ElideMiddle, valueWidth));
    if (lined) {
        painter.setPen(colour(Token::Line));
        painter.drawLine(row.bottomLeft(), row.bottomRight());
    }
}

/// A field as name and value, in columns.
class FieldDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        painter->save();
        if (option.state & QStyle::State_Selected && option.state & QStyle::State_Active)
            painter->fillRect(option.rect, colour(Token::AccentWash));
        paintPair(*painter, option.rect.adjusted(0, 0, -16, 0), index.data(Qt::UserRole).toString(),
            index.data(Qt::UserRole + 1).toString(), true);
        if (option.state & QStyle::State_HasFocus && option.state & QStyle::State_KeyboardFocusChange)
            paintFocusRing(*painter, option.rect.adjusted(-2, 0, -10, 0), size::radiusTag);
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override
    {
        const auto* list = qobject_cast<const QListView*>(option.widget);
        return { list ? list->gridSize().width() : 120, rowHeight };
    }
};

/// As many columns as have room for a name and a value.
class FieldList : public QListView {
public:
    using QListView::QListView;
    void keyboardSearch(const QString&) override { } // letters are the window's keys

protected:
    void resizeEvent(QResizeEvent* event) override
    {
        const int width = viewport()->width(), columns = std::max(1, width / 230);
        setGridSize({ (width - 2) / columns, rowHeight }); // a row that just fits would wrap
        QListView::resizeEvent(event);
    }
};

} // namespace

class FactsPanel::List : public QWidget {
public:
    using QWidget::QWidget;

    void set(std::vector<Fact> facts)
    {
        m_facts = std::move(facts);
        QStringList spoken;
        for (const auto& [name, value] : m_facts)
            spoken << name + ' ' + value;
        setAccessibleDescription(spoken.join(", "));
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const int fit = std::min(static_cast<int>(m_facts.size()), height() / rowHeight);
        for (int i = 0; i < fit; ++i) {
            const auto& [name, value] = m_facts[static_cast<std::size_t>(i)];
            paintPair(painter, QRect(0, i * rowHeight, width(), rowHeight), name, value, i + 1 < fit);
        }
    }

private:
    std::vector<Fact> m_facts;
};

FactsPanel::FactsPanel(QWidget* parent)
    : TitledPanel(tr("Facts"), Kind::Bordered, parent)
    , m_list(new List)
{
    body()->addWidget(m_list, 1);
    m_list->setAccessibleName(tr("Facts"));
}

void FactsPanel::set(const session::CandidateView* view)
{
    m_list->set(view ? factsOf(*view) : std::vector<Fact>());
    setAside(view ? tr("what vetting asks first") : QString());
}

FieldsPanel::FieldsPanel(QWidget* parent)
    : TitledPanel(tr("Fields"), Kind::Bordered, parent)
    , m_search(new QLineEdit)
    , m_list(new FieldList)
    , m_fields(new QStandardItemModel(this))
    , m_found(new QSortFilterProxyModel(this))
{
    m_search->setPlaceholderText(tr("Search names and values"));
    m_search->setAccessibleName(tr("Search the fields"));
    m_search->setProperty("role", "dense");
    m_search->setFixedWidth(200);
    m_search->setClearButtonEnabled(true);
    head()->addWidget(m_search);

    m_found->setSourceModel(m_fields);
    m_found->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_list->setModel(m_found);
    m_list->setItemDelegate(new FieldDelegate(m_list));
    m_list->setWrapping(true);
    m_list->setFlow(QListView::LeftToRight);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setAccessibleName(tr("Fields of the packet"));
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->installEventFilter(this);
    body()->addWidget(m_list, 1);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_found->setFilterFixedString(text);
        count();
    });
}

void FieldsPanel::set(const session::CandidateView* view)
{
    // The rows are kept and refilled: the same survey has the same fields, and the scroll position stays.
    const int count = view ? static_cast<int>(view->fields.size()) : 0;
    m_fields->setRowCount(count);
    for (int i = 0; i < count; ++i) {
        const auto& [name, value] = view->fields[static_cast<std::size_t>(i)];
        auto* item = m_fields->item(i);
        if (!item) {
            item = new QStandardItem;
            item->setEditable(false);
            m_fields->setItem(i, item);
        }
        const QString key = QString::fromStdString(name), text = valueText(value);
        item->setData(key, Qt::UserRole);
        item->setData(text, Qt::UserRole + 1);
        item->setText(key + ' ' + text);
        item->setToolTip(key + " = " + text);
    }
    this->count();
}

void FieldsPanel::count()
{
    const int all = m_fields->rowCount(), found = m_found->rowCount();
    setAside(all == 0      ? QString()
            : found == all ? tr("%1, as the packet has them").arg(all)
                           : tr("%1 of %2").arg(found).arg(all));
}

bool FieldsPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_list && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent*>(event)->matches(QKeySequence::Copy)) {
        const QModelIndex at = m_list->currentIndex();
        if (at.isValid())
            QGuiApplication::clipboard()->setText(at.data(Qt::UserRole + 1).toString());
        return true;
    }
    return TitledPanel::eventFilter(watched, event);
}

} // namespace vetrina::ui
