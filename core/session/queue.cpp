#include "core/session/queue_service.h"

#include "core/data/filter.h"
#include "core/data/held_out.h"
#include "core/data/sort.h"

#include <algorithm>
#include <random>

namespace vetrina::session {

namespace {

using Order = QueueRequest::Order;

constexpr std::size_t diverseBatch = 100; ///< about what is labelled before one trains again

/// The keys that give an order; empty where it needs none or no column can give it.
std::vector<data::SortKey> keysOf(const QueueRequest& request, const std::pair<std::string, std::string>& defaultScore)
{
    const auto& [model, firstClass] = defaultScore;
    switch (request.order) {
    case Order::Score:
        if (!model.empty())
            return { { "score." + model + "." + firstClass, !request.reversed } };
        break;
    case Order::Uncertain:
        if (!model.empty())
            return { { "uncertainty." + model, !request.reversed } };
        break;
    case Order::Time:
        return { { "jd", !request.reversed } };
    case Order::Magnitude:
        return { { "mag", request.reversed } };
    case Order::Unseen:
        return { { "seen", false } };
    case Order::Field:
        if (!request.field.empty())
            return { { request.field, request.reversed } };
        break;
    case Order::Arrival:
    case Order::Random:
    case Order::Margin: // what asks a model, without one
    case Order::LeastConfident:
    case Order::Diverse:
        break;
    }
    return {};
}

Result<std::shared_ptr<const data::Column>> textColumn(const data::Table& table, const std::string& name)
{
    auto column = table.column(name);
    if (column && (*column)->type != data::Column::Type::Text)
        return fail(Error::Code::Unsupported, "the column '" + name + "' is no text", "Please report this.");
    return column;
}

} // namespace

Result<std::vector<data::Row>> QueueService::sorted(
    const QueueRequest& request, const data::Table& table, std::vector<data::Row> rows, std::stop_token stop) const
{
    if (request.order == Order::Random) {
        std::mt19937_64 random(request.seed);
        for (std::size_t i = rows.size(); i > 1; --i) // std::shuffle differs between libraries; a seed must not
            std::swap(rows[i - 1], rows[random() % i]);
        return rows;
    }
    if (request.order == Order::Arrival && request.reversed)
        std::ranges::reverse(rows);
    const auto score = m_needs.defaultScore();
    if (const std::string& model = score.first; !model.empty()) {
        if (request.order == Order::Margin || request.order == Order::LeastConfident)
            return byInformation(table, model,
                request.order == Order::Margin ? active::Strategy::Margin : active::Strategy::LeastConfidence,
                request.reversed, std::move(rows));
        if (request.order == Order::Diverse)
            return byDiversity(table, model, std::move(rows), diverseBatch, m_needs.vectors);
    }
    const auto keys = keysOf(request, score);
    return keys.empty() ? rows : data::sortedRows(table, std::move(rows), keys, stop);
}

Result<std::vector<data::Row>> QueueService::rows(const QueueRequest& request, std::stop_token stop) const
{
    return order(request, stop).map([](QueueOrder order) { return std::move(order.rows); });
}

Result<QueueOrder> QueueService::order(const QueueRequest& request, std::stop_token stop) const
{
    const auto table = m_needs.candidates.table();
    if (!table)
        return tl::unexpected(table.error());
    auto rows = data::Filter::passing(request.filter, **table, stop);
    if (!rows)
        return tl::unexpected(rows.error());
    QueueOrder order;
    if (request.byObject && (*table)->rows() > 0) {
        const auto object = textColumn(**table, "object");
        if (!object)
            return tl::unexpected(object.error());
        const auto jd = (*table)->column("jd");
        if (!jd)
            return tl::unexpected(jd.error());
        const std::lock_guard lock(m_mutex);
        m_objects.extend(**object);
        const std::size_t alerts = rows->size();
        *rows = newestOfEach(*rows, m_objects, jd->get());
        order.behind = alerts - rows->size();
    }
    if (stop.stop_requested())
        return cancelled();
    auto sorted = this->sorted(request, **table, std::move(*rows), stop);
    if (!sorted)
        return tl::unexpected(sorted.error());
    if (request.order == Order::Diverse && !sorted->empty()) { // a diverse batch begins with one that has a vector
        const auto seen = m_needs.vectors ? m_needs.vectors(std::span(*sorted).first(1))
                                          : Result<store::EmbeddingSet>(store::EmbeddingSet());
        order.withoutVectors = !seen || seen->rows.empty();
    }
    if (request.fairTest && request.informative()) {
        sorted = withFairTest(**table, *sorted, data::usualTestShare, data::usualTestSeed);
        if (!sorted)
            return tl::unexpected(sorted.error());
    }
    order.rows = std::move(*sorted);

    if (request.order == Order::Time && !order.rows.empty()) {
        const auto night = textColumn(**table, "night");
        if (!night)
            return tl::unexpected(night.error());
        const std::lock_guard lock(m_mutex);
        m_nights.extend(**night);
        const auto names = namesOf(m_nights, **night);
        std::vector<std::pair<std::uint32_t, std::size_t>> starts;
        order.rows = byGroup(order.rows, m_nights, names, !request.reversed, starts);
        for (std::size_t i = 0; i < starts.size(); ++i) {
            const std::size_t end = i + 1 < starts.size() ? starts[i + 1].second : order.rows.size();
            order.sections.push_back({ names[starts[i].first], starts[i].second, end - starts[i].second });
        }
    }
    if (request.byObject) {
        const std::lock_guard lock(m_mutex);
        order.alerts.reserve(order.rows.size());
        for (const data::Row row : order.rows) {
            const std::uint32_t object = m_objects.ofRow()[static_cast<std::size_t>(row)];
            order.alerts.push_back(object == m_objects.nameless() ? 1 : m_objects.sizes()[object]);
        }
    }
    return order;
}

Result<LearningQueue> QueueService::nextToLabel(const LearningRequest& request, std::stop_token stop) const
{
    const auto table = m_needs.candidates.table();
    if (!table)
        return tl::unexpected(table.error());
    return session::nextToLabel(
        **table, request.model.empty() ? m_needs.defaultScore().first : request.model, request, stop, m_needs.vectors);
}

Result<std::vector<NightProgress>> QueueService::nights(std::stop_token stop) const
{
    const auto table = m_needs.candidates.table();
    if (!table)
        return tl::unexpected(table.error());
    if ((*table)->rows() == 0)
        return std::vector<NightProgress>();
    const auto night = textColumn(**table, "night");
    if (!night)
        return tl::unexpected(night.error());
    const auto label = (*table)->column("label");
    if (!label)
        return tl::unexpected(label.error());
    const std::lock_guard lock(m_mutex);
    m_nights.extend(**night);
    if (stop.stop_requested())
        return cancelled();
    std::vector<NightProgress> nights(m_nights.groups());
    const auto of = m_nights.ofRow();
    for (std::size_t row = 0; row < (*table)->rows(); ++row) {
        ++nights[of[row]].alerts;
        nights[of[row]].labelled += (*label)->isValid(row);
    }
    const auto names = namesOf(m_nights, **night);
    for (std::size_t i = 0; i < names.size(); ++i)
        nights[i].night = names[i];
    std::ranges::sort(nights, {}, &NightProgress::night);
    return nights;
}

} // namespace vetrina::session
