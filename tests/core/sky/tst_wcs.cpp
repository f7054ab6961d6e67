#include "core/sky/orientation.h"
#include "core/sky/wcs.h"
#include "tests/core/sky/goldens.h"
#include "tests/real_data.h"

#include <QTest>

#include <cmath>
#include <numbers>

using namespace vetrina;
using namespace vetrina::sky;

class TestWcs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void framesAreAstropys();
    void rubinsCutoutsLieWhereAstropyPutsThem();
    void headersAreReadAsCardsOf80BytesToo();
    void refusesOtherFrames_data();
    void refusesOtherFrames();
    void theOtherSideOfTheSkyHasNoPixel();
    void aPartOfAnImageHasTheSameSky();
    void northGoesUpAndEastLeft_data();
    void northGoesUpAndEastLeft();

private:
    /// Reads blocks of a '#' line, a header up to END, and lines of numbers; calls `check` on each line of numbers.
    template <typename Begin, typename Check> void forBlocks(const QByteArray& text, Begin begin, Check check)
    {
        std::string header;
        bool inHeader = false;
        for (const auto& raw : text.split('\n')) {
            if (raw.startsWith('#')) {
                header.clear();
                inHeader = true;
                begin(QString::fromLatin1(raw));
            } else if (inHeader) {
                header += raw.toStdString() + '\n';
                inHeader = !raw.startsWith("END");
            } else if (!raw.isEmpty()) {
                const auto cells = QString::fromLatin1(raw).split(' ');
                check(header, PixelPosition{ goldens::number(cells[0]), goldens::number(cells[1]) },
                    SkyPosition{ goldens::number(cells[2]), goldens::number(cells[3]) });
            }
        }
    }
};

void TestWcs::framesAreAstropys()
{
    QFile file(goldens::folder + "wcs.txt");
    QVERIFY(file.open(QIODevice::ReadOnly));
    int checked = 0;
    QString name;
    forBlocks(
        file.readAll(), [&](const QString& line) { name = line; },
        [&](const std::string& header, PixelPosition pixel, SkyPosition sky) {
            const auto wcs = Wcs::fromHeader(header);
            QVERIFY2(wcs.has_value(), wcs ? "" : wcs.error().message.c_str());
            QVERIFY2(separationDeg(wcs->pixelToSky(pixel), sky) < 1e-11, qPrintable(name));
            const auto back = wcs->skyToPixel(sky);
            QVERIFY2(back && std::hypot(back->column - pixel.column, back->row - pixel.row) < 1e-7, qPrintable(name));
            ++checked;
        });
    QCOMPARE(checked, 40);
}

void TestWcs::rubinsCutoutsLieWhereAstropyPutsThem()
{
    REAL_DATA_OR_SKIP();
    PEER_OR_SKIP("astropy, fastavro");
    const auto said =
        goldens::ask({ "ask_packets.py", "rubin", QString::fromStdString((realData() / "rubin").string()) });
    int cutouts = 0;
    double worst = 0, farthest = 0;
    SkyPosition source;
    forBlocks(
        said,
        [&](const QString& line) {
            const auto cells = line.split(' ');
            source = { goldens::number(cells[1]), goldens::number(cells[2]) };
            ++cutouts;
        },
        [&](const std::string& header, PixelPosition pixel, SkyPosition sky) {
            const auto wcs = Wcs::fromHeader(header);
            QVERIFY2(wcs.has_value(), wcs ? "" : wcs.error().message.c_str());
            worst = std::max(worst, separationDeg(wcs->pixelToSky(pixel), sky) * 3600);
            // LSSTCam's 0.2", and 0.166" in the packet made from another camera's images.
            QVERIFY(wcs->pixelScaleArcsec() > 0.16 && wcs->pixelScaleArcsec() < 0.21);
            // The alert stands in the middle of its cutout, and the compass turns as the header says.
            const auto middle = wcs->skyToPixel(source);
            QVERIFY(middle);
            if (pixel.column > 12.5 && pixel.row == 0)
                farthest = std::max(farthest, std::abs(middle->column - pixel.column / 2));
            const auto compass = compassAt(*wcs, *middle);
            const auto shown = northUp(compass);
            QVERIFY(std::abs(northTiltDeg(compass, shown)) < 1e-6);
            QVERIFY(shown.onScreen(compass.east).column < -0.9999);
        });
    qInfo("%d cutouts, at most %.1e\" from astropy's, the alert at most %.2f pixels from the middle", cutouts, worst,
        farthest);
    QVERIFY(cutouts >= 60);
    QVERIFY(worst < 1e-7);
    QVERIFY(farthest < 1.01);
}

