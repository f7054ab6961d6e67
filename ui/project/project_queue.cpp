// What the queue and the filter line ask of a project.
#include "ui/project/project.h"

#include "ui/stamp/saliency_layer.h"

namespace vetrina::ui {

namespace {

/// Asks the filters of a project on one of its executors.
template <typename T, typename Ask>
std::future<Result<T>> askFilters(Executor* on, session::Filters* filters, std::stop_token stop, Ask ask)
{
    if (!filters) {
        std::promise<Result<T>> none;
        none.set_value(fail(Error::Code::Unsupported, "this project has no named filters"));
        return none.get_future();
    }
    return on->submit(
        [filters, ask = std::move(ask)](std::stop_token stop) -> Result<T> { return ask(*filters, stop); }, stop);
}

} // namespace

std::future<Result<session::QueueOrder>> Project::order(session::QueueRequest request, std::stop_token stop)
{
    return m_services.io->submit([queue = m_services.queue, request = std::move(request)](
                                     std::stop_token stop) { return queue->order(request, stop); },
        stop);
}

void Project::select(std::vector<data::Row> rows)
{
    if (!m_services.selection)
        return;
    const std::stop_token stop = m_selecting.ask(); // the last one counts
    then(m_services.io->submit(
             [selection = m_services.selection, rows = std::move(rows)](std::stop_token stop) -> Result<void> {
                 if (!stop.stop_requested())
                     selection->set(rows);
                 return {};
             },
             stop),
        this, stop, [this](Result<void>) { Q_EMIT selectionChanged(); });
}

std::future<Result<std::vector<session::NightProgress>>> Project::nights(std::stop_token stop)
{
    return m_services.background->submit(
        [queue = m_services.queue](std::stop_token stop) { return queue->nights(stop); }, stop);
}

std::future<Result<data::Row>> Project::find(std::int64_t candid, std::stop_token stop)
{
    return m_services.io->submit(
        [candidates = m_services.candidates, candid](std::stop_token) { return candidates->find(candid); }, stop);
}

std::future<Result<std::shared_ptr<const session::FilterWords>>> Project::filterWords(std::stop_token stop)
{
    using Words = std::shared_ptr<const session::FilterWords>;
    return askFilters<Words>(m_services.background, m_services.filters, stop,
        [](session::Filters& filters, const std::stop_token&) { return filters.words(); });
}

std::future<Result<std::vector<session::Filters::Named>>> Project::namedFilters(std::stop_token stop)
{
    return askFilters<std::vector<session::Filters::Named>>(m_services.io, m_services.filters, stop,
        [](session::Filters& filters, const std::stop_token&) { return filters.list(); });
}

std::future<Result<std::size_t>> Project::filterCount(std::string filter, std::stop_token stop)
{
    return askFilters<std::size_t>(m_services.background, m_services.filters, stop,
        [filter = std::move(filter)](
            session::Filters& filters, const std::stop_token& stop) { return filters.count(filter, stop); });
}

std::future<Result<void>> Project::saveFilter(std::string name, std::string text)
{
    return askFilters<void>(m_services.io, m_services.filters, {},
        [name = std::move(name), text = std::move(text)](
            session::Filters& filters, const std::stop_token&) { return filters.save(name, text); });
}

std::future<Result<void>> Project::renameFilter(std::string from, std::string to)
{
    return askFilters<void>(m_services.io, m_services.filters, {},
        [from = std::move(from), to = std::move(to)](
            session::Filters& filters, const std::stop_token&) { return filters.rename(from, to); });
}

std::future<Result<void>> Project::removeFilter(std::string name)
{
    return askFilters<void>(m_services.io, m_services.filters, {},
        [name = std::move(name)](session::Filters& filters, const std::stop_token&) { return filters.remove(name); });
}

std::future<Result<std::shared_ptr<const SaliencyLayer>>> Project::saliency(
    session::Explain::Request request, bool together, std::stop_token stop)
{
    using Layer = std::shared_ptr<const SaliencyLayer>;
    if (!m_services.explain)
        return answered<Layer>(fail(Error::Code::Unsupported, "this project has no saliency"));
    return m_services.io->submit(
        [explain = m_services.explain, request = std::move(request), together](std::stop_token stop) -> Result<Layer> {
            Progress unwatched;
            return explain->of(request, stop, unwatched).map([&](const explain::Saliency& saliency) -> Layer {
                return std::make_shared<const SaliencyLayer>(SaliencyLayer::of(saliency, request.row, together));
            });
        },
        stop);
}

} // namespace vetrina::ui
