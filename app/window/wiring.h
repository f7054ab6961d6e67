#pragma once

#include "core/base/executor.h"
#include "core/base/progress.h"
#include "core/session/session.h"
#include "ui/project/project.h"
#include "ui/shell/main_window.h"
#include "ui/shell/recents.h"

#include <QObject>
#include <QStringList>
#include <QTimer>

#include <filesystem>
#include <memory>
#include <stop_token>
#include <vector>

namespace vetrina::app {

/// What the window asks for and can't do itself: opens projects, takes packets in, finds a model. The window's thread;
/// every file is touched on another.
class Wiring : public QObject {
public:
    Wiring(ui::MainWindow& window, session::Session::Options options);
    ~Wiring() override;

    /// A project, or packets; nothing stays on the welcome page.
    void start(const QStringList& paths);

private:
    using Opened = std::unique_ptr<session::Session>;

    void open(const std::filesystem::path& project, bool create);
    void opening(std::future<Result<Opened>> session, const QStringList& packets);
    void show(Opened session, const QStringList& packets);
    void close();
    void take(const QStringList& packets);
    void ingest(const QStringList& packets);
    void showProgress();
    void sayReport(const session::IngestReport& report);
    void findModel();
    void importModel(const QString& weights, const QString& card);
    void remember();
    void showRecents();
    void lookAtMachine();
    void sayError(const Error& error);

    ui::MainWindow& m_window;
    const session::Session::Options m_options;
    const ui::Recents m_recents;
    Executor m_work{ "wiring", 1, 64, Executor::WhenFull::Wait };

    QStringList m_waiting; ///< packets that came while others were being taken in
    std::stop_source m_stop;
    std::shared_ptr<Progress> m_progress; ///< of the ingest that runs; null where none does
    QTimer m_sample;
};

} // namespace vetrina::app
