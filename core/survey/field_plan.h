#pragma once

// Which numbers and texts of a packet become fields, worked out once a schema. Private to core/survey.

#include "core/base/result.h"
#include "core/data/column.h"
#include "core/formats/avro.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

namespace vetrina::survey {

/// The leaves of a schema under their field names.
class FieldPlan {
public:
    struct Leaf {
        std::string name;
        data::Column::Type type = data::Column::Type::Float64;
        const formats::AvroField* field = nullptr; ///< with its writer's doc; owned by the schema
    };

    /// `own` names the record whose fields stand without a prefix: "candidate", "diaSource".
    FieldPlan(const formats::AvroSchema& schema, std::string_view own);

    [[nodiscard]] const std::vector<Leaf>& leaves() const { return m_leaves; }

    /// Calls take(leaf's number, slot) for each leaf of a record in its order. Errors: as AvroFields.
    template <typename Take> Result<void> walk(std::span<const std::byte> record, const Take& take) const
    {
        return m_records.empty() ? Result<void>() : walkRecord(m_records.front(), record, take);
    }

private:
    static constexpr std::size_t most = 4096; ///< leaves; a hostile schema may name more
    static constexpr int deepest = 4; ///< records in each other

    struct Step {
        std::optional<std::size_t> leaf;
        std::optional<std::size_t> record; ///< of m_records
    };
    struct Record {
        const formats::AvroType* type = nullptr;
        std::vector<Step> steps; ///< one a field, up to the last one of use
    };

    std::size_t add(const formats::AvroType& record, const std::string& prefix, int depth);
    void addLeaf(Step& step, const std::string& name, data::Column::Type type, const formats::AvroField& field);

    template <typename Take>
    Result<void> walkRecord(const Record& record, std::span<const std::byte> bytes, const Take& take) const
    {
        formats::AvroFields fields(*record.type, bytes);
        for (const Step& step : record.steps) {
            if (!fields.next())
                break;
            if (step.leaf)
                take(*step.leaf, fields.slot());
            else if (step.record && fields.slot().type == m_records[*step.record].type)
                if (auto done = walkRecord(m_records[*step.record], fields.slot().bytes, take); !done)
                    return done;
        }
        if (fields.error())
            return tl::unexpected(*fields.error());
        return {};
    }

    std::string m_own;
    std::vector<Leaf> m_leaves;
    std::vector<Record> m_records; ///< the first one is the packet
    std::unordered_set<std::string> m_names;
    const formats::AvroType* m_ownType = nullptr;
};

} // namespace vetrina::survey
