#include "core/data/filter_plan.h"
#include "core/data/nearest_name.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace vetrina::data::filter {

namespace {

bool isText(const Typed& value) { return std::holds_alternative<Texts>(value); }
bool isCondition(const Typed& value) { return std::holds_alternative<ConditionPtr>(value); }
bool isWhole(const Typed& value) { return std::holds_alternative<WholesPtr>(value); }

std::string_view kindOf(const Typed& value)
{
    return isText(value) ? "text" : isCondition(value) ? "a condition" : "a number";
}

class Planner {
public:
    Planner(std::string_view text, const Columns& columns, std::optional<Error>& failure)
        : m_text(text)
        , m_columns(columns)
        , m_failure(failure)
    {
    }

    Checked<Typed> value(const Node& node);
    Checked<ConditionPtr> condition(const Node& node);

private:
    Checked<NumbersPtr> numbers(const Node& node);
    Checked<NumbersPtr> toNumbers(const Node& node, Typed value);
    Checked<double> constant(const Node& node);
    Checked<Texts> texts(const Node& node);
    Checked<std::shared_ptr<const Column>> column(const Node& node, const std::string& name);

    Checked<Typed> name(const Node& node);
    Checked<Typed> junction(const Node& node);
    Checked<Typed> comparison(const Node& node);
    Checked<ConditionPtr> compared(const Node& at, Operator op, const Node& a, Typed left, const Node& b, Typed right);
    Checked<Typed> arithmeticOf(const Node& node);
    Checked<Typed> negated(const Node& node);
    Checked<Typed> listed(const Node& node);
    Checked<Typed> between(const Node& node);
    Checked<Typed> call(const Node& node);
    Checked<Typed> cone(const Node& node);
    Checked<Typed> last(const Node& node);

    [[nodiscard]] std::string quote(const Node& node) const
    {
        std::string words(m_text.substr(node.range.begin, std::min<std::size_t>(node.range.size, 40)));
        return "'" + words + (node.range.size > 40 ? ".." : "") + "'";
    }

