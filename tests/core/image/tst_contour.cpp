#include "core/image/contour.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <map>

using namespace vetrina::image;

/// Lines of equal height against shapes whose lines are known.
class TestContour : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aConesLinesAreCircles();
    void aRampsLineIsStraightAndWhereTheLevelIs();
    void piecesMeetAndLeaveNoEnds();
    void saddlesAreJoinedAsTheirMiddleSays();
    void missingPixelsHaveNoLines();
    void nothingHasNoLines();
};

void TestContour::aConesLinesAreCircles()
{
    Plane cone{ 63, 41, {} };
    for (int y = 0; y < 41; ++y)
        for (int x = 0; x < 63; ++x)
            cone.pixels.push_back(1 - std::hypot(static_cast<float>(x) - 30.3F, static_cast<float>(y) - 19.8F) / 30);
    for (const float level : { 0.25F, 0.5F, 0.75F }) {
        const auto pieces = contour(cone.view(), level);
        const float radius = (1 - level) * 30;
        double length = 0;
        for (const auto& piece : pieces) {
            if (radius < 18)
                QVERIFY(std::abs(std::hypot(piece.x0 - 30.3F, piece.y0 - 19.8F) - radius) < 0.05F);
            length += std::hypot(static_cast<double>(piece.x1 - piece.x0), static_cast<double>(piece.y1 - piece.y0));
        }
        if (radius < 18) // else the plane's edge cuts it
            QVERIFY(std::abs(length / (2 * M_PI * static_cast<double>(radius)) - 1) < 0.01);
        QVERIFY(!pieces.empty());
    }
}

void TestContour::aRampsLineIsStraightAndWhereTheLevelIs()
{
    Plane ramp{ 5, 4, {} };
    for (int i = 0; i < 20; ++i)
        ramp.pixels.push_back(static_cast<float>(i % 5));
    const auto pieces = contour(ramp.view(), 2.25F);
    QCOMPARE(pieces.size(), 3u);
    for (const auto& piece : pieces) {
        QCOMPARE(piece.x0, 2.25F);
        QCOMPARE(piece.x1, 2.25F);
        QCOMPARE(std::abs(piece.y1 - piece.y0), 1.F);
    }
}

void TestContour::piecesMeetAndLeaveNoEnds()
{
    Plane noise{ 30, 20, {} };
    std::uint32_t state = 3;
    for (int i = 0; i < 600; ++i) {
        const int x = i % 30, y = i / 30;
        const bool edge = x == 0 || y == 0 || x == 29 || y == 19;
        noise.pixels.push_back(
            edge ? 0.F : static_cast<float>((state = state * 1664525U + 1013904223U) >> 8) / (1 << 24));
    }
    std::map<std::pair<float, float>, int> ends;
    for (const auto& piece : contour(noise.view(), 0.5F)) {
        ++ends[{ piece.x0, piece.y0 }];
        ++ends[{ piece.x1, piece.y1 }];
    }
    QVERIFY(ends.size() > 200);
    for (const auto& [at, count] : ends)
        QCOMPARE(count, 2);
}

void TestContour::saddlesAreJoinedAsTheirMiddleSays()
{
    // High at two opposite corners. A high middle joins them, so that the lines cut the low ones off.
    for (const bool high : { true, false }) {
        const float low = high ? 0.4F : 0.F;
        const Plane saddle{ 2, 2, { 1, low, low, 1 } };
        const auto pieces = contour(saddle.view(), 0.6F);
        QCOMPARE(pieces.size(), 2u);
        for (const auto& piece : pieces) {
            const float side = (piece.x0 + piece.x1 - 1) * (piece.y0 + piece.y1 - 1); // < 0 about (1, 0) and (0, 1)
            QCOMPARE(side < 0, high);
        }
    }
}

void TestContour::missingPixelsHaveNoLines()
{
    Plane ramp{ 4, 4, {} };
    for (int i = 0; i < 16; ++i)
        ramp.pixels.push_back(static_cast<float>(i % 4));
    ramp.pixels[5] = std::numeric_limits<float>::quiet_NaN();
    QCOMPARE(contour(ramp.view(), 1.5F).size(), 1u);
}

void TestContour::nothingHasNoLines()
{
    QVERIFY(contour({}, 0.5F).empty());
    const Plane one{ 1, 1, { 1 } };
    QVERIFY(contour(one.view(), 0.5F).empty());
    const Plane flat{ 3, 3, std::vector<float>(9, 0.5F) };
    QVERIFY(contour(flat.view(), 0.5F).empty());
}

QTEST_GUILESS_MAIN(TestContour)
#include "tst_contour.moc"
