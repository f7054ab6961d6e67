#include "app/commands/commands.h"
#include "app/progress_line.h"
#include "core/base/log.h"
#include "core/session/simulation.h"

#include <cstdio>

namespace vetrina::app {

namespace {

void sayReport(const session::SimulationReport& report)
{
    std::printf("%llu made, %.1f s\n", static_cast<unsigned long long>(report.made), report.seconds);
    for (const auto& [name, count] : report.classes)
        std::printf("  %-14s %llu\n", name.c_str(), static_cast<unsigned long long>(count));
}

nlohmann::json asJson(const session::SimulationReport& report)
{
    auto classes = nlohmann::json::object();
    for (const auto& [name, count] : report.classes)
        classes[name] = count;
    return { { "made", report.made }, { "classes", std::move(classes) }, { "seconds", report.seconds } };
}

void run(Context& context, const std::string& packets, session::SimulationRequest request)
{
    if (packets.empty() == context.project.empty())
        return say(context,
            { Error::Code::WrongUse, "simulate: where to", "Give either --project P.vetrina or --packets FOLDER." });
    if (context.quiet || context.json)
        log::quiet();
    request.threads = context.open.threads;
    Progress progress;
    const ProgressLine line(progress, "candidates", context.quiet);
    const auto report = [&]() -> Result<session::SimulationReport> {
        if (!packets.empty())
            return session::simulatePackets(request, packets, context.stop, progress);
        context.open.create = true;
        const auto session = session::Session::open(context.project, context.open);
        if (!session)
            return tl::unexpected(session.error());
        return session::simulateInto(**session, request, context.stop, progress);
    }();
    if (!report)
        return say(context, report.error());
    context.json ? print(asJson(*report)) : sayReport(*report);
}

} // namespace

void addSimulate(CLI::App& program, Context& context)
{
    auto* command = program.add_subcommand("simulate", "A synthetic night of ZTF-like alerts, with truth");
    auto request = std::make_shared<session::SimulationRequest>();
    auto packets = std::make_shared<std::string>();
    command->add_option("--night", request->night, "Which night: 1 is that of 2025-01-01")
        ->required()
        ->check(CLI::Range(1, 6000));
    command->add_option("--seed", request->seed, "The same night and seed give the same packets")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    command->add_option("--count", request->count, "Alerts")->check(CLI::Range(1, 1'000'000))->capture_default_str();
    command->add_option("--packets", *packets, "Write a packet a file, and truth.csv, into this folder");
    command->add_option("--threads", context.open.threads, "Threads to compute with; all usable cores by default");
    addProjectOption(*command, context, false);
    addOutputOptions(*command, context);
    command->footer("In a project the truth stands as label events by the user `truth`, in the schemes real-bogus and\n"
                    "transient-types.\n"
                    "Examples:\n"
                    "  vetrina simulate --night 1 --seed 7 --count 500 --packets night/\n"
                    "  vetrina simulate --night 1 --seed 7 --project night.vetrina --json\n"
                    "  vetrina table --project night.vetrina --where '`label.real-bogus.truth` = \"bogus\"'");
    command->callback([=, &context] { run(context, *packets, *request); });
}

} // namespace vetrina::app
