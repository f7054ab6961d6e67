#include "core/data/filter_plan.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace vetrina::data::filter {

namespace {

constexpr std::size_t blockWords = blockRows / 64;

/// The null bits of a block in which all is null.
constexpr std::array<std::uint64_t, blockWords> allNull{};

const std::uint64_t* validFrom(const Column& column, std::size_t row)
{
    return column.valid.empty() ? nullptr : column.valid.data() + row / 64;
}

/// The null bits of two operands together, in `out` where both have some.
const std::uint64_t* bothValid(const std::uint64_t* a, const std::uint64_t* b, std::size_t rows, std::uint64_t* out)
{
    if (!a || !b)
        return a ? a : b;
    for (std::size_t word = 0; word * 64 < rows; ++word)
        out[word] = a[word] & b[word];
    return out;
}

class ColumnNumbers : public Numbers {
public:
    explicit ColumnNumbers(std::shared_ptr<const Column> column)
        : m_column(std::move(column))
    {
    }
    Values<double> values(Block block, Room&, double* out, std::uint64_t*) const override
    {
        const auto* valid = validFrom(*m_column, block.begin);
        if (m_column->type == Column::Type::Float64)
            return { m_column->doubles.data() + block.begin, valid };
        widen(m_column->floats.data() + block.begin, block.size, out);
        return { out, valid };
    }

private:
    std::shared_ptr<const Column> m_column;
};

class ColumnWholes : public Wholes {
public:
    explicit ColumnWholes(std::shared_ptr<const Column> column)
        : m_column(std::move(column))
    {
    }
    Values<std::int64_t> values(Block block, Room&, std::int64_t*, std::uint64_t*) const override
    {
        return { m_column->ints.data() + block.begin, validFrom(*m_column, block.begin) };
    }

private:
    std::shared_ptr<const Column> m_column;
};

template <typename T> class Constant : public Expression<T> {
public:
    explicit Constant(std::optional<T> value)
        : m_value(value)
    {
    }
    Values<T> values(Block block, Room&, T* out, std::uint64_t*) const override
    {
        std::fill_n(out, block.size, m_value.value_or(T()));
        return { out, m_value ? nullptr : allNull.data() };
    }
    [[nodiscard]] std::optional<T> constant() const override { return m_value; }

private:
    std::optional<T> m_value;
};

class WholesAsNumbers : public Numbers {
public:
    explicit WholesAsNumbers(WholesPtr wholes)
        : m_wholes(std::move(wholes))
    {
    }
    Values<double> values(Block block, Room& room, double* out, std::uint64_t* bits) const override
    {
        Room::Borrowed whole(room);
        const auto values = m_wholes->values(block, room, reinterpret_cast<std::int64_t*>(whole.doubles()), bits);
        widen(values.data, block.size, out);
        return { out, values.valid };
    }
    [[nodiscard]] std::optional<double> constant() const override
    {
        const auto whole = m_wholes->constant();
        return whole ? std::optional(static_cast<double>(*whole)) : std::nullopt;
    }

private:
    WholesPtr m_wholes;
};

class Arithmetic : public Numbers {
public:
    Arithmetic(std::vector<Operator> operators, std::vector<NumbersPtr> operands)
        : m_operators(std::move(operators))
        , m_operands(std::move(operands))
    {
    }
    Values<double> values(Block block, Room& room, double* out, std::uint64_t* bits) const override
    {
        Room::Borrowed other(room), otherBits(room), firstBits(room);
        auto result = m_operands[0]->values(block, room, out, firstBits.bits());
        for (std::size_t i = 0; i < m_operators.size(); ++i) {
            const auto right = m_operands[i + 1]->values(block, room, other.doubles(), otherBits.bits());
            calculate(m_operators[i], result.data, right.data, block.size, out);
            result = { out, bothValid(result.valid, right.valid, block.size, bits) };
            if (result.valid && result.valid != bits) { // it must outlast the room of its operand
                std::copy_n(result.valid, (block.size + 63) / 64, bits);
                result.valid = bits;
            }
        }
        return result;
    }

private:
    std::vector<Operator> m_operators;
    std::vector<NumbersPtr> m_operands;
};

class Applied : public Numbers {
public:
    Applied(double (*function)(double), NumbersPtr value)
        : m_function(function)
        , m_value(std::move(value))
    {
    }
    Values<double> values(Block block, Room& room, double* out, std::uint64_t* bits) const override
    {
        const auto values = m_value->values(block, room, out, bits);
        std::transform(values.data, values.data + block.size, out, m_function);
        return { out, values.valid };
    }

private:
    double (*m_function)(double);
    NumbersPtr m_value;
};

class AppliedToTwo : public Numbers {
public:
    AppliedToTwo(double (*function)(double, double), NumbersPtr a, NumbersPtr b)
        : m_function(function)
        , m_a(std::move(a))
        , m_b(std::move(b))
    {
    }
    Values<double> values(Block block, Room& room, double* out, std::uint64_t* bits) const override
    {
        Room::Borrowed other(room), aBits(room), bBits(room);
        const auto a = m_a->values(block, room, out, aBits.bits());
        const auto b = m_b->values(block, room, other.doubles(), bBits.bits());
        std::transform(a.data, a.data + block.size, b.data, out, m_function);
        const auto* valid = bothValid(a.valid, b.valid, block.size, bits);
        if (valid && valid != bits)
            std::copy_n(valid, (block.size + 63) / 64, bits);
        return { out, valid ? bits : nullptr };
    }

private:
    double (*m_function)(double, double);
    NumbersPtr m_a;
    NumbersPtr m_b;
};

} // namespace

NumbersPtr columnNumbers(std::shared_ptr<const Column> column)
{
    return std::make_shared<ColumnNumbers>(std::move(column));
}

WholesPtr columnWholes(std::shared_ptr<const Column> column)
{
    return std::make_shared<ColumnWholes>(std::move(column));
}

NumbersPtr constantNumber(std::optional<double> value) { return std::make_shared<Constant<double>>(value); }
WholesPtr constantWhole(std::optional<std::int64_t> value) { return std::make_shared<Constant<std::int64_t>>(value); }
NumbersPtr asNumbers(WholesPtr wholes) { return std::make_shared<WholesAsNumbers>(std::move(wholes)); }

NumbersPtr negate(NumbersPtr value)
{
    if (const auto constant = value->constant())
        return constantNumber(-*constant);
    return applied(
        +[](double x) { return -x; }, std::move(value));
}

NumbersPtr arithmetic(std::vector<Operator> operators, std::vector<NumbersPtr> operands)
{
    const bool constant = std::ranges::all_of(operands, [](const auto& o) { return o->constant().has_value(); });
    if (!constant)
        return std::make_shared<Arithmetic>(std::move(operators), std::move(operands));
    double result = *operands[0]->constant();
    for (std::size_t i = 0; i < operators.size(); ++i) {
        const double right = *operands[i + 1]->constant();
        calculate(operators[i], &result, &right, 1, &result);
    }
    return constantNumber(result);
}

NumbersPtr applied(double (*function)(double), NumbersPtr value)
{
    return std::make_shared<Applied>(function, std::move(value));
}

NumbersPtr applied(double (*function)(double, double), NumbersPtr a, NumbersPtr b)
{
    return std::make_shared<AppliedToTwo>(function, std::move(a), std::move(b));
}

} // namespace vetrina::data::filter
