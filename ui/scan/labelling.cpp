#include "ui/scan/labelling.h"

#include <algorithm>

namespace vetrina::ui {

using Kind = session::Labels::Kind;
using Request = session::Labels::Request;

namespace {

constexpr qint64 rateWindowMs = 5 * 60 * 1000;
constexpr std::size_t medianOf = 50;

std::vector<std::pair<std::string, float>> scoresSeen(const session::CandidateView* view)
{
    std::vector<std::pair<std::string, float>> seen;
    if (view)
        for (const session::Opinion& opinion : view->opinions)
            for (std::size_t i = 0; i < std::min(opinion.classes.size(), opinion.probabilities.size()); ++i)
                seen.emplace_back(opinion.model + '/' + opinion.classes[i], opinion.probabilities[i]);
    return seen;
}

/// The disk may take it another time; a class that is none will never be one.
bool mayPass(Error::Code code)
{
    return code == Error::Code::Full || code == Error::Code::ReadOnly || code == Error::Code::Busy
        || code == Error::Code::Io;
}

} // namespace

Labelling::Labelling(QueueModel* queue, QObject* parent)
    : QObject(parent)
    , m_queue(queue)
{
    m_clock.start();
}

void Labelling::setProject(Project* project)
{
    m_life.drop();
    m_project = project;
    m_pending = m_takingBack = 0;
    m_waiting.clear();
    m_unsaved.clear();
    m_times.clear();
    m_seconds.clear();
    Q_EMIT pendingChanged();
    Q_EMIT unsavedChanged();
}

Request Labelling::labelRequest(
    data::Row row, const std::string& label, const session::CandidateView* view, double seconds) const
{
    return { row, Kind::Label, label, seconds, scoresSeen(view),
        m_project ? m_project->classes().scheme().name : std::string() };
}

void Labelling::label(data::Row row, const std::string& label, const session::CandidateView* view, double seconds)
{
    give(labelRequest(row, label, view, seconds), false);
}

void Labelling::labelObject(data::Row row, const std::string& label, const session::CandidateView* view, double seconds)
{
    give(labelRequest(row, label, view, seconds), true);
}

void Labelling::skip(data::Row row) { give({ row, Kind::Skip, {}, 0, {}, {} }, false); }
void Labelling::flag(data::Row row, bool flagged)
{
    give({ row, Kind::Flag, flagged ? "on" : "off", 0, {}, {} }, false);
}
void Labelling::note(data::Row row, const QString& text)
{
    give({ row, Kind::Note, text.toStdString(), 0, {}, {} }, false);
}

void Labelling::give(Request request, bool object)
{
    if (!m_project)
        return;
    if (request.kind == Kind::Label) {
        m_times.push_back(m_clock.elapsed());
        m_seconds.push_back(request.seconds);
        if (m_seconds.size() > medianOf)
            m_seconds.pop_front();
    }
    dropUnsaved(request.row, request.kind); // said anew
    show(request, QueueModel::Saving::Pending);
    inTurn(false,
        [this, request = std::move(request), object, order = ++m_order] { send(request, object, order, false); });
}

void Labelling::labelAll(std::vector<data::Row> rows, const std::string& label)
{
    if (!m_project || rows.empty())
        return;
    const auto all = std::make_shared<const std::vector<data::Row>>(std::move(rows));
    const Request request = labelRequest(all->front(), label, nullptr, 0);
    inTurn(false, [this, request, all, order = ++m_order] { sendAll(request, all, order, false); });
}

void Labelling::sendAll(const Request& request, const Rows& rows, quint64 order, bool again)
{
    ++m_pending;
    Q_EMIT pendingChanged();
    whenDone(
        m_project->addToAll(request, *rows), this, m_life.token(), [=, this](Result<session::Labels::Given> given) {
            if (!given) {
                keep({ request, false, rows, given.error(), order });
                return finished();
            }
            m_lastSaved = std::max(m_lastSaved, order);
            for (const data::Row row : *rows)
                m_project->forget(row);
            m_queue->outdated(*rows);
            Q_EMIT labelled();
            if (!again && std::ranges::any_of(m_unsaved, [](const Unsaved& one) { return mayPass(one.error.code); }))
                retry();
            finished();
            Q_EMIT labelledAll(rows->size(), m_project->classes().labelWords(request.text));
            Q_EMIT saved(request.row);
        });
}

void Labelling::show(const Request& request, QueueModel::Saving saving)
{
    switch (request.kind) {
    case Kind::Label:
        m_queue->setLabel(request.row, request.text, saving);
        break;
    case Kind::Skip:
        m_queue->setSkipped(request.row, saving);
        break;
    case Kind::Flag:
        m_queue->setFlagged(request.row, request.text == "on", saving);
        break;
    case Kind::Note:
        m_queue->setSaving(request.row, saving);
        break;
    }
}

void Labelling::send(const Request& request, bool object, quint64 order, bool again)
{
    ++m_pending;
    Q_EMIT pendingChanged();
    m_project->forget(request.row);
    using Rows = Result<std::vector<data::Row>>;
    if (object)
        whenDone(
            m_project->addToObject(request), this, m_life.token(), [=, this](Result<session::Labels::Given> given) {
                sent(request, true, order, again, given ? Rows(std::move(given->rows)) : tl::unexpected(given.error()));
            });
    else
        whenDone(m_project->add(request), this, m_life.token(), [=, this](Result<std::int64_t> event) {
            sent(request, false, order, again,
                event ? Rows(std::vector<data::Row>{ request.row }) : tl::unexpected(event.error()));
        });
}

void Labelling::sent(
    const Request& request, bool object, quint64 order, bool again, Result<std::vector<data::Row>> rows)
{
    if (rows) {
        m_lastSaved = std::max(m_lastSaved, order);
        for (const data::Row row : *rows) {
            m_project->forget(row);
            Request one = request;
            one.row = row;
            show(one, QueueModel::Saving::Saved); // an undo that was answered meanwhile showed what was before
        }
        if (object)
            Q_EMIT said(tr("%1: all %n alerts of the object. U takes them back together.", nullptr,
                            static_cast<int>(rows->size()))
                            .arg(request.text.empty() ? tr("No label") : m_project->classes().labelWords(request.text)),
                false);
        else if (request.kind == Kind::Note)
            Q_EMIT said(request.text.empty() ? tr("Note taken away.") : tr("Note kept."), false);
        if (request.kind == Kind::Label)
            Q_EMIT labelled();
        // The disk takes labels again: what it refused before comes now.
        if (!again && std::ranges::any_of(m_unsaved, [](const Unsaved& one) { return mayPass(one.error.code); }))
            retry();
    } else {
        keep({ request, object, nullptr, rows.error(), order });
    }
    finished();
    if (rows)
        Q_EMIT saved(request.row);
}

void Labelling::keep(Unsaved unsaved)
{
    if (!unsaved.all)
        m_queue->setSaving(unsaved.request.row, QueueModel::Saving::Failed);
    const auto place = std::ranges::upper_bound(m_unsaved, unsaved.order, {}, &Unsaved::order);
    m_unsaved.insert(place, std::move(unsaved));
    Q_EMIT said(unsavedWords(), true);
    Q_EMIT unsavedChanged();
}

QString Labelling::unsavedWords() const
{
    if (m_unsaved.empty())
        return {};
    const Error& error = m_unsaved.back().error;
    QString words = tr("%n not saved: ", nullptr, failed()) + QString::fromStdString(error.message);
    if (!error.remedy.empty())
        words += QStringLiteral(" · ") + QString::fromStdString(error.remedy);
    return words;
}

void Labelling::dropUnsaved(data::Row row, Kind kind)
{
    if (std::erase_if(m_unsaved,
            [&](const Unsaved& one) { return !one.all && one.request.row == row && one.request.kind == kind; })
        > 0)
        Q_EMIT unsavedChanged();
}

void Labelling::retry()
{
    const auto unsaved = std::exchange(m_unsaved, {});
    Q_EMIT unsavedChanged();
    for (const Unsaved& one : unsaved) {
        if (!one.all)
            show(one.request, QueueModel::Saving::Pending);
        inTurn(false, [this, one] {
            one.all ? sendAll(one.request, one.all, one.order, true) : send(one.request, one.object, one.order, true);
        });
    }
}

void Labelling::undo()
{
    if (!m_project)
        return;
    ++m_takingBack;
    inTurn(true, [this] {
        if (!takeBackUnsaved())
            takeBack(true);
    });
}

void Labelling::redo()
{
    if (!m_project)
        return;
    ++m_takingBack;
    inTurn(true, [this] { takeBack(false); });
}

/// What was pressed last and never reached the disk is what an undo is about.
bool Labelling::takeBackUnsaved()
{
    if (m_unsaved.empty() || m_unsaved.back().order < m_lastSaved)
        return false;
    const Request request = m_unsaved.back().request;
    m_unsaved.pop_back();
    m_project->forget(request.row);
    m_queue->setSaving(request.row, QueueModel::Saving::Saved);
    m_queue->outdated({ request.row });
    --m_takingBack;
    Q_EMIT unsavedChanged();
    Q_EMIT changed(request.row, {});
    Q_EMIT said(tr("Taken back before it was saved."), false);
    return true;
}

void Labelling::takeBack(bool undo)
{
    ++m_pending;
    Q_EMIT pendingChanged();
    whenDone(undo ? m_project->undo() : m_project->redo(), this, m_life.token(),
        [this, undo](Result<session::Labels::Change> done) {
            --m_takingBack;
            if (done) {
                tookBack(*done, undo);
            } else if (done.error().code == Error::Code::NotFound) {
                Q_EMIT said(undo ? tr("Nothing of yours to take back.") : tr("Nothing to do again."), false);
            } else {
                const Error& error = done.error();
                Q_EMIT said((undo ? tr("Not taken back: ") : tr("Not done again: "))
                        + QString::fromStdString(
                            error.message + (error.remedy.empty() ? std::string() : " · " + error.remedy)),
                    true);
            }
            finished();
        });
}

void Labelling::tookBack(const session::Labels::Change& change, bool undo)
{
    if (change.kind == Kind::Label && undo) {
        if (!m_times.empty())
            m_times.pop_back();
        if (!m_seconds.empty())
            m_seconds.pop_back();
    }
    std::vector<data::Row> rows;
    for (const data::Row row : change.rows)
        if (row >= 0) {
            m_project->forget(row);
            rows.push_back(row);
        }
    if (change.row >= 0)
        m_queue->setLabel(change.row, change.label, QueueModel::Saving::Saved);
    m_queue->outdated(rows);
    if (change.row >= 0)
        Q_EMIT changed(change.row, QString::fromStdString(change.label));
    Q_EMIT said((undo ? tr("Taken back: %1") : tr("Done again: %1")).arg(wordsOf(change)), false);
}

/// "Supernova of ZTF23abigzke", "the flag of ZTF23abigzke and 11 more".
QString Labelling::wordsOf(const session::Labels::Change& change) const
{
    const QString what = QString::fromStdString(change.what);
    QString words;
    switch (change.kind) {
    case Kind::Label:
        words = change.what.empty() ? tr("label taken away") : m_project->classes().labelWords(change.what);
        break;
    case Kind::Flag:
        words = change.what == "on" ? tr("flag") : tr("flag taken away");
        break;
    case Kind::Skip:
        words = tr("skip");
        break;
    case Kind::Note:
        words = what.isEmpty() ? tr("note taken away") : tr("note “%1”").arg(what);
        break;
    }
    if (change.ofSeveral)
        return words + tr(" · %n candidates", nullptr, static_cast<int>(change.rows.size()));
    words += QStringLiteral(" · ") + QString::fromStdString(change.object);
    if (change.rows.size() > 1)
        words += tr(", all %n alerts", nullptr, static_cast<int>(change.rows.size()));
    return words;
}

/// At once, or when what stands before it was answered; what waits keeps its order.
void Labelling::inTurn(bool quiet, std::function<void()> act)
{
    if (m_waiting.empty() && !(quiet && m_pending > 0)) {
        act();
        return;
    }
    m_waiting.push_back({ quiet, std::move(act) });
    Q_EMIT pendingChanged();
}

void Labelling::finished()
{
    --m_pending;
    while (!m_waiting.empty() && !(m_waiting.front().quiet && m_pending > 0)) {
        const auto next = std::move(m_waiting.front());
        m_waiting.pop_front();
        next.act();
        if (next.quiet && m_pending > 0)
            break; // its answer comes first
    }
    Q_EMIT pendingChanged();
}

double Labelling::perMinute() const
{
    const qint64 now = m_clock.elapsed();
    qint64 first = 0;
    int count = 0;
    for (auto it = m_times.rbegin(); it != m_times.rend() && now - *it < rateWindowMs; ++it) {
        first = *it;
        ++count;
    }
    return count < 3 || now <= first ? 0 : 60000.0 * count / static_cast<double>(now - first);
}

double Labelling::medianSeconds() const
{
    if (m_seconds.size() < 3)
        return 0;
    std::vector<double> sorted(m_seconds.begin(), m_seconds.end());
    std::ranges::sort(sorted);
    const std::size_t half = sorted.size() / 2;
    return sorted.size() % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

} // namespace vetrina::ui
