#include "core/base/progress.h"
#include "core/session/badges.h"
#include "core/session/ingest.h"
#include "core/session/session.h"

#include "tests/real_data.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <limits>
#include <map>

using namespace vetrina;
using session::Badge;
using Kind = Badge::Kind;
using Tone = Badge::Tone;

namespace {

session::CandidateView emptyView()
{
    session::CandidateView view;
    view.candidate.key = { data::Survey::Ztf, 1 };
    view.candidate.jd = 2460235.8;
    view.candidate.raDeg = 19.684;
    view.candidate.decDeg = -23.529; // b = -82.9 deg
    view.candidate.band = 'g';
    for (auto& stamp : view.triplet.stamps)
        stamp.plane = { 63, 63, std::vector<float>(63 * 63, 1.F) };
    return view;
}

const Badge* find(const std::vector<Badge>& badges, Kind kind)
{
    const auto found = std::ranges::find(badges, kind, &Badge::kind);
    return found == badges.end() ? nullptr : &*found;
}

/// "none", or the text and whether it warns.
QString said(const std::vector<Badge>& badges, Kind kind)
{
    const Badge* badge = find(badges, kind);
    return badge ? QString::fromStdString(badge->text) + (badge->tone == Tone::Warning ? "!" : "") : "none";
}

} // namespace

class TestBadges : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aRuleHoldsAtItsThreshold_data();
    void aRuleHoldsAtItsThreshold();
    void sentinelsAndNullsGiveNoBadge();
    void pixelsAreCountedWhereTheSourceIs();
    void anEdgeStampSaysItsSize();
    void lowLatitudeIsSaid();
    void rateAndColourComeFromTheLightCurve();
    void theNightHasAsManyAsAstropyCounts_data();
    void theNightHasAsManyAsAstropyCounts();
    void theQueueSaysTheSameOfARow();
    void rubinSaysItsAsteroidsAndDipoles();

private:
    [[nodiscard]] std::vector<session::CandidateView> viewsOf(session::Session& project);

    QTemporaryDir m_folder;
    std::unique_ptr<session::Session> m_night;
};

void TestBadges::initTestCase()
{
    if (realData().empty())
        return;
    QVERIFY(m_folder.isValid());
    const auto path = std::filesystem::path(m_folder.path().toStdString()) / "night.vetrina";
    auto opened = session::Session::open(path, { .create = true });
    QVERIFY2(opened.has_value(), opened ? "" : opened.error().message.c_str());
    Progress progress;
    QVERIFY((*opened)->ingest().run({ realData() / "ztf" / "night" }, {}, progress).has_value());
    m_night = std::move(*opened);
}

std::vector<session::CandidateView> TestBadges::viewsOf(session::Session& project)
{
    std::vector<session::CandidateView> views;
    for (data::Row row = 0; row < static_cast<data::Row>(project.candidates().count()); ++row)
        if (auto view = project.candidates().view(row))
            views.push_back(std::move(*view));
    return views;
}

