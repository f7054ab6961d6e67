#pragma once

#include "core/base/executor.h"
#include "core/base/progress.h"
#include "core/session/closing.h"
#include "core/session/session.h"
#include "ui/project/project.h"
#include "ui/shell/main_window.h"
#include "ui/shell/recents.h"

#include <QJsonObject>
#include <QObject>
#include <QStringList>
#include <QTimer>

#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

namespace vetrina::app {

/// What the window asks for and can't do itself: opens projects, takes packets in, finds a model. The window's thread;
/// every file is touched on another.
class Wiring : public QObject {
public:
    /// `closing` ends the projects that the window lets go of; it outlives both.
    Wiring(ui::MainWindow& window, session::Closing& closing, session::Session::Options options);
    ~Wiring() override;

    /// A project, or packets; nothing stays on the welcome page.
    void start(const QStringList& paths);
    /// The demo night, which is made first where it is not there yet.
    void openDemo();

private:
    /// A project and the view it was left in.
    struct Opened {
        std::shared_ptr<session::Session> session;
        QJsonObject view;
    };

    [[nodiscard]] bool mayLeave();
    void open(const std::filesystem::path& project, bool create);
    /// Opens what `which` names, on a thread of its own, and shows it.
    void opening(std::function<Result<std::filesystem::path>()> which, bool create, const QStringList& packets);
    void show(Opened opened, const QStringList& packets);
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
    void sayError(const Error& error, std::function<void()> retry = {});
    [[nodiscard]] session::Session::Options options() const;

    ui::MainWindow& m_window;
    session::Closing& m_closing;
    const session::Session::Options m_options;
    const ui::Recents m_recents;
    Executor m_work{ "wiring", 1, 64, Executor::WhenFull::Wait };
    Executor m_opening{ "opening", 1, 64, Executor::WhenFull::Refuse }; ///< in the order of the clicks
    std::stop_source m_making; ///< the demo night
    std::stop_source m_gone; ///< nobody waits for what is being opened
    int m_opens = 0; ///< asked for and not answered yet

    QStringList m_waiting; ///< packets that came while others were being taken in
    std::stop_source m_stop;
    std::shared_ptr<Progress> m_progress; ///< of the ingest that runs; null where none does
    QTimer m_sample;
};

} // namespace vetrina::app
