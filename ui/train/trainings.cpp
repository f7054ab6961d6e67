#include "ui/train/trainings.h"

#include <algorithm>

namespace vetrina::ui {

namespace {

constexpr int sampleMs = 100;

} // namespace

QString idOf(const session::Models::Entry& model) { return QString::fromStdString(model.name + ":" + model.version); }

Trainings::Trainings(QObject* parent)
    : QObject(parent)
{
    m_sample.setInterval(sampleMs);
    connect(&m_sample, &QTimer::timeout, this, &Trainings::sample);
}

Trainings::~Trainings() { m_pause.request_stop(); }

void Trainings::setProject(Project* project)
{
    m_pause.request_stop(); // it writes its checkpoint on its own thread, and can go on when one comes back
    m_life.drop();
    m_runsAsked.drop();
    m_modelsAsked.drop();
    m_sample.stop();
    m_running = m_runsKnown = false;
    m_now = {};
    m_runs.clear();
    m_models = {};
    m_project = project;
    Q_EMIT changed();
}

QString Trainings::whyNot() const
{
    if (!m_project || !m_project->services().training || !m_project->services().trainer)
        return tr("Nothing can be trained here");
    if (m_project->readOnly())
        return tr("This project is open for reading only");
    if (m_running)
        return tr("A model is being trained");
    return {};
}

bool Trainings::isStopping() const { return m_running && (m_stop.stop_requested() || m_pause.stop_requested()); }

void Trainings::start(session::TrainRequest request)
{
    if (whyNot().isEmpty())
        go(std::move(request));
}

void Trainings::retrain()
{
    if (!whyNot().isEmpty())
        return;
    const std::stop_token stop = m_life.token();
    then(m_project->models(stop), this, stop, [this, stop](Result<Project::ModelList> all) {
        if (!all)
            return Q_EMIT failed(all.error());
        m_models = std::move(*all);
        then(m_project->recipe("fine_tune", stop), this, stop, [this](Result<session::Recipe> recipe) {
            if (!recipe)
                return Q_EMIT failed(recipe.error());
            session::TrainRequest request;
            request.recipe = std::move(*recipe);
            request.recipe.from = startModel().toStdString();
            start(std::move(request));
        });
    });
}

void Trainings::resume(int run)
{
    session::TrainRequest request;
    request.resume = run;
    start(std::move(request));
}

void Trainings::go(session::TrainRequest request)
{
    m_stop = std::stop_source();
    m_pause = std::stop_source();
    request.pause = m_pause.get_token();
    m_running = true;
    m_now = {};
    m_now.phase = session::TrainingNow::Phase::Preparing;
    // Not the project's life: an answer that says Cancelled ends the run too.
    whenDone(m_project->train(std::move(request), m_stop.get_token()), this, m_life.token(),
        [this](Result<session::TrainReport> report) { took(std::move(report)); });
    m_sample.start();
    Q_EMIT changed();
    Q_EMIT progressed();
}

void Trainings::pause()
{
    m_pause.request_stop();
    Q_EMIT progressed();
}

void Trainings::stop()
{
    m_stop.request_stop();
    Q_EMIT progressed();
}

void Trainings::sample()
{
    if (!m_project || !m_project->services().training)
        return;
    auto now = m_project->services().training->now();
    if (now.phase == session::TrainingNow::Phase::Idle)
        return; // not begun yet, or just over: the answer is on its way
    const bool fresh = now.run.number > 0 && !run(now.run.number);
    const bool another = now.run.history.size() != m_now.run.history.size() || now.run.state != m_now.run.state
        || now.run.number != m_now.run.number;
    m_now = std::move(now);
    if (fresh)
        m_runs.insert(m_runs.begin(), m_now.run);
    else if (another)
        for (auto& one : m_runs)
            if (one.number == m_now.run.number)
                one = m_now.run;
    if (fresh || another)
        Q_EMIT changed();
    Q_EMIT progressed();
}

void Trainings::took(Result<session::TrainReport> report)
{
    m_running = false;
    m_sample.stop();
    m_now = {};
    refresh();
    if (report)
        Q_EMIT ended(*report);
    else if (report.error().code != Error::Code::Cancelled)
        Q_EMIT failed(report.error());
    Q_EMIT progressed();
}

void Trainings::refresh()
{
    if (!m_project)
        return;
    const std::stop_token runs = m_runsAsked.ask(), models = m_modelsAsked.ask();
    then(m_project->runs(runs), this, runs, [this](Result<std::vector<session::TrainingRun>> all) {
        m_runsKnown = true;
        if (all)
            m_runs = std::move(*all);
        else
            Q_EMIT failed(all.error());
        Q_EMIT changed();
    });
    then(m_project->models(models), this, models, [this](Result<Project::ModelList> all) {
        if (all)
            m_models = std::move(*all);
        else
            Q_EMIT failed(all.error());
        Q_EMIT changed();
    });
}

void Trainings::promote(const QString& model)
{
    if (!m_project)
        return;
    then(m_project->promote(model.toStdString()), this, m_life.token(),
        [this, before = defaultModel()](Result<session::Models::Entry> done) {
            refresh();
            if (done)
                Q_EMIT promoted(idOf(*done), before);
            else
                Q_EMIT failed(done.error());
        });
}

void Trainings::rollBack()
{
    if (!m_project)
        return;
    then(m_project->rollBack(), this, m_life.token(),
        [this, before = defaultModel()](Result<session::Models::Entry> done) {
            refresh();
            if (done)
                Q_EMIT promoted(idOf(*done), before);
            else
                Q_EMIT failed(done.error());
        });
}

const session::TrainingRun* Trainings::run(int number) const
{
    const auto at = std::ranges::find(m_runs, number, &session::TrainingRun::number);
    return at == m_runs.end() ? nullptr : &*at;
}

QString Trainings::defaultModel() const
{
    for (const auto& model : m_models.all)
        if (model.isDefault)
            return idOf(model);
    return {};
}

QString Trainings::startModel() const
{
    if (m_models.all.empty() || !defaultModel().isEmpty())
        return QStringLiteral("default");
    const auto last = std::find_if(
        m_models.all.rbegin(), m_models.all.rend(), [](const session::Models::Entry& one) { return one.hasWeights; });
    return last == m_models.all.rend() ? QStringLiteral("default") : idOf(*last);
}

const session::Models::Entry* Trainings::model(const QString& name) const
{
    for (const auto& model : m_models.all)
        if (idOf(model) == name || (name == "default" && model.isDefault))
            return &model;
    return nullptr;
}

} // namespace vetrina::ui
