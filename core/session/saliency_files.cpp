#include "core/formats/npy.h"
#include "core/formats/png.h"
#include "core/image/render.h"
#include "core/session/explain.h"

#include <algorithm>
#include <cmath>

namespace vetrina::session {

namespace {

using explain::Saliency;

/// From blue by dark to amber, in the theme's own colours.
const image::ColorMap& signedMap()
{
    static const image::ColorMap made = [] {
        constexpr std::array<double, 3> below{ 90, 155, 240 }, zero{ 16, 19, 23 }, above{ 240, 176, 64 };
        image::ColorMap map{ "saliency", {} };
        for (std::size_t i = 0; i < map.size; ++i) {
            const double at = 2 * (static_cast<double>(i) + 0.5) / map.size - 1, far = std::abs(at);
            std::uint32_t color = 0xff;
            for (std::size_t c = 0; c < 3; ++c)
                color = color << 8
                    | static_cast<std::uint32_t>(std::lround(zero[c] + far * ((at < 0 ? below : above)[c] - zero[c])));
            map.colors[i] = color;
        }
        return map;
    }();
    return made;
}

Result<void> writeShown(const std::filesystem::path& file, const std::vector<image::Plane>& planes,
    const std::map<std::string, std::string>& texts)
{
    const int width = planes.front().width, height = planes.front().height;
    const int whole = width * static_cast<int>(planes.size());
    float most = 0;
    for (const auto& plane : planes)
        for (const float v : plane.pixels)
            most = std::max(most, std::abs(v));
    image::Display display;
    display.map = &signedMap();
    std::vector<std::uint8_t> rgb(static_cast<std::size_t>(whole) * static_cast<std::size_t>(height) * 3);
    for (std::size_t p = 0; p < planes.size(); ++p) {
        std::vector<std::uint32_t> argb(planes[p].pixels.size());
        image::render(planes[p].view(), { -most, most }, display, argb);
        for (std::size_t i = 0; i < argb.size(); ++i) {
            const std::size_t row = i / static_cast<std::size_t>(width), column = i % static_cast<std::size_t>(width);
            auto* to =
                rgb.data() + 3 * (row * static_cast<std::size_t>(whole) + p * static_cast<std::size_t>(width) + column);
            for (const int shift : { 16, 8, 0 })
                *to++ = static_cast<std::uint8_t>(argb[i] >> shift);
        }
    }
    return formats::writePng(file, whole, height, formats::PngPixels::Rgb8, rgb, texts);
}

/// The maps that are written, all of one size; a stamp that is missing has nothing to show for it.
Result<std::vector<image::Plane>> chosen(const Saliency& saliency, std::optional<data::Panel> panel)
{
    if (panel) {
        const auto& plane = saliency.maps[static_cast<std::size_t>(*panel)];
        if (plane.empty())
            return fail(Error::Code::NotFound, std::string(data::name(*panel)) + ": the cutout is missing");
        return std::vector{ plane };
    }
    const auto& sample = *std::ranges::find_if(saliency.maps, [](const auto& one) { return !one.empty(); });
    std::vector<image::Plane> planes;
    for (const auto& plane : saliency.maps) {
        if (!plane.empty() && (plane.width != sample.width || plane.height != sample.height))
            return fail(
                Error::Code::Unsupported, "the stamps are of different sizes", "Choose one of them with --panel.");
        planes.push_back(plane);
        if (plane.empty())
            planes.back() = { sample.width, sample.height, std::vector<float>(sample.view().size(), 0.F) };
    }
    if (!saliency.byChannel)
        planes = { sample };
    return planes;
}

} // namespace

Result<void> isSaliencyFile(const std::filesystem::path& file)
{
    if (file.extension() == ".npy" || file.extension() == ".png")
        return {};
    return fail(Error::Code::Unsupported,
        file.string() + ": '" + file.extension().string() + "' is not a format of saliency",
        "End the name in .npy or .png.");
}

Result<SaliencyFile> writeSaliency(
    const Saliency& saliency, const std::filesystem::path& file, std::optional<data::Panel> panel)
{
    if (auto known = isSaliencyFile(file); !known)
        return tl::unexpected(known.error());
    if (saliency.state != Saliency::State::Map)
        return fail(Error::Code::Malformed, saliency.title() + " shows nothing: " + saliency.reason,
            saliency.state == Saliency::State::Zero ? "Ask for another class, layer or method." : "");
    const auto planes = chosen(saliency, panel);
    if (!planes)
        return tl::unexpected(planes.error());
    const SaliencyFile what{ planes->front().width, planes->front().height, planes->size() > 1 };
    Result<void> written;
    if (file.extension() == ".png") {
        written = writeShown(file, *planes,
            { { "Software", "Vetrina" },
                { "Description", saliency.title() + ", " + saliency.className + ", " + saliency.model } });
    } else {
        std::vector<std::int64_t> shape{ what.height, what.width };
        if (what.stacked)
            shape.insert(shape.begin(), static_cast<std::int64_t>(planes->size()));
        std::vector<float> values;
        for (const auto& plane : *planes)
            values.insert(values.end(), plane.pixels.begin(), plane.pixels.end());
        written = formats::writeNpy(file, shape, values);
    }
    if (!written)
        return tl::unexpected(written.error());
    return what;
}

} // namespace vetrina::session