void TestWcs::headersAreReadAsCardsOf80BytesToo()
{
    const auto card = [](std::string text) {
        text.resize(80, ' ');
        return text;
    };
    const auto header = card("SIMPLE  =                    T") + card("CRPIX1  = 1.D0 / the first")
        + card("CRPIX2  =                  1.0") + card("CRVAL1  =                +10.5") + card("CRVAL2  = -2E1")
        + card("CTYPE1  = 'RA---TAN'           / gnomonic") + card("CTYPE2  = 'DEC--TAN'") + card("CD1_1   = -0.001")
        + card("CD2_2   = .001") + card("COMMENT CRVAL1  = 99") + card("END") + card("CRVAL1  = 77");
    const auto wcs = Wcs::fromHeader(header);
    QVERIFY2(wcs.has_value(), wcs ? "" : wcs.error().message.c_str());
    const auto sky = wcs->pixelToSky({ 0, 0 });
    QCOMPARE(sky, (SkyPosition{ 10.5, -20 }));
}

void TestWcs::refusesOtherFrames_data()
{
    using Code = Error::Code;
    QTest::addColumn<QByteArray>("cards");
    QTest::addColumn<int>("code");
    const QByteArray at("CRVAL1  = 10\nCRVAL2  = 20\nCRPIX1  = 1\nCRPIX2  = 1\nCD1_1   = -0.001\nCD2_2   = 0.001\n");
    const auto code = [](Code c) { return static_cast<int>(c); };
    QTest::newRow("nothing") << QByteArray() << code(Code::NotFound);
    QTest::newRow("bytes") << QByteArray(5000, '\xff') << code(Code::NotFound);
    QTest::newRow("another projection") << at + "CTYPE1  = 'RA---SIN'\nCTYPE2  = 'DEC--SIN'\n"
                                        << code(Code::Unsupported);
    QTest::newRow("distorted") << at + "CTYPE1  = 'RA---TAN-SIP'\nCTYPE2  = 'DEC--TAN-SIP'\n"
                               << code(Code::Unsupported);
    QTest::newRow("one axis") << at + "CTYPE1  = 'RA---TAN'\n" << code(Code::Unsupported);
    QTest::newRow("declination first") << at + "CTYPE1  = 'DEC--TAN'\nCTYPE2  = 'RA---TAN'\n"
                                       << code(Code::Unsupported);
    QTest::newRow("FK4") << at + "RADESYS = 'FK4'\n" << code(Code::Unsupported);
    QTest::newRow("in arcseconds") << at + "CUNIT1  = 'arcsec'\n" << code(Code::Unsupported);
    QTest::newRow("no inverse") << QByteArray("CRVAL1  = 10\nCRVAL2  = 20\nCD1_1   = 1\nCD1_2   = 1\n")
                                << code(Code::Malformed);
    QTest::newRow("not a number") << QByteArray(at).replace("CRVAL1  = 10", "CRVAL1  = ten") << code(Code::Malformed);
    QTest::newRow("not finite") << QByteArray("CRVAL1  = 10\nCRVAL2  = nan\n") << code(Code::Malformed);
    QTest::newRow("beyond the pole") << QByteArray("CRVAL1  = 10\nCRVAL2  = 91\n") << code(Code::Malformed);
    QTest::newRow("an open quote") << QByteArray("CRVAL1  = 10\nCRVAL2  = 20\nCTYPE1  = 'RA---TAN\n")
                                   << code(Code::Unsupported);
}

