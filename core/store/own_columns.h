#pragma once

#include "core/data/column_builder.h"
#include "core/store/columns.h"

#include <memory>

namespace vetrina::store {

/// The columns of a batch of candidates: the survey's fields, and Vetrina's own from what every survey has:
/// `object`, `candid`, `survey` ("ztf", "lsst"), `jd`, `ra`, `dec` (degrees), `night` ("2023-09-21", the evening's
/// date), `band`, `mag`, `magerr`, `positive`, `surveyscore`.
///
/// A survey's field of the same name gives way, but for `jd`, `ra` and `dec`: there it stands, and ours fills its
/// nulls.
class BatchColumns {
public:
    /// Takes row `pick[i]` of `fields` for candidates[i]. `fields` must outlive it.
    BatchColumns(std::span<const data::Candidate* const> candidates, const data::ColumnBatch& fields,
        std::span<const std::size_t> pick);

    [[nodiscard]] std::span<const IncomingColumn> columns() const { return m_columns; }

private:
    void addOwn(std::string_view name, data::ColumnBuilder& builder);

    std::vector<IncomingColumn> m_columns;
    std::vector<std::shared_ptr<const data::Column>> m_keep;
};

} // namespace vetrina::store
