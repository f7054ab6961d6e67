#pragma once

#include "core/base/result.h"
#include "core/data/candidate.h"

#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

namespace vetrina::session {

/// In which order candidates are shown.
struct QueueRequest {
    enum class Order {
        Arrival,
        Score, ///< the default model's first class, highest first; not scored last
        Uncertain, ///< entropy of the default model, highest first
        Time, ///< newest first
        Magnitude, ///< brightest first
        Random, ///< by seed
        Unseen ///< what the user has not looked at first, then by arrival
    };

    Order order = Order::Score;
    std::string filter; ///< of data::Filter; empty for all
    std::uint64_t seed = 1;
};

/// Orders the project's candidates. Any thread but the window's.
class Queue {
public:
    virtual ~Queue() = default;

    /// Errors: Malformed for the filter, its message starting with the 1-based column ("column 8: ...").
    [[nodiscard]] virtual Result<std::vector<data::Row>> rows(
        const QueueRequest& request, std::stop_token stop = {}) const = 0;
};

} // namespace vetrina::session
