#include "core/survey/field_plan.h"

namespace vetrina::survey {

namespace {

using formats::AvroType;
using Kind = AvroType::Kind;

/// The first branch of a union that is not null; the type itself where it is no union.
const AvroType* present(const AvroType& type)
{
    if (type.kind != Kind::Union)
        return type.kind == Kind::Null ? nullptr : &type;
    for (const AvroType* branch : type.branches)
        if (branch->kind != Kind::Null)
            return branch;
    return nullptr;
}

std::optional<data::Column::Type> columnType(Kind kind)
{
    using Type = data::Column::Type;
    switch (kind) {
    case Kind::Boolean:
        return Type::Bool;
    case Kind::Int:
    case Kind::Long:
        return Type::Int64;
    case Kind::Float:
        return Type::Float32;
    case Kind::Double:
        return Type::Float64;
    case Kind::String:
    case Kind::Enum:
        return Type::Text;
    default:
        return std::nullopt;
    }
}

} // namespace

FieldPlan::FieldPlan(const formats::AvroSchema& schema, std::string_view own)
    : m_own(own)
    , m_ownType(schema.find(own))
{
    if (m_ownType && m_ownType->kind == Kind::Record) // its names come first: they are nobody else's
        for (const auto& field : m_ownType->fields)
            if (const AvroType* type = present(*field.type); type && columnType(type->kind))
                m_names.insert(field.name);
    if (schema.root().kind == Kind::Record)
        add(schema.root(), "", 0);
}

void FieldPlan::addLeaf(
    Step& step, const std::string& name, data::Column::Type type, const formats::AvroField& field)
{
    if (m_leaves.size() >= most)
        return;
    step.leaf = m_leaves.size();
    m_leaves.push_back({ name, type, &field });
}

/// Plans a record and the records in it; its number in m_records.
std::size_t FieldPlan::add(const AvroType& record, const std::string& prefix, int depth)
{
    const std::size_t number = m_records.size();
    m_records.push_back({ &record, {} });
    const bool isOwn = &record == m_ownType && prefix.empty() && depth > 0;
    std::vector<Step> steps;
    std::size_t used = 0;
    for (const auto& field : record.fields) {
        Step step;
        const AvroType* type = present(*field.type);
        if (const auto column = type ? columnType(type->kind) : std::nullopt) {
            if (isOwn || m_names.insert(prefix + field.name).second)
                addLeaf(step, prefix + field.name, *column, field);
        } else if (type && type->kind == Kind::Record && depth < deepest && !field.name.starts_with("cutout")) {
            const bool leadsToOwn = depth == 0 && field.name == m_own;
            step.record = add(*type, leadsToOwn ? "" : prefix + field.name + ".", depth + 1);
        }
        steps.push_back(step);
        if (step.leaf || step.record)
            used = steps.size();
    }
    steps.resize(used);
    m_records[number].steps = std::move(steps);
    return number;
}

} // namespace vetrina::survey
