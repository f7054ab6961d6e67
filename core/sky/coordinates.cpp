#include "core/sky/coordinates.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numbers>
#include <optional>
#include <vector>

namespace vetrina::sky {

namespace {

constexpr double degree = std::numbers::pi / 180;
constexpr double milliarcsecond = degree / 3600e3;

using Vector = std::array<double, 3>;
using Matrix = std::array<Vector, 3>;

Matrix product(const Matrix& a, const Matrix& b)
{
    Matrix c{};
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t j = 0; j < 3; ++j)
            for (std::size_t k = 0; k < 3; ++k)
                c[i][j] += a[i][k] * b[k][j];
    return c;
}

/// Turns the axes by `angle` about axis 0, 1 or 2.
Matrix turned(double angle, std::size_t axis)
{
    const double c = std::cos(angle), s = std::sin(angle);
    const std::size_t i = (axis + 1) % 3, j = (axis + 2) % 3;
    Matrix m{};
    m[axis][axis] = 1;
    m[i][i] = m[j][j] = c;
    m[i][j] = s;
    m[j][i] = -s;
    return m;
}

/// From ICRS axes to galactic ones.
const Matrix& toGalactic()
{
    static const Matrix matrix = [] {
        constexpr double poleRa = 192.8594812065348, poleDec = 27.12825118085622, nodeL = 122.9319185680026;
        constexpr double eta0 = -19.9 * milliarcsecond, xi0 = 9.1 * milliarcsecond, da0 = -22.9 * milliarcsecond;
        const auto fk5 = product(product(turned(-eta0, 0), turned(xi0, 1)), turned(da0, 2));
        const auto galactic = product(
            product(turned((180 - nodeL) * degree, 2), turned((90 - poleDec) * degree, 1)), turned(poleRa * degree, 2));
        return product(galactic, fk5);
    }();
    return matrix;
}

std::string twoDigits(std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); }

/// "12:34:56.78" of that many units, rounded so that no 60 appears; wraps at `turn` units where that is not 0.
std::string clock(double units, int decimals, std::int64_t turn)
{
    const auto perSecond = static_cast<std::int64_t>(std::llround(std::pow(10.0, decimals)));
    std::int64_t ticks = std::llround(units * 3600 * static_cast<double>(perSecond));
    if (turn != 0)
        ticks %= turn * 3600 * perSecond;
    const std::int64_t seconds = ticks / perSecond;
    auto text = twoDigits(seconds / 3600) + ':' + twoDigits(seconds / 60 % 60) + ':' + twoDigits(seconds % 60);
    if (decimals > 0) {
        auto digits = std::to_string(ticks % perSecond);
        digits.insert(0, static_cast<std::size_t>(decimals) - digits.size(), '0');
        text += '.' + digits;
    }
    return text;
}

bool finite(SkyPosition position) { return std::isfinite(position.raDeg) && std::isfinite(position.decDeg); }

std::string fixed(double value, int decimals)
{
    std::array<char, 64> text;
    const auto [end, error] =
        std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed, decimals);
    return error == std::errc() ? std::string(text.data(), end) : "-";
}

/// One coordinate as it was written: its numbers, and whether they were parts of sixty.
struct Written {
    std::vector<double> parts;
    bool negative = false;
    bool sixty = false; ///< a colon or an h, m, s follows one of them
    bool degrees = false; ///< a d or a degree sign follows the first

    [[nodiscard]] std::optional<double> value() const
    {
        if (parts.empty() || parts.size() > 3)
            return {};
        double value = 0, unit = 1;
        for (std::size_t i = 0; i < parts.size(); ++i, unit /= 60) {
            const bool last = i + 1 == parts.size();
            if ((i > 0 && parts[i] >= 60) || (!last && parts[i] != std::floor(parts[i])))
                return {};
            value += parts[i] * unit;
        }
        return negative ? -value : value;
    }
};

