#pragma once

#include "core/data/filter_completion.h"
#include "core/data/table.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace vetrina::data {

/// What filters of a project are written with, without its rows: enough to check and to complete one at every key.
///
/// Immutable; any thread, the window's too.
class FilterWords : public Table {
public:
    FilterVocabulary vocabulary;
    std::vector<std::pair<std::string, std::string>> texts; ///< of the named filters that can be used here

    [[nodiscard]] std::size_t rows() const override { return 0; }
    [[nodiscard]] std::vector<std::string> columnNames() const override;
    [[nodiscard]] Result<std::shared_ptr<const Column>> column(const std::string& name) const override;
    [[nodiscard]] Result<Column::Type> columnType(const std::string& name) const override;
    [[nodiscard]] std::vector<std::string> filterNames() const override;
    [[nodiscard]] Result<std::string> filterText(const std::string& name) const override;
};

} // namespace vetrina::data
