#pragma once

#include "core/base/result.h"
#include "core/data/filter_completion.h"
#include "core/data/table.h"

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace vetrina::session {

/// What filters of a project are written with, without its rows: enough to check and to complete one at every key.
///
/// Immutable; any thread, the window's too.
class FilterWords : public data::Table {
public:
    data::FilterVocabulary vocabulary;
    std::vector<std::pair<std::string, std::string>> texts; ///< of the named filters that can be used here

    [[nodiscard]] std::size_t rows() const override { return 0; }
    [[nodiscard]] std::vector<std::string> columnNames() const override;
    [[nodiscard]] Result<std::shared_ptr<const data::Column>> column(const std::string& name) const override;
    [[nodiscard]] Result<data::Column::Type> columnType(const std::string& name) const override;
    [[nodiscard]] std::vector<std::string> filterNames() const override;
    [[nodiscard]] Result<std::string> filterText(const std::string& name) const override;
};

/// The filters of a project that have names. Any thread but the window's.
class Filters {
public:
    struct Named {
        std::string name;
        std::string about; ///< of a shipped one what it means; of a saved one its text
        std::string text; ///< for this project; empty where it can't be used here
        bool shipped = false;
        std::string problem; ///< why it can't be used here
    };

    virtual ~Filters() = default;

    /// Those that ship, then the saved ones by name.
    [[nodiscard]] virtual Result<std::vector<Named>> list() const = 0;
    /// How many candidates a filter lets through. Errors: Malformed as Filter::parse(); Cancelled.
    [[nodiscard]] virtual Result<std::size_t> count(const std::string& filter, std::stop_token stop = {}) const = 0;
    /// Keeps it for all people of the project, instead of a saved one of that name. Errors: WrongUse for no name or
    /// that of a shipped one; Malformed for a filter that means nothing here; ReadOnly, Full, Io.
    [[nodiscard]] virtual Result<void> save(const std::string& name, const std::string& text) = 0;
    /// Errors: NotFound; WrongUse where the new name is taken; ReadOnly, Full, Io.
    [[nodiscard]] virtual Result<void> rename(const std::string& from, const std::string& to) = 0;
    [[nodiscard]] virtual Result<void> remove(const std::string& name) = 0; ///< Errors: NotFound, ReadOnly, Full, Io

    /// What filters may be written with, as it stands now.
    [[nodiscard]] virtual Result<std::shared_ptr<const FilterWords>> words() const = 0;
};

} // namespace vetrina::session
