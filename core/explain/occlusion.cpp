#include "core/explain/attribution.h"

#include <algorithm>
#include <cmath>

namespace vetrina::explain {

namespace {

/// A square of the baseline moved over the image, as captum's Occlusion does: a last window that would leave the image
/// is cut at its edge, and a pixel's value is the mean of the windows over it.
class Occlusion : public Attribution {
public:
    Occlusion(const Subject& subject, const Question& question)
        : m_subject(subject)
        , m_window(question.window)
        , m_stride(question.stride)
        , m_byChannel(question.byChannel)
        , m_baselineText(question.baseline.text())
        , m_baseline(baselineImage(subject, question.baseline))
        , m_columns(positions(subject.shape.width))
        , m_rows(positions(subject.shape.height))
        , m_sum(planes() * pixels(), 0.)
        , m_weight(pixels(), 0.)
    {
    }

    Result<bool> part(infer::Network& network, Progress& progress) override
    {
        const std::size_t size = m_subject.image.size(), all = planes() * m_rows * m_columns;
        progress.total = all;
        if (!m_whole) {
            std::vector<float> logits(m_subject.classes);
            std::size_t one = 1;
            const auto fit = fitted(network.logits(m_subject.image, {}, 1, logits), one, network);
            if (!fit)
                return fit;
            m_whole = logits[m_subject.logit];
        }
        if (m_limit == 0)
            m_limit = imagesAPart(network);
        std::size_t count = std::min(m_limit, all - m_next);
        std::vector<float> images, logits(count * m_subject.classes);
        images.reserve(count * size);
        for (std::size_t k = 0; k < count; ++k) {
            images.insert(images.end(), m_subject.image.begin(), m_subject.image.end());
            hide(m_next + k, images.data() + k * size);
        }
        const auto fit = network.logits(images, {}, count, logits);
        if (const auto done = fitted(fit, count, network); !done || !*done) {
            m_limit = count;
            return done;
        }
        for (std::size_t k = 0; k < count; ++k)
            note(m_next + k,
                static_cast<double>(*m_whole) - static_cast<double>(logits[k * m_subject.classes + m_subject.logit]));
        m_next += count;
        progress.done = m_next;
        return m_next == all;
    }

    void describe(Saliency& saliency) const override
    {
        saliency.window = m_window;
        saliency.stride = m_stride;
        saliency.baseline = m_baselineText;
        if (!std::ranges::all_of(m_sum, [](double v) { return std::isfinite(v); })) {
            saliency.state = Saliency::State::NotANumber;
            saliency.reason = "The network's answer is not a number where a part of the image is hidden.";
        } else if (std::ranges::all_of(m_sum, [](double v) { return v == 0; })) {
            saliency.state = Saliency::State::Zero;
            saliency.reason = "Hiding any part of the image does not change the answer.";
        }
    }

    [[nodiscard]] bool byChannel() const override { return m_byChannel; }
    std::vector<image::Plane> maps() override
    {
        std::vector<image::Plane> out;
        for (std::size_t p = 0; p < planes(); ++p) {
            image::Plane plane{ m_subject.shape.width, m_subject.shape.height, std::vector<float>(pixels()) };
            for (std::size_t i = 0; i < pixels(); ++i)
                plane.pixels[i] =
                    static_cast<float>(static_cast<double>(m_subject.sign) * m_sum[p * pixels() + i] / m_weight[i]);
            out.push_back(std::move(plane));
        }
        return out;
    }

    [[nodiscard]] prepare::Spread spread() const override { return prepare::Spread::Heights; }

private:
    [[nodiscard]] std::size_t pixels() const
    {
        return static_cast<std::size_t>(m_subject.shape.width) * static_cast<std::size_t>(m_subject.shape.height);
    }
    [[nodiscard]] std::size_t planes() const
    {
        return m_byChannel ? static_cast<std::size_t>(m_subject.shape.channels) : 1;
    }
    /// Of the window along a side.
    [[nodiscard]] std::size_t positions(int side) const
    {
        return static_cast<std::size_t>((side - m_window + m_stride - 1) / m_stride + 1);
    }

    /// Calls `each(plane, pixel)` for what the window covers at a position.
    void cover(std::size_t position, const auto& each) const
    {
        const std::size_t plane = position / (m_rows * m_columns);
        const int top = static_cast<int>(position / m_columns % m_rows) * m_stride;
        const int left = static_cast<int>(position % m_columns) * m_stride;
        const int width = m_subject.shape.width;
        for (int row = top; row < std::min(top + m_window, m_subject.shape.height); ++row)
            for (int column = left; column < std::min(left + m_window, width); ++column)
                each(plane, static_cast<std::size_t>(row * width + column));
    }

    void hide(std::size_t position, float* image) const
    {
        const auto channels = static_cast<std::size_t>(m_subject.shape.channels);
        cover(position, [&](std::size_t plane, std::size_t pixel) {
            for (std::size_t c = m_byChannel ? plane : 0; c < (m_byChannel ? plane + 1 : channels); ++c)
                image[c * pixels() + pixel] = m_baseline[c * pixels() + pixel];
        });
    }

    void note(std::size_t position, double fall)
    {
        cover(position, [&](std::size_t plane, std::size_t pixel) {
            m_sum[plane * pixels() + pixel] += fall;
            m_weight[pixel] += plane == 0 ? 1 : 0; // the same for all planes
        });
    }

    const Subject& m_subject;
    int m_window, m_stride;
    bool m_byChannel;
    std::string m_baselineText;
    std::vector<float> m_baseline;
    std::size_t m_columns, m_rows; ///< positions of the window
    std::vector<double> m_sum; ///< falls, planes x pixels
    std::vector<double> m_weight; ///< windows over each pixel
    std::size_t m_next = 0; ///< the first position that was not tried
    std::size_t m_limit = 0; ///< images that fit
    std::optional<float> m_whole; ///< the logit with nothing hidden
};

} // namespace

std::unique_ptr<Attribution> occlusion(const Subject& subject, const Question& question)
{
    return std::make_unique<Occlusion>(subject, question);
}

} // namespace vetrina::explain
