#pragma once

#include "core/base/result.h"
#include "core/data/candidate.h"
#include "core/session/learning_queue.h"

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
        Time, ///< newest first, by night
        Magnitude, ///< brightest first
        Random, ///< by seed
        Unseen, ///< what the user has not looked at first, then by arrival
        Field, ///< by the column `field`, smallest first
        Margin, ///< the default model's two likeliest classes closest to each other first
        LeastConfident, ///< its likeliest class least likely first
        /// First a batch without labels that is informative and in which no two look alike, by the vectors that there
        /// are; the others, and all of them where there are no vectors, as Uncertain.
        Diverse
    };
    static constexpr Order lastOrder = Order::Diverse;

    Order order = Order::Score;
    std::string filter; ///< of data::Filter; empty for all
    std::uint64_t seed = 1;
    bool reversed = false; ///< the other way round; what has no value stays last. Not for Random, Unseen, Diverse
    std::string field; ///< of Order::Field
    bool byObject = false; ///< an object once, by its newest alert among those that pass
    /// In an order by what a model is not sure of: the objects that a training keeps for its test (data::isHeldOut() of
    /// the usual share and seed) are not where the model wants them, but evenly among the others, by chance. What is
    /// labelled of them is then a fair sample of the night.
    bool fairTest = false;

    [[nodiscard]] bool informative() const
    {
        return order == Order::Uncertain || order == Order::Margin || order == Order::LeastConfident
            || order == Order::Diverse;
    }

    bool operator==(const QueueRequest&) const = default;
};

/// Candidates in the order of a request.
struct QueueOrder {
    /// A night's part of an order by time.
    struct Section {
        std::string night; ///< "2023-10-18"; empty where it is not known
        std::size_t first = 0; ///< place of its first row
        std::size_t size = 0;
    };

    std::vector<data::Row> rows;
    std::vector<std::uint32_t> alerts; ///< by object: how many alerts the project has of each row's object; else empty
    std::vector<Section> sections; ///< of an order by time, in its order; else empty
    std::uint64_t behind = 0; ///< by object: alerts that pass and stand behind their object's newest
    bool withoutVectors = false; ///< a diverse batch was asked for, and nothing there has a vector: by entropy alone
};

/// How far a night is labelled.
struct NightProgress {
    std::string night;
    std::uint64_t alerts = 0, labelled = 0;
};

/// Orders the project's candidates. Any thread but the window's.
class Queue {
public:
    virtual ~Queue() = default;

    /// Errors: Malformed for the filter, its message starting with the 1-based column ("column 8: ..."); NotFound for
    /// a field that there is not.
    [[nodiscard]] virtual Result<std::vector<data::Row>> rows(
        const QueueRequest& request, std::stop_token stop = {}) const = 0;

    /// The same with what groups it. Errors: as rows().
    [[nodiscard]] virtual Result<QueueOrder> order(const QueueRequest& request, std::stop_token stop = {}) const
    {
        return rows(request, stop).map([](auto rows) { return QueueOrder{ std::move(rows), {}, {} }; });
    }

    /// Which candidates without a label a model learns most from. Errors: as nextToLabel() of a table.
    [[nodiscard]] virtual Result<LearningQueue> nextToLabel(
        const LearningRequest& request, std::stop_token stop = {}) const
    {
        (void)request;
        (void)stop;
        return LearningQueue();
    }

    /// Every night there is, the earliest first.
    [[nodiscard]] virtual Result<std::vector<NightProgress>> nights(std::stop_token = {}) const
    {
        return std::vector<NightProgress>();
    }
};

} // namespace vetrina::session
