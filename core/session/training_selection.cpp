#include "core/session/training_selection.h"

#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/data/filter.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace vetrina::session {

namespace {

constexpr std::array<std::string_view, 4> partNames{ "train", "validation", "test", "unused" };

/// Text that a line of CSV takes as it is.
std::string quoted(const std::string& text)
{
    std::string out = "\"";
    for (const char c : text)
        out += c == '"' ? "\"\"" : std::string(1, c == '\n' || c == '\r' ? ' ' : c);
    return out + '"';
}

/// The fields of a line; nothing where a quote is open at its end.
std::optional<std::vector<std::string>> fields(std::string_view line)
{
    std::vector<std::string> all(1);
    bool inside = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '"' && inside && i + 1 < line.size() && line[i + 1] == '"')
            all.back() += line[i++];
        else if (line[i] == '"')
            inside = !inside;
        else if (line[i] == ',' && !inside)
            all.emplace_back();
        else
            all.back() += line[i];
    }
    if (inside)
        return {};
    return all;
}

Result<std::vector<data::Row>> passing(
    const data::Table& table, const std::string& text, const std::string& key, std::stop_token stop)
{
    const auto filter = data::Filter::parse(text, table);
    if (!filter)
        return tl::unexpected(at("recipe: " + key, filter.error()));
    return filter->rows(table, stop);
}

/// The label of each candidate that has one, by row.
Result<std::map<data::Row, std::string>> labelsOf(const data::Table& table, const Recipe& recipe, std::stop_token stop)
{
    const auto rows = passing(table, recipe.where, "labels.where", stop);
    if (!rows)
        return tl::unexpected(rows.error());
    std::map<data::Row, std::string> labels;
    if (recipe.classFilters.empty()) {
        const auto column = table.column(recipe.labelColumn);
        if (!column)
            return tl::unexpected(at("recipe: labels.column", column.error()));
        if ((*column)->type != data::Column::Type::Text)
            return fail(Error::Code::WrongUse, "recipe: labels.column: '" + recipe.labelColumn + "' is no text",
                "Give a filter for each class instead: labels.classes.");
        for (const data::Row row : *rows)
            if ((*column)->isValid(static_cast<std::size_t>(row)))
                labels.emplace(row, (*column)->textAt(static_cast<std::size_t>(row)));
        return labels;
    }
    std::set<data::Row> several;
    for (const auto& [name, filter] : recipe.classFilters) {
        const auto own = passing(table, filter, "labels.classes." + name, stop);
        if (!own)
            return tl::unexpected(own.error());
        for (const data::Row row : *own)
            if (!labels.emplace(row, name).second)
                several.insert(row);
    }
    std::erase_if(labels,
        [&](const auto& one) { return several.contains(one.first) || !std::ranges::binary_search(*rows, one.first); });
    return labels;
}

} // namespace

std::string TrainingSelection::csv() const
{
    std::string text = "candid,object,label,part\n";
    for (const auto& one : all)
        text += std::to_string(one.candid) + ',' + quoted(one.object) + ',' + quoted(one.label) + ','
            + std::string(partNames[static_cast<std::size_t>(one.part)]) + '\n';
    return text;
}

std::string TrainingSelection::sum() const { return sha256(asBytes(csv())); }

Result<TrainingSelection> TrainingSelection::from(std::string_view csv, const std::string& place)
{
    TrainingSelection made;
    std::size_t number = 0;
    while (!csv.empty()) {
        const auto end = csv.find('\n');
        const auto line = csv.substr(0, end);
        csv.remove_prefix(end == std::string_view::npos ? csv.size() : end + 1);
        if (++number == 1)
            continue;
        const auto parts = fields(line);
        One one;
        const bool whole = parts && parts->size() == 4
            && std::from_chars((*parts)[0].data(), (*parts)[0].data() + (*parts)[0].size(), one.candid).ec
                == std::errc();
        const auto part = whole ? std::ranges::find(partNames, (*parts)[3]) : partNames.end();
        if (part == partNames.end())
            return fail(Error::Code::Malformed,
                place + ":" + std::to_string(number) + ": is no line of a label snapshot", "Begin the training anew.");
        one.object = (*parts)[1];
        one.label = (*parts)[2];
        one.part = static_cast<learn::Part>(part - partNames.begin());
        made.all.push_back(std::move(one));
    }
    return made;
}

