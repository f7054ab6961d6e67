#pragma once

// What a filter's tree becomes once the types of its columns are known. Only for core/data/filter*.cpp.

#include "core/data/filter_kernels.h"
#include "core/data/filter_syntax.h"

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace vetrina::data::filter {

/// The rows begin .. begin + size - 1; `begin` is a multiple of blockRows.
struct Block {
    std::size_t begin = 0;
    std::size_t size = 0;
};

/// Room for the values of blocks, one of these a thread. What is borrowed is given back when the Borrowed goes.
class Room {
public:
    class Borrowed {
    public:
        explicit Borrowed(Room& room)
            : m_room(room)
            , m_data(room.take())
        {
        }
        ~Borrowed() { --m_room.m_used; }
        Borrowed(const Borrowed&) = delete;
        Borrowed& operator=(const Borrowed&) = delete;

        [[nodiscard]] double* doubles() { return m_data; }
        [[nodiscard]] std::uint8_t* mask() { return reinterpret_cast<std::uint8_t*>(m_data); }
        [[nodiscard]] std::uint64_t* bits() { return reinterpret_cast<std::uint64_t*>(m_data); }

    private:
        Room& m_room;
        double* m_data;
    };

private:
    double* take()
    {
        if (m_used == m_blocks.size())
            m_blocks.push_back(std::make_unique<double[]>(blockRows));
        return m_blocks[m_used++].get();
    }

    std::vector<std::unique_ptr<double[]>> m_blocks;
    std::size_t m_used = 0;
};

/// Values of a block, or somebody's memory that holds them. `valid` is null where nothing is null.
template <typename T> struct Values {
    const T* data = nullptr;
    const std::uint64_t* valid = nullptr;
};

/// An expression whose values are of type T: double or int64.
template <typename T> class Expression {
public:
    virtual ~Expression() = default;
    /// `out` and `bits` are room for the result, which may lie elsewhere.
    virtual Values<T> values(Block block, Room& room, T* out, std::uint64_t* bits) const = 0;
    /// Its value, where that is the same in every row and not null.
    [[nodiscard]] virtual std::optional<T> constant() const { return {}; }
};

using Numbers = Expression<double>;
using Wholes = Expression<std::int64_t>;

/// Text: a column, or one text for all rows.
struct Texts {
    std::shared_ptr<const Column> column; ///< null for a constant
    std::string constant;
    bool never = false; ///< the constant is null (the greatest value of an empty column)

    [[nodiscard]] bool isValid(std::size_t row) const { return column ? column->isValid(row) : !never; }
    [[nodiscard]] std::string_view at(std::size_t row) const
    {
        return column ? column->textAt(row) : std::string_view(constant);
    }
};

/// A condition. Null counts as false; valid() says where it was null.
class Condition {
public:
    virtual ~Condition() = default;
    virtual void holds(Block block, Room& room, std::uint8_t* mask) const = 0;
    /// The null bits from the block's first row on; null pointer where nothing can be null.
    [[nodiscard]] virtual const std::uint64_t* valid(Block) const { return nullptr; }
};

using NumbersPtr = std::shared_ptr<const Numbers>;
using WholesPtr = std::shared_ptr<const Wholes>;
using ConditionPtr = std::shared_ptr<const Condition>;

/// What a node turned out to be.
using Typed = std::variant<WholesPtr, NumbersPtr, Texts, ConditionPtr>;

/// Where the columns come from: the table itself, or its types alone (columns of no rows) to check a text.
struct Columns {
    std::function<Result<std::shared_ptr<const Column>>(const std::string&)> column;
    std::vector<std::string> names;
    const Table* table = nullptr; ///< for the filters that have names
    std::vector<std::string> within = {}; ///< the named filters that led here: none may name itself
};

/// Checks the types of a tree and makes of it what runs. Where a column() fails with something else than NotFound,
/// that error is kept in `failure`.
[[nodiscard]] Checked<ConditionPtr> plan(
    const Node& root, std::string_view text, const Columns& columns, std::optional<Error>& failure);

/// The filter that a node of Kind::Named names, in filter_named.cpp.
[[nodiscard]] Checked<ConditionPtr> planNamed(const Node& node, const Columns& columns, std::optional<Error>& failure);

/// The values of a column of numbers, all of them or by blocks: filter_values.cpp.
[[nodiscard]] NumbersPtr columnNumbers(std::shared_ptr<const Column> column);
[[nodiscard]] WholesPtr columnWholes(std::shared_ptr<const Column> column);
[[nodiscard]] NumbersPtr constantNumber(std::optional<double> value); ///< null where there is none
[[nodiscard]] WholesPtr constantWhole(std::optional<std::int64_t> value);
[[nodiscard]] NumbersPtr asNumbers(WholesPtr wholes);
[[nodiscard]] NumbersPtr negate(NumbersPtr value);
[[nodiscard]] NumbersPtr arithmetic(std::vector<Operator> operators, std::vector<NumbersPtr> operands);
[[nodiscard]] NumbersPtr applied(double (*function)(double), NumbersPtr value);
[[nodiscard]] NumbersPtr applied(double (*function)(double, double), NumbersPtr a, NumbersPtr b);

/// The functions of numbers by name, in any case, and last(): filter_functions.cpp.
[[nodiscard]] std::vector<std::string> functionNames(); ///< cone and last too
[[nodiscard]] std::optional<std::size_t> argumentsOf(std::string_view function); ///< how many it takes
[[nodiscard]] NumbersPtr callFunction(std::string_view function, std::vector<NumbersPtr> arguments);
/// The greatest value of a column that is neither null nor NaN, as a constant; null where there is none. Not of Bool.
[[nodiscard]] Typed greatest(const Column& column);

/// Conditions of conditions, and of numbers: filter_conditions.cpp.
[[nodiscard]] ConditionPtr columnCondition(std::shared_ptr<const Column> column);
[[nodiscard]] ConditionPtr constantCondition(bool value);
[[nodiscard]] ConditionPtr allOf(std::vector<ConditionPtr> conditions);
[[nodiscard]] ConditionPtr anyOf(std::vector<ConditionPtr> conditions);
[[nodiscard]] ConditionPtr notThat(ConditionPtr condition);
[[nodiscard]] ConditionPtr sameFlag(ConditionPtr a, ConditionPtr b, bool same);
[[nodiscard]] ConditionPtr compareNumbers(Operator op, NumbersPtr a, NumbersPtr b);
[[nodiscard]] ConditionPtr compareWholes(Operator op, WholesPtr a, WholesPtr b);
[[nodiscard]] ConditionPtr isNone(Typed value);
[[nodiscard]] ConditionPtr isNan(NumbersPtr value);

/// The tests that are no comparison of numbers: filter_tests.cpp.
[[nodiscard]] ConditionPtr compareTexts(Operator op, Texts a, Texts b);
[[nodiscard]] ConditionPtr inWholes(WholesPtr value, std::vector<std::int64_t> list);
[[nodiscard]] ConditionPtr inNumbers(NumbersPtr value, std::vector<double> list);
[[nodiscard]] ConditionPtr inTexts(Texts value, std::vector<std::string> list);
[[nodiscard]] ConditionPtr likeText(Texts value, std::string pattern);
[[nodiscard]] ConditionPtr withinCone(
    NumbersPtr ra, NumbersPtr dec, double ra0Deg, double dec0Deg, double radiusArcsec);

/// Whether a text is like a pattern of % and _.
[[nodiscard]] bool isLike(std::string_view text, std::string_view pattern);

} // namespace vetrina::data::filter
