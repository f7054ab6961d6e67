#include "core/session/session.h"

#include "core/base/log.h"
#include "core/base/paths.h"
#include "core/base/priority.h"
#include "core/session/anomaly_service.h"
#include "core/session/candidates_service.h"
#include "core/session/embeddings_service.h"
#include "core/session/explain_service.h"
#include "core/session/filters_service.h"
#include "core/session/finder_service.h"
#include "core/session/ingest_service.h"
#include "core/session/labels_service.h"
#include "core/session/models.h"
#include "core/session/queue_service.h"
#include "core/session/scores_service.h"
#include "core/session/training_service.h"
#include "core/store/catalogue.h"
#include "core/store/embeddings.h"
#include "core/store/labels.h"
#include "core/store/project.h"
#include "core/store/scores.h"

namespace vetrina::session {

/// In order of construction: what stands further down uses what stands above, and goes first.
struct Session::Parts {
    store::Project project;
    std::optional<Error> whyReadOnly;
    std::string user;
    std::unique_ptr<store::LabelStore> labelStore;
    std::unique_ptr<store::Catalogue> catalogue;
    std::unique_ptr<store::ScoreStore> scoreStore;
    std::unique_ptr<store::EmbeddingStore> embeddingStore;
    std::unique_ptr<LabelsService> labels;
    std::unique_ptr<CandidatesService> candidates;
    std::unique_ptr<ScoresService> scores;
    std::unique_ptr<ExplainService> explain;
    std::unique_ptr<AnomalyService> anomaly;
    std::unique_ptr<EmbeddingsService> embeddings;
    std::unique_ptr<TrainingService> training;
    std::unique_ptr<IngestService> ingest;
    std::unique_ptr<QueueService> queue;
    std::unique_ptr<FiltersService> filters;
    std::unique_ptr<FinderService> finder;
    std::unique_ptr<Executor> io, background, labelling, ingesting, trainer;
};

Session::Session()
    : m_parts(std::make_unique<Parts>())
{
}

Session::~Session()
{
    // Label events that were accepted are written; what only feeds the screen is dropped.
    writeLabels();
    if (m_parts->background)
        m_parts->background->abandon();
    if (m_parts->io)
        m_parts->io->abandon();
    if (m_parts->ingesting)
        m_parts->ingesting->abandon();
    if (m_parts->trainer)
        m_parts->trainer->abandon();
}

void Session::writeLabels()
{
    if (m_parts->labelling)
        m_parts->labelling->shutdown();
}

namespace {

/// The project as asked for, or read-only where its medium can't be written.
Result<store::Project> openProject(
    const std::filesystem::path& path, const Session::Options& options, std::optional<Error>& whyReadOnly)
{
    std::error_code ignored;
    if (options.create && !std::filesystem::exists(path / "catalogue.sqlite", ignored))
        return store::Project::create(path);
    auto project = store::Project::open(path, options.readOnly ? store::Mode::ReadOnly : store::Mode::ReadWrite);
    const bool canOnlyRead =
        !project && (project.error().code == Error::Code::ReadOnly || project.error().code == Error::Code::Full);
    if (!canOnlyRead || options.create)
        return project;
    whyReadOnly = std::move(project.error());
    return store::Project::open(path, store::Mode::ReadOnly);
}

/// Moves a Result's value to where it belongs; false, and the error kept, where there is none.
template <typename T> bool take(Result<T>&& result, T& into, Error& error)
{
    if (!result) {
        error = std::move(result.error());
        return false;
    }
    into = std::move(*result);
    return true;
}

} // namespace

Result<std::unique_ptr<Session>> Session::open(const std::filesystem::path& path, Options options)
{
    std::unique_ptr<Session> session(new Session);
    auto& parts = *session->m_parts;
    parts.user = options.user.empty() ? paths::userName() : options.user;
    const unsigned threads = options.threads ? options.threads : usableCores();

    std::error_code ignored;
    const bool isNew = options.create && !std::filesystem::exists(path / "catalogue.sqlite", ignored);
    Error error;
    if (!take(openProject(path, options, parts.whyReadOnly), parts.project, error)
        || !take(store::LabelStore::open(parts.project), parts.labelStore, error)
        || !take(store::Catalogue::open(parts.project), parts.catalogue, error)
        || !take(store::ScoreStore::open(parts.project), parts.scoreStore, error)
        || !take(store::EmbeddingStore::open(parts.project), parts.embeddingStore, error)
        || !take(LabelsService::open(*parts.labelStore, *parts.catalogue, parts.user), parts.labels, error)
        || !take(CandidatesService::open(parts.project, *parts.catalogue, *parts.scoreStore, *parts.labels),
            parts.candidates, error))
        return tl::unexpected(std::move(error));
    if (isNew && !options.scheme.empty())
        if (const auto chosen = parts.labels->chooseScheme(options.scheme); !chosen)
            log::warning("labels", chosen.error().message); // one that no longer ships: the first does as well

    std::unique_ptr<store::CatalogueSearch> search;
    if (!take(store::CatalogueSearch::open(parts.project), search, error))
        return tl::unexpected(std::move(error));

    auto& candidates = *parts.candidates;
    parts.finder =
        std::make_unique<FinderService>(FinderService::Needs{ candidates, *parts.labels, std::move(search) });
    parts.scores = std::make_unique<ScoresService>(ScoresService::Needs{ candidates, *parts.scoreStore,
        [&candidates](data::Row row, const std::vector<std::string>& names) { return candidates.metadata(row, names); },
        options.device, threads });
    parts.explain =
        std::make_unique<ExplainService>(ExplainService::Needs{ candidates, parts.scores->engine(), options.device });
    std::unique_ptr<store::AnomalyStore> anomalies;
    if (!take(store::AnomalyStore::open(parts.project), anomalies, error))
        return tl::unexpected(std::move(error));
    parts.anomaly = std::make_unique<AnomalyService>(
        AnomalyService::Needs{ candidates, std::move(anomalies), *parts.embeddingStore, threads });
    parts.embeddings = std::make_unique<EmbeddingsService>(EmbeddingsService::Needs{ candidates, *parts.embeddingStore,
        parts.scores->engine(),
        [&candidates](data::Row row, const std::vector<std::string>& names) { return candidates.metadata(row, names); },
        [&parts] { parts.anomaly->arrived(); }, [&parts] { return parts.anomaly->models(); }, options.device,
        threads });
    parts.training = std::make_unique<TrainingService>(TrainingService::Needs{
        candidates, parts.project.folder, session->readOnly(), parts.scores->lease(), options.device, threads });
    parts.ingest = std::make_unique<IngestService>(parts.project, threads);
    parts.ingest->onArrived([&parts](std::size_t) {
        parts.scores->arrived();
        parts.anomaly->arrived();
        parts.embeddings->arrived();
    });
    parts.queue = std::make_unique<QueueService>(
        QueueService::Needs{ candidates, [&candidates] { return candidates.defaultScore(); },
            [&parts](std::span<const data::Row> rows) -> Result<store::EmbeddingSet> {
                const auto model = parts.embeddingStore->findModel({});
                if (!model)
                    return tl::unexpected(model.error());
                return parts.embeddingStore->of(*model, rows);
            } });
    parts.filters = std::make_unique<FiltersService>(candidates, *parts.labels, *parts.labelStore);
    startThread("helpers", [&](std::stop_token) {
        helpFromThisThread(); // and they inherit it
        parts.io = std::make_unique<Executor>("io", 2, 256, Executor::WhenFull::Wait);
        parts.background =
            std::make_unique<Executor>("background", std::max(1u, threads / 2), 512, Executor::WhenFull::DropOldest);
    }).join();
    parts.labelling = std::make_unique<Executor>("labels", 1, 4096, Executor::WhenFull::Wait);
    (void)parts.labelling->submit([](std::stop_token) -> Result<void> {
        hurryThisThread();
        return {};
    });
    parts.ingesting =
        std::make_unique<Executor>("ingesting", 1, 64, Executor::WhenFull::Refuse, ThreadPriority::Background);
    parts.trainer = std::make_unique<Executor>("trainer", 1, 4, Executor::WhenFull::Refuse, ThreadPriority::Background);
    return session;
}

const std::filesystem::path& Session::path() const { return m_parts->project.folder; }
std::string Session::name() const { return m_parts->project.name(); }
bool Session::readOnly() const { return m_parts->project.mode == store::Mode::ReadOnly; }
const std::optional<Error>& Session::whyReadOnly() const { return m_parts->whyReadOnly; }
const std::string& Session::user() const { return m_parts->user; }
Anomaly& Session::anomaly() { return *m_parts->anomaly; }
Candidates& Session::candidates() { return *m_parts->candidates; }
Explain& Session::explain() { return *m_parts->explain; }
Embeddings& Session::embeddings() { return *m_parts->embeddings; }
Filters& Session::filters() { return *m_parts->filters; }
Finder& Session::finder() { return *m_parts->finder; }
Ingest& Session::ingest() { return *m_parts->ingest; }
Labels& Session::labels() { return *m_parts->labels; }
Models& Session::models() { return Models::library(); }
Queue& Session::queue() { return *m_parts->queue; }
Scores& Session::scores() { return *m_parts->scores; }
Selection& Session::selection() { return m_parts->candidates->selection(); }
Training& Session::training() { return *m_parts->training; }
Executor& Session::io() { return *m_parts->io; }
Executor& Session::background() { return *m_parts->background; }
Executor& Session::labelling() { return *m_parts->labelling; }
Executor& Session::ingesting() { return *m_parts->ingesting; }
Executor& Session::trainer() { return *m_parts->trainer; }

} // namespace vetrina::session
