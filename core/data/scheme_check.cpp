#include "core/data/scheme_check.h"

#include <algorithm>
#include <cctype>
#include <span>

namespace vetrina::data {

namespace {

constexpr std::size_t mostClasses = 64, longestName = 60, longestCode = 8, longestTitle = 100;

std::string lower(std::string_view text)
{
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return out;
}

bool isBlank(std::string_view text) { return text.find_first_not_of(" \t") == std::string_view::npos; }
bool hasControl(std::string_view text)
{
    return std::ranges::any_of(text, [](unsigned char c) { return c < 32 || c == 127; });
}
bool isPadded(std::string_view text) { return !text.empty() && (text.front() == ' ' || text.back() == ' '); }

/// What is wrong with a name that labels are stored by; empty where nothing is.
std::string wrongName(const std::string& name, bool multi)
{
    if (isBlank(name))
        return "Give it a name.";
    if (name.size() > longestName)
        return "At most " + std::to_string(longestName) + " letters.";
    if (hasControl(name) || isPadded(name))
        return "No space at its ends, and no line break.";
    if (name.find_first_of("'\"%,") != std::string::npos)
        return "Without quotes, percent signs and commas: filters and tables are written with them.";
    if (multi && name.find('+') != std::string::npos)
        return "Without '+': it stands between the classes of one label.";
    return {};
}

std::string wrongKey(const std::string& key, const std::map<std::string, std::string>& taken)
{
    if (key.empty())
        return {};
    if (key.size() != 1 || std::isgraph(static_cast<unsigned char>(key[0])) == 0)
        return "One letter, digit or sign.";
    if (const auto it = taken.find(lower(key)); it != taken.end())
        return static_cast<char>(std::toupper(static_cast<unsigned char>(key[0]))) + std::string(" is the key of ")
            + it->second + ".";
    return {};
}

} // namespace

std::vector<SchemeProblem> problemsOf(const LabelScheme& scheme, const std::map<std::string, std::string>& taken)
{
    std::vector<SchemeProblem> problems;
    const auto say = [&](int index, const char* field, std::string message) {
        if (!message.empty())
            problems.push_back({ index, field, std::move(message) });
    };
    const auto text = [&](int index, const char* field, const std::string& value, std::size_t longest, bool needed) {
        if (needed && isBlank(value))
            say(index, field, "It needs a word.");
        else if (value.size() > longest)
            say(index, field, "At most " + std::to_string(longest) + " letters.");
        else if (hasControl(value))
            say(index, field, "No line break.");
    };
    say(-1, "name", wrongName(scheme.name, false));
    if (scheme.name.find_first_of("./\\") != std::string::npos)
        say(-1, "name", "Without dots and slashes: columns and files are named after it.");
    text(-1, "title", scheme.title, longestTitle, true);
    text(-1, "about", scheme.about, 1000, false);
    if (scheme.classes.empty())
        say(-1, "classes", "A scheme needs a class.");
    if (scheme.classes.size() > mostClasses)
        say(-1, "classes", "At most " + std::to_string(mostClasses) + " classes.");

    int index = 0;
    for (const auto& one : scheme.classes) {
        const auto before = std::span(scheme.classes).first(static_cast<std::size_t>(index));
        const auto twice = [&](std::string LabelClass::*member, const std::string& value) -> const LabelClass* {
            const auto same = std::ranges::find_if(before,
                [&](const LabelClass& other) { return !value.empty() && lower(other.*member) == lower(value); });
            return same == before.end() ? nullptr : &*same;
        };
        text(index, "title", one.title, longestTitle, true);
        say(index, "name", wrongName(one.name, scheme.multi));
        if (twice(&LabelClass::name, one.name))
            say(index, "name", "There is a class of that name.");
        text(index, "short", one.shortTitle, longestTitle, true);
        text(index, "code", one.code, longestCode, true);
        if (const auto* other = twice(&LabelClass::code, one.code))
            say(index, "code", other->title + " has that code.");
        if (const auto* other = twice(&LabelClass::key, one.key))
            say(index, "key", other->title + " has that key.");
        else
            say(index, "key", wrongKey(one.key, taken));
        ++index;
    }
    return problems;
}

int nextVersion(const LabelScheme& edited, const LabelScheme& latest)
{
    auto same = edited;
    same.version = latest.version;
    return same == latest ? latest.version : latest.version + 1;
}

std::string nameFromTitle(std::string_view title)
{
    std::string name;
    for (const char c : lower(title))
        if (std::string_view("'\"%,+").find(c) == std::string_view::npos && static_cast<unsigned char>(c) >= 32)
            name += c;
    const auto first = name.find_first_not_of(' '), last = name.find_last_not_of(' ');
    return first == std::string::npos ? std::string() : name.substr(first, last - first + 1);
}

} // namespace vetrina::data
