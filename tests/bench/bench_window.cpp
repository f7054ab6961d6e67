// What the window costs: a million rows, and from a key press to the painted next candidate.
#include "tests/ui/demo_services.h"
#include "ui/scan/queue_panel.h"
#include "ui/scan/scan_page.h"
#include "ui/shell/main_window.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QListView>
#include <QTest>

#include <time.h>

#include <algorithm>
#include <cstdio>
#include <numeric>
#include <vector>

using namespace vetrina;

namespace {

/// The processor time of the window's thread: what the window costs, whatever else the machine does.
class Clock {
public:
    void start() { m_from = now(); }
    [[nodiscard]] double milliseconds() const { return now() - m_from; }

private:
    static double now()
    {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
    }
    double m_from = 0;
};

void settle(int ms)
{
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < ms)
        QApplication::processEvents(QEventLoop::AllEvents, 5);
}

void say(const char* what, std::vector<double> ms)
{
    std::ranges::sort(ms);
    std::printf("%-52s p50 %7.2f ms   p99 %7.2f ms   worst %7.2f ms\n", what, ms[ms.size() / 2],
        ms[ms.size() * 99 / 100], ms.back());
}

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    ui::applyTheme(ui::Scheme::Dark);
    demo::World world(1'000'000);
    ui::MainWindow window;
    window.resize(1600, 1000);
    window.show();
    Clock clock;
    clock.start();
    window.setProject(world.project());
    while (!window.scan()->shown())
        QApplication::processEvents(QEventLoop::AllEvents, 1);
    window.grab();
    say("a million candidates: from open to painted", { clock.milliseconds() });

    ui::QueuePanel* queue = window.scan()->queue();
    std::vector<double> scroll, keys, refresh;
    for (int i = 0; i < 100; ++i) {
        clock.start();
        queue->list()->scrollTo(queue->model().index((i * 9973) % 1'000'000));
        queue->list()->grab();
        scroll.push_back(clock.milliseconds());
        settle(5);
    }
    say("a million rows: scroll anywhere and paint the list", scroll);

    queue->goTo(0);
    settle(500);
    for (int i = 0; i < 200; ++i) {
        clock.start();
        const data::Row before = window.scan()->shown()->row;
        QTest::keyClick(&window, Qt::Key_3);
        while (window.scan()->shown()->row == before)
            QApplication::processEvents(QEventLoop::AllEvents, 1);
        window.repaint();
        keys.push_back(clock.milliseconds());
        settle(20);
    }
    say("label key to the next candidate painted", keys);

    std::vector<data::Row> order(1'000'000);
    std::iota(order.rbegin(), order.rend(), 0);
    for (int i = 0; i < 10; ++i) {
        clock.start();
        queue->model().refreshOrder(order, 200 + i);
        queue->list()->grab();
        refresh.push_back(clock.milliseconds());
        std::ranges::reverse(order);
    }
    say("a million rows re-ordered ahead of the cursor", refresh);
    window.setProject(nullptr);
    return 0;
}
