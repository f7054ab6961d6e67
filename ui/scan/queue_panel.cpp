#include "ui/scan/queue_panel.h"

#include "ui/scan/queue_delegate.h"
#include "ui/theme/theme.h"
#include "ui/widgets/text.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QListView>
#include <QLocale>
#include <QProgressBar>
#include <QScrollBar>

#include <array>
#include <cmath>

namespace vetrina::ui {

namespace {

using Order = session::QueueRequest::Order;

struct OrderWords {
    Order order;
    const char* words;
};

constexpr std::array orders{
    OrderWords{ Order::Score, QT_TRANSLATE_NOOP("QueuePanel", "Score, highest first") },
    OrderWords{ Order::Uncertain, QT_TRANSLATE_NOOP("QueuePanel", "Most uncertain first") },
    OrderWords{ Order::Time, QT_TRANSLATE_NOOP("QueuePanel", "Newest first") },
    OrderWords{ Order::Magnitude, QT_TRANSLATE_NOOP("QueuePanel", "Brightest first") },
    OrderWords{ Order::Random, QT_TRANSLATE_NOOP("QueuePanel", "Random") },
    OrderWords{ Order::Unseen, QT_TRANSLATE_NOOP("QueuePanel", "Not yet seen first") },
    OrderWords{ Order::Arrival, QT_TRANSLATE_NOOP("QueuePanel", "As they arrived") },
};

/// A list whose letter keys are the window's, not a search, and whose rows all have one height.
class QueueList : public QListView {
public:
    using QListView::QListView;
    void keyboardSearch(const QString&) override { }
    void dataChanged(const QModelIndex&, const QModelIndex&, const QList<int>&) override
    {
        viewport()->update(); // QListView would lay a million rows out anew: 30 ms a label
    }
};

} // namespace

QueuePanel::QueuePanel(QWidget* parent)
    : QFrame(parent)
    , m_model(new QueueModel(this))
    , m_list(new QueueList)
    , m_filter(new FilterLine)
    , m_order(new QComboBox)
    , m_bar(new QProgressBar)
    , m_title(new ElidedLabel("head", Qt::ElideMiddle))
    , m_counts(label({}, "mono2"))
    , m_wrong(label({}, "wrong"))
    , m_left(label({}, "small"))
    , m_time(label({}, "small"))
    , m_empty(label({}, "second"))
{
    setObjectName("sideLeft");
    setAccessibleName(tr("Queue"));
    auto* titleRow = new QHBoxLayout;
    titleRow->addWidget(m_title, 1);
    titleRow->addWidget(m_counts);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Labelled"));
    for (const OrderWords& o : orders)
        m_order->addItem(tr(o.words), static_cast<int>(o.order));
    m_order->setProperty("role", "dense");
    m_order->setAccessibleName(tr("Order of the queue"));
    m_order->setFocusPolicy(Qt::TabFocus);
    m_order->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_wrong->setWordWrap(true);
    m_wrong->hide();
    m_empty->setWordWrap(true);
    m_empty->setContentsMargins(12, 12, 12, 0);
    m_empty->hide();

    auto* head = new QVBoxLayout;
    head->setContentsMargins(12, 10, 12, 8);
    head->setSpacing(8);
    head->addLayout(titleRow);
    head->addWidget(m_bar);
    head->addWidget(m_filter);
    head->addWidget(m_wrong);
    head->addWidget(m_order);

    m_list->setModel(m_model);
    m_list->setItemDelegate(new QueueDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMouseTracking(true);
    m_list->setAccessibleName(tr("Candidates in the queue"));
    m_list->verticalScrollBar()->setSingleStep(size::queueRow / 2);

    auto* foot = new QFrame;
    foot->setObjectName("foot");
    foot->setFixedHeight(28);
    auto* footRow = new QHBoxLayout(foot);
    footRow->setContentsMargins(12, 0, 12, 0);
    footRow->addWidget(m_left);
    footRow->addStretch(1);
    footRow->addWidget(m_time);

    auto* line = new QFrame;
    line->setObjectName("foot");
    line->setFixedHeight(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 1, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(line);
    column->addWidget(m_empty);
    column->addWidget(m_list, 1);
    column->addWidget(foot);

    m_refresh.setSingleShot(true);
    m_refresh.setInterval(1000);
    connect(&m_refresh, &QTimer::timeout, this, [this] { ask(true); });
    connect(m_filter, &FilterLine::asked, this, [this](const QString& filter) {
        m_request.filter = filter.toStdString();
        ask(false);
    });
    connect(m_order, &QComboBox::activated, this, [this] {
        m_request.order = static_cast<Order>(m_order->currentData().toInt());
        ask(false);
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& now) {
        if (!now.isValid())
            return;
        m_furthest = std::max(m_furthest, now.row());
        updateFoot();
        Q_EMIT currentChanged(m_model->rowAt(now.row()));
    });
}

void QueuePanel::setProject(Project* project)
{
    m_question.drop();
    m_project = project;
    m_furthest = -1;
    m_model->setProject(project);
    setNarrow(m_narrow);
    if (project)
        ask(false);
}

void QueuePanel::setOrder(session::QueueRequest::Order order)
{
    const int at = m_order->findData(static_cast<int>(order));
    if (at < 0)
        return;
    m_order->setCurrentIndex(at);
    m_request.order = order;
    ask(false);
}

void QueuePanel::restore(const session::QueueRequest& request, data::Row row)
{
    const session::QueueRequest before = m_request;
    m_request = request;
    m_place = row;
    if (const int at = m_order->findData(static_cast<int>(request.order)); at >= 0)
        m_order->setCurrentIndex(at);
    else
        m_request.order = before.order;
    const QSignalBlocker quiet(m_filter);
    m_filter->setText(QString::fromStdString(request.filter));
}

void QueuePanel::setNarrow(bool narrow)
{
    m_narrow = narrow;
    setFixedWidth(narrow ? 184 : 240);
    // "Night 2023-10-18": in a narrow column the date says it.
    QString name = m_project ? m_project->name() : QString();
    if (narrow && name.startsWith("Night "))
        name.remove(0, 6);
    m_title->setText(name);
}

int QueuePanel::position() const { return m_list->currentIndex().isValid() ? m_list->currentIndex().row() : -1; }

void QueuePanel::goTo(int position)
{
    if (m_model->rowCount() == 0)
        return;
    constexpr int seenAhead = 3; // what comes next stays in sight
    const int last = m_model->rowCount() - 1;
    const QModelIndex to = m_model->index(std::clamp(position, 0, last));
    m_list->setCurrentIndex(to);
    m_list->scrollTo(m_model->index(std::min(to.row() + seenAhead, last)));
    m_list->scrollTo(to);
}

bool QueuePanel::goToRow(data::Row row)
{
    const int at = m_model->positionOf(row);
    if (at >= 0)
        goTo(at);
    return at >= 0;
}

void QueuePanel::goBy(int steps) { goTo(position() + steps); }

std::vector<data::Row> QueuePanel::ahead(int count) const
{
    std::vector<data::Row> rows;
    for (int i = position() + 1; i < m_model->rowCount() && static_cast<int>(rows.size()) < count; ++i)
        rows.push_back(m_model->rowAt(i));
    return rows;
}

void QueuePanel::refreshSoon()
{
    if (!m_refresh.isActive()) // a flood of scores asks once a second, not never
        m_refresh.start();
}

void QueuePanel::ask(bool keepPlace)
{
    if (!m_project)
        return;
    const std::stop_token stop = m_question.ask();
    then(m_project->queue(m_request, stop), this, stop, [this, keepPlace](Result<std::vector<data::Row>> order) {
        if (order)
            took(std::move(*order), keepPlace);
        else
            say(order.error());
    });
}

void QueuePanel::took(std::vector<data::Row> order, bool keepPlace)
{
    m_wrong->hide();
    m_filter->markRight();
    if (keepPlace && m_furthest >= 0) {
        m_model->refreshOrder(order, m_furthest);
    } else {
        m_furthest = -1;
        m_model->setOrder(std::move(order));
        const data::Row place = std::exchange(m_place, -1);
        if (place < 0 || m_model->rowCount() == 0)
            goTo(0);
        else if (!goToRow(place))
            Q_EMIT currentChanged(place); // the filter no longer lets it through; one was there all the same
    }
    const bool empty = m_model->rowCount() == 0;
    m_empty->setVisible(empty);
    m_empty->setText(m_request.filter.empty()
            ? tr("No candidates yet. Drop packets, folders or archives on this window.")
            : tr("Nothing passes this filter. Empty the line to see all."));
    if (empty)
        Q_EMIT emptied();
    updateFoot();
}

void QueuePanel::say(const Error& error)
{
    const QString message = QString::fromStdString(error.message);
    m_wrong->setText(message + (error.remedy.empty() ? QString() : "\n" + QString::fromStdString(error.remedy)));
    m_wrong->show();
    m_filter->markWrong(columnOf(message));
}

void QueuePanel::setProgress(std::uint64_t labelled, std::uint64_t total, double perMinute)
{
    m_labelled = labelled;
    m_total = total;
    m_perMinute = perMinute;
    const QLocale locale;
    m_counts->setText(QString("%1 / %2").arg(locale.toString(labelled), locale.toString(total)));
    m_bar->setRange(0, 1000);
    m_bar->setValue(total ? static_cast<int>(1000 * labelled / total) : 0);
    updateFoot();
}

void QueuePanel::updateFoot()
{
    const int left = std::max(0, m_model->rowCount() - 1 - m_furthest);
    const QLocale locale;
    if (m_model->rowCount() > 0 && position() == m_model->rowCount() - 1)
        m_left->setText(tr("the last one"));
    else
        m_left->setText(tr("%1 ahead").arg(locale.toString(left)));
    m_time->setText(m_perMinute > 0 && left > 0
            ? tr("about %1 min").arg(std::max(1, static_cast<int>(std::lround(left / m_perMinute))))
            : QString());
}

} // namespace vetrina::ui
