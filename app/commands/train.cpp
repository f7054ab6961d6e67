#include "app/commands/commands.h"
#include "core/base/log.h"
#include "core/base/thread.h"
#include "core/session/training.h"

#include <cmath>
#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <optional>
#include <unistd.h>

namespace vetrina::app {

namespace {

struct Words {
    std::string recipe, from, name;
    int resume = 0;
    bool dry = false;
    std::optional<std::uint64_t> seed;
};

/// Tells on stderr how the training goes while it lives: a line an epoch, and on a terminal the step.
class TrainingLines {
public:
    TrainingLines(const session::Training& training, bool quiet)
        : m_training(training)
    {
        if (!quiet)
            m_thread = startThread("progress", [this](std::stop_token stop) { watch(stop); });
    }

private:
    void watch(const std::stop_token& stop)
    {
        const bool terminal = ::isatty(STDERR_FILENO) != 0;
        auto spoken = std::chrono::steady_clock::now();
        std::size_t told = 0;
        std::mutex mutex;
        std::condition_variable_any ended;
        std::unique_lock lock(mutex);
        while (!stop.stop_requested()) {
            ended.wait_for(lock, stop, std::chrono::milliseconds(200), [] { return false; });
            const auto now = m_training.now();
            if (now.phase == session::TrainingNow::Phase::Preparing)
                told = now.run.history.size(); // of an earlier sitting
            const auto time = std::chrono::steady_clock::now();
            for (; told < now.run.history.size(); ++told, spoken = time)
                sayEpoch(now.run.history[told]);
            if (terminal) {
                sayStep(now, "\r\033[K", "");
            } else if (time - spoken >= std::chrono::seconds(10)) { // as of every command
                sayStep(now, "", "\n");
                spoken = time;
            }
        }
        if (terminal)
            std::fputs("\r\033[K", stderr);
    }

    static void sayEpoch(const session::TrainingEpoch& epoch)
    {
        std::fprintf(stderr, "%sepoch %d: loss %.4f", ::isatty(STDERR_FILENO) ? "\r\033[K" : "", epoch.number,
            epoch.trainingLoss);
        if (!std::isnan(epoch.validationLoss))
            std::fprintf(stderr, ", validation %.4f", epoch.validationLoss);
        if (!std::isnan(epoch.auc))
            std::fprintf(stderr, ", AUC %.4f", epoch.auc);
        if (!std::isnan(epoch.macroF1))
            std::fprintf(stderr, ", macro F1 %.4f", epoch.macroF1);
        std::fprintf(stderr, " (%.0f s)\n", epoch.seconds);
    }

    static void sayStep(const session::TrainingNow& now, const char* before, const char* after)
    {
        if (now.phase == session::TrainingNow::Phase::Preparing && now.toPrepare > 0)
            std::fprintf(stderr, "%sprepared %zu of %zu%s", before, now.prepared, now.toPrepare, after);
        else if (now.phase == session::TrainingNow::Phase::Training && now.step.steps > 0)
            std::fprintf(stderr, "%sepoch %d, step %lld of %lld, loss %.4f, %.0f images/s, %.0f s left%s", before,
                now.step.epoch, static_cast<long long>(now.step.step), static_cast<long long>(now.step.steps),
                now.step.loss, now.step.imagesPerSecond, now.step.secondsLeft, after);
    }

