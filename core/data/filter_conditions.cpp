#include "core/data/filter_plan.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace vetrina::data::filter {

namespace {

class ColumnCondition : public Condition {
public:
    explicit ColumnCondition(std::shared_ptr<const Column> column)
        : m_column(std::move(column))
    {
    }
    void holds(Block block, Room&, std::uint8_t* mask) const override
    {
        std::memcpy(mask, m_column->bools.data() + block.begin, block.size);
        if (const auto* bits = valid(block))
            clearNulls(bits, block.size, mask);
    }
    [[nodiscard]] const std::uint64_t* valid(Block block) const override
    {
        return m_column->valid.empty() ? nullptr : m_column->valid.data() + block.begin / 64;
    }

private:
    std::shared_ptr<const Column> m_column;
};

class ConstantCondition : public Condition {
public:
    explicit ConstantCondition(bool value)
        : m_value(value)
    {
    }
    void holds(Block block, Room&, std::uint8_t* mask) const override { std::memset(mask, m_value, block.size); }

private:
    bool m_value;
};

/// Stops at the first condition that leaves nothing to ask.
class AllOf : public Condition {
public:
    explicit AllOf(std::vector<ConditionPtr> conditions)
        : m_conditions(std::move(conditions))
    {
    }
    void holds(Block block, Room& room, std::uint8_t* mask) const override
    {
        Room::Borrowed other(room);
        m_conditions[0]->holds(block, room, mask);
        for (std::size_t i = 1; i < m_conditions.size() && countSet(mask, block.size) > 0; ++i) {
            m_conditions[i]->holds(block, room, other.mask());
            both(other.mask(), block.size, mask);
        }
    }

private:
    std::vector<ConditionPtr> m_conditions;
};

class AnyOf : public Condition {
public:
    explicit AnyOf(std::vector<ConditionPtr> conditions)
        : m_conditions(std::move(conditions))
    {
    }
    void holds(Block block, Room& room, std::uint8_t* mask) const override
    {
        Room::Borrowed other(room);
        m_conditions[0]->holds(block, room, mask);
        for (std::size_t i = 1; i < m_conditions.size() && countSet(mask, block.size) < block.size; ++i) {
            m_conditions[i]->holds(block, room, other.mask());
            either(other.mask(), block.size, mask);
        }
    }

private:
    std::vector<ConditionPtr> m_conditions;
};

class NotThat : public Condition {
public:
    explicit NotThat(ConditionPtr condition)
        : m_condition(std::move(condition))
    {
    }
    void holds(Block block, Room& room, std::uint8_t* mask) const override
    {
        m_condition->holds(block, room, mask);
        turnOver(block.size, mask);
    }

private:
    ConditionPtr m_condition;
};

class SameFlag : public Condition {
public:
    SameFlag(ConditionPtr a, ConditionPtr b, bool same)
        : m_a(std::move(a))
        , m_b(std::move(b))
        , m_same(same)
    {
    }
    void holds(Block block, Room& room, std::uint8_t* mask) const override
    {
        Room::Borrowed other(room);
        m_a->holds(block, room, mask);
        m_b->holds(block, room, other.mask());
        for (std::size_t i = 0; i < block.size; ++i)
            mask[i] = (mask[i] == other.mask()[i]) == m_same;
        for (const auto* bits : { m_a->valid(block), m_b->valid(block) })
            if (bits)
                clearNulls(bits, block.size, mask);
    }

private:
    ConditionPtr m_a;
    ConditionPtr m_b;
    bool m_same;
};

template <typename T> class CompareValues : public Condition {
public:
    CompareValues(Operator op, std::shared_ptr<const Expression<T>> a, std::shared_ptr<const Expression<T>> b)
        : m_op(op)
        , m_a(std::move(a))
        , m_b(std::move(b))
    {
    }
    void holds(Block block, Room& room, std::uint8_t* mask) const override
    {
        Room::Borrowed aRoom(room), aBits(room);
        const auto a = m_a->values(block, room, reinterpret_cast<T*>(aRoom.doubles()), aBits.bits());
        if (const auto constant = m_b->constant()) {
            compare(m_op, a.data, *constant, block.size, mask);
        } else {
            Room::Borrowed bRoom(room), bBits(room);
            const auto b = m_b->values(block, room, reinterpret_cast<T*>(bRoom.doubles()), bBits.bits());
            compare(m_op, a.data, b.data, block.size, mask);
            if (b.valid)
                clearNulls(b.valid, block.size, mask);
        }
        if (a.valid)
            clearNulls(a.valid, block.size, mask);
    }

private:
    Operator m_op;
    std::shared_ptr<const Expression<T>> m_a;
    std::shared_ptr<const Expression<T>> m_b;
};

class IsNone : public Condition {
public:
    explicit IsNone(Typed value)
        : m_value(std::move(value))
    {
    }
    void holds(Block block, Room& room, std::uint8_t* mask) const override
    {
        std::memset(mask, 1, block.size);
        Room::Borrowed out(room), bits(room);
        const std::uint64_t* valid = nullptr;
        if (const auto* wholes = std::get_if<WholesPtr>(&m_value))
            valid = (*wholes)->values(block, room, reinterpret_cast<std::int64_t*>(out.doubles()), bits.bits()).valid;
        else if (const auto* numbers = std::get_if<NumbersPtr>(&m_value))
            valid = (*numbers)->values(block, room, out.doubles(), bits.bits()).valid;
        else if (const auto* condition = std::get_if<ConditionPtr>(&m_value))
            valid = (*condition)->valid(block);
        else if (const auto& texts = std::get<Texts>(m_value); !texts.column)
            std::memset(mask, texts.never ? 0 : 1, block.size);
        else if (!texts.column->valid.empty())
            valid = texts.column->valid.data() + block.begin / 64;
        if (valid)
            clearNulls(valid, block.size, mask);
        turnOver(block.size, mask);
    }

private:
    Typed m_value;
};

class IsNan : public Condition {
public:
    explicit IsNan(NumbersPtr value)
        : m_value(std::move(value))
    {
    }
    void holds(Block block, Room& room, std::uint8_t* mask) const override
    {
        Room::Borrowed out(room), bits(room);
        const auto values = m_value->values(block, room, out.doubles(), bits.bits());
        for (std::size_t i = 0; i < block.size; ++i)
            mask[i] = std::isnan(values.data[i]);
        if (values.valid)
            clearNulls(values.valid, block.size, mask);
    }

private:
    NumbersPtr m_value;
};

/// a op b read from the right.
Operator mirrored(Operator op)
{
    switch (op) {
    case Operator::Less:
        return Operator::Greater;
    case Operator::LessEqual:
        return Operator::GreaterEqual;
    case Operator::Greater:
        return Operator::Less;
    case Operator::GreaterEqual:
        return Operator::LessEqual;
    default:
        return op;
    }
}

template <typename T>
ConditionPtr compareValues(Operator op, std::shared_ptr<const Expression<T>> a, std::shared_ptr<const Expression<T>> b)
{
    if (a->constant() && !b->constant()) // the constant stands on the right, where it costs nothing
        return std::make_shared<CompareValues<T>>(mirrored(op), std::move(b), std::move(a));
    return std::make_shared<CompareValues<T>>(op, std::move(a), std::move(b));
}

} // namespace

