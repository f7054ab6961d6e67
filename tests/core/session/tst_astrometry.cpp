#include "core/data/column_builder.h"
#include "core/data/memory_table.h"
#include "core/session/astrometry.h"

#include <QTest>

#include <cmath>
#include <numbers>
#include <random>

using namespace vetrina;
using namespace vetrina::session;

/// What a project's own alerts say about where a stamp's pixels lie.
class TestAstrometry : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theAlertsOfTheExposureGiveTheFrame();
    void alertsOfOtherExposuresAndQuadrantsDoNotCount();
    void withoutThemTheMeanMatrixIsTaken();
    void aNightOfAnotherSurveyHasNoColumns();
    void withoutAPixelPositionThereIsNothing();
    void aHeaderGivesItsOwnFrame();
    void anExposureIsFoundWhereverItsAlertsCameIn_data();
    void anExposureIsFoundWhereverItsAlertsCameIn();
};

namespace {

constexpr double scaleDeg = 1.0127 / 3600, turnDeg = 1.3, ra0 = 150, dec0 = 20;

struct Alert {
    double jd, xpos, ypos;
    std::int64_t rcid;
};

/// Where a pixel of a quadrant turned by `turnDeg` lies: a tangent plane, written down here once more.
sky::SkyPosition skyOf(double xpos, double ypos)
{
    const double angle = turnDeg * std::numbers::pi / 180, x = xpos - 1500, y = ypos - 1500;
    const double xi = (-std::cos(angle) * x + std::sin(angle) * y) * scaleDeg * std::numbers::pi / 180;
    const double eta = (-std::sin(angle) * x - std::cos(angle) * y) * scaleDeg * std::numbers::pi / 180;
    const double d0 = dec0 * std::numbers::pi / 180;
    const double below = std::cos(d0) - eta * std::sin(d0);
    const double ra = std::atan2(xi, below);
    const double dec = std::atan(std::cos(ra) * (std::sin(d0) + eta * std::cos(d0)) / below);
    return { ra0 + ra * 180 / std::numbers::pi, dec * 180 / std::numbers::pi };
}

data::MemoryTable tableOf(const std::vector<Alert>& alerts)
{
    std::vector<double> jd, ra, dec;
    std::vector<float> xpos, ypos;
    std::vector<std::int64_t> rcid;
    for (const auto& alert : alerts) {
        const auto place = skyOf(alert.xpos, alert.ypos);
        jd.push_back(alert.jd);
        rcid.push_back(alert.rcid);
        xpos.push_back(static_cast<float>(alert.xpos));
        ypos.push_back(static_cast<float>(alert.ypos));
        ra.push_back(place.raDeg);
        dec.push_back(place.decDeg);
    }
    data::MemoryTable table(alerts.size());
    table.add("jd", jd);
    table.add("rcid", rcid);
    table.add("xpos", xpos);
    table.add("ypos", ypos);
    table.add("ra", ra);
    table.add("dec", dec);
    return table;
}

const std::vector<Alert> exposure{ { 7.5, 100, 200, 3 }, { 7.5, 2900, 300, 3 }, { 7.5, 300, 2800, 3 },
    { 7.5, 2500, 2700, 3 }, { 7.5, 1500, 1600, 3 } };

data::Candidate candidateAt(double xpos, double ypos)
{
    data::Candidate candidate;
    candidate.jd = 7.5;
    const auto place = skyOf(xpos, ypos);
    candidate.raDeg = place.raDeg;
    candidate.decDeg = place.decDeg;
    return candidate;
}

data::Fields fieldsOf(double xpos, double ypos)
{
    return { { "xpos", xpos }, { "ypos", ypos }, { "rcid", std::int64_t(3) } };
}

std::optional<Astrometry> ztfAstrometry(
    const data::Table& table, const data::Candidate& candidate, const data::Fields& fields)
{
    Exposures exposures;
    return session::ztfAstrometry(table, candidate, fields, exposures);
}

/// North of a stamp at its source, degrees from up towards the left.
double northDeg(const Astrometry& astrometry)
{
    const auto here = astrometry.wcs.pixelToSky(astrometry.source);
    const auto there = astrometry.wcs.skyToPixel({ here.raDeg, here.decDeg + 10 * scaleDeg });
    return std::atan2(-(there->column - astrometry.source.column), there->row - astrometry.source.row) * 180
        / std::numbers::pi;
}

} // namespace

void TestAstrometry::theAlertsOfTheExposureGiveTheFrame()
{
    const auto found = ztfAstrometry(tableOf(exposure), candidateAt(1500, 1600), fieldsOf(1500, 1600));
    QVERIFY(found);
    QVERIFY2(found->origin.starts_with("fit of 5 alerts"), found->origin.c_str());
    const auto place = found->wcs.pixelToSky(found->source), expected = skyOf(1500, 1600);
    QVERIFY(sky::separationDeg(place, expected) * 3600 < 0.05);
    // Another pixel of the stamp: ten columns on.
    const auto other = found->wcs.pixelToSky({ found->source.column + 10, found->source.row });
    QVERIFY(sky::separationDeg(other, skyOf(1510, 1600)) * 3600 < 0.05);
}