    std::string_view m_text;
    const Columns& m_columns;
    std::optional<Error>& m_failure;
};

Checked<Typed> Planner::value(const Node& node)
{
    switch (node.kind) {
    case Node::Kind::Whole:
        return Typed(constantWhole(node.whole));
    case Node::Kind::Number:
        return Typed(constantNumber(node.number));
    case Node::Kind::Text:
        return Typed(Texts{ nullptr, node.text });
    case Node::Kind::Flag:
        return Typed(constantCondition(node.flag));
    case Node::Kind::Name:
        return name(node);
    case Node::Kind::And:
    case Node::Kind::Or:
        return junction(node);
    case Node::Kind::Not:
        return condition(*node.children[0]).map([](auto inner) { return Typed(notThat(inner)); });
    case Node::Kind::Compare:
        return comparison(node);
    case Node::Kind::Arithmetic:
        return arithmeticOf(node);
    case Node::Kind::Negate:
        return negated(node);
    case Node::Kind::In:
        return listed(node);
    case Node::Kind::Like:
        return texts(*node.children[0]).map([&](auto text) {
            return Typed(likeText(std::move(text), node.children[1]->text));
        });
    case Node::Kind::Between:
        return between(node);
    case Node::Kind::IsNone:
        return value(*node.children[0]).map([](auto of) { return Typed(isNone(std::move(of))); });
    case Node::Kind::IsNan:
        return numbers(*node.children[0]).map([](auto of) { return Typed(isNan(of)); });
    case Node::Kind::Call:
        return call(node);
    case Node::Kind::Named:
        return planNamed(node, m_columns, m_failure).map([](auto condition) { return Typed(condition); });
    }
    return mistake(node.range, "not understood");
}

Checked<ConditionPtr> Planner::condition(const Node& node)
{
    auto typed = value(node);
    TRY(typed);
    if (const auto* condition = std::get_if<ConditionPtr>(&*typed))
        return *condition;
    const std::string what(kindOf(*typed));
    const std::string example = isText(*typed) ? " = 'text'" : " > 0";
    return mistake(node.range, quote(node) + " is " + what + ", not a condition",
        "Compare it with something, as in "
            + std::string(m_text.substr(node.range.begin, node.range.size).substr(0, 40)) + example + ".");
}

Checked<NumbersPtr> Planner::toNumbers(const Node& node, Typed value)
{
    if (const auto* numbers = std::get_if<NumbersPtr>(&value))
        return *numbers;
    if (const auto* wholes = std::get_if<WholesPtr>(&value))
        return asNumbers(*wholes);
    return mistake(node.range, quote(node) + " is " + std::string(kindOf(value)) + ", a number is wanted here",
        node.kind == Node::Kind::Text ? "Leave out the quotes." : "");
}

Checked<NumbersPtr> Planner::numbers(const Node& node)
{
    auto typed = value(node);
    TRY(typed);
    return toNumbers(node, std::move(*typed));
}

Checked<double> Planner::constant(const Node& node)
{
    const auto typed = numbers(node);
    TRY(typed);
    if (const auto number = (*typed)->constant())
        return *number;
    return mistake(node.range, quote(node) + " is not the same in every row, a number is wanted here");
}

Checked<Texts> Planner::texts(const Node& node)
{
    auto typed = value(node);
    TRY(typed);
    if (auto* text = std::get_if<Texts>(&*typed))
        return std::move(*text);
    return mistake(node.range, quote(node) + " is " + std::string(kindOf(*typed)) + ", text is wanted here");
}

Checked<std::shared_ptr<const Column>> Planner::column(const Node& node, const std::string& name)
{
    auto column = m_columns.column(name);
    if (column)
        return *column;
    if (column.error().code == Error::Code::NotFound) {
        Error error = noSuchColumn(name, m_columns.names).value();
        return mistake(node.range, error.message, error.remedy);
    }
    m_failure = column.error();
    return mistake(node.range, column.error().message, column.error().remedy);
}

Checked<Typed> Planner::name(const Node& node)
{
    auto found = column(node, node.text);
    TRY(found);
    switch ((*found)->type) {
    case Column::Type::Bool:
        return Typed(columnCondition(*found));
    case Column::Type::Int64:
        return Typed(columnWholes(*found));
    case Column::Type::Float32:
    case Column::Type::Float64:
        return Typed(columnNumbers(*found));
    case Column::Type::Text:
        return Typed(Texts{ *found, {} });
    }
    return mistake(node.range, quote(node) + " has a type that filters do not know");
}

Checked<Typed> Planner::junction(const Node& node)
{
    std::vector<ConditionPtr> conditions;
    for (const auto& child : node.children) {
        auto one = condition(*child);
        TRY(one);
        conditions.push_back(std::move(*one));
    }
    return Typed(node.kind == Node::Kind::And ? allOf(std::move(conditions)) : anyOf(std::move(conditions)));
}

Checked<Typed> Planner::comparison(const Node& node)
{
    std::vector<Typed> operands;
    for (const auto& child : node.children) {
        auto operand = value(*child);
        TRY(operand);
        operands.push_back(std::move(*operand));
    }
    std::vector<ConditionPtr> conditions;
    for (std::size_t i = 0; i < node.operators.size(); ++i) {
        if (node.operators.size() > 1 && isCondition(operands[i]))
            return mistake(node.children[i]->range, "conditions can't be compared in a row", "Use parentheses.");
        auto one =
            compared(node, node.operators[i], *node.children[i], operands[i], *node.children[i + 1], operands[i + 1]);
        TRY(one);
        conditions.push_back(std::move(*one));
    }
    return Typed(conditions.size() == 1 ? conditions[0] : allOf(std::move(conditions)));
}

Checked<ConditionPtr> Planner::compared(
    const Node& at, Operator op, const Node& a, Typed left, const Node& b, Typed right)
{
    if (isText(left) && isText(right))
        return compareTexts(op, std::get<Texts>(std::move(left)), std::get<Texts>(std::move(right)));
    if (isCondition(left) && isCondition(right)) {
        if (op != Operator::Equal && op != Operator::NotEqual)
            return mistake(at.range, "true and false have no order", "Use = or !=.");
        return sameFlag(std::get<ConditionPtr>(left), std::get<ConditionPtr>(right), op == Operator::Equal);
    }
    if (isText(left) || isText(right) || isCondition(left) || isCondition(right)) {
        const bool constantLeft = a.kind == Node::Kind::Whole || a.kind == Node::Kind::Number;
        const Node& odd = constantLeft || a.kind == Node::Kind::Text ? a : b;
        std::string remedy;
        if (odd.kind == Node::Kind::Text)
            remedy = "Leave out the quotes to compare with a number.";
        else if (isText(left) || isText(right))
            remedy = "Put the text in quotes.";
        return mistake(odd.range,
            quote(a) + " is " + std::string(kindOf(left)) + " and " + quote(b) + " is " + std::string(kindOf(right)),
            remedy);
    }
    if (isWhole(left) && isWhole(right))
        return compareWholes(op, std::get<WholesPtr>(left), std::get<WholesPtr>(right));
    auto first = toNumbers(a, std::move(left));
    TRY(first);
    auto second = toNumbers(b, std::move(right));
    TRY(second);
    return compareNumbers(op, std::move(*first), std::move(*second));
}

Checked<Typed> Planner::arithmeticOf(const Node& node)
{
    std::vector<NumbersPtr> operands;
    for (const auto& child : node.children) {
        auto operand = numbers(*child);
        TRY(operand);
        operands.push_back(std::move(*operand));
    }
    return Typed(arithmetic(node.operators, std::move(operands)));
}

Checked<Typed> Planner::negated(const Node& node)
{
    auto operand = value(*node.children[0]);
    TRY(operand);
    if (isWhole(*operand)) // -5 stays whole
        if (const auto whole = std::get<WholesPtr>(*operand)->constant();
            whole && *whole != std::numeric_limits<std::int64_t>::min())
            return Typed(constantWhole(-*whole));
    return toNumbers(*node.children[0], std::move(*operand)).map([](auto number) { return Typed(negate(number)); });
}

Checked<Typed> Planner::listed(const Node& node)
{
    auto left = value(*node.children[0]);
    TRY(left);
    const std::span elements(node.children.begin() + 1, node.children.end());
    if (isText(*left)) {
        std::vector<std::string> list;
        for (const auto& element : elements) {
            if (element->kind != Node::Kind::Text)
                return mistake(
                    element->range, quote(*node.children[0]) + " is text, the list needs texts", "Put them in quotes.");
            list.push_back(element->text);
        }
        return Typed(inTexts(std::get<Texts>(std::move(*left)), std::move(list)));
    }
    std::vector<std::int64_t> wholes;
    std::vector<double> all;
    for (const auto& element : elements) {
        auto typed = value(*element);
        TRY(typed);
        if (isWhole(*typed))
            if (const auto whole = std::get<WholesPtr>(*typed)->constant())
                wholes.push_back(*whole);
        auto number = toNumbers(*element, std::move(*typed));
        TRY(number);
        const auto constant = (*number)->constant();
        if (!constant)
            return mistake(element->range, quote(*element) + " is not the same in every row",
                "List numbers, or join comparisons with 'or'.");
        all.push_back(*constant);
    }
    if (isWhole(*left) && wholes.size() == all.size())
        return Typed(inWholes(std::get<WholesPtr>(*left), std::move(wholes)));
    return toNumbers(*node.children[0], std::move(*left)).map([&](auto number) {
        return Typed(inNumbers(number, std::move(all)));
    });
}

Checked<Typed> Planner::between(const Node& node)
{
    std::vector<Typed> operands;
    for (const auto& child : node.children) {
        auto operand = value(*child);
        TRY(operand);
        operands.push_back(std::move(*operand));
    }
    const Node& x = *node.children[0];
    auto above = compared(node, Operator::GreaterEqual, x, operands[0], *node.children[1], operands[1]);
    TRY(above);
    auto below = compared(node, Operator::LessEqual, x, operands[0], *node.children[2], operands[2]);
    TRY(below);
    return Typed(allOf({ std::move(*above), std::move(*below) }));
}

Checked<Typed> Planner::call(const Node& node)
{
    if (sameWord(node.text, "cone"))
        return cone(node);
    if (sameWord(node.text, "last"))
        return last(node);
    const auto known = functionNames();
    if (const auto arguments = argumentsOf(node.text)) {
        if (node.children.size() != *arguments)
            return mistake(node.range, node.text + (*arguments == 1 ? "() takes one number" : "() takes two numbers"));
        std::vector<NumbersPtr> values;
        for (const auto& child : node.children) {
            auto value = numbers(*child);
            TRY(value);
            values.push_back(std::move(*value));
        }
        return Typed(callFunction(node.text, std::move(values)));
    }
    const auto near = nearestName(node.text, known);
    std::string all;
    for (const auto& name : known)
        all += (all.empty() ? "" : ", ") + name;
    return mistake({ node.range.begin, node.text.size() }, "there is no function '" + node.text.substr(0, 40) + "'",
        near.empty() ? "There are " + all + "." : "Did you mean '" + near + "'?");
}

Checked<Typed> Planner::cone(const Node& node)
{
    if (node.children.size() != 3)
        return mistake(node.range, "cone() takes three numbers",
            "Write cone(ra, dec, arcsec) with the centre in degrees, as in cone(180.5, -12.25, 30).");
    auto ra = constant(*node.children[0]);
    TRY(ra);
    auto dec = constant(*node.children[1]);
    TRY(dec);
    auto radius = constant(*node.children[2]);
    TRY(radius);
    if (!(std::abs(*ra) <= 360))
        return mistake(node.children[0]->range, "a right ascension is within 0..360 degrees");
    if (!(std::abs(*dec) <= 90))
        return mistake(node.children[1]->range, "a declination is within -90..90 degrees");
    if (!(*radius >= 0 && *radius <= 180 * 3600))
        return mistake(node.children[2]->range, "a radius is within 0..648000 arcsec");
    std::array<NumbersPtr, 2> place;
    for (std::size_t i = 0; i < 2; ++i) {
        Node position;
        position.kind = Node::Kind::Name;
        position.range = { node.range.begin, 4 };
        position.text = i == 0 ? "ra" : "dec";
        auto values = numbers(position);
        TRY(values);
        place[i] = std::move(*values);
    }
    return Typed(withinCone(place[0], place[1], *ra, *dec, *radius));
}

Checked<Typed> Planner::last(const Node& node)
{
    if (node.children.size() != 1 || node.children[0]->kind != Node::Kind::Name)
        return mistake(node.range, "last() takes the name of a column", "As in night = last(night).");
    const Node& of = *node.children[0];
    auto found = column(of, of.text);
    TRY(found);
    if ((*found)->type == Column::Type::Bool)
        return mistake(of.range, "true and false have no order");
    return greatest(**found);
}

} // namespace

Checked<ConditionPtr> plan(
    const Node& root, std::string_view text, const Columns& columns, std::optional<Error>& failure)
{
    return Planner(text, columns, failure).condition(root);
}

} // namespace vetrina::data::filter
