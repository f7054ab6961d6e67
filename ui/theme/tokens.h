#pragma once

#include <QColor>

#include <array>
#include <optional>
#include <string_view>

namespace vetrina::ui {

/// Every colour there is. The names and values stand in resources/themes/tokens.json, in this order.
enum class Token : unsigned char {
    Well,
    Window,
    Panel,
    Control,
    Line,
    LineStrong,
    Text,
    Text2,
    Text3,
    TextOnAccent,
    Accent,
    AccentText,
    AccentFill,
    AccentWash,
    Hover,
    Focus,
    Disabled,
    Real,
    Bogus,
    Supernova,
    Agn,
    VariableStar,
    Asteroid,
    NoClass,
    Anomaly,
    Ok,
    Warn,
    Bad,
    BandG,
    BandR,
    BandI,
    BandU,
    BandZ,
    BandY,
    Crosshair,
    Plate,
    OnPlate,
    Nan,
    Dim,
    Count
};
constexpr std::size_t tokenCount = static_cast<std::size_t>(Token::Count);

/// "line-strong": the token's name in tokens.json, in the stylesheet and in label schemes.
[[nodiscard]] std::string_view name(Token token);
[[nodiscard]] std::optional<Token> tokenNamed(std::string_view name);

/// u g r i z y; what is not a known band has no colour of its own.
[[nodiscard]] Token bandToken(char band);

enum class Scheme : unsigned char { Dark, Light };

/// The colours of one scheme.
class Tokens {
public:
    /// Read from the program's own resources; a table that lacks a token is a mistake of ours and asserts.
    [[nodiscard]] static const Tokens& of(Scheme scheme);

    [[nodiscard]] QColor operator[](Token token) const { return m_colours[static_cast<std::size_t>(token)]; }

private:
    explicit Tokens(Scheme scheme);
    std::array<QColor, tokenCount> m_colours;
};

/// Sizes in device-independent pixels.
namespace size {
constexpr int gap = 8, padding = 12, small = 4;
constexpr int menu = 32, rail = 64, status = 28, bar = 44, control = 28, dense = 24, queueRow = 52, labelKey = 40;
constexpr int radiusTag = 2, radiusControl = 4, radiusPanel = 6;
constexpr int fontSmall = 11, fontDense = 12, fontBody = 13, fontTitle = 15, fontPage = 20;
} // namespace size

} // namespace vetrina::ui
