#include "ui/project/project.h"

#include "ui/stamp/thumbnail.h"

#include <QMetaObject>

namespace vetrina::ui {

Project::Project(
    const Services& services, QString name, std::filesystem::path path, ClassStyles classes, QObject* parent)
    : QObject(parent)
    , m_services(services)
    , m_name(std::move(name))
    , m_path(std::move(path))
    , m_classes(std::move(classes))
{
    m_relay->to = this;
    const auto say = [relay = m_relay](auto&& what) {
        const std::lock_guard lock(relay->mutex);
        if (relay->to)
            QMetaObject::invokeMethod(
                relay->to, [to = relay->to, what] { what(to); }, Qt::QueuedConnection);
    };
    if (m_services.ingest)
        m_services.ingest->onArrived(
            [say](std::size_t count) { say([count](Project* project) { Q_EMIT project->arrived(count); }); });
    if (m_services.scores)
        m_services.scores->onScored([say](std::vector<data::Row> rows) {
            say([rows = std::move(rows)](Project* project) {
                for (const data::Row row : rows)
                    project->forget(row);
                Q_EMIT project->scored(rows);
            });
        });
}

Project::~Project()
{
    const std::lock_guard lock(m_relay->mutex);
    m_relay->to = nullptr;
}

ViewPtr Project::cachedView(data::Row row) const
{
    const ViewPtr* view = m_views.object(row);
    return view ? *view : nullptr;
}

void Project::keep(const ViewPtr& view) { m_views.insert(view->row, new ViewPtr(view)); }
void Project::forget(data::Row row) { m_views.remove(row); }

std::future<Result<ViewPtr>> Project::view(data::Row row, std::stop_token stop)
{
    if (ViewPtr at_hand = cachedView(row))
        return answered<ViewPtr>(std::move(at_hand));
    return m_services.io->submit(
        [candidates = m_services.candidates, row](std::stop_token stop) -> Result<ViewPtr> {
            return candidates->view(row, stop).map([](session::CandidateView view) -> ViewPtr {
                return std::make_shared<const session::CandidateView>(std::move(view));
            });
        },
        stop);
}

void Project::prefetch(const std::vector<data::Row>& rows)
{
    const std::stop_token stop = m_prefetch.ask();
    for (const data::Row row : rows) {
        if (m_views.contains(row))
            continue;
        then(m_services.background->submit(
                 [candidates = m_services.candidates, row](std::stop_token stop) -> Result<ViewPtr> {
                     return candidates->view(row, stop).map([](session::CandidateView view) -> ViewPtr {
                         return std::make_shared<const session::CandidateView>(std::move(view));
                     });
                 },
                 stop),
            this, stop, [this](Result<ViewPtr> view) {
                if (view) // what can't be read is said when it is looked at
                    keep(*view);
            });
    }
}

std::future<Result<std::vector<session::CandidateRow>>> Project::rows(std::vector<data::Row> rows, std::stop_token stop)
{
    return m_services.io->submit([candidates = m_services.candidates, rows = std::move(rows)](
                                     std::stop_token) { return candidates->rows(rows); },
        stop);
}

std::future<Result<std::vector<session::ObjectAlert>>> Project::ofObject(data::Row row, std::stop_token stop)
{
    return m_services.io->submit(
        [candidates = m_services.candidates, row](std::stop_token) { return candidates->ofObject(row); }, stop);
}

std::future<Result<QImage>> Project::thumbnail(data::Row row, int side, std::stop_token stop, data::Panel panel)
{
    if (const ViewPtr atHand = cachedView(row))
        return m_services.background->submit(
            [atHand, side, panel](std::stop_token) -> Result<QImage> { return thumbnailOf(*atHand, side, panel); },
            stop);
    return m_services.background->submit(
        [candidates = m_services.candidates, row, side, panel](std::stop_token stop) -> Result<QImage> {
            return candidates->view(row, stop).map(
                [side, panel](const session::CandidateView& view) { return thumbnailOf(view, side, panel); });
        },
        stop);
}

std::future<Result<std::vector<data::Row>>> Project::queue(session::QueueRequest request, std::stop_token stop)
{
    return m_services.io->submit([queue = m_services.queue, request = std::move(request)](
                                     std::stop_token stop) { return queue->rows(request, stop); },
        stop);
}

std::future<Result<std::size_t>> Project::count()
{
    return m_services.io->submit(
        [candidates = m_services.candidates](std::stop_token) -> Result<std::size_t> { return candidates->count(); });
}

std::future<Result<session::Labels::Counts>> Project::counts()
{
    return m_services.io->submit([labels = m_services.labels](std::stop_token) { return labels->counts(); });
}

std::future<Result<session::Scores::State>> Project::engine()
{
    if (!m_services.scores)
        return answered<session::Scores::State>(session::Scores::State());
    return m_services.io->submit(
        [scores = m_services.scores](std::stop_token) -> Result<session::Scores::State> { return scores->state(); });
}

void Project::markSeen(data::Row row)
{
    if (!readOnly())
        (void)m_services.labelling->submit(
            [labels = m_services.labels, row](std::stop_token) { return labels->markSeen(row); });
}

void Project::scoreFirst(data::Row row)
{
    if (m_services.scores)
        (void)m_services.background->submit([scores = m_services.scores, row](std::stop_token) -> Result<void> {
            scores->first(row);
            return {};
        });
}

std::future<Result<session::IngestReport>> Project::ingest(
    std::vector<std::filesystem::path> paths, std::stop_token stop, std::shared_ptr<Progress> progress)
{
    return m_services.ingesting->submit([ingest = m_services.ingest, paths = std::move(paths), progress](
                                            std::stop_token stop) { return ingest->run(paths, stop, *progress); },
        stop);
}

std::future<Result<void>> Project::scoreLive(std::string model)
{
    return m_services.io->submit(
        [scores = m_services.scores, model = std::move(model)](std::stop_token) { return scores->live(model); });
}

} // namespace vetrina::ui
