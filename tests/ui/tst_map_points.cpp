#include "core/data/column_builder.h"
#include "core/data/memory_table.h"
#include "ui/map/map_colouring.h"
#include "ui/map/map_points.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace vetrina;
using namespace vetrina::ui;

/// Places on a map: within a lasso, nearest, in a direction. The truth is Qt's own polygon and looking at every point.
class TestMapPoints : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aLassoTakesExactlyWhatLiesWithin_data();
    void aLassoTakesExactlyWhatLiesWithin();
    void theNearestIsTheNearestOfAll();
    void aMaskLeavesPointsOut();
    void aPointIsFoundByItsRow();
    void towardsADirectionLiesTheNextPoint();
    void whatIsNoPlaceIsLeftOut();
    void whatLiesFarOutsideAScaleHasTheColourOfItsEnd();
    void moreLabelsThanAByteCountsAreAllCounted();

private:
    /// Islands and a scatter about them, as maps are.
    static MapPoints some(std::size_t count, unsigned seed = 1)
    {
        std::mt19937 random(seed);
        std::normal_distribution<float> near(0, 1);
        std::uniform_real_distribution<float> wide(-20, 20);
        std::vector<session::MapPoint> points;
        for (std::size_t i = 0; i < count; ++i) {
            const auto island = static_cast<float>(i % 5) * 6 - 12;
            points.push_back(i % 10 == 0 ? session::MapPoint{ data::Row(i), wide(random), wide(random) }
                                         : session::MapPoint{ data::Row(i), island + near(random), near(random) * 3 });
        }
        return MapPoints(std::move(points));
    }
};

void TestMapPoints::aLassoTakesExactlyWhatLiesWithin_data()
{
    QTest::addColumn<QPolygonF>("polygon");
    QTest::newRow("a triangle") << QPolygonF({ { -10, -5 }, { 8, -3 }, { 1, 12 } });
    QTest::newRow("a rectangle") << QPolygonF(QRectF(-7, -2, 11, 3.5));
    QPolygonF drawn, twice, thin;
    for (int i = 0; i < 400; ++i) {
        const double turn = i * 2 * 3.14159265358979 / 400;
        const double far = 6 + 2.5 * std::sin(5 * turn) + 0.4 * std::sin(37 * turn);
        drawn << QPointF(far * std::cos(turn) - 3, far * std::sin(turn));
        twice << QPointF((3 + 2 * std::cos(turn * 1.5)) * std::cos(2 * turn) * 2,
            (3 + 2 * std::cos(turn * 1.5)) * std::sin(2 * turn) * 2);
        thin << QPointF(-20 + i * 0.1, std::sin(i * 0.05) * 4 + (i % 2 ? 0.01 : -0.01));
    }
    QTest::newRow("drawn by hand") << drawn;
    QTest::newRow("about the middle twice, crossing itself") << twice;
    QTest::newRow("hardly open") << thin;
    QTest::newRow("an eight") << QPolygonF({ { -10, -6 }, { 10, 6 }, { 10, -6 }, { -10, 6 } });
    QTest::newRow("far from everything") << QPolygonF({ { 100, 100 }, { 110, 100 }, { 105, 130 } });
    QTest::newRow("about everything") << QPolygonF(QRectF(-500, -500, 1000, 1000));
    QTest::newRow("no polygon") << QPolygonF({ { 0, 0 }, { 5, 5 } });
}

void TestMapPoints::aLassoTakesExactlyWhatLiesWithin()
{
    QFETCH(QPolygonF, polygon);
    const MapPoints points = some(20000);
    std::vector<std::uint32_t> truth;
    for (std::uint32_t i = 0; polygon.size() > 2 && i < points.count(); ++i)
        if (polygon.containsPoint(points.at(i), Qt::WindingFill))
            truth.push_back(i);
    const auto found = points.within(polygon, nullptr);
    QVERIFY2(found == truth, qPrintable(QString("%1 of %2").arg(found.size()).arg(truth.size())));
}

void TestMapPoints::theNearestIsTheNearestOfAll()
{
    const MapPoints points = some(5000);
    std::mt19937 random(7);
    std::uniform_real_distribution<double> wide(-25, 25);
    for (int i = 0; i < 300; ++i) {
        const QPointF place(wide(random), wide(random));
        for (const double within : { 0.2, 1.5, 60.0 }) {
            int truth = -1;
            double least = within;
            for (std::size_t p = 0; p < points.count(); ++p)
                if (const double far = std::hypot(points.at(p).x() - place.x(), points.at(p).y() - place.y());
                    far <= least) {
                    least = far;
                    truth = static_cast<int>(p);
                }
            QCOMPARE(points.nearest(place, within, nullptr), truth);
        }
    }
}

