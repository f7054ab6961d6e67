#include "core/data/label_set.h"

#include <algorithm>

namespace vetrina::data {

namespace {

constexpr char between = '+';

std::vector<std::string> split(std::string_view label)
{
    std::vector<std::string> names;
    while (!label.empty()) {
        const auto end = std::min(label.find(between), label.size());
        if (end > 0)
            names.emplace_back(label.substr(0, end));
        label.remove_prefix(std::min(end + 1, label.size()));
    }
    return names;
}

/// In the scheme's order, each once, those it does not have at the end.
std::string joined(const LabelScheme& scheme, const std::vector<std::string>& names)
{
    std::string label;
    const auto add = [&](const std::string& name) { label += (label.empty() ? "" : std::string(1, between)) + name; };
    for (const auto& one : scheme.classes)
        if (std::ranges::find(names, one.name) != names.end())
            add(one.name);
    for (auto name = names.begin(); name != names.end(); ++name)
        if (std::ranges::find(scheme.classes, *name, &LabelClass::name) == scheme.classes.end()
            && std::find(names.begin(), name, *name) == name)
            add(*name);
    return label;
}

} // namespace

std::vector<std::string> classesOf(const LabelScheme& scheme, std::string_view label)
{
    if (label.empty())
        return {};
    return scheme.multi ? split(label) : std::vector<std::string>{ std::string(label) };
}

Result<std::string> labelOf(const LabelScheme& scheme, std::string_view words)
{
    std::vector<std::string> names;
    for (const auto& one : classesOf(scheme, words)) {
        const auto* found = scheme.find(one);
        if (!found) {
            std::string all;
            for (const auto& known : scheme.classes)
                all += (all.empty() ? "" : ", ") + known.name;
            return fail(Error::Code::WrongUse, "label '" + one + "': not a class of scheme '" + scheme.name + "'",
                "Use one of " + all + ".");
        }
        names.push_back(found->name);
    }
    return joined(scheme, names);
}

std::string toggled(const LabelScheme& scheme, std::string_view label, std::string_view className)
{
    if (!scheme.multi)
        return std::string(className);
    auto names = split(label);
    if (std::erase(names, className) == 0)
        names.emplace_back(className);
    return joined(scheme, names);
}

} // namespace vetrina::data
