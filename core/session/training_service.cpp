#include "core/session/training_service.h"

#include "core/base/crew.h"
#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/base/log.h"
#include "core/learn/initialise.h"

#include <algorithm>

namespace vetrina::session {

namespace {

/// What checkpoints are of: recipe, labels, network and first weights.
std::string sumOf(const TrainingRun& run, const ModelToTrain& model)
{
    std::string text = run.recipe.serialise() + run.labels.snapshot + model.card.fingerprint();
    if (model.from)
        text += model.from->card.fingerprint();
    return sha256(asBytes(text));
}

} // namespace

void TrainingService::show(TrainingNow::Phase phase, const TrainingRun* run)
{
    const std::lock_guard lock(m_mutex);
    m_now.phase = phase;
    if (run)
        m_now.run = *run;
}

TrainingNow TrainingService::now() const
{
    const std::lock_guard lock(m_mutex);
    return m_now;
}

Result<std::vector<TrainingRun>> TrainingService::runs() const
{
    std::vector<TrainingRun> all;
    const auto under = now();
    for (const auto& folder : RunFolder::all(m_needs.project)) {
        if (under.phase != TrainingNow::Phase::Idle && under.run.number == folder.number()) {
            all.push_back(under.run);
            continue;
        }
        auto run = folder.read();
        if (run)
            all.push_back(std::move(*run));
        else if (run.error().code != Error::Code::NotFound) // a folder that was made a moment ago has no run yet
            log::warning("training", run.error().message);
    }
    return all;
}

Result<TrainReport> TrainingService::run(const TrainRequest& request, std::stop_token stop)
{
    if (m_needs.readOnly)
        return fail(Error::Code::ReadOnly, "this project is open for reading only: a training has nowhere to write",
            "Copy it to a medium that can be written.");
    if (m_busy.exchange(true))
        return fail(Error::Code::Busy, "a model is being trained", "Wait for it, or stop it.");
    struct Free {
        TrainingService& service;
        ~Free()
        {
            service.show(TrainingNow::Phase::Idle);
            service.m_busy = false;
        }
    } free{ *this };
    {
        const std::lock_guard lock(m_mutex);
        m_now = {};
        m_now.phase = TrainingNow::Phase::Preparing;
    }
    std::stop_source either;
    const auto ask = [&either] { either.request_stop(); };
    const std::stop_callback onStop(stop, ask), onPause(request.pause, ask);
    auto work = request.resume > 0 ? goOn(request.resume) : begin(request, either.get_token());
    if (!work)
        return tl::unexpected(work.error());
    work->pause = request.pause;
    show(TrainingNow::Phase::Preparing, &work->run);
    auto report = train(*work, either.get_token());
    auto& run = work->run;
    const bool stopped = report ? report->stoppedBy == "stop" : report.error().code == Error::Code::Cancelled;
    run.state = stopped ? RunState::Stopped : report ? RunState::Done : RunState::Failed;
    if (stopped)
        run.stoppedBy = "stop";
    if (!report && !stopped)
        run.problem = report.error().message;
    if (run.state == RunState::Done) {
        std::error_code ignored;
        std::filesystem::remove(work->folder.checkpoint(), ignored);
    }
    if (auto written = work->folder.write(run); !written && report)
        return tl::unexpected(written.error());
    show(TrainingNow::Phase::Finishing, &run);
    return report;
}

Result<learn::TrainingData> TrainingService::prepare(Work& work, const learn::Lessons& lessons, std::stop_token stop)
{
    auto& all = work.selection.all;
    const auto& pipeline = work.model.card.pipeline;
    const auto classes = work.selection.classes();
    {
        const std::lock_guard lock(m_mutex);
        m_now.toPrepare = all.size();
    }
    auto images = learn::ImageStore::create(work.folder.path(), all.size(), pipeline.shape().size());
    if (!images)
        return tl::unexpected(images.error());
    learn::TrainingData data;
    data.images = std::move(*images);
    std::vector<std::uint8_t> good(all.size(), 0);
    std::atomic<std::size_t> done = 0;
    Crew crew("prepare", m_needs.threads);
    constexpr std::size_t piece = 16;
    crew.each(all.size(), piece, [&](std::size_t first, std::size_t last, unsigned) {
        if (stop.stop_requested())
            return;
        for (std::size_t i = first; i < last; ++i)
            if (const auto triplet = m_needs.candidates.triplet(all[i].row))
                good[i] = pipeline.run(*triplet, data.images[i]) ? 1 : 0;
        const auto so = done += last - first;
        const std::lock_guard lock(m_mutex);
        m_now.prepared = so;
    });
    if (stop.stop_requested())
        return cancelled();
    work.run.labels.unreadable = static_cast<std::size_t>(std::ranges::count(good, 0));
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto which = std::ranges::lower_bound(classes, all[i].label) - classes.begin();
        const auto& lesson = lessons[static_cast<std::size_t>(which)];
        data.lessons.push_back(lesson ? *lesson : learn::Lessons::Lesson());
        if (!good[i] || !lesson)
            all[i].part = learn::Part::Unused;
        if (all[i].part == learn::Part::Train)
            data.training.push_back(i);
        if (all[i].part == learn::Part::Validation)
            data.validation.push_back(i);
    }
    if (auto enough = enoughToLearn(work.selection, work.model.card); !enough) // stamps may be unreadable
        return tl::unexpected(enough.error());
    return data;
}

