#include "ui/scan/queue_panel.h"

#include "core/sky/time.h"
#include "ui/scan/filters_panel.h"
#include "ui/scan/order_control.h"
#include "ui/scan/queue_delegate.h"
#include "ui/scan/queue_view.h"
#include "ui/scan/wait_bar.h"
#include "ui/theme/theme.h"
#include "ui/widgets/text.h"

#include <QBoxLayout>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QRegularExpression>

#include <cmath>

namespace vetrina::ui {

QueuePanel::QueuePanel(QWidget* parent)
    : QFrame(parent)
    , m_model(new QueueModel(this))
    , m_list(new QueueView(m_model))
    , m_filter(new FilterLine)
    , m_named(new QPushButton(QStringLiteral("▾")))
    , m_filters(new FiltersPanel(this))
    , m_order(new OrderControl)
    , m_bar(new QProgressBar)
    , m_title(new ElidedLabel("head", Qt::ElideMiddle))
    , m_counted(label({}, "mono2"))
    , m_wrong(label({}, "wrong"))
    , m_left(label({}, "small"))
    , m_time(label({}, "small"))
    , m_never(new QPushButton)
    , m_wait(new WaitBar(m_list->viewport()))
{
    setObjectName("sideLeft");
    setAccessibleName(tr("Queue"));
    makeLayout();
    connectParts();
}

void QueuePanel::makeLayout()
{
    auto* titleRow = new QHBoxLayout;
    titleRow->addWidget(m_title, 1);
    titleRow->addWidget(m_counted);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Labelled"));
    m_named->setProperty("role", "flat");
    m_named->setFixedSize(24, size::control);
    m_named->setFocusPolicy(Qt::TabFocus);
    m_named->setAccessibleName(tr("Filters that have names"));
    m_named->setToolTip(tr("Filters that have names, with their counts (Ctrl+L)"));
    m_wrong->setWordWrap(true);
    m_wrong->setTextFormat(Qt::RichText);
    m_wrong->hide();
    m_never->setProperty("role", "flat");
    m_never->setFocusPolicy(Qt::TabFocus);
    m_never->setMaximumHeight(24);
    m_never->hide();

    auto* filterRow = new QHBoxLayout;
    filterRow->setSpacing(2);
    filterRow->addWidget(m_filter, 1);
    filterRow->addWidget(m_named);
    auto* head = new QVBoxLayout;
    head->setContentsMargins(12, 10, 12, 8);
    head->setSpacing(8);
    head->addLayout(titleRow);
    head->addWidget(m_bar);
    head->addLayout(filterRow);
    head->addWidget(m_wrong);
    head->addWidget(m_order);

    m_list->setItemDelegate(new QueueDelegate(m_list));
    m_list->setAccessibleName(tr("Candidates in the queue"));

    auto* foot = new QFrame;
    foot->setObjectName("foot");
    foot->setFixedHeight(28);
    auto* footRow = new QHBoxLayout(foot);
    footRow->setContentsMargins(12, 0, 12, 0);
    footRow->setSpacing(4);
    footRow->addWidget(m_left);
    footRow->addStretch(1);
    footRow->addWidget(m_never);
    footRow->addWidget(m_time);

    auto* line = new QFrame;
    line->setObjectName("foot");
    line->setFixedHeight(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 1, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(line);
    column->addWidget(m_list, 1);
    column->addWidget(foot);
}

void QueuePanel::connectParts()
{
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(1000);
    m_counts.setSingleShot(true);
    m_counts.setInterval(1000);
    connect(&m_refresh, &QTimer::timeout, this, [this] { ask(true); });
    connect(&m_counts, &QTimer::timeout, this, [this] {
        askNights();
        m_filters->outdate();
    });
    connect(m_filter, &FilterLine::asked, this, [this](const QString& filter) {
        m_request.filter = filter.toStdString();
        ask(false);
        Q_EMIT requestChanged();
    });
    connect(m_filter, &FilterLine::wrong, this, &QueuePanel::say);
    connect(m_filter, &FilterLine::textEdited, m_wrong, &QWidget::hide);
    connect(m_wrong, &QLabel::linkActivated, this, [this](const QString& name) {
        m_filter->setFocus();
        m_filter->mend(name);
    });
    connect(m_order, &OrderControl::chose, this, [this](session::QueueRequest request) {
        request.filter = m_request.filter;
        m_request = request;
        ask(false);
        Q_EMIT requestChanged();
    });
    connect(m_order, &OrderControl::fieldAsked, this, &QueuePanel::askForField);
    connect(m_order, &OrderControl::seedAsked, this, &QueuePanel::askForSeed);
    connect(m_named, &QPushButton::clicked, this, &QueuePanel::openFilters);
    connect(m_filters, &FiltersPanel::said, this, &QueuePanel::said);
    connect(m_filters, &FiltersPanel::changed, this, &QueuePanel::askWords);
    connect(m_filters, &FiltersPanel::removed, this, [this](const QString& name, const QString& text) {
        Q_EMIT undoOffered(
            tr("The filter “%1” is deleted.").arg(name), [this, name, text, project = QPointer(m_project)] {
                if (project && project == m_project)
                    then(m_project->saveFilter(name.toStdString(), text.toStdString()), this, m_wordsAsked.token(),
                        [this](const Result<void>&) { askWords(); });
            });
    });
    connect(m_filters, &FiltersPanel::chosen, this, [this](const QString& filter, bool joined) {
        const QString now = m_filter->text().trimmed();
        const bool loose = QString(" %1 ").arg(now).contains(" or ", Qt::CaseInsensitive);
        const QString first = loose ? QString("(%1)").arg(now) : now;
        // It may have been saved since the words were asked for, by another person or a command: the project knows.
        m_filter->apply(joined && !now.isEmpty() ? first + " and " + filter : filter, true);
        m_list->setFocus();
    });
    connect(m_never, &QPushButton::clicked, this, [this] {
        goToNeverShown();
        m_list->setFocus();
    });
    connect(m_model, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex& from, const QModelIndex& to) {
        if (m_nights.size() > 1 && from.row() <= position() && position() <= to.row())
            showTitle(); // its night is known now
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& now) {
        if (!now.isValid())
            return;
        m_furthest = std::max(m_furthest, now.row());
        showTitle();
        updateFoot();
        Q_EMIT currentChanged(m_model->rowAt(now.row()));
    });
}

QListView* QueuePanel::list() const { return m_list; }

void QueuePanel::setProject(Project* project)
{
    for (LastQuestion* question : { &m_question, &m_nightsAsked, &m_wordsAsked, &m_search })
        question->drop();
    m_project = project;
    m_furthest = -1;
    m_nights.clear();
    m_words = nullptr;
    m_night.clear();
    m_wait->stop();
    m_filter->setWords(nullptr);
    m_filters->setProject(project);
    m_model->setProject(project);
    setNarrow(m_narrow);
    if (!m_restored) { // it was written for the other's columns
        m_request.filter.clear();
        m_filter->put({});
    }
    m_filter->markRight();
    m_wrong->hide();
    if (!project)
        return;
    m_restored = false;
    restoreHistory();
    ask(false);
    askWords();
    askNights();
}

void QueuePanel::setOrder(session::QueueRequest::Order order)
{
    using Order = session::QueueRequest::Order;
    if (order < Order::Arrival || order > session::QueueRequest::lastOrder || (order == Order::Field && m_request.field.empty()))
        return;
    session::QueueRequest request = m_request;
    request.order = order;
    setRequest(request);
}

void QueuePanel::setRequest(const session::QueueRequest& request)
{
    m_request = request;
    m_order->set(request);
    m_filter->put(QString::fromStdString(request.filter));
    ask(false);
    if (m_project)
        Q_EMIT requestChanged();
}

void QueuePanel::orderBy(const QString& column, bool highestFirst)
{
    session::QueueRequest request = m_request;
    request.order = session::QueueRequest::Order::Field;
    request.field = column.toStdString();
    request.reversed = highestFirst;
    setRequest(request);
}

void QueuePanel::setAnomalies(const QStringList& columns) { m_order->setAnomalies(columns); }

void QueuePanel::clearFilter()
{
    m_filter->apply({});
    m_list->setFocus();
}

void QueuePanel::setByObject(bool byObject)
{
    session::QueueRequest request = m_request;
    request.byObject = byObject;
    setRequest(request);
}

void QueuePanel::restore(const session::QueueRequest& request, data::Row row)
{
    m_request = request;
    if (request.order == session::QueueRequest::Order::Field && request.field.empty())
        m_request.order = session::QueueRequest::Order::Score;
    m_place = row;
    m_restored = true;
    m_order->set(m_request);
    m_filter->put(QString::fromStdString(request.filter));
}

void QueuePanel::setNarrow(bool narrow)
{
    m_narrow = narrow;
    setFixedWidth(narrow ? 184 : 240);
    m_order->setNarrow(narrow);
    showTitle();
}

void QueuePanel::say(const QString& message, const QString& remedy)
{
    // What was probably meant is a click away.
    static const QRegularExpression meant("^Did you mean '(.+)'\\?$");
    const auto match = meant.match(remedy);
    QString words = message.toHtmlEscaped();
    if (match.hasMatch())
        words += QString("<br>%1 <a href=\"%2\" style=\"color:%3\">%2</a>?")
                     .arg(tr("Did you mean"), match.captured(1).toHtmlEscaped(), colour(Token::AccentText).name());
    else if (!remedy.isEmpty())
        words += "<br>" + remedy.toHtmlEscaped();
    m_wrong->setText(words);
    m_wrong->setAccessibleName(message + ' ' + remedy);
    m_wrong->show();
}

void QueuePanel::setProgress(std::uint64_t labelled, std::uint64_t total, double perMinute)
{
    m_labelled = labelled;
    m_total = total;
    m_perMinute = perMinute;
    showTitle();
    updateFoot();
}

/// The night in hand where the project has several, else the project: its name, and how far it is labelled.
void QueuePanel::showTitle()
{
    QString name = m_project ? m_project->name() : QString();
    std::uint64_t labelled = m_labelled, total = m_total;
    m_night.clear();
    if (m_nights.size() > 1 && position() >= 0)
        if (const session::CandidateRow* row = m_model->info(position())) {
            const auto& site = row->candidate.key.survey == data::Survey::Lsst ? sky::cerroPachon : sky::palomar;
            const std::string night = sky::nameOf(sky::nightOf(row->candidate.jd, site));
            const auto found = std::ranges::find(m_nights, night, &session::NightProgress::night);
            if (found != m_nights.end()) {
                m_night = QString::fromStdString(night);
                name = tr("Night %1").arg(m_night);
                labelled = found->labelled;
                total = found->alerts;
            }
        }
    // "Night 2023-10-18": in a narrow column the date says it.
    if (m_narrow && name.startsWith("Night "))
        name.remove(0, 6);
    const QLocale locale;
    m_title->setText(name);
    m_counted->setText(
        m_project ? QString("%1 / %2").arg(locale.toString(labelled), locale.toString(total)) : QString());
    m_bar->setRange(0, 1000);
    m_bar->setValue(total ? static_cast<int>(1000 * labelled / total) : 0);
}

void QueuePanel::updateFoot()
{
    const int rows = m_model->rowCount();
    const int left = std::max(0, rows - 1 - m_furthest);
    const bool last = rows > 0 && position() == rows - 1;
    const int never = last ? m_model->neverShown() : 0;
    m_left->setText(last ? tr("the last one") : tr("%1 left").arg(QLocale().toString(left)));
    m_never->setVisible(never > 0);
    m_left->setVisible(never == 0 || !m_narrow); // a narrow column has room for one of them
    m_never->setText(tr("%Ln never shown", nullptr, never));
    m_never->setToolTip(tr("Goes to the first of them"));
    m_time->setText(m_perMinute > 0 && left > 0
            ? tr("about %1 min").arg(std::max(1, static_cast<int>(std::lround(left / m_perMinute))))
            : QString());
}

} // namespace vetrina::ui
