// What a light curve costs the window's thread: from a candidate at hand to the plot drawn, and the paint after it.
#include "tests/ui/demo_services.h"
#include "ui/lightcurve/curve_points.h"
#include "ui/lightcurve/light_curve_panel.h"
#include "ui/theme/theme.h"

#include <QApplication>

#include <time.h>

#include <algorithm>
#include <cstdio>
#include <random>
#include <vector>

using namespace vetrina;

namespace {

double threadMs()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

ui::ViewPtr viewOf(data::Row row, int epochs, double overDays)
{
    auto view = std::make_shared<session::CandidateView>();
    view->row = row;
    view->candidate.jd = 2460235.8;
    view->candidate.key.id = 1000 + row;
    view->candidate.band = 'g';
    std::mt19937 random(static_cast<unsigned>(row) + 1);
    std::uniform_real_distribution<double> day(-overDays, 0);
    std::normal_distribution<float> noise(0, 0.3f);
    for (int i = 0; i < epochs; ++i) {
        sky::Epoch epoch;
        epoch.jd = view->candidate.jd + (i == 0 ? 0 : day(random));
        epoch.band = "gri"[i % 3];
        epoch.limit = 20.5f + noise(random);
        if (i % 3 == 2) {
            epoch.kind = sky::Epoch::Kind::UpperLimit;
        } else {
            epoch.magnitude = 18 + noise(random);
            epoch.magnitudeError = 0.1f;
            epoch.positive = i % 5 != 1;
            epoch.alertId = i == 0 ? view->candidate.key.id : i;
        }
        view->lightCurve.epochs.push_back(epoch);
    }
    std::ranges::sort(view->lightCurve.epochs, {}, &sky::Epoch::jd);
    return view;
}

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    ui::applyTheme(ui::Scheme::Dark);
    std::printf("%-34s %22s %22s\n", "epochs, panel", "drawn ms p50 (p99)", "painted ms p50 (p99)");
    for (const QSize size : { QSize(528, 285), QSize(1000, 400) })
        for (const int epochs : { 41, 400, 5000, 20000 }) {
            ui::LightCurvePanel panel;
            panel.resize(size);
            panel.show();
            if (epochs > 41)
                panel.toggleAll();
            std::vector<double> drawn, painted;
            for (int i = 0; i < (epochs > 1000 ? 40 : 200); ++i) {
                const ui::ViewPtr view = viewOf(i, epochs, epochs > 41 ? 1500 : 30);
                panel.setCandidate(view);
                const double from = threadMs();
                panel.drawNow();
                const double then = threadMs();
                panel.repaint();
                drawn.push_back(then - from);
                painted.push_back(threadMs() - then);
            }
            std::ranges::sort(drawn);
            std::ranges::sort(painted);
            const auto at = [](const std::vector<double>& ms, double part) {
                return ms[static_cast<std::size_t>(part * static_cast<double>(ms.size() - 1))];
            };
            std::printf("%6d in %4d x %-3d %24.2f (%.2f) %17.2f (%.2f)\n", epochs, size.width(), size.height(),
                at(drawn, 0.5), at(drawn, 0.99), at(painted, 0.5), at(painted, 0.99));
        }
    return 0;
}
