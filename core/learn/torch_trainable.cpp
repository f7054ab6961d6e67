// The torch module's second door: a network that learns. Everything that LibTorch throws ends here.

#include "core/base/thread.h"
#include "core/learn/trainer_abi.h"
#include "core/nets/torch_compat.h"
#include "core/nets/torch_error.h"
#include "core/nets/torch_net.h"

#include <cmath>

namespace vetrina::learn {

namespace {

using torch::Tensor;

/// Runs `pass` and lets nothing that LibTorch throws get past it.
template <typename Pass> auto guarded(const std::string& place, Pass pass) -> decltype(pass())
{
    try {
        return pass();
    } catch (const c10::Error& e) {
        if (nets::compat::isOutOfMemory(e))
            return fail(Error::Code::Full, place + ": the device has no room for this training",
                "Take a smaller batch, a smaller network, or another device.");
        return tl::unexpected(nets::toError(place, e));
    } catch (const std::bad_alloc&) {
        return fail(Error::Code::Full, place + ": there is no memory left for this training",
            "Take a smaller batch or a smaller network.");
    } catch (const std::exception& e) {
        return tl::unexpected(nets::toError(place, e));
    }
}

/// AdamW over a stretch of the flat vectors, in one pass over memory.
void adamOnCpu(float* weights, float* first, float* second, const float* gradient, std::int64_t begin, std::int64_t end,
    const AdamStep& step, float rate, float decay, float scale)
{
    const auto beta1 = static_cast<float>(step.beta1), beta2 = static_cast<float>(step.beta2);
    const auto number = static_cast<double>(step.number);
    const auto firstScale = static_cast<float>(1 / (1 - std::pow(step.beta1, number)));
    const auto secondScale = static_cast<float>(1 / std::sqrt(1 - std::pow(step.beta2, number)));
    const auto epsilon = static_cast<float>(step.epsilon);
    const float keep = 1 - rate * decay, size = rate * firstScale;
#pragma GCC ivdep
    for (std::int64_t i = begin; i < end; ++i) {
        const float g = gradient[i] * scale;
        first[i] = beta1 * first[i] + (1 - beta1) * g;
        second[i] = beta2 * second[i] + (1 - beta2) * g * g;
        weights[i] = weights[i] * keep - size * first[i] / (std::sqrt(second[i]) * secondScale + epsilon);
    }
}

class TorchTrainable : public Trainable {
public:
    TorchTrainable(std::shared_ptr<nets::Net> net, const TrainableOptions& options, torch::Device device)
        : m_net(std::move(net))
        , m_card(options.card)
        , m_device(device)
        , m_mixed(options.mixedPrecision)
    {
        m_net->to(m_device);
        std::size_t offset = 0;
        for (const auto& item : m_net->named_parameters()) {
            const auto size = static_cast<std::size_t>(item.value().numel());
            m_parameters.push_back({ item.key(), item.value().sizes().vec(), offset, size });
            offset += size;
        }
        const auto length = static_cast<std::int64_t>(offset);
        const auto flat = [&] { return torch::zeros({ length }, torch::device(m_device)); };
        m_weights = flat();
        m_first = flat();
        m_second = flat();
        m_gradient = flat();
        const torch::NoGradGuard off;
        std::size_t at = 0;
        for (auto& item : m_net->named_parameters()) {
            // Every parameter, and its gradient, is a window of the flat vectors: one pass updates all.
            const auto& place = m_parameters[at++];
            const auto window = [&](const Tensor& whole) {
                return whole.narrow(0, static_cast<std::int64_t>(place.offset), static_cast<std::int64_t>(place.size))
                    .view(place.shape);
            };
            item.value().set_data(window(m_weights));
            item.value().mutable_grad() = window(m_gradient);
        }
        m_rules.assign(m_parameters.size(), {});
    }

    [[nodiscard]] const std::vector<Parameter>& parameters() const override { return m_parameters; }
    [[nodiscard]] std::size_t parameterCount() const override { return static_cast<std::size_t>(m_weights.numel()); }
    [[nodiscard]] std::vector<std::string> parts() const override { return m_net->parts(); }
    [[nodiscard]] std::string device() const override { return m_device.str(); }
    [[nodiscard]] std::size_t passSize() const override { return m_device.is_cuda() ? 256 : 32; }

    void setRules(std::vector<ParameterRule> rules) override
    {
        m_rules = std::move(rules);
        std::size_t at = 0;
        for (auto& item : m_net->named_parameters())
            item.value().requires_grad_(m_rules[at++].rate > 0); // the backward pass ends where nothing learns any more
    }

