#pragma once

#include "core/data/candidate.h"
#include "core/store/project.h"

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace vetrina::store {

/// Candidates by the beginning of their names, as somebody types them. A connection of its own: no candidate on its
/// way to the screen waits for a search.
///
/// All members: any thread; milliseconds among a million. Errors: Malformed where the file is damaged, Io.
class CatalogueSearch {
public:
    struct Object {
        std::string object;
        data::Row last = 0; ///< the alert that came last
        std::int64_t alerts = 0;
    };

    [[nodiscard]] static Result<std::unique_ptr<CatalogueSearch>> open(const Project& project);

    /// Objects whose name begins so, in the order of their names. An empty prefix finds nothing.
    [[nodiscard]] Result<std::vector<Object>> objects(std::string_view prefix, std::size_t limit) const;
    /// Alerts whose id begins with these digits, an id of just these first. What is not digits finds nothing.
    [[nodiscard]] Result<std::vector<data::Row>> ids(std::string_view digits, std::size_t limit) const;

private:
    explicit CatalogueSearch(Database database)
        : m_database(std::move(database))
    {
    }

    mutable std::mutex m_mutex; ///< guards the database and the statements
    Database m_database;
    mutable Statement m_objects, m_ids;
};

} // namespace vetrina::store
