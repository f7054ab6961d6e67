#include "ui/map/map_vectors.h"

#include <QLocale>

#include <cmath>

namespace vetrina::ui {

MapVectors::MapVectors(QObject* parent)
    : QObject(parent)
{
    m_sample.setInterval(100);
    connect(&m_sample, &QTimer::timeout, this, &MapVectors::sample);
}

void MapVectors::setProject(Project* project)
{
    stop();
    m_project = project;
}

QString MapVectors::wordsOf(quint64 done, quint64 total, double seconds)
{
    const QLocale locale;
    if (total == 0)
        return tr("beginning…");
    QString words = tr("%1 of %2").arg(locale.toString(done), locale.toString(total));
    if (done == 0 || seconds < 0.5)
        return words;
    const double rate = static_cast<double>(done) / seconds;
    words += tr(" · %1 a second").arg(locale.toString(rate, 'f', rate < 10 ? 1 : 0));
    const double left = static_cast<double>(total - std::min(done, total)) / rate;
    if (left >= 90)
        words += tr(" · %1 min left").arg(static_cast<int>(std::ceil(left / 60)));
    else if (left >= 1)
        words += tr(" · %1 s left").arg(static_cast<int>(std::ceil(left)));
    return words;
}

void MapVectors::make(const QString& model, const QString& kind, bool anew)
{
    if (!m_project || m_running)
        return;
    m_running = true;
    m_mapAfter = kind;
    m_what = tr("Vectors");
    session::EmbedRequest request;
    request.model = model.toStdString();
    request.anew = anew;
    run(std::move(request));
}

void MapVectors::run(session::EmbedRequest request)
{
    m_progress = std::make_shared<Progress>();
    m_clock.start();
    m_sample.start();
    const std::stop_token stop = m_question.ask();
    whenDone(MapQuestions(*m_project).run(request, m_progress, stop), this, stop,
        [this, request](Result<session::EmbedReport> report) { took(std::move(report), request); });
    sample();
}

void MapVectors::took(Result<session::EmbedReport> report, const session::EmbedRequest& request)
{
    if (!report) {
        const Error error = report.error();
        finish();
        if (error.code != Error::Code::Cancelled)
            Q_EMIT failed(QString::fromStdString(error.message), QString::fromStdString(error.remedy));
        return;
    }
    if (request.map.empty()) { // now its map
        m_vectors = std::move(*report);
        m_what = m_mapAfter == "pca" ? tr("Main components") : tr("Arranging");
        session::EmbedRequest next = request;
        next.map = m_mapAfter.toStdString();
        return run(std::move(next));
    }
    report->added += m_vectors.added;
    report->failed = std::max(report->failed, m_vectors.failed);
    report->seconds += m_vectors.seconds;
    finish();
    Q_EMIT made(*report);
}

void MapVectors::stop()
{
    m_question.drop();
    if (m_running)
        finish();
}

void MapVectors::finish()
{
    m_running = false;
    m_sample.stop();
    Q_EMIT ended();
}

void MapVectors::sample()
{
    const quint64 total = m_progress->total, done = m_progress->done;
    const double seconds = static_cast<double>(m_clock.elapsed()) / 1000;
    Q_EMIT progressed(m_what + QStringLiteral(": ") + wordsOf(done, total, seconds),
        total ? static_cast<double>(done) / static_cast<double>(total) : -1);
}

} // namespace vetrina::ui
