#include "core/store/anomaly_columns.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>

namespace vetrina::store {

using data::Column;

namespace {

constexpr float none = std::numeric_limits<float>::quiet_NaN();

/// A number for each night; rows without one are a night of their own.
std::vector<std::uint32_t> groupsOf(const Column& night, std::size_t rows)
{
    std::vector<std::uint32_t> groups(rows);
    std::unordered_map<std::string_view, std::uint32_t> numbers;
    std::string_view last;
    std::uint32_t number = 0;
    for (std::size_t row = 0; row < rows; ++row) {
        const auto text = night.isValid(row) ? night.textAt(row) : std::string_view();
        if (row == 0 || text != last) { // most stand beside others of their night
            last = text;
            number = numbers.emplace(text, static_cast<std::uint32_t>(numbers.size())).first->second;
        }
        groups[row] = number;
    }
    return groups;
}

std::shared_ptr<const Column> floatColumn(
    std::span<const float> values, std::span<const std::uint64_t> valid, std::shared_ptr<const void> keep)
{
    auto column = std::make_shared<Column>();
    column->type = Column::Type::Float32;
    column->rows = values.size();
    column->floats = values;
    column->valid = valid;
    column->keep = std::move(keep);
    return column;
}

} // namespace

std::vector<float> percentiles(std::span<const float> values, std::span<const std::uint32_t> groups)
{
    std::vector<std::uint32_t> order;
    for (std::size_t row = 0; row < values.size(); ++row)
        if (!std::isnan(values[row]))
            order.push_back(static_cast<std::uint32_t>(row));
    std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) {
        return groups[a] != groups[b] ? groups[a] < groups[b] : values[a] < values[b];
    });
    std::vector<float> out(values.size(), none);
    for (auto begin = order.begin(); begin != order.end();) {
        const auto end =
            std::find_if(begin, order.end(), [&](std::uint32_t row) { return groups[row] != groups[*begin]; });
        const auto size = static_cast<double>(end - begin);
        for (auto at = begin; at != end;) {
            const auto equal = std::find_if(at, end, [&](std::uint32_t row) { return values[row] != values[*at]; });
            const auto percent = static_cast<float>(100 * static_cast<double>(equal - begin) / size);
            for (; at != equal; ++at)
                out[*at] = percent;
        }
        begin = end;
    }
    return out;
}

Result<std::vector<std::string>> AnomalyColumns::names() const
{
    const auto scorers = m_store->scorers();
    if (!scorers)
        return tl::unexpected(scorers.error());
    std::vector<std::string> all;
    for (const auto& scorer : *scorers) {
        all.push_back("anomaly." + scorer.name);
        all.push_back("anomaly." + scorer.name + ".percentile");
    }
    return all;
}

Result<std::shared_ptr<const AnomalyColumns::Values>> AnomalyColumns::values(std::int64_t scorer, std::size_t rows)
{
    auto& kept = m_values[scorer];
    auto next = kept && kept->rows == rows ? nullptr : std::make_shared<Values>(kept ? *kept : Values{});
    const auto change =
        m_store->forEachSince(scorer, kept ? kept->change : 0, [&](data::Row first, std::span<const float> numbers) {
            if (!next)
                next = std::make_shared<Values>(*kept); // whoever has the old one keeps it
            // More may have been scored than this table has rows: kept, for the next one. But not from a damaged file.
            if (first < 0 || static_cast<std::size_t>(first) > 4 * rows + 1'000'000)
                return;
            const auto end = static_cast<std::size_t>(first) + numbers.size();
            if (next->numbers.size() < end)
                next->numbers.resize(end, none);
            std::ranges::copy(numbers, next->numbers.begin() + first);
        });
    if (!change)
        return tl::unexpected(change.error());
    if (next) {
        next->rows = rows;
        next->change = *change;
        next->numbers.resize(std::max(rows, next->numbers.size()), none);
        next->valid.assign((rows + 63) / 64, 0);
        for (std::size_t row = 0; row < rows; ++row)
            next->valid[row >> 6] |= std::uint64_t(!std::isnan(next->numbers[row])) << (row & 63);
        kept = std::move(next);
    }
    return kept;
}

Result<std::shared_ptr<const Column>> AnomalyColumns::column(
    std::string_view name, std::size_t rows, const std::function<Result<std::shared_ptr<const Column>>()>& night)
{
    const auto scorers = m_store->scorers();
    if (!scorers)
        return tl::unexpected(scorers.error());
    const auto isGone = [&](const auto& kept) {
        return std::ranges::find(*scorers, kept.first, &AnomalyScorer::id) == scorers->end();
    };
    std::erase_if(m_values, isGone);
    std::erase_if(m_percentiles, isGone);
    for (const auto& scorer : *scorers) {
        const bool percentile = name == "anomaly." + scorer.name + ".percentile";
        if (!percentile && name != "anomaly." + scorer.name)
            continue;
        const auto values = this->values(scorer.id, rows);
        if (!values)
            return tl::unexpected(values.error());
        const auto numbers = std::span<const float>((*values)->numbers).first(rows);
        if (!percentile)
            return floatColumn(numbers, (*values)->valid, *values);
        auto& kept = m_percentiles[scorer.id];
        if (kept.first != *values) {
            const auto nights = night();
            if (!nights)
                return tl::unexpected(nights.error());
            auto made = std::make_shared<std::pair<std::shared_ptr<const Values>, std::vector<float>>>(
                *values, percentiles(numbers, groupsOf(**nights, rows)));
            kept = { *values, floatColumn(made->second, (*values)->valid, made) };
        }
        return kept.second;
    }
    return fail(Error::Code::NotFound, "there is no column '" + std::string(name) + "'");
}

} // namespace vetrina::store