void TestWcs::refusesOtherFrames()
{
    QFETCH(QByteArray, cards);
    QFETCH(int, code);
    const auto wcs = Wcs::fromHeader(cards.toStdString());
    QVERIFY(!wcs);
    QCOMPARE(static_cast<int>(wcs.error().code), code);
}

void TestWcs::theOtherSideOfTheSkyHasNoPixel()
{
    const auto wcs = Wcs::tangent({ 5, 5 }, { 10, 20 }, { -0.001, 0, 0, 0.001 });
    QVERIFY(wcs);
    QVERIFY(!wcs->skyToPixel({ 190, -20 }));
    QVERIFY(!wcs->skyToPixel({ 10, -70 }));
    QVERIFY(!wcs->skyToPixel({ std::nan(""), 0 }));
    QVERIFY(wcs->skyToPixel({ 10, -60 }));
}

void TestWcs::aPartOfAnImageHasTheSameSky()
{
    const auto whole = Wcs::tangent({ 1500, 1500 }, { 10, 20 }, { -0.001, 2e-5, 2e-5, 0.001 });
    QVERIFY(whole);
    const auto part = whole->cutAt({ 100, 200 });
    QVERIFY(separationDeg(part.pixelToSky({ 7, 8 }), whole->pixelToSky({ 107, 208 })) < 1e-13);
}

void TestWcs::northGoesUpAndEastLeft_data()
{
    QTest::addColumn<double>("turnDeg"); // of north from the rows, towards higher columns
    QTest::addColumn<bool>("eastIsRight");
    QTest::addColumn<bool>("northIsDown"); // towards lower rows before the turn
    QTest::addColumn<bool>("mirrored");
    QTest::newRow("ZTF") << 0.9 << false << true << false;
    QTest::newRow("the FITS way") << 0.0 << false << false << true;
    QTest::newRow("Rubin") << 41.6 << false << false << true;
    QTest::newRow("Rubin, another visit") << 155.9 << false << false << true;
    QTest::newRow("seen from outside") << 10.0 << true << true << true;
    for (int turn = -170; turn <= 180; turn += 50)
        QTest::newRow(qPrintable(QString("turned by %1").arg(turn))) << double(turn) << false << true << false;
}

void TestWcs::northGoesUpAndEastLeft()
{
    QFETCH(double, turnDeg);
    QFETCH(bool, eastIsRight);
    QFETCH(bool, northIsDown);
    QFETCH(bool, mirrored);
    const double scale = 1.0 / 3600, x = eastIsRight ? scale : -scale, y = northIsDown ? -scale : scale;
    const double c = std::cos(turnDeg * std::numbers::pi / 180), s = std::sin(turnDeg * std::numbers::pi / 180);
    const auto wcs = Wcs::tangent({ 31, 31 }, { 40, 60 }, { x * c, -x * s, y * s, y * c });
    QVERIFY(wcs);
    const auto compass = compassAt(*wcs, { 31, 31 });
    const auto exact = northUp(compass);
    const auto north = exact.onScreen(compass.north), east = exact.onScreen(compass.east);
    QVERIFY(std::abs(north.column) < 1e-6 && std::abs(north.row + 1) < 1e-6);
    QVERIFY(std::abs(east.column + 1) < 1e-6 && std::abs(east.row) < 1e-6);
    QCOMPARE(exact.mirrored(), mirrored);
    QVERIFY(std::abs(exact.xx * exact.yy - exact.xy * exact.yx) - 1 < 1e-12); // no scale

    const auto whole = wholePixels(exact);
    QCOMPARE(whole.mirrored(), mirrored);
    QCOMPARE(std::abs(whole.xx) + std::abs(whole.xy), 1.0);
    QVERIFY(std::abs(northTiltDeg(compass, whole)) <= 45.001);
}

QTEST_APPLESS_MAIN(TestWcs)
#include "tst_wcs.moc"
