#include "core/data/filter_plan.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

namespace vetrina::data::filter {

namespace {

struct Function {
    std::string_view name;
    double (*ofOne)(double) = nullptr;
    double (*ofTwo)(double, double) = nullptr;
};

constexpr std::array functions{
    Function{ "abs", [](double x) { return std::abs(x); } },
    Function{ "sqrt", [](double x) { return std::sqrt(x); } },
    Function{ "exp", [](double x) { return std::exp(x); } },
    Function{ "ln", [](double x) { return std::log(x); } },
    Function{ "log10", [](double x) { return std::log10(x); } },
    Function{ "floor", [](double x) { return std::floor(x); } },
    Function{ "ceil", [](double x) { return std::ceil(x); } },
    Function{ "round", [](double x) { return std::round(x); } },
    Function{ "min", nullptr, [](double a, double b) { return b < a ? b : a; } },
    Function{ "max", nullptr, [](double a, double b) { return b > a ? b : a; } },
};

const Function* find(std::string_view name)
{
    const auto found = std::ranges::find_if(functions, [&](const Function& f) { return sameWord(name, f.name); });
    return found == functions.end() ? nullptr : &*found;
}

template <typename T> std::optional<T> most(const Column& column, std::span<const T> values)
{
    std::optional<T> most;
    for (std::size_t row = 0; row < column.rows; ++row)
        if (column.isValid(row) && values[row] == values[row] && (!most || values[row] > *most))
            most = values[row];
    return most;
}

Texts mostText(const Column& column)
{
    Texts most;
    most.never = true;
    for (std::size_t row = 0; row < column.rows; ++row)
        if (column.isValid(row) && (most.never || column.textAt(row) > most.constant)) {
            most.constant = column.textAt(row);
            most.never = false;
        }
    return most;
}

} // namespace

std::vector<std::string> functionNames()
{
    std::vector<std::string> names{ "cone", "last" };
    for (const auto& function : functions)
        names.emplace_back(function.name);
    return names;
}

std::optional<std::size_t> argumentsOf(std::string_view function)
{
    const auto* found = find(function);
    return found ? std::optional<std::size_t>(found->ofOne ? 1 : 2) : std::nullopt;
}

NumbersPtr callFunction(std::string_view function, std::vector<NumbersPtr> arguments)
{
    const auto* found = find(function);
    assert(found && arguments.size() == *argumentsOf(function));
    if (found->ofOne)
        return applied(found->ofOne, std::move(arguments[0]));
    return applied(found->ofTwo, std::move(arguments[0]), std::move(arguments[1]));
}

Typed greatest(const Column& column)
{
    switch (column.type) {
    case Column::Type::Int64:
        return constantWhole(most(column, column.ints));
    case Column::Type::Float64:
        return constantNumber(most(column, column.doubles));
    case Column::Type::Text:
        return mostText(column);
    default:
        break;
    }
    const auto single = most(column, column.floats);
    return constantNumber(single ? std::optional<double>(*single) : std::nullopt);
}

} // namespace vetrina::data::filter
