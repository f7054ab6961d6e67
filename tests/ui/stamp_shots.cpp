// Pictures of the three panels in their states, for eyes to judge: stamp_shots FOLDER [WIDTH HEIGHT]. Not a test.
#include "tests/ui/demo_services.h"
#include "tests/ui/shoot.h"
#include "ui/scan/scan_page.h"
#include "ui/shell/main_window.h"
#include "ui/stamp/stamp_row.h"
#include "ui/stamp/stamp_tools.h"
#include "ui/stamp/stamp_view.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QLineEdit>
#include <QMenu>
#include <QTest>

#include <cmath>
#include <limits>

using namespace vetrina;
using demo::settle;

namespace {

/// A part of a stamp: the rows from `row` on.
image::Plane cut(const image::Plane& plane, int rows)
{
    image::Plane out{ plane.width, rows, {} };
    out.pixels.assign(plane.pixels.begin(), plane.pixels.begin() + static_cast<std::ptrdiff_t>(rows) * plane.width);
    return out;
}

session::Astrometry frame(sky::PixelPosition source, double scaleArcsec, double turnDeg)
{
    const double s = scaleArcsec / 3600, a = turnDeg * M_PI / 180;
    return { sky::Wcs::tangent(
                 source, { 150.1, 2.2 }, { -s * std::cos(a), s * std::sin(a), s * std::sin(a), s * std::cos(a) })
                 .value(),
        source, "test" };
}

} // namespace

int main(int argc, char** argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const QString folder = argc > 1 ? argv[1] : "/tmp";
    demo::World world(60);
    ui::MainWindow window;
    window.setScheme(qEnvironmentVariable("VETRINA_SHOT_THEME") == "light" ? ui::Scheme::Light : ui::Scheme::Dark);
    window.resize(argc > 3 ? atoi(argv[2]) : 1280, argc > 3 ? atoi(argv[3]) : 800);
    window.show();
    window.setProject(world.project());
    settle(1200);
    ui::StampRow* stamps = window.scan()->stamps();
    int number = 0;
    const auto shoot = [&](const char* name) {
        demo::shoot(window, folder, QString("%1-%2").arg(++number, 2, 10, QChar('0')).arg(name), 150);
    };
    const auto viewOf = [&](data::Row row) {
        return std::make_shared<session::CandidateView>(world.candidates.view(row, {}).value());
    };
    const auto show = [&](const std::shared_ptr<session::CandidateView>& view) { stamps->setCandidate(view); };

    stamps->view(data::Panel::Science)->setFocus();
    shoot("plain");
    stamps->setSmooth(true);
    shoot("smoothed");
    stamps->setSmooth(false);
    stamps->tools()->togglePixels();
    shoot("pixels");
    stamps->tools()->toggleCut();
    shoot("pixels-and-cut");
    stamps->tools()->togglePixels();
    stamps->tools()->setLine({ 20, 20, 45, 38 });
    shoot("line");
    stamps->tools()->toggleCut();
    stamps->setBlinkInterval(16000);
    stamps->setBlinking(true);
    shoot("blink");
    stamps->setSingle(true);
    shoot("single-blink");
    stamps->setBlinking(false);
    stamps->tools()->togglePixels();
    shoot("single-pixels");
    stamps->tools()->togglePixels();
    stamps->setSingle(false);
    stamps->setInHand(data::Panel::Difference);
    stamps->setOnlyInHand(true);
    stamps->changeLook([](ui::PanelLook& look) { look.display.map = image::ColorMap::named("viridis").value(); });
    stamps->setRule(image::LimitsRule::P99);
    shoot("own");
    stamps->editLimits(data::Panel::Difference);
    shoot("editor");
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QMenu* menu = stamps->menuOf(data::Panel::Difference);
    menu->popup(stamps->mapToGlobal(QPoint(300, 40)));
    settle(200);
    menu->grab().save(folder + "/menu.png");
    menu->close();
    stamps->lookForAll(data::Panel::Science);

    auto edge = viewOf(3); // as those that the exposure's edge cuts: 41 of 63 rows
    for (const data::Panel panel : data::panels) {
        edge->triplet[panel].plane = cut(edge->triplet[panel].plane, 41);
        edge->astrometry[static_cast<std::size_t>(panel)] = frame({ 31.3, 31.2 }, 1.01, 0);
    }
    show(edge);
    shoot("edge");
    auto rubin = viewOf(4);
    rubin->row = 104;
    for (auto& known : rubin->astrometry)
        known = frame({ 31, 31 }, 0.2, 57);
    show(rubin);
    stamps->tools()->toggleCut();
    stamps->tools()->togglePixels();
    shoot("rotated");
    stamps->tools()->toggleCut();
    stamps->tools()->togglePixels();
    auto missing = viewOf(7);
    for (float& value : missing->triplet[data::Panel::Difference].plane.pixels)
        value = std::numeric_limits<float>::quiet_NaN();
    missing->triplet[data::Panel::Template].plane = {};
    missing->triplet[data::Panel::Template].problem = "cutoutTemplate: the packet has none";
    show(missing);
    shoot("missing");
    window.setProject(nullptr);
    return 0;
}
