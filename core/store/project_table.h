#pragma once

#include "core/data/table.h"
#include "core/store/project.h"

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace vetrina::store {

/// Whose labels and which models a table shows.
struct TableView {
    std::string user; ///< whose `label`, `seen`, `flag` and `note`
    std::string scheme; ///< of `label` and `label.USER`; empty is the project's active scheme
    std::map<std::string, std::string> models; ///< other names, such as "default" -> "braai_d6_m9:1"
};

/// The candidates of a project as columns, mapped from the derived files when first asked for.
///
/// Besides the survey's fields and Vetrina's own (own_columns.h) there are: `label`; `label.USER` in the same scheme
/// and `label.SCHEME.USER` for whoever labelled (Text, null where there is none); `seen`, `flag` and `skipped` of the
/// user (Bool), and the user's `note` (Text, null where there is none); `score.MODEL.CLASS` (Float32) and
/// `uncertainty.MODEL` (Float32; the entropy in nats; of a model with one class that of it against the rest) for each
/// model that scored, by NAME (its newest version), NAME:VERSION and the view's names; `anomaly.SCORER` (Float32, the
/// scorer's own value, higher is stranger) and `anomaly.SCORER.percentile` (Float32, what per cent of the same night's
/// scored candidates are not stranger) for each anomaly scorer that ran. What people and models said is
/// of the moment when the column is first asked for; a newer answer stands in refreshed(). All members: any thread.
class ProjectTable : public data::Table {
public:
    /// Errors: as Project::open().
    [[nodiscard]] static Result<std::shared_ptr<const ProjectTable>> open(const Project& project, TableView view);

    /// The table of now, in that view where one is given. Cheap: columns that did not change are shared, and a label
    /// costs no more than the labels that are new.
    [[nodiscard]] Result<std::shared_ptr<const ProjectTable>> refreshed(
        std::optional<TableView> view = std::nullopt) const;

    [[nodiscard]] std::size_t rows() const override { return m_rows; }
    /// Fewer rows have columns than the project has candidates: see CatalogueWriter::completeColumns().
    [[nodiscard]] bool isComplete() const { return m_complete; }
    [[nodiscard]] std::vector<std::string> columnNames() const override { return m_names; }
    [[nodiscard]] Result<std::shared_ptr<const data::Column>> column(const std::string& name) const override;
    [[nodiscard]] Result<data::Column::Type> columnType(const std::string& name) const override;
    /// Those that ship, then those that people of the project saved.
    [[nodiscard]] std::vector<std::string> filterNames() const override;
    [[nodiscard]] Result<std::string> filterText(const std::string& name) const override;

private:
    class Source;
    using Columns = std::map<std::string, std::shared_ptr<const data::Column>>;
    /// The columns from files, shared by the tables of as many rows.
    struct Mapped {
        std::mutex mutex;
        Columns columns;
    };

    ProjectTable(std::shared_ptr<Source> source, TableView view)
        : m_source(std::move(source))
        , m_view(std::move(view))
    {
    }
    [[nodiscard]] static Result<std::shared_ptr<const ProjectTable>> make(
        std::shared_ptr<Source> source, TableView view, const ProjectTable* before);
    [[nodiscard]] Result<std::shared_ptr<const data::Column>> derive(const std::string& name) const;

    std::shared_ptr<Source> m_source;
    TableView m_view;
    std::size_t m_rows = 0;
    bool m_complete = true;
    std::vector<std::string> m_names;
    std::size_t m_fileColumns = 0; ///< the first so many of the names are of files
    std::vector<data::Column::Type> m_fileTypes; ///< of those
    std::shared_ptr<Mapped> m_mapped;
    mutable std::mutex m_mutex; ///< guards m_derived
    mutable Columns m_derived;
};

} // namespace vetrina::store
