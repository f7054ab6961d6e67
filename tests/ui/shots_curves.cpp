#include "tests/ui/shots_curves.h"

#include "tests/ui/demo_services.h"
#include "tests/ui/shoot.h"
#include "ui/epochs/epoch_strip.h"
#include "ui/lightcurve/curve_points.h"
#include "ui/lightcurve/light_curve_panel.h"
#include "ui/scan/scan_page.h"
#include "ui/shell/main_window.h"

#include <QApplication>
#include <QTest>

#include <random>

using namespace vetrina;
using demo::settle;

namespace {

sky::Epoch measured(sky::Epoch::Kind kind, double jd, char band, float fluxNjy, float errorNjy, std::int64_t id)
{
    sky::Epoch epoch;
    epoch.kind = kind;
    epoch.jd = jd;
    epoch.band = band;
    epoch.fluxNjy = fluxNjy;
    epoch.fluxErrorNjy = errorNjy;
    epoch.positive = fluxNjy >= 0;
    epoch.alertId = id;
    const bool detection = kind == sky::Epoch::Kind::Detection;
    if (detection || std::abs(fluxNjy) > 3 * errorNjy) {
        epoch.magnitude = static_cast<float>(31.4 - 2.5 * std::log10(std::abs(fluxNjy)));
        epoch.magnitudeError = 1.0857f * errorNjy / std::abs(fluxNjy);
    }
    return epoch;
}

/// A variable star about its template's brightness, in three or six bands, some of it below.
sky::LightCurve variable(const data::Candidate& c, std::string_view bands, int epochs, double overDays, bool forced)
{
    std::mt19937 random(static_cast<unsigned>(c.key.id));
    std::uniform_real_distribution<double> day(-overDays, -0.5);
    std::normal_distribution<float> noise(0, 1);
    sky::LightCurve curve;
    for (int i = 0; i < epochs; ++i) {
        const double when = day(random);
        const float flux = 9000 * static_cast<float>(std::sin(when / 3.1)) + 3000 + 900 * noise(random);
        const auto kind = forced && i % 3 != 0 ? sky::Epoch::Kind::Forced : sky::Epoch::Kind::Detection;
        curve.epochs.push_back(measured(kind, c.jd + when, bands[static_cast<std::size_t>(i) % bands.size()], flux,
            900 + 200 * std::abs(noise(random)), kind == sky::Epoch::Kind::Forced ? 0 : i + 1));
    }
    curve.epochs.push_back(measured(sky::Epoch::Kind::Detection, c.jd, c.band, 14000, 900, c.key.id));
    std::ranges::sort(curve.epochs, {}, &sky::Epoch::jd);
    return curve;
}

struct State {
    const char* name;
    std::function<sky::LightCurve(const data::Candidate&)> curve;
    int alertsPerObject = 1;
    data::Row row = 0;
    QString keys; ///< pressed before the picture
    bool forced = false, hover = false;
};

} // namespace

void shootCurves(ui::MainWindow& window, const QString& folder, const QStringList& only)
{
    using Curve = sky::LightCurve;
    const std::vector<State> states{
        { .name = "curve", .hover = true },
        { .name = "curve-none", .curve = [](const data::Candidate&) { return Curve(); } },
        { .name = "curve-forced",
            .curve =
                [](const data::Candidate& c) {
                    Curve curve = variable(c, "gr", 60, 30, true);
                    std::erase_if(curve.epochs, [&](const sky::Epoch& epoch) {
                        return epoch.kind == sky::Epoch::Kind::Detection && epoch.alertId != c.key.id;
                    });
                    return curve;
                },
            .keys = "T",
            .forced = true },
        { .name = "curve-rubin",
            .curve = [](const data::Candidate& c) { return variable(c, "ugrizy", 60, 29, true); },
            .forced = true },
        { .name = "epochs-200", .alertsPerObject = 200, .row = 120, .keys = "YE" },
        { .name = "epochs-away", .alertsPerObject = 200, .row = 120, .keys = "E<" },
        { .name = "epochs-none", .keys = "E" },
    };
    for (const State& state : states)
        for (const auto scheme : { ui::Scheme::Dark, ui::Scheme::Light })
            for (const QSize size : { QSize(1280, 800), QSize(1920, 1080) }) {
                const QString name =
                    QString("%1-%2").arg(scheme == ui::Scheme::Dark ? "dark" : "light").arg(size.width());
                if (!only.isEmpty() && !only.contains(name) && !only.contains(state.name))
                    continue;
                demo::World world(400);
                world.candidates.setCurve(state.curve);
                world.candidates.alertsPerObject = state.alertsPerObject;
                window.setScheme(scheme);
                window.resize(size);
                window.setProject(world.project());
                settle(400);
                window.scan()->showRow(state.row);
                settle(500);
                if (state.forced)
                    window.scan()->lightCurve()->toggleForced();
                for (const QChar key : state.keys) {
                    QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : &window,
                        key == '<' ? Qt::Key_Left : static_cast<Qt::Key>(key.unicode()));
                    settle(300);
                }
                if (state.hover) {
                    const auto& points = window.scan()->lightCurve()->points();
                    if (points.first)
                        QTest::mouseMove(window.scan()->lightCurve()->focusTarget(),
                            window.scan()->lightCurve()->placeOf(*points.first)->toPoint() + QPoint(2, 2));
                }
                settle(400);
                window.grab().save(folder + '/' + state.name + '-' + name + ".png");
                if (window.scan()->epochs()->isVisible())
                    window.scan()->epochs()->toggle();
                if (state.keys.contains('T'))
                    window.scan()->lightCurve()->toggleFlux();
                if (state.keys.contains('Y'))
                    window.scan()->lightCurve()->toggleAll();
                if (state.forced)
                    window.scan()->lightCurve()->toggleForced();
                window.setProject(nullptr);
            }
}
