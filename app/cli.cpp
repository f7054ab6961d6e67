#include "app/cli.h"

#include "core/base/log.h"

#include <algorithm>
#include <cstdio>
#include <iostream>

namespace vetrina::app {

void addOutputOptions(CLI::App& command, Context& context)
{
    command.add_flag("--json", context.json, "Print one JSON object on stdout and nothing else there");
    command.add_flag("--quiet", context.quiet, "No progress on stderr");
}

void addProjectOption(CLI::App& command, Context& context, bool required)
{
    auto* option = command.add_option("--project", context.project, "The project folder, NAME.vetrina");
    if (required)
        option->required();
}

void addDeviceOptions(CLI::App& command, Context& context)
{
    command.add_option("--device", context.open.device, "auto, cpu, cuda or cuda:N")->capture_default_str();
    command.add_option("--threads", context.open.threads, "Threads to compute with; all usable cores by default");
}

std::unique_ptr<session::Session> openProject(Context& context)
{
    if (context.quiet || context.json)
        log::quiet();
    auto session = session::Session::open(context.project, context.open);
    if (!session) {
        say(context, session.error());
        return nullptr;
    }
    return std::move(*session);
}

void say(Context& context, const Error& error)
{
    if (error.code == Error::Code::Cancelled) {
        std::fputs("vetrina: cancelled\n", stderr);
        context.exit = Interrupted;
        return;
    }
    std::string line = "vetrina: " + error.message;
    if (!error.remedy.empty())
        line += ": " + error.remedy;
    std::ranges::replace(line, '\n', ' ');
    std::fprintf(stderr, "%s\n", line.c_str());
    context.exit = error.code == Error::Code::WrongUse ? WrongUse : Failed;
}

void print(const nlohmann::json& object)
{
    // Names in packets need not be UTF-8; what is not is replaced, never thrown.
    std::cout << object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n' << std::flush;
}

} // namespace vetrina::app
