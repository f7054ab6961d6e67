#include "core/session/explain.h"
#include "app/commands/commands.h"
#include "app/progress_line.h"
#include "core/session/candidates.h"

#include <cstdio>

namespace vetrina::app {

namespace {

struct Words {
    session::Explain::Request request;
    std::int64_t candid = 0;
    std::string method, baseline = "0", panel;
    bool together = false;
    std::filesystem::path out;
};

nlohmann::json toJson(const explain::Saliency& saliency)
{
    using explain::Method;
    using explain::Saliency;
    constexpr std::array states{ "map", "zero", "nan" };
    nlohmann::json json{ { "method", explain::name(saliency.method) }, { "class", saliency.className },
        { "completeness", nullptr }, { "model", saliency.model }, { "logit", saliency.logit },
        { "probability", saliency.probability }, { "by_channel", saliency.byChannel },
        { "state", states[static_cast<std::size_t>(saliency.state)] } };
    if (!saliency.reason.empty())
        json["reason"] = saliency.reason;
    if (saliency.completeness)
        json["completeness"] = *saliency.completeness;
    if (saliency.difference)
        json["difference"] = *saliency.difference;
    if (saliency.method == Method::GradCam) {
        json["layer"] = saliency.layer;
        json["layer_shape"] = { saliency.layerHeight, saliency.layerWidth };
    } else {
        json["baseline"] = saliency.baseline;
    }
    if (saliency.method == Method::IntegratedGradients)
        json["steps"] = saliency.steps;
    if (saliency.method == Method::Occlusion) {
        json["window"] = saliency.window;
        json["stride"] = saliency.stride;
    }
    return json;
}

/// What was asked, as the services know it.
Result<void> read(Words& words)
{
    auto& question = words.request.question;
    const auto method = explain::parseMethod(words.method);
    if (!method)
        return tl::unexpected(method.error());
    const auto baseline = explain::Baseline::parse(words.baseline);
    if (!baseline)
        return tl::unexpected(baseline.error());
    question.method = *method;
    question.baseline = *baseline;
    question.byChannel = !words.together;
    return session::isSaliencyFile(words.out);
}

void run(Context& context, Words words)
{
    if (const auto sound = read(words); !sound)
        return say(context, sound.error());
    const auto session = openProject(context);
    if (!session)
        return;
    const auto row = session->candidates().find(words.candid);
    if (!row)
        return say(context, row.error());
    words.request.row = *row;
    Progress progress;
    const auto saliency = [&] {
        const ProgressLine line(progress, "images", context.quiet);
        return session->explain().of(words.request, context.stop, progress);
    }();
    if (!saliency)
        return say(context, saliency.error());
    std::optional<data::Panel> panel;
    for (const auto one : data::panels)
        if (data::name(one) == words.panel)
            panel = one;
    const auto written = session::writeSaliency(*saliency, words.out, panel);
    if (context.json) {
        auto json = toJson(*saliency);
        if (written) {
            json["shape"] = { written->height, written->width };
            if (written->stacked)
                json["shape"].insert(json["shape"].begin(), 3);
        }
        print(json);
    }
    if (!written)
        return say(context, written.error());
    if (context.json)
        return;
    std::printf("%s: %s for '%s' (%.3f) by %s, %d x %d\n", words.out.c_str(), saliency->title().c_str(),
        saliency->className.c_str(), static_cast<double>(saliency->probability), saliency->model.c_str(),
        written->width, written->height);
    if (saliency->completeness)
        std::printf("adds up to %.4f of %.4f: %.2g off\n", *saliency->difference + *saliency->completeness,
            *saliency->difference, *saliency->completeness);
}

} // namespace

void addExplain(CLI::App& program, Context& context)
{
    auto* command = program.add_subcommand("explain", "What a model's answer for one candidate rests on");
    auto words = std::make_shared<Words>();
    auto& question = words->request.question;
    command->add_option("--candid", words->candid, "The alert")->required();
    command
        ->add_option("--model", words->request.model, "A model of the library, NAME or NAME:VERSION, or a weights file")
        ->required();
    command->add_option("--card", words->request.card, "A card file, or the name of a card that ships");
    command->add_option("--method", words->method, "gradcam, integrated-gradients or occlusion")
        ->check(CLI::IsMember({ "gradcam", "integrated-gradients", "occlusion" }))
        ->required();
    command->add_option("--class", question.className,
        "One of the model's classes, or 'not NAME' where it has NAME alone; the likeliest by default");
    command->add_option("--out", words->out, "A file whose name ends in .npy (exact) or .png (in colours)")->required();
    command->add_option("--panel", words->panel, "One stamp's map alone: science, template or difference")
        ->check(CLI::IsMember({ "science", "template", "difference" }));
    command->add_option("--layer", question.layer, "gradcam: the card's by default, else the deepest of 7 x 7 or more");
    command->add_option("--steps", question.steps, "integrated-gradients: points on the way from the baseline")
        ->capture_default_str();
    command
        ->add_option("--baseline", words->baseline,
            "What stands for nothing, after preparation: a number, or median (of each channel)")
        ->capture_default_str();
    command->add_option("--window", question.window, "occlusion: side of the square that hides, pixels")
        ->capture_default_str();
    command->add_option("--stride", question.stride, "occlusion: how far it moves, pixels")->capture_default_str();
    command->add_flag("--together", words->together, "occlusion: hide the same square in all stamps at once");
    addProjectOption(*command, context);
    addDeviceOptions(*command, context);
    addOutputOptions(*command, context);
    command->footer("Examples:\n"
                    "  vetrina explain --project night.vetrina --model default --candid 2481334963515015002 "
                    "--method gradcam --out cam.npy\n"
                    "  vetrina explain --project night.vetrina --model braai_d6_m7 --candid 2481334963515015002 "
                    "--method integrated-gradients --class 'not real' --out ig.png --json");
    command->callback([=, &context] { run(context, *words); });
}

} // namespace vetrina::app
