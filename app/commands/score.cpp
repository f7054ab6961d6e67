#include "app/commands/commands.h"
#include "app/progress_line.h"
#include "core/session/scores.h"

#include <cstdio>

namespace vetrina::app {

namespace {

struct Words {
    std::string model, card, filter;
    bool strict = false;
};

void run(Context& context, const Words& words)
{
    const auto session = openProject(context);
    if (!session)
        return;
    Progress progress;
    const auto report = [&] {
        const ProgressLine line(progress, "scored", context.quiet);
        return session->scores().run(words.model, words.card, words.filter, context.stop, progress);
    }();
    if (!report)
        return say(context, report.error());
    const double rate = report->seconds > 0 ? static_cast<double>(report->scored) / report->seconds : 0;
    if (context.json) {
        print({ { "model", report->model }, { "scored", report->scored }, { "failed", report->failed },
            { "failures", report->failures }, { "seconds", report->seconds }, { "images_per_second", rate },
            { "device", report->device } });
    } else {
        std::printf("%llu scored with %s on %s, %.0f images/s, %llu failed\n",
            static_cast<unsigned long long>(report->scored), report->model.c_str(), report->device.c_str(), rate,
            static_cast<unsigned long long>(report->failed));
        for (const auto& failure : report->failures)
            std::printf("  %s\n", failure.c_str());
    }
    if (words.strict && report->failed > 0)
        context.exit = BadInputSkipped;
}

} // namespace

void addScore(CLI::App& program, Context& context)
{
    auto* command = program.add_subcommand("score", "Runs a model over the project's candidates");
    auto words = std::make_shared<Words>();
    command->add_option("--model", words->model, "A model of the library, NAME or NAME:VERSION, or a weights file")
        ->required();
    command->add_option("--card", words->card, "A card file, or the name of a card that ships");
    command->add_option("--where", words->filter, "Only the candidates that this filter lets through");
    command->add_flag("--strict", words->strict, "Exit with 3 where a candidate could not be scored");
    addProjectOption(*command, context);
    addDeviceOptions(*command, context);
    addOutputOptions(*command, context);
    command->footer("Examples:\n"
                    "  vetrina score --project night.vetrina --model braai_d6_m7.safetensors --card braai_d6_m7\n"
                    "  vetrina score --project night.vetrina --model default --where 'label is none' --device cpu");
    command->callback([=, &context] { run(context, *words); });
}

} // namespace vetrina::app
