#include "core/session/ingest.h"
#include "app/commands/commands.h"
#include "app/progress_line.h"

#include <cstdio>

namespace vetrina::app {

namespace {

nlohmann::json asJson(const session::IngestReport& report)
{
    auto errors = nlohmann::json::array();
    for (const auto& error : report.errors)
        errors.push_back({ { "file", error.file }, { "member", error.member }, { "record", error.record },
            { "reason", error.reason } });
    return { { "read", report.read }, { "new", report.added }, { "known", report.known }, { "bad", report.bad },
        { "ignored", report.ignored }, { "errors", std::move(errors) }, { "torn_stamps", report.tornStamps },
        { "seconds", report.seconds },
        { "packets_per_second", report.seconds > 0 ? static_cast<double>(report.read) / report.seconds : 0. } };
}

void sayReport(const session::IngestReport& report)
{
    std::printf("%llu read, %llu new, %llu known, %llu bad, %llu other files ignored, %.1f s\n",
        static_cast<unsigned long long>(report.read), static_cast<unsigned long long>(report.added),
        static_cast<unsigned long long>(report.known), static_cast<unsigned long long>(report.bad),
        static_cast<unsigned long long>(report.ignored), report.seconds);
    for (const auto& error : report.errors)
        std::printf("  %s%s%s record %lld: %s\n", error.file.c_str(), error.member.empty() ? "" : ": ",
            error.member.c_str(), static_cast<long long>(error.record), error.reason.c_str());
}

void run(Context& context, const std::vector<std::string>& paths, bool strict, bool decode)
{
    context.open.create = true;
    const auto session = openProject(context);
    if (!session)
        return;
    Progress progress;
    const auto report = [&] {
        const ProgressLine line(progress, "packets", context.quiet);
        return session->ingest().run({ paths.begin(), paths.end() }, context.stop, progress, { .checkStamps = decode });
    }();
    if (!report)
        return say(context, report.error());
    context.json ? print(asJson(*report)) : sayReport(*report);
    if (report->cancelled)
        context.exit = Interrupted;
    else if (strict && report->bad > 0)
        context.exit = BadInputSkipped;
}

} // namespace

void addIngest(CLI::App& program, Context& context)
{
    auto* command = program.add_subcommand("ingest", "Packets in: files, folders, tar and tar.gz");
    auto paths = std::make_shared<std::vector<std::string>>();
    auto strict = std::make_shared<bool>(false);
    auto decode = std::make_shared<bool>(false);
    command->add_option("paths", *paths, "Packet files, folders or archives")->required();
    command->add_flag("--decode", *decode, "Decode every cutout on the way in, and count those that are torn");
    command->add_flag("--strict", *strict, "Exit with 3 where bad input was skipped");
    addProjectOption(*command, context);
    addOutputOptions(*command, context);
    command->footer("Examples:\n"
                    "  vetrina ingest night/ --project night.vetrina\n"
                    "  vetrina ingest ztf_public_20231018.tar.gz --project night.vetrina --json");
    command->callback([=, &context] { run(context, *paths, *strict, *decode); });
}

} // namespace vetrina::app