std::vector<std::string> TrainingSelection::classes() const
{
    std::set<std::string> names;
    for (const auto& one : all)
        names.insert(one.label);
    return { names.begin(), names.end() };
}

TrainingLabels TrainingSelection::counts() const
{
    TrainingLabels labels;
    labels.snapshot = sum();
    labels.classes = classes();
    labels.counts.resize(labels.classes.size());
    std::set<std::string> objects;
    for (const auto& one : all) {
        const auto which = std::ranges::lower_bound(labels.classes, one.label) - labels.classes.begin();
        ++labels.counts[static_cast<std::size_t>(which)][static_cast<std::size_t>(one.part)];
        objects.insert(one.object);
    }
    labels.candidates = all.size();
    labels.objects = objects.size();
    labels.leftOut = leftOut;
    return labels;
}

Result<void> enoughToLearn(const TrainingSelection& selection, const nets::ModelCard& card)
{
    const auto names = selection.classes();
    const auto lessons = learn::Lessons::of(card, names);
    if (!lessons)
        return tl::unexpected(lessons.error());
    std::set<std::string> all, left; // of what has to be told apart: real and not, or the classes
    const auto kindOf = [&](const learn::Lessons::Lesson& lesson) -> std::string {
        if (card.output == nets::Output::RealThenType)
            return lesson.target.real > 0.5F ? "real" : "bogus";
        return lessons->verdicts()[*lesson.verdict];
    };
    for (const auto& one : selection.all) {
        const auto which = std::ranges::lower_bound(names, one.label) - names.begin();
        if (const auto& lesson = (*lessons)[static_cast<std::size_t>(which)]) {
            all.insert(kindOf(*lesson));
            if (one.part == learn::Part::Train)
                left.insert(kindOf(*lesson));
        }
    }
    if (left.size() >= 2 || left.size() == all.size())
        return {};
    std::string missing;
    for (const auto& kind : all)
        if (!left.contains(kind))
            missing += (missing.empty() ? "'" : ", '") + kind + "'";
    return fail(Error::Code::WrongUse,
        "no candidate labelled " + missing + " is left to train on: all are of objects kept for validation or the test",
        "Label more of them, of other objects, or keep fewer for the test in the recipe: split.test.");
}

Result<TrainingSelection> selectTraining(const data::Table& table, const Recipe& recipe, const nets::ModelCard& card,
    const SeenObjects& seen, std::stop_token stop)
{
    const auto labels = labelsOf(table, recipe, stop);
    if (!labels)
        return tl::unexpected(labels.error());
    if (labels->empty())
        return fail(Error::Code::WrongUse, "no candidate has a label in '" + recipe.labelColumn + "'",
            "Label some, or name another column in the recipe: labels.column.");
    const auto object = table.column("object"), candid = table.column("candid");
    if (!object || !candid)
        return tl::unexpected(object ? candid.error() : object.error());
    TrainingSelection made;
    for (const auto& [row, label] : *labels) {
        const auto at = static_cast<std::size_t>(row);
        const auto id = (*candid)->ints[at];
        made.all.push_back({ row, id, (*object)->isValid(at) ? std::string((*object)->textAt(at)) : std::to_string(id),
            label, learn::Part::Train });
    }
    // What the model knows nothing of goes before the split, so that it does not decide it.
    const auto names = made.classes();
    const auto lessons = learn::Lessons::of(card, names);
    if (!lessons)
        return tl::unexpected(lessons.error());
    const auto indexOf = [&](const std::string& label) {
        return static_cast<std::size_t>(std::ranges::lower_bound(names, label) - names.begin());
    };
    made.leftOut = std::erase_if(made.all, [&](const auto& one) { return !(*lessons)[indexOf(one.label)]; });
    std::ranges::sort(made.all, {}, &TrainingSelection::One::candid);
    std::vector<learn::Labelled> samples;
    for (const auto& one : made.all)
        samples.push_back(
            { one.object, indexOf(one.label), seen.learned.contains(one.object), seen.validated.contains(one.object) });
    const auto parts =
        learn::split(samples, { recipe.testShare, recipe.validationShare, recipe.splitSeed, recipe.mostPerObject });
    if (auto clean = learn::checkLeaks(samples, parts); !clean)
        return tl::unexpected(clean.error());
    for (std::size_t i = 0; i < parts.size(); ++i)
        made.all[i].part = parts[i];
    if (auto enough = enoughToLearn(made, card); !enough)
        return tl::unexpected(enough.error());
    return made;
}

} // namespace vetrina::session
