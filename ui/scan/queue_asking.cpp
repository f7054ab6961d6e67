// Where the queue goes, and what it asks the hand and the project for.
#include "ui/preferences/settings.h"
#include "ui/scan/filters_panel.h"
#include "ui/scan/order_control.h"
#include "ui/scan/popover.h"
#include "ui/scan/queue_panel.h"
#include "ui/scan/queue_view.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QLocale>
#include <QRegularExpression>

namespace vetrina::ui {

namespace {

const QString unlabelled = QStringLiteral("label is none");

/// The filter without a part that is joined to it by `and`; nothing where it does not hold it so.
std::optional<QString> without(const QString& filter, const QString& part)
{
    if (filter == part)
        return QString();
    if (filter.endsWith(" and " + part)) {
        QString rest = filter.chopped(part.size() + 5);
        static const QRegularExpression wrapped("^\\(([^()]*)\\)$");
        const auto match = wrapped.match(rest);
        return match.hasMatch() ? match.captured(1) : rest;
    }
    if (filter.startsWith(part + " and "))
        return filter.mid(part.size() + 5);
    return std::nullopt;
}

} // namespace

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

void QueuePanel::goBy(int steps) { goTo(position() < 0 ? 0 : m_list->stepped(position(), steps)); }

std::vector<data::Row> QueuePanel::ahead(int count) const
{
    std::vector<data::Row> rows;
    for (int i = position() + 1; i < m_model->rowCount() && static_cast<int>(rows.size()) < count; ++i)
        rows.push_back(m_model->rowAt(i));
    return rows;
}

bool QueuePanel::goToNeverShown()
{
    const int to = m_model->nextNeverShown(position());
    if (to >= 0)
        goTo(to);
    return to >= 0;
}

QString QueuePanel::endWords() const
{
    const int never = m_model->neverShown();
    return never == 0 ? tr("That was the last one of this queue; all of it was shown.")
                      : tr("That was the last one of this queue; %1 of %2 were never shown.")
                            .arg(QLocale().toString(never), QLocale().toString(m_model->rowCount()));
}

void QueuePanel::refreshSoon()
{
    if (!m_refresh.isActive()) // a flood of scores asks once a second, not never
        m_refresh.start();
    countSoon();
}

void QueuePanel::reorderFromHere()
{
    m_furthest = position();
    refreshSoon();
}

void QueuePanel::countSoon()
{
    if (!m_counts.isActive())
        m_counts.start();
}

void QueuePanel::openFilters()
{
    m_filters->open(m_filter, m_filter->text());
    askWords();
}

void QueuePanel::askForField()
{
    Popover::Question question{ tr("Order by"), tr("a field"), QString::fromStdString(m_request.field), {}, {},
        tr("Smallest first; the menu turns it about. What has no value stands last.") };
    if (m_words)
        for (const auto& field : m_words->vocabulary.fields) {
            question.choices << QString::fromStdString(field.name);
            question.about << QString::fromStdString(field.about);
        }
    Popover* popover = Popover::ask(m_order, question);
    connect(popover, &Popover::answered, this, [this, popover](const QString& name) {
        if (m_words)
            if (const auto known = m_words->columnType(name.toStdString()); !known)
                return popover->sayWrong(QString::fromStdString(known.error().message + "\n" + known.error().remedy));
        session::QueueRequest request = m_request;
        request.reversed = request.order == session::QueueRequest::Order::Field && request.reversed;
        request.order = session::QueueRequest::Order::Field;
        request.field = name.toStdString();
        popover->close();
        setRequest(request);
        m_list->setFocus();
    });
}

void QueuePanel::askForSeed()
{
    Popover* popover = Popover::ask(m_order,
        { tr("Random by the seed"), tr("a whole number"), QString::number(m_request.seed), {}, {},
            tr("The same seed gives the same order, on any machine.") });
    connect(popover, &Popover::answered, this, [this, popover](const QString& text) {
        bool good = false;
        const quint64 seed = text.toULongLong(&good);
        if (!good)
            return popover->sayWrong(tr("'%1' is no whole number.").arg(text));
        session::QueueRequest request = m_request;
        request.order = session::QueueRequest::Order::Random;
        request.reversed = false;
        request.seed = seed;
        popover->close();
        setRequest(request);
        m_list->setFocus();
    });
}

void QueuePanel::askWhereTo()
{
    if (!m_project)
        return;
    Popover* popover = Popover::ask(m_filter,
        { tr("Go to"), tr("number, candid or object"), {}, {}, {},
            tr("A number of this queue (1 to %1), an alert's candid, or an object's name.")
                .arg(QLocale().toString(m_model->rowCount())) });
    connect(popover, &Popover::answered, this, [this, popover](const QString& what) { find(what, popover); });
}

void QueuePanel::find(const QString& what, Popover* asking)
{
    const QPointer<Popover> popover(asking);
    const auto go = [this, popover](data::Row row) {
        if (popover)
            popover->close();
        m_list->setFocus();
        if (!goToRow(row)) {
            Q_EMIT said(tr("It is not in this queue: the filter leaves it out."), false);
            Q_EMIT rowAsked(row);
        }
    };
    const auto refuse = [popover](const QString& words) {
        if (popover)
            popover->sayWrong(words);
    };
    QString digits = what;
    digits.remove(QRegularExpression("[\\s,_']"));
    bool number = false;
    const qint64 value = digits.toLongLong(&number);
    if (number && value >= 1 && value <= m_model->rowCount())
        return go(m_model->rowAt(static_cast<int>(value - 1)));
    const std::stop_token stop = m_search.ask();
    const auto byObject = [this, what, stop, go, refuse] {
        session::QueueRequest request;
        request.order = session::QueueRequest::Order::Time;
        request.filter = "object = '" + QString(what).replace('\'', "''").toStdString() + "'";
        then(m_project->order(request, stop), this, stop, [this, what, go, refuse](Result<session::QueueOrder> found) {
            if (!found)
                return refuse(QString::fromStdString(found.error().message));
            if (found->rows.empty())
                return refuse(tr("There is no '%1' in this project.").arg(what));
            // The alert of it that the queue holds, else the newest.
            for (const data::Row row : found->rows)
                if (m_model->positionOf(row) >= 0)
                    return go(row);
            go(found->rows.front());
        });
    };
    if (!number)
        return byObject();
    then(m_project->find(value, stop), this, stop, [go, byObject](Result<data::Row> row) {
        row ? go(*row) : byObject(); // Rubin calls its objects by numbers too
    });
}

bool QueuePanel::isUnlabelledOnly() const
{
    return without(QString::fromStdString(m_request.filter), unlabelled).has_value();
}

void QueuePanel::toggleUnlabelled()
{
    const QString now = QString::fromStdString(m_request.filter).trimmed();
    if (const auto rest = without(now, unlabelled)) {
        m_filter->apply(*rest);
        Q_EMIT said(tr("Labelled ones are shown too."), false);
    } else {
        const bool loose = QString(" %1 ").arg(now).contains(" or ", Qt::CaseInsensitive);
        m_filter->apply(now.isEmpty() ? unlabelled : (loose ? QString("(%1)").arg(now) : now) + " and " + unlabelled);
        Q_EMIT said(tr("Only those without a label are shown."), false);
    }
}

void QueuePanel::askWords()
{
    if (!m_project)
        return;
    const std::stop_token stop = m_wordsAsked.ask();
    using Words = std::shared_ptr<const session::FilterWords>;
    then(m_project->filterWords(stop), this, stop, [this](Result<Words> words) {
        if (!words)
            return; // then nothing is offered, and the queue itself checks what is asked
        m_words = std::move(*words);
        m_filter->setWords(m_words);
    });
}

void QueuePanel::askNights()
{
    if (!m_project)
        return;
    const std::stop_token stop = m_nightsAsked.ask();
    then(m_project->nights(stop), this, stop, [this](Result<std::vector<session::NightProgress>> nights) {
        if (!nights)
            return;
        m_nights = std::move(*nights);
        showTitle();
    });
}

void QueuePanel::restoreHistory()
{
    const QByteArray project = QByteArray::fromStdString(m_project->path().string());
    const QString key = QStringLiteral("filters.")
        + QString::fromLatin1(QCryptographicHash::hash(project, QCryptographicHash::Sha1).toHex().left(16));
    m_filter->setHistory(m_memory ? m_memory->value(key).toVariant().toStringList() : QStringList());
    disconnect(m_filter, &FilterLine::historyChanged, this, nullptr);
    connect(m_filter, &FilterLine::historyChanged, this, [this, key] {
        if (m_memory)
            m_memory->set(key, QJsonArray::fromStringList(m_filter->history()));
    });
}

} // namespace vetrina::ui
