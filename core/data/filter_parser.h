#pragma once

// The parser's rules. Only for core/data/filter_parse.cpp.

#include "core/data/filter_syntax.h"

namespace vetrina::data::filter {

inline bool isComparison(Operator op) { return op <= Operator::NotEqual; }
inline bool isSum(Operator op) { return op == Operator::Add || op == Operator::Subtract; }
inline bool isProduct(Operator op) { return op >= Operator::Multiply; }

/// Recursive descent over the grammar in filter.h, one function a rule. `m_token` is the token not yet taken.
class Parser {
public:
    explicit Parser(std::string_view text)
        : m_text(text)
    {
    }

    Checked<NodePtr> whole();

private:
    using Rule = Checked<NodePtr> (Parser::*)();

    Checked<NodePtr> either();
    Checked<NodePtr> both();
    Checked<NodePtr> negated();
    Checked<NodePtr> test();
    Checked<NodePtr> comparison(NodePtr left);
    Checked<NodePtr> isTest(NodePtr left);
    Checked<NodePtr> listTest(NodePtr left);
    Checked<NodePtr> likeTest(NodePtr left);
    Checked<NodePtr> betweenTest(NodePtr left);
    Checked<NodePtr> sum() { return chain(&Parser::product, isSum); }
    Checked<NodePtr> product() { return chain(&Parser::sign, isProduct); }
    Checked<NodePtr> sign();
    Checked<NodePtr> value();
    Checked<NodePtr> call(Token name);
    Checked<NodePtr> named(const Token& word);
    Checked<NodePtr> inParentheses(Token open);

    Checked<NodePtr> chain(Rule operand, bool (*takes)(Operator));
    Checked<NodePtr> words(Rule operand, std::string_view word, Node::Kind kind);

    Checked<void> take();
    Checked<void> takeSymbol(char symbol, const Token& open);
    [[nodiscard]] bool atWord(std::string_view keyword) const
    {
        return m_token.kind == Token::Kind::Word && sameWord(m_token.text, keyword);
    }
    [[nodiscard]] bool atSymbol(char symbol) const
    {
        return m_token.kind == Token::Kind::Symbol && m_token.text[0] == symbol;
    }
    [[nodiscard]] std::string found() const;
    [[nodiscard]] tl::unexpected<Mistake> expected(const std::string& what) const;

    static std::shared_ptr<Node> made(Node::Kind kind, std::vector<NodePtr> children);
    /// The node, turned over where `not` stood before its word.
    static NodePtr turned(NodePtr node, bool over);

    std::string_view m_text;
    Token m_token;
    TextRange m_last; ///< the token taken last
    int m_depth = 0;
};

} // namespace vetrina::data::filter
