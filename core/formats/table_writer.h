#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace vetrina::formats {

/// What stands in one cell; monostate is null. The same type as data::FieldValue.
using Cell = std::variant<std::monostate, bool, std::int64_t, double, std::string>;

/// A column as it is written down.
struct ColumnSpec {
    enum class Type : std::uint8_t { Bool, Integer, Double, Text };

    std::string name;
    Type type = Type::Text;
    std::string unit = {}; ///< VOUnit, "mag"; empty where it has none
    std::string ucd = {}; ///< "phot.mag"; VOTable alone writes it
    std::string description = {};
};

enum class TableFormat : std::uint8_t {
    Csv, ///< RFC 4180 but for line ends of LF alone, with a line of names; null is empty, empty text is "", NaN is nan
    Json, ///< an array of objects, one a line; null, NaN and infinities are null
    JsonLines, ///< the same objects without the array
    VoTable ///< IVOA VOTable 1.4, TABLEDATA
};
/// By name ("csv", "json", "jsonl", "votable", "xml") or a file's ending; nothing where it is none.
[[nodiscard]] std::optional<TableFormat> tableFormat(std::string_view nameOrEnding);

/// Takes the bytes of a table as they are made.
using ByteSink = std::function<Result<void>(std::string_view)>;

/// Writes a table row by row, in constant memory. Doubles are written so that reading them gives the same double.
/// Text that is not UTF-8, and what XML can't hold, is replaced by U+FFFD in JSON and VOTable. One thread.
class TableWriter {
public:
    virtual ~TableWriter() = default;

    /// `cells` must be as many as the columns. A cell of another type than its column's is written as what it is,
    /// but VOTable refuses it (WrongUse). Errors: those of the sink.
    [[nodiscard]] virtual Result<void> row(std::span<const Cell> cells) = 0;

    /// What ends the table; nothing may follow. Without it the table is torn.
    [[nodiscard]] virtual Result<void> finish() = 0;
};

/// Begins a table at once. `title` is VOTable's name of it. Errors: WrongUse for no column, or a name given twice;
/// those of the sink.
[[nodiscard]] Result<std::unique_ptr<TableWriter>> newTableWriter(
    TableFormat format, std::vector<ColumnSpec> columns, ByteSink sink, const std::string& title = "vetrina");

/// A file that stands there whole or not at all: written beside it, renamed by commit(), removed without.
class OutputFile {
public:
    /// Errors: Full, ReadOnly, Io, NotFound for the folder.
    [[nodiscard]] static Result<OutputFile> create(const std::filesystem::path& file);

    OutputFile(OutputFile&& other) noexcept;
    OutputFile& operator=(OutputFile&&) = delete;
    ~OutputFile();

    [[nodiscard]] Result<void> write(std::string_view bytes); ///< buffered
    [[nodiscard]] Result<void> commit(); ///< on the disk, under its name; once
    [[nodiscard]] ByteSink sink() ///< this must outlive it
    {
        return [this](std::string_view bytes) { return write(bytes); };
    }

private:
    OutputFile() = default;
    Result<void> flush();

    std::filesystem::path m_file;
    std::filesystem::path m_temporary;
    int m_fd = -1;
    std::string m_buffer;
};

} // namespace vetrina::formats