    Result<double> accumulate(std::span<const float> images, std::span<const Target> targets, float scale) override
    {
        return guarded(m_card.id(), [&]() -> Result<double> {
            nets::compat::allowTf32(m_mixed);
            const auto sum = loss(forward(images, targets.size()), targets);
            (sum * scale).backward();
            return sum.item<double>();
        });
    }

    Result<void> update(const AdamStep& step) override
    {
        return guarded(m_card.id(), [&]() -> Result<void> {
            const torch::NoGradGuard off;
            float scale = 1;
            if (step.clip > 0) {
                const double length = m_gradient.norm().item<double>();
                if (!std::isfinite(length))
                    return fail(Error::Code::Internal, m_card.id() + ": the gradient is no longer finite",
                        "Take a smaller rate of learning.");
                scale = static_cast<float>(std::min(1.0, step.clip / std::max(length, 1e-12)));
            }
            for (std::size_t i = 0; i < m_parameters.size();) {
                // Neighbours of one rule go together.
                std::size_t last = i + 1;
                while (last < m_parameters.size() && m_rules[last].rate == m_rules[i].rate
                    && m_rules[last].decays == m_rules[i].decays)
                    ++last;
                const auto begin = static_cast<std::int64_t>(m_parameters[i].offset);
                const auto end = static_cast<std::int64_t>(m_parameters[last - 1].offset + m_parameters[last - 1].size);
                if (m_rules[i].rate > 0)
                    adam(begin, end, step, m_rules[i], scale);
                i = last;
            }
            m_gradient.zero_();
            if (step.average > 0) {
                if (!m_average.defined())
                    m_average = m_weights.clone();
                else
                    m_average.lerp_(m_weights, 1 - step.average);
            }
            return {};
        });
    }

    Result<void> logits(std::span<const float> images, std::span<float> out, bool averaged) override
    {
        return guarded(m_card.id(), [&]() -> Result<void> {
            const torch::NoGradGuard off;
            const bool other = averaged && m_average.defined();
            Tensor own;
            if (other) {
                own = m_weights.clone();
                m_weights.copy_(m_average);
            }
            const auto shape = m_card.pipeline.shape();
            const std::size_t count = images.size() / shape.size(), classes = m_card.classes.size();
            for (std::size_t first = 0; first < count; first += evaluated) {
                const std::size_t here = std::min(evaluated, count - first);
                const auto answer = forward(images.subspan(first * shape.size(), here * shape.size()), here)
                                        .to(torch::kCPU, torch::kFloat32)
                                        .contiguous();
                std::copy_n(answer.data_ptr<float>(), here * classes,
                    out.begin() + static_cast<std::ptrdiff_t>(first * classes));
            }
            if (other)
                m_weights.copy_(own);
            return {};
        });
    }

    Result<TrainingState> state() const override
    {
        return guarded(m_card.id(), [&]() -> Result<TrainingState> {
            const auto out = [](const Tensor& flat) {
                if (!flat.defined())
                    return std::vector<float>();
                const auto here = flat.to(torch::kCPU).contiguous();
                return std::vector<float>(here.data_ptr<float>(), here.data_ptr<float>() + here.numel());
            };
            return TrainingState{ out(m_weights), out(m_first), out(m_second), out(m_average) };
        });
    }

    Result<void> setState(const TrainingState& state) override
    {
        const auto length = parameterCount();
        if (state.weights.size() != length || state.first.size() != length || state.second.size() != length
            || (!state.average.empty() && state.average.size() != length))
            return fail(
                Error::Code::Malformed, m_card.id() + ": this state is of another network", "Begin the training anew.");
        return guarded(m_card.id(), [&]() -> Result<void> {
            const torch::NoGradGuard off;
            const auto in = [](const std::vector<float>& from) {
                return torch::from_blob(const_cast<float*>(from.data()), { static_cast<std::int64_t>(from.size()) });
            };
            m_weights.copy_(in(state.weights));
            m_first.copy_(in(state.first));
            m_second.copy_(in(state.second));
            m_gradient.zero_();
            m_average = state.average.empty() ? Tensor() : in(state.average).clone().to(m_device);
            return {};
        });
    }

private:
    static constexpr std::size_t evaluated = 64;

    [[nodiscard]] Tensor forward(std::span<const float> images, std::size_t count)
    {
        const auto shape = m_card.pipeline.shape();
        const auto batch = torch::from_blob(const_cast<float*>(images.data()),
            { static_cast<std::int64_t>(count), shape.channels, shape.height, shape.width }, torch::kFloat32)
                               .to(m_device);
        const nets::compat::MixedPrecision mixed(m_mixed);
        return m_net->forward(batch).to(torch::kFloat32);
    }

