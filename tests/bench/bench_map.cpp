// What a map of many points costs the window: the GUI thread's share of a frame while one pans, zooms and hovers, and
// how long a new picture takes off that thread. With --shot F.png the last frame as it stands.
//
//     bench_map [POINTS..]        214086 and 1000000 where none are given; 1600 x 1000, scale factor 1
#include "ui/map/map_view.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <random>

using namespace vetrina;
using namespace vetrina::ui;

namespace {

/// Islands of several densities and a scatter between them.
MapPointsPtr someMap(std::size_t count)
{
    std::mt19937 random(3);
    std::normal_distribution<float> near(0, 1);
    std::uniform_real_distribution<float> wide(-14, 14);
    std::vector<session::MapPoint> points;
    points.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const auto island = static_cast<float>(i * 2654435761u % 9);
        const float turn = island * 0.7f, far = 5 + 0.6f * island;
        points.push_back(i % 50 == 0 ? session::MapPoint{ static_cast<data::Row>(i), wide(random), wide(random) }
                                     : session::MapPoint{ static_cast<data::Row>(i),
                                         far * std::cos(turn) + near(random) * (0.5f + 0.12f * island),
                                         far * std::sin(turn) + near(random) * (0.9f - 0.06f * island) });
    }
    return std::make_shared<const MapPoints>(std::move(points));
}

/// Six classes, as islands have them, and a label here and there.
MapColouringPtr someColours(const MapPoints& points)
{
    auto made = std::make_shared<MapColouring>();
    made->column = "label";
    constexpr std::array looks{ std::pair(Token::Supernova, "disc"), std::pair(Token::Agn, "diamond"),
        std::pair(Token::VariableStar, "square"), std::pair(Token::Asteroid, "triangle"),
        std::pair(Token::Bogus, "cross"), std::pair(Token::NoClass, "ring") };
    for (const auto& [token, mark] : looks)
        made->groups.push_back({ QString::fromLatin1(mark), token, QString::fromLatin1(mark), 0 });
    made->labels = made->groups;
    for (std::size_t i = 0; i < points.count(); ++i) {
        const auto group = static_cast<std::uint8_t>(i * 2654435761u % 9 % 6);
        made->groupOf.push_back(group);
        made->labelled.push_back(i % 300 == 0 ? static_cast<std::uint8_t>(group + 1) : std::uint8_t(0));
    }
    return made;
}

struct Times {
    std::vector<double> all;

    void say(const char* what)
    {
        std::ranges::sort(all);
        const auto at = [&](double share) { return all[static_cast<std::size_t>(share * double(all.size() - 1))]; };
        std::printf("    %-34s p50 %6.2f ms  p99 %6.2f ms  worst %6.2f ms  (%zu)\n", what, at(0.5), at(0.99),
            all.back(), all.size());
    }
};

/// What the window's thread is busy with in one call.
template <typename Act> double timeOf(Act act)
{
    QElapsedTimer clock;
    clock.start();
    act();
    return static_cast<double>(clock.nsecsElapsed()) / 1e6;
}

void until(MapView& view)
{
    do
        QApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 5);
    while (view.isPainting());
}

void run(std::size_t count, const QString& shot)
{
    std::printf("%zu points\n", count);
    MapPointsPtr points;
    std::printf("    points and grid %.0f ms\n", timeOf([&] { points = someMap(count); }));
    const MapColouringPtr colouring = someColours(*points);
    MapView view;
    view.resize(1024, 844); // of a window of 1600 x 1000
    view.show();
    view.setPoints(points);
    view.setColouring(colouring);
    until(view);

    Times frame, picture, hover, lasso;
    const auto step = [&](const std::function<void()>& act) { // an event and the paint that it leads to
        frame.all.push_back(timeOf([&] {
            act();
            view.repaint();
        }));
        QApplication::processEvents(); // where a picture came meanwhile, the next one begins
        picture.all.push_back(view.frame().milliseconds);
    };
    std::mt19937 random(5);
    for (int i = 0; i < 120; ++i)
        step([&] {
            MapSight sight = view.sight();
            sight.centre += QPointF(std::sin(i * 0.2) * 0.15, std::cos(i * 0.13) * 0.1);
            view.setSight(sight);
        });
    for (int i = 0; i < 80; ++i) {
        const QPointF at(300 + i * 4, 400 + std::sin(i) * 100);
        QWheelEvent wheel(at, view.mapToGlobal(at), {}, { 0, i < 40 ? 120 : -120 }, Qt::NoButton, Qt::NoModifier,
            Qt::NoScrollPhase, false);
        step([&] { QApplication::sendEvent(&view, &wheel); });
    }
    view.fit();
    until(view);
    for (int i = 0; i < 300; ++i) {
        const QPointF at(static_cast<double>(random() % 1024), static_cast<double>(random() % 844));
        QMouseEvent move(QEvent::MouseMove, at, view.mapToGlobal(at), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
        hover.all.push_back(timeOf([&] {
            QApplication::sendEvent(&view, &move);
            view.repaint();
        }));
    }
    QPolygonF drawn;
    for (int i = 0; i < 400; ++i)
        drawn << QPointF(
            5 + (3 + std::sin(i * 0.1)) * std::cos(i * 0.0157), (3 + std::sin(i * 0.1)) * std::sin(i * 0.0157));
    std::size_t inside = 0;
    for (int i = 0; i < 10; ++i)
        lasso.all.push_back(timeOf([&] { inside = points->within(drawn, nullptr).size(); }));
    frame.say("window: pan and zoom, a frame");
    hover.say("window: hover, a frame");
    picture.say("elsewhere: a picture");
    lasso.say("elsewhere: a lasso of 400 corners");
    std::printf("    in the lasso: %zu\n", inside);
    if (!shot.isEmpty())
        view.grab().save(shot);
}

} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    applyTheme(Scheme::Dark);
    QString shot;
    std::vector<std::size_t> counts;
    for (int i = 1; i < argc; ++i)
        if (QString(argv[i]) == "--shot" && i + 1 < argc)
            shot = argv[++i];
        else
            counts.push_back(QString(argv[i]).toULongLong());
    if (counts.empty())
        counts = { 214086, 1000000 };
    for (const std::size_t count : counts)
        run(count, shot);
    return 0;
}
