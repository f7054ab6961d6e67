#pragma once

#include "core/base/executor.h"
#include "core/session/anomaly.h"
#include "core/session/candidates.h"
#include "core/session/embeddings.h"
#include "core/session/explain.h"
#include "core/session/filters.h"
#include "core/session/finder.h"
#include "core/session/ingest.h"
#include "core/session/labels.h"
#include "core/session/models.h"
#include "core/session/queue.h"
#include "core/session/scores.h"
#include "core/session/selection.h"
#include "core/session/session.h"
#include "core/session/training.h"
#include "ui/base/then.h"
#include "ui/widgets/class_style.h"

#include <QCache>
#include <QImage>
#include <QObject>

#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace vetrina::ui {

struct SaliencyLayer;
using ViewPtr = std::shared_ptr<const session::CandidateView>;

/// What looks like a candidate: the nearest alert of each other object, and what is known of these.
struct LookAlikes {
    session::SimilarReport report;
    std::vector<session::CandidateRow> rows; ///< of the report's neighbours, in their order
    std::size_t candidates = 0; ///< of the project, with a vector or without
};

/// An open project as the window asks it: every question is a future, answered off the window's thread.
///
/// All members: the window's thread. What is asked for the screen runs before what is asked ahead of time.
class Project : public QObject {
    Q_OBJECT

public:
    /// The services and the threads they run on. They outlive the Project.
    struct Services {
        session::Candidates* candidates = nullptr;
        session::Queue* queue = nullptr;
        session::Filters* filters = nullptr; ///< null where filters have no names
        session::Labels* labels = nullptr;
        session::Scores* scores = nullptr;
        session::Ingest* ingest = nullptr;
        session::Finder* finder = nullptr;
        session::Models* models = nullptr;
        session::Anomaly* anomaly = nullptr; ///< null where nothing unusual can be found
        session::Embeddings* embeddings = nullptr; ///< null where nothing can be mapped
        session::Explain* explain = nullptr; ///< null where there is no saliency
        session::Selection* selection = nullptr; ///< null where none is kept
        session::Training* training = nullptr; ///< null where nothing can be trained
        Executor* io = nullptr;
        Executor* background = nullptr;
        Executor* labelling = nullptr;
        Executor* ingesting = nullptr; ///< null where there is no ingest
        Executor* trainer = nullptr; ///< null where nothing can be trained
        bool readOnly = false;
        /// A stamp's true pixels as FITS; on the background's thread.
        std::function<Result<void>(const session::CandidateView&, data::Panel, const std::filesystem::path&)>
            writeStamp;
    };

    Project(const Services& services, QString name, std::filesystem::path path, ClassStyles classes,
        QObject* parent = nullptr);
    /// Holds the session, and lets go of it last: it ends there and then, or where its holder ends it
    /// (session::Closing).
    [[nodiscard]] static std::unique_ptr<Project> of(std::shared_ptr<session::Session> session);
    ~Project() override;

