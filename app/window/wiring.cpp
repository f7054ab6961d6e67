#include "app/window/wiring.h"

#include "core/base/paths.h"
#include "core/session/anomaly.h"
#include "core/session/candidates.h"
#include "core/session/doctor.h"
#include "core/session/ingest.h"
#include "core/session/models.h"
#include "core/session/project_path.h"
#include "core/session/simulation.h"
#include "core/session/versions.h"
#include "ui/preferences/settings.h"
#include "ui/scan/scan_page.h"
#include "ui/shell/problem_bar.h"
#include "ui/shell/status_line.h"
#include "ui/shell/welcome_page.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QPointer>

#include <atomic>

namespace vetrina::app {

namespace {

std::filesystem::path pathOf(const QString& text) { return text.toStdString(); }
QString textOf(const std::string& text) { return QString::fromStdString(text); }

std::vector<std::filesystem::path> pathsOf(const QStringList& texts)
{
    std::vector<std::filesystem::path> paths;
    for (const auto& text : texts)
        paths.push_back(pathOf(text));
    return paths;
}

} // namespace

Wiring::Wiring(ui::MainWindow& window, session::Closing& closing, session::Session::Options options)
    : m_window(window)
    , m_closing(closing)
    , m_options(std::move(options))
    , m_recents(paths::state())
{
    window.keepViewsIn(paths::state());
    window.setParts({ { "SQLite", textOf(session::sqliteVersion()) } });
    connect(&window, &ui::MainWindow::openAsked, this, [this](const QString& path) { open(pathOf(path), false); });
    connect(&window, &ui::MainWindow::newProjectAsked, this, [this](const QString& path) { open(pathOf(path), true); });
    connect(&window, &ui::MainWindow::closeAsked, this, [this] { close(); });
    connect(&window, &ui::MainWindow::packetsGiven, this, [this](const QStringList& packets) { take(packets); });
    connect(&window, &ui::MainWindow::scoringAsked, this, [this] { findModel(); });
    connect(&window, &ui::MainWindow::demoAsked, this, [this] { openDemo(); });
    connect(&window, &ui::MainWindow::stopAsked, this, [this] {
        m_stop.request_stop();
        m_making.request_stop();
    });
    connect(&m_sample, &QTimer::timeout, this, [this] { showProgress(); });
    m_sample.setInterval(100);
}

Wiring::~Wiring()
{
    m_stop.request_stop();
    m_making.request_stop();
    m_gone.request_stop();
    remember();
    m_work.shutdown();
    m_opening.abandon();
}

void Wiring::start(const QStringList& paths)
{
    showRecents();
    lookAtMachine();
    if (paths.size() == 1 && session::isProject(pathOf(paths.front())))
        open(pathOf(paths.front()), false);
    else if (!paths.isEmpty())
        take(paths);
}

/// Labels that are not on the disk go with the project that held them: the window says so first, as when it closes.
bool Wiring::mayLeave() { return !m_window.project() || m_window.scan()->mayLeave(); }

void Wiring::open(const std::filesystem::path& project, bool create)
{
    if (!mayLeave())
        return;
    opening([project] { return project; }, create, {});
}

void Wiring::openDemo()
{
    if (!mayLeave())
        return;
    struct Making {
        Progress progress;
        std::atomic<bool> ended = false;
    };
    auto making = std::make_shared<Making>();
    m_making = std::stop_source();
    opening(
        [making, stop = m_making.get_token()] {
            auto project = session::demoNight(stop, making->progress);
            making->ended = true;
            return project;
        },
        false, {});
    auto* look = new QTimer(this);
    connect(look, &QTimer::timeout, this, [this, making, look] {
        const auto done = making->progress.done.load(), total = making->progress.total.load();
        if (making->ended) {
            look->deleteLater();
            if (total > 0 && !m_progress)
                m_window.status()->setWork({}, -1);
        } else if (total > 0) {
            m_window.status()->setWork(
                tr("Making the demo night: %L1 of %L2").arg(done).arg(total), double(done) / double(total));
        }
    });
    look->start(100);
}

void Wiring::opening(std::function<Result<std::filesystem::path>()> which, bool create, const QStringList& packets)
{
    auto options = this->options();
    options.create = create;
    auto session = m_opening.submit(
        [which, options, views = paths::state(), &closing = m_closing](std::stop_token stop) -> Result<Opened> {
            const auto project = which();
            if (!project)
                return tl::unexpected(project.error());
            // The same project may still be writing what the window let go of a moment ago.
            if (const auto ended = closing.wait(*project, stop); !ended)
                return tl::unexpected(ended.error());
            auto session = session::Session::open(*project, options);
            if (!session)
                return tl::unexpected(session.error());
            if (!(*session)->readOnly()) { // what comes in is embedded and measured as what was here before
                (*session)->embeddings().live();
                (*session)->anomaly().live();
            }
            Opened opened{ closing.keep(std::move(*session)), ui::JsonFile::read(ui::viewFile(views, *project)) };
            // The candidate, wherever it stands in this project by now.
            if (const auto row = opened.session->candidates().find(opened.view["candid"].toString().toLongLong()))
                opened.view["row"] = static_cast<double>(*row);
            else
                opened.view.remove("row");
            return opened;
        },
        m_gone.get_token());
    ++m_opens;
    QTimer::singleShot(300, this, [this] {
        if (m_opens > 0)
            m_window.say(tr("Opening the project…"), false);
    });
    ui::whenDone(std::move(session), this, {}, [this, which, create, packets](Result<Opened> opened) {
        if (--m_opens == 0)
            m_window.say({}, false);
        if (!opened)
            return sayError(opened.error(), [=, this] { opening(which, create, packets); });
        m_window.problem()->clear();
        show(std::move(*opened), packets);
    });
}

void Wiring::show(Opened opened, const QStringList& packets)
{
    remember();
    m_stop.request_stop(); // of the project before
    m_waiting.clear();
    const auto whyReadOnly = opened.session->whyReadOnly();
    m_window.setProject(ui::Project::of(std::move(opened.session)), opened.view);
    QTimer::singleShot(3000, this, [this] { remember(); }); // by then it is counted and has a preview
    if (m_window.project()->readOnly())
        m_window.say(tr("This project can't be written: labels are not kept."), true);
    else // what is wrong with that is said by the engine's state
        ui::whenDone(m_window.project()->scoreLive(m_window.settings()->text("engine.model").toStdString()), this, {},
            [](Result<void>) {});
    if (whyReadOnly)
        sayError(*whyReadOnly, [this, path = m_window.project()->path()] { open(path, false); });
    if (!packets.isEmpty())
        ingest(packets);
}

void Wiring::close()
{
    if (!mayLeave())
        return;
    remember();
    m_stop.request_stop();
    m_waiting.clear();
    m_window.setProject(nullptr);
    showRecents();
}

void Wiring::take(const QStringList& packets)
{
    if (m_window.project() && !m_window.project()->readOnly())
        return ingest(packets);
    opening([paths = pathsOf(packets)] { return session::projectFor(paths); }, true, packets);
}

void Wiring::ingest(const QStringList& packets)
{
    if (m_progress) {
        m_waiting += packets;
        m_window.say(tr("These packets come next."), false);
        return;
    }
    m_stop = std::stop_source();
    m_progress = std::make_shared<Progress>();
    m_sample.start();
    auto report = m_window.project()->ingest(pathsOf(packets), m_stop.get_token(), m_progress);
    const QPointer<ui::Project> into = m_window.project();
    ui::whenDone(std::move(report), this, {}, [this, into](Result<session::IngestReport> done) {
        m_sample.stop();
        m_progress.reset();
        m_window.status()->setWork({}, -1);
        if (!into) // closed meanwhile: what was said of it would be taken for another's
            done = cancelled();
        if (!done)
            sayError(done.error());
        else
            sayReport(*done);
        if (!m_waiting.isEmpty() && m_window.project())
            ingest(std::exchange(m_waiting, {}));
    });
}

void Wiring::showProgress()
{
    const auto done = m_progress->done.load(), total = m_progress->total.load();
    const QString words =
        total > done ? tr("%L1 of about %L2 packets").arg(done).arg(total) : tr("%L1 packets").arg(done);
    m_window.status()->setWork(words, total > 0 ? std::min(1., double(done) / double(total)) : -1);
}

void Wiring::sayReport(const session::IngestReport& report)
{
    QString words = tr("%L1 new candidates").arg(report.added);
    if (report.known > 0)
        words += tr(", %L1 were there already").arg(report.known);
    if (report.cancelled)
        words += tr(", stopped");
    if (report.bad > 0)
        words +=
            tr(", %L1 refused: %2")
                .arg(report.bad)
                .arg(textOf(
                    report.errors.empty() ? "" : report.errors.front().file + ": " + report.errors.front().reason));
    m_window.say(words, report.bad > 0);
}

void Wiring::findModel()
{
    auto models = m_work.submit([](std::stop_token) { return session::Models::library().list(); });
    ui::then(std::move(models), this, [this](Result<std::vector<session::Models::Entry>> list) {
        if (!list)
            return sayError(list.error());
        QStringList cards;
        for (const auto& entry : *list) {
            if (entry.isDefault && m_window.project()) {
                ui::whenDone(m_window.project()->scoreLive({}), this, {}, [](Result<void>) {});
                return;
            }
            cards << textOf(entry.name);
        }
        const QString weights =
            QFileDialog::getOpenFileName(&m_window, tr("Weights of a model"), {}, tr("Weights (*.safetensors)"));
        if (weights.isEmpty())
            return;
        QString card = QFileInfo(weights).completeBaseName();
        if (!cards.contains(card)) {
            bool chosen = false;
            card = QInputDialog::getItem(
                &m_window, tr("Import a model"), tr("Which card describes these weights?"), cards, 0, false, &chosen);
            if (!chosen)
                return;
        }
        importModel(weights, card);
    });
}

void Wiring::importModel(const QString& weights, const QString& card)
{
    auto imported = m_work.submit(
        [weights = pathOf(weights), card = card.toStdString()](std::stop_token) -> Result<session::Models::Entry> {
            auto& library = session::Models::library();
            auto entry = library.import(weights, card);
            const auto all = entry ? library.list() : tl::unexpected(entry.error());
            // The first is the default, so that it scores the next time, too; behind another it waits for a promotion.
            if (all && std::ranges::none_of(*all, &session::Models::Entry::isDefault))
                return library.promote(entry->name + ":" + entry->version);
            return entry;
        });
    ui::then(std::move(imported), this, [this](Result<session::Models::Entry> entry) {
        if (!entry)
            return sayError(entry.error());
        m_window.say(tr("%1 is in the library.").arg(textOf(entry->name)), false);
        if (m_window.project())
            ui::whenDone(
                m_window.project()->scoreLive(entry->name + ":" + entry->version), this, {}, [](Result<void>) {});
    });
}

void Wiring::remember()
{
    const auto* project = m_window.project();
    if (!project)
        return;
    const ui::Recent recent{ project->name(), project->path(), QDateTime::currentDateTime(),
        m_window.scan()->labelled(), m_window.scan()->total(), m_window.scan()->preview() };
    (void)m_work.submit([recents = m_recents, recent](std::stop_token) -> Result<int> {
        recents.remember(recent);
        return 0;
    });
}

void Wiring::showRecents()
{
    auto all = m_work.submit(
        [recents = m_recents](std::stop_token) -> Result<std::vector<ui::Recent>> { return recents.all(); });
    ui::then(std::move(all), this, [this](Result<std::vector<ui::Recent>> list) {
        if (list)
            m_window.welcome()->setRecents(*list);
    });
}

void Wiring::lookAtMachine()
{
    auto checks =
        m_work.submit([](std::stop_token) -> Result<std::vector<session::Check>> { return session::examineMachine(); });
    ui::then(std::move(checks), this, [this](Result<std::vector<session::Check>> list) {
        if (!list)
            return sayError(list.error());
        std::vector<ui::MachineFact> facts;
        for (const auto& check : *list)
            facts.push_back({ check.ok, textOf(check.name).replace(0, 1, textOf(check.name).left(1).toUpper()),
                textOf(check.said), textOf(check.remedy) });
        m_window.welcome()->setMachine(facts, tr("vetrina doctor says more"));
    });
}

void Wiring::sayError(const Error& error, std::function<void()> retry)
{
    if (error.code != Error::Code::Cancelled)
        m_window.sayProblem(error, std::move(retry));
}

session::Session::Options Wiring::options() const
{
    auto options = m_options;
    const ui::Settings& chosen = *m_window.settings();
    if (options.user.empty())
        options.user = chosen.text("labels.user").trimmed().toStdString();
    if (options.scheme.empty())
        options.scheme = chosen.text("labels.scheme").toStdString();
    if (options.device == "auto")
        options.device = chosen.text("engine.device", "auto").toStdString();
    if (options.threads == 0)
        options.threads = static_cast<unsigned>(std::max(0, chosen.number("engine.threads", 0)));
    return options;
}

} // namespace vetrina::app
