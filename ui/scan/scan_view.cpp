// What is remembered of a project's view: where one is, in which order, how the stamps are shown; and what the hand has
// said of a candidate that the disk has not.
#include "ui/scan/facts_panel.h"
#include "ui/scan/label_bar.h"
#include "ui/scan/opinions_panel.h"
#include "ui/scan/queue_panel.h"
#include "ui/scan/scan_page.h"
#include "ui/stamp/display_words.h"
#include "ui/stamp/stamp_row.h"

namespace vetrina::ui {

void ScanPage::keepPart(
    const QString& name, std::function<QVariantMap()> toMap, std::function<void(const QVariantMap&)> fromMap)
{
    m_parts.push_back({ name, std::move(toMap), std::move(fromMap) });
}

QJsonObject ScanPage::viewState() const
{
    QJsonObject state;
    if (m_row >= 0)
        state["row"] = static_cast<double>(m_row);
    if (m_view && m_view->row == m_row)
        state["candid"] = QString::number(m_view->candidate.key.id); // a number of JSON would not hold it
    state["order"] = static_cast<int>(m_queue->request().order);
    state["seed"] = QString::number(m_queue->request().seed);
    state["reversed"] = m_queue->request().reversed;
    state["field"] = QString::fromStdString(m_queue->request().field);
    state["byObject"] = m_queue->request().byObject;
    state["fairTest"] = m_queue->request().fairTest;
    state["filter"] = QString::fromStdString(m_queue->request().filter);
    state["display"] = QJsonObject::fromVariantMap(displayWords(m_stamps->state()));
    for (const ViewPart& part : m_parts)
        state[part.name] = QJsonObject::fromVariantMap(part.toMap());
    return state;
}

void ScanPage::restoreView(const QJsonObject& state)
{
    session::QueueRequest request = m_queue->request();
    request.filter = state["filter"].toString().toStdString();
    if (state.contains("order"))
        request.order = static_cast<session::QueueRequest::Order>(state["order"].toInt());
    if (const auto seed = state["seed"].toString().toULongLong())
        request.seed = seed;
    request.reversed = state["reversed"].toBool();
    request.field = state["field"].toString().toStdString();
    request.byObject = state["byObject"].toBool();
    request.fairTest = state["fairTest"].toBool();
    m_queue->restore(request, static_cast<data::Row>(state["row"].toDouble(-1)));
    if (state.contains("display"))
        m_stamps->change(
            [&](DisplayState& display) { takeDisplayWords(display, state["display"].toObject().toVariantMap()); });
    for (const ViewPart& part : m_parts)
        if (state.contains(part.name))
            part.fromMap(state[part.name].toObject().toVariantMap());
}

/// What was read while the disk did not have all that was said: the hand is ahead of it.
ViewPtr ScanPage::asByHand(const ViewPtr& view)
{
    const QueueModel& queue = m_queue->model();
    const int at = queue.saving(view->row) == QueueModel::Saving::Saved ? -1 : queue.positionOf(view->row);
    const session::CandidateRow* known = at < 0 ? nullptr : queue.info(at);
    if (!known || (known->label == view->label && known->flagged == view->flagged))
        return view;
    auto changed = std::make_shared<session::CandidateView>(*view);
    changed->label = known->label;
    changed->flagged = known->flagged;
    return changed;
}

QWidget* ScanPage::lower() const { return m_facts; }
QWidget* ScanPage::opinionsPanel() const { return m_opinions; }
QWidget* ScanPage::labelKeys() const { return m_keys; }

} // namespace vetrina::ui
