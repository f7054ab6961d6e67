#include "core/session/selection.h"

#include <algorithm>

namespace vetrina::session {

namespace {

constexpr auto columnName = "selected";

/// A table and one column more.
class SelectedTable : public data::Table {
public:
    SelectedTable(std::shared_ptr<const data::Table> table, const std::vector<data::Row>& selected)
        : m_table(std::move(table))
    {
        auto bools = std::make_shared<std::vector<std::uint8_t>>(m_table->rows());
        for (const data::Row row : selected)
            if (row >= 0 && static_cast<std::size_t>(row) < bools->size())
                (*bools)[static_cast<std::size_t>(row)] = 1;
        auto column = std::make_shared<data::Column>();
        column->type = data::Column::Type::Bool;
        column->rows = bools->size();
        column->bools = *bools;
        column->keep = std::move(bools);
        m_selected = std::move(column);
    }

    std::size_t rows() const override { return m_table->rows(); }
    std::vector<std::string> columnNames() const override
    {
        auto names = m_table->columnNames();
        names.emplace_back(columnName);
        return names;
    }
    Result<std::shared_ptr<const data::Column>> column(const std::string& name) const override
    {
        if (name == columnName)
            return m_selected;
        return m_table->column(name);
    }
    Result<data::Column::Type> columnType(const std::string& name) const override
    {
        if (name == columnName)
            return data::Column::Type::Bool;
        return m_table->columnType(name);
    }
    std::vector<std::string> filterNames() const override { return m_table->filterNames(); }
    Result<std::string> filterText(const std::string& name) const override { return m_table->filterText(name); }

private:
    std::shared_ptr<const data::Table> m_table;
    std::shared_ptr<const data::Column> m_selected;
};

} // namespace

void Selection::set(std::vector<data::Row> rows)
{
    std::ranges::sort(rows);
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    const std::lock_guard lock(m_mutex);
    m_rows = std::make_shared<const std::vector<data::Row>>(std::move(rows));
    m_used = true;
    m_under.reset();
    m_table.reset();
}

Selection::Rows Selection::rows() const
{
    const std::lock_guard lock(m_mutex);
    return m_rows;
}

std::shared_ptr<const data::Table> Selection::on(std::shared_ptr<const data::Table> table) const
{
    Rows rows;
    {
        const std::lock_guard lock(m_mutex);
        if (!m_used)
            return table;
        if (m_under == table)
            return m_table;
        rows = m_rows;
    }
    auto made = std::make_shared<const SelectedTable>(table, *rows);
    const std::lock_guard lock(m_mutex);
    if (m_rows == rows) { // else somebody selected meanwhile: the next one asks again
        m_under = std::move(table);
        m_table = made;
    }
    return made;
}

} // namespace vetrina::session
