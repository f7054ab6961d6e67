#pragma once

#include "core/learn/epoch.h"
#include "core/learn/recipe.h"

#include <functional>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace vetrina::session {

using learn::Recipe;
using TrainingEpoch = learn::EpochRecord;

/// What to train.
struct TrainRequest {
    Recipe recipe;
    std::string from; ///< a model of the library; goes before the recipe's
    std::string name; ///< of the model that comes of it; goes before the recipe's
    int resume = 0; ///< a run that goes on, by its number; the rest is then not looked at. 0: none
    std::stop_token pause = {}; ///< as `stop` of run(), but nothing is made of the best so far yet
};

/// What the labels come to.
struct TrainingLabels {
    std::string snapshot; ///< SHA-256 over candidates, labels and parts
    std::vector<std::string> classes; ///< as labelled, those that the model learns from
    /// Candidates, a line a class: train, validation, test, unused.
    std::vector<std::array<std::size_t, 4>> counts;
    std::size_t candidates = 0, objects = 0; ///< in all parts
    std::size_t leftOut = 0; ///< labelled as something that the model knows nothing of
    std::size_t unreadable = 0; ///< whose stamps can't be prepared: only known when it trains
};

enum class RunState {
    Training,
    Stopped, ///< by the user, or by the end of the program: it can go on
    Done,
    Failed
};

/// A training, under way or past.
struct TrainingRun {
    int number = 0; ///< from 1
    RunState state = RunState::Stopped;
    std::string name, from; ///< of the model; what it started from, NAME:VERSION, empty from scratch
    std::string model; ///< NAME:VERSION that came of it; empty where none did
    std::vector<std::string> earlier; ///< what came of it before it went on
    std::string device, started; ///< ISO 8601, UTC
    Recipe recipe;
    TrainingLabels labels;
    std::vector<std::string> verdicts; ///< of the epochs' confusions
    std::vector<TrainingEpoch> history;
    int bestEpoch = 0;
    std::size_t parameters = 0, learning = 0; ///< numbers in the network; those that learn
    double seconds = 0;
    std::string stoppedBy; ///< "epochs", "patience", "stop"; empty while it trains
    std::string metrics; ///< JSON, as in the model's card; "{}" where there is none
    std::string problem; ///< why it failed
};

struct TrainReport {
    int run = 0;
    std::string model; ///< NAME:VERSION; empty where it was stopped before the first epoch's end
    std::string metrics; ///< JSON
    int epochs = 0; ///< that were trained
    double seconds = 0, imagesPerSecond = 0;
    std::string stoppedBy, device;
};

/// How the training that is under way stands.
struct TrainingNow {
    enum class Phase { Idle, Preparing, Training, Finishing };
    Phase phase = Phase::Idle;
    std::size_t prepared = 0, toPrepare = 0; ///< images
    learn::TrainingStep step;
    TrainingRun run; ///< with the epochs so far
};

/// Trains models on the project's labels. Any thread but the window's, if nothing else is said.
///
/// A run is a folder `runs/NUMBER` of the project: its recipe, the labels it learned from, its checkpoint and what came
/// of it. One at a time in a session.
class Training {
public:
    virtual ~Training() = default;

    /// Trains and waits; the model it makes is a version in the library. Where `stop` comes, the best so far is kept as
    /// a model and the run can go on later.
    ///
    /// Errors: NotFound for the model or run; WrongUse where there is too little to learn from; Busy where one is under
    /// way; ReadOnly, Full, Io; those of the network.
    [[nodiscard]] virtual Result<TrainReport> run(const TrainRequest& request, std::stop_token stop) = 0;

    /// What a recipe would learn from. Errors: as run().
    [[nodiscard]] virtual Result<TrainingLabels> labels(const TrainRequest& request) const = 0;

    /// All runs of the project, the newest first.
    [[nodiscard]] virtual Result<std::vector<TrainingRun>> runs() const = 0;

    /// Any thread, the window's too: a copy of what is in memory.
    [[nodiscard]] virtual TrainingNow now() const = 0;

    /// A recipe that ships, by its name ("fine_tune"), or a file (`./NAME` where it is called as one that ships).
    /// Errors: NotFound with those there are; Malformed.
    [[nodiscard]] static Result<Recipe> recipe(const std::string& nameOrFile);
    /// The names of those that ship.
    [[nodiscard]] static std::vector<std::string> recipes();
};

} // namespace vetrina::session
