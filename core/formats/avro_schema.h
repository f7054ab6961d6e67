#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace vetrina::formats {

struct AvroType;

/// A field of a record, as its writer declared it.
struct AvroField {
    std::string name;
    std::string doc;
    const AvroType* type = nullptr; ///< owned by the AvroSchema
};

/// One type of a compiled schema. Types without a name (float, [null, float]) stand once in it.
struct AvroType {
    enum class Kind : std::uint8_t {
        Null,
        Boolean,
        Int,
        Long,
        Float,
        Double,
        Bytes,
        String,
        Record,
        Enum,
        Fixed,
        Array,
        Map,
        Union
    };

    Kind kind = Kind::Null;
    std::uint64_t minimumSize = 0; ///< the fewest bytes that a value takes
    std::int64_t constantSize = -1; ///< the bytes that every value takes; -1 where they differ

    std::vector<AvroField> fields; ///< Record
    std::vector<const AvroType*> branches; ///< Union: its branches; Array, Map: the one type of the items
    std::vector<std::string> symbols; ///< Enum
    std::uint64_t fixedSize = 0; ///< Fixed
    std::string name; ///< full name of a Record, Enum or Fixed
    std::string logicalType; ///< as declared, known to Vetrina or not
    int precision = 0; ///< logicalType decimal
    int scale = 0; ///< logicalType decimal

    /// How to pass over a record: go on by `constant` bytes, then pass over `type` (null at the end).
    struct Step {
        std::uint64_t constant = 0;
        const AvroType* type = nullptr;
    };
    std::vector<Step> steps; ///< Record

    /// Null where the record has no such field.
    [[nodiscard]] const AvroField* field(std::string_view name) const;
};

/// "record ztf.alert.candidate", "float", "union": for messages.
[[nodiscard]] std::string describe(const AvroType& type);

/// The writer's schema of Avro data, compiled once. Immutable; any thread.
///
/// Avro specification 1.11, all types. What it refuses (Malformed unless said): more than 2 MB of text or 128
/// levels of JSON (Unsupported), unknown or doubled type names, a union in a union or with two branches of one
/// kind, and a record of which every value would be infinite. Defaults, aliases and sort orders are not read:
/// there is no reader's schema.
class AvroSchema {
public:
    /// Errors name the place in the schema: "schema: alert.candidate.jd: no type 'dubble' is known".
    [[nodiscard]] static Result<std::shared_ptr<const AvroSchema>> parse(std::string_view json);

    /// One self-contained schema text from a top-level schema and the files that define the named types it
    /// refers to, in any order, as surveys publish them (lsst.v9_0.alert.avsc with its .diaSource.avsc, ...).
    /// Errors: Malformed where a text is no JSON; a name that stays unknown is found by parse().
    [[nodiscard]] static Result<std::string> join(std::string_view topLevel, std::span<const std::string> definitions);

    AvroSchema(const AvroSchema&) = delete;
    AvroSchema& operator=(const AvroSchema&) = delete;

    [[nodiscard]] const AvroType& root() const { return *m_root; }
    [[nodiscard]] const std::string& text() const { return m_text; }

    /// Names the schema in projects: XXH3 of its text (schemas that differ in a comment are two).
    [[nodiscard]] std::uint64_t fingerprint() const { return m_fingerprint; }

    /// The type at a path of field names from the root, "cutoutScience.stampData"; a union of null and one other
    /// type is passed through, also at the end. Null where there is no such path. "" is the root.
    [[nodiscard]] const AvroType* find(std::string_view path) const;

private:
    friend class AvroSchemaCompiler;
    AvroSchema() = default;

    std::string m_text;
    std::uint64_t m_fingerprint = 0;
    std::deque<AvroType> m_types;
    const AvroType* m_root = nullptr;
};

/// Compiled schemas by their text, so that a night of a million packets compiles one or two. Keeps the last 256.
/// Any thread; holds a lock only to look up and to insert.
class AvroSchemaCache {
public:
    [[nodiscard]] Result<std::shared_ptr<const AvroSchema>> get(std::string_view json);

private:
    static constexpr std::size_t capacity = 256;

    std::mutex m_mutex; ///< guards both below
    std::unordered_map<std::uint64_t, std::shared_ptr<const AvroSchema>> m_schemas;
    std::deque<std::uint64_t> m_order;
};

} // namespace vetrina::formats
