#include "core/session/doctor.h"
#include "app/commands/commands.h"

#include <cstdio>

namespace vetrina::app {

namespace {

void run(Context& context, bool repair)
{
    const auto checks = session::examine(context.project, repair);
    bool ok = true;
    auto list = nlohmann::json::array();
    for (const auto& check : checks) {
        ok = ok && check.ok;
        list.push_back(
            { { "name", check.name }, { "ok", check.ok }, { "said", check.said }, { "remedy", check.remedy } });
        if (!context.json)
            std::printf("%s  %-16s %s%s%s\n", check.ok ? "ok " : "BAD", check.name.c_str(), check.said.c_str(),
                check.remedy.empty() ? "" : ": ", check.remedy.c_str());
    }
    if (context.json)
        print({ { "ok", ok }, { "checks", std::move(list) } });
    context.exit = ok ? Done : Failed;
}

} // namespace

void addDoctor(CLI::App& program, Context& context)
{
    auto* command = program.add_subcommand("doctor", "Looks at this machine and at a project's integrity");
    auto repair = std::make_shared<bool>(false);
    command->add_flag("--repair", *repair, "Mend what can be mended");
    addProjectOption(*command, context, false);
    addOutputOptions(*command, context);
    command->footer("Examples:\n  vetrina doctor\n  vetrina doctor --project night.vetrina --repair");
    command->callback([=, &context] { run(context, *repair); });
}

} // namespace vetrina::app
