#include "core/image/histogram.h"
#include "core/image/render.h"
#include "tests/core/image/planes.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

using namespace vetrina;
using namespace vetrina::image;

class TestRender : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void greyRunsFromBlackToWhiteBetweenTheLimits();
    void everyStretchColoursAsItsFormula_data();
    void everyStretchColoursAsItsFormula();
    void whatIsMissingHasAColourOfItsOwn();
    void extremePixelsAndLimitsStayInTheMap_data();
    void extremePixelsAndLimitsStayInTheMap();
    void equalLimitsSplitThePixels();
    void limitsTheOtherWayRoundShowTheNegative();
    void invertReadsTheMapFromItsOtherEnd();
    void biasAndContrastFollowDs9sRule();
    void histogramEqualizationSpreadsEvenly();
    void coloursAreDs9sToTheBit();
    void everyMapIsOpaque();
    void mapsAreThoseOfDs9AndMatplotlib_data();
    void mapsAreThoseOfDs9AndMatplotlib();
    void refusesOtherMaps();
    void histogramsCountEveryPixelOnce();
    void histogramHeightsAreLogarithms();

private:
    static std::vector<std::uint32_t> rendered(
        const std::vector<float>& pixels, const Limits& limits, const Display& display = {})
    {
        std::vector<std::uint32_t> argb(pixels.size());
        render({ pixels.data(), static_cast<int>(pixels.size()), 1 }, limits, display, argb);
        return argb;
    }
    static int grey(std::uint32_t argb) { return static_cast<int>(argb & 0xff); }
};

void TestRender::greyRunsFromBlackToWhiteBetweenTheLimits()
{
    const auto argb = rendered({ -10, 0, 50, 100, 200 }, { 0, 100 });
    QCOMPARE(argb[0], 0xff000000U);
    QCOMPARE(argb[1], 0xff000000U);
    QVERIFY(std::abs(grey(argb[2]) - 127) <= 1);
    QCOMPARE(grey(argb[3]), 254); // DS9's grey ends at 255 x 2047 / 2048, cut off
    QCOMPARE(argb[3], argb[4]);
}

void TestRender::everyStretchColoursAsItsFormula_data()
{
    QTest::addColumn<Stretch>("stretch");
    for (const auto stretch : stretches()) {
        if (stretch != Stretch::HistEq)
            QTest::newRow(std::string(name(stretch)).c_str()) << stretch;
    }
}

void TestRender::everyStretchColoursAsItsFormula()
{
    QFETCH(Stretch, stretch);
    std::vector<float> pixels(5000);
    for (std::size_t i = 0; i < pixels.size(); ++i)
        pixels[i] = static_cast<float>(1000 + i * 0.37);
    const Limits limits{ 1200, 2500 };
    Display display;
    display.stretch = stretch;
    const auto argb = rendered(pixels, limits, display);
    for (std::size_t i = 0; i < pixels.size(); ++i) {
        const double exact = 255 * stretched(stretch, (pixels[i] - limits.low) / (limits.high - limits.low));
        // One grey for rounding, and what a place of 1/16384 is worth where the stretch is steep.
        const double steep = stretched(stretch, (pixels[i] - limits.low) / (limits.high - limits.low) + 1.0 / 16384);
        QVERIFY(std::abs(grey(argb[i]) - exact) <= 2 + 255 * steep - exact);
    }
}

void TestRender::whatIsMissingHasAColourOfItsOwn()
{
    constexpr float infinity = std::numeric_limits<float>::infinity();
    Display display;
    display.missing = 0xff123456;
    for (const auto stretch : stretches()) {
        display.stretch = stretch;
        const auto argb = rendered({ std::nanf(""), infinity, -infinity, 0, 1 }, { 0, 1 }, display);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(argb[static_cast<std::size_t>(i)], 0xff123456U);
        QVERIFY(argb[3] != 0xff123456U && argb[4] != 0xff123456U);
    }
}

void TestRender::extremePixelsAndLimitsStayInTheMap_data()
{
    constexpr double infinity = std::numeric_limits<double>::infinity();
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::newRow("plain") << 0.0 << 1.0;
    QTest::newRow("the whole of float32") << -3.4028234663852886e38 << 3.4028234663852886e38;
    QTest::newRow("infinite") << -infinity << infinity;
    QTest::newRow("one side") << 0.0 << infinity;
    QTest::newRow("not numbers") << std::nan("") << std::nan("");
    QTest::newRow("equal") << 7.0 << 7.0;
    QTest::newRow("a denormal apart") << 0.0 << 5e-324;
    QTest::newRow("of double") << -1.7e308 << 1.7e308;
}

