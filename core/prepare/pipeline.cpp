#include "core/prepare/pipeline.h"

#include "core/prepare/card_json.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace vetrina::prepare {

namespace {

constexpr int largestSide = 4096;
constexpr std::size_t largestInput = std::size_t(1) << 22; ///< floats: three channels of 1182 x 1182
constexpr double largestFloat = std::numeric_limits<float>::max();

/// Dispatches on the word first, so that a step's keys can be judged by their own list.
Result<Step> parseStep(const nlohmann::json& json, const std::string& place)
{
    CardObject object(json, place);
    const auto number = [&](const char* key, double fallback) {
        return static_cast<float>(object.number(key, -largestFloat, largestFloat, fallback));
    };
    const auto side = [&](const char* key) { return object.integer(key, 1, largestSide); };

    const std::string word = object.text("step");
    Step step;
    if (word == "nan") {
        ReplaceNan made;
        made.value = number("value", 0);
        made.infinityToLargest = object.choice<bool>("infinity", { { "keep", false }, { "largest", true } }, false);
        step = made;
    } else if (word == "normalise") {
        Normalise made;
        made.norm = object.choice<Normalise::Norm>(
            "norm", { { "row-l2", Normalise::Norm::RowL2 }, { "image-l2", Normalise::Norm::ImageL2 } });
        made.zero = object.choice<Normalise::Zero>(
            "zero", { { "keep", Normalise::Zero::Keep }, { "refuse", Normalise::Zero::Refuse } });
        step = made;
    } else if (word == "pad") {
        Pad made{ side("height"), side("width"), number("value", 0), {} };
        made.corner = object.choice<Pad::Corner>(
            "corner", { { "bottom-right", Pad::Corner::BottomRight }, { "centre", Pad::Corner::Centre } });
        step = made;
    } else if (word == "crop") {
        step = Crop{ side("height"), side("width"), object.boolean("renormalise") };
    } else if (word == "resize") {
        (void)object.choice<int>("method", { { "bilinear", 0 } });
        step = Resize{ side("height"), side("width") };
    } else if (word == "scale") {
        step = Scale{ number("factor", 1), number("offset", 0) };
    } else {
        object.wrong(
            "step", "unknown step '" + word + "'; this version has nan, normalise, pad, crop, resize and scale");
    }
    if (auto whole = object.finish(); !whole)
        return tl::unexpected(whole.error());
    return step;
}

/// The size that the steps lead to whatever the stamp's; 0 where it depends on the stamp.
struct Size {
    int height = 0, width = 0;

    void after(const Step& step)
    {
        if (const auto* pad = std::get_if<Pad>(&step))
            *this = { pad->height, pad->width };
        else if (const auto* resize = std::get_if<Resize>(&step))
            *this = { resize->height, resize->width };
        else if (const auto* crop = std::get_if<Crop>(&step); crop && height > 0)
            *this = { std::min(height, crop->height), std::min(width, crop->width) };
    }
};

std::string text(int width, int height) { return std::to_string(width) + " x " + std::to_string(height); }

} // namespace

Result<Pipeline> Pipeline::parse(const nlohmann::json& input, const nlohmann::json& steps)
{
    Pipeline made;
    CardObject object(input, "input");
    if (const auto kind = object.text("kind"); input.is_object() && kind != "triplet")
        return fail(Error::Code::Unsupported, "input.kind: '" + kind + "' is not something this version prepares",
            "It prepares \"triplet\".");
    for (const auto& channel : object.texts("channels")) {
        const auto panel = std::ranges::find(data::panels, channel, [](data::Panel p) { return data::name(p); });
        if (panel == data::panels.end())
            object.wrong("channels", "'" + channel + "' is not one of science, template, difference");
        else
            made.m_channels.push_back(*panel);
    }
    if (made.m_channels.empty() || made.m_channels.size() > 16)
        object.wrong("channels", "expected 1 to 16 of them");
    made.m_shape = { static_cast<int>(made.m_channels.size()), object.integer("height", 1, largestSide),
        object.integer("width", 1, largestSide) };
    if (made.m_shape.size() > largestInput)
        object.wrong("height", "the input would be of more than " + std::to_string(largestInput) + " numbers");
    if (auto whole = object.finish(); !whole)
        return tl::unexpected(whole.error());

    if (!steps.is_array())
        return fail(Error::Code::Malformed, "prepare: expected a list of steps", "Correct the card.");
    Size size;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        auto step = parseStep(steps[i], "prepare[" + std::to_string(i) + "]");
        if (!step)
            return tl::unexpected(step.error());
        size.after(*step);
        made.m_steps.push_back(*step);
    }
    if (size.height > 0 && (size.height != made.m_shape.height || size.width != made.m_shape.width))
        return fail(Error::Code::Malformed,
            "prepare: the steps give " + text(size.width, size.height) + " pixels, input says "
                + text(made.m_shape.width, made.m_shape.height),
            "Make the last pad, crop or resize fit the input.");
    return made;
}

Result<void> Pipeline::run(const data::Triplet& triplet, std::span<float> out) const
{
    assert(out.size() == m_shape.size());
    float* to = out.data();
    for (const data::Panel panel : m_channels) {
        const std::string panelName(data::name(panel));
        const data::Stamp& stamp = triplet[panel];
        if (stamp.plane.empty() || stamp.plane.pixels.size() != stamp.plane.view().size())
            return fail(Error::Code::NotFound,
                panelName + ": the cutout is missing" + (stamp.problem.empty() ? "" : " (" + stamp.problem + ")"));
        image::Plane plane = stamp.plane;
        for (const Step& step : m_steps)
            if (auto done = apply(step, plane); !done)
                return tl::unexpected(at(panelName, done.error()));
        if (plane.width != m_shape.width || plane.height != m_shape.height)
            return fail(Error::Code::Unsupported,
                panelName + ": is " + text(plane.width, plane.height) + " pixels, the model takes "
                    + text(m_shape.width, m_shape.height),
                "Use a model whose card pads, crops or resizes.");
        // x - x is 0 for every finite x and NaN for the rest; one sum sees them all.
        float wrong = 0;
        for (const float v : plane.pixels)
            wrong += v - v;
        if (wrong != 0 || std::isnan(wrong))
            return fail(Error::Code::Malformed, panelName + ": is not finite after preparation");
        to = std::copy(plane.pixels.begin(), plane.pixels.end(), to);
    }
    return {};
}

} // namespace vetrina::prepare
