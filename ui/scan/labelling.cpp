#include "ui/scan/labelling.h"

#include "ui/scan/queue_model.h"

namespace vetrina::ui {

namespace {

constexpr qint64 rateWindowMs = 5 * 60 * 1000;

std::vector<std::pair<std::string, float>> scoresSeen(const session::CandidateView* view)
{
    std::vector<std::pair<std::string, float>> seen;
    if (view)
        for (const session::Opinion& opinion : view->opinions)
            for (std::size_t i = 0; i < std::min(opinion.classes.size(), opinion.probabilities.size()); ++i)
                seen.emplace_back(opinion.model + '/' + opinion.classes[i], opinion.probabilities[i]);
    return seen;
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
    m_pending = m_failed = 0;
    m_times.clear();
    Q_EMIT pendingChanged();
}

void Labelling::label(data::Row row, const std::string& className, const session::CandidateView* view, double seconds)
{
    m_queue->setLabel(row, className, QueueModel::Saving::Pending);
    m_times.push_back(m_clock.elapsed());
    send({ row, session::Labels::Kind::Label, className, seconds, scoresSeen(view) }, true);
}

void Labelling::skip(data::Row row)
{
    m_queue->setSkipped(row, QueueModel::Saving::Pending);
    send({ row, session::Labels::Kind::Skip, {}, 0, {} }, false);
}

void Labelling::flag(data::Row row, bool flagged)
{
    m_queue->setFlagged(row, flagged, QueueModel::Saving::Pending);
    send({ row, session::Labels::Kind::Flag, flagged ? "on" : "off", 0, {} }, false);
}

void Labelling::note(data::Row row, const QString& text)
{
    send({ row, session::Labels::Kind::Note, text.toStdString(), 0, {} }, false);
    Q_EMIT said(tr("Note kept."), false);
}

void Labelling::send(session::Labels::Request request, bool counts)
{
    if (!m_project)
        return;
    ++m_pending;
    Q_EMIT pendingChanged();
    const data::Row row = request.row;
    m_project->forget(row);
    whenDone(m_project->add(std::move(request)), this, m_life.token(), [this, row, counts](Result<std::int64_t> event) {
        if (event) {
            m_queue->setSaving(row, QueueModel::Saving::Saved);
            if (counts)
                Q_EMIT labelled();
        } else {
            ++m_failed;
            m_queue->setSaving(row, QueueModel::Saving::Failed);
            say(event.error());
        }
        finished();
    });
}

void Labelling::undo()
{
    if (m_project)
        takeBack(m_project->undo(), true);
}

void Labelling::redo()
{
    if (m_project)
        takeBack(m_project->redo(), false);
}

void Labelling::takeBack(std::future<Result<session::Labels::Change>> change, bool undo)
{
    ++m_pending;
    Q_EMIT pendingChanged();
    whenDone(std::move(change), this, m_life.token(), [this, undo](Result<session::Labels::Change> done) {
        if (done) {
            if (undo && !m_times.empty())
                m_times.pop_back();
            m_project->forget(done->row);
            m_queue->setLabel(done->row, done->label, QueueModel::Saving::Saved);
            m_queue->outdated({ done->row });
            Q_EMIT changed(done->row, QString::fromStdString(done->label));
            Q_EMIT said(undo ? tr("Taken back.") : tr("Done again."), false);
        } else if (done.error().code == Error::Code::NotFound) {
            Q_EMIT said(undo ? tr("Nothing of yours to take back.") : tr("Nothing to do again."), false);
        } else {
            say(done.error());
        }
        finished();
    });
}

void Labelling::finished()
{
    --m_pending;
    Q_EMIT pendingChanged();
}

void Labelling::say(const Error& error)
{
    QString words = tr("Not saved: ") + QString::fromStdString(error.message);
    if (!error.remedy.empty())
        words += QStringLiteral(" · ") + QString::fromStdString(error.remedy);
    Q_EMIT said(words, true);
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

} // namespace vetrina::ui
