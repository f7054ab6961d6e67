#include "app/commands/commands.h"
#include "app/progress_line.h"
#include "core/session/candidates.h"
#include "core/session/embeddings.h"

#include <cstdio>

namespace vetrina::app {

namespace {

void embed(Context& context, const session::EmbedRequest& request)
{
    const auto session = openProject(context);
    if (!session)
        return;
    Progress progress;
    const auto report = [&] {
        const ProgressLine line(progress, "embedded", context.quiet);
        return session->embeddings().run(request, context.stop, progress);
    }();
    if (!report)
        return say(context, report.error());
    if (context.json)
        return print({ { "model", report->model }, { "embedded", report->embedded }, { "added", report->added },
            { "failed", report->failed }, { "failures", report->failures }, { "dimensions", report->dimensions },
            { "seconds", report->seconds }, { "map", report->map }, { "mapped", report->mapped },
            { "placed", report->placed }, { "recall", report->recall } });
    std::printf("%llu candidates have a vector of %zu values of %s, %llu of them new, %llu failed, in %.1f s\n",
        static_cast<unsigned long long>(report->embedded), report->dimensions, report->model.c_str(),
        static_cast<unsigned long long>(report->added), static_cast<unsigned long long>(report->failed),
        report->seconds);
    if (!report->map.empty())
        std::printf("%llu are on the map %s, %llu of them newly placed\n",
            static_cast<unsigned long long>(report->mapped), report->map.c_str(),
            static_cast<unsigned long long>(report->placed));
    for (const auto& failure : report->failures)
        std::printf("  %s\n", failure.c_str());
}

struct SimilarWords {
    std::int64_t candid = 0;
    std::size_t k = 10;
    std::string model;
};

void similar(Context& context, const SimilarWords& words)
{
    const auto session = openProject(context);
    if (!session)
        return;
    const auto row = session->candidates().find(words.candid);
    if (!row)
        return say(context, row.error());
    const auto report = session->embeddings().similar(*row, words.k, words.model, context.stop);
    if (!report)
        return say(context, report.error());
    auto neighbours = nlohmann::json::array();
    for (const auto& one : report->neighbours) {
        neighbours.push_back(
            { { "candid", std::to_string(one.candid) }, { "object", one.object }, { "distance", one.distance } });
        if (!context.json)
            std::printf("%lld  %.5f  %s\n", static_cast<long long>(one.candid), static_cast<double>(one.distance),
                one.object.c_str());
    }
    if (context.json)
        print({ { "neighbours", neighbours }, { "model", report->model }, { "among", report->among } });
}

} // namespace

void addEmbed(CLI::App& program, Context& context)
{
    auto* command = program.add_subcommand("embed", "Keeps what a model sees in the candidates, and maps it");
    auto request = std::make_shared<session::EmbedRequest>();
    command->add_option("--model", request->model, "A model of the library, NAME or NAME:VERSION, or a weights file")
        ->required();
    command->add_option("--card", request->card, "A card file, or the name of a card that ships");
    command->add_option("--where", request->filter, "Only the candidates that this filter lets through");
    command->add_option("--map", request->map, "pca, umap or tsne: also makes this map of all that have a vector");
    command->add_flag("--anew", request->anew, "Makes the map again, instead of placing new candidates on it");
    command->add_option("--seed", request->seed, "Of the map")->check(CLI::NonNegativeNumber)->capture_default_str();
    addProjectOption(*command, context);
    addDeviceOptions(*command, context);
    addOutputOptions(*command, context);
    command->footer("Candidates that have a vector keep it.\n\nExamples:\n"
                    "  vetrina embed --project night.vetrina --model vetrina --map umap\n"
                    "  vetrina embed --project night.vetrina --model default --where 'drb > 0.5' --map pca --json");
    command->callback([=, &context] { embed(context, *request); });

    auto* like = program.add_subcommand("similar", "The candidates that look most like one, to a model");
    auto words = std::make_shared<SimilarWords>();
    like->add_option("--candid", words->candid, "The candidate")->required();
    like->add_option("-k", words->k, "How many")->capture_default_str()->check(CLI::PositiveNumber);
    like->add_option("--model", words->model, "Whose vectors; those of the model that embedded last by default");
    addProjectOption(*like, context);
    addOutputOptions(*like, context);
    like->footer("Example:\n  vetrina similar --project night.vetrina --candid 2512203614515015002 -k 20");
    like->callback([=, &context] { similar(context, *words); });
}

} // namespace vetrina::app
