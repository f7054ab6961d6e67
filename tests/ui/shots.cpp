// Pictures of the window at the sizes and themes that the look is judged by: ui_shots FOLDER.
// Not a test: what is good is for eyes to say.
#include "tests/ui/demo_services.h"
#include "tests/ui/shoot.h"
#include "tests/ui/shots_curves.h"
#include "tests/ui/shots_queue.h"
#include "tests/ui/shots_shell.h"
#include "ui/scan/queue_panel.h"
#include "ui/scan/scan_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/status_line.h"
#include "ui/shell/welcome_page.h"
#include "ui/stamp/stamp_row.h"
#include "ui/stamp/stamp_view.h"
#include "ui/stamp/thumbnail.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QPainter>
#include <QTest>

using namespace vetrina;
using demo::settle, demo::shoot;

namespace {

QImage previewOf(demo::World& world, int first)
{
    QImage strip(72 * 8, 72, QImage::Format_RGB32);
    strip.fill(Qt::black);
    QPainter painter(&strip);
    for (int i = 0; i < 8; ++i)
        painter.drawImage(i * 72, 0, ui::thumbnailOf(world.candidates.view(first + i, {}).value(), 72));
    return strip;
}

} // namespace

int main(int argc, char** argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const QString folder = argc > 1 ? argv[1] : "/tmp";
    const QStringList only = application.arguments().mid(2);
    demo::World world(557);
    ui::applyTheme(ui::Scheme::Dark);
    ui::MainWindow window;
    struct Size {
        int width, height;
    };
    const QDateTime now = QDateTime::currentDateTime();
    const QString home = QDir::homePath();
    std::vector<ui::Recent> recents{ { "Night 2023-10-18", (home + "/nights/2023-10-18.vetrina").toStdString(),
                                         now.addSecs(-250), 231, 557, previewOf(world, 0) },
        { "Commissioning 2018", (home + "/nights/comm-2018.vetrina").toStdString(), now.addDays(-2), 498, 498,
            previewOf(world, 8) },
        { "Bad subtractions", (home + "/nights/bad-sub.vetrina").toStdString(), now.addDays(-6), 1906, 18214,
            previewOf(world, 16) },
        { "Demo night", "/data/shared/demo.vetrina", now.addDays(-20), 140, 2000, previewOf(world, 24) } };
    window.welcome()->setRecents(recents);
    window.welcome()->setMachine(
        { { true, "AMD EPYC, 2 cores", "1,480 stamps/s", {} }, { true, "Disk writes through", "1.9 ms a label", {} },
            { true, "Room for nights", "412 GiB", {} } },
        "doctor, 0.3 s");
    window.show();
    for (const auto scheme : { ui::Scheme::Dark, ui::Scheme::Light })
        for (const Size size : { Size{ 1280, 800 }, Size{ 1600, 1000 }, Size{ 1920, 1080 } }) {
            const QString name = QString("%1-%2").arg(scheme == ui::Scheme::Dark ? "dark" : "light").arg(size.width);
            if (!only.isEmpty() && !only.contains(name))
                continue;
            window.setScheme(scheme);
            window.resize(size.width, size.height);
            window.setProject(nullptr);
            shoot(window, folder, "welcome-" + name);
            window.setProject(world.project());
            settle(700);
            for (int i = 0; i < 3; ++i) {
                QTest::keyClick(&window, static_cast<Qt::Key>(Qt::Key_1 + (i * 2) % 6));
                settle(60);
            }
            window.scan()->stamps()->change(
                [](ui::DisplayState& state) { state.display.stretch = image::Stretch::Asinh; });
            window.scan()->stamps()->view(data::Panel::Difference)->setFocus();
            const QPoint at = window.scan()->stamps()->view(data::Panel::Difference)->rect().center() + QPoint(20, -6);
            QTest::mouseMove(window.scan()->stamps()->view(data::Panel::Difference), at);
            shoot(window, folder, "scan-" + name);
            shootQueue(window, world, [&](const QString& state) { shoot(window, folder, state + '-' + name); });
            window.scan()->queue()->goTo(5);
            shoot(window, folder, "torn-" + name);
            shootShell(window, folder, name);
            window.showKeys();
            shoot(window, folder, "keys-" + name);
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        }
    window.setProject(nullptr);
    shootCurves(window, folder, only);
    return 0;
}
