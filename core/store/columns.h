#pragma once

#include "core/data/column.h"
#include "core/store/project.h"

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vetrina::store {

/// A column there are files of.
struct StoredColumn {
    std::int64_t id = 0;
    std::string name;
    data::Column::Type type = data::Column::Type::Float64;
    bool own = false; ///< Vetrina's own, not a survey's field
};

/// The values of one column for the rows of a batch.
struct IncomingColumn {
    std::string_view name;
    data::Column values;
    bool own = false;
};

/// The column files of a project, `derived/columns/ID.{values,valid,offsets}`: arrays as data::Column has them, one row
/// after the other, without a head, so that they can be mapped. `derived.sqlite` knows their names and types.
///
/// They may be deleted. What was written since the machine last started is believed; after a power cut only what had
/// been synced. One thread at a time; append(), sync() and reset(): only while holding the IngestLock.
class ColumnFiles {
public:
    [[nodiscard]] static Result<ColumnFiles> open(const Project& project);

    /// How many rows there are, of every column.
    [[nodiscard]] Result<std::int64_t> rows();
    /// In the order in which they came.
    [[nodiscard]] Result<std::vector<StoredColumn>> list();
    /// Its first rows, mapped. Errors: NotFound; Malformed where a file is too short or an offset leads nowhere.
    [[nodiscard]] Result<std::shared_ptr<const data::Column>> map(const std::string& name, std::size_t rows);

    /// Writes rows from `first` on, all of the same number; what stood there is forgotten. A column that is not given
    /// is null in them, one that is new is null before. One whose type is too narrow is written anew.
    [[nodiscard]] Result<void> append(std::int64_t first, std::size_t rows, std::span<const IncomingColumn> columns);
    /// What was written survives a power cut.
    [[nodiscard]] Result<void> sync();
    /// How many of the rows would not.
    [[nodiscard]] Result<std::int64_t> unsynced();
    /// Forgets all columns.
    [[nodiscard]] Result<void> reset();

private:
    ColumnFiles(Database database, std::filesystem::path folder)
        : m_database(std::move(database))
        , m_folder(std::move(folder))
    {
    }
    struct Noted {
        std::int64_t rows = 0, synced = 0;
    };
    [[nodiscard]] Result<Noted> noted();
    [[nodiscard]] std::filesystem::path path(std::int64_t id, const char* part) const;
    [[nodiscard]] Result<StoredColumn> create(std::string_view name, data::Column::Type type, bool own);
    [[nodiscard]] Result<void> widen(StoredColumn& column, data::Column::Type type, std::int64_t rows);
    [[nodiscard]] Result<void> write(const StoredColumn& column, std::int64_t first, const data::Column& values);
    [[nodiscard]] Result<void> writeNulls(const StoredColumn& column, std::int64_t first, std::size_t rows);
    [[nodiscard]] Result<void> writeValid(std::int64_t id, std::int64_t first, const data::Column& values);
    [[nodiscard]] Result<void> writeText(std::int64_t id, std::int64_t first, const data::Column& values);
    [[nodiscard]] Result<void> note(std::int64_t rows, bool synced);

    Database m_database;
    std::filesystem::path m_folder;
    std::map<std::string, StoredColumn, std::less<>> m_known; ///< of the writer
};

} // namespace vetrina::store
