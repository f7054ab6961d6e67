#pragma once

#include "core/session/candidates.h"
#include "core/session/queue.h"

#include <functional>
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
    };

    explicit QueueService(Needs needs)
        : m_needs(std::move(needs))
    {
    }

    Result<std::vector<data::Row>> rows(const QueueRequest& request, std::stop_token stop) const override;

private:
    Needs m_needs;
};

} // namespace vetrina::session