void TestBadges::aRuleHoldsAtItsThreshold_data()
{
    QTest::addColumn<data::Fields>("fields");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, data::Fields fields, Kind kind, const char* text) {
        QTest::newRow(name) << std::move(fields) << static_cast<int>(kind) << QString::fromUtf8(text);
    };
    const data::FieldValue ceres = std::string("Ceres");
    row("asteroid", { { "ssdistnr", 4.96 }, { "ssnamenr", ceres }, { "ssmagnr", 8.1 } }, Kind::Asteroid,
        "SSO Ceres 5.0″!");
    row("asteroid, an integer distance", { { "ssdistnr", std::int64_t(0) }, { "ssnamenr", ceres } }, Kind::Asteroid,
        "SSO Ceres 0.0″!");
    row("asteroid without a name", { { "ssdistnr", 1.0 }, { "ssnamenr", std::string("null") } }, Kind::Asteroid,
        "SSO 1.0″!");
    row("asteroid too far", { { "ssdistnr", 5.01 }, { "ssnamenr", ceres } }, Kind::Asteroid, "none");
    row("star", { { "sgscore1", 0.77 }, { "distpsnr1", 1.99 } }, Kind::Star, "star 2.0″!");
    row("star at 2\"", { { "sgscore1", 0.99 }, { "distpsnr1", 2.0 } }, Kind::Star, "none");
    row("star by half", { { "sgscore1", 0.76 }, { "distpsnr1", 0.1 } }, Kind::Star, "none");
    row("the second source is the star",
        { { "sgscore1", 0.1 }, { "distpsnr1", 0.5 }, { "sgscore2", 0.9 }, { "distpsnr2", 1.0 } }, Kind::Star,
        "star 1.0″!");
    row("bright star of Gaia", { { "neargaiabright", 9.9 }, { "maggaiabright", 11.2 } }, Kind::BrightStar,
        "bright star 9.9″!");
    row("bright star of Gaia far off", { { "neargaiabright", 10.1 } }, Kind::BrightStar, "none");
    row("bright star of PS1", { { "sgscore1", 0.81 }, { "distpsnr1", 19.0 }, { "srmag1", 14.9 } }, Kind::BrightStar,
        "bright star 19.0″!");
    row("a galaxy is no star", { { "sgscore1", 0.79 }, { "distpsnr1", 19.0 }, { "srmag1", 14.9 } }, Kind::BrightStar,
        "none");
    row("host", { { "sgscore1", 0.032 }, { "distpsnr1", 5.55 } }, Kind::Host, "host 5.5″");
    row("the second source is the host",
        { { "sgscore1", 0.98 }, { "distpsnr1", 3.0 }, { "sgscore2", 0.0 }, { "distpsnr2", 7.24 } }, Kind::Host,
        "host 7.2″");
    row("host too far", { { "sgscore1", 0.032 }, { "distpsnr1", 10.01 } }, Kind::Host, "none");
    row("one detection", { { "ndethist", std::int64_t(1) } }, Kind::Few, "1 detection");
    row("two detections", { { "ndethist", std::int64_t(2) } }, Kind::Few, "none");
    row("elongated", { { "elong", 1.41 } }, Kind::Streak, "elongated 1.4!");
    row("round", { { "elong", 1.4 } }, Kind::Streak, "none");
    row("glints", { { "glint_trail", true } }, Kind::Streak, "glint trail!");
    row("bad pixels", { { "nbad", std::int64_t(3) } }, Kind::Masked, "3 bad px!");
    row("no bad pixels", { { "nbad", std::int64_t(0) } }, Kind::Masked, "none");
    row("age", { { "jdstarthist", 2460223.8 } }, Kind::Age, "age 12.0 d");
    row("age in hours", { { "jdstarthist", 2460235.8 - 0.0625 } }, Kind::Age, "age 1.5 h");
    row("the first detection", { { "jdstarthist", 2460235.8 } }, Kind::Age, "new");
    row("age in the future", { { "jdstarthist", 2460236.8 } }, Kind::Age, "none");
}

void TestBadges::aRuleHoldsAtItsThreshold()
{
    QFETCH(const data::Fields, fields);
    QFETCH(const int, kind);
    auto view = emptyView();
    view.fields = fields;
    const auto badges = session::badgesOf(view);
    QTEST(said(badges, static_cast<Kind>(kind)), "text");
    for (const Badge& badge : badges)
        QVERIFY(!badge.why.empty());
}

void TestBadges::sentinelsAndNullsGiveNoBadge()
{
    auto view = emptyView();
    QVERIFY(session::badgesOf(view).empty());
    for (const char* name : { "ssdistnr", "ssmagnr", "sgscore1", "distpsnr1", "srmag1", "neargaiabright",
             "maggaiabright", "elong", "nbad", "ndethist", "jdstarthist" })
        view.fields.emplace_back(name, -999.0);
    view.fields.emplace_back("ssObjectId", std::int64_t(0));
    QVERIFY(session::badgesOf(view).empty());
    for (auto& [name, value] : view.fields)
        value = std::numeric_limits<double>::quiet_NaN();
    QVERIFY(session::badgesOf(view).empty());
    for (auto& [name, value] : view.fields)
        value = std::monostate();
    QVERIFY(session::badgesOf(view).empty());
    view.candidate.raDeg = view.candidate.decDeg = view.candidate.jd = std::numeric_limits<double>::quiet_NaN();
    QVERIFY(session::badgesOf(view).empty());
}