    /// The sum of the samples' weighted losses.
    [[nodiscard]] Tensor loss(const Tensor& logits, std::span<const Target> targets) const
    {
        const auto count = static_cast<std::int64_t>(targets.size());
        const auto real = torch::empty({ count }), realWeight = torch::empty({ count }),
                   typeWeight = torch::empty({ count });
        const auto type = torch::empty({ count }, torch::kInt64);
        for (std::int64_t i = 0; i < count; ++i) {
            const auto& target = targets[static_cast<std::size_t>(i)];
            real.data_ptr<float>()[i] = target.real;
            realWeight.data_ptr<float>()[i] = target.realWeight;
            type.data_ptr<std::int64_t>()[i] = target.type;
            typeWeight.data_ptr<float>()[i] = target.typeWeight;
        }
        const auto ofReal = [&](const Tensor& logit) {
            return torch::binary_cross_entropy_with_logits(
                logit, real.to(m_device), realWeight.to(m_device), {}, at::Reduction::Sum);
        };
        const auto ofType = [&](const Tensor& some) {
            const auto each = torch::nll_loss(torch::log_softmax(some, 1), type.to(m_device), {}, at::Reduction::None);
            return (each * typeWeight.to(m_device)).sum();
        };
        switch (m_card.output) {
        case nets::Output::Sigmoid:
            return ofReal(logits.select(1, 0));
        case nets::Output::Softmax:
            return ofType(logits);
        case nets::Output::RealThenType:
            break;
        }
        return ofReal(logits.select(1, 0)) + ofType(logits.narrow(1, 1, logits.size(1) - 1));
    }

    void adam(std::int64_t begin, std::int64_t end, const AdamStep& step, const ParameterRule& rule, float scale)
    {
        const auto rate = static_cast<float>(step.rate) * rule.rate;
        const auto decay = rule.decays ? static_cast<float>(step.decay) : 0.F;
        if (!m_device.is_cuda()) {
            auto* weights = m_weights.data_ptr<float>();
            auto* first = m_first.data_ptr<float>();
            auto* second = m_second.data_ptr<float>();
            const auto* gradient = m_gradient.data_ptr<float>();
            at::parallel_for(begin, end, 65536, [&](std::int64_t from, std::int64_t to) {
                adamOnCpu(weights, first, second, gradient, from, to, step, rate, decay, scale);
            });
            return;
        }
        const auto part = [&](const Tensor& flat) { return flat.narrow(0, begin, end - begin); };
        const auto g = part(m_gradient) * scale;
        const auto number = static_cast<double>(step.number);
        part(m_first).mul_(step.beta1).add_(g, 1 - step.beta1);
        part(m_second).mul_(step.beta2).addcmul_(g, g, 1 - step.beta2);
        const auto spread = part(m_second).sqrt().div_(std::sqrt(1 - std::pow(step.beta2, number))).add_(step.epsilon);
        part(m_weights)
            .mul_(1 - rate * decay)
            .addcdiv_(part(m_first), spread, -static_cast<double>(rate) / (1 - std::pow(step.beta1, number)));
    }

    std::shared_ptr<nets::Net> m_net;
    nets::ModelCard m_card;
    torch::Device m_device;
    bool m_mixed;
    std::vector<Parameter> m_parameters;
    std::vector<ParameterRule> m_rules;
    Tensor m_weights, m_first, m_second, m_gradient, m_average; ///< flat
};

} // namespace

extern "C" {

__attribute__((visibility("default"))) const char* vetrina_trainer_abi()
{
    static const std::string abi = trainerAbi();
    return abi.c_str();
}

__attribute__((visibility("default"))) void vetrina_trainer_create(
    const TrainableOptions* options, Result<std::unique_ptr<Trainable>>* out)
{
    *out = guarded(options->card.id(), [&]() -> Result<std::unique_ptr<Trainable>> {
        nets::compat::setThreads(options->threads ? options->threads : usableCores());
        const auto device = nets::compat::deviceNamed(options->device);
        if (!device)
            return tl::unexpected(device.error());
        if (options->mixedPrecision && !device->is_cuda())
            return fail(Error::Code::Unsupported,
                "mixed precision is for GPUs: on the CPU it is slower than float32, and where a virtual machine "
                "promises AMX without having it, it ends the program",
                "Use float32 in the recipe.");
        auto net = nets::makeNet(options->card);
        if (!net)
            return tl::unexpected(net.error());
        return std::make_unique<TorchTrainable>(std::move(*net), *options, *device);
    });
}
}

} // namespace vetrina::learn
