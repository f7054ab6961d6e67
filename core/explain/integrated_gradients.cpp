#include "core/explain/attribution.h"
#include "core/explain/gauss_legendre.h"

#include <algorithm>
#include <cmath>

namespace vetrina::explain {

namespace {

/// Gradients along the straight line from the baseline to the image; by Gauss-Legendre, as captum does by default.
class IntegratedGradients : public Attribution {
public:
    IntegratedGradients(const Subject& subject, const Question& question)
        : m_subject(subject)
        , m_baselineText(question.baseline.text())
        , m_baseline(baselineImage(subject, question.baseline))
        , m_rule(gaussLegendre(question.steps))
        , m_sum(subject.image.size(), 0.)
    {
    }

    Result<bool> part(infer::Network& network, Progress& progress) override
    {
        auto* inside = network.differentiable();
        if (!inside)
            return fail(Error::Code::Unsupported,
                "integrated gradients need gradients, which this network does not give", "Install the torch module.");
        if (!m_ends) {
            progress.total = m_rule.points.size();
            return answerAtBothEnds(network);
        }
        const std::size_t size = m_subject.image.size(), all = m_rule.points.size();
        if (m_limit == 0)
            m_limit = imagesAPart(network);
        std::size_t count = std::min(m_limit, all - m_next);
        std::vector<float> images(count * size), gradients(count * size), logits(count * m_subject.classes);
        for (std::size_t k = 0; k < count; ++k)
            for (std::size_t i = 0; i < size; ++i) {
                const double from = static_cast<double>(m_baseline[i]), to = static_cast<double>(m_subject.image[i]);
                images[k * size + i] = static_cast<float>(from + m_rule.points[m_next + k] * (to - from));
            }
        const auto fit = inside->gradients(images, count, m_subject.logit, gradients, logits);
        if (const auto done = fitted(fit, count, network); !done || !*done) {
            m_limit = count;
            return done;
        }
        for (std::size_t k = 0; k < count; ++k)
            for (std::size_t i = 0; i < size; ++i)
                m_sum[i] += m_rule.weights[m_next + k] * static_cast<double>(gradients[k * size + i]);
        m_next += count;
        progress.done = m_next;
        return m_next == all;
    }

    void describe(Saliency& saliency) const override
    {
        saliency.steps = static_cast<int>(m_rule.points.size());
        saliency.baseline = m_baselineText;
        const auto attributions = this->attributions();
        double total = 0;
        bool zero = true;
        for (const double v : attributions) {
            total += v;
            zero = zero && v == 0;
        }
        if (!std::isfinite(total) || !std::isfinite(*m_ends)) {
            saliency.state = Saliency::State::NotANumber;
            saliency.reason = "A gradient on the way from the baseline is not a number.";
            return;
        }
        saliency.difference = *m_ends;
        saliency.completeness = total - *m_ends;
        if (zero) {
            saliency.state = Saliency::State::Zero;
            saliency.reason = m_subject.image == m_baseline
                ? "The image is its own baseline."
                : "The gradient of '" + saliency.className + "' vanishes all the way from the baseline.";
        }
    }

    [[nodiscard]] bool byChannel() const override { return true; }
    std::vector<image::Plane> maps() override
    {
        const auto attributions = this->attributions();
        const auto& shape = m_subject.shape;
        const auto pixels = static_cast<std::ptrdiff_t>(shape.width) * shape.height;
        std::vector<image::Plane> planes;
        for (int c = 0; c < shape.channels; ++c)
            planes.push_back({ shape.width, shape.height,
                std::vector<float>(attributions.begin() + c * pixels, attributions.begin() + (c + 1) * pixels) });
        return planes;
    }

    [[nodiscard]] prepare::Spread spread() const override { return prepare::Spread::Amounts; }

private:
    /// A part of its own: what the attributions must add up to.
    Result<bool> answerAtBothEnds(infer::Network& network)
    {
        const std::size_t size = m_subject.image.size();
        std::array<float, 2> ends{};
        std::vector<float> logits(m_subject.classes);
        for (std::size_t end = 0; end < 2; ++end) {
            std::size_t one = 1;
            const auto& image = end == 0 ? m_baseline : m_subject.image;
            const auto fit = fitted(network.logits(std::span(image).first(size), {}, 1, logits), one, network);
            if (!fit)
                return fit;
            ends[end] = logits[m_subject.logit];
        }
        m_ends = static_cast<double>(m_subject.sign) * (static_cast<double>(ends[1]) - static_cast<double>(ends[0]));
        return false;
    }

    [[nodiscard]] std::vector<double> attributions() const
    {
        std::vector<double> out(m_sum.size());
        for (std::size_t i = 0; i < out.size(); ++i)
            out[i] = static_cast<double>(m_subject.sign) * m_sum[i]
                * (static_cast<double>(m_subject.image[i]) - static_cast<double>(m_baseline[i]));
        return out;
    }

    const Subject& m_subject;
    std::string m_baselineText;
    std::vector<float> m_baseline;
    Quadrature m_rule;
    std::vector<double> m_sum; ///< of weight times gradient
    std::size_t m_next = 0; ///< the first point that is not in it
    std::size_t m_limit = 0; ///< images that fit
    std::optional<double> m_ends; ///< logit of the image less logit of the baseline
};

} // namespace

std::unique_ptr<Attribution> integratedGradients(const Subject& subject, const Question& question)
{
    return std::make_unique<IntegratedGradients>(subject, question);
}

} // namespace vetrina::explain