void TestAstrometry::alertsOfOtherExposuresAndQuadrantsDoNotCount()
{
    auto alerts = exposure;
    alerts.resize(3);
    alerts.push_back({ 8.5, 2500, 2700, 3 });
    alerts.push_back({ 7.5, 1500, 1600, 4 });
    const auto found = ztfAstrometry(tableOf(alerts), candidateAt(300, 2800), fieldsOf(300, 2800));
    QVERIFY(found);
    QVERIFY2(found->origin.starts_with("mean matrix"), found->origin.c_str());
}

void TestAstrometry::withoutThemTheMeanMatrixIsTaken()
{
    const auto fit = ztfAstrometry(tableOf(exposure), candidateAt(1500, 1600), fieldsOf(1500, 1600));
    const auto mean = ztfAstrometry(tableOf({}), candidateAt(1500, 1600), fieldsOf(1500, 1600));
    QVERIFY(fit && mean);
    QVERIFY(sky::separationDeg(mean->wcs.pixelToSky(mean->source), skyOf(1500, 1600)) * 3600 < 0.05);
    // It does not know of the turn of this exposure, the fit does. North is down, where the angle jumps by 360.
    const double turn = std::remainder(northDeg(*fit) - northDeg(*mean), 360);
    QVERIFY2(std::abs(turn + turnDeg) < 0.1, qPrintable(QString::number(turn)));
    QVERIFY(std::abs(std::remainder(northDeg(*mean) - 180, 360)) < 0.1);
}

void TestAstrometry::aNightOfAnotherSurveyHasNoColumns()
{
    data::MemoryTable table(1);
    table.add("psfFlux", std::vector<float>{ 1 });
    const auto found = ztfAstrometry(table, candidateAt(1500, 1600), fieldsOf(1500, 1600));
    QVERIFY(found && found->origin.starts_with("mean matrix"));
}

void TestAstrometry::withoutAPixelPositionThereIsNothing()
{
    const auto table = tableOf(exposure);
    const auto candidate = candidateAt(1500, 1600);
    QVERIFY(!ztfAstrometry(table, candidate, {}));
    QVERIFY(!ztfAstrometry(table, candidate, { { "xpos", 1500.0 } }));
    QVERIFY(!ztfAstrometry(table, candidate, { { "xpos", std::string("1500") }, { "ypos", 1600.0 } }));
    QVERIFY(!ztfAstrometry(table, candidate, fieldsOf(-500, 1600)));
    QVERIFY(!ztfAstrometry(table, candidate, fieldsOf(std::nan(""), 1600)));
    QVERIFY(!ztfAstrometry(table, {}, fieldsOf(1500, 1600)) // a candidate without a position ...
        || std::isfinite(ztfAstrometry(table, {}, fieldsOf(1500, 1600))->source.column)); // ... is hung on (0, 0)
}

void TestAstrometry::aHeaderGivesItsOwnFrame()
{
    std::string cards;
    for (const char* card :
        { "CTYPE1  = 'RA---TAN'", "CTYPE2  = 'DEC--TAN'", "CRVAL1  = 83.5", "CRVAL2  = -22.5", "CRPIX1  = 11.0",
            "CRPIX2  = 16.0", "CD1_1   = -5.5E-5", "CD1_2   = 0.0", "CD2_1   = 0.0", "CD2_2   = 5.5E-5", "END" }) {
        cards += card;
        cards.resize((cards.size() + 79) / 80 * 80, ' ');
    }
    data::Candidate candidate;
    candidate.raDeg = 83.5;
    candidate.decDeg = -22.5 + 3 * 5.5e-5;
    const auto found = headerAstrometry(cards, candidate);
    QVERIFY(found);
    QVERIFY(std::abs(found->source.column - 10) < 1e-3 && std::abs(found->source.row - 18) < 1e-3); // counted from 0
    QVERIFY(!headerAstrometry("END", candidate));
    candidate.decDeg = std::nan("");
    QVERIFY(!headerAstrometry(cards, candidate));
}

void TestAstrometry::anExposureIsFoundWhereverItsAlertsCameIn_data()
{
    QTest::addColumn<bool>("inOrder");
    QTest::newRow("in the order of time") << true;
    QTest::newRow("in no order") << false;
}

/// Against a look at every row; over what is known and over what came since.
void TestAstrometry::anExposureIsFoundWhereverItsAlertsCameIn()
{
    QFETCH(bool, inOrder);
    constexpr std::size_t rows = 5000, exposures = 700;
    std::mt19937 random(7);
    std::vector<double> jd;
    for (std::size_t row = 0; row < rows; ++row)
        jd.push_back(row % 50 == 13
                ? std::nan("")
                : 2460000.5 + static_cast<double>(inOrder ? row * exposures / rows : random() % exposures));
    Exposures known;
    for (const std::size_t arrived :
        { 0, 1, 1023, 1024, 3000, 5000, 2000 }) { // the last: an older table is asked again
        data::ColumnBuilder builder(data::Column::Type::Float64);
        for (std::size_t row = 0; row < arrived; ++row)
            std::isnan(jd[row]) ? builder.appendNull() : builder.append(jd[row]);
        const auto column = builder.finish();
        for (const double when : { 2460000.5, 2460100.5, 2460100.75, 2460699.5, std::nan("") }) {
            std::vector<std::size_t> expected;
            for (std::size_t row = 0; row < arrived; ++row)
                if (jd[row] == when)
                    expected.push_back(row);
            QCOMPARE(known.rowsAt(*column, when), expected);
        }
    }
}

QTEST_GUILESS_MAIN(TestAstrometry)
#include "tst_astrometry.moc"
