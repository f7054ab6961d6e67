#include "core/session/labels.h"
#include "app/commands/commands.h"
#include "core/session/candidates.h"

#include <cstdio>
#include <iostream>

namespace vetrina::app {

namespace {

struct Words {
    std::int64_t candid = 0;
    std::string label, scheme, format = "csv", file;
    bool object = false;
};

/// The project, with the scheme that was asked for; nothing where either fails.
std::unique_ptr<session::Session> open(Context& context, const Words& words)
{
    auto session = openProject(context);
    if (session && !words.scheme.empty())
        if (const auto used = session->labels().useScheme(words.scheme); !used) {
            say(context, used.error());
            return nullptr;
        }
    return session;
}

void add(Context& context, const Words& words)
{
    const auto session = open(context, words);
    if (!session)
        return;
    const auto row = session->candidates().find(words.candid);
    if (!row)
        return say(context, row.error());
    if (words.label.empty())
        return say(context, { Error::Code::WrongUse, "no label", "Name a class with --label." });
    const session::Labels::Request request{ .row = *row, .text = words.label };
    std::size_t added = 1;
    auto event = Result<std::int64_t>(0);
    if (words.object)
        event = session->labels().addToObject(request).map([&](const session::Labels::Given& given) {
            added = given.rows.size();
            return given.event;
        });
    else
        event = session->labels().add(request);
    if (!event)
        return say(context, event.error());
    if (context.json)
        print({ { "added", added }, { "event", std::to_string(*event) } });
    else if (words.object)
        std::printf("event %lld: %zu alerts are %s\n", static_cast<long long>(*event), added, words.label.c_str());
    else
        std::printf("event %lld: %lld is %s\n", static_cast<long long>(*event), static_cast<long long>(words.candid),
            words.label.c_str());
}

void undo(Context& context, const Words& words)
{
    const auto session = open(context, words);
    if (!session)
        return;
    const auto change = session->labels().undo();
    if (!change)
        return say(context, change.error());
    if (context.json)
        print({ { "event", std::to_string(change->event) }, { "label", change->label } });
    else
        std::printf("event %lld\n", static_cast<long long>(change->event));
}

void exportAll(Context& context, const Words& words)
{
    const auto session = openProject(context);
    if (!session)
        return;
    const auto text = session->labels().exported(words.format);
    if (!text)
        return say(context, text.error());
    std::cout << *text << std::flush;
}

void import(Context& context, const Words& words)
{
    const auto session = openProject(context);
    if (!session)
        return;
    const auto report = session->labels().import(words.file);
    if (!report)
        return say(context, report.error());
    if (context.json)
        print({ { "added", report->added }, { "skipped", report->skipped }, { "conflicts", report->conflicts } });
    else
        std::printf("%llu added, %llu skipped, %llu conflicts\n", static_cast<unsigned long long>(report->added),
            static_cast<unsigned long long>(report->skipped), static_cast<unsigned long long>(report->conflicts));
}

} // namespace

void addLabels(CLI::App& program, Context& context)
{
    auto* command = program.add_subcommand("labels", "Label events, durable when the command returns");
    command->require_subcommand(1);
    auto words = std::make_shared<Words>();
    const auto common = [&](CLI::App* one) {
        addProjectOption(*one, context);
        one->add_option("--user", context.open.user, "Who labels; the login name by default");
        addOutputOptions(*one, context);
    };

    auto* adds = command->add_subcommand("add", "Labels one alert");
    adds->add_option("--candid", words->candid, "The alert")->required();
    adds->add_option("--label", words->label, "A class of the scheme; several with + between them where it allows")
        ->required();
    adds->add_flag("--object", words->object, "Labels every alert of its object; one undo for all");
    adds->add_option("--scheme", words->scheme, "The scheme; the project's active one by default");
    common(adds);
    adds->footer("Example:\n  vetrina labels add --project night.vetrina --candid 2481334963515015002 --label real");
    adds->callback([=, &context] { add(context, *words); });

    auto* undoes = command->add_subcommand("undo", "Takes back one's own last event that stands");
    undoes->add_option("--scheme", words->scheme, "The scheme; the project's active one by default");
    common(undoes);
    undoes->callback([=, &context] { undo(context, *words); });

    auto* exports = command->add_subcommand("export", "Every event in order, on stdout");
    exports->add_option("--format", words->format, "csv or json")
        ->check(CLI::IsMember({ "csv", "json" }))
        ->capture_default_str();
    common(exports);
    exports->callback([=, &context] { exportAll(context, *words); });

    auto* imports = command->add_subcommand("import", "Takes events that `export` wrote, here or elsewhere");
    imports->add_option("file", words->file, "A csv or json file")->required();
    common(imports);
    imports->callback([=, &context] { import(context, *words); });

    addLabelSchemes(*command, context);
}

} // namespace vetrina::app