    const session::Training& m_training;
    std::jthread m_thread;
};

nlohmann::json asJson(const session::TrainingLabels& labels)
{
    auto classes = nlohmann::json::object();
    for (std::size_t i = 0; i < labels.classes.size(); ++i)
        classes[labels.classes[i]] = { { "train", labels.counts[i][0] }, { "validation", labels.counts[i][1] },
            { "test", labels.counts[i][2] }, { "unused", labels.counts[i][3] } };
    return { { "snapshot", labels.snapshot }, { "candidates", labels.candidates }, { "objects", labels.objects },
        { "left_out", labels.leftOut }, { "classes", classes } };
}

void sayLabels(Context& context, const session::TrainingLabels& labels)
{
    if (context.json)
        return print(asJson(labels));
    std::printf("%zu candidates of %zu objects; %zu with labels that the model knows nothing of\n", labels.candidates,
        labels.objects, labels.leftOut);
    for (std::size_t i = 0; i < labels.classes.size(); ++i)
        std::printf("  %-16s train %zu, validation %zu, test %zu, unused %zu\n", labels.classes[i].c_str(),
            labels.counts[i][0], labels.counts[i][1], labels.counts[i][2], labels.counts[i][3]);
}

void train(Context& context, const Words& words)
{
    session::TrainRequest request;
    request.from = words.from;
    request.name = words.name;
    request.resume = words.resume;
    if ((words.resume > 0) != words.recipe.empty())
        return say(
            context, { Error::Code::WrongUse, "train: what", "Give either --recipe R, or --resume RUN without one." });
    if (words.resume > 0 && (words.dry || words.seed || !words.from.empty() || !words.name.empty()))
        return say(context,
            { Error::Code::WrongUse, "train: a run that goes on does so as it began",
                "Give --resume without --from, --name, --seed and --dry-run." });
    if (words.resume == 0) {
        auto recipe = session::Training::recipe(words.recipe);
        if (!recipe)
            return say(context, recipe.error());
        if (words.seed)
            recipe->seed = *words.seed;
        request.recipe = std::move(*recipe);
    }
    if (context.quiet || context.json)
        log::quiet();
    const auto session = openProject(context);
    if (!session)
        return;
    if (words.dry) {
        const auto labels = session->training().labels(request);
        return labels ? sayLabels(context, *labels) : say(context, labels.error());
    }
    const auto report = [&] {
        const TrainingLines lines(session->training(), context.quiet);
        return session->training().run(request, context.stop);
    }();
    if (!report)
        return say(context, report.error());
    if (context.json)
        print({ { "run", report->run }, { "model", report->model },
            { "metrics", nlohmann::json::parse(report->metrics) }, { "epochs", report->epochs },
            { "seconds", report->seconds }, { "images_per_second", report->imagesPerSecond },
            { "stopped_by", report->stoppedBy }, { "device", report->device } });
    else
        std::printf("%s after %d epochs in %.1f s, %.0f images/s on %s, ended by %s\n",
            report->model.empty() ? "no model" : report->model.c_str(), report->epochs, report->seconds,
            report->imagesPerSecond, report->device.c_str(), report->stoppedBy.c_str());
    if (report->stoppedBy == "stop") {
        std::fprintf(stderr, "vetrina: stopped: go on with --resume %d\n", report->run);
        context.exit = Interrupted;
    }
}

} // namespace

void addTrain(CLI::App& program, Context& context)
{
    auto* command = program.add_subcommand("train", "Trains a model on labels, from scratch or from another model");
    auto words = std::make_shared<Words>();
    command->add_option("--recipe", words->recipe, "A recipe file, or the name of one that ships: fine_tune, scratch");
    command->add_option("--from", words->from, "The model to start from; goes before the recipe's");
    command->add_option("--name", words->name, "Of the model that comes of it; goes before the recipe's");
    command->add_option("--resume", words->resume, "Goes on with that run of the project, from its last checkpoint")
        ->check(CLI::PositiveNumber);
    command->add_flag("--dry-run", words->dry, "Only says what it would learn from");
    command->add_option("--seed", words->seed, "Of first weights, order and augmentation; goes before the recipe's")
        ->check(CLI::NonNegativeNumber);
    addProjectOption(*command, context);
    addDeviceOptions(*command, context);
    addOutputOptions(*command, context);
    command->footer("The model is a new version in the library; see `vetrina models`. Ctrl+C keeps the best so far.\n\n"
                    "Examples:\n"
                    "  vetrina train --project night.vetrina --recipe fine_tune --from default\n"
                    "  vetrina train --project night.vetrina --recipe my.json --name night_types --device cuda\n"
                    "  vetrina train --project night.vetrina --resume 3 --json");
    command->callback([=, &context] { train(context, *words); });
}

} // namespace vetrina::app