void TestBadges::pixelsAreCountedWhereTheSourceIs()
{
    auto view = emptyView();
    auto& science = view.triplet[data::Panel::Science].plane.pixels;
    auto& reference = view.triplet[data::Panel::Template].plane.pixels;
    science[3 * 63 + 4] = std::nanf("");
    reference[3 * 63 + 4] = reference[3 * 63 + 5] = std::nanf("");
    QCOMPARE(said(session::badgesOf(view), Kind::Masked), "2 px masked");
    science[29 * 63 + 33] = std::nanf(""); // 2 down, 2 right of (31, 31)
    QCOMPARE(said(session::badgesOf(view), Kind::Masked), "masked at the source!");
    const auto wcs = sky::Wcs::tangent({ 31, 31 }, { 19.684, -23.529 }, { -1.0126 / 3600, 0, 0, -1.0126 / 3600 });
    QVERIFY(wcs.has_value());
    view.astrometry.fill(session::Astrometry{ *wcs, { 31, 50 }, "elsewhere" });
    QCOMPARE(said(session::badgesOf(view), Kind::Masked), "2 px masked");
    science[0] = 3.4e38F;
    science[1] = -3.4e38F;
    QCOMPARE(said(session::badgesOf(view), Kind::Saturated), "2 px saturated!");
}

void TestBadges::anEdgeStampSaysItsSize()
{
    auto view = emptyView();
    view.triplet[data::Panel::Template].plane = { 41, 63, std::vector<float>(41 * 63, 1.F) };
    const auto badges = session::badgesOf(view);
    QCOMPARE(said(badges, Kind::Edge), "edge!");
    QVERIFY(find(badges, Kind::Edge)->why.find("41 x 63") != std::string::npos);
    view.candidate.key.survey = data::Survey::Lsst; // whose stamps have no fixed size
    QCOMPARE(said(session::badgesOf(view), Kind::Edge), "none");
    view.fields = { { "pixelFlags_edge", true } };
    QCOMPARE(said(session::badgesOf(view), Kind::Edge), "edge!");
}

void TestBadges::lowLatitudeIsSaid()
{
    auto view = emptyView();
    view.candidate.raDeg = 266.405; // the galactic centre, b = 0.0
    view.candidate.decDeg = -28.936;
    QCOMPARE(said(session::badgesOf(view), Kind::LowLatitude), "b 0.0°!");
    view.candidate.raDeg = 83.633; // the Crab nebula, b = -5.8 (SIMBAD)
    view.candidate.decDeg = 22.014;
    QCOMPARE(said(session::badgesOf(view), Kind::LowLatitude), "b −5.8°!");
}

void TestBadges::rateAndColourComeFromTheLightCurve()
{
    auto view = emptyView();
    const auto point = [&](double days, char band, float magnitude) {
        sky::Epoch epoch;
        epoch.jd = view.candidate.jd + days;
        epoch.band = band;
        epoch.magnitude = magnitude;
        epoch.magnitudeError = 0.1F;
        epoch.alertId = 1;
        view.lightCurve.epochs.push_back(epoch);
    };
    point(-4, 'g', 18.9F);
    point(-2, 'g', 18.7F);
    point(-0.1, 'r', 18.9F);
    point(0, 'g', 18.5F);
    const auto badges = session::badgesOf(view);
    QCOMPARE(said(badges, Kind::Rise), "g −0.10 mag/d");
    QCOMPARE(said(badges, Kind::Colour), "g−r −0.40");
    QCOMPARE(said(badges, Kind::Age), "age 4.0 d");
    QVERIFY(std::ranges::is_sorted(badges, {}, &Badge::kind));
}

