#include "core/sky/orientation.h"
#include "core/sky/quadrant_fit.h"
#include "tests/core/sky/goldens.h"
#include "tests/real_data.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

using namespace vetrina;
using namespace vetrina::sky;

class TestQuadrantFit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsTheFrameThatMadeThePoints_data();
    void findsTheFrameThatMadeThePoints();
    void fewPointsHangTheConstantMatrixOnThem_data();
    void fewPointsHangTheConstantMatrixOnThem();
    void nothingUsableGivesNothing();
    void realQuadrantsFitToATenthOfAnArcsecond();
    void realStampsMeasureWhatTheirPositionSays();
    void cutoutsAtTheEdge_data();
    void cutoutsAtTheEdge();

private:
    struct Packet {
        std::string quadrant;
        QuadrantPoint point;
        int width = 0, height = 0;
    };
    static std::vector<Packet> realPackets()
    {
        const auto said =
            goldens::ask({ "ask_packets.py", "ztf", QString::fromStdString((realData() / "ztf").string()) });
        std::vector<Packet> packets;
        for (const auto& line : said.split('\n')) {
            const auto cells = QString::fromLatin1(line).split(' ');
            if (cells.size() != 7)
                continue;
            packets.push_back({ cells[0].toStdString(),
                { goldens::number(cells[1]), goldens::number(cells[2]),
                    { goldens::number(cells[3]), goldens::number(cells[4]) } },
                cells[5].toInt(), cells[6].toInt() });
        }
        return packets;
    }
};

void TestQuadrantFit::findsTheFrameThatMadeThePoints_data()
{
    QTest::addColumn<double>("ra");
    QTest::addColumn<double>("dec");
    QTest::addColumn<double>("turnDeg");
    QTest::newRow("plain") << 150.0 << 20.0 << 0.0;
    QTest::newRow("turned") << 150.0 << -25.0 << 1.4;
    QTest::newRow("across 0 h") << 359.9 << 10.0 << -0.7;
    QTest::newRow("near the pole") << 30.0 << 88.9 << 1.0;
}

void TestQuadrantFit::findsTheFrameThatMadeThePoints()
{
    QFETCH(double, ra);
    QFETCH(double, dec);
    QFETCH(double, turnDeg);
    const double s = 1.0127 / 3600, angle = turnDeg * std::numbers::pi / 180;
    const auto truth = Wcs::tangent({ 1536, 1540 }, { ra, dec },
        { -s * std::cos(angle), s * std::sin(angle), -s * std::sin(angle), -s * std::cos(angle) });
    QVERIFY(truth);
    std::vector<QuadrantPoint> points;
    for (const auto& [x, y] :
        { std::pair{ 200.5, 300.25 }, { 2900., 150. }, { 2500., 2800. }, { 400., 2600. }, { 1700., 1500. } })
        points.push_back({ x + 1, y + 1, truth->pixelToSky({ x, y }) });
    const auto fit = fitQuadrant(points, points[0]);
    QVERIFY(fit);
    QCOMPARE(fit->kind, QuadrantFit::Kind::Fitted);
    QCOMPARE(fit->points, 5);
    // Another tangent point makes another plane: what is left over a quadrant's 0.6 deg.
    QVERIFY2(fit->largestResidualArcsec < 0.01, qPrintable(QString::number(fit->largestResidualArcsec)));
    QVERIFY(separationDeg(fit->wcs.pixelToSky({ 1000, 1200 }), truth->pixelToSky({ 1000, 1200 })) * 3600 < 0.02);
}

void TestQuadrantFit::fewPointsHangTheConstantMatrixOnThem_data()
{
    QTest::addColumn<int>("count");
    QTest::newRow("one") << 1;
    QTest::newRow("three") << 3;
    QTest::newRow("six on a line") << 6;
}

void TestQuadrantFit::fewPointsHangTheConstantMatrixOnThem()
{
    QFETCH(int, count);
    const auto truth = Wcs::tangent({ 1536, 1540 }, { 350, 45 }, { -1.0126 / 3600, 0, 0, -1.0128 / 3600 });
    std::vector<QuadrantPoint> points;
    for (int i = 0; i < count; ++i) {
        const PixelPosition pixel{ 300. + 400 * i, 250. + 390 * i };
        points.push_back({ pixel.column + 1, pixel.row + 1, truth->pixelToSky(pixel) });
    }
    for (const auto& own : points) {
        const auto fit = fitQuadrant(points, own);
        QVERIFY(fit);
        QCOMPARE(fit->kind, QuadrantFit::Kind::Constant);
        QCOMPARE(fit->points, 1);
        const PixelPosition pixel{ own.xpos - 1, own.ypos - 1 };
        QVERIFY(separationDeg(fit->wcs.pixelToSky(pixel), own.sky) < 1e-12);
        const PixelPosition corner{ pixel.column + 31, pixel.row + 31 };
        QVERIFY(separationDeg(fit->wcs.pixelToSky(corner), truth->pixelToSky(corner)) * 3600 < 1);
    }
    const auto fit = fitQuadrant({}, points[0]);
    QVERIFY(fit);
    // ZTF's row 0 on top is north up, east left.
    const auto compass = compassAt(fit->wcs, { points[0].xpos - 1, points[0].ypos - 1 });
    const auto shown = wholePixels(northUp(compass));
    QCOMPARE(shown.xx, 1.0);
    QCOMPARE(shown.yy, 1.0);
    QVERIFY(std::abs(northTiltDeg(compass, shown)) < 1);
}

