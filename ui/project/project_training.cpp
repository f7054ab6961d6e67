#include "core/base/file.h"
#include "ui/project/project.h"

#include <QMetaObject>

#include <algorithm>

namespace vetrina::ui {

namespace {

Error noTraining() { return { Error::Code::Unsupported, "this project can't train models", {} }; }

} // namespace

std::future<Result<session::TrainReport>> Project::train(session::TrainRequest request, std::stop_token stop)
{
    if (!m_services.training || !m_services.trainer)
        return answered<session::TrainReport>(tl::unexpected(noTraining()));
    return m_services.trainer->submit(
        [training = m_services.training, request = std::move(request)](
            std::stop_token stop) -> Result<session::TrainReport> {
            if (request.pause.stop_requested())
                return cancelled();
            return training->run(request, stop);
        },
        stop);
}

std::future<Result<session::TrainingLabels>> Project::trainingLabels(
    session::TrainRequest request, std::stop_token stop)
{
    if (!m_services.training)
        return answered<session::TrainingLabels>(tl::unexpected(noTraining()));
    return m_services.background->submit([training = m_services.training, request = std::move(request)](
                                             std::stop_token) { return training->labels(request); },
        stop);
}

std::future<Result<std::vector<session::TrainingRun>>> Project::runs(std::stop_token stop)
{
    if (!m_services.training)
        return answered<std::vector<session::TrainingRun>>(std::vector<session::TrainingRun>());
    return m_services.io->submit([training = m_services.training](std::stop_token) { return training->runs(); }, stop);
}

std::future<Result<session::Recipe>> Project::recipe(std::string nameOrFile, std::stop_token stop)
{
    return m_services.io->submit(
        [nameOrFile = std::move(nameOrFile)](std::stop_token) { return session::Training::recipe(nameOrFile); }, stop);
}

std::future<Result<void>> Project::saveRecipe(session::Recipe recipe, std::filesystem::path file)
{
    return m_services.io->submit([recipe = std::move(recipe), file = std::move(file)](
                                     std::stop_token) { return replaceFile(file, asBytes(recipe.serialise())); });
}

std::future<Result<Project::ModelList>> Project::models(std::stop_token stop)
{
    if (!m_services.models)
        return answered<ModelList>(ModelList());
    return m_services.io->submit(
        [models = m_services.models](std::stop_token) -> Result<ModelList> {
            auto all = models->list();
            if (!all)
                return tl::unexpected(all.error());
            ModelList list{ std::move(*all), {} };
            if (const auto before = models->previous())
                list.previous = before->name + ":" + before->version;
            return list;
        },
        stop);
}

std::future<Result<session::Models::Entry>> Project::scoreBy(
    std::function<Result<session::Models::Entry>(session::Models&)> choose)
{
    if (!m_services.models)
        return answered<session::Models::Entry>(fail(Error::Code::Unsupported, "there is no model library here"));
    return m_services.io->submit([services = m_services, choose = std::move(choose), relay = m_relay](
                                     std::stop_token) -> Result<session::Models::Entry> {
        auto chosen = choose(*services.models);
        if (!chosen)
            return chosen;
        if (services.scores && !services.readOnly)
            if (auto live = services.scores->live({}); !live)
                return tl::unexpected(live.error());
        const std::lock_guard lock(relay->mutex);
        if (relay->to)
            QMetaObject::invokeMethod(
                relay->to,
                [project = relay->to] {
                    project->m_views.clear();
                    Q_EMIT project->promoted();
                },
                Qt::QueuedConnection);
        return chosen;
    });
}

std::future<Result<session::Models::Entry>> Project::promote(std::string model)
{
    return scoreBy([model = std::move(model)](session::Models& models) { return models.promote(model); });
}

std::future<Result<session::Models::Entry>> Project::rollBack()
{
    return scoreBy([](session::Models& models) { return models.rollBack(); });
}

} // namespace vetrina::ui
