// What the queue panel asks of the project, and what it does with the answer.
#include "ui/scan/queue_panel.h"
#include "ui/scan/queue_view.h"
#include "ui/scan/wait_bar.h"

#include <QLabel>

namespace vetrina::ui {

void QueuePanel::ask(bool keepPlace)
{
    if (!m_project)
        return;
    const std::stop_token stop = m_question.ask();
    if (!keepPlace)
        m_wait->start();
    Answer begun;
    if (keepPlace && m_furthest >= 0) {
        begun.from = m_model->places();
        begun.frozen = m_furthest;
    }
    auto answer = m_project->services().io->submit(
        [queue = m_project->services().queue, request = m_request, begun](std::stop_token stop) -> Result<Answer> {
            auto order = queue->order(request, stop);
            if (!order)
                return tl::unexpected(order.error());
            Answer done = begun;
            done.withoutVectors = order->withoutVectors;
            if (!done.from) {
                done.places = placesOf(std::move(*order));
                return done;
            }
            done.order = std::make_shared<const session::QueueOrder>(std::move(*order));
            done.places = refreshed(*done.from, *done.order, done.frozen);
            return done;
        },
        stop);
    then(std::move(answer), this, stop, [this](Result<Answer> answer) {
        m_wait->stop();
        if (answer) {
            took(std::move(*answer));
        } else {
            m_filter->markWrong(columnOf(QString::fromStdString(answer.error().message)));
            say(QString::fromStdString(answer.error().message), QString::fromStdString(answer.error().remedy));
        }
    });
}

/// The hand went on while the order was merged: what it passed meanwhile is behind it too.
void QueuePanel::mergeAgain(Answer answer)
{
    const std::stop_token stop = m_question.token();
    answer.frozen = m_furthest;
    auto merged = m_project->services().io->submit(
        [answer = std::move(answer)](std::stop_token) mutable -> Result<Answer> {
            answer.places = refreshed(*answer.from, *answer.order, answer.frozen);
            return std::move(answer);
        },
        stop);
    then(std::move(merged), this, stop, [this](Result<Answer> again) {
        if (again)
            took(std::move(*again));
    });
}

void QueuePanel::took(Answer answer)
{
    m_wrong->hide();
    if (answer.withoutVectors)
        say(tr("Nothing here has a vector."), tr("This is by what the model is least certain of. Map makes vectors."));
    m_filter->markRight();
    if (answer.from) {
        if (answer.frozen < m_furthest)
            return mergeAgain(std::move(answer));
        m_model->takePlaces(std::move(answer.places), answer.frozen);
    } else {
        m_furthest = -1;
        m_model->setPlaces(std::move(answer.places));
        const data::Row place = std::exchange(m_place, -1);
        if (place < 0 || m_model->rowCount() == 0)
            goTo(0);
        else if (!goToRow(place))
            Q_EMIT currentChanged(place); // the filter no longer lets it through; one was there all the same
    }
    shown();
}

/// What stands about the queue, now that it is another.
void QueuePanel::shown()
{
    if (m_model->rowCount() == 0)
        Q_EMIT emptied(QString::fromStdString(m_request.filter));
    showTitle();
    updateFoot();
}

} // namespace vetrina::ui
