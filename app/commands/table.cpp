#include "app/commands/commands.h"
#include "core/session/export.h"

#include <iostream>

namespace vetrina::app {

namespace {

void run(Context& context, const session::TableRequest& request)
{
    const auto session = openProject(context);
    if (!session)
        return;
    std::ios::sync_with_stdio(false);
    if (const auto rows = session::writeTable(*session, request, std::cout, context.stop); !rows)
        return say(context, rows.error());
    if (!std::cout.flush())
        say(context, { Error::Code::Io, "standard output: can't be written", "Check the disk or the pipe." });
}

} // namespace

void addTable(CLI::App& program, Context& context)
{
    auto* command = program.add_subcommand("table", "The project as a table on stdout");
    auto request = std::make_shared<session::TableRequest>();
    command->add_option("--where", request->filter, "Only the rows that this filter lets through");
    command->add_option("--columns", request->columns, "Column names, separated by commas; all by default")
        ->delimiter(',');
    command->add_option("--sort", request->sort, "A column, or `column,desc`");
    command->add_option("--limit", request->limit, "At most so many rows");
    command->add_option("--format", request->format, "csv, json or votable")
        ->check(CLI::IsMember({ "csv", "json", "votable" }))
        ->capture_default_str();
    addProjectOption(*command, context);
    command->add_flag(
        "--json", [request](std::int64_t) { request->format = "json"; }, "The same as --format json");
    command->add_flag("--quiet", context.quiet, "No warnings on stderr");
    command->footer("Examples:\n"
                    "  vetrina table --project night.vetrina --columns candid,objectId,magpsf,drb,label --sort magpsf\n"
                    "  vetrina table --project night.vetrina --where 'drb > 0.9 and label is none' --format votable");
    command->callback([=, &context] { run(context, *request); });
}

} // namespace vetrina::app
