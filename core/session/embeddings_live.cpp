// Vectors of what comes in: what was embedded once keeps up, so that likeness, maps and anomalies know newcomers.
#include "core/base/log.h"
#include "core/session/embeddings_service.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <numeric>

namespace vetrina::session {

EmbeddingsService::~EmbeddingsService() { stopLive(); }

void EmbeddingsService::live()
{
    const auto from = static_cast<data::Row>(m_needs.candidates.count());
    m_live.start("live vectors", [this, from](std::stop_token stop) { liveLoop(from, stop); });
}

void EmbeddingsService::stopLive() { m_live.stop(); }

void EmbeddingsService::arrived()
{
    {
        std::lock_guard lock(m_mutex);
        ++m_arrivals;
    }
    m_wake.notify_all();
}

std::vector<std::string> EmbeddingsService::followed() const
{
    auto names = m_needs.lookedAt();
    if (const auto last = m_needs.store.findModel({}))
        names.push_back(last->name + ":" + last->version);
    std::ranges::sort(names);
    names.erase(std::ranges::unique(names).begin(), names.end());
    return names;
}

Result<void> EmbeddingsService::follow(
    const infer::ModelHandle& with, data::Row from, data::Row to, std::stop_token stop)
{
    std::vector<data::Row> rows(static_cast<std::size_t>(to - from));
    std::iota(rows.begin(), rows.end(), from);
    EmbedReport report;
    store::EmbeddingModel model;
    Progress nobodyLooks;
    auto embedded = embed(with, rows, model, report, stop, nobodyLooks);
    if (report.added > 0) {
        m_lookAlikes.outdated();
        m_needs.taken();
    }
    return embedded;
}

void EmbeddingsService::liveLoop(data::Row from, std::stop_token stop)
{
    struct Followed {
        data::Row next = 0; ///< those before have a vector, came before the loop, or can't have one
        data::Row tried = 0; ///< how many there were when it failed: tried again once more have come
        infer::ModelHandle handle;
        std::string problem;
    };
    std::map<std::string, Followed> models;
    std::uint64_t seen = 0;
    while (!stop.stop_requested()) {
        {
            // Another process may ingest too, so look again after a while though nobody here called.
            std::unique_lock lock(m_mutex);
            m_wake.wait_for(lock, stop, std::chrono::seconds(2), [&] { return m_arrivals != seen; });
            seen = m_arrivals;
        }
        const auto count = static_cast<data::Row>(m_needs.candidates.count());
        if (stop.stop_requested() || count == from)
            continue;
        for (const auto& name : followed()) {
            auto& model = models.try_emplace(name, Followed{ from, 0, {}, {} }).first->second;
            if (model.next >= count || model.tried == count)
                continue;
            Result<void> taken;
            if (!model.handle) {
                auto loaded = load(name, {});
                if (loaded)
                    model.handle = std::move(*loaded);
                else
                    taken = tl::unexpected(loaded.error());
            }
            if (model.handle)
                taken = follow(model.handle, model.next, count, stop);
            if (taken) {
                model.next = count;
                continue;
            }
            if (taken.error().code == Error::Code::Cancelled)
                return;
            model.tried = count;
            if (std::exchange(model.problem, taken.error().message) != taken.error().message)
                log::warning("live vectors", name + ": " + model.problem);
        }
    }
}

} // namespace vetrina::session
