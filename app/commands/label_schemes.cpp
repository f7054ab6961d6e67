// `labels scheme` and `labels night`: what the window's dialog of schemes and its end of the night do.
#include "app/commands/commands.h"
#include "core/base/file.h"
#include "core/session/labels.h"

#include <cstdio>
#include <iostream>

namespace vetrina::app {

namespace {

struct Words {
    std::string name, file, span = "night";
    session::NightExport choice;
};

void listSchemes(Context& context)
{
    const auto session = openProject(context);
    if (!session)
        return;
    const auto active = session->labels().scheme().name;
    auto json = nlohmann::json::array();
    for (const auto& scheme : session->labels().schemes()) {
        std::string classes;
        auto names = nlohmann::json::array();
        for (const auto& one : scheme.classes) {
            classes += (classes.empty() ? "" : ", ") + one.name;
            names.push_back(one.name);
        }
        json.push_back({ { "name", scheme.name }, { "version", scheme.version }, { "multi", scheme.multi },
            { "active", scheme.name == active }, { "classes", names } });
        if (!context.json)
            std::printf("%s %s, version %d: %s\n", scheme.name == active ? "*" : " ", scheme.name.c_str(),
                scheme.version, classes.c_str());
    }
    if (context.json)
        print({ { "schemes", json } });
}

void useScheme(Context& context, const Words& words)
{
    const auto session = openProject(context);
    if (!session)
        return;
    if (const auto chosen = session->labels().chooseScheme(words.name); !chosen)
        return say(context, chosen.error());
    if (context.json)
        print({ { "scheme", words.name } });
}

void importScheme(Context& context, const Words& words)
{
    const auto session = openProject(context);
    if (!session)
        return;
    const auto read = data::LabelScheme::read(words.file);
    if (!read)
        return say(context, read.error());
    const auto saved = session->labels().saveScheme(*read);
    if (!saved)
        return say(context, saved.error());
    if (context.json)
        print({ { "scheme", saved->name }, { "version", saved->version } });
    else
        std::printf("%s, version %d\n", saved->name.c_str(), saved->version);
}

void exportScheme(Context& context, const Words& words)
{
    const auto session = openProject(context);
    if (!session)
        return;
    for (const auto& scheme : session->labels().schemes())
        if (scheme.name == (words.name.empty() ? session->labels().scheme().name : words.name)) {
            std::cout << scheme.toJson() << std::flush;
            return;
        }
    say(context,
        { Error::Code::NotFound, "scheme '" + words.name + "': not in this project", "See `labels scheme list`." });
}

void night(Context& context, Words words)
{
    const auto session = openProject(context);
    if (!session)
        return;
    using session::NightSpan;
    const auto report = session->labels().night(words.span == "sitting" ? NightSpan::Sitting
            : words.span == "all"                                       ? NightSpan::All
                                                                        : NightSpan::Night);
    if (!report)
        return say(context, report.error());
    for (const auto& [name, count] : report->classes)
        words.choice.classes.push_back(name);
    const auto text = session::nightText(*report, words.choice);
    if (!text)
        return say(context, text.error());
    std::cout << *text << std::flush;
}

} // namespace

void addLabelSchemes(CLI::App& labels, Context& context)
{
    auto words = std::make_shared<Words>();
    const auto common = [&](CLI::App* one) {
        addProjectOption(*one, context);
        one->add_option("--user", context.open.user, "Whose; the login name by default");
        addOutputOptions(*one, context);
    };
    auto* schemes = labels.add_subcommand("scheme", "The schemes of a project: list, use, import, export");
    schemes->require_subcommand(1);
    auto* list = schemes->add_subcommand("list", "All, with their classes");
    common(list);
    list->callback([&context] { listSchemes(context); });
    auto* use = schemes->add_subcommand("use", "The one you label with from now on");
    use->add_option("name", words->name, "The scheme")->required();
    common(use);
    use->callback([=, &context] { useScheme(context, *words); });
    auto* imports = schemes->add_subcommand("import", "Keeps a file in the project; an edit gets the next version");
    imports->add_option("file", words->file, "A JSON file, as export writes it")->required();
    common(imports);
    imports->callback([=, &context] { importScheme(context, *words); });
    auto* exports = schemes->add_subcommand("export", "As JSON, on stdout");
    exports->add_option("name", words->name, "The scheme; the one in use by default");
    common(exports);
    exports->callback([=, &context] { exportScheme(context, *words); });

    auto* nights = labels.add_subcommand("night", "What you labelled: a line a candidate, or a table");
    nights->add_option("--span", words->span, "sitting, night (since noon) or all")
        ->check(CLI::IsMember({ "sitting", "night", "all" }))
        ->capture_default_str();
    nights->add_option("--format", words->choice.format, "list, csv, json or votable")
        ->check(CLI::IsMember({ "list", "csv", "json", "votable" }))
        ->capture_default_str();
    nights->add_option("--line", words->choice.line, "A line of the list")->capture_default_str();
    nights->add_flag("--flagged", words->choice.flagged, "Those that are flagged, too");
    nights->add_flag("--skipped", words->choice.skipped, "Those that were skipped, too");
    nights->add_flag("--notes", words->choice.notes, "Those with a note, too");
    common(nights);
    nights->footer("Example:\n  vetrina labels night --project night.vetrina --line '{object} {code} {mag} {band}'");
    nights->callback([=, &context] { night(context, *words); });
}

} // namespace vetrina::app
