#include "core/store/project_table.h"

#include "core/data/named_filter.h"
#include "core/data/nearest_name.h"
#include "core/store/anomaly_columns.h"
#include "core/store/catalogue.h"
#include "core/store/columns.h"
#include "core/store/label_columns.h"
#include "core/store/score_columns.h"

#include <algorithm>

namespace vetrina::store {

using data::Column;

/// The files behind the tables of a project, and what was computed from them.
class ProjectTable::Source {
public:
    Source(std::unique_ptr<Catalogue> catalogue, ColumnFiles columns, LabelColumns labels, ScoreColumns scores,
        AnomalyColumns anomalies)
        : catalogue(std::move(catalogue))
        , columns(std::move(columns))
        , labels(std::move(labels))
        , scores(std::move(scores))
        , anomalies(std::move(anomalies))
    {
    }

    std::mutex mutex; ///< guards all that follows
    std::unique_ptr<Catalogue> catalogue;
    ColumnFiles columns;
    LabelColumns labels;
    ScoreColumns scores;
    AnomalyColumns anomalies;
    KeyIndex index;
};

Result<std::shared_ptr<const ProjectTable>> ProjectTable::open(const Project& project, TableView view)
{
    auto catalogue = Catalogue::open(project);
    if (!catalogue)
        return tl::unexpected(catalogue.error());
    auto columns = ColumnFiles::open(project);
    if (!columns)
        return tl::unexpected(columns.error());
    auto labels = LabelStore::open(project.labels(), Mode::ReadOnly);
    if (!labels)
        return tl::unexpected(labels.error());
    auto scores = ScoreStore::open(project);
    if (!scores)
        return tl::unexpected(scores.error());
    auto anomalies = AnomalyStore::open(project);
    if (!anomalies)
        return tl::unexpected(anomalies.error());
    auto source = std::make_shared<Source>(std::move(*catalogue), std::move(*columns), LabelColumns(std::move(*labels)),
        ScoreColumns(std::move(*scores)), AnomalyColumns(std::move(*anomalies)));
    return make(std::move(source), std::move(view), nullptr);
}

Result<std::shared_ptr<const ProjectTable>> ProjectTable::refreshed(std::optional<TableView> view) const
{
    return make(m_source, view ? std::move(*view) : m_view, this);
}

Result<std::shared_ptr<const ProjectTable>> ProjectTable::make(
    std::shared_ptr<Source> source, TableView view, const ProjectTable* before)
{
    std::shared_ptr<ProjectTable> table(new ProjectTable(source, std::move(view)));
    std::lock_guard lock(source->mutex);
    const auto written = source->columns.rows(); // first: the catalogue may only be ahead of it for want of columns
    if (!written)
        return tl::unexpected(written.error());
    const auto stored = source->catalogue->rows();
    if (!stored)
        return tl::unexpected(stored.error());
    table->m_rows = static_cast<std::size_t>(std::min(*written, *stored));
    table->m_complete = *written >= *stored;

    const auto files = source->columns.list();
    if (!files)
        return tl::unexpected(files.error());
    for (const bool own : { false, true })
        for (const auto& column : *files)
            if (column.own == own) {
                table->m_names.push_back(column.name);
                table->m_fileTypes.push_back(column.type);
            }
    table->m_fileColumns = table->m_names.size();
    const bool same = before && before->m_rows == table->m_rows && before->m_fileColumns == table->m_fileColumns
        && std::equal(before->m_names.begin(),
            before->m_names.begin() + static_cast<std::ptrdiff_t>(before->m_fileColumns), table->m_names.begin());
    table->m_mapped = same ? before->m_mapped : std::make_shared<Mapped>();

    auto& scheme = table->m_view.scheme;
    if (scheme.empty()) {
        auto active = source->labels.store().activeScheme(table->m_view.user);
        if (!active)
            return tl::unexpected(active.error());
        scheme = std::move(*active);
    }
    const auto labellers = source->labels.store().labellers();
    if (!labellers)
        return tl::unexpected(labellers.error());
    auto& names = table->m_names;
    names.insert(names.end(), { "label", "seen", "flag", "skipped", "note" });
    for (const auto& [of, user] : *labellers)
        if (of == scheme)
            names.push_back("label." + user);
    for (const auto& [of, user] : *labellers)
        names.push_back("label." + of + "." + user);
    const auto scores = source->scores.names(table->m_view.models);
    if (!scores)
        return tl::unexpected(scores.error());
    names.insert(names.end(), scores->begin(), scores->end());
    const auto anomalies = source->anomalies.names();
    if (!anomalies)
        return tl::unexpected(anomalies.error());
    names.insert(names.end(), anomalies->begin(), anomalies->end());
    return table;
}

Result<std::shared_ptr<const Column>> ProjectTable::column(const std::string& name) const
{
    const auto place = std::ranges::find(m_names, name);
    if (place == m_names.end())
        return data::noSuchColumn(name, m_names);
    const bool ofFile = static_cast<std::size_t>(place - m_names.begin()) < m_fileColumns;
    std::lock_guard lock(ofFile ? m_mapped->mutex : m_mutex);
    auto& columns = ofFile ? m_mapped->columns : m_derived;
    if (const auto known = columns.find(name); known != columns.end())
        return known->second;
    std::lock_guard sourceLock(m_source->mutex);
    auto column = ofFile ? m_source->columns.map(name, m_rows) : derive(name);
    if (column)
        columns.emplace(name, *column);
    return column;
}

Result<Column::Type> ProjectTable::columnType(const std::string& name) const
{
    const auto place = static_cast<std::size_t>(std::ranges::find(m_names, name) - m_names.begin());
    if (place == m_names.size())
        return data::noSuchColumn(name, m_names);
    if (place < m_fileColumns)
        return m_fileTypes[place];
    if (name == "seen" || name == "flag" || name == "skipped")
        return Column::Type::Bool;
    return name == "note" || name.starts_with("label") ? Column::Type::Text : Column::Type::Float32;
}

std::vector<std::string> ProjectTable::filterNames() const
{
    std::vector<std::string> names;
    if (const auto shipped = data::NamedFilter::shipped())
        for (const auto& filter : *shipped)
            names.push_back(filter.name);
    const std::lock_guard lock(m_source->mutex);
    if (const auto saved = m_source->labels.store().filters())
        for (const auto& filter : *saved)
            names.push_back(filter.name);
    return names;
}

Result<std::string> ProjectTable::filterText(const std::string& name) const
{
    const auto shipped = data::NamedFilter::shipped();
    if (!shipped)
        return tl::unexpected(shipped.error());
    if (const auto found = std::ranges::find(*shipped, name, &data::NamedFilter::name); found != shipped->end())
        return found->textFor(*this);
    const std::lock_guard lock(m_source->mutex);
    const auto saved = m_source->labels.store().filters();
    if (!saved)
        return tl::unexpected(saved.error());
    if (const auto found = std::ranges::find(*saved, name, &SavedFilter::name); found != saved->end())
        return found->text;
    return Table::filterText(name);
}

/// A column of labels or scores, as they are now. The source is locked.
Result<std::shared_ptr<const Column>> ProjectTable::derive(const std::string& name) const
{
    auto& source = *m_source;
    if (name.starts_with("score.") || name.starts_with("uncertainty."))
        return source.scores.column(name, m_view.models, m_rows);
    if (name.starts_with("anomaly."))
        return source.anomalies.column(name, m_rows, [&] { return source.columns.map("night", m_rows); });
    if (source.index.rows() < m_rows && m_rows > 0) {
        auto candid = source.columns.map("candid", m_rows);
        if (!candid)
            return candid;
        auto survey = source.columns.map("survey", m_rows);
        if (!survey)
            return survey;
        source.index.extend(std::move(*candid), std::move(*survey));
    }
    auto column = name == "seen" ? source.labels.seen(m_view.user, source.index)
        : name == "flag"         ? source.labels.flag(m_view.user, source.index)
        : name == "skipped"      ? source.labels.skipped(m_view.user, m_view.scheme, source.index)
        : name == "note"         ? source.labels.note(m_view.user, source.index)
        : name == "label"        ? source.labels.label(m_view.scheme, m_view.user, source.index)
                                 : [&]() -> Result<std::shared_ptr<const Column>> {
        const auto labellers = source.labels.store().labellers();
        if (!labellers)
            return tl::unexpected(labellers.error());
        for (const auto& [scheme, user] : *labellers)
            if (name == "label." + scheme + "." + user || (scheme == m_view.scheme && name == "label." + user))
                return source.labels.label(scheme, user, source.index);
        return data::noSuchColumn(name, m_names);
    }();
    if (!column || (*column)->rows == m_rows)
        return column;
    auto shorter = std::make_shared<Column>(**column); // a newer table of this project has more rows
    shorter->rows = m_rows;
    if (shorter->type == Column::Type::Bool)
        shorter->bools = shorter->bools.first(m_rows);
    else
        shorter->offsets = shorter->offsets.first(m_rows + 1);
    shorter->valid = shorter->valid.first(std::min(shorter->valid.size(), (m_rows + 63) / 64));
    return shorter;
}

} // namespace vetrina::store
