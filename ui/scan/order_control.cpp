#include "ui/scan/order_control.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QStyle>

namespace vetrina::ui {

namespace {

using Order = session::QueueRequest::Order;

struct Known {
    Order order;
    const char* words; ///< in the menu
    const char* brief; ///< on the control
    const char* about;
    const char* turned; ///< the other way round; empty where there is none
};

constexpr Known orders[] = {
    { Order::Uncertain, QT_TRANSLATE_NOOP("vetrina::ui::OrderControl", "Informative: least certain first"),
        QT_TRANSLATE_NOOP("vetrina::ui::OrderControl", "Informative"),
        QT_TRANSLATE_NOOP(
            "vetrina::ui::OrderControl", "What the model is least certain of first: a label tells most there"),
        QT_TRANSLATE_NOOP("vetrina::ui::OrderControl", "Most certain first") },
    { Order::Margin, QT_TRANSLATE_NOOP("vetrina::ui::OrderControl", "Informative: two classes closest first"),
        QT_TRANSLATE_NOOP("vetrina::ui::OrderControl", "Margin"),
        QT_TRANSLATE_NOOP("vetrina::ui::OrderControl", "Where the model's two likeliest classes are nearly as likely"),
        QT_TRANSLATE_NOOP("vetrina::ui::OrderControl", "Farthest apart first") },
    { Order::LeastConfident, QT_TRANSLATE_NOOP("vetrina::ui::OrderControl", "Informative: least confident first"),
        QT_TRANSLATE_NOOP("vetrina::ui::OrderControl", "Confidence"),
        QT_TRANSLATE_NOOP("vetrina::ui::OrderControl", "Where what the model holds for likeliest is least likely"),
        QT_TRANSLATE_NOOP("vetrina::ui::OrderControl", "Most confident first") },
    { Order::Diverse, QT_TRANSLATE_NOOP("vetrina::ui::OrderControl", "Informative: a batch with no two alike"),
        QT_TRANSLATE_NOOP("vetrina::ui::OrderControl", "Diverse"),
        QT_TRANSLATE_NOOP("vetrina::ui::OrderControl",
            "A hundred without a label, of those that the model is least certain of the ones that look least alike: "
            "Map "
            "makes the vectors that this takes"),
        "" },
    { Order::Score, QT_TRANSLATE_NOOP("vetrina::ui::OrderControl", "Score, highest first"),
        QT_TRANSLATE_NOOP("vetrina::ui::OrderControl", "Score"),
        QT_TRANSLATE_NOOP("vetrina::ui::OrderControl", "The model's first class, highest first"),
        QT_TRANSLATE_NOOP("vetrina::ui::OrderControl", "Lowest first") },
    { Order::Time, QT_TRANSLATE_NOOP("vetrina::ui::OrderControl", "Newest first, by night"),
        QT_TRANSLATE_NOOP("vetrina::ui::OrderControl", "Time"), "", QT_TRANSLATE_NOOP("OrderControl", "Oldest first") },
    { Order::Magnitude, QT_TRANSLATE_NOOP("vetrina::ui::OrderControl", "Brightest first"),
        QT_TRANSLATE_NOOP("vetrina::ui::OrderControl", "Magnitude"), "",
        QT_TRANSLATE_NOOP("OrderControl", "Faintest first") },
    { Order::Unseen, QT_TRANSLATE_NOOP("vetrina::ui::OrderControl", "Not yet seen first"),
        QT_TRANSLATE_NOOP("vetrina::ui::OrderControl", "Not seen"), "", "" },
    { Order::Arrival, QT_TRANSLATE_NOOP("vetrina::ui::OrderControl", "As they arrived"),
        QT_TRANSLATE_NOOP("vetrina::ui::OrderControl", "Arrival"), "",
        QT_TRANSLATE_NOOP("OrderControl", "Last arrived first") },
    { Order::Random, QT_TRANSLATE_NOOP("vetrina::ui::OrderControl", "Random"),
        QT_TRANSLATE_NOOP("OrderControl", "Random"), "", "" },
    { Order::Field, QT_TRANSLATE_NOOP("vetrina::ui::OrderControl", "By a field…"),
        QT_TRANSLATE_NOOP("OrderControl", "Field"), "",
        QT_TRANSLATE_NOOP("vetrina::ui::OrderControl", "Highest first") },
};

const Known& known(Order order)
{
    for (const Known& one : orders)
        if (one.order == order)
            return one;
    return orders[0];
}

void restyle(QWidget* widget)
{
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

} // namespace

OrderControl::OrderControl(QWidget* parent)
    : QFrame(parent)
    , m_informative(new QPushButton(this))
    , m_score(new QPushButton(this))
    , m_more(new QPushButton(this))
    , m_menu(new QMenu(m_more))
{
    m_menu->setToolTipsVisible(true);
    setObjectName("segmented");
    setProperty("dense", true);
    setAccessibleName(tr("Order of the queue"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(1, 1, 1, 1);
    row->setSpacing(0);
    for (QPushButton* button : { m_informative, m_score, m_more }) {
        button->setCheckable(true);
        button->setFocusPolicy(Qt::TabFocus);
        row->addWidget(button);
    }
    m_more->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_informative->setProperty("first", true);
    m_more->setProperty("last", true);
    for (const auto& [button, order] : { std::pair(m_informative, Order::Uncertain), { m_score, Order::Score } }) {
        button->setText(tr(known(order).brief));
        button->setToolTip(tr(known(order).about));
        button->setAccessibleName(tr("Order of the queue: %1").arg(tr(known(order).words)));
        connect(button, &QPushButton::clicked, this, [this, order] { choose(order); });
    }
    m_more->setMenu(m_menu);
    m_more->setToolTip(tr("Other orders, the other way round, by alert or by object"));
    connect(m_menu, &QMenu::aboutToShow, this, &OrderControl::fillMenu);
    update();
}

QString OrderControl::words(const session::QueueRequest& request)
{
    const Known& of = known(request.order);
    QString words = tr(of.brief);
    if (request.order == Order::Random)
        words += QStringLiteral(" %1").arg(request.seed);
    if (request.order == Order::Field) {
        words = QString::fromStdString(request.field);
        if (request.reversed && words.startsWith("anomaly."))
            return tr("Anomaly");
    }
    const bool turns = *of.turned != 0;
    if (request.order == Order::Field)
        words += request.reversed ? QStringLiteral(" ↓") : QStringLiteral(" ↑");
    else if (turns && request.reversed)
        words += QStringLiteral(" ⇅");
    return words;
}

void OrderControl::set(const session::QueueRequest& request)
{
    m_request = request;
    update();
}

void OrderControl::setNarrow(bool narrow)
{
    m_narrow = narrow;
    update();
}

void OrderControl::update()
{
    const bool segment = !m_narrow && (m_request.order == Order::Uncertain || m_request.order == Order::Score)
        && !m_request.reversed && !m_request.byObject;
    m_informative->setVisible(!m_narrow);
    m_score->setVisible(!m_narrow);
    m_informative->setChecked(m_request.order == Order::Uncertain && !m_narrow);
    m_score->setChecked(m_request.order == Order::Score && !m_narrow);
    QString text;
    const bool named = m_narrow || (m_request.order != Order::Uncertain && m_request.order != Order::Score);
    if (named || m_request.reversed)
        text = words(m_request);
    if (!named && m_request.reversed)
        text = QStringLiteral("⇅");
    if (m_request.byObject)
        text += (text.isEmpty() ? QString() : QStringLiteral(" · ")) + tr("objects");
    m_more->setAccessibleName(tr("Order of the queue: %1").arg(text.isEmpty() ? tr("more") : text));
    m_more->setChecked(!segment && named && !m_narrow);
    const int room = std::max(24, (m_narrow ? 158 : 82) - 30);
    text = m_more->fontMetrics().elidedText(text, Qt::ElideMiddle, room);
    m_more->setText(text.isEmpty() ? QStringLiteral("▾") : text + QStringLiteral(" ▾"));
    m_more->setProperty("first", m_narrow);
    restyle(m_more);
}

void OrderControl::choose(Order order)
{
    if (order != m_request.order)
        m_request.reversed = false;
    m_request.order = order;
    update();
    Q_EMIT chose(m_request);
}

void OrderControl::fillMenu()
{
    m_menu->clear();
    auto* exclusive = new QActionGroup(m_menu);
    for (const Known& one : orders) {
        QString words = tr(one.words);
        if (one.order == Order::Random)
            words += tr(", seed %1").arg(m_request.seed);
        if (one.order == Order::Field && m_request.order == Order::Field)
            words = tr("By %1…").arg(QString::fromStdString(m_request.field));
        QAction* action = m_menu->addAction(words);
        action->setToolTip(tr(one.about));
        action->setCheckable(true);
        action->setChecked(one.order == m_request.order);
        exclusive->addAction(action);
        connect(action, &QAction::triggered, this, [this, order = one.order] {
            if (order == Order::Field)
                Q_EMIT fieldAsked();
            else
                choose(order);
        });
    }
    for (const QString& column : m_anomalies) {
        QAction* action = m_menu->addAction(m_anomalies.size() == 1
                ? tr("Anomaly: strangest first")
                : tr("Anomaly by %1: strangest first").arg(column.section('.', 1)));
        const std::string field = column.toStdString();
        action->setCheckable(true);
        action->setChecked(m_request.order == Order::Field && m_request.field == field && m_request.reversed);
        exclusive->addAction(action);
        connect(action, &QAction::triggered, this, [this, field] {
            m_request.order = Order::Field;
            m_request.field = field;
            m_request.reversed = true;
            update();
            Q_EMIT chose(m_request);
        });
    }
    m_menu->addSeparator();
    const Known& now = known(m_request.order);
    QAction* turned = m_menu->addAction(*now.turned ? tr(now.turned) : tr("The other way round"));
    turned->setCheckable(true);
    turned->setChecked(m_request.reversed);
    turned->setEnabled(*now.turned);
    connect(turned, &QAction::triggered, this, [this](bool on) {
        m_request.reversed = on;
        update();
        Q_EMIT chose(m_request);
    });
    QAction* another = m_menu->addAction(tr("Another random order"));
    connect(another, &QAction::triggered, this, [this] {
        if (m_request.order == Order::Random)
            ++m_request.seed;
        choose(Order::Random);
    });
    connect(m_menu->addAction(tr("Random by a seed…")), &QAction::triggered, this, &OrderControl::seedAsked);
    QAction* fair = m_menu->addAction(tr("One in seven by chance, for a fair test"));
    fair->setToolTip(tr("The objects that a training keeps for its test come evenly among the others, whatever the "
                        "model thinks of them: what it is measured by is then a fair sample of the night"));
    fair->setCheckable(true);
    fair->setChecked(m_request.fairTest);
    fair->setEnabled(m_request.informative());
    connect(fair, &QAction::triggered, this, [this](bool on) {
        m_request.fairTest = on;
        Q_EMIT chose(m_request);
    });
    m_menu->addSeparator();
    auto* rows = new QActionGroup(m_menu);
    for (const bool objects : { false, true }) {
        QAction* action =
            m_menu->addAction(objects ? tr("One row an object, newest alert in front") : tr("One row an alert"));
        action->setCheckable(true);
        action->setChecked(m_request.byObject == objects);
        rows->addAction(action);
        connect(action, &QAction::triggered, this, [this, objects] {
            m_request.byObject = objects;
            update();
            Q_EMIT chose(m_request);
        });
    }
}

} // namespace vetrina::ui
