#include "app/commands/commands.h"

#include <cstdio>

namespace vetrina::app {

namespace {

const Error missing{ Error::Code::Unsupported, "this build is without the window",
    "Configure it with -DVETRINA_GUI=ON (needs Qt 6), or use the commands: vetrina --help." };

} // namespace

void addShot(CLI::App& program, Context& context)
{
    auto* command = program.add_subcommand("shot", "The real window, painted: not in this build");
    command->allow_extras();
    command->footer("Example:\n  vetrina shot --project night.vetrina --workspace Scan --out scan.png");
    command->callback([&context] { say(context, missing); });
}

int openWindow(int, char**)
{
    Context context;
    say(context, missing);
    return context.exit;
}

} // namespace vetrina::app