void TestQuadrantFit::nothingUsableGivesNothing()
{
    const double nan = std::nan("");
    for (const QuadrantPoint& own : { QuadrantPoint{ nan, 1, { 1, 1 } }, { 1, 1, { nan, 1 } }, { 1, 1, { 1, 95 } } })
        QVERIFY(!fitQuadrant({}, own));
    // Others that are not finite are passed over.
    const QuadrantPoint own{ 100, 100, { 10, 10 } };
    const std::vector<QuadrantPoint> points(6, QuadrantPoint{ nan, nan, { nan, nan } });
    QCOMPARE(fitQuadrant(points, own)->kind, QuadrantFit::Kind::Constant);
}

void TestQuadrantFit::realQuadrantsFitToATenthOfAnArcsecond()
{
    REAL_DATA_OR_SKIP();
    PEER_OR_SKIP("astropy, fastavro");
    std::map<std::string, std::vector<QuadrantPoint>> quadrants;
    for (const auto& packet : realPackets())
        quadrants[packet.quadrant].push_back(packet.point);
    std::vector<double> largest, tilts;
    std::size_t madeUp = 0;
    for (const auto& [name, points] : quadrants) {
        const auto fit = fitQuadrant(points, points[0]);
        QVERIFY(fit);
        const PixelPosition own{ points[0].xpos - 1, points[0].ypos - 1 };
        const auto compass = compassAt(fit->wcs, own);
        QCOMPARE(wholePixels(northUp(compass)).xx, 1.0);
        QCOMPARE(wholePixels(northUp(compass)).yy, 1.0);
        QVERIFY(separationDeg(fit->wcs.pixelToSky(own), points[0].sky) * 3600 < 0.3);
        // Some packets of one data set carry positions that no camera saw together.
        madeUp += points.size() >= 4 && fit->kind == QuadrantFit::Kind::Constant;
        if (fit->kind != QuadrantFit::Kind::Fitted)
            continue;
        largest.push_back(fit->largestResidualArcsec);
        tilts.push_back(std::abs(northTiltDeg(compass, {})));
    }
    QVERIFY(largest.size() >= 60);
    std::ranges::sort(largest);
    std::ranges::sort(tilts);
    qInfo("%zu quadrants, %zu fitted, %zu of four or more not to be fitted; largest residual: median %.3f\", "
          "worst %.3f\"; north off the rows by %.2f deg at most",
        quadrants.size(), largest.size(), madeUp, largest[largest.size() / 2], largest.back(), tilts.back());
    QVERIFY(largest[largest.size() / 2] < 0.1);
    QVERIFY(tilts.back() < 2);
}

void TestQuadrantFit::realStampsMeasureWhatTheirPositionSays()
{
    REAL_DATA_OR_SKIP();
    PEER_OR_SKIP("astropy, fastavro");
    int cut = 0, checked = 0;
    for (const auto& packet : realPackets()) {
        const auto place = ztfCutout(packet.point.xpos, packet.point.ypos);
        QVERIFY(place);
        ++checked;
        cut += packet.width < 63 || packet.height < 63;
        QVERIFY2(place->width == packet.width && place->height == packet.height,
            qPrintable(QString("%1 x %2 at %3, %4: expected %5 x %6")
                           .arg(packet.width)
                           .arg(packet.height)
                           .arg(packet.point.xpos)
                           .arg(packet.point.ypos)
                           .arg(place->width)
                           .arg(place->height)));
    }
    qInfo("%d packets, %d cut by the edge", checked, cut);
    QVERIFY(checked > 1000);
    QVERIFY(cut > 5);
}

void TestQuadrantFit::cutoutsAtTheEdge_data()
{
    QTest::addColumn<double>("xpos");
    QTest::addColumn<double>("ypos");
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::addColumn<double>("column");
    QTest::addColumn<double>("row");
    QTest::newRow("inside") << 1500.2 << 700.4 << 63 << 63 << 31.2 << 31.4;
    QTest::newRow("the right edge") << 3055.9 << 700.0 << 48 << 63 << 30.9 << 31.0;
    QTest::newRow("the first rows") << 1500.0 << 26.2 << 63 << 57 << 31.0 << 25.2;
    QTest::newRow("the first pixel") << 1.0 << 1.0 << 32 << 32 << 0.0 << 0.0;
    QTest::newRow("the last pixel") << 3072.0 << 3080.0 << 32 << 32 << 31.0 << 31.0;
}

void TestQuadrantFit::cutoutsAtTheEdge()
{
    QFETCH(double, xpos);
    QFETCH(double, ypos);
    QFETCH(int, width);
    QFETCH(int, height);
    QFETCH(double, column);
    QFETCH(double, row);
    const auto place = ztfCutout(xpos, ypos);
    QVERIFY(place);
    QCOMPARE(place->width, width);
    QCOMPARE(place->height, height);
    QVERIFY(std::abs(place->source.column - column) < 1e-9 && std::abs(place->source.row - row) < 1e-9);
    for (const double outside : { -40.0, 4000.0, double(NAN), double(INFINITY) })
        QVERIFY(!ztfCutout(outside, ypos) && !ztfCutout(xpos, outside));
}

QTEST_APPLESS_MAIN(TestQuadrantFit)
#include "tst_quadrant_fit.moc"
