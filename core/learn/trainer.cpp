#include "core/learn/trainer.h"

#include "core/base/executor.h"
#include "core/learn/schedule.h"
#include "core/metrics/confusion.h"
#include "core/metrics/roc.h"
#include "core/nets/answer.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>

namespace vetrina::learn {

namespace {

double now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

/// What chance decides has a number of its own, above those of the epochs.
constexpr std::uint64_t shuffling = std::uint64_t(1) << 32;

} // namespace

Trainer::Trainer(Trainable& network, const nets::ModelCard& card, const Lessons& lessons, const Recipe& recipe,
    const TrainingData& data, Options options)
    : m_network(network)
    , m_card(card)
    , m_lessons(lessons)
    , m_recipe(recipe)
    , m_data(data)
    , m_options(std::move(options))
{
    for (const auto& lesson : data.lessons)
        m_targets.push_back(lesson.target);
    if (recipe.balanced) {
        // By the training part alone: validation is weighed as that is, or its loss would be another one.
        std::vector<Target> training;
        for (const std::size_t i : data.training)
            training.push_back(m_targets[i]);
        const Weighing weighing(training);
        for (auto& target : m_targets)
            target = weighing.weighed(target);
    }
    const auto batch = static_cast<std::int64_t>(recipe.batch);
    m_batches = (static_cast<std::int64_t>(data.training.size()) + batch - 1) / batch;
}

std::vector<ParameterRule> Trainer::rules() const
{
    const auto parts = m_network.parts();
    std::vector<ParameterRule> rules;
    for (const auto& parameter : m_network.parameters()) {
        const auto own = static_cast<int>(std::ranges::find_if(parts, [&](const std::string& part) {
            return parameter.name.starts_with(part + ".");
        }) - parts.begin());
        const int depth = static_cast<int>(parts.size()) - 1 - own; // of the head 0
        ParameterRule rule;
        rule.rate = own < m_recipe.frozen ? 0 : static_cast<float>(std::pow(m_recipe.rateByDepth, std::max(0, depth)));
        rule.decays = parameter.shape.size() > 1; // biases, norms and scales keep their size
        rules.push_back(rule);
    }
    return rules;
}

std::size_t Trainer::learning() const
{
    const auto all = rules();
    std::size_t count = 0;
    for (std::size_t i = 0; i < all.size(); ++i)
        count += all[i].rate > 0 ? m_network.parameters()[i].size : 0;
    return count;
}

std::vector<std::size_t> Trainer::order(int epoch) const
{
    auto order = m_data.training;
    Chance chance(m_recipe.seed, shuffling + static_cast<std::uint64_t>(epoch), 0);
    for (std::size_t i = order.size(); i > 1; --i)
        std::swap(order[i - 1], order[chance.below(i)]);
    return order;
}

Trainer::Batch Trainer::assemble(const std::vector<std::size_t>& order, int epoch, std::int64_t number) const
{
    const std::size_t first = static_cast<std::size_t>(number) * m_recipe.batch;
    const std::size_t count = std::min(m_recipe.batch, order.size() - first);
    const auto shape = m_card.pipeline.shape();
    Batch batch;
    batch.images.resize(count * shape.size());
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t image = order[first + i];
        augment(m_recipe.augmentation, shape, m_data.images[image],
            Chance(m_recipe.seed, static_cast<std::uint64_t>(epoch), image),
            std::span(batch.images).subspan(i * shape.size(), shape.size()));
        batch.targets.push_back(m_targets[image]);
    }
    return batch;
}

Result<void> Trainer::learn(const Batch& batch, Checkpoint& at, std::stop_token stop)
{
    const std::size_t count = batch.targets.size(), pixels = m_card.pipeline.shape().size();
    const auto pass = std::max<std::size_t>(1, m_network.passSize());
    const float scale = 1.F / static_cast<float>(count);
    double whole = 0; // a batch that is stopped half way is done again
    for (std::size_t first = 0; first < count; first += pass) {
        const std::size_t here = std::min(pass, count - first);
        const auto hold = m_options.lease ? m_options.lease->acquire(nets::Priority::Training, stop) : std::nullopt;
        if (m_options.lease && !hold)
            return cancelled();
        const auto sum = m_network.accumulate(std::span(batch.images).subspan(first * pixels, here * pixels),
            std::span(batch.targets).subspan(first, here), scale);
        if (!sum)
            return tl::unexpected(sum.error());
        if (!std::isfinite(*sum))
            return fail(Error::Code::Internal,
                m_card.id() + ": the loss is no longer finite in step " + std::to_string(at.step + 1),
                "Take a smaller rate of learning.");
        whole += *sum;
    }
    at.lossSum += whole;
    at.weightSum += static_cast<double>(count);
    const Schedule schedule{ m_recipe.rate, m_recipe.floor,
        static_cast<std::int64_t>(m_recipe.warmUpEpochs * static_cast<double>(m_batches)),
        m_batches * m_recipe.epochs };
    AdamStep step;
    step.number = ++at.step;
    step.rate = schedule.at(step.number);
    step.beta2 = m_recipe.beta2;
    step.decay = m_recipe.decay;
    step.clip = m_recipe.clip;
    // A short memory at first: the first weights are chance.
    if (m_recipe.average > 0)
        step.average = std::min(m_recipe.average, static_cast<double>(1 + at.step) / static_cast<double>(10 + at.step));
    return m_network.update(step);
}

