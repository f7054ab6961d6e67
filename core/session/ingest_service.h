#pragma once

#include "core/session/ingest.h"
#include "core/session/packet_batch.h"
#include "core/store/project.h"

#include <mutex>

namespace vetrina::session {

/// Packets into a project: the caller's thread reads, all cores decode, one thread writes. Private to core/session.
class IngestService : public Ingest {
public:
    IngestService(store::Project project, unsigned threads)
        : m_project(std::move(project))
        , m_threads(threads)
    {
    }

    Result<IngestReport> run(const std::vector<std::filesystem::path>& paths, std::stop_token stop, Progress& progress,
        const IngestOptions& options) override;
    void onArrived(std::function<void(std::size_t count)> listener) override;

    void tellArrived(std::size_t count) const; ///< the writer's thread

private:
    const store::Project m_project;
    const unsigned m_threads;
    mutable std::mutex m_mutex; ///< guards the listeners
    std::vector<std::function<void(std::size_t count)>> m_listeners;
};

} // namespace vetrina::session
