#include "core/explain/attribution.h"

#include <algorithm>
#include <cmath>

namespace vetrina::explain {

namespace {

constexpr int smallestSide = 7; ///< of a map that still says where

/// The deepest layer that still says where, else the deepest of those that say it best.
std::string defaultLayer(const std::vector<infer::Layer>& layers)
{
    const infer::Layer* best = nullptr;
    const auto side = [](const infer::Layer& layer) { return std::min({ layer.width, layer.height, smallestSide }); };
    for (const auto& layer : layers)
        if (!best || side(layer) >= side(*best))
            best = &layer;
    return best ? best->name : std::string();
}

/// As pytorch-grad-cam's scale_cam_image: from 0 to nearly 1.
void scale(image::Plane& plane)
{
    const float low = *std::ranges::min_element(plane.pixels);
    for (float& v : plane.pixels)
        v -= low;
    const float high = 1e-7F + *std::ranges::max_element(plane.pixels);
    for (float& v : plane.pixels)
        v /= high;
}

class GradCam : public Attribution {
public:
    GradCam(const Subject& subject, std::string layer)
        : m_subject(subject)
        , m_layer(std::move(layer))
    {
    }

    Result<bool> part(infer::Network& network, Progress& progress) override
    {
        auto* inside = network.differentiable();
        if (!inside)
            return fail(Error::Code::Unsupported, "Grad-CAM needs gradients, which this network does not give",
                "Install the torch module.");
        if (m_layer.empty()) {
            const auto layers = inside->layers();
            if (!layers)
                return tl::unexpected(layers.error());
            m_layer = defaultLayer(*layers);
        }
        auto maps = inside->maps(m_subject.image, m_layer, m_subject.logit);
        if (!maps)
            return tl::unexpected(maps.error());
        weigh(*maps);
        progress.total = progress.done = 1;
        return true;
    }

    void describe(Saliency& saliency) const override
    {
        saliency.layer = m_layer;
        saliency.layerWidth = m_cam.width;
        saliency.layerHeight = m_cam.height;
        const auto [low, high] = std::ranges::minmax_element(m_cam.pixels);
        if (!m_finite) {
            saliency.state = Saliency::State::NotANumber;
            saliency.reason = "The maps of " + m_layer + " or their gradients are not numbers.";
        } else if (*low == *high) {
            saliency.state = Saliency::State::Zero;
            if (*high > 0)
                saliency.reason = "The maps of " + m_layer + " are the same everywhere: they do not say where.";
            else if (m_vanishes)
                saliency.reason = "The gradient of '" + saliency.className + "' vanishes at " + m_layer + ".";
            else
                saliency.reason = "Nothing that " + m_layer + " sees speaks for '" + saliency.className + "'.";
        }
    }

    [[nodiscard]] bool byChannel() const override { return false; }
    std::vector<image::Plane> maps() override
    {
        auto plane = m_cam;
        scale(plane);
        const prepare::Resize toInput{ m_subject.shape.height, m_subject.shape.width };
        (void)prepare::apply(toInput, plane); // a resize can't fail
        scale(plane);
        return { std::move(plane) };
    }

    [[nodiscard]] prepare::Spread spread() const override { return prepare::Spread::Heights; }

private:
    /// Equations 1 and 2 of the paper: channels weighted by their mean gradient, and what is above zero of their sum.
    void weigh(const infer::Differentiable::Maps& maps)
    {
        const auto pixels = static_cast<std::size_t>(maps.layer.width) * static_cast<std::size_t>(maps.layer.height);
        std::vector<double> sum(pixels, 0.);
        for (std::size_t first = 0; first < maps.values.size(); first += pixels) {
            double weight = 0;
            for (std::size_t i = 0; i < pixels; ++i)
                weight += static_cast<double>(maps.gradients[first + i]);
            weight *= static_cast<double>(m_subject.sign) / static_cast<double>(pixels);
            m_vanishes = m_vanishes && weight == 0;
            for (std::size_t i = 0; i < pixels; ++i)
                sum[i] += weight * static_cast<double>(maps.values[first + i]);
        }
        m_cam = { maps.layer.width, maps.layer.height, std::vector<float>(pixels) };
        for (std::size_t i = 0; i < pixels; ++i) {
            const auto value = static_cast<float>(sum[i]);
            m_finite = m_finite && std::isfinite(value);
            m_cam.pixels[i] = std::max(value, 0.F);
        }
    }

    const Subject& m_subject;
    std::string m_layer;
    image::Plane m_cam; ///< over the layer's pixels
    bool m_finite = true, m_vanishes = true;
};

} // namespace

std::unique_ptr<Attribution> gradCam(const Subject& subject, const Question& question)
{
    return std::make_unique<GradCam>(subject, question.layer);
}

} // namespace vetrina::explain
