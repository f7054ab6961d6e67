#include "core/store/label_exchange.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <utility>

namespace vetrina::store {

namespace {

enum Cell { Event, Candid, Object, SurveyName, User, Time, Scheme, Label, Undoes, Seconds, Note };

constexpr std::array<std::pair<EventKind, std::string_view>, 4> marks{ { { EventKind::Flag, "flag" },
    { EventKind::Unflag, "unflag" }, { EventKind::Skip, "skip" }, { EventKind::Note, "note" } } };

template <typename T> bool readNumber(std::string_view text, T& value)
{
    const auto [end, why] = std::from_chars(text.data(), text.data() + text.size(), value);
    return why == std::errc() && end == text.data() + text.size();
}

std::string shortest(double value)
{
    std::array<char, 32> text;
    return { text.data(), std::to_chars(text.data(), text.data() + text.size(), value).ptr };
}

tl::unexpected<Error> malformed(Cell cell, const std::string& text)
{
    return fail(Error::Code::Malformed, std::string(exchangeColumns[cell]) + ": '" + text + "' can't be read",
        "Write it as `vetrina labels export` does.");
}

} // namespace

bool isMark(std::string_view label)
{
    return std::ranges::find(marks, label, &std::pair<EventKind, std::string_view>::second) != marks.end();
}

std::string isoOfUs(std::int64_t timeUs)
{
    using namespace std::chrono;
    const sys_time<microseconds> time{ microseconds(timeUs) };
    const auto day = floor<days>(time);
    const year_month_day date(day);
    const hh_mm_ss clock(time - day);
    std::array<char, 64> text;
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%06dZ", static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
        static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()),
        static_cast<int>(clock.subseconds().count()));
    return text.data();
}

Result<std::int64_t> usOfIso(std::string_view text)
{
    using namespace std::chrono;
    const auto bad = [&] {
        return fail(Error::Code::Malformed, "'" + std::string(text) + "' is no time", "Write 2026-11-22T22:03:58Z.");
    };
    auto rest = text;
    // The next digits as a number, and the character behind them.
    const auto take = [&](std::size_t digits, std::string_view behind, int& value) {
        if (rest.size() < digits
            || !std::ranges::all_of(rest.substr(0, digits), [](char c) { return c >= '0' && c <= '9'; }))
            return false;
        readNumber(rest.substr(0, digits), value);
        rest.remove_prefix(digits);
        if (behind.empty())
            return true;
        if (rest.empty() || behind.find(rest.front()) == std::string_view::npos)
            return false;
        rest.remove_prefix(1);
        return true;
    };
    int y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0;
    if (!take(4, "-", y) || !take(2, "-", mo) || !take(2, "T ", d) || !take(2, ":", h) || !take(2, ":", mi)
        || !take(2, "", s))
        return bad();
    std::int64_t fraction = 0;
    if (rest.starts_with('.')) {
        rest.remove_prefix(1);
        std::int64_t scale = 100'000;
        std::size_t digits = 0;
        for (; digits < rest.size() && rest[digits] >= '0' && rest[digits] <= '9'; ++digits, scale /= 10)
            fraction += (rest[digits] - '0') * scale;
        if (digits == 0)
            return bad();
        rest.remove_prefix(digits);
    }
    const year_month_day date{ year(y), month(static_cast<unsigned>(mo)), day(static_cast<unsigned>(d)) };
    if ((!rest.empty() && rest != "Z" && rest != "+00:00") || !date.ok() || h > 23 || mi > 59 || s > 59)
        return bad();
    const auto time = sys_days(date) + hours(h) + minutes(mi) + seconds(s) + microseconds(fraction);
    return duration_cast<microseconds>(time.time_since_epoch()).count();
}

ExchangeCells toExchange(const LabelEvent& event)
{
    ExchangeCells cells;
    cells[Event] = std::to_string(event.event);
    cells[Candid] = std::to_string(event.candidate.id);
    cells[Object] = event.object;
    cells[SurveyName] = event.candidate.survey == data::Survey::Lsst ? "lsst" : "ztf";
    cells[User] = event.user;
    cells[Time] = isoOfUs(event.timeUs);
    cells[Scheme] = event.scheme;
    cells[Label] = event.label;
    const auto mark = std::ranges::find(marks, event.kind, &std::pair<EventKind, std::string_view>::first);
    if (mark != marks.end()) {
        cells[Scheme].clear();
        cells[Label] = mark->second;
    }
    if (event.undoes != 0)
        cells[Undoes] = std::to_string(event.undoes);
    if (event.seconds)
        cells[Seconds] = shortest(*event.seconds);
    cells[Note] = event.note;
    return cells;
}

Result<LabelEvent> fromExchange(const ExchangeCells& cells)
{
    LabelEvent event;
    if (!cells[Event].empty() && !readNumber(cells[Event], event.event))
        return malformed(Event, cells[Event]);
    if (!readNumber(cells[Candid], event.candidate.id))
        return malformed(Candid, cells[Candid]);
    if (cells[SurveyName] == "lsst")
        event.candidate.survey = data::Survey::Lsst;
    else if (!cells[SurveyName].empty() && cells[SurveyName] != "ztf")
        return malformed(SurveyName, cells[SurveyName]);
    if (cells[User].empty())
        return malformed(User, cells[User]);
    if (!cells[Time].empty()) {
        const auto time = usOfIso(cells[Time]);
        if (!time)
            return malformed(Time, cells[Time]);
        event.timeUs = *time;
    }
    if (!cells[Undoes].empty() && (!readNumber(cells[Undoes], event.undoes) || event.undoes == 0))
        return malformed(Undoes, cells[Undoes]);
    if (double seconds = 0; !cells[Seconds].empty()) {
        if (!readNumber(cells[Seconds], seconds))
            return malformed(Seconds, cells[Seconds]);
        event.seconds = seconds;
    }
    event.object = cells[Object];
    event.user = cells[User];
    event.scheme = cells[Scheme];
    event.note = cells[Note];
    if (event.undoes != 0) {
        event.kind = EventKind::Undo;
        return event;
    }
    event.label = cells[Label];
    if (event.scheme.empty()) {
        const auto mark = std::ranges::find(marks, cells[Label], &std::pair<EventKind, std::string_view>::second);
        if (mark == marks.end())
            return malformed(Scheme, cells[Scheme]);
        event.kind = mark->first;
        event.label.clear();
    }
    return event;
}

} // namespace vetrina::store
