#include "core/session/pixels.h"
#include "tests/peer.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace vetrina;

class TestStampFits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void astropyReadsPixelsAndPlace_data();
    void astropyReadsPixelsAndPlace();
    void aStampThatIsMissingSaysWhy();

private:
    static session::CandidateView view()
    {
        session::CandidateView view;
        view.candidate.key.id = 2481334963515015002;
        view.candidate.object = "ZTF23ab'igzke";
        view.candidate.band = 'g';
        view.candidate.jd = 2460235.8340278;
        image::Plane& plane = view.triplet[data::Panel::Difference].plane;
        plane = { 63, 41, {} };
        for (int i = 0; i < 63 * 41; ++i)
            plane.pixels.push_back(static_cast<float>(i) * 0.37F - 200);
        plane.pixels[70] = std::nanf("");
        return view;
    }
};

void TestStampFits::astropyReadsPixelsAndPlace_data()
{
    QTest::addColumn<double>("turnDeg");
    QTest::addColumn<double>("decDeg");
    QTest::newRow("north up") << 0.0 << 20.0;
    QTest::newRow("turned, near the pole, far from the reference") << 57.0 << -85.0;
}

void TestStampFits::astropyReadsPixelsAndPlace()
{
    QFETCH(double, turnDeg);
    QFETCH(double, decDeg);
    PEER_OR_SKIP("astropy.wcs");
    auto stamp = view();
    const double a = turnDeg * M_PI / 180, s = 1.01 / 3600;
    const auto wcs = sky::Wcs::tangent(
        { -900.2, 1400.7 }, { 150, decDeg }, { -s * std::cos(a), s * std::sin(a), s * std::sin(a), s * std::cos(a) });
    QVERIFY(wcs.has_value());
    stamp.astrometry[2] = session::Astrometry{ *wcs, { 31.2, 22.6 }, "test" };
    QTemporaryDir folder;
    const std::string file = folder.filePath("stamp.fits").toStdString();
    const auto written = session::writeStamp(stamp, data::Panel::Difference, file);
    QVERIFY2(written.has_value(), written ? "" : written.error().message.c_str());

    QProcess astropy;
    astropy.start(peerPython(),
        { "-c",
            "import sys, numpy; from astropy.io import fits; from astropy.wcs import WCS\n"
            "h = fits.open(sys.argv[1])[0]; d = h.data; w = WCS(h.header)\n"
            "print(d.shape[1], d.shape[0], repr(float(d[5, 7])), int(numpy.isnan(d).sum()), "
            "repr(float(numpy.nansum(d.astype(float)))))\n"
            "print(h.header['ALERTID'], h.header['OBJECT'], h.header['FILTER'], h.header['MJD-AVG'])\n"
            "for x, y in ((0, 0), (62, 40), (31.2, 22.6)): print(*(repr(float(v)) for v in w.all_pix2world(x, y, 0)))",
            QString::fromStdString(file) });
    QVERIFY(astropy.waitForFinished(60000));
    const QStringList lines = QString::fromUtf8(astropy.readAllStandardOutput()).trimmed().split('\n');
    QVERIFY2(lines.size() == 5, astropy.readAllStandardError().constData());
    const image::PlaneView plane = stamp.triplet[data::Panel::Difference].plane.view();
    double sum = 0;
    for (const float value : plane.pixels())
        sum += std::isnan(value) ? 0 : static_cast<double>(value);
    const QStringList pixels = lines[0].split(' ');
    QCOMPARE(pixels[0].toInt(), 63);
    QCOMPARE(pixels[1].toInt(), 41);
    QCOMPARE(pixels[2].toFloat(), plane.at(7, 5));
    QCOMPARE(pixels[3].toInt(), 1);
    QVERIFY(std::abs(pixels[4].toDouble() - sum) < 1e-6 * std::abs(sum));
    QCOMPARE(lines[1], QString("2481334963515015002 ZTF23ab'igzke g 60235.3340278"));
    const sky::PixelPosition places[] = { { 0, 0 }, { 62, 40 }, { 31.2, 22.6 } };
    for (int i = 0; i < 3; ++i) {
        const sky::SkyPosition must = wcs->pixelToSky(places[i]);
        const QStringList is = lines[i + 2].split(' ');
        const double ra = (is[0].toDouble() - must.raDeg) * std::cos(must.decDeg * M_PI / 180);
        QVERIFY(std::hypot(ra, is[1].toDouble() - must.decDeg) * 3600 < 0.005); // a two-hundredth of a pixel
    }
}

void TestStampFits::aStampThatIsMissingSaysWhy()
{
    auto stamp = view();
    stamp.triplet[data::Panel::Template].problem = "gzip ends after 1,204 of 7,310 bytes";
    QTemporaryDir folder;
    const auto written = session::writeStamp(stamp, data::Panel::Template, folder.filePath("no.fits").toStdString());
    QVERIFY(!written);
    QVERIFY(written.error().message.find("gzip ends") != std::string::npos);
    QVERIFY(!QFile::exists(folder.filePath("no.fits")));
}

QTEST_GUILESS_MAIN(TestStampFits)
#include "tst_stamp_fits.moc"
