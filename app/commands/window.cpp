#include "app/commands/commands.h"
#include "app/window/wiring.h"
#include "core/base/log.h"
#include "core/base/paths.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QTimer>

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

} // namespace

int openWindow(int argc, char** argv)
{
    QElapsedTimer started;
    started.start();
    QApplication application(argc, argv);
    QApplication::setApplicationName("Vetrina");
    QApplication::setApplicationVersion(QString::fromStdString(paths::version()));
    QApplication::setDesktopFileName("vetrina");
    ui::applyTheme(ui::Scheme::Dark);
    ui::MainWindow window(QString::fromStdString((paths::config() / "window.ini").string()));
    Wiring wiring(window, {});
    window.show();
    wiring.start(pathsOf(application.arguments()));
    // The first turn of the loop that finds nothing to do: everything is painted and keys are answered.
    QTimer::singleShot(
        0, &window, [&] { log::info("window", "usable after " + std::to_string(started.elapsed()) + " ms"); });
    return QApplication::exec(); // the window's end writes the label events in hand
}

} // namespace vetrina::app
