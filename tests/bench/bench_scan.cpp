// A scan of a project of a million candidates while packets come in and a network scores, in one process: from each
// key's event to its label on the disk, and to the end of the paint event that shows the next candidate; and how long
// the window's thread was ever away from its event loop.
//
//   bench_scan PACKETS [--weights FILE [--card CARD]] [--project FOLDER] [--rows N] [--seconds S] [--pause MS] [--rate
//   PER_SECOND]
//
// PACKETS is a folder of real .avro files: their stamps are what the candidates show, and under other ids they are what
// comes in, at most --rate a second (0: as fast as it goes; then 45 kB of disk a packet). The project is made where it
// is not there yet, in a process of its own.

#include "core/base/large_buffer.h"
#include "core/base/paths.h"
#include "core/base/priority.h"
#include "core/base/thread.h"
#include "core/session/models.h"
#include "core/session/scores.h"
#include "core/session/session.h"
#include "feed.h"
#include "tests/timed_application.h"
#include "ui/scan/queue_panel.h"
#include "ui/scan/scan_page.h"
#include "ui/shell/main_window.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <time.h>

using namespace vetrina;
using timed::Clock;
using timed::msBetween;
using timed::say;

namespace {

/// What the machine alone does to a thread that hurries like the window's and only sleeps: 2 ms each time, how late it
/// is.
class Idler {
public:
    Idler()
        : m_thread([this](std::stop_token stop) {
            hurryThisThread();
            constexpr auto beat = std::chrono::milliseconds(2);
            while (!stop.stop_requested()) {
                const auto due = Clock::now() + beat;
                std::this_thread::sleep_until(due);
                m_late.push_back(msBetween(due, Clock::now()));
            }
        })
    {
    }

    std::vector<double> stop()
    {
        m_thread.request_stop();
        m_thread.join();
        return std::move(m_late);
    }

private:
    std::vector<double> m_late;
    std::jthread m_thread; ///< last: it writes the others
};

/// Presses a label key each `pause` ms after the next candidate was painted.
class Scanner : public QObject {
public:
    Scanner(timed::Application& application, ui::MainWindow& window, int pauseMs)
        : m_window(window)
    {
        m_next.setSingleShot(true);
        m_next.setTimerType(Qt::PreciseTimer);
        m_next.setInterval(pauseMs);
        connect(&m_next, &QTimer::timeout, this, [this] { press(); });
        application.painted = [this] { painted(); };
    }
    ~Scanner() override { m_next.stop(); }

    void start()
    {
        m_due = Clock::now() + m_next.intervalAsDuration();
        m_next.start();
    }
    void report()
    {
        say("the loop wakes for a key late by", m_late);
        say("key event to the label on the disk", m_durable);
        say("key event to the next candidate painted", m_shown);
        say("of it until the key's event is through", m_answered);
        std::printf("%d of %d candidates were not at hand\n", m_notAtHand, m_keys);
    }

private:
    void press()
    {
        const auto& shown = m_window.scan()->shown();
        m_before = shown ? shown->row : -1;
        m_pressed = Clock::now();
        m_late.push_back(msBetween(m_due, m_pressed));
        m_waits = true;
        QTest::keyClick(&m_window, m_keys++ % 3 == 0 ? Qt::Key_1 : Qt::Key_2);
        m_answered.push_back(msBetween(m_pressed, Clock::now()));
        if (const auto& now = m_window.scan()->shown(); !now || now->row == m_before)
            ++m_notAtHand;
        // One thread writes the labels in order: behind the label comes this.
        auto durable = m_window.project()->services().labelling->submit(
            [pressed = m_pressed](std::stop_token) -> Result<double> { return msBetween(pressed, Clock::now()); });
        ui::then(std::move(durable), this, [this](Result<double> ms) {
            if (ms)
                m_durable.push_back(*ms);
        });
    }

    void painted()
    {
        const auto& shown = m_window.scan()->shown();
        if (!m_waits || !shown || shown->row == m_before)
            return;
        m_waits = false;
        m_shown.push_back(msBetween(m_pressed, Clock::now()));
        start();
    }

