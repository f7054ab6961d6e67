#include "core/session/anomaly.h"
#include "app/commands/commands.h"
#include "app/progress_line.h"
#include "core/session/candidates.h"

#include <charconv>
#include <cmath>
#include <cstdio>

namespace vetrina::app {

namespace {

using session::Anomaly;

struct Words {
    Anomaly::Request request;
    std::string candid;
    bool missing = false;
};

nlohmann::json numberOrNull(double value) { return std::isfinite(value) ? nlohmann::json(value) : nlohmann::json(); }

/// Says what makes one candidate strange.
void explain(Context& context, session::Session& session, const std::string& name, const std::string& candid)
{
    const auto row = [&]() -> Result<data::Row> {
        std::int64_t id = 0;
        const auto* end = candid.data() + candid.size();
        if (const auto read = std::from_chars(candid.data(), end, id); read.ec != std::errc() || read.ptr != end)
            return fail(Error::Code::WrongUse, "--candid " + candid + ": no number", "Give an alert's id.");
        return session.candidates().find(id);
    }();
    if (!row)
        return say(context, row.error());
    const auto strange = session.anomaly().strangeness(name, *row);
    if (!strange)
        return say(context, strange.error());
    if (context.json) {
        auto fields = nlohmann::json::array();
        for (const auto& field : strange->fields)
            fields.push_back({ { "name", field.name }, { "value", numberOrNull(field.value) },
                { "median", numberOrNull(field.median) }, { "spreads", field.spreads },
                { "contribution", field.contribution } });
        print({ { "scorer", strange->scorer }, { "candid", candid }, { "value", numberOrNull(strange->value) },
            { "percentile", strange->percentile ? nlohmann::json(*strange->percentile) : nlohmann::json() },
            { "fields", fields } });
        return;
    }
    std::printf("%s: %s %.4g", candid.c_str(), strange->scorer.c_str(), static_cast<double>(strange->value));
    if (strange->percentile)
        std::printf(", percentile %.4g in its night", static_cast<double>(*strange->percentile));
    std::printf("\n");
    for (const auto& field : strange->fields)
        if (field.contribution > 0)
            std::printf("  %-20s %12.6g  (median %.6g, %+.1f spreads)  makes %.3g of it\n", field.name.c_str(),
                field.value, field.median, field.spreads, static_cast<double>(field.contribution));
}

void run(Context& context, const Words& words)
{
    const auto session = openProject(context);
    if (!session)
        return;
    const auto name = words.request.name.empty() ? words.request.scorer : words.request.name;
    if (!words.candid.empty())
        return explain(context, *session, name, words.candid);
    Progress progress;
    const auto report = [&] {
        const ProgressLine line(progress, "scored", context.quiet);
        return words.missing ? session->anomaly().scoreMissing(name, context.stop, progress)
                             : session->anomaly().run(words.request, context.stop, progress);
    }();
    if (!report)
        return say(context, report.error());
    if (context.json) {
        print({ { "scorer", report->scorer }, { "scored", report->scored }, { "skipped", report->skipped },
            { "learnt_from", report->learntFrom }, { "fields", report->fields }, { "seconds", report->seconds } });
        return;
    }
    const auto lacks = report->fields.empty() ? std::string("no vector of the model")
                                              : "none of the " + std::to_string(report->fields.size()) + " fields";
    std::printf("%llu scored by %s in %.2f s, %llu had %s\n", static_cast<unsigned long long>(report->scored),
        report->scorer.c_str(), report->seconds, static_cast<unsigned long long>(report->skipped), lacks.c_str());
    if (!words.missing && report->learntFrom < report->scored)
        std::printf("  distances are to %llu of them, drawn by the seed\n",
            static_cast<unsigned long long>(report->learntFrom));
}

} // namespace

void addAnomaly(CLI::App& program, Context& context)
{
    auto* command = program.add_subcommand("anomaly", "Finds what is unusual among the project's candidates");
    auto words = std::make_shared<Words>();
    auto& request = words->request;
    command->add_option("--scorer", request.scorer, "forest (isolation forest) or knn (distance to the nearest others)")
        ->required();
    command->add_option(
        "--on", request.on, "fields:a,b,.. or embedding:MODEL; the survey's own choice of fields by default");
    command->add_option(
        "--where", request.filter, "Only the candidates that this filter lets through: learnt from and scored");
    command->add_option("--name", request.name, "Of the column anomaly.NAME; the scorer's by default");
    command->add_option("--seed", request.seed, "Of what is drawn at random")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    command->add_option("--trees", request.trees, "forest: trees")->capture_default_str();
    command->add_option("--samples", request.samples, "forest: candidates that a tree sees")->capture_default_str();
    command->add_option("-k,--neighbours", request.neighbours, "knn: how many are the nearest")->capture_default_str();
    command->add_option("--reference", request.reference, "knn: candidates at most that distances are measured to")
        ->capture_default_str();
    auto* missing = command->add_flag(
        "--missing", words->missing, "Learn nothing: measure those without a value by what the last run learnt");
    command->add_option("--candid", words->candid, "Say what makes this candidate strange, by the last run")
        ->excludes(missing);
    command->add_option("--threads", context.open.threads, "Threads to compute with; all usable cores by default");
    addProjectOption(*command, context);
    addOutputOptions(*command, context);
    command->footer(
        "Examples:\n"
        "  vetrina anomaly --project night.vetrina --scorer forest\n"
        "  vetrina anomaly --project night.vetrina --scorer knn --on fields:magpsf,fwhm,elong --where 'drb > 0.5'\n"
        "  vetrina anomaly --project night.vetrina --scorer knn --on embedding:vetrina --name looks\n"
        "  vetrina anomaly --project night.vetrina --scorer forest --candid 697251920015010010\n"
        "  vetrina table --project night.vetrina --where 'anomaly.forest.percentile > 99' "
        "--sort anomaly.forest,desc");
    command->callback([=, &context] { run(context, *words); });
}

} // namespace vetrina::app
