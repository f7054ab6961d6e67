// Pictures of how one labels: the keys of a scheme of several classes, the dialog of schemes, the end of a night, and
// what is not saved: ui_label_shots FOLDER. Not a test: what is good is for eyes to say.
#include "tests/ui/demo_services.h"
#include "tests/ui/shoot.h"
#include "ui/labels/class_row.h"
#include "ui/labels/scheme_dialog.h"
#include "ui/night/night_page.h"
#include "ui/scan/labelling.h"
#include "ui/scan/queue_panel.h"
#include "ui/scan/scan_page.h"
#include "ui/shell/main_window.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QLineEdit>
#include <QTest>

using namespace vetrina;
using demo::settle, demo::shoot;

namespace {

void press(ui::MainWindow& window, Qt::Key key)
{
    QWidget* focus = window.focusWidget();
    QTest::keyClick(focus ? focus : &window, key);
    settle(40);
}

void scanANight(ui::MainWindow& window)
{
    const Qt::Key keys[] = { Qt::Key_3, Qt::Key_2, Qt::Key_3, Qt::Key_4, Qt::Key_5, Qt::Key_3, Qt::Key_6, Qt::Key_1,
        Qt::Key_2, Qt::Key_Space };
    for (int i = 0; i < 44; ++i) {
        if (i % 7 == 3)
            press(window, Qt::Key_F);
        if (i % 9 == 4)
            window.scan()->labelling()->note(window.scan()->shown()->row,
                i % 2 == 0 ? "double host? ask the observer"
                           : "rises fast, the galaxy to the south-east is at z = 0.03");
        press(window, keys[i % 10]);
    }
}

void all(const QString& folder, ui::Scheme scheme, QSize size)
{
    const QString name = QString("%1-%2").arg(scheme == ui::Scheme::Dark ? "dark" : "light").arg(size.width());
    demo::World world(557);
    ui::applyTheme(scheme);
    ui::MainWindow window;
    window.setScheme(scheme);
    window.resize(size);
    window.show();
    window.activateWindow();
    window.setProject(world.project());
    settle(1200);
    scanANight(window);
    window.scan()->openNight();
    shoot(window, folder, name + "-night");
    window.scan()->night()->showList(ui::NightPage::Flagged);
    shoot(window, folder, name + "-night-flagged");
    press(window, Qt::Key_Escape);
    window.scan()->openSchemes();
    settle(600);
    if (auto* dialog = window.findChild<ui::SchemeDialog*>()) {
        shoot(*dialog, folder, name + "-schemes");
        QLineEdit* key = dialog->row(1)->field("key");
        key->setFocus();
        key->selectAll();
        QTest::keyClicks(key, "u");
        dialog->addClass();
        shoot(*dialog, folder, name + "-schemes-wrong");
        dialog->reject();
    }
    window.activateWindow();
    settle(300);
    world.labels.full = true;
    press(window, Qt::Key_3);
    press(window, Qt::Key_2);
    shoot(window, folder, name + "-not-saved");
    world.labels.full = false;
    window.scan()->labelling()->retry();
    settle(200);
    auto forms = demo::shippedScheme("morphology");
    forms.multi = true;
    if (world.labels.saveScheme(forms))
        window.scan()->chooseScheme("morphology");
    settle(600);
    press(window, Qt::Key_2);
    press(window, Qt::Key_4);
    shoot(window, folder, name + "-several");
    window.scan()->queue()->goTo(556);
    settle(400);
    press(window, Qt::Key_1);
    press(window, Qt::Key_Return);
    shoot(window, folder, name + "-last");
    window.setProject(nullptr);
}

} // namespace

int main(int argc, char** argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const QString folder = argc > 1 ? argv[1] : "/tmp";
    for (const auto scheme : { ui::Scheme::Dark, ui::Scheme::Light })
        for (const QSize size : { QSize(1280, 800), QSize(1920, 1080) })
            all(folder, scheme, size);
    return 0;
}
