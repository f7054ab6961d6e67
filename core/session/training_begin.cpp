// What a training is to be of: a run that is new, or one that goes on.
#include "core/session/training_service.h"

#include <algorithm>
#include <ctime>

namespace vetrina::session {

namespace {

std::string utcNow()
{
    const std::time_t now = std::time(nullptr);
    std::tm utc{};
    ::gmtime_r(&now, &utc);
    char text[32];
    std::strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &utc);
    return text;
}

} // namespace

Result<SeenObjects> TrainingService::seenBy(const std::string& model) const
{
    SeenObjects seen;
    std::string name = model;
    for (const auto& folder : RunFolder::all(m_needs.project)) { // newest first, so that a chain is walked in one go
        const auto run = folder.read();
        if (!run && run.error().code != Error::Code::NotFound) // it may be what the model comes from
            return tl::unexpected(run.error());
        if (!run || name.empty() || (run->model != name && std::ranges::find(run->earlier, name) == run->earlier.end()))
            continue;
        const auto labels = folder.labels();
        if (!labels)
            return tl::unexpected(labels.error());
        for (const auto& one : labels->all)
            if (one.part == learn::Part::Train)
                seen.learned.insert(one.object);
            else if (one.part == learn::Part::Validation)
                seen.validated.insert(one.object);
        name = run->from;
    }
    std::erase_if(seen.validated, [&](const auto& object) { return seen.learned.contains(object); });
    return seen;
}

Result<TrainingLabels> TrainingService::labels(const TrainRequest& request) const
{
    const auto library = nets::ModelLibrary::open();
    if (!library)
        return tl::unexpected(library.error());
    const auto model = modelToTrain(*library, request);
    if (!model)
        return tl::unexpected(model.error());
    const auto table = m_needs.candidates.table();
    if (!table)
        return tl::unexpected(table.error());
    const auto seen = seenBy(model->from ? model->from->card.id() : std::string());
    if (!seen)
        return tl::unexpected(seen.error());
    return selectTraining(**table, request.recipe, model->card, *seen, {}).map([](const TrainingSelection& selection) {
        return selection.counts();
    });
}

Result<TrainingService::Work> TrainingService::begin(const TrainRequest& request, std::stop_token stop)
{
    Work work;
    const auto library = nets::ModelLibrary::open();
    if (!library)
        return tl::unexpected(library.error());
    auto model = modelToTrain(*library, request);
    if (!model)
        return tl::unexpected(model.error());
    work.model = std::move(*model);
    const auto table = m_needs.candidates.table();
    if (!table)
        return tl::unexpected(table.error());
    const auto from = work.model.from ? work.model.from->card.id() : std::string();
    const auto seen = seenBy(from);
    if (!seen)
        return tl::unexpected(seen.error());
    auto selection = selectTraining(**table, request.recipe, work.model.card, *seen, stop);
    if (!selection)
        return tl::unexpected(selection.error());
    work.selection = std::move(*selection);
    auto& run = work.run;
    run.state = RunState::Training;
    run.recipe = request.recipe;
    run.recipe.from = work.model.fromName;
    run.recipe.name = run.name = work.model.card.name;
    // As it will be read again, so that a checkpoint knows it.
    auto normal = Recipe::parse(run.recipe.serialise());
    if (!normal)
        return tl::unexpected(normal.error());
    run.recipe = std::move(*normal);
    run.from = from;
    run.started = utcNow();
    run.labels = work.selection.counts();
    run.metrics = "{}";
    auto folder = RunFolder::make(m_needs.project);
    if (!folder)
        return tl::unexpected(folder.error());
    work.folder = std::move(*folder);
    run.number = work.folder.number();
    auto lock = work.folder.lock();
    if (!lock)
        return tl::unexpected(lock.error());
    work.lock = std::move(*lock);
    if (auto written = work.folder.writeLabels(work.selection); !written)
        return tl::unexpected(written.error());
    if (auto written = work.folder.write(run); !written)
        return tl::unexpected(written.error());
    return work;
}

Result<TrainingService::Work> TrainingService::goOn(int number)
{
    Work work;
    auto folder = RunFolder::open(m_needs.project, number);
    if (!folder)
        return tl::unexpected(folder.error());
    work.folder = std::move(*folder);
    auto lock = work.folder.lock();
    if (!lock)
        return tl::unexpected(lock.error());
    work.lock = std::move(*lock);
    auto run = work.folder.read();
    if (!run)
        return tl::unexpected(run.error());
    work.run = std::move(*run);
    if (work.run.state == RunState::Done)
        return fail(Error::Code::WrongUse, "run " + std::to_string(number) + " is done: it made " + work.run.model,
            "Train anew, from that model if you like.");
    const auto library = nets::ModelLibrary::open();
    if (!library)
        return tl::unexpected(library.error());
    auto model = modelToTrain(*library, { work.run.recipe, {}, {}, 0 });
    if (!model)
        return tl::unexpected(model.error());
    work.model = std::move(*model);
    auto selection = work.folder.labels();
    if (!selection)
        return tl::unexpected(selection.error());
    work.selection = std::move(*selection);
    std::erase_if(work.selection.all, [&](TrainingSelection::One& one) {
        const auto row = m_needs.candidates.find(one.candid);
        one.row = row.value_or(0);
        return !row;
    });
    if (work.selection.sum() != work.run.labels.snapshot)
        return fail(Error::Code::WrongUse,
            "run " + std::to_string(number) + ": candidates that it learned from are no longer in the project",
            "Ingest them again, or train anew.");
    // One that was killed before its first checkpoint begins at the beginning.
    auto checkpoint = learn::Checkpoint::read(work.folder.checkpoint());
    if (checkpoint)
        work.checkpoint = std::move(*checkpoint);
    else if (checkpoint.error().code != Error::Code::NotFound)
        return tl::unexpected(checkpoint.error());
    work.run.state = RunState::Training;
    work.run.problem.clear();
    if (auto written = work.folder.write(work.run); !written)
        return tl::unexpected(written.error());
    return work;
}

} // namespace vetrina::session
