#include "core/session/pixels.h"

#include "core/formats/fits.h"
#include "core/formats/npy.h"
#include "core/formats/png.h"
#include "core/image/colormap.h"
#include "core/image/limits.h"
#include "core/image/render.h"
#include "core/image/stretch.h"
#include "core/session/candidates.h"
#include "core/session/session.h"

namespace vetrina::session {

namespace {

Result<void> writeShown(const std::filesystem::path& file, const image::Plane& plane, const image::Limits& limits,
    const image::Display& display)
{
    std::vector<std::uint32_t> argb(plane.pixels.size());
    image::render(plane.view(), limits, display, argb);
    std::vector<std::uint8_t> rgb;
    rgb.reserve(3 * argb.size());
    for (const auto pixel : argb)
        for (const int shift : { 16, 8, 0 })
            rgb.push_back(static_cast<std::uint8_t>(pixel >> shift));
    return formats::writePng(file, plane.width, plane.height, formats::PngPixels::Rgb8, rgb);
}

} // namespace

Result<PixelsReport> writePixels(Session& session, const PixelsRequest& request)
{
    const auto limitsChoice = image::parseLimits(request.limits);
    const auto stretch = image::parseStretch(request.stretch);
    const auto map = image::ColorMap::named(request.map);
    if (!limitsChoice)
        return tl::unexpected(limitsChoice.error());
    if (!stretch)
        return tl::unexpected(stretch.error());
    if (!map)
        return tl::unexpected(map.error());
    const auto ending = request.out.extension();
    if (ending != ".fits" && ending != ".npy" && ending != ".png")
        return fail(Error::Code::Unsupported,
            request.out.string() + ": '" + ending.string() + "' is not a format of pixels",
            "End the name in .fits, .npy or .png.");

    const auto row = session.candidates().find(request.candid);
    if (!row)
        return tl::unexpected(row.error());
    const auto triplet = session.candidates().triplet(*row);
    if (!triplet)
        return tl::unexpected(triplet.error());
    const auto& stamp = (*triplet)[request.panel];
    if (stamp.plane.empty())
        return fail(Error::Code::Malformed,
            std::to_string(request.candid) + ": " + std::string(data::name(request.panel))
                + " cutout: " + stamp.problem,
            "The packet itself lacks it.");
    const auto& plane = stamp.plane;
    const auto limits = image::limitsOf(plane.view(), *limitsChoice);

    Result<void> written;
    if (ending == ".fits") {
        written = formats::writeFits(request.out, plane.view());
    } else if (ending == ".npy") {
        const std::int64_t shape[] = { plane.height, plane.width };
        written = formats::writeNpy(request.out, shape, plane.pixels);
    } else {
        image::Display display;
        display.stretch = *stretch;
        display.map = *map;
        written = writeShown(request.out, plane, limits, display);
    }
    if (!written)
        return tl::unexpected(written.error());
    return PixelsReport{ plane.width, plane.height, limits.low, limits.high };
}

} // namespace vetrina::session
