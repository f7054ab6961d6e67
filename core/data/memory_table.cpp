#include "core/data/memory_table.h"

#include "core/data/nearest_name.h"

#include <cassert>

namespace vetrina::data {

MemoryTable::MemoryTable(ColumnBatch batch)
    : m_rows(batch.rows())
{
    for (auto& [name, column] : batch.columns())
        add(name, column.finish());
}

void MemoryTable::add(const std::string& name, std::shared_ptr<const Column> column)
{
    assert(column && column->rows == m_rows);
    if (m_columns.insert_or_assign(name, std::move(column)).second)
        m_names.push_back(name);
}

Result<std::shared_ptr<const Column>> MemoryTable::column(const std::string& name) const
{
    const auto found = m_columns.find(name);
    if (found == m_columns.end())
        return noSuchColumn(name, m_names);
    return found->second;
}

} // namespace vetrina::data
