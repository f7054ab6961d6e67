#include "core/image/smooth.h"
#include "tests/core/image/planes.h"

#include <QFile>
#include <QTest>

#include <cmath>
#include <limits>
#include <map>
#include <numeric>

using namespace vetrina;
using namespace vetrina::image;

class TestSmooth : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void smoothsAsDs9InTheOpen();
    void leavesOutWhatIsMissingAsAstropyDoes();
    void weightsAreAWholeOne_data();
    void weightsAreAWholeOne();
    void aTopHatIsRound();
    void missingPixelsStayMissing();
    void aRadiusOutOfRangeCountsAsTheNearest();
    void namesAreReadBack();

private:
    static void compare(const QString& golden, double within, int atLeast);
};

/// Every line of a golden against what smoothed() makes of the same plane.
void TestSmooth::compare(const QString& golden, double within, int atLeast)
{
    std::map<QString, Plane> made;
    for (const auto& recipe : planes::recipes())
        made[recipe.name] = planes::synthetic(recipe);
    Plane& spike = made["spike"] = { 63, 63, std::vector<float>(std::size_t(63) * 63) };
    spike.pixels[31 * 63 + 31] = 1000;

    QFile file(QString(VETRINA_SOURCE_DIR) + "/tests/golden/image/" + golden);
    QVERIFY(file.open(QIODevice::ReadOnly | QIODevice::Text));
    std::map<QString, Plane> done;
    int lines = 0;
    while (!file.atEnd()) {
        const QStringList words = QString::fromLatin1(file.readLine()).trimmed().split(',');
        QCOMPARE(words.size(), 7);
        const QString key = words.mid(0, 4).join(',');
        if (!done.contains(key)) {
            const Smoothing smoothing{ parseKernel(words[1].toStdString()).value(), words[2].toInt(),
                words[3].toDouble() };
            done[key] = smoothed(made.at(words[0]).view(), smoothing);
        }
        const double must = words[6] == "nan" ? std::nan("") : words[6].toDouble();
        const double is = done[key].view().at(words[4].toInt(), words[5].toInt());
        const bool same = std::isnan(must) ? std::isnan(is) : std::abs(is - must) <= within * (1 + std::abs(must));
        QVERIFY2(same, qPrintable(words.join(',') + QString(", but here %1").arg(is, 0, 'g', 9)));
        ++lines;
    }
    QVERIFY(lines >= atLeast);
}

void TestSmooth::smoothsAsDs9InTheOpen()
{
    compare("ds9_smooth.csv", 6e-6, 300); // XPA prints six digits
}

void TestSmooth::leavesOutWhatIsMissingAsAstropyDoes() { compare("astropy_smooth.csv", 1e-7, 1500); }

void TestSmooth::weightsAreAWholeOne_data()
{
    QTest::addColumn<int>("kernel");
    QTest::addColumn<int>("radius");
    for (const Smoothing::Kernel kernel : smoothingKernels())
        for (const int radius : { 1, 2, 3, 10, 20 })
            QTest::addRow("%s %d", std::string(name(kernel)).c_str(), radius) << static_cast<int>(kernel) << radius;
}

void TestSmooth::weightsAreAWholeOne()
{
    QFETCH(int, kernel);
    QFETCH(int, radius);
    const auto weights = weightsOf({ static_cast<Smoothing::Kernel>(kernel), radius, radius / 2.0 });
    QCOMPARE(weights.size(), static_cast<std::size_t>((2 * radius + 1) * (2 * radius + 1)));
    QVERIFY(std::abs(std::accumulate(weights.begin(), weights.end(), 0.0) - 1) < 1e-12);
}

void TestSmooth::aTopHatIsRound()
{
    const auto weights = weightsOf({ Smoothing::Kernel::Tophat, 3, 1.5 });
    QCOMPARE(std::ranges::count_if(weights, [](double w) { return w > 0; }), 29); // Gauss's circle problem, N(3)
}

void TestSmooth::missingPixelsStayMissing()
{
    constexpr float nan = std::numeric_limits<float>::quiet_NaN(), infinity = std::numeric_limits<float>::infinity();
    const Plane plane{ 3, 1, { 4, nan, 8 } };
    const Plane out = smoothed(plane.view(), { Smoothing::Kernel::Boxcar, 2, 1 });
    QCOMPARE(out.pixels[0], 6.F);
    QVERIFY(std::isnan(out.pixels[1]));
    QCOMPARE(out.pixels[2], 6.F);
    const Plane all = smoothed(Plane{ 2, 1, { nan, infinity } }.view(), {});
    QVERIFY(std::isnan(all.pixels[0]) && std::isnan(all.pixels[1]));
    QCOMPARE(smoothed(PlaneView(), {}).pixels.size(), 0U);
}

void TestSmooth::aRadiusOutOfRangeCountsAsTheNearest()
{
    const Plane plane = planes::synthetic(planes::recipes()[1]);
    const auto same = [&](const Smoothing& a, const Smoothing& b) {
        return smoothed(plane.view(), a).pixels == smoothed(plane.view(), b).pixels;
    };
    QVERIFY(same({ Smoothing::Kernel::Boxcar, -4, 1 }, { Smoothing::Kernel::Boxcar, 1, 1 }));
    QVERIFY(same({ Smoothing::Kernel::Boxcar, 1 << 30, 1 }, { Smoothing::Kernel::Boxcar, 20, 1 }));
    const Plane sharp = smoothed(plane.view(), { Smoothing::Kernel::Gaussian, 3, std::nan("") });
    QCOMPARE(sharp.pixels, plane.pixels); // no width left: the pixel itself
}

void TestSmooth::namesAreReadBack()
{
    for (const Smoothing::Kernel kernel : smoothingKernels()) {
        QCOMPARE(parseKernel(name(kernel)).value(), kernel);
        QVERIFY(!label(kernel).empty());
    }
    QVERIFY(!parseKernel("median"));
}

QTEST_APPLESS_MAIN(TestSmooth)
#include "tst_smooth.moc"