Result<bool> Trainer::epoch(Checkpoint& at, std::stop_token stop)
{
    if (at.batch >= m_batches)
        return true; // it was stopped while the epoch was measured
    const auto images = order(at.epoch);
    // The next batch is put together while the device is at work on this one.
    Executor beside("batches", 1, 1, Executor::WhenFull::Wait, ThreadPriority::Background);
    const auto ask = [&](std::int64_t number) {
        return beside.submit([&, number, epoch = at.epoch](
                                 std::stop_token) -> Result<Batch> { return assemble(images, epoch, number); });
    };
    auto next = ask(at.batch);
    while (at.batch < m_batches) {
        const auto batch = next.get();
        if (!batch)
            return tl::unexpected(batch.error());
        if (at.batch + 1 < m_batches)
            next = ask(at.batch + 1);
        if (stop.stop_requested())
            return false;
        const double began = now();
        const auto done = learn(*batch, at, stop);
        if (!done && done.error().code == Error::Code::Cancelled)
            return false;
        if (!done)
            return tl::unexpected(done.error());
        m_trainingSeconds += now() - began;
        m_images += static_cast<double>(batch->targets.size());
        ++at.batch;
        tell(at);
        if (at.batch < m_batches && now() - m_saved > m_options.checkpointSeconds)
            if (auto saved = save(at); !saved)
                return tl::unexpected(saved.error());
    }
    return true;
}

void Trainer::tell(const Checkpoint& at) const
{
    if (!m_options.onStep)
        return;
    TrainingStep told;
    told.epoch = at.epoch;
    told.step = at.step;
    told.steps = m_batches * m_recipe.epochs;
    told.loss = at.lossSum / at.weightSum;
    told.imagesPerSecond = m_trainingSeconds > 0 ? m_images / m_trainingSeconds : 0;
    const double each = (now() - m_began) / std::max(1.0, m_images / static_cast<double>(m_recipe.batch));
    told.secondsLeft = each * static_cast<double>(told.steps - told.step);
    m_options.onStep(told);
}

Result<std::vector<float>> Trainer::logitsNow(
    const std::vector<std::size_t>& images, bool averaged, std::stop_token stop)
{
    constexpr std::size_t together = 64;
    const std::size_t pixels = m_card.pipeline.shape().size(), classes = m_card.classes.size();
    std::vector<float> logits(images.size() * classes), batch;
    for (std::size_t first = 0; first < images.size(); first += together) {
        const std::size_t here = std::min(together, images.size() - first);
        batch.resize(here * pixels);
        for (std::size_t i = 0; i < here; ++i)
            std::ranges::copy(
                m_data.images[images[first + i]], batch.begin() + static_cast<std::ptrdiff_t>(i * pixels));
        const auto hold = m_options.lease ? m_options.lease->acquire(nets::Priority::Training, stop) : std::nullopt;
        if (m_options.lease && !hold)
            return cancelled();
        if (auto done = m_network.logits(batch, std::span(logits).subspan(first * classes, here * classes), averaged);
            !done)
            return tl::unexpected(done.error());
    }
    return logits;
}

Result<std::vector<float>> Trainer::logits(
    const std::vector<float>& weights, const std::vector<std::size_t>& images, std::stop_token stop)
{
    auto state = m_network.state();
    if (!state)
        return tl::unexpected(state.error());
    auto other = *state;
    other.weights = weights;
    if (auto set = m_network.setState(other); !set)
        return tl::unexpected(set.error());
    auto logits = logitsNow(images, false, stop);
    if (auto back = m_network.setState(*state); !back)
        return tl::unexpected(back.error());
    return logits;
}

