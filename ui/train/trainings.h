#pragma once

#include "ui/project/project.h"

#include <QObject>
#include <QTimer>

#include <optional>
#include <vector>

namespace vetrina::ui {

/// The trainings of the project that is open, as the window knows them: the one under way, sampled at 10 Hz, those
/// that were, and the models one may promote. The window's thread; nothing here waits.
class Trainings : public QObject {
    Q_OBJECT

public:
    explicit Trainings(QObject* parent = nullptr);
    ~Trainings() override;

    /// Null closes the one there was: what trains there pauses.
    void setProject(Project* project);
    [[nodiscard]] Project* project() const { return m_project; }

    /// One at a time: does nothing while another one is under way.
    void start(session::TrainRequest request);
    /// By the recipe `fine_tune`, from the default model, on the labels as they are.
    void retrain();
    void resume(int run);
    void pause(); ///< it goes on later
    void stop(); ///< what is best so far becomes a model; it can go on later all the same
    void promote(const QString& model);
    void rollBack();
    /// Runs and models, asked for anew.
    void refresh();

    [[nodiscard]] bool isRunning() const { return m_running; }
    [[nodiscard]] bool isStopping() const;
    [[nodiscard]] const session::TrainingNow& now() const { return m_now; }
    /// The newest first, the one under way among them as it stands.
    [[nodiscard]] const std::vector<session::TrainingRun>& runs() const { return m_runs; }
    [[nodiscard]] const session::TrainingRun* run(int number) const; ///< null where there is none
    [[nodiscard]] bool areRunsKnown() const { return m_runsKnown; }
    [[nodiscard]] const Project::ModelList& models() const { return m_models; }
    [[nodiscard]] QString defaultModel() const; ///< NAME:VERSION; empty where none was promoted
    /// What one starts from where nobody says: "default"; where there is none, what scores then, NAME:VERSION.
    [[nodiscard]] QString startModel() const;
    [[nodiscard]] const session::Models::Entry* model(const QString& name) const; ///< NAME:VERSION, or "default"

    /// Why nothing can be trained now; empty where it can.
    [[nodiscard]] QString whyNot() const;

Q_SIGNALS:
    void progressed(); ///< now() is another
    void changed(); ///< runs() or models() are others, or a training began or ended
    void ended(const session::TrainReport& report);
    void failed(const vetrina::Error& error);
    void promoted(const QString& model, const QString& before);

private:
    void go(session::TrainRequest request);
    void sample();
    void took(Result<session::TrainReport> report);

    Project* m_project = nullptr;
    LastQuestion m_life, m_runsAsked, m_modelsAsked;
    std::stop_source m_stop, m_pause;
    bool m_running = false, m_runsKnown = false;
    session::TrainingNow m_now;
    std::vector<session::TrainingRun> m_runs;
    Project::ModelList m_models;
    QTimer m_sample;
};

/// NAME:VERSION of an entry of the library.
[[nodiscard]] QString idOf(const session::Models::Entry& model);

} // namespace vetrina::ui
