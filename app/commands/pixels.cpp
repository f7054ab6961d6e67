#include "core/session/pixels.h"
#include "app/commands/commands.h"

#include <cstdio>

namespace vetrina::app {

namespace {

void run(Context& context, session::PixelsRequest request, const std::string& panel)
{
    for (const auto candidate : data::panels)
        if (data::name(candidate) == panel)
            request.panel = candidate;
    const auto session = openProject(context);
    if (!session)
        return;
    const auto report = session::writePixels(*session, request);
    if (!report)
        return say(context, report.error());
    if (context.json)
        print({ { "width", report->width }, { "height", report->height }, { "low", report->low },
            { "high", report->high } });
    else
        std::printf("%s: %d x %d, shown from %g to %g\n", request.out.c_str(), report->width, report->height,
            report->low, report->high);
}

} // namespace

void addPixels(CLI::App& program, Context& context)
{
    auto* command = program.add_subcommand("pixels", "One cutout, exact (fits, npy) or as displayed (png)");
    auto request = std::make_shared<session::PixelsRequest>();
    auto panel = std::make_shared<std::string>("science");
    command->add_option("--candid", request->candid, "The alert")->required();
    command->add_option("--panel", *panel, "science, template or difference")
        ->check(CLI::IsMember({ "science", "template", "difference" }))
        ->required();
    command->add_option("--out", request->out, "A file whose name ends in .fits, .npy or .png")->required();
    command->add_option("--limits", request->limits, "minmax, 99.5 .. 90, zscale, zscale-ds9, zmax or LOW,HIGH")
        ->capture_default_str();
    command->add_option("--stretch", request->stretch, "linear, log, power, sqrt, squared, asinh, sinh or histeq")
        ->capture_default_str();
    command->add_option("--map", request->map, "A colour map's name")->capture_default_str();
    addProjectOption(*command, context);
    addOutputOptions(*command, context);
    command->footer(
        "Example:\n"
        "  vetrina pixels --project night.vetrina --candid 2481334963515015002 --panel difference --out d.fits");
    command->callback([=, &context] { run(context, *request, *panel); });
}

} // namespace vetrina::app
