#include "ui/scan/history_list.h"

#include "ui/theme/style.h"
#include "ui/theme/theme.h"

#include <QDateTime>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>
#include <cmath>

namespace vetrina::ui {

namespace {

constexpr int lineHeight = 22, timeWidth = 56;
constexpr double jdOfUnixEpoch = 2440587.5, msADay = 86400e3;

QDateTime dateTimeOf(double jd, bool utc)
{
    const auto then = QDateTime::fromMSecsSinceEpoch(std::llround((jd - jdOfUnixEpoch) * msADay), Qt::UTC);
    return utc ? then : then.toLocalTime();
}

} // namespace

QString momentText(double jd, bool utc)
{
    if (!std::isfinite(jd))
        return {};
    const QDateTime then = dateTimeOf(jd, utc);
    const QDateTime now = utc ? QDateTime::currentDateTimeUtc() : QDateTime::currentDateTime();
    if (then.date() == now.date())
        return then.toString("HH:mm");
    return then.toString(then.date().year() == now.date().year() ? "MM-dd" : "yy-MM-dd");
}

/// The lines, kept for the delegate.
class HistoryList::Model : public QAbstractListModel {
public:
    using QAbstractListModel::QAbstractListModel;

    void set(std::vector<session::HistoryLine> lines)
    {
        beginResetModel();
        m_lines = std::move(lines);
        endResetModel();
    }
    [[nodiscard]] const session::HistoryLine& at(int row) const { return m_lines[static_cast<std::size_t>(row)]; }
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
    }
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override
    {
        if (!index.isValid() || index.row() >= rowCount())
            return {};
        const session::HistoryLine& line = at(index.row());
        const QString who = QString::fromStdString(line.who), what = QString::fromStdString(line.what);
        if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
            return momentText(line.jd, false) + ' ' + who + ' ' + what;
        if (role != Qt::ToolTipRole)
            return {};
        QStringList lines{ "<b>" + what.toHtmlEscaped() + "</b>", tr("by %1").arg(who).toHtmlEscaped() };
        if (line.seconds > 0)
            lines << tr("after looking for %1 s").arg(line.seconds, 0, 'f', 1);
        if (!line.aside.empty())
            lines << QString::fromStdString(line.aside).toHtmlEscaped();
        if (!line.stands)
            lines << tr("It was undone since.");
        if (std::isfinite(line.jd))
            lines << dateTimeOf(line.jd, false).toString("yyyy-MM-dd HH:mm:ss t")
                  << dateTimeOf(line.jd, true).toString("yyyy-MM-dd HH:mm:ss 'UTC'");
        return "<qt>" + lines.join("<br>") + "</qt>";
    }

private:
    std::vector<session::HistoryLine> m_lines;
};

class HistoryList::Delegate : public QStyledItemDelegate {
public:
    explicit Delegate(const HistoryList* list)
        : m_list(list)
    {
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const session::HistoryLine& line = m_list->m_model->at(index.row());
        painter->save();
        if (option.state & QStyle::State_MouseOver)
            painter->fillRect(option.rect, colour(Token::Hover));
        const QRect rect = option.rect;
        painter->setFont(monoFont(size::fontSmall));
        painter->setPen(colour(Token::Text3));
        painter->drawText(
            QRect(rect.left(), rect.top(), timeWidth, rect.height()), Qt::AlignVCenter, momentText(line.jd, utc));
        int x = rect.left() + timeWidth;
        const QString what = QString::fromStdString(line.what), who = QString::fromStdString(line.who);
        QString words = who + ' ' + what;
        if (line.score || classes.indexOf(line.what) >= 0) {
            const Tag tag = line.score ? classes.scoreTag(line.what, *line.score) : classes.labelTag(line.what);
            paintTag(*painter, QPoint(x, rect.top() + 3), tag);
            x += tagWidth(tag) + 6;
            words = who;
        }
        if (line.seconds > 0)
            words += tr(", in %1 s").arg(line.seconds, 0, 'f', 1);
        if (!line.aside.empty())
            words += ", " + QString::fromStdString(line.aside);
        QFont font = uiFont(size::fontDense);
        font.setStrikeOut(!line.stands); // undone: still told, no longer true
        painter->setFont(font);
        painter->setPen(colour(line.stands ? Token::Text2 : Token::Text3));
        const int width = rect.right() - x;
        painter->drawText(QRect(x, rect.top(), width, rect.height()), Qt::AlignVCenter,
            painter->fontMetrics().elidedText(words, Qt::ElideRight, width));
        if (option.state & QStyle::State_HasFocus && option.state & QStyle::State_KeyboardFocusChange)
            paintFocusRing(*painter, rect.adjusted(0, 0, -2, 0), size::radiusTag);
        painter->restore();
    }
    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return { 120, lineHeight }; }

    ClassStyles classes;
    bool utc = false;

private:
    const HistoryList* m_list;
};

HistoryList::HistoryList(QWidget* parent)
    : QListView(parent)
    , m_model(new Model(this))
    , m_delegate(new Delegate(this))
{
    m_delegate->setParent(this);
    setModel(m_model);
    setItemDelegate(m_delegate);
    setUniformItemSizes(true);
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSelectionMode(QAbstractItemView::NoSelection);
}

void HistoryList::set(std::vector<session::HistoryLine> lines, const ClassStyles& classes)
{
    m_delegate->classes = classes;
    m_model->set(std::move(lines));
    updateGeometry();
}

void HistoryList::setUtc(bool utc)
{
    m_delegate->utc = utc;
    viewport()->update();
}

QSize HistoryList::sizeHint() const { return { 200, lineHeight * std::max(1, m_model->rowCount()) }; }

QSize HistoryList::minimumSizeHint() const { return { 120, lineHeight * std::min(3, m_model->rowCount()) }; }

} // namespace vetrina::ui
