#include "core/session/queue.h"
#include "app/commands/commands.h"
#include "core/session/candidates.h"

#include <cmath>
#include <cstdio>

namespace vetrina::app {

namespace {

void run(Context& context, const session::LearningRequest& request)
{
    const auto session = openProject(context);
    if (!session)
        return;
    const auto queue = session->queue().nextToLabel(request, context.stop);
    if (!queue)
        return say(context, queue.error());
    if (!context.json) {
        for (const auto candid : queue->candids)
            std::printf("%lld\n", static_cast<long long>(candid));
        if (queue->test > 0 && !context.quiet)
            std::fprintf(stderr, "the last %zu belong to the test set: do not train on them\n", queue->test);
        return;
    }
    auto candids = nlohmann::json::array(), values = nlohmann::json::array(), test = nlohmann::json::array();
    for (std::size_t i = 0; i < queue->candids.size(); ++i) {
        const auto candid = std::to_string(queue->candids[i]);
        candids.push_back(candid);
        values.push_back(std::isnan(queue->values[i]) ? nlohmann::json() : nlohmann::json(queue->values[i]));
        if (i + queue->test >= queue->candids.size())
            test.push_back(candid);
    }
    print({ { "candids", candids }, { "values", values }, { "test", test }, { "strategy", request.strategy },
        { "model", queue->model }, { "unlabelled", queue->unlabelled } });
}

} // namespace

void addQueue(CLI::App& program, Context& context)
{
    auto* command = program.add_subcommand("queue", "The next candidates to label");
    auto request = std::make_shared<session::LearningRequest>();
    command
        ->add_option(
            "--strategy", request->strategy, "entropy, margin, least-confidence, or random: what is asked first")
        ->capture_default_str();
    command->add_option("-n", request->count, "How many")->capture_default_str();
    command->add_option("--model", request->model, "Whose scores; those that stand in the queue by default");
    command->add_option("--where", request->filter, "Only candidates that this filter lets through");
    command->add_option("--seed", request->seed, "Of what is left to chance")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    command
        ->add_option("--test-share", request->testShare,
            "Keeps this share of the objects as an honest test set, and draws so large a share of the queue from it")
        ->check(CLI::Range(0.0, 1.0));
    command->add_flag("--diverse", request->diverse,
        "Of ten times as many, those that look least like each other and like what is labelled; takes `embed` first");
    addProjectOption(*command, context);
    addOutputOptions(*command, context);
    command->footer("Candidates that have a label are left out.\n\nExamples:\n"
                    "  vetrina queue --project night.vetrina --strategy entropy -n 50\n"
                    "  vetrina queue --project night.vetrina --strategy margin -n 50 --test-share 0.1 --json");
    command->callback([=, &context] { run(context, *request); });
}

} // namespace vetrina::app
