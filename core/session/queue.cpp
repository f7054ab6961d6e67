#include "core/session/queue_service.h"

#include "core/data/filter.h"
#include "core/data/sort.h"

#include <algorithm>
#include <numeric>
#include <random>

namespace vetrina::session {

namespace {

using Order = QueueRequest::Order;

/// The keys that give an order; empty where it needs none or no column can give it.
std::vector<data::SortKey> keysOf(Order order, const std::string& model, const std::string& firstClass)
{
    switch (order) {
    case Order::Score:
        if (!model.empty())
            return { { "score." + model + "." + firstClass, true } };
        break;
    case Order::Uncertain:
        if (!model.empty())
            return { { "uncertainty." + model, true } };
        break;
    case Order::Time:
        return { { "jd", true } };
    case Order::Magnitude:
        return { { "mag", false } };
    case Order::Unseen:
        return { { "seen", false } };
    case Order::Arrival:
    case Order::Random:
        break;
    }
    return {};
}

} // namespace

Result<std::vector<data::Row>> QueueService::rows(const QueueRequest& request, std::stop_token stop) const
{
    const auto table = m_needs.candidates.table();
    if (!table)
        return tl::unexpected(table.error());
    std::vector<data::Row> rows;
    if (request.filter.find_first_not_of(" \t\n") == std::string::npos) {
        rows.resize((*table)->rows());
        std::iota(rows.begin(), rows.end(), data::Row(0));
    } else {
        const auto filter = data::Filter::parse(request.filter, **table);
        if (!filter)
            return tl::unexpected(filter.error());
        auto passed = filter->rows(**table, stop);
        if (!passed)
            return passed;
        rows = std::move(*passed);
    }
    if (request.order == Order::Random) {
        std::mt19937_64 random(request.seed);
        for (std::size_t i = rows.size(); i > 1; --i) // std::shuffle differs between libraries; a seed must not
            std::swap(rows[i - 1], rows[random() % i]);
        return rows;
    }
    const auto [model, firstClass] = m_needs.defaultScore();
    const auto keys = keysOf(request.order, model, firstClass);
    return keys.empty() ? rows : data::sortedRows(**table, std::move(rows), keys, stop);
}

} // namespace vetrina::session