    ui::MainWindow& m_window;
    QTimer m_next;
    bool m_waits = false;
    int m_keys = 0, m_notAtHand = 0;
    data::Row m_before = -1;
    Clock::time_point m_due, m_pressed;
    std::vector<double> m_late, m_durable, m_shown, m_answered;
};

int failed(const Error& error)
{
    std::fprintf(stderr, "%s\n", error.message.c_str());
    return 1;
}

} // namespace

int main(int argc, char** argv)
{
    keepFreedMemory(); // as the program does
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    timed::Application application(argc, argv);
    QCommandLineParser options;
    options.addPositionalArgument("packets", "Folder of .avro files");
    const auto option = [&](const char* name, const QString& otherwise) {
        options.addOption(QCommandLineOption(name, name, name, otherwise));
    };
    option("weights", "");
    option("card", "braai_d6_m7");
    option("project", QDir::tempPath() + "/bench-scan.vetrina");
    option("rows", "1000000");
    option("seconds", "60");
    option("pause", "150");
    option("rate", "1000");
    options.addOption(QCommandLineOption("make"));
    options.process(application);
    const auto packets = RealPackets::read(options.positionalArguments().value(0).toStdString());
    if (!packets)
        return failed(packets.error());
    const std::filesystem::path folder = options.value("project").toStdString();
    if (options.isSet("make")) {
        const auto made = makeScanProject(folder, *packets, options.value("rows").toLongLong());
        return made ? 0 : failed(made.error());
    }
    if (!std::filesystem::exists(folder)
        && QProcess::execute(QApplication::applicationFilePath(), QApplication::arguments().mid(1) << "--make") != 0)
        return 1;

    const QTemporaryDir library; // the model goes into a library of its own
    qputenv("XDG_DATA_HOME", library.path().toUtf8());
    const bool scores = !options.value("weights").isEmpty();
    if (scores)
        if (const auto model = session::Models::library().import(
                options.value("weights").toStdString(), options.value("card").toStdString());
            !model)
            return failed(model.error());

    hurryThisThread(); // as the window does
    letBackgroundStandBack(true);
    ui::applyTheme(ui::Scheme::Dark);
    std::shared_ptr<session::Session> session;
    if (auto opened = session::Session::open(folder, {}))
        session = std::move(*opened);
    else
        return failed(opened.error());
    {
        ui::MainWindow window;
        window.resize(1600, 1000);
        window.show();
        window.setProject(ui::Project::of(session));
        if (scores)
            (void)window.project()->scoreLive({});
        std::optional<Feed> feed(
            std::in_place, *session, *packets, options.value("rate").toDouble(), options.value("rows").toLongLong());
        Scanner scanner(application, window, options.value("pause").toInt());
        // What is opened first is not what a scanner waits for all morning: the scan begins when all goes on.
        QElapsedTimer waited;
        waited.start();
        std::uint64_t before = 0;
        std::optional<Idler> idler;
        QTimer allGoesOn;
        QObject::connect(&allGoesOn, &QTimer::timeout, &scanner, [&] {
            if (waited.hasExpired(60'000)) {
                std::fprintf(stderr, "no packet came in, or nothing was scored, for a minute\n");
                return application.exit(1);
            }
            if (waited.elapsed() < 4000 || feed->added == 0
                || (scores && session->scores().state().imagesPerSecond == 0))
                return;
            allGoesOn.stop();
            before = feed->added;
            waited.restart();
            application.measure(true);
            idler.emplace();
            scanner.start();
            QTimer::singleShot(options.value("seconds").toInt() * 1000, &application, [&] { application.quit(); });
        });
        allGoesOn.start(100);
        if (const int failed = QApplication::exec(); failed != 0)
            return failed;
        application.measure(false);
        const auto idle = idler->stop();
        const double seconds = static_cast<double>(waited.elapsed()) / 1000;
        application.painted = nullptr;
        const auto state = session->scores().state();
        std::printf("%s candidates, %.0f s, %.0f packets/s came in (%llu known), %s, %.0f images/s%s%s\n",
            qPrintable(options.value("rows")), seconds, static_cast<double>(feed->added - before) / seconds,
            static_cast<unsigned long long>(feed->known), state.model.empty() ? "no model" : state.model.c_str(),
            state.imagesPerSecond, state.problem.empty() ? "" : ", ", state.problem.c_str());
        feed.reset();
        scanner.report();
        application.report();
        say("a thread that only sleeps wakes late by", idle);
        window.setProject(nullptr);
    }
    return 0;
}
