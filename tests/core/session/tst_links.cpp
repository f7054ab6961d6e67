#include "core/session/links.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QUrl>
#include <QUrlQuery>

#include <cmath>
#include <limits>

using namespace vetrina;
using session::Link;

namespace {

data::Candidate ztf()
{
    data::Candidate c;
    c.key = { data::Survey::Ztf, 2481334963515015002 };
    c.object = "ZTF23abigzke";
    c.jd = 2460235.8349653; // 2023-10-18T08:02:21Z
    c.raDeg = 19.6840311;
    c.decDeg = -23.5290262;
    c.band = 'g';
    c.magnitude = 18.317F;
    return c;
}

data::Candidate rubin()
{
    data::Candidate c = ztf();
    c.key = { data::Survey::Lsst, 170094456272322680 };
    c.object = "170028485706776685";
    c.decDeg = 47.25;
    c.band = 'i';
    return c;
}

QString urlOf(const data::Candidate& candidate, const char* site)
{
    for (const Link& link : session::linksOf(candidate))
        if (link.site == site)
            return QString::fromStdString(link.url);
    return {};
}

} // namespace

class TestLinks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachSiteIsAskedInItsOwnForm_data();
    void eachSiteIsAskedInItsOwnForm();
    void urlsAreValidAndCarryThePlace_data();
    void urlsAreValidAndCarryThePlace();
    void whatASiteCantBeAskedIsLeftOut();
    void aHostileObjectNameStaysInItsPlace();
    void theFinderLineIsReadable();
    void aRowIsCopiedWhole();
};

/// The forms as the sites document them, or as the brokers and SkyPortal link them.
void TestLinks::eachSiteIsAskedInItsOwnForm_data()
{
    QTest::addColumn<bool>("lsst");
    QTest::addColumn<QString>("site");
    QTest::addColumn<QString>("url");
    const auto row = [](const char* name, bool lsst, const char* site, const char* url) {
        QTest::newRow(name) << lsst << site << url;
    };
    row("SIMBAD", false, "SIMBAD",
        "https://simbad.cds.unistra.fr/simbad/"
        "sim-coo?Coord=19.684031%20-23.529026&CooFrame=ICRS&Radius=10&Radius.unit=arcsec");
    row("NED", true, "NED",
        "https://ned.ipac.caltech.edu/conesearch?search_type=Near%20Position%20Search&in_csys=Equatorial"
        "&in_equinox=J2000&coordinates=19.684031d%20%2B47.250000d&radius=1");
    row("TNS", false, "TNS", "https://www.wis-tns.org/search?ra=19.684031&decl=-23.529026&radius=5&coords_unit=arcsec");
    row("Legacy Survey", false, "Legacy Survey",
        "https://www.legacysurvey.org/viewer?ra=19.684031&dec=-23.529026&layer=ls-dr10&zoom=16&mark=19.684031,-23."
        "529026");
    row("PanSTARRS", true, "PanSTARRS",
        "https://ps1images.stsci.edu/cgi-bin/ps1cutouts?pos=19.684031%20%2B47.250000&filter=color&filter=g&filter=r"
        "&filter=i&filter=z&filter=y&filetypes=stack&size=240&output_size=0&autoscale=99.5");
    row("ALeRCE, ZTF", false, "ALeRCE", "https://alerce.online/object/ZTF23abigzke");
    row("ALeRCE, Rubin", true, "ALeRCE", "https://lsst.alerce.online/object/170028485706776685?survey=lsst");
    row("Fink, ZTF", false, "Fink", "https://ztf.fink-portal.org/ZTF23abigzke");
    row("Fink, Rubin", true, "Fink", "https://lsst.fink-portal.org/170028485706776685");
    row("Lasair, ZTF", false, "Lasair", "https://lasair-ztf.lsst.ac.uk/objects/ZTF23abigzke/");
    row("Lasair, Rubin", true, "Lasair", "https://lasair.lsst.ac.uk/objects/170028485706776685/");
    row("Fritz, ZTF", false, "Fritz", "https://fritz.science/source/ZTF23abigzke");
    row("Fritz has no page of Rubin's objects", true, "Fritz", "");
    row("MPC checker, ZTF", false, "MPC checker",
        "https://www.minorplanetcenter.net/cgi-bin/"
        "mpcheck.cgi?year=2023&month=10&day=18.33&which=pos&ra=01%2018%2044.17&decl=-23%2031%2044.5&TextArea="
        "&radius=5&limit=24.0&oc=I41&sort=d&mot=h&tmot=s&pdes=u&needed=f&ps=n&type=p");
    row("MPC checker, Rubin", true, "MPC checker",
        "https://www.minorplanetcenter.net/cgi-bin/"
        "mpcheck.cgi?year=2023&month=10&day=18.33&which=pos&ra=01%2018%2044.17&decl=%2B47%2015%2000.0&TextArea="
        "&radius=5&limit=24.0&oc=X05&sort=d&mot=h&tmot=s&pdes=u&needed=f&ps=n&type=p");
}

