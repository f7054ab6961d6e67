#pragma once

#include "core/base/file.h"
#include "core/formats/avro_reader.h"

#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace vetrina::formats {

struct AvroMember;

/// An Avro value as a tree, for what has no faster reader: a packet shown as JSON, an unknown record. Unions are
/// passed through; enums are text; a Fixed is bytes.
struct AvroValue {
    using Items = std::vector<AvroValue>;
    using Members = std::vector<AvroMember>; ///< record and map, in order

    std::variant<std::monostate, bool, std::int64_t, double, std::string, Bytes, Items, Members> value;
    const AvroType* type = nullptr; ///< of the schema it was read with, which must outlive it

    [[nodiscard]] bool isNull() const { return std::holds_alternative<std::monostate>(value); }
    /// Null where this is no record or map, or has no such member.
    [[nodiscard]] const AvroValue* member(std::string_view name) const;
};

/// A named value of a record or map.
struct AvroMember {
    std::string name;
    AvroValue value;
};

/// Builds the tree of one value, which must take all the bytes. Errors: as skipAvro(), and Malformed where more
/// than `limits.values` would be built.
[[nodiscard]] Result<AvroValue> readAvro(
    const AvroType& type, std::span<const std::byte> bytes, const AvroLimits& limits = {});

/// The tree as JSON text, indented by two. Bytes are shown as their size and first bytes, {"bytes": 18720, "begins":
/// "1f8b08.."}; NaN and infinities, for which JSON has no number, as "NaN", "Infinity", "-Infinity"; what is not
/// UTF-8 is replaced.
[[nodiscard]] std::string toJson(const AvroValue& value);

} // namespace vetrina::formats