void TestRender::extremePixelsAndLimitsStayInTheMap()
{
    QFETCH(double, low);
    QFETCH(double, high);
    constexpr float largest = std::numeric_limits<float>::max();
    const std::vector<float> pixels{ -largest, -1, -1e-45F, 0, 1e-45F, 1, 7, largest };
    for (const auto stretch : stretches()) {
        Display display;
        display.stretch = stretch;
        const auto argb = rendered(pixels, { low, high }, display);
        QVERIFY(std::ranges::is_sorted(argb));
        QVERIFY(argb.front() >= 0xff000000U && grey(argb.front()) == 0);
    }
}

void TestRender::equalLimitsSplitThePixels()
{
    const auto argb = rendered({ 6, 7, std::nextafter(7.F, 8.F), 8 }, { 7, 7 });
    QCOMPARE(grey(argb[0]), 0);
    QCOMPARE(grey(argb[1]), 0);
    QCOMPARE(grey(argb[2]), 254);
    QCOMPARE(grey(argb[3]), 254);
}

void TestRender::limitsTheOtherWayRoundShowTheNegative()
{
    const auto argb = rendered({ 0, 25, 100 }, { 100, 0 });
    QCOMPARE(grey(argb[0]), 254);
    QVERIFY(std::abs(grey(argb[1]) - 191) <= 1);
    QCOMPARE(grey(argb[2]), 0);
}

void TestRender::invertReadsTheMapFromItsOtherEnd()
{
    Display display;
    display.invert = true;
    const auto argb = rendered({ 0, 25, 100 }, { 0, 100 }, display);
    QCOMPARE(grey(argb[0]), 254);
    QVERIFY(std::abs(grey(argb[1]) - 191) <= 1);
    QCOMPARE(grey(argb[2]), 0);
}

void TestRender::biasAndContrastFollowDs9sRule()
{
    Display display;
    display.bias = 0.25;
    display.contrast = 2;
    std::vector<std::uint32_t> bar(ColorMap::size);
    renderBar(display, bar);
    // idx = ((i / N - bias) contrast + 0.5) N
    const auto& grey = ColorMap::grey().colors;
    QCOMPARE(bar[0], grey[0]);
    QCOMPARE(bar[256], grey[512]);
    QCOMPARE(bar[512], grey[1024]);
    QCOMPARE(bar[1023], grey[2046]);
    QCOMPARE(bar[1700], grey[2047]);
}

void TestRender::histogramEqualizationSpreadsEvenly()
{
    // Values crowded at the faint end: each tenth of them should take a tenth of the greys.
    std::vector<float> pixels(10000);
    for (std::size_t i = 0; i < pixels.size(); ++i)
        pixels[i] = static_cast<float>(std::pow(i / 10000.0, 2));
    Display display;
    display.stretch = Stretch::HistEq;
    const auto argb = rendered(pixels, { 0, 1 }, display);
    for (std::size_t i = 0; i < pixels.size(); ++i)
        QVERIFY(std::abs(grey(argb[i]) - 255.0 * i / 10000) < 4);
}

void TestRender::coloursAreDs9sToTheBit()
{
    // tests/golden/image/ask_ds9.py asked DS9 8.4.1.
    QFile golden(VETRINA_SOURCE_DIR "/tests/golden/image/ds9_render.csv");
    QVERIFY(golden.open(QIODevice::ReadOnly));
    int pictures = 0;
    while (!golden.atEnd()) {
        const auto line = QString::fromLatin1(golden.readLine()).trimmed();
        const auto cells = line.split(',');
        const auto recipe = std::ranges::find(planes::recipes(), cells[0].toStdString(), &planes::Recipe::name);
        const auto plane = planes::synthetic(*recipe);
        Display display;
        display.stretch = parseStretch(cells[1].toStdString()).value();
        display.map = ColorMap::named(cells[2].toStdString()).value();
        display.contrast = cells[3].toDouble();
        display.bias = cells[4].toDouble();
        display.invert = cells[5].toInt() != 0;
        display.missing = 0xffffffff;
        std::vector<std::uint32_t> argb(plane.pixels.size());
        render(plane.view(), { cells[6].toDouble(), cells[7].toDouble() }, display, argb);
        planes::Crc crc;
        for (const auto color : argb) {
            for (const int shift : { 16, 8, 0 })
                crc.take(static_cast<unsigned char>(color >> shift));
        }
        QVERIFY2(crc.value() == cells[8].toUInt(), qPrintable(line));
        ++pictures;
    }
    QCOMPARE(pictures, 84);
}

