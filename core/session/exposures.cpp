#include "core/session/exposures.h"

#include <algorithm>
#include <limits>

namespace vetrina::session {

namespace {

constexpr std::size_t stretchRows = 1024;

} // namespace

double numberAt(const data::Column& column, std::size_t row)
{
    if (!column.isValid(row))
        return std::numeric_limits<double>::quiet_NaN();
    switch (column.type) {
    case data::Column::Type::Int64:
        return static_cast<double>(column.ints[row]);
    case data::Column::Type::Float32:
        return column.floats[row];
    case data::Column::Type::Float64:
        return column.doubles[row];
    case data::Column::Type::Bool:
        return column.bools[row];
    case data::Column::Type::Text:
        break;
    }
    return std::numeric_limits<double>::quiet_NaN();
}

std::vector<std::size_t> Exposures::rowsAt(const data::Column& column, double jd)
{
    std::vector<std::size_t> hits;
    const std::lock_guard lock(m_mutex);
    for (; m_rows < column.rows; ++m_rows) {
        if (m_rows % stretchRows == 0)
            m_stretches.push_back(
                { std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity() });
        const double value = numberAt(column, m_rows);
        auto& [least, most] = m_stretches.back();
        least = std::min(least, value); // a NaN changes neither
        most = std::max(most, value);
    }
    for (std::size_t i = 0; i < m_stretches.size(); ++i) {
        if (!(m_stretches[i].least <= jd && jd <= m_stretches[i].most))
            continue;
        const std::size_t end = std::min(column.rows, (i + 1) * stretchRows);
        for (std::size_t row = i * stretchRows; row < end; ++row)
            if (numberAt(column, row) == jd)
                hits.push_back(row);
    }
    return hits;
}

} // namespace vetrina::session