/// Splits the text into two coordinates: at a comma, else at the sign of the second, else in halves.
std::optional<std::array<Written, 2>> split(std::string_view text)
{
    std::vector<Written> numbers; // one number each, joined below
    std::vector<bool> startsSecond;
    bool comma = false;
    for (std::size_t i = 0; i < text.size();) {
        const char c = text[i];
        if (c == ' ' || c == '\t') {
            ++i;
        } else if (c == ',' || c == ';') {
            if (comma || numbers.empty())
                return {};
            comma = true;
            ++i;
        } else if (c == ':' || c == 'h' || c == 'm' || c == 's' || c == '\'' || c == '"' || c == 'd') {
            if (numbers.empty())
                return {};
            (c == 'd' ? numbers.back().degrees : numbers.back().sixty) = true;
            ++i;
        } else if (text.substr(i).starts_with("\u00b0")) {
            if (numbers.empty())
                return {};
            numbers.back().degrees = true;
            i += 2;
        } else {
            Written number;
            const bool sign = c == '+' || c == '-';
            number.negative = c == '-';
            i += sign ? 1 : 0;
            double value = 0;
            const auto [end, error] =
                std::from_chars(text.data() + i, text.data() + text.size(), value, std::chars_format::fixed);
            if (error != std::errc() || !std::isfinite(value) || value < 0)
                return {};
            i = static_cast<std::size_t>(end - text.data());
            number.parts = { value };
            startsSecond.push_back(!numbers.empty() && (sign || comma));
            if (startsSecond.back())
                comma = false;
            numbers.push_back(number);
        }
    }
    if (comma || numbers.size() < 2 || std::ranges::count(startsSecond, true) > 1)
        return {};
    const auto sign = std::ranges::find(startsSecond, true);
    if (sign == startsSecond.end() && numbers.size() % 2 != 0)
        return {};
    const auto second =
        sign == startsSecond.end() ? numbers.size() / 2 : static_cast<std::size_t>(sign - startsSecond.begin());
    std::array<Written, 2> both;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        auto& one = both[i < second ? 0 : 1];
        const bool first = one.parts.empty();
        if (!first && numbers[i].negative)
            return {};
        one.negative = one.negative || numbers[i].negative;
        one.parts.push_back(numbers[i].parts.front());
        one.sixty = one.sixty || numbers[i].sixty;
        one.degrees = one.degrees || (first && numbers[i].degrees);
    }
    return both;
}

} // namespace

std::string sexagesimal(SkyPosition position, int decimals)
{
    if (!finite(position))
        return "-";
    const double ra = position.raDeg - 360 * std::floor(position.raDeg / 360);
    return clock(ra / 15, decimals, 24) + (std::signbit(position.decDeg) ? " -" : " +")
        + clock(std::abs(position.decDeg), std::max(0, decimals - 1), 0);
}

std::string decimal(SkyPosition position, int decimals)
{
    return finite(position) ? fixed(position.raDeg, decimals) + ' ' + fixed(position.decDeg, decimals) : "-";
}

Result<SkyPosition> parsePosition(std::string_view text)
{
    const auto malformed = [&](const std::string& what) {
        return fail(Error::Code::Malformed, "position '" + std::string(text) + "': " + what,
            "Write 12:34:56.7 -01:02:03, or degrees: 188.736 -1.034.");
    };
    const auto both = split(text);
    if (!both)
        return malformed("not two coordinates");
    const auto& [raWritten, decWritten] = *both;
    auto ra = raWritten.value();
    const auto dec = decWritten.value();
    if (!ra || !dec)
        return malformed("minutes and seconds go from 0 to 60, and only the last number has a fraction");
    if ((raWritten.sixty || raWritten.parts.size() > 1) && !raWritten.degrees)
        *ra *= 15;
    if (!(*ra >= 0 && *ra <= 360))
        return malformed("right ascension is outside 0..360 degrees");
    if (!(*dec >= -90 && *dec <= 90))
        return malformed("declination is outside -90..90 degrees");
    return SkyPosition{ *ra == 360 ? 0 : *ra, *dec };
}

Galactic galacticOf(SkyPosition position)
{
    const double ra = position.raDeg * degree, dec = position.decDeg * degree;
    const Vector icrs{ std::cos(dec) * std::cos(ra), std::cos(dec) * std::sin(ra), std::sin(dec) };
    Vector v{};
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t k = 0; k < 3; ++k)
            v[i] += toGalactic()[i][k] * icrs[k];
    const double l = std::atan2(v[1], v[0]) / degree;
    return { l < 0 ? l + 360 : l, std::atan2(v[2], std::hypot(v[0], v[1])) / degree };
}

double separationDeg(SkyPosition a, SkyPosition b)
{
    const double step = (b.raDeg - a.raDeg) * degree;
    const double sa = std::sin(a.decDeg * degree), ca = std::cos(a.decDeg * degree);
    const double sb = std::sin(b.decDeg * degree), cb = std::cos(b.decDeg * degree);
    const double across = std::hypot(cb * std::sin(step), ca * sb - sa * cb * std::cos(step));
    return std::atan2(across, sa * sb + ca * cb * std::cos(step)) / degree;
}

double positionAngleDeg(SkyPosition a, SkyPosition b)
{
    const double step = (b.raDeg - a.raDeg) * degree;
    const double sa = std::sin(a.decDeg * degree), ca = std::cos(a.decDeg * degree);
    const double sb = std::sin(b.decDeg * degree), cb = std::cos(b.decDeg * degree);
    const double angle = std::atan2(cb * std::sin(step), ca * sb - sa * cb * std::cos(step)) / degree;
    return angle < 0 ? angle + 360 : angle;
}

} // namespace vetrina::sky
