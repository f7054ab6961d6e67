#include "core/data/filter_plan.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numbers>

namespace vetrina::data::filter {

namespace {

bool isTrue(Operator op, std::strong_ordering order)
{
    switch (op) {
    case Operator::Less:
        return order < 0;
    case Operator::LessEqual:
        return order <= 0;
    case Operator::Greater:
        return order > 0;
    case Operator::GreaterEqual:
        return order >= 0;
    case Operator::Equal:
        return order == 0;
    default:
        return order != 0;
    }
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

class CompareTexts : public Condition {
public:
    CompareTexts(Operator op, Texts a, Texts b)
        : m_op(op)
        , m_a(std::move(a))
        , m_b(std::move(b))
    {
    }
    void holds(Block block, Room&, std::uint8_t* mask) const override
    {
        for (std::size_t i = 0; i < block.size; ++i) {
            const std::size_t row = block.begin + i;
            mask[i] = m_a.isValid(row) && m_b.isValid(row) && isTrue(m_op, m_a.at(row) <=> m_b.at(row));
        }
    }

private:
    Operator m_op;
    Texts m_a;
    Texts m_b;
};

/// A value in a sorted list.
template <typename T> class InList : public Condition {
public:
    InList(std::shared_ptr<const Expression<T>> value, std::vector<T> list)
        : m_value(std::move(value))
        , m_list(std::move(list))
    {
        std::erase_if(m_list, [](T x) { return x != x; }); // NaN equals nothing
        std::ranges::sort(m_list);
    }
    void holds(Block block, Room& room, std::uint8_t* mask) const override
    {
        Room::Borrowed out(room), bits(room);
        const auto values = m_value->values(block, room, reinterpret_cast<T*>(out.doubles()), bits.bits());
        if (m_list.size() <= few) {
            Room::Borrowed one(room);
            std::memset(mask, 0, block.size);
            for (const T element : m_list) {
                compare(Operator::Equal, values.data, element, block.size, one.mask());
                either(one.mask(), block.size, mask);
            }
        } else {
            for (std::size_t i = 0; i < block.size; ++i) {
                const T value = values.data[i]; // NaN is not within
                mask[i] =
                    value >= m_list.front() && value <= m_list.back() && std::ranges::binary_search(m_list, value);
            }
        }
        if (values.valid)
            clearNulls(values.valid, block.size, mask);
    }

private:
    static constexpr std::size_t few = 16; ///< so many comparisons of blocks are quicker than searches

    std::shared_ptr<const Expression<T>> m_value;
    std::vector<T> m_list;
};

class InTexts : public Condition {
public:
    InTexts(Texts value, std::vector<std::string> list)
        : m_value(std::move(value))
        , m_list(std::move(list))
    {
        std::ranges::sort(m_list);
    }
    void holds(Block block, Room&, std::uint8_t* mask) const override
    {
        for (std::size_t i = 0; i < block.size; ++i) {
            const std::size_t row = block.begin + i;
            mask[i] = m_value.isValid(row) && std::ranges::binary_search(m_list, m_value.at(row), std::less<>());
        }
    }

private:
    Texts m_value;
    std::vector<std::string> m_list;
};

class LikeText : public Condition {
public:
    LikeText(Texts value, std::string pattern)
        : m_value(std::move(value))
        , m_beginning(pattern.substr(0, pattern.find_first_of("%_")))
        , m_rest(pattern.substr(m_beginning.size()))
    {
    }
    void holds(Block block, Room&, std::uint8_t* mask) const override
    {
        for (std::size_t i = 0; i < block.size; ++i) {
            const std::size_t row = block.begin + i;
            mask[i] = m_value.isValid(row) && holdsFor(m_value.at(row));
        }
    }

private:
    [[nodiscard]] bool holdsFor(std::string_view text) const
    {
        if (text.size() < m_beginning.size())
            return false;
        for (std::size_t i = 0; i < m_beginning.size(); ++i)
            if (lower(text[i]) != lower(m_beginning[i]))
                return false;
        return m_rest == "%" || isLike(text.substr(m_beginning.size()), m_rest);
    }

    Texts m_value;
    std::string m_beginning; ///< of the pattern, up to its first wildcard: most texts differ in it already
    std::string m_rest;
};

class WithinCone : public Condition {
public:
    WithinCone(NumbersPtr ra, NumbersPtr dec, double ra0Deg, double dec0Deg, double radiusArcsec)
        : m_ra(std::move(ra))
        , m_dec(std::move(dec))
        , m_ra0Deg(ra0Deg)
        , m_dec0Deg(dec0Deg)
        , m_radiusDeg(radiusArcsec / 3600)
    {
    }
    void holds(Block block, Room& room, std::uint8_t* mask) const override
    {
        Room::Borrowed a(room), aBits(room), b(room), bBits(room);
        const auto ra = m_ra->values(block, room, a.doubles(), aBits.bits());
        const auto dec = m_dec->values(block, room, b.doubles(), bBits.bits());
        const double strip = m_radiusDeg * (1 + 1e-9) + 1e-9; // only rows in the declination strip cost a sine
        for (std::size_t i = 0; i < block.size; ++i)
            mask[i] =
                std::abs(dec.data[i] - m_dec0Deg) <= strip && separationDeg(ra.data[i], dec.data[i]) <= m_radiusDeg;
        if (ra.valid)
            clearNulls(ra.valid, block.size, mask);
        if (dec.valid)
            clearNulls(dec.valid, block.size, mask);
    }

private:
    /// Haversine: good for small angles, and good enough at the antipodes.
    [[nodiscard]] double separationDeg(double raDeg, double decDeg) const
    {
        constexpr double radian = std::numbers::pi / 180;
        const double byDec = std::sin((decDeg - m_dec0Deg) * radian / 2);
        const double byRa = std::sin((raDeg - m_ra0Deg) * radian / 2);
        const double h = byDec * byDec + std::cos(decDeg * radian) * std::cos(m_dec0Deg * radian) * byRa * byRa;
        return 2 * std::asin(h > 1 ? 1 : std::sqrt(h)) / radian; // NaN stays NaN
    }

    NumbersPtr m_ra;
    NumbersPtr m_dec;
    double m_ra0Deg;
    double m_dec0Deg;
    double m_radiusDeg;
};

/// Bytes of the UTF-8 character that begins at `at`.
std::size_t characterSize(std::string_view text, std::size_t at)
{
    std::size_t size = 1;
    while (at + size < text.size() && (static_cast<unsigned char>(text[at + size]) & 0xC0) == 0x80)
        ++size;
    return size;
}

} // namespace

/// Greedy, going back to the last %: at worst text times pattern.
bool isLike(std::string_view text, std::string_view pattern)
{
    constexpr auto none = std::string_view::npos;
    std::size_t t = 0, p = 0, afterAny = none, resume = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '%') {
            afterAny = ++p;
            resume = t;
        } else if (p < pattern.size() && pattern[p] == '_') {
            t += characterSize(text, t);
            ++p;
        } else if (p < pattern.size() && lower(pattern[p]) == lower(text[t])) {
            ++t;
            ++p;
        } else if (afterAny != none) {
            resume += characterSize(text, resume);
            t = resume;
            p = afterAny;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('%', p) == none;
}

ConditionPtr compareTexts(Operator op, Texts a, Texts b)
{
    return std::make_shared<CompareTexts>(op, std::move(a), std::move(b));
}

ConditionPtr inWholes(WholesPtr value, std::vector<std::int64_t> list)
{
    return std::make_shared<InList<std::int64_t>>(std::move(value), std::move(list));
}

ConditionPtr inNumbers(NumbersPtr value, std::vector<double> list)
{
    return std::make_shared<InList<double>>(std::move(value), std::move(list));
}

ConditionPtr inTexts(Texts value, std::vector<std::string> list)
{
    return std::make_shared<InTexts>(std::move(value), std::move(list));
}

ConditionPtr likeText(Texts value, std::string pattern)
{
    return std::make_shared<LikeText>(std::move(value), std::move(pattern));
}

ConditionPtr withinCone(NumbersPtr ra, NumbersPtr dec, double ra0Deg, double dec0Deg, double radiusArcsec)
{
    return std::make_shared<WithinCone>(std::move(ra), std::move(dec), ra0Deg, dec0Deg, radiusArcsec);
}

} // namespace vetrina::data::filter
