#pragma once

#include "core/data/candidate.h"
#include "core/data/table.h"

#include <memory>
#include <mutex>
#include <vector>

namespace vetrina::session {

/// The candidates that somebody selected, as of this sitting: the column `selected`, by which filters, queue and map
/// mean the same ones. In memory alone. Any thread; never waits.
class Selection {
public:
    /// In any order; a row that is there twice counts once.
    void set(std::vector<data::Row> rows);
    /// Ascending; never null.
    [[nodiscard]] std::shared_ptr<const std::vector<data::Row>> rows() const;

    /// That table with the Bool column `selected` behind its own. The table itself until set() was first called: who
    /// never selects has no such column.
    [[nodiscard]] std::shared_ptr<const data::Table> on(std::shared_ptr<const data::Table> table) const;

private:
    using Rows = std::shared_ptr<const std::vector<data::Row>>;

    mutable std::mutex m_mutex; ///< guards what follows
    Rows m_rows = std::make_shared<const std::vector<data::Row>>();
    bool m_used = false;
    mutable std::shared_ptr<const data::Table> m_under, m_table; ///< the last answer, and what it stands on
};

} // namespace vetrina::session