ConditionPtr columnCondition(std::shared_ptr<const Column> column)
{
    return std::make_shared<ColumnCondition>(std::move(column));
}

ConditionPtr constantCondition(bool value) { return std::make_shared<ConstantCondition>(value); }
ConditionPtr allOf(std::vector<ConditionPtr> conditions) { return std::make_shared<AllOf>(std::move(conditions)); }
ConditionPtr anyOf(std::vector<ConditionPtr> conditions) { return std::make_shared<AnyOf>(std::move(conditions)); }
ConditionPtr notThat(ConditionPtr condition) { return std::make_shared<NotThat>(std::move(condition)); }
ConditionPtr isNone(Typed value) { return std::make_shared<IsNone>(std::move(value)); }
ConditionPtr isNan(NumbersPtr value) { return std::make_shared<IsNan>(std::move(value)); }

ConditionPtr sameFlag(ConditionPtr a, ConditionPtr b, bool same)
{
    return std::make_shared<SameFlag>(std::move(a), std::move(b), same);
}

ConditionPtr compareNumbers(Operator op, NumbersPtr a, NumbersPtr b)
{
    return compareValues<double>(op, std::move(a), std::move(b));
}

ConditionPtr compareWholes(Operator op, WholesPtr a, WholesPtr b)
{
    return compareValues<std::int64_t>(op, std::move(a), std::move(b));
}

} // namespace vetrina::data::filter
