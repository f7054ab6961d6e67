#pragma once

#include "core/data/candidate.h"
#include "core/data/column.h"

#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vetrina::session {

/// Numbers instead of the texts of a column: 0, 1, 2, ... in the order in which they first come. Rows are only ever
/// added, so it is brought up to date by what is new. Private to core/session. One thread at a time.
class TextGroups {
public:
    /// Takes a column with the rows it knows already and more; of one that has fewer there is nothing to learn.
    void extend(const data::Column& column);

    [[nodiscard]] std::span<const std::uint32_t> ofRow() const { return m_ofRow; } ///< a row's group
    [[nodiscard]] std::size_t groups() const { return m_first.size(); }
    [[nodiscard]] std::span<const std::uint32_t> sizes() const { return m_sizes; } ///< rows of a group
    [[nodiscard]] std::span<const std::uint32_t> firstRow() const { return m_first; } ///< of a group
    /// Of rows that have no text; as many as there may be rows where each has one.
    [[nodiscard]] std::uint32_t nameless() const { return m_nameless; }

private:
    void grow(const data::Column& column);

    std::vector<std::uint32_t> m_ofRow, m_first, m_sizes;
    std::vector<std::uint32_t> m_slots; ///< group + 1, 0 where empty; a power of two, at most half full
    std::vector<std::uint32_t> m_hashes; ///< of a group's text
    std::uint32_t m_nameless = std::numeric_limits<std::uint32_t>::max();
};

/// Of rows in any order: each object once, by its row with the greatest `jd` (the later row where they are equal, a
/// null or NaN is the least), in the order of the rows given; rows without an object are kept. `jd` may be null.
[[nodiscard]] std::vector<data::Row> newestOfEach(
    std::span<const data::Row> rows, const TextGroups& objects, const data::Column* jd);

/// Moves rows of the same group together, the order within kept: groups in the order of their names, or turned about.
/// `starts` are the places where a group begins.
[[nodiscard]] std::vector<data::Row> byGroup(std::span<const data::Row> rows, const TextGroups& groups,
    std::span<const std::string> names, bool descending, std::vector<std::pair<std::uint32_t, std::size_t>>& starts);

/// The text of each group of a column.
[[nodiscard]] std::vector<std::string> namesOf(const TextGroups& groups, const data::Column& column);

} // namespace vetrina::session
