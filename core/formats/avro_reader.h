#pragma once

#include "core/base/result.h"
#include "core/formats/avro_schema.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vetrina::formats {

/// What a reader of untrusted Avro bytes stops at, as Malformed. Lengths need no number of their own: a length or
/// a count of items is refused before anything is done with it where the bytes that are left can't hold it.
struct AvroLimits {
    int depth = 64; ///< records, arrays, maps and unions inside each other
    std::uint64_t zeroWidthItems = 65'536; ///< items that take no bytes (array of null), a value read
    std::uint64_t values = 500'000; ///< in a tree that is built, AvroValue
};

/// Where a value stands in the encoding it was read from. Its bytes are not copied: the encoding must outlive it.
///
/// A union is passed through: `type` and `bytes` are those of its branch. The readers below give nothing where the
/// value is of another type, and never look outside `bytes`.
struct AvroSlot {
    const AvroType* type = nullptr; ///< null where the writer's schema has no such field
    std::size_t offset = 0; ///< of `bytes` from the start of what was read
    std::span<const std::byte> bytes; ///< the whole encoding of the value, after a union's branch number

    [[nodiscard]] bool isAbsent() const { return !type; }
    [[nodiscard]] bool isNull() const { return !type || type->kind == AvroType::Kind::Null; }

    [[nodiscard]] std::optional<bool> boolean() const;
    [[nodiscard]] std::optional<std::int64_t> integer() const; ///< int, long
    [[nodiscard]] std::optional<double> number() const; ///< float, double, int, long
    [[nodiscard]] std::optional<std::string_view> text() const; ///< string, enum symbol
    [[nodiscard]] std::optional<std::span<const std::byte>> content() const; ///< bytes, string, fixed: without length
};

/// Passes over one value at the start of `bytes` and checks its structure. Gives its size in bytes.
///
/// Errors: Malformed with the byte and the names of the fields down to it, "byte 812: candidate.jd: ...".
[[nodiscard]] Result<std::size_t> skipAvro(
    const AvroType& type, std::span<const std::byte> bytes, const AvroLimits& limits = {});

/// Finds named fields of a record in one pass, without building anything.
///
///     auto probe = AvroProbe(schema->root(), { "objectId", "candidate", "candidate.jd", "cutoutScience.stampData" });
///     std::array<AvroSlot, 4> slots;
///     auto size = probe.run(record, slots);      // slots[1].offset, slots[1].bytes.size(): the range of `candidate`
///
/// Paths lead through records and through unions with them; a path that the schema does not have gives an absent
/// slot, one that leads through a null gives a slot of null. Immutable; any thread; refers to the schema.
class AvroProbe {
public:
    AvroProbe(const AvroType& type, const std::vector<std::string>& paths);

    [[nodiscard]] std::size_t size() const { return m_slots; }

    /// Fills `slots` (size() of them, in the order of the paths). Gives the bytes that the value takes; that more
    /// follow is no error here. Errors: as skipAvro(); the slots found until then are filled.
    [[nodiscard]] Result<std::size_t> run(
        std::span<const std::byte> bytes, std::span<AvroSlot> slots, const AvroLimits& limits = {}) const;

    /// The same for each item of an array of this probe's type (or of a union with it: then an item of another
    /// branch gives absent slots); `offset`s count from the start of the array's bytes.
    [[nodiscard]] Result<void> runItems(const AvroSlot& array,
        const std::function<void(std::span<const AvroSlot>)>& item, const AvroLimits& limits = {}) const;

private:
    friend class AvroProber;

    struct Plan;
    struct Branch { ///< what to do where a field holds this type
        const AvroType* type = nullptr;
        std::size_t plan = 0;
    };
    struct Step {
        std::size_t field = 0; ///< number in the record
        std::vector<std::size_t> slots; ///< to fill with the field itself
        std::vector<std::size_t> below; ///< every slot under the field: null where the field is
        std::vector<Branch> branches;
    };
    struct Plan {
        const AvroType* record = nullptr;
        std::vector<Step> steps; ///< in the order of the fields
    };

    struct Wanted {
        std::vector<std::string_view> path;
        std::size_t slot = 0;
    };
    /// Plans by record and the names that lead to it: a union of many records that refer to each other makes no more.
    using Known = std::map<std::pair<const AvroType*, std::vector<std::string_view>>, std::size_t>;
    std::size_t plan(const AvroType& record, const std::vector<Wanted>& wanted, std::size_t level, Known& known);

    const AvroType* m_type = nullptr;
    std::size_t m_slots = 0;
    std::vector<Plan> m_plans;
    std::vector<Branch> m_top;
};

/// Goes through the fields of one record in order, unknown ones as well.
///
///     AvroFields fields(*schema->find("candidate"), slot.bytes);
///     while (fields.next()) use(fields.field().name, fields.slot());
///     if (fields.error()) ...
class AvroFields {
public:
    /// `record` must be a Record; anything else has no fields.
    AvroFields(const AvroType& record, std::span<const std::byte> bytes, const AvroLimits& limits = {});

    /// False at the end and at an error.
    [[nodiscard]] bool next();
    [[nodiscard]] const AvroField& field() const { return m_record->fields[m_index - 1]; }
    [[nodiscard]] const AvroSlot& slot() const { return m_slot; }
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    /// Bytes gone through.
    [[nodiscard]] std::size_t position() const { return m_position; }

private:
    const AvroType* m_record;
    std::span<const std::byte> m_bytes;
    AvroLimits m_limits;
    std::size_t m_index = 0;
    std::size_t m_position = 0;
    AvroSlot m_slot;
    std::optional<Error> m_error;
};

/// Goes through the items of one array or map.
class AvroItems {
public:
    /// `array` must be a slot of kind Array or Map; anything else, null too, has no items.
    explicit AvroItems(const AvroSlot& array, const AvroLimits& limits = {});

    [[nodiscard]] bool next(); ///< as AvroFields::next()
    [[nodiscard]] std::string_view key() const { return m_key; } ///< of a map
    [[nodiscard]] const AvroSlot& slot() const { return m_slot; }
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }

private:
    AvroSlot m_array;
    AvroLimits m_limits;
    std::size_t m_position = 0;
    std::uint64_t m_left = 0; ///< in the block
    std::uint64_t m_zeroWidth = 0;
    bool m_done = false;
    std::string_view m_key;
    AvroSlot m_slot;
    std::optional<Error> m_error;
};

} // namespace vetrina::formats