    [[nodiscard]] const QString& name() const { return m_name; }
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }
    [[nodiscard]] const ClassStyles& classes() const { return m_classes; }
    /// Another scheme, or another version of it: what was known of candidates by the one before is forgotten.
    void setClasses(ClassStyles classes);
    [[nodiscard]] bool readOnly() const { return m_services.readOnly; }
    [[nodiscard]] Services& services() { return m_services; }

    /// The candidate if it is at hand, so that going there paints at once; null where it must be asked for.
    [[nodiscard]] ViewPtr cachedView(data::Row row) const;
    [[nodiscard]] std::future<Result<ViewPtr>> view(data::Row row, std::stop_token stop);
    /// Takes an answer of view() in, to be found by cachedView().
    void keep(const ViewPtr& view);
    /// What is known of that row no longer holds: it was labelled or scored.
    void forget(data::Row row);
    /// Fetches what is not at hand yet; the prefetch before it is taken back.
    void prefetch(const std::vector<data::Row>& rows);

    [[nodiscard]] std::future<Result<std::vector<session::CandidateRow>>> rows(
        std::vector<data::Row> rows, std::stop_token stop);
    /// The alerts of that row's object in the project, newest first.
    [[nodiscard]] std::future<Result<std::vector<session::ObjectAlert>>> ofObject(data::Row row, std::stop_token stop);
    /// A stamp, north up, `side` px, ZScale and asinh; a flat image where there is no stamp.
    [[nodiscard]] std::future<Result<QImage>> thumbnail(
        data::Row row, int side, std::stop_token stop, data::Panel panel = data::Panel::Science);
    /// What a model's answer rests on, as it is painted with the stamps; `together` as SaliencyLayer::of() has it.
    /// Unsupported where the project has no saliency.
    [[nodiscard]] std::future<Result<std::shared_ptr<const SaliencyLayer>>> saliency(
        session::Explain::Request request, bool together, std::stop_token stop);
    [[nodiscard]] std::future<Result<std::vector<data::Row>>> queue(
        session::QueueRequest request, std::stop_token stop);
    [[nodiscard]] std::future<Result<session::QueueOrder>> order(session::QueueRequest request, std::stop_token stop);
    [[nodiscard]] std::future<Result<std::vector<session::NightProgress>>> nights(std::stop_token stop);
    [[nodiscard]] std::future<Result<data::Row>> find(std::int64_t candid, std::stop_token stop);
    /// What filters are written with, and those that have names; Unsupported where the project has none.
    [[nodiscard]] std::future<Result<std::shared_ptr<const session::FilterWords>>> filterWords(std::stop_token stop);
    [[nodiscard]] std::future<Result<std::vector<session::Filters::Named>>> namedFilters(std::stop_token stop);
    /// Behind what is on screen; Cancelled where there was too much of that.
    [[nodiscard]] std::future<Result<std::size_t>> filterCount(std::string filter, std::stop_token stop);
    [[nodiscard]] std::future<Result<void>> saveFilter(std::string name, std::string text);
    [[nodiscard]] std::future<Result<void>> renameFilter(std::string from, std::string to);
    [[nodiscard]] std::future<Result<void>> removeFilter(std::string name);
    [[nodiscard]] std::future<Result<std::size_t>> count();
    [[nodiscard]] std::future<Result<session::Labels::Counts>> counts();
    [[nodiscard]] std::future<Result<session::Scores::State>> engine();

    /// Durable when it is answered, in the order of the calls.
    [[nodiscard]] std::future<Result<std::int64_t>> add(session::Labels::Request request);
    [[nodiscard]] std::future<Result<session::Labels::Given>> addToObject(session::Labels::Request request);
    /// All or none, one undo.
    [[nodiscard]] std::future<Result<session::Labels::Given>> addToAll(
        session::Labels::Request request, std::vector<data::Row> rows);
    [[nodiscard]] std::future<Result<session::Labels::Change>> undo();
    [[nodiscard]] std::future<Result<session::Labels::Change>> redo();
    /// The scheme that is then in use; setClasses() takes it.
    [[nodiscard]] std::future<Result<ClassStyles>> chooseScheme(std::string name);
    [[nodiscard]] std::future<Result<ClassStyles>> saveScheme(data::LabelScheme scheme);
    [[nodiscard]] std::future<Result<std::vector<data::LabelScheme>>> schemes();
    [[nodiscard]] std::future<Result<session::NightReport>> night(session::NightSpan span, std::stop_token stop);
    void markSeen(data::Row row);
    void scoreFirst(data::Row row);

    [[nodiscard]] std::future<Result<session::IngestReport>> ingest(
        std::vector<std::filesystem::path> paths, std::stop_token stop, std::shared_ptr<Progress> progress);
    [[nodiscard]] std::future<Result<void>> scoreLive(std::string model);

    [[nodiscard]] std::future<Result<std::vector<session::Anomaly::Scorer>>> anomalyScorers();
    /// By each scorer that can measure the candidate.
    [[nodiscard]] std::future<Result<std::vector<session::Anomaly::Strangeness>>> strangeness(
        data::Row row, std::stop_token stop);
    /// The column `selected` from now on; selectionChanged() when filters see it.
    void select(std::vector<data::Row> rows);
    /// Behind an ingest that is under way.
    [[nodiscard]] std::future<Result<session::Anomaly::Report>> findAnomalies(
        session::Anomaly::Request request, std::stop_token stop);

    /// Of `k` other objects. `first` of this project: it may take its time, behind an ingest that is under way.
    [[nodiscard]] std::future<Result<LookAlikes>> lookAlikes(
        data::Row row, std::size_t k, bool first, std::stop_token stop);
    /// As session::Models::embedders().
    [[nodiscard]] std::future<Result<std::vector<std::string>>> embedders(std::stop_token stop);
    /// The vectors that there are, by model in the order in which they first embedded.
    [[nodiscard]] std::future<Result<std::vector<session::VectorSet>>> vectorSets(std::stop_token stop);
    /// Behind an ingest that is under way.
    [[nodiscard]] std::future<Result<session::EmbedReport>> embed(
        session::EmbedRequest request, std::shared_ptr<Progress> progress, std::stop_token stop);
    /// In the background: what request.pause and `stop` are for, session::Training says.
    [[nodiscard]] std::future<Result<session::TrainReport>> train(session::TrainRequest request, std::stop_token stop);
    /// Cancelled where there was too much else to do: ask again.
    [[nodiscard]] std::future<Result<session::TrainingLabels>> trainingLabels(
        session::TrainRequest request, std::stop_token stop);
    [[nodiscard]] std::future<Result<std::vector<session::TrainingRun>>> runs(std::stop_token stop);
    /// One that ships, by its name, or a file.
    [[nodiscard]] std::future<Result<session::Recipe>> recipe(std::string nameOrFile, std::stop_token stop);
    [[nodiscard]] std::future<Result<void>> saveRecipe(session::Recipe recipe, std::filesystem::path file);
    /// The library's, and which of them roll back would make the default.
    struct ModelList {
        std::vector<session::Models::Entry> all;
        std::string previous; ///< NAME:VERSION; empty where there is none
    };
    [[nodiscard]] std::future<Result<ModelList>> models(std::stop_token stop);
    /// Makes it the default, and what scores this project from its next batch on: promoted() says when.
    [[nodiscard]] std::future<Result<session::Models::Entry>> promote(std::string model);
    [[nodiscard]] std::future<Result<session::Models::Entry>> rollBack();

Q_SIGNALS:
    void arrived(quint64 count);
    void scored(const std::vector<vetrina::data::Row>& rows);
    void classesChanged();
    void selectionChanged();
    void promoted(); ///< another model's scores are the ones that count

private:
    [[nodiscard]] std::future<Result<session::Models::Entry>> scoreBy(
        std::function<Result<session::Models::Entry>(session::Models&)> choose);

    /// Carries what the writer and the engine say to the window's thread, and nothing once the Project is gone.
    struct Relay {
        std::mutex mutex;
        Project* to = nullptr;
    };

    std::shared_ptr<session::Session> m_session; ///< only of(); goes last
    Services m_services;
    QString m_name;
    std::filesystem::path m_path;
    ClassStyles m_classes;
    mutable QCache<data::Row, ViewPtr> m_views{ 128 };
    LastQuestion m_prefetch, m_selecting;
    std::shared_ptr<Relay> m_relay = std::make_shared<Relay>();
};

} // namespace vetrina::ui
