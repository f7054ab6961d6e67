#include "core/session/night_fold.h"

#include "core/data/label_set.h"

#include <algorithm>
#include <ctime>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace vetrina::session {

using store::EventKind;
using store::LabelEvent;

namespace {

/// When the user did anything, in order.
std::vector<std::int64_t> timesOf(
    std::span<const LabelEvent> events, std::span<const store::SeenEvent> seen, const std::string& user)
{
    std::vector<std::int64_t> times;
    for (const auto& event : events)
        if (event.user == user && !event.imported)
            times.push_back(event.timeUs);
    for (const auto& one : seen)
        if (one.user == user)
            times.push_back(one.timeUs);
    std::ranges::sort(times);
    return times;
}

std::int64_t beginOf(const std::vector<std::int64_t>& times, const NightQuestion& question)
{
    if (times.empty() || question.span == NightSpan::All)
        return times.empty() ? 0 : times.front();
    if (question.span == NightSpan::Night)
        return question.nightBeganUs;
    auto first = times.end() - 1;
    while (first != times.begin() && *first - *(first - 1) < sittingPauseUs)
        --first;
    return *first;
}

/// The events of the user that stand, by candidate and there by time.
std::map<data::CandidateKey, std::vector<const LabelEvent*>> standing(
    std::span<const LabelEvent> events, const std::string& user)
{
    std::unordered_map<store::EventId, store::EventId> undoes; // an undo -> what it takes back
    std::unordered_set<store::EventId> undone;
    for (const auto& event : events) {
        if (event.kind == EventKind::Undo) {
            undoes[event.event] = event.undoes;
            undone.insert(event.undoes);
        } else if (event.kind == EventKind::Redo) {
            if (const auto undo = undoes.find(event.undoes); undo != undoes.end())
                undone.erase(undo->second);
        }
    }
    std::map<data::CandidateKey, std::vector<const LabelEvent*>> byCandidate;
    for (const auto& event : events)
        if (event.user == user && event.kind < EventKind::Undo && !undone.contains(event.event))
            byCandidate[event.candidate].push_back(&event);
    for (auto& [key, list] : byCandidate)
        std::ranges::stable_sort(list, {}, &LabelEvent::timeUs);
    return byCandidate;
}

/// What is left of a candidate's events; nothing where none of it was said in the span.
std::optional<NightLine> lineOf(
    const std::vector<const LabelEvent*>& events, const std::string& scheme, std::int64_t fromUs)
{
    const LabelEvent *label = nullptr, *flag = nullptr, *skip = nullptr, *note = nullptr;
    for (const auto* event : events) {
        switch (event->kind) {
        case EventKind::Label:
            if (event->scheme == scheme) {
                label = event;
                skip = nullptr;
            }
            break;
        case EventKind::Flag:
        case EventKind::Unflag:
            flag = event;
            break;
        case EventKind::Skip:
            skip = event;
            break;
        case EventKind::Note:
            note = event;
            break;
        case EventKind::Undo:
        case EventKind::Redo:
            break;
        }
    }
    NightLine line;
    const auto counts = [&](const LabelEvent* event) {
        const bool here = event && !event->imported && event->timeUs >= fromUs;
        if (here)
            line.timeUs = std::max(line.timeUs, event->timeUs);
        return here;
    };
    if (label && !label->label.empty() && counts(label)) {
        line.label = label->label;
        line.seconds = label->seconds.value_or(0);
    }
    line.flagged = flag && flag->kind == EventKind::Flag && counts(flag);
    line.skipped = counts(skip);
    if (note && !note->note.empty() && counts(note))
        line.note = note->note;
    if (line.timeUs == 0)
        return std::nullopt;
    line.candidate.key = events.front()->candidate;
    line.candidate.object = events.front()->object;
    return line;
}

void countClasses(NightReport& report)
{
    for (const auto& one : report.scheme.classes)
        report.classes.emplace_back(one.name, 0);
    for (const auto& line : report.lines)
        for (const auto& name : data::classesOf(report.scheme, line.label)) {
            auto place = std::ranges::find(report.classes, name, [](const auto& pair) { return pair.first; });
            if (place == report.classes.end())
                place = report.classes.insert(place, { name, 0 });
            ++place->second;
        }
}

double median(std::vector<double> values)
{
    if (values.empty())
        return 0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    const double upper = *middle;
    return values.size() % 2 == 1 ? upper : (*std::max_element(values.begin(), middle) + upper) / 2;
}

} // namespace

NightReport foldNight(
    std::span<const LabelEvent> events, std::span<const store::SeenEvent> seen, const NightQuestion& question)
{
    NightReport report;
    report.span = question.span;
    report.scheme = question.scheme;
    report.user = question.user;
    auto times = timesOf(events, seen, question.user);
    const auto from = beginOf(times, question);
    times.erase(times.begin(), std::ranges::lower_bound(times, from));
    if (!times.empty()) {
        report.fromUs = times.front();
        report.toUs = times.back();
    }
    for (std::size_t i = 1; i < times.size(); ++i)
        if (times[i] - times[i - 1] <= spentPauseUs)
            report.spentSeconds += static_cast<double>(times[i] - times[i - 1]) / 1e6;

    std::vector<double> seconds;
    for (const auto& [key, list] : standing(events, question.user)) {
        auto line = lineOf(list, question.scheme.name, from);
        if (!line)
            continue;
        report.labelled += !line->label.empty();
        report.flagged += line->flagged;
        report.skipped += line->skipped;
        report.notes += !line->note.empty();
        if (line->seconds > 0)
            seconds.push_back(line->seconds);
        report.lines.push_back(std::move(*line));
    }
    std::ranges::stable_sort(report.lines, {}, &NightLine::timeUs);
    countClasses(report);
    report.medianSeconds = median(std::move(seconds));
    if (report.spentSeconds >= 60)
        report.perMinute = static_cast<double>(report.labelled) * 60 / report.spentSeconds;

    std::set<data::CandidateKey> shown;
    for (const auto& one : seen)
        if (one.user == question.user && one.timeUs >= from)
            shown.insert(one.candidate);
    report.shown = shown.size();
    return report;
}

std::int64_t lastNoonUs(std::int64_t nowUs)
{
    const std::time_t now = nowUs / 1'000'000;
    std::tm local{};
    localtime_r(&now, &local);
    if (local.tm_hour < 12)
        --local.tm_mday; // mktime() takes the day before the first of a month
    local.tm_hour = 12;
    local.tm_min = local.tm_sec = 0;
    local.tm_isdst = -1;
    return static_cast<std::int64_t>(std::mktime(&local)) * 1'000'000;
}

} // namespace vetrina::session