Result<EpochRecord> Trainer::measure(Checkpoint& at, std::stop_token stop)
{
    EpochRecord record;
    record.number = at.epoch;
    record.trainingLoss = at.lossSum / at.weightSum;
    record.validationLoss = std::numeric_limits<double>::quiet_NaN();
    const auto& images = m_data.validation;
    const auto logits = logitsNow(images, m_recipe.average > 0, stop);
    if (!logits)
        return tl::unexpected(logits.error());
    std::vector<Target> targets;
    for (const std::size_t i : images)
        targets.push_back(m_targets[i]);
    if (!images.empty())
        record.validationLoss = meanLoss(m_card, *logits, targets);
    const auto tally = tallyOf(m_card, m_lessons, *logits, m_data.lessons, images);
    record.auc = tally.auc ? tally.auc->value : std::numeric_limits<double>::quiet_NaN();
    record.macroF1 = tally.confusion.macroF1();
    record.confusion = tally.confusion.counts();
    return record;
}

Result<void> Trainer::save(Checkpoint& at)
{
    m_saved = now();
    at.seconds = m_secondsBefore + m_saved - m_began;
    if (m_options.checkpoint.empty())
        return {};
    auto state = m_network.state();
    if (!state)
        return tl::unexpected(state.error());
    at.state = std::move(*state);
    return at.write(m_options.checkpoint);
}

Result<Trainer::Outcome> Trainer::run(const std::optional<Checkpoint>& from, std::stop_token stop)
{
    if (m_data.training.empty())
        return fail(Error::Code::WrongUse, m_card.id() + ": there is nothing to train on", "Label more candidates.");
    if (learning() == 0)
        return fail(Error::Code::WrongUse, m_card.id() + ": all its parts are frozen: nothing is left to learn",
            "Freeze fewer in the recipe: optimiser.frozen.");
    Checkpoint at;
    at.recipe = m_options.recipeSum;
    if (from) {
        if (from->recipe != m_options.recipeSum)
            return fail(Error::Code::WrongUse, "the checkpoint is of another recipe, or of other labels",
                "Begin the training anew.");
        at = *from;
        if (at.batch < 0 || at.batch > m_batches)
            return fail(Error::Code::Malformed, "the checkpoint stands in a batch that no epoch has",
                "Begin the training anew.");
        if (auto set = m_network.setState(at.state); !set)
            return tl::unexpected(set.error());
    }
    m_network.setRules(rules());
    m_secondsBefore = at.seconds;
    m_began = m_saved = now();
    std::string stoppedBy = "epochs";
    double began = now();
    for (; at.epoch <= m_recipe.epochs; ++at.epoch) {
        if (m_recipe.patience > 0 && at.bestEpoch > 0 && at.epoch - 1 - at.bestEpoch >= m_recipe.patience) {
            stoppedBy = "patience";
            break;
        }
        const auto whole = epoch(at, stop);
        if (!whole)
            return tl::unexpected(whole.error());
        auto record = *whole ? measure(at, stop) : Result<EpochRecord>(cancelled());
        if (!record && record.error().code != Error::Code::Cancelled)
            return tl::unexpected(record.error());
        if (!record) {
            stoppedBy = "stop";
            if (auto saved = save(at); !saved)
                return tl::unexpected(saved.error());
            break;
        }
        const Schedule schedule{ m_recipe.rate, m_recipe.floor,
            static_cast<std::int64_t>(m_recipe.warmUpEpochs * static_cast<double>(m_batches)),
            m_batches * m_recipe.epochs };
        record->rate = schedule.at(at.step);
        record->seconds = now() - began;
        began = now();
        at.history.push_back(*record);
        // Without validation the last is the best.
        if (std::isnan(record->validationLoss) || record->validationLoss < at.bestLoss) {
            auto state = m_network.state();
            if (!state)
                return tl::unexpected(state.error());
            at.best = state->average.empty() ? std::move(state->weights) : std::move(state->average);
            at.bestEpoch = at.epoch;
            at.bestLoss = record->validationLoss;
        }
        at.batch = 0;
        at.lossSum = at.weightSum = 0;
        ++at.epoch;
        const auto saved = save(at);
        --at.epoch;
        if (!saved)
            return tl::unexpected(saved.error());
        if (m_options.onEpoch)
            m_options.onEpoch(*record);
    }
    return Outcome{ std::move(at.best), at.bestEpoch, std::move(at.history), stoppedBy,
        m_secondsBefore + now() - m_began, m_trainingSeconds > 0 ? m_images / m_trainingSeconds : 0 };
}

} // namespace vetrina::learn
