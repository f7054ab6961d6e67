#pragma once

#include "core/session/models.h"
#include "core/session/training.h"

#include <atomic>
#include <mutex>
#include <thread>

namespace demo {

using namespace vetrina;

/// A library in memory: `base:1` is the default.
class Models : public session::Models {
public:
    Models()
    {
        add("base", "1");
        m_all.front().isDefault = true;
    }

    void add(const std::string& name, const std::string& version)
    {
        const std::lock_guard lock(m_mutex);
        m_all.push_back({ name, version, { "real" }, false, true,
            R"({"family": "convnext", "input": {"kind": "triplet", "width": 63, "height": 63}, "classes": ["real"]})" });
    }

    Result<std::vector<Entry>> list() const override
    {
        const std::lock_guard lock(m_mutex);
        return m_all;
    }
    Result<Entry> show(const std::string& model) const override
    {
        const std::lock_guard lock(m_mutex);
        for (const Entry& one : m_all)
            if (one.name + ":" + one.version == model || (model == "default" && one.isDefault))
                return one;
        return fail(Error::Code::NotFound, "no model is called '" + model + "'");
    }
    Result<Entry> import(const std::filesystem::path&, const std::string&) override
    {
        return fail(Error::Code::Unsupported, "no");
    }
    Result<Entry> promote(const std::string& model) override
    {
        if (const auto known = show(model); !known)
            return known;
        if (const auto now = show("default"); now && now->name + ":" + now->version != model)
            m_before.push_back(now->name + ":" + now->version);
        return choose(model);
    }
    Result<Entry> previous() const override
    {
        return m_before.empty() ? Result<Entry>(fail(Error::Code::NotFound, "no model was the default before"))
                                : show(m_before.back());
    }
    Result<Entry> rollBack() override
    {
        if (const auto before = previous(); !before)
            return before;
        const std::string model = m_before.back();
        m_before.pop_back();
        return choose(model);
    }
    Result<void> remove(const std::string&) override { return {}; }
    Result<Entry> exportTo(const std::string&, const std::filesystem::path&) override
    {
        return fail(Error::Code::Unsupported, "no");
    }

private:
    Result<Entry> choose(const std::string& model)
    {
        {
            const std::lock_guard lock(m_mutex);
            for (Entry& one : m_all)
                one.isDefault = one.name + ":" + one.version == model;
        }
        return show(model);
    }

    mutable std::mutex m_mutex;
    std::vector<Entry> m_all;
    std::vector<std::string> m_before; ///< one question at a time
};

/// Trains nothing, epoch by epoch, as fast as `mayTrain` lets it.
class Training : public session::Training {
public:
    explicit Training(Models& models)
        : m_models(models)
    {
    }

    std::atomic<int> mayTrain = 1000; ///< so many epochs more; waits where there are none
    std::atomic<bool> fails = false, hasLabels = true;
    mutable std::atomic<int> labelsAsked = 0;

    Result<session::TrainReport> run(const session::TrainRequest& request, std::stop_token stop) override
    {
        session::TrainingRun run;
        if (request.resume > 0) {
            const std::lock_guard lock(m_mutex);
            run = m_runs[static_cast<std::size_t>(request.resume) - 1];
        } else {
            if (!hasLabels)
                return fail(Error::Code::WrongUse, "nothing is labelled yet", "Label some.");
            run.number = static_cast<int>(count()) + 1;
            run.recipe = request.recipe;
            run.name = request.recipe.name;
            run.from = request.recipe.from == "default" ? m_models.show("default")->name + ":1" : request.recipe.from;
            run.labels = counts();
            run.verdicts = { "bogus", "real" };
            run.parameters = 1'234'567;
            run.learning = 1'000'000;
            run.device = "cpu";
            run.metrics = "{}";
            const std::lock_guard lock(m_mutex);
            m_runs.push_back(run);
        }
        run.state = session::RunState::Training;
        const auto asked = [&] { return stop.stop_requested() || request.pause.stop_requested(); };
        keep(run, session::TrainingNow::Phase::Training);
        while (static_cast<int>(run.history.size()) < run.recipe.epochs && !asked()) {
            if (mayTrain <= 0) {
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
                continue;
            }
            --mayTrain;
            run.history.push_back(epoch(static_cast<int>(run.history.size()) + 1));
            run.seconds += 1.5;
            keep(run, session::TrainingNow::Phase::Training);
        }
        session::TrainReport report;
        report.run = run.number;
        report.epochs = static_cast<int>(run.history.size());
        const bool stopped = asked() && report.epochs < run.recipe.epochs;
        run.stoppedBy = report.stoppedBy = stopped ? "stop" : "epochs";
        run.state = stopped ? session::RunState::Stopped : session::RunState::Done;
        if (fails) {
            run.state = session::RunState::Failed;
            run.problem = "the loss is no longer finite";
        } else if (!run.history.empty() && !(stopped && request.pause.stop_requested())) {
            run.bestEpoch = report.epochs;
            m_models.add(run.name, std::to_string(run.number));
            run.model = report.model = run.name + ":" + std::to_string(run.number);
            run.metrics = report.metrics = metrics(run.number);
        }
        keep(run, session::TrainingNow::Phase::Idle);
        if (fails)
            return fail(Error::Code::Internal, run.problem, "Try a smaller rate.");
        return report;
    }