/// Counted on the same packets with fastavro, astropy.io.fits and SkyCoord.galactic, by the rules' numbers.
void TestBadges::theNightHasAsManyAsAstropyCounts_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("count");
    QTest::newRow("asteroids") << static_cast<int>(Kind::Asteroid) << 94;
    QTest::newRow("stars") << static_cast<int>(Kind::Star) << 69;
    QTest::newRow("bright stars") << static_cast<int>(Kind::BrightStar) << 50;
    QTest::newRow("hosts") << static_cast<int>(Kind::Host) << 127;
    QTest::newRow("negative") << static_cast<int>(Kind::Negative) << 172;
    QTest::newRow("one detection") << static_cast<int>(Kind::Few) << 233;
    QTest::newRow("low latitude") << static_cast<int>(Kind::LowLatitude) << 429;
    QTest::newRow("edge") << static_cast<int>(Kind::Edge) << 5;
    QTest::newRow("NaN") << static_cast<int>(Kind::Masked) << 75;
    QTest::newRow("saturated") << static_cast<int>(Kind::Saturated) << 2;
    QTest::newRow("elongated") << static_cast<int>(Kind::Streak) << 12;
}

void TestBadges::theNightHasAsManyAsAstropyCounts()
{
    REAL_DATA_OR_SKIP();
    QVERIFY(m_night);
    QFETCH(const int, kind);
    static const auto views = viewsOf(*m_night);
    QCOMPARE(views.size(), 607u);
    int count = 0;
    for (const auto& view : views)
        count += find(session::badgesOf(view), static_cast<Kind>(kind)) != nullptr;
    QTEST(count, "count");
}

void TestBadges::theQueueSaysTheSameOfARow()
{
    REAL_DATA_OR_SKIP();
    QVERIFY(m_night);
    const auto table = m_night->candidates().table();
    QVERIFY(table.has_value());
    std::vector<data::Row> rows(100);
    std::iota(rows.begin(), rows.end(), data::Row(0));
    const auto all = session::shortBadges(**table, rows, 100);
    QCOMPARE(all.size(), rows.size());
    int compared = 0;
    for (const data::Row row : rows) {
        const auto view = m_night->candidates().view(row);
        QVERIFY(view.has_value());
        const auto whole = session::badgesOf(*view);
        for (const Badge& badge : all[static_cast<std::size_t>(row)]) {
            QVERIFY(std::ranges::find(whole, badge) != whole.end());
            QVERIFY(!badge.brief.empty());
            ++compared;
        }
    }
    QVERIFY2(compared > 50, qPrintable(QString::number(compared)));
    for (const auto& two : session::shortBadges(**table, rows))
        QVERIFY(two.size() <= 2);
    QVERIFY(session::shortBadges(**table, std::vector<data::Row>{ 100000 })[0].empty());
}

void TestBadges::rubinSaysItsAsteroidsAndDipoles()
{
    REAL_DATA_OR_SKIP();
    const auto path = std::filesystem::path(m_folder.path().toStdString()) / "rubin.vetrina";
    auto opened = session::Session::open(path, { .create = true });
    QVERIFY(opened.has_value());
    Progress progress;
    QVERIFY((*opened)->ingest().run({ realData() / "rubin" / "fink-client.avro" }, {}, progress).has_value());
    const auto saying = [&](std::int64_t id, Kind kind) {
        const auto row = (*opened)->candidates().find(id);
        const auto view = row ? (*opened)->candidates().view(*row) : tl::unexpected(row.error());
        return view ? said(session::badgesOf(*view), kind) : QString("not there");
    };
    QVERIFY(saying(170094456480989258, Kind::Asteroid).startsWith("SSO 2004 JQ12"));
    QVERIFY(saying(170094456528175205, Kind::Asteroid).startsWith("SSO 2020 SJ88"));
    QCOMPARE(saying(170094456272322680, Kind::Asteroid), "none");
    QCOMPARE(saying(170094456272322680, Kind::Negative), "negative!");
    QCOMPARE(saying(170094456523456557, Kind::Dipole), "dipole!");
    const auto table = (*opened)->candidates().table();
    QVERIFY(table.has_value());
    const auto row = (*opened)->candidates().find(170094456523456557);
    QCOMPARE(said(session::shortBadges(**table, std::vector{ *row })[0], Kind::Dipole), "dipole!");
}

QTEST_APPLESS_MAIN(TestBadges)
#include "tst_badges.moc"