void TestRender::everyMapIsOpaque()
{
    QCOMPARE(ColorMap::all().size(), std::size_t(23));
    for (const auto& map : ColorMap::all()) {
        QVERIFY(std::ranges::all_of(map.colors, [](std::uint32_t c) { return c >> 24 == 0xff; }));
        QCOMPARE(*ColorMap::named(map.name).value(), map);
    }
}

void TestRender::mapsAreThoseOfDs9AndMatplotlib_data()
{
    QTest::addColumn<QByteArray>("map");
    QTest::addColumn<int>("entry");
    QTest::addColumn<std::uint32_t>("color");
    // matplotlib 3.x, colormaps[NAME](i) to the nearest byte; DS9 8.4.1's by its definition, channel = int(255 y).
    QTest::newRow("viridis, dark") << QByteArray("viridis") << 0 << 0xff440154U;
    QTest::newRow("viridis, middle") << QByteArray("viridis") << 128 << 0xff21918cU;
    QTest::newRow("viridis, bright") << QByteArray("viridis") << 255 << 0xfffde725U;
    QTest::newRow("inferno") << QByteArray("inferno") << 255 << 0xfffcffa4U;
    QTest::newRow("magma") << QByteArray("magma") << 255 << 0xfffcfdbfU;
    QTest::newRow("plasma") << QByteArray("plasma") << 0 << 0xff0d0887U;
    QTest::newRow("cividis") << QByteArray("cividis") << 0 << 0xff00224eU;
    QTest::newRow("turbo") << QByteArray("turbo") << 0 << 0xff30123bU;
    QTest::newRow("twilight") << QByteArray("twilight") << 0 << 0xffe2d9e2U;
    QTest::newRow("heat") << QByteArray("heat") << 128 << 0xffff7f00U;
    QTest::newRow("cool, dark") << QByteArray("cool") << 0 << 0xff000000U;
    QTest::newRow("rainbow, dark end") << QByteArray("rainbow") << 0 << 0xffff00ffU;
    QTest::newRow("bb") << QByteArray("bb") << 128 << 0xffff7f00U;
    QTest::newRow("i8, second eighth") << QByteArray("i8") << 32 << 0xff00ff00U;
    QTest::newRow("i8, last eighth") << QByteArray("i8") << 255 << 0xffffffffU;
    QTest::newRow("aips0, dark") << QByteArray("aips0") << 0 << 0xff313131U;
}

void TestRender::mapsAreThoseOfDs9AndMatplotlib()
{
    QFETCH(QByteArray, map);
    QFETCH(int, entry);
    QFETCH(std::uint32_t, color);
    const auto ours = ColorMap::named(map.toStdString()).value()->colors[static_cast<std::size_t>(entry * 8)];
    QCOMPARE(QString::number(ours, 16), QString::number(color, 16));
}

void TestRender::refusesOtherMaps()
{
    const auto map = ColorMap::named("jet");
    QVERIFY(!map);
    QVERIFY(map.error().remedy.find("viridis") != std::string::npos);
}

void TestRender::histogramsCountEveryPixelOnce()
{
    const std::vector<float> pixels{ -5, 0, 0.5, 1, 9.99F, 10, 11, std::nanf(""), INFINITY, 3.4e38F };
    const auto histogram = histogramOf({ pixels.data(), 10, 1 }, { 0, 10 }, 10);
    QCOMPARE(histogram.counts, (std::vector<std::uint32_t>{ 2, 1, 0, 0, 0, 0, 0, 0, 0, 2 }));
    QCOMPARE(histogram.below, 1U);
    QCOMPARE(histogram.above, 2U);
    QCOMPARE(histogram.missing, 2U);
    for (const Limits odd : { Limits{ 3, 3 }, Limits{ 5, 1 }, Limits{ NAN, 1 }, Limits{ -INFINITY, INFINITY } }) {
        const auto all = histogramOf({ pixels.data(), 10, 1 }, odd, 7);
        QCOMPARE(std::accumulate(all.counts.begin(), all.counts.end(), all.below + all.above + all.missing), 10U);
    }
}

void TestRender::histogramHeightsAreLogarithms()
{
    const std::vector<float> pixels{ 0, 0, 0, 1 };
    const auto heights = histogramOf({ pixels.data(), 4, 1 }, { 0, 2 }, 2).logHeights();
    QCOMPARE(heights[0], 1.F);
    QCOMPARE(heights[1], 0.5F); // log 2 / log 4
}

QTEST_APPLESS_MAIN(TestRender)
#include "tst_render.moc"
