#pragma once

#include "core/session/candidates.h"
#include "core/session/queue.h"
#include "core/session/queue_groups.h"

#include <functional>
#include <mutex>
#include <string>
#include <utility>

namespace vetrina::session {

/// Orders from the project's table. Private to core/session.
class QueueService : public Queue {
public:
    struct Needs {
        const Candidates& candidates;
        /// NAME:VERSION of the model whose scores order the queue, and its first class; empty where nothing is scored.
        std::function<std::pair<std::string, std::string>()> defaultScore;
        /// Of the model that embedded last. NotFound where none did.
        VectorsByRow vectors;
    };

    explicit QueueService(Needs needs)
        : m_needs(std::move(needs))
    {
    }

    Result<std::vector<data::Row>> rows(const QueueRequest& request, std::stop_token stop) const override;
    Result<QueueOrder> order(const QueueRequest& request, std::stop_token stop) const override;
    Result<LearningQueue> nextToLabel(const LearningRequest& request, std::stop_token stop) const override;
    Result<std::vector<NightProgress>> nights(std::stop_token stop) const override;

private:
    [[nodiscard]] Result<std::vector<data::Row>> sorted(
        const QueueRequest& request, const data::Table& table, std::vector<data::Row> rows, std::stop_token stop) const;

    Needs m_needs;
    mutable std::mutex m_mutex; ///< guards what follows
    mutable TextGroups m_objects, m_nights;
};

} // namespace vetrina::session