void TestLinks::eachSiteIsAskedInItsOwnForm()
{
    QFETCH(const bool, lsst);
    QFETCH(const QString, site);
    QTEST(urlOf(lsst ? rubin() : ztf(), site.toUtf8().constData()), "url");
}

void TestLinks::urlsAreValidAndCarryThePlace_data()
{
    QTest::addColumn<double>("ra");
    QTest::addColumn<double>("dec");
    QTest::newRow("north") << 188.7365833 << 12.3911667;
    QTest::newRow("south") << 10.0 << -72.8;
    QTest::newRow("the origin") << 0.0 << 0.0;
    QTest::newRow("a little south of the equator") << 359.9999999 << -0.0000004;
    QTest::newRow("the pole") << 123.456 << 90.0;
}

void TestLinks::urlsAreValidAndCarryThePlace()
{
    QFETCH(const double, ra);
    QFETCH(const double, dec);
    data::Candidate candidate = ztf();
    candidate.raDeg = ra;
    candidate.decDeg = dec;
    for (const Link& link : session::linksOf(candidate)) {
        const QUrl url(QString::fromStdString(link.url), QUrl::StrictMode);
        QVERIFY2(url.isValid() && url.scheme() == "https", link.url.c_str());
        QVERIFY2(!link.about.empty(), link.site.c_str());
    }
    const QUrlQuery tns(QUrl(urlOf(candidate, "TNS")));
    QVERIFY(std::abs(tns.queryItemValue("ra").toDouble() - ra) < 1e-6);
    QVERIFY(std::abs(tns.queryItemValue("decl").toDouble() - dec) < 1e-6);
    const QStringList simbad =
        QUrlQuery(QUrl(urlOf(candidate, "SIMBAD"))).queryItemValue("Coord", QUrl::FullyDecoded).split(' ');
    QCOMPARE(simbad.size(), 2);
    QVERIFY(std::abs(simbad[1].toDouble() - dec) < 1e-6);
    QCOMPARE(urlOf(candidate, "PanSTARRS").isEmpty(), dec < -31);
}

void TestLinks::whatASiteCantBeAskedIsLeftOut()
{
    data::Candidate candidate = ztf();
    candidate.object.clear();
    QVERIFY(urlOf(candidate, "ALeRCE").isEmpty());
    QVERIFY(!urlOf(candidate, "SIMBAD").isEmpty());
    candidate.object = "SSO21163624394469969"; // Rubin: of a Solar System object alone
    candidate.key.survey = data::Survey::Lsst;
    QVERIFY(urlOf(candidate, "Lasair").isEmpty());
    QVERIFY(!urlOf(candidate, "MPC checker").isEmpty());
    candidate.jd = std::numeric_limits<double>::quiet_NaN();
    QVERIFY(urlOf(candidate, "MPC checker").isEmpty());
    candidate = ztf();
    candidate.raDeg = std::numeric_limits<double>::quiet_NaN();
    QVERIFY(urlOf(candidate, "SIMBAD").isEmpty() && urlOf(candidate, "MPC checker").isEmpty());
    QVERIFY(!urlOf(candidate, "Fink").isEmpty());
}

void TestLinks::aHostileObjectNameStaysInItsPlace()
{
    data::Candidate candidate = ztf();
    candidate.object = "../x?y=1#z\"<\n";
    QCOMPARE(urlOf(candidate, "ALeRCE"), "https://alerce.online/object/..%2Fx%3Fy%3D1%23z%22%3C%0A");
}

void TestLinks::theFinderLineIsReadable()
{
    QCOMPARE(QString::fromStdString(session::finderLine(ztf())),
        "ZTF23abigzke  01:18:44.17 -23:31:44.5  19.684031 -23.529026  J2000  g=18.32  2023-10-18T08:02:21Z");
}

void TestLinks::aRowIsCopiedWhole()
{
    const data::Fields fields{ { "magpsf", 18.317 }, { "candid", std::int64_t(2481334963515015002) },
        { "drb", std::monostate() }, { "isdiffpos", std::string("t\tx") }, { "flag", true },
        { "sky", std::numeric_limits<double>::quiet_NaN() } };
    const QStringList lines = QString::fromStdString(session::asTsv(ztf(), fields)).split('\n');
    QCOMPARE(lines.value(0), "object\tid\tmagpsf\tcandid\tdrb\tisdiffpos\tflag\tsky");
    QCOMPARE(lines.value(1), "ZTF23abigzke\t2481334963515015002\t18.317\t2481334963515015002\t\tt x\ttrue\tnan");
    const QByteArray json = QByteArray::fromStdString(session::asJson(ztf(), fields));
    QVERIFY(json.contains("\"candid\": 2481334963515015002"));
    const QJsonObject read = QJsonDocument::fromJson(json).object();
    QCOMPARE(read["magpsf"].toDouble(), 18.317);
    QVERIFY(read["drb"].isNull() && read["sky"].isNull());
    QCOMPARE(read["isdiffpos"].toString(), "t\tx");
    QCOMPARE(read["object"].toString(), "ZTF23abigzke");
}

QTEST_APPLESS_MAIN(TestLinks)
#include "tst_links.moc"
