#include "core/session/training_runs.h"

#include "core/base/file.h"
#include "core/base/json_guard.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <sys/file.h>
#include <unistd.h>

namespace vetrina::session {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr int schemaVersion = 1;
const std::vector<std::pair<std::string, RunState>> states{ { "training", RunState::Training },
    { "stopped", RunState::Stopped }, { "done", RunState::Done }, { "failed", RunState::Failed } };

std::string folderName(int number)
{
    const auto digits = std::to_string(number);
    return std::string(digits.size() < 4 ? 4 - digits.size() : 0, '0') + digits;
}

Json asJson(const TrainingLabels& labels)
{
    return { { "snapshot", labels.snapshot }, { "classes", labels.classes }, { "counts", labels.counts },
        { "candidates", labels.candidates }, { "objects", labels.objects }, { "left_out", labels.leftOut },
        { "unreadable", labels.unreadable } };
}

TrainingLabels labelsFrom(const Json& json)
{
    TrainingLabels labels;
    labels.snapshot = json.at("snapshot").get<std::string>();
    labels.classes = json.at("classes").get<std::vector<std::string>>();
    labels.counts = json.at("counts").get<std::vector<std::array<std::size_t, 4>>>();
    labels.candidates = json.at("candidates").get<std::size_t>();
    labels.objects = json.at("objects").get<std::size_t>();
    labels.leftOut = json.at("left_out").get<std::size_t>();
    labels.unreadable = json.at("unreadable").get<std::size_t>();
    if (labels.counts.size() != labels.classes.size())
        throw std::out_of_range("counts");
    return labels;
}

} // namespace

Result<RunFolder> RunFolder::make(const fs::path& project)
{
    std::error_code error;
    fs::create_directories(project / "runs", error);
    const auto others = all(project);
    RunFolder made;
    made.m_number = others.empty() ? 1 : others.front().m_number + 1;
    // Another process may be making one too: who makes the folder has the number.
    for (; !error; ++made.m_number) {
        made.m_path = project / "runs" / folderName(made.m_number);
        if (fs::create_directory(made.m_path, error))
            return made;
    }
    return tl::unexpected(systemError((project / "runs").string(), error.value()));
}

Result<RunFolder> RunFolder::open(const fs::path& project, int number)
{
    RunFolder made;
    made.m_number = number;
    made.m_path = project / "runs" / folderName(number);
    std::error_code ignored;
    if (!fs::is_regular_file(made.m_path / "run.json", ignored))
        return fail(Error::Code::NotFound, "this project has no run " + std::to_string(number),
            "Its runs stand in " + (project / "runs").string() + ".");
    return made;
}

std::vector<RunFolder> RunFolder::all(const fs::path& project)
{
    std::vector<RunFolder> runs;
    std::error_code ignored;
    for (fs::directory_iterator it(project / "runs", ignored), end; it != end; it.increment(ignored)) {
        const auto name = it->path().filename().string();
        RunFolder one;
        one.m_path = it->path();
        if (std::from_chars(name.data(), name.data() + name.size(), one.m_number).ptr == name.data() + name.size())
            runs.push_back(std::move(one));
    }
    std::ranges::sort(runs, std::greater(), &RunFolder::m_number);
    return runs;
}

RunLock::~RunLock()
{
    if (m_file >= 0)
        ::close(m_file); // and with it the lock
}

Result<RunLock> RunFolder::lock() const
{
    const auto file = m_path / "lock";
    const int opened = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (opened < 0)
        return tl::unexpected(systemError(file.string(), errno));
    RunLock lock(opened);
    if (::flock(opened, LOCK_EX | LOCK_NB) != 0)
        return fail(Error::Code::Busy, "run " + std::to_string(m_number) + " is being trained by another Vetrina",
            "Stop it there first.");
    return lock;
}

Result<void> RunFolder::write(const TrainingRun& run) const
{
    const auto state = std::ranges::find(states, run.state, &std::pair<std::string, RunState>::second)->first;
    const Json json{ { "vetrina_run", schemaVersion }, { "state", state }, { "name", run.name }, { "from", run.from },
        { "model", run.model }, { "earlier", run.earlier }, { "device", run.device }, { "started", run.started },
        { "recipe", Json::parse(run.recipe.serialise()) }, { "labels", asJson(run.labels) },
        { "verdicts", run.verdicts }, { "history", Json::parse(learn::toJson(run.history)) },
        { "best_epoch", run.bestEpoch }, { "parameters", run.parameters }, { "learning", run.learning },
        { "seconds", run.seconds }, { "stopped_by", run.stoppedBy }, { "metrics", Json::parse(run.metrics) },
        { "problem", run.problem } };
    return replaceFile(m_path / "run.json", asBytes(json.dump(-1, ' ', false, Json::error_handler_t::replace)));
}

Result<TrainingRun> RunFolder::read() const
{
    const auto file = m_path / "run.json";
    const auto bytes = readFile(file, 64 << 20);
    if (!bytes)
        return tl::unexpected(bytes.error());
    const auto wrong = [&](const std::string& what) {
        return fail(Error::Code::Malformed, file.string() + ": " + what, "Remove the folder of that run.");
    };
    constexpr int deepest = 40;
    if (!jsonNestsWithin(asText(*bytes), deepest))
        return wrong("is nested too deeply");
    const Json json = Json::parse(asText(*bytes), nullptr, false);
    if (!json.is_object())
        return wrong("is no JSON object");
    try {
        if (json.at("vetrina_run").get<int>() > schemaVersion)
            return wrong("is of a newer Vetrina");
        TrainingRun run;
        run.number = m_number;
        const auto state =
            std::ranges::find(states, json.at("state").get<std::string>(), &std::pair<std::string, RunState>::first);
        if (state == states.end())
            return wrong("has a state that is not known");
        run.state = state->second;
        if (run.state == RunState::Training && lock())
            run.state = RunState::Stopped;
        run.name = json.at("name").get<std::string>();
        run.from = json.at("from").get<std::string>();
        run.model = json.at("model").get<std::string>();
        run.earlier = json.value("earlier", run.earlier); // older ones lack it
        run.device = json.at("device").get<std::string>();
        run.started = json.at("started").get<std::string>();
        auto recipe = Recipe::parse(json.at("recipe").dump(), file.string());
        if (!recipe)
            return tl::unexpected(recipe.error());
        run.recipe = std::move(*recipe);
        run.labels = labelsFrom(json.at("labels"));
        run.verdicts = json.at("verdicts").get<std::vector<std::string>>();
        auto history = learn::historyFrom(json.at("history").dump(), file.string());
        if (!history)
            return tl::unexpected(history.error());
        run.history = std::move(*history);
        run.bestEpoch = json.at("best_epoch").get<int>();
        run.parameters = json.at("parameters").get<std::size_t>();
        run.learning = json.at("learning").get<std::size_t>();
        run.seconds = json.at("seconds").get<double>();
        run.stoppedBy = json.at("stopped_by").get<std::string>();
        run.metrics = json.at("metrics").dump();
        run.problem = json.at("problem").get<std::string>();
        return run;
    } catch (const std::exception&) {
        return wrong("lacks something that a run has");
    }
}

Result<TrainingSelection> RunFolder::labels() const
{
    const auto file = m_path / "labels.csv";
    const auto bytes = readFile(file);
    if (!bytes)
        return tl::unexpected(bytes.error());
    return TrainingSelection::from(asText(*bytes), file.string());
}

Result<void> RunFolder::writeLabels(const TrainingSelection& labels) const
{
    return replaceFile(m_path / "labels.csv", asBytes(labels.csv()));
}

} // namespace vetrina::session
