#include "app/commands/commands.h"
#include "app/window/wiring.h"
#include "core/base/log.h"
#include "core/base/paths.h"
#include "core/base/priority.h"
#include "core/base/thread.h"
#include "ui/preferences/settings.h"
#include "ui/theme/language.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QIcon>
#include <QTimer>

#include <chrono>
#include <cstdlib>

namespace vetrina::app {

namespace {

/// Words that are no option of Qt's: a project, or packets.
QStringList pathsOf(const QStringList& arguments)
{
    QStringList paths;
    for (const auto& word : arguments.mid(1))
        if (!word.startsWith('-'))
            paths << word;
    return paths;
}

std::filesystem::path settingsFile() { return paths::config() / "settings.json"; }

/// What must be known before there is an application: how large everything is.
void applyScale()
{
    const double scale = ui::JsonFile::read(settingsFile())["appearance.scale"].toDouble(1);
    if (!qEnvironmentVariableIsSet("QT_SCALE_FACTOR") && scale > 1 && scale <= 3)
        qputenv("QT_SCALE_FACTOR", QByteArray::number(scale));
}

/// The window's whole life; what it let go of ends in `closing`.
int runWindow(const QStringList& arguments, session::Closing& closing, const QElapsedTimer& started)
{
    ui::MainWindow window(QString::fromStdString(settingsFile().string()));
    Wiring wiring(window, closing, {});
    window.show();
    const QStringList paths = pathsOf(arguments);
    wiring.start(paths);
    if (paths.isEmpty() && arguments.contains("--demo"))
        wiring.openDemo();
    // The first turn of the loop that finds nothing to do: everything is painted and keys are answered.
    QTimer::singleShot(
        0, &window, [&] { log::info("window", "usable after " + std::to_string(started.elapsed()) + " ms"); });
    return QApplication::exec();
}

} // namespace

int openWindow(int argc, char** argv)
{
    QElapsedTimer started;
    started.start();
    hurryThisThread();
    letBackgroundStandBack(true);
    applyScale();
    QApplication application(argc, argv);
    const ui::Settings settings(settingsFile());
    QApplication::setApplicationName("Vetrina");
    QApplication::setApplicationVersion(QString::fromStdString(paths::version()));
    QApplication::setDesktopFileName("vetrina");
    QApplication::setWindowIcon(QIcon(":/icons/vetrina.svg"));
    const auto system = ui::systemScheme(); // asked before the palette is ours
    ui::useLanguage(settings.text("appearance.language", "system"));
    ui::applyTheme(settings.text("appearance.theme", "dark") == "system" ? system : settings.scheme());
    session::Closing closing;
    const int code = runWindow(application.arguments(), closing, started);
    // The label events in hand are written, however long it takes. What else still runs (a batch on the device, the
    // decoding of a file) can be done again from what is on the disk.
    if (!closing.finish(std::chrono::seconds(10))) {
        log::warning("window", "left while something still ran");
        std::_Exit(code);
    }
    return code;
}

} // namespace vetrina::app
