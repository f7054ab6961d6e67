#include "core/data/filter_parser.h"
#include "core/data/nearest_name.h"

#include <array>

namespace vetrina::data::filter {

namespace {

/// Counts the nesting for as long as it stands.
struct Deeper {
    explicit Deeper(int& depth)
        : m_depth(++depth)
    {
    }
    ~Deeper() { --m_depth; }
    int& m_depth;
};

} // namespace

Checked<void> Parser::take()
{
    m_last = m_token.range;
    auto next = nextToken(m_text, m_token.range.begin + m_token.range.size);
    if (!next)
        return tl::unexpected(std::move(next.error()));
    m_token = std::move(*next);
    return {};
}

std::string Parser::found() const
{
    if (m_token.kind == Token::Kind::End)
        return "the end";
    return "'" + std::string(m_text.substr(m_token.range.begin, std::min<std::size_t>(m_token.range.size, 40))) + "'";
}

tl::unexpected<Mistake> Parser::expected(const std::string& what) const
{
    return mistake(m_token.range, "expected " + what + ", found " + found());
}

Checked<void> Parser::takeSymbol(char symbol, const Token& open)
{
    if (!atSymbol(symbol)) {
        if (m_token.kind == Token::Kind::End)
            return mistake(open.range, "the ( opened here is not closed", "Close it with ).");
        return expected(std::string("'") + symbol + "'");
    }
    return take();
}

std::shared_ptr<Node> Parser::made(Node::Kind kind, std::vector<NodePtr> children)
{
    auto node = std::make_shared<Node>();
    node->kind = kind;
    const TextRange first = children.front()->range;
    const TextRange last = children.back()->range;
    node->range = { first.begin, last.begin + last.size - first.begin };
    node->children = std::move(children);
    return node;
}

NodePtr Parser::turned(NodePtr node, bool over) { return over ? made(Node::Kind::Not, { std::move(node) }) : node; }

Checked<NodePtr> Parser::whole()
{
    TRY(take());
    if (m_token.kind == Token::Kind::End)
        return NodePtr();
    auto node = either();
    if (!node || m_token.kind == Token::Kind::End)
        return node;
    if (atSymbol(')'))
        return mistake(m_token.range, "this ) closes nothing", "Take it out, or open it with (.");
    auto wrong = expected("'and', 'or' or the end");
    static const std::array<std::string, 6> joining{ "and", "or", "is", "in", "like", "between" };
    if (m_token.kind == Token::Kind::Word)
        if (const auto near = nearestName(m_token.text, joining); !near.empty())
            wrong.value().remedy = "Did you mean '" + near + "'?";
    return wrong;
}

/// operand { word operand }, as one node.
Checked<NodePtr> Parser::words(Rule operand, std::string_view word, Node::Kind kind)
{
    auto first = (this->*operand)();
    if (!first || !atWord(word))
        return first;
    std::vector<NodePtr> children{ std::move(*first) };
    while (atWord(word)) {
        TRY(take());
        auto next = (this->*operand)();
        TRY(next);
        children.push_back(std::move(*next));
    }
    return made(kind, std::move(children));
}

Checked<NodePtr> Parser::either() { return words(&Parser::both, "or", Node::Kind::Or); }
Checked<NodePtr> Parser::both() { return words(&Parser::negated, "and", Node::Kind::And); }

Checked<NodePtr> Parser::negated()
{
    const Deeper deeper(m_depth);
    if (m_depth > Filter::deepest)
        return mistake(m_token.range, "nested more than " + std::to_string(Filter::deepest) + " deep");
    if (!atWord("not"))
        return test();
    TRY(take());
    auto operand = negated();
    TRY(operand);
    return made(Node::Kind::Not, { std::move(*operand) });
}

Checked<NodePtr> Parser::test()
{
    auto left = sum();
    TRY(left);
    if (m_token.kind == Token::Kind::Operator && isComparison(m_token.op))
        return comparison(std::move(*left));
    if (atWord("is"))
        return isTest(std::move(*left));
    const bool over = atWord("not");
    if (over) {
        TRY(take());
    }
    Checked<NodePtr> node = NodePtr();
    if (atWord("in"))
        node = listTest(std::move(*left));
    else if (atWord("like"))
        node = likeTest(std::move(*left));
    else if (atWord("between"))
        node = betweenTest(std::move(*left));
    else if (over)
        return expected("'in', 'like' or 'between' after 'not'");
    else
        return left;
    TRY(node);
    return turned(std::move(*node), over);
}

Checked<NodePtr> Parser::comparison(NodePtr left)
{
    std::vector<NodePtr> children{ std::move(left) };
    std::vector<Operator> operators;
    while (m_token.kind == Token::Kind::Operator && isComparison(m_token.op)) {
        const Token sign = m_token;
        operators.push_back(m_token.op);
        TRY(take());
        if (atWord("none") || atWord("null") || atWord("nan")) {
            const bool other = sign.op == Operator::NotEqual;
            return mistake(m_token.range, "nothing is ever equal to " + m_token.text,
                std::string(other ? "Write 'is not " : "Write 'is ") + m_token.text + "'.");
        }
        auto right = sum();
        TRY(right);
        children.push_back(std::move(*right));
    }
    auto node = made(Node::Kind::Compare, std::move(children));
    node->operators = std::move(operators);
    return node;
}

Checked<NodePtr> Parser::isTest(NodePtr left)
{
    TRY(take());
    const bool over = atWord("not");
    if (over) {
        TRY(take());
    }
    const bool nan = atWord("nan");
    if (!nan && !atWord("none") && !atWord("null"))
        return expected("'none' or 'nan' after 'is'");
    TRY(take());
    return turned(made(nan ? Node::Kind::IsNan : Node::Kind::IsNone, { std::move(left) }), over);
}

Checked<NodePtr> Parser::listTest(NodePtr left)
{
    TRY(take());
    const Token open = m_token;
    if (!atSymbol('('))
        return expected("'(' after 'in'");
    std::vector<NodePtr> children{ std::move(left) };
    do {
        TRY(take());
        auto element = sum();
        TRY(element);
        children.push_back(std::move(*element));
    } while (atSymbol(','));
    TRY(takeSymbol(')', open));
    return made(Node::Kind::In, std::move(children));
}

Checked<NodePtr> Parser::likeTest(NodePtr left)
{
    TRY(take());
    if (m_token.kind != Token::Kind::Text)
        return expected("a text in quotes after 'like'");
    auto pattern = value();
    TRY(pattern);
    return made(Node::Kind::Like, { std::move(left), std::move(*pattern) });
}

Checked<NodePtr> Parser::betweenTest(NodePtr left)
{
    TRY(take());
    auto low = sum();
    TRY(low);
    if (!atWord("and"))
        return expected("'and' and the upper end of 'between'");
    TRY(take());
    auto high = sum();
    TRY(high);
    return made(Node::Kind::Between, { std::move(left), std::move(*low), std::move(*high) });
}

/// operand { operator operand }, as one node.
Checked<NodePtr> Parser::chain(Rule operand, bool (*takes)(Operator))
{
    auto first = (this->*operand)();
    if (!first || m_token.kind != Token::Kind::Operator || !takes(m_token.op))
        return first;
    std::vector<NodePtr> children{ std::move(*first) };
    std::vector<Operator> operators;
    while (m_token.kind == Token::Kind::Operator && takes(m_token.op)) {
        operators.push_back(m_token.op);
        TRY(take());
        auto next = (this->*operand)();
        TRY(next);
        children.push_back(std::move(*next));
    }
    auto node = made(Node::Kind::Arithmetic, std::move(children));
    node->operators = std::move(operators);
    return node;
}

Checked<NodePtr> Parser::sign()
{
    if (m_token.kind != Token::Kind::Operator || !isSum(m_token.op))
        return value();
    const Deeper deeper(m_depth);
    if (m_depth > Filter::deepest)
        return mistake(m_token.range, "nested more than " + std::to_string(Filter::deepest) + " deep");
    const bool minus = m_token.op == Operator::Subtract;
    const std::size_t begin = m_token.range.begin;
    TRY(take());
    auto operand = sign();
    if (!operand || !minus)
        return operand;
    auto node = made(Node::Kind::Negate, { std::move(*operand) });
    node->range = { begin, node->range.begin + node->range.size - begin };
    return node;
}

Checked<NodePtr> Parser::value()
{
    if (atSymbol('('))
        return inParentheses(m_token);
    auto node = std::make_shared<Node>();
    node->range = m_token.range;
    node->text = m_token.text;
    switch (m_token.kind) {
    case Token::Kind::Whole:
        node->kind = Node::Kind::Whole;
        break;
    case Token::Kind::Number:
        node->kind = Node::Kind::Number;
        break;
    case Token::Kind::Text:
        node->kind = Node::Kind::Text;
        break;
    case Token::Kind::Quoted:
        node->kind = Node::Kind::Name;
        break;
    case Token::Kind::Word:
        if (atWord("true") || atWord("false")) {
            node->kind = Node::Kind::Flag;
            node->flag = atWord("true");
        } else if (isKeyword(m_token.text)) {
            return expected("a value");
        } else {
            node->kind = Node::Kind::Name;
        }
        break;
    default:
        return expected("a value");
    }
    node->whole = m_token.whole;
    node->number = m_token.number;
    const Token taken = m_token;
    TRY(take());
    if (taken.kind != Token::Kind::Word || node->kind != Node::Kind::Name)
        return node;
    if (sameWord(taken.text, "filter") && m_token.kind == Token::Kind::Text)
        return named(taken);
    return atSymbol('(') ? call(taken) : Checked<NodePtr>(node);
}

Checked<NodePtr> Parser::call(Token name)
{
    auto node = std::make_shared<Node>();
    node->kind = Node::Kind::Call;
    node->text = name.text;
    const Token open = m_token;
    const Deeper deeper(m_depth);
    if (m_depth > Filter::deepest)
        return mistake(m_token.range, "nested more than " + std::to_string(Filter::deepest) + " deep");
    do {
        TRY(take());
        auto argument = sum();
        TRY(argument);
        node->children.push_back(std::move(*argument));
    } while (atSymbol(','));
    TRY(takeSymbol(')', open));
    node->range = { name.range.begin, m_last.begin + m_last.size - name.range.begin };
    return node;
}

/// filter "young"
Checked<NodePtr> Parser::named(const Token& word)
{
    auto node = std::make_shared<Node>();
    node->kind = Node::Kind::Named;
    node->text = m_token.text;
    TRY(take());
    node->range = { word.range.begin, m_last.begin + m_last.size - word.range.begin };
    return node;
}

Checked<NodePtr> Parser::inParentheses(Token open)
{
    TRY(take());
    auto inner = either();
    TRY(inner);
    TRY(takeSymbol(')', open));
    return inner;
}

Checked<NodePtr> parseTree(std::string_view text)
{
    if (text.size() > Filter::longest)
        return mistake({ 0, text.size() }, "longer than " + std::to_string(Filter::longest / 1024) + " KiB",
            "Put a long list of ids into a label and filter by that.");
    return Parser(text).whole();
}

} // namespace vetrina::data::filter
