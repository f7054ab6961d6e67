#include "core/image/region.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace vetrina::image;

class TestRegion : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void figuresAreNumpys();
    void whatIsOffThePlaneIsNotCounted();
    void nothingGivesZeroes();
    void aLineTakesThePixelsItPassesThrough();
    void aLineOffThePlaneHasNoValues();
};

namespace {

constexpr float gone = std::numeric_limits<float>::quiet_NaN();

/// 5 x 4: 0.5, 1.5, .. 19.5, one of them missing.
Plane ramp()
{
    Plane plane{ 5, 4, {} };
    for (int i = 0; i < 20; ++i)
        plane.pixels.push_back(static_cast<float>(i) + 0.5F);
    plane.pixels[7] = gone;
    return plane;
}

} // namespace

void TestRegion::figuresAreNumpys()
{
    // numpy: a = (arange(20) + .5).reshape(4, 5); a[1, 2] = nan; b = a[0:3, 1:4]; nansum, nanmean, nanmedian, nanstd
    const RegionFigures figures = figuresOf(ramp().view(), 1, 0, 3, 3);
    QCOMPARE(figures.count, 8);
    QCOMPARE(figures.missing, 1);
    QCOMPARE(figures.sum, 60.0);
    QCOMPARE(figures.mean, 7.5);
    QCOMPARE(figures.median, 7.5);
    QVERIFY(std::abs(figures.deviation - 4.415880433163924) < 1e-14);
    QCOMPARE(figures.low, 1.5);
    QCOMPARE(figures.high, 13.5);
}

void TestRegion::whatIsOffThePlaneIsNotCounted()
{
    const RegionFigures figures = figuresOf(ramp().view(), -3, -2, 5, 3);
    QCOMPARE(figures.count, 2); // the first two of the first row
    QCOMPARE(figures.sum, 2.0);
    QCOMPARE(figures.missing, 0);
}

void TestRegion::nothingGivesZeroes()
{
    QCOMPARE(figuresOf(ramp().view(), 9, 9, 3, 3).count, 0);
    QCOMPARE(figuresOf(Plane{ 1, 1, { gone } }.view(), 0, 0, 1, 1).missing, 1);
    QCOMPARE(figuresOf(PlaneView(), 0, 0, 3, 3).sum, 0.0);
}

void TestRegion::aLineTakesThePixelsItPassesThrough()
{
    const Plane plane = ramp();
    const auto row = alongLine(plane.view(), 0, 2, 4, 2);
    QCOMPARE(row.size(), 5U);
    for (std::size_t i = 0; i < 5; ++i) {
        QCOMPARE(row[i].along, static_cast<double>(i));
        QCOMPARE(row[i].value, plane.view().at(static_cast<int>(i), 2));
    }
    const auto slanted = alongLine(plane.view(), 0, 0, 3, 3); // 4.24 long: five steps
    QCOMPARE(slanted.size(), 6U);
    QCOMPARE(slanted.front().value, 0.5F);
    QCOMPARE(slanted.back().value, 18.5F);
    QVERIFY(std::isnan(alongLine(plane.view(), 2, 1, 2, 1)[0].value)); // a missing one
}

void TestRegion::aLineOffThePlaneHasNoValues()
{
    for (const LineSample& sample : alongLine(ramp().view(), -9, -9, -5, -9))
        QVERIFY(std::isnan(sample.value));
    QVERIFY(alongLine(ramp().view(), std::nan(""), 0, 1, 1).empty());
    QVERIFY(alongLine(ramp().view(), 0, 0, 1e300, 1).empty());
}

QTEST_APPLESS_MAIN(TestRegion)
#include "tst_region.moc"
