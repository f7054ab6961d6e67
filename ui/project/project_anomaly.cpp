// What is unusual in a project, asked off the window's thread.
#include "ui/project/project.h"

namespace vetrina::ui {

using session::Anomaly;

std::future<Result<std::vector<Anomaly::Scorer>>> Project::anomalyScorers()
{
    if (!m_services.anomaly)
        return answered<std::vector<Anomaly::Scorer>>(std::vector<Anomaly::Scorer>());
    return m_services.io->submit([anomaly = m_services.anomaly](std::stop_token) { return anomaly->scorers(); });
}

std::future<Result<std::vector<Anomaly::Strangeness>>> Project::strangeness(data::Row row, std::stop_token stop)
{
    using All = std::vector<Anomaly::Strangeness>;
    if (!m_services.anomaly)
        return answered<All>(All());
    return m_services.background->submit(
        [anomaly = m_services.anomaly, row](std::stop_token stop) -> Result<All> {
            const auto scorers = anomaly->scorers();
            if (!scorers)
                return tl::unexpected(scorers.error());
            All all;
            for (const Anomaly::Scorer& scorer : *scorers) {
                if (stop.stop_requested())
                    return cancelled();
                if (auto one = anomaly->strangeness(scorer.name, row))
                    all.push_back(std::move(*one));
            }
            return all;
        },
        stop);
}

std::future<Result<Anomaly::Report>> Project::findAnomalies(Anomaly::Request request, std::stop_token stop)
{
    if (!m_services.anomaly || !m_services.ingesting)
        return answered<Anomaly::Report>(fail(Error::Code::Unsupported, "this project has no anomaly scorers"));
    return m_services.ingesting->submit(
        [anomaly = m_services.anomaly, request = std::move(request)](std::stop_token stop) {
            Progress progress;
            return anomaly->run(request, stop, progress);
        },
        stop);
}

} // namespace vetrina::ui
