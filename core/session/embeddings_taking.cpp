// Taking vectors: candidates through the engine, in the background of what else it runs, into the derived file.
#include "core/data/filter.h"
#include "core/session/embeddings_service.h"
#include "core/session/scores_service.h"

#include <algorithm>
#include <chrono>
#include <iterator>

namespace vetrina::session {

namespace {

/// Candidates handed to the engine at once: live scores and other work get their turn between two of these.
constexpr std::size_t chunkSize = 2048;

constexpr std::size_t failuresKept = 100;

} // namespace

Result<infer::ModelHandle> EmbeddingsService::load(const std::string& model, const std::string& card)
{
    auto found = chosenModel(model, card);
    if (!found)
        return tl::unexpected(found.error());
    return m_needs.engine.load(std::move(*found), m_needs.device).get();
}

Result<void> EmbeddingsService::keep(const store::EmbeddingModel& model, const Taken& taken, EmbedReport& report)
{
    for (const auto& [row, error] : taken.failures) {
        ++report.failed;
        const auto who = m_needs.candidates.rows({ row });
        if (report.failures.size() < failuresKept && who && !who->empty())
            report.failures.push_back(std::to_string(who->front().candidate.key.id) + ": " + error.message);
    }
    if (auto put = m_needs.store.put(model, taken.rows, taken.vectors); !put)
        return put;
    report.added += taken.rows.size();
    return {};
}

Result<void> EmbeddingsService::embed(const EmbedRequest& request, store::EmbeddingModel& model, EmbedReport& report,
    std::stop_token stop, Progress& progress)
{
    const auto handle = load(request.model, request.card);
    if (!handle)
        return tl::unexpected(handle.error());
    const auto table = m_needs.candidates.table();
    if (!table)
        return tl::unexpected(table.error());
    const auto wanted = data::Filter::passing(request.filter, **table, stop);
    if (!wanted)
        return tl::unexpected(wanted.error());
    return embed(*handle, *wanted, model, report, stop, progress);
}

Result<void> EmbeddingsService::embed(const infer::ModelHandle& with, const std::vector<data::Row>& wanted,
    store::EmbeddingModel& model, EmbedReport& report, std::stop_token stop, Progress& progress)
{
    const auto& card = with->card();
    const std::size_t dimensions = with->featureCount();
    if (dimensions == 0)
        return fail(Error::Code::Unsupported,
            card.id() + ": a " + card.architecture.family + " network gives no vectors here",
            "Embed with a braai or ConvNeXt model.");
    const auto id = m_needs.store.model(card.name, card.version, dimensions);
    if (!id)
        return tl::unexpected(id.error());
    model = { *id, card.name, card.version, dimensions };
    const auto there = m_needs.store.rows(*id);
    if (!there)
        return tl::unexpected(there.error());
    std::vector<data::Row> rows;
    std::ranges::set_difference(wanted, *there, std::back_inserter(rows));
    progress.total = rows.size();

    // The engine keeps its own counters alive longer than a caller's stack might be.
    const auto counters = std::make_shared<Progress>();
    struct Chunk {
        std::shared_ptr<Taken> taken = std::make_shared<Taken>();
        std::future<Result<infer::ScoreSummary>> ends;
    };
    const auto begin = [&](std::size_t first) {
        Chunk chunk;
        infer::ScoreJob job;
        job.model = with;
        job.asked = infer::Asked::Features;
        const auto from = rows.begin() + static_cast<std::ptrdiff_t>(first);
        job.rows.assign(from, from + static_cast<std::ptrdiff_t>(std::min(chunkSize, rows.size() - first)));
        job.triplet = [&candidates = m_needs.candidates](
                          data::Row row) -> Result<std::shared_ptr<const data::Triplet>> {
            return candidates.triplet(row).map(
                [](data::Triplet&& triplet) { return std::make_shared<const data::Triplet>(std::move(triplet)); });
        };
        if (!card.metadata.empty())
            job.metadata = [&metadata = m_needs.metadata, names = card.metadata](
                               data::Row row) { return metadata(row, names); };
        job.deliver = [taken = chunk.taken](infer::ScoreBatch batch) {
            taken->rows.insert(taken->rows.end(), batch.rows.begin(), batch.rows.end());
            taken->vectors.insert(taken->vectors.end(), batch.features.begin(), batch.features.end());
            std::ranges::move(batch.failures, std::back_inserter(taken->failures));
        };
        job.progress = counters;
        job.stop = stop;
        chunk.ends = m_needs.engine.submit(std::move(job));
        return chunk;
    };
    std::optional<Chunk> next;
    if (!rows.empty())
        next = begin(0);
    for (std::size_t first = chunkSize; next; first += chunkSize) {
        Chunk chunk = std::move(*next);
        next.reset();
        while (chunk.ends.wait_for(std::chrono::milliseconds(50)) != std::future_status::ready) {
            progress.done = counters->done.load();
            progress.bad = counters->bad.load();
        }
        const auto ended = chunk.ends.get();
        if (ended && first < rows.size())
            next = begin(first); // computes while this one is written
        const auto kept = keep(model, *chunk.taken, report);
        progress.done = counters->done.load();
        progress.bad = counters->bad.load();
        if (ended && kept)
            continue;
        if (next)
            next->ends.wait(); // its candidates are ours
        return ended ? kept : tl::unexpected(ended.error());
    }
    return {};
}

} // namespace vetrina::session