    Result<session::TrainingLabels> labels(const session::TrainRequest& request) const override
    {
        ++labelsAsked;
        const std::lock_guard lock(m_mutex);
        m_asked = request.recipe;
        if (!hasLabels)
            return fail(Error::Code::WrongUse, "nothing is labelled yet", "Label some.");
        return counts();
    }
    Result<std::vector<session::TrainingRun>> runs() const override
    {
        const std::lock_guard lock(m_mutex);
        return std::vector<session::TrainingRun>(m_runs.rbegin(), m_runs.rend());
    }
    session::TrainingNow now() const override
    {
        const std::lock_guard lock(m_mutex);
        return m_now;
    }
    [[nodiscard]] session::Recipe asked() const
    {
        const std::lock_guard lock(m_mutex);
        return m_asked;
    }

    [[nodiscard]] static session::TrainingLabels counts()
    {
        session::TrainingLabels labels;
        labels.snapshot = "abc";
        labels.classes = { "bogus", "supernova" };
        labels.counts = { { 70, 15, 30, 0 }, { 20, 4, 3, 1 } };
        labels.candidates = 142;
        labels.objects = 90;
        labels.leftOut = 2;
        return labels;
    }
    [[nodiscard]] static std::string metrics(int run)
    {
        const std::string auc = std::to_string(0.9 + 0.01 * run);
        return R"({"test": {"samples": 18, "auc": )" + auc
            + R"(, "auc_95": [0.85, 0.99], "accuracy": 0.9, "macro_f1": 0.88, "verdicts": ["bogus", "real"],)"
              R"( "confusion": [14, 1, 1, 2]},)"
              R"( "test_before": {"samples": 18, "auc": 0.6, "auc_95": [0.5, 0.7], "accuracy": 0.6, "macro_f1": 0.55,)"
              R"( "verdicts": ["bogus", "real"], "confusion": [8, 7, 1, 2]}})";
    }

private:
    [[nodiscard]] std::size_t count() const
    {
        const std::lock_guard lock(m_mutex);
        return m_runs.size();
    }
    [[nodiscard]] static session::TrainingEpoch epoch(int number)
    {
        session::TrainingEpoch epoch;
        epoch.number = number;
        epoch.trainingLoss = 0.7 / number;
        epoch.validationLoss = 0.75 / number;
        epoch.auc = 1 - 0.4 / number;
        epoch.macroF1 = 1 - 0.5 / number;
        epoch.confusion = { 15, 0, static_cast<std::uint64_t>(4 - std::min(number, 4)),
            static_cast<std::uint64_t>(std::min(number, 4)) };
        return epoch;
    }
    void keep(const session::TrainingRun& run, session::TrainingNow::Phase phase)
    {
        const std::lock_guard lock(m_mutex);
        m_runs[static_cast<std::size_t>(run.number) - 1] = run;
        m_now.phase = phase;
        m_now.run = run;
        m_now.step.epoch = static_cast<int>(run.history.size()) + 1;
        m_now.step.step = static_cast<std::int64_t>(run.history.size()) * 10;
        m_now.step.steps = run.recipe.epochs * 10;
        m_now.step.imagesPerSecond = 1234;
        m_now.step.secondsLeft = 65;
    }

    Models& m_models;
    mutable std::mutex m_mutex;
    std::vector<session::TrainingRun> m_runs;
    session::TrainingNow m_now;
    mutable session::Recipe m_asked;
};

} // namespace demo