void TestMapPoints::aMaskLeavesPointsOut()
{
    const MapPoints points = some(2000);
    PointMask even(points.count());
    for (std::size_t i = 0; i < even.size(); i += 2)
        even[i] = 1;
    const QPolygonF all(QRectF(-500, -500, 1000, 1000));
    QCOMPARE(points.within(all, &even).size(), std::size_t(1000));
    for (std::size_t i = 1; i < 200; i += 2)
        QVERIFY(points.nearest(points.at(i), 100, &even) % 2 == 0);
    const PointMask none(points.count());
    QCOMPARE(points.nearest({ 0, 0 }, 1000, &none), -1);
}

void TestMapPoints::aPointIsFoundByItsRow()
{
    const MapPoints points({ { 9, 1, 2 }, { 3, 4, 5 }, { 40, 6, 7 } }); // in any order
    QCOMPARE(points.rows(), std::vector<data::Row>({ 3, 9, 40 }));
    QCOMPARE(points.find(9), 1);
    QCOMPARE(points.at(1), QPointF(1, 2));
    QCOMPARE(points.find(10), -1);
    QCOMPARE(points.find(41), -1);
}

void TestMapPoints::towardsADirectionLiesTheNextPoint()
{
    const MapPoints points({ { 0, 0, 0 }, { 1, 2, 0.5f }, { 2, 5, 0 }, { 3, -1, 0 }, { 4, 0, 3 }, { 5, 0.2f, -2 } });
    QCOMPARE(points.nearestTowards(0, { 1, 0 }, nullptr), 1);
    QCOMPARE(points.nearestTowards(1, { 1, 0 }, nullptr), 2);
    QCOMPARE(points.nearestTowards(0, { -1, 0 }, nullptr), 3);
    QCOMPARE(points.nearestTowards(0, { 0, 1 }, nullptr), 4);
    QCOMPARE(points.nearestTowards(0, { 0, -1 }, nullptr), 5);
    QCOMPARE(points.nearestTowards(2, { 1, 0 }, nullptr), -1); // it is the last there
}

void TestMapPoints::whatIsNoPlaceIsLeftOut()
{
    const MapPoints points({ { 0, 0, 0 }, { 1, std::nanf(""), 0 }, { 2, 1, INFINITY }, { 3, 1, 1 } });
    QCOMPARE(points.rows(), std::vector<data::Row>({ 0, 3 }));
    const MapPoints none;
    QCOMPARE(none.nearest({ 0, 0 }, 10, nullptr), -1);
    QVERIFY(none.within(QPolygonF(QRectF(0, 0, 1, 1)), nullptr).empty());
    const MapPoints alone({ { 7, 3, 3 } });
    QVERIFY(!alone.bounds().isEmpty());
    QCOMPARE(alone.nearest({ 3, 3 }, 1, nullptr), 0);
}

void TestMapPoints::whatLiesFarOutsideAScaleHasTheColourOfItsEnd()
{
    constexpr std::size_t count = 1000;
    std::vector<double> values;
    for (std::size_t i = 0; i < count; ++i)
        values.push_back(static_cast<double>(i) * 1e-3);
    values[5] = 1e30;
    values[6] = -1e30;
    values[7] = std::numeric_limits<double>::infinity();
    data::MemoryTable table(count);
    table.add("flux", values);
    const MapPoints points = some(count);
    const auto colouring = colouringOf(table, points, ColourBy::Field, "flux", {}, {});
    QVERIFY(colouring);
    QCOMPARE(int((*colouring)->groupOf[5]), MapColouring::steps - 1);
    QCOMPARE(int((*colouring)->groupOf[6]), 0);
    QCOMPARE(int((*colouring)->groupOf[7]), MapColouring::steps); // no value
}

void TestMapPoints::moreLabelsThanAByteCountsAreAllCounted()
{
    constexpr std::size_t count = 700, texts = 600;
    data::ColumnBuilder labels(data::Column::Type::Text);
    for (std::size_t i = 0; i < count; ++i)
        if (i < texts)
            labels.append("label " + std::to_string(i));
        else
            labels.appendNull();
    data::MemoryTable table(count);
    table.add("label", labels.finish());
    const auto colouring = colouringOf(table, some(count), ColourBy::Label, "", {}, {});
    QVERIFY(colouring);
    const auto& groups = (*colouring)->groups;
    QVERIFY(groups.size() <= 256);
    std::size_t counted = 0;
    for (const auto& group : groups)
        counted += group.count;
    QCOMPARE(counted, count);
    QCOMPARE(groups.front().count, std::size_t(1));
    QCOMPARE(groups.back().count, count - texts); // without a label
    for (std::size_t i = 0; i < count; ++i)
        QVERIFY(std::size_t((*colouring)->groupOf[i]) < groups.size());
    QCOMPARE((*colouring)->groupOf[300], (*colouring)->groupOf[500]); // both are others
    QVERIFY((*colouring)->groupOf[3] != (*colouring)->groupOf[5]);
}

QTEST_APPLESS_MAIN(TestMapPoints)
#include "tst_map_points.moc"
