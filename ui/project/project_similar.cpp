// What looks like a candidate of the project, and the vectors that say so.
#include "ui/project/project.h"

#include <set>

namespace vetrina::ui {

namespace {

/// One alert an object, the nearest, and none of the candidate's own; alerts without an object each stand for one.
std::vector<session::Similar> ofOtherObjects(
    const std::vector<session::Similar>& neighbours, const std::string& own, std::size_t k)
{
    std::set<std::string> met;
    if (!own.empty())
        met.insert(own);
    std::vector<session::Similar> kept;
    for (const session::Similar& one : neighbours)
        if (kept.size() < k && (one.object.empty() || met.insert(one.object).second))
            kept.push_back(one);
    return kept;
}

Result<LookAlikes> found(session::Embeddings& embeddings, const session::Candidates& candidates, data::Row row,
    std::size_t k, const std::stop_token& stop)
{
    // An object of many alerts takes many places.
    auto report = embeddings.nearest(row, 6 * k, {}, stop);
    if (!report)
        return tl::unexpected(report.error());
    LookAlikes all;
    all.report = std::move(*report);
    all.candidates = candidates.count();
    const auto own = candidates.rows({ row });
    if (!own)
        return tl::unexpected(own.error());
    all.report.neighbours =
        ofOtherObjects(all.report.neighbours, own->empty() ? std::string() : own->front().candidate.object, k);
    std::vector<data::Row> rows;
    for (const session::Similar& one : all.report.neighbours)
        rows.push_back(one.row);
    auto known = candidates.rows(rows);
    if (!known)
        return tl::unexpected(known.error());
    all.rows = std::move(*known);
    return all;
}

} // namespace

std::future<Result<LookAlikes>> Project::lookAlikes(data::Row row, std::size_t k, bool first, std::stop_token stop)
{
    if (!m_services.embeddings)
        return answered<LookAlikes>(fail(Error::Code::Unsupported, "this project takes no vectors"));
    Executor* on = first && m_services.ingesting ? m_services.ingesting : m_services.io;
    return on->submit([embeddings = m_services.embeddings, candidates = m_services.candidates, row, k](
                          std::stop_token stop) { return found(*embeddings, *candidates, row, k, stop); },
        stop);
}

std::future<Result<std::vector<std::string>>> Project::embedders(std::stop_token stop)
{
    using Names = std::vector<std::string>;
    if (!m_services.models)
        return answered<Names>(Names());
    return m_services.io->submit([models = m_services.models](std::stop_token) { return models->embedders(); }, stop);
}

std::future<Result<std::vector<session::VectorSet>>> Project::vectorSets(std::stop_token stop)
{
    using Sets = std::vector<session::VectorSet>;
    if (!m_services.embeddings)
        return answered<Sets>(Sets());
    return m_services.io->submit(
        [embeddings = m_services.embeddings](std::stop_token) { return embeddings->sets(); }, stop);
}

std::future<Result<session::EmbedReport>> Project::embed(
    session::EmbedRequest request, std::shared_ptr<Progress> progress, std::stop_token stop)
{
    if (!m_services.embeddings)
        return answered<session::EmbedReport>(fail(Error::Code::Unsupported, "this project takes no vectors"));
    Executor* on = m_services.ingesting ? m_services.ingesting : m_services.background;
    return on->submit([embeddings = m_services.embeddings, request = std::move(request), progress](
                          std::stop_token stop) { return embeddings->run(request, stop, *progress); },
        stop);
}

} // namespace vetrina::ui
