#pragma once

#include "core/base/result.h"
#include "core/data/filter_words.h"

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace vetrina::session {

using FilterWords = data::FilterWords;

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
