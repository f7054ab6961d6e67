#include "core/sky/time.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>

namespace vetrina::sky {

namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr std::int64_t jdOfUnixNoon = 2440588; // the Julian day that begins at noon of 1970-01-01
constexpr double firstJd = 1721059.5, lastJd = 5373484.5; // years 0 to 9999

/// Modified Julian dates (UTC) from which TAI - UTC is 10 s, 11 s, .. 37 s.
constexpr std::array leapSeconds{ 41317, 41499, 41683, 42048, 42413, 42778, 43144, 43509, 43874, 44239, 44786, 45151,
    45516, 46247, 47161, 47892, 48257, 48804, 49169, 49534, 50083, 50630, 51179, 53736, 54832, 56109, 57204, 57754 };
constexpr int firstTaiMinusUtc = 10;
constexpr double secondsPerDay = 86400;

std::string twoDigits(unsigned n) { return { static_cast<char>('0' + n / 10), static_cast<char>('0' + n % 10) }; }

std::string isoDate(year_month_day date)
{
    auto year = std::to_string(static_cast<int>(date.year()));
    year.insert(0, 4 - std::min<std::size_t>(4, year.size()), '0');
    return year + '-' + twoDigits(static_cast<unsigned>(date.month())) + '-'
        + twoDigits(static_cast<unsigned>(date.day()));
}

/// Takes fixed-width digits off the front of a text.
class Scanner {
public:
    explicit Scanner(std::string_view text)
        : m_rest(text)
    {
    }

    bool digits(std::size_t count, int& out)
    {
        if (m_rest.size() < count || !std::all_of(m_rest.begin(), m_rest.begin() + count, isDigit))
            return false;
        std::from_chars(m_rest.data(), m_rest.data() + count, out);
        m_rest.remove_prefix(count);
        return true;
    }
    bool oneOf(std::string_view letters)
    {
        if (m_rest.empty() || letters.find(m_rest.front()) == std::string_view::npos)
            return false;
        m_rest.remove_prefix(1);
        return true;
    }
    /// The digits after the point, as a fraction.
    bool fraction(double& out)
    {
        const auto end = std::find_if_not(m_rest.begin(), m_rest.end(), isDigit);
        const auto count = static_cast<std::size_t>(end - m_rest.begin());
        if (count == 0 || count > 17)
            return false;
        std::int64_t digits = 0;
        std::from_chars(m_rest.data(), m_rest.data() + count, digits);
        out = static_cast<double>(digits) / std::pow(10.0, static_cast<double>(count));
        m_rest.remove_prefix(count);
        return true;
    }
    [[nodiscard]] bool done() const { return m_rest.empty(); }

private:
    static bool isDigit(char c) { return c >= '0' && c <= '9'; }
    std::string_view m_rest;
};

bool scanDate(Scanner& scanner, year_month_day& date)
{
    int year = 0, month = 0, day = 0;
    if (!scanner.digits(4, year) || !scanner.oneOf("-") || !scanner.digits(2, month) || !scanner.oneOf("-")
        || !scanner.digits(2, day))
        return false;
    date = year_month_day(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
        std::chrono::day(static_cast<unsigned>(day)));
    return date.ok();
}

bool scanTime(Scanner& scanner, double& seconds)
{
    int hour = 0, minute = 0, second = 0;
    double fraction = 0;
    if (!scanner.digits(2, hour) || !scanner.oneOf(":") || !scanner.digits(2, minute))
        return false;
    if (scanner.oneOf(":")) {
        if (!scanner.digits(2, second) || (scanner.oneOf(".") && !scanner.fraction(fraction)))
            return false;
    }
    seconds = hour * 3600 + minute * 60 + second + fraction;
    return hour < 24 && minute < 60 && second <= 60;
}

std::int64_t dayNumberOf(year_month_day date) { return sys_days(date).time_since_epoch().count() + jdOfUnixNoon; }

} // namespace

std::string isoUtc(double jd, int decimals)
{
    if (!(jd >= firstJd && jd < lastJd))
        return {};
    decimals = std::clamp(decimals, 0, 6);
    const auto perSecond = static_cast<std::int64_t>(std::llround(std::pow(10.0, decimals)));
    const auto perDay = 86400 * perSecond;
    const double midnight = std::floor(jd - 0.5); // both steps are exact
    const double fraction = jd - 0.5 - midnight;
    const std::int64_t ticks = std::llround(fraction * static_cast<double>(perDay));
    const auto days = static_cast<std::int64_t>(midnight) + 1 - jdOfUnixNoon + ticks / perDay;
    const auto ofDay = ticks % perDay;
    const auto second = static_cast<unsigned>(ofDay / perSecond);
    auto text = isoDate(year_month_day(sys_days(std::chrono::days(days)))) + 'T' + twoDigits(second / 3600) + ':'
        + twoDigits(second / 60 % 60) + ':' + twoDigits(second % 60);
    if (decimals > 0) {
        auto digits = std::to_string(ofDay % perSecond);
        digits.insert(0, static_cast<std::size_t>(decimals) - digits.size(), '0');
        text += '.' + digits;
    }
    return text + 'Z';
}

Result<double> jdOfIso(std::string_view text)
{
    Scanner scanner(text);
    year_month_day date;
    double seconds = 0;
    bool well = scanDate(scanner, date);
    if (well && scanner.oneOf("T "))
        well = scanTime(scanner, seconds);
    scanner.oneOf("Z");
    if (!well || !scanner.done())
        return fail(Error::Code::Malformed, "time '" + std::string(text) + "': not a date and time",
            "Write 2023-09-21 or 2023-09-21T04:33:12.345Z.");
    return static_cast<double>(dayNumberOf(date)) - 0.5 + seconds / secondsPerDay;
}

double jdUtcOfMjdTai(double mjdTai)
{
    int seconds = firstTaiMinusUtc;
    for (std::size_t i = 1; i < leapSeconds.size(); ++i) {
        const int after = firstTaiMinusUtc + static_cast<int>(i);
        if (mjdTai >= leapSeconds[i] + after / secondsPerDay)
            seconds = after;
    }
    return jdOfMjd(mjdTai - seconds / secondsPerDay);
}

Night nightOf(double jd, const Site& site)
{
    if (!(jd >= firstJd && jd < lastJd))
        return 0;
    return static_cast<Night>(std::floor(jd + site.longitudeDeg / 360));
}

std::string nameOf(Night night)
{
    if (night < firstJd || night > lastJd)
        return {};
    return isoDate(year_month_day(sys_days(std::chrono::days(night - jdOfUnixNoon))));
}

Result<Night> parseNight(std::string_view text)
{
    Scanner scanner(text);
    year_month_day date;
    if (!scanDate(scanner, date) || !scanner.done())
        return fail(Error::Code::Malformed, "night '" + std::string(text) + "': not a date",
            "Write the evening's date: 2023-09-21.");
    return static_cast<Night>(dayNumberOf(date));
}

} // namespace vetrina::sky