Result<void> TrainingService::firstWeights(learn::Trainable& network, const Work& work, std::uint64_t seed) const
{
    learn::TrainingState state;
    state.weights = learn::initialWeights(work.model.card, network.parameters(), seed);
    if (const auto& from = work.model.from) {
        const auto learned =
            nets::Weights::read(from->weights, from->card.architecture.prefix, from->card.weightsSha256);
        if (!learned)
            return tl::unexpected(learned.error());
        if (const auto taken =
                learn::takeOver(*learned, work.model.card, network.parameters(), work.model.sameClasses, state.weights);
            !taken)
            return tl::unexpected(taken.error());
    }
    state.first.assign(state.weights.size(), 0);
    state.second.assign(state.weights.size(), 0);
    return network.setState(state);
}

Result<TrainReport> TrainingService::train(Work& work, std::stop_token stop)
{
    auto& run = work.run;
    const auto& card = work.model.card;
    const auto lessons = learn::Lessons::of(card, work.selection.classes());
    if (!lessons)
        return tl::unexpected(lessons.error());
    auto data = prepare(work, *lessons, stop);
    if (!data)
        return tl::unexpected(data.error());
    auto network = learn::makeTrainable({ card, m_needs.device, m_needs.threads, run.recipe.mixedPrecision });
    if (!network)
        return tl::unexpected(network.error());
    if (auto first = firstWeights(**network, work, run.recipe.seed); !first)
        return tl::unexpected(first.error());
    run.device = (*network)->device();
    run.verdicts = lessons->verdicts();
    run.parameters = (*network)->parameterCount();
    learn::Trainer::Options options;
    options.lease = &m_needs.lease;
    options.checkpoint = work.folder.checkpoint();
    options.recipeSum = sumOf(run, work.model);
    options.onStep = [&](const learn::TrainingStep& step) {
        const std::lock_guard lock(m_mutex);
        m_now.step = step;
    };
    options.onEpoch = [&](const learn::EpochRecord& record) {
        run.history.push_back(record);
        run.seconds += record.seconds;
        if (const auto written = work.folder.write(run); !written)
            log::warning("training", written.error().message); // the checkpoint has it
        show(TrainingNow::Phase::Training, &run);
    };
    learn::Trainer trainer(**network, card, *lessons, run.recipe, *data, std::move(options));
    run.learning = trainer.learning();
    if (work.checkpoint)
        run.history = work.checkpoint->history; // run.json may be one epoch ahead or behind
    // What it can before it learns, on what it is never to learn from.
    std::vector<float> before;
    std::vector<std::size_t> test;
    for (std::size_t i = 0; i < work.selection.all.size(); ++i)
        if (work.selection.all[i].part == learn::Part::Test)
            test.push_back(i);
    if (work.model.sameClasses && !test.empty()) {
        const auto state = (*network)->state();
        if (!state)
            return tl::unexpected(state.error());
        auto logits = trainer.logits(state->weights, test, stop);
        if (!logits)
            return tl::unexpected(logits.error());
        before = std::move(*logits);
    }
    show(TrainingNow::Phase::Training, &run);
    auto outcome = trainer.run(work.checkpoint, stop);
    if (!outcome)
        return tl::unexpected(outcome.error());
    show(TrainingNow::Phase::Finishing);
    run.history = outcome->history;
    run.bestEpoch = outcome->bestEpoch;
    run.seconds = outcome->seconds;
    run.stoppedBy = outcome->stoppedBy;
    TrainReport report;
    report.run = run.number;
    report.epochs = static_cast<int>(outcome->history.size());
    report.seconds = outcome->seconds;
    report.imagesPerSecond = outcome->imagesPerSecond;
    report.stoppedBy = outcome->stoppedBy;
    report.device = run.device;
    report.metrics = "{}";
    if (outcome->best.empty() || (outcome->stoppedBy == "stop" && work.pause.stop_requested()))
        return report;
    auto made = finish(work, trainer, **network, *lessons, *data, std::move(outcome->best), before);
    if (!made)
        return tl::unexpected(made.error());
    if (!run.model.empty())
        run.earlier.push_back(run.model);
    run.model = report.model = *made;
    report.metrics = run.metrics;
    return report;
}

} // namespace vetrina::session
