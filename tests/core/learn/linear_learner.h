#pragma once

#include "core/learn/trainable.h"

#include <cmath>
#include <functional>

/// A network without LibTorch: one layer from the pixels to three classes, softmax, trained by AdamW in double.
class LinearLearner : public vetrina::learn::Trainable {
public:
    LinearLearner(std::size_t pixels, std::size_t classes)
        : m_pixels(pixels)
        , m_classes(classes)
        , m_parameters{ { "head.fc.weight", { static_cast<std::int64_t>(classes), static_cast<std::int64_t>(pixels) },
              0, pixels * classes } }
    {
        m_state.weights.assign(pixels * classes, 0);
        m_state.first = m_state.second = m_state.weights;
        m_gradient.assign(pixels * classes, 0);
    }

    std::function<void()> before; ///< called by each pass
    std::size_t steps = 0;

    const std::vector<vetrina::learn::Parameter>& parameters() const override { return m_parameters; }
    std::size_t parameterCount() const override { return m_state.weights.size(); }
    std::vector<std::string> parts() const override { return { "head" }; }
    std::string device() const override { return "cpu"; }
    std::size_t passSize() const override { return 4; }
    void setRules(std::vector<vetrina::learn::ParameterRule>) override { }

    vetrina::Result<double> accumulate(
        std::span<const float> images, std::span<const vetrina::learn::Target> targets, float scale) override
    {
        if (before)
            before();
        double sum = 0;
        for (std::size_t i = 0; i < targets.size(); ++i) {
            const auto p = answer(m_state.weights, images.subspan(i * m_pixels, m_pixels));
            sum -= std::log(p[static_cast<std::size_t>(targets[i].type)]) * static_cast<double>(targets[i].typeWeight);
            for (std::size_t k = 0; k < m_classes; ++k) {
                const double slope = p[k] - (static_cast<std::int32_t>(k) == targets[i].type ? 1 : 0);
                for (std::size_t x = 0; x < m_pixels; ++x)
                    m_gradient[k * m_pixels + x] +=
                        static_cast<float>(slope) * scale * targets[i].typeWeight * images[i * m_pixels + x];
            }
        }
        return sum;
    }
    vetrina::Result<void> update(const vetrina::learn::AdamStep& step) override
    {
        ++steps;
        for (std::size_t i = 0; i < m_gradient.size(); ++i) {
            auto& m = m_state.first[i];
            auto& v = m_state.second[i];
            m = 0.9F * m + 0.1F * m_gradient[i];
            v = 0.999F * v + 0.001F * m_gradient[i] * m_gradient[i];
            const double number = static_cast<double>(step.number);
            m_state.weights[i] -= static_cast<float>(step.rate * static_cast<double>(m) / (1 - std::pow(0.9, number))
                / (std::sqrt(static_cast<double>(v) / (1 - std::pow(0.999, number))) + 1e-8));
            m_gradient[i] = 0;
        }
        return {};
    }
    vetrina::Result<void> logits(std::span<const float> images, std::span<float> out, bool) override
    {
        for (std::size_t i = 0; i < images.size() / m_pixels; ++i)
            for (std::size_t k = 0; k < m_classes; ++k)
                out[i * m_classes + k] =
                    static_cast<float>(logit(m_state.weights, images.subspan(i * m_pixels, m_pixels), k));
        return {};
    }
    vetrina::Result<vetrina::learn::TrainingState> state() const override { return m_state; }
    vetrina::Result<void> setState(const vetrina::learn::TrainingState& state) override
    {
        m_state = state;
        m_gradient.assign(m_gradient.size(), 0);
        return {};
    }

private:
    [[nodiscard]] double logit(const std::vector<float>& weights, std::span<const float> image, std::size_t k) const
    {
        double sum = 0;
        for (std::size_t x = 0; x < m_pixels; ++x)
            sum += static_cast<double>(weights[k * m_pixels + x]) * static_cast<double>(image[x]);
        return sum;
    }
    [[nodiscard]] std::vector<double> answer(const std::vector<float>& weights, std::span<const float> image) const
    {
        std::vector<double> p;
        double all = 0;
        for (std::size_t k = 0; k < m_classes; ++k)
            all += p.emplace_back(std::exp(logit(weights, image, k)));
        for (auto& one : p)
            one /= all;
        return p;
    }

    std::size_t m_pixels, m_classes;
    std::vector<vetrina::learn::Parameter> m_parameters;
    vetrina::learn::TrainingState m_state;
    std::vector<float> m_gradient;
};
