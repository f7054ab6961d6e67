#include "core/session/queue_groups.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <numeric>

namespace vetrina::session {

namespace {

/// Of the names of objects, which are short: eight bytes a step. Only for tables of this process.
std::uint32_t hashOf(std::string_view text)
{
    constexpr std::uint64_t odd = 0x9E3779B97F4A7C15;
    std::uint64_t hash = text.size() * odd;
    for (std::size_t at = 0; at < text.size(); at += 8) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, text.data() + at, std::min<std::size_t>(8, text.size() - at));
        hash = (hash ^ eight) * odd;
        hash ^= hash >> 29;
    }
    return static_cast<std::uint32_t>(hash >> 32 ^ hash);
}

std::string_view textOf(const data::Column& column, std::size_t row)
{
    return column.isValid(row) ? column.textAt(row) : std::string_view();
}

} // namespace

void TextGroups::extend(const data::Column& column)
{
    m_ofRow.reserve(column.rows);
    for (std::size_t row = m_ofRow.size(); row < column.rows; ++row) {
        if (m_slots.size() < 2 * (m_first.size() + 1))
            grow(column);
        const auto text = textOf(column, row);
        const std::uint32_t hash = hashOf(text);
        const std::size_t mask = m_slots.size() - 1;
        std::size_t slot = hash & mask;
        while (m_slots[slot] != 0) {
            const std::uint32_t group = m_slots[slot] - 1;
            if (m_hashes[group] == hash && textOf(column, m_first[group]) == text)
                break;
            slot = (slot + 1) & mask;
        }
        if (m_slots[slot] == 0) {
            m_first.push_back(static_cast<std::uint32_t>(row));
            m_sizes.push_back(0);
            m_hashes.push_back(hash);
            if (text.empty())
                m_nameless = static_cast<std::uint32_t>(m_first.size() - 1);
            m_slots[slot] = static_cast<std::uint32_t>(m_first.size());
        }
        const std::uint32_t group = m_slots[slot] - 1;
        ++m_sizes[group];
        m_ofRow.push_back(group);
    }
}

void TextGroups::grow(const data::Column& column)
{
    const std::size_t least = std::max<std::size_t>(1024, 4 * (m_first.size() + 1));
    const std::size_t wanted = std::max(least, std::min<std::size_t>(column.rows, 1 << 20));
    std::size_t size = 1;
    while (size < wanted)
        size *= 2;
    m_slots.assign(size, 0);
    for (std::uint32_t group = 0; group < m_first.size(); ++group) {
        std::size_t slot = m_hashes[group] & (size - 1);
        while (m_slots[slot] != 0)
            slot = (slot + 1) & (size - 1);
        m_slots[slot] = group + 1;
    }
}

std::vector<data::Row> newestOfEach(std::span<const data::Row> rows, const TextGroups& objects, const data::Column* jd)
{
    struct Best {
        double jd = -std::numeric_limits<double>::infinity();
        data::Row row = -1;
    };
    const auto jdOf = [jd](data::Row row) {
        const auto i = static_cast<std::size_t>(row);
        if (!jd || jd->type != data::Column::Type::Float64 || !jd->isValid(i) || std::isnan(jd->doubles[i]))
            return -std::numeric_limits<double>::infinity();
        return jd->doubles[i];
    };
    std::vector<Best> best(objects.groups());
    const auto groups = objects.ofRow();
    for (const data::Row row : rows) {
        Best& of = best[groups[static_cast<std::size_t>(row)]];
        const double time = jdOf(row);
        if (of.row < 0 || time > of.jd || (time == of.jd && row > of.row))
            of = { time, row };
    }
    std::vector<data::Row> newest;
    for (const data::Row row : rows) {
        const std::uint32_t group = groups[static_cast<std::size_t>(row)];
        if (best[group].row == row || group == objects.nameless())
            newest.push_back(row);
    }
    return newest;
}

std::vector<data::Row> byGroup(std::span<const data::Row> rows, const TextGroups& groups,
    std::span<const std::string> names, bool descending, std::vector<std::pair<std::uint32_t, std::size_t>>& starts)
{
    const auto of = groups.ofRow();
    std::vector<std::size_t> counts(groups.groups());
    for (const data::Row row : rows)
        ++counts[of[static_cast<std::size_t>(row)]];
    std::vector<std::uint32_t> order(groups.groups());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, [&](std::uint32_t a, std::uint32_t b) {
        if (names[a].empty() || names[b].empty()) // an unknown night is last, whichever way
            return !names[a].empty() && names[b].empty();
        return descending ? names[a] > names[b] : names[a] < names[b];
    });
    starts.clear();
    std::vector<std::size_t> next(groups.groups());
    std::size_t at = 0;
    for (const std::uint32_t group : order) {
        if (counts[group] > 0)
            starts.emplace_back(group, at);
        next[group] = at;
        at += counts[group];
    }
    std::vector<data::Row> together(rows.size());
    for (const data::Row row : rows)
        together[next[of[static_cast<std::size_t>(row)]]++] = row;
    return together;
}

std::vector<std::string> namesOf(const TextGroups& groups, const data::Column& column)
{
    std::vector<std::string> names;
    for (const std::uint32_t row : groups.firstRow())
        names.emplace_back(textOf(column, row));
    return names;
}

} // namespace vetrina::session
