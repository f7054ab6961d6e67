#pragma once

#include "core/data/candidate.h"
#include "core/data/column.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace vetrina::store {

/// From candidate keys to rows, over the columns `candid` and `survey`: 8 to 16 bytes a row. One thread at a time.
class KeyIndex {
public:
    /// Takes the columns with their rows; those it knows already must be the same.
    void extend(std::shared_ptr<const data::Column> candid, std::shared_ptr<const data::Column> survey);
    [[nodiscard]] std::optional<data::Row> find(const data::CandidateKey& key) const;
    [[nodiscard]] std::size_t rows() const { return m_rows; }

private:
    [[nodiscard]] data::CandidateKey keyOf(std::size_t row) const;
    void insert(std::size_t row);

    std::shared_ptr<const data::Column> m_candid, m_survey;
    std::size_t m_rows = 0;
    std::vector<std::uint64_t> m_slots; ///< row + 1, 0 where empty; a power of two, at most half full
};

} // namespace vetrina::store
