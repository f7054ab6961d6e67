#include "core/sky/light_curve_figures.h"

#include "tests/core/sky/goldens.h"

#include <QTest>

#include <cmath>

using namespace vetrina::sky;

namespace {

constexpr double now = 2460235.8349;
constexpr float none = Epoch::none;

Epoch alert(double day, char band, float magnitude, float error = 0.1f, bool positive = true)
{
    Epoch epoch;
    epoch.jd = now + day;
    epoch.band = band;
    epoch.magnitude = magnitude;
    epoch.magnitudeError = error;
    epoch.positive = positive;
    return epoch;
}

Epoch limit(double day, char band, float magnitude)
{
    Epoch epoch;
    epoch.kind = Epoch::Kind::UpperLimit;
    epoch.jd = now + day;
    epoch.band = band;
    epoch.limit = magnitude;
    return epoch;
}

Epoch forced(double day, char band, float fluxNjy, float errorNjy)
{
    Epoch epoch;
    epoch.kind = Epoch::Kind::Forced;
    epoch.jd = now + day;
    epoch.band = band;
    epoch.fluxNjy = fluxNjy;
    epoch.fluxErrorNjy = errorNjy;
    epoch.positive = fluxNjy >= 0;
    return epoch;
}

bool near(double a, double b, double tolerance) { return std::abs(a - b) <= tolerance; }

} // namespace

class TestLightCurve : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(goldens::rows("light_curves.csv").size() > 100); }
    void fluxesAndMagnitudesAreAstropys();
    void forcedPhotometryFollowsZtfsGuide();
    void aForcedFluxWithoutErrorSaysNothing();
    void theDifferenceFluxHasTheSignOfTheDifference();
    void ratesAreNumpysFit();
    void oneNightFallsBackToTheNightBefore();
    void whatIsNoRateIsNone();
    void theColourIsOfTheNearestPair();
    void aNegativeNeighbourGivesNoColour();
    void theFirstDetectionIsNoLimitAndNoForcedFlux();
    void theAgeIsTheSurveysWhereItKnowsMore();
    void thePeakIsPositiveAndOfItsBand();
    void aRiseThatWasPublishedComesOut();
};

void TestLightCurve::fluxesAndMagnitudesAreAstropys()
{
    for (const QStringList& row : goldens::rows("light_curves.csv")) {
        if (row[0] != "flux")
            continue;
        const double magnitude = goldens::number(row[1]), error = goldens::number(row[2]);
        const Measured truth{ goldens::number(row[3]), goldens::number(row[4]) };
        const Measured flux = microjanskyOf(Measured{ magnitude, error });
        QVERIFY(near(flux.value / truth.value, 1, 1e-12));
        QVERIFY(near(flux.error / truth.error, 1, 1e-8)); // theirs is a difference quotient
        const Measured back = magnitudeOf(flux);
        QVERIFY(near(back.value, magnitude, 1e-12));
        QVERIFY(near(back.error, error, 1e-12));
    }
    QVERIFY(near(microjanskyOf(0.0) / 1e6, 3630.78, 0.01)); // the AB zero point, Jy
    QVERIFY(std::isnan(magnitudeOf(0.0)));
    QVERIFY(std::isnan(magnitudeOf(-3.0)));
    QVERIFY(std::isnan(magnitudeOf(std::nan(""))));
    QVERIFY(std::isnan(microjanskyOf(std::nan(""))));
}

void TestLightCurve::forcedPhotometryFollowsZtfsGuide()
{
    int detected = 0, limits = 0;
    for (const QStringList& row : goldens::rows("light_curves.csv")) {
        if (row[0] != "forced")
            continue;
        const double perCount = std::pow(10, (23.9 - goldens::number(row[3])) / 2.5);
        const Reading reading =
            forcedReading({ goldens::number(row[1]) * perCount, goldens::number(row[2]) * perCount });
        if (row[4] == "detected") {
            QVERIFY(reading.detected() && !reading.limited());
            QVERIFY(near(reading.magnitude.value, goldens::number(row[5]), 1e-9));
            QVERIFY(near(reading.magnitude.error, goldens::number(row[6]), 1e-6));
            ++detected;
        } else {
            QVERIFY(!reading.detected() && reading.limited());
            QVERIFY(near(reading.limit, goldens::number(row[5]), 1e-9));
            ++limits;
        }
    }
    QVERIFY(detected > 10);
    QVERIFY(limits > 10);
}

void TestLightCurve::aForcedFluxWithoutErrorSaysNothing()
{
    for (const Measured flux : { Measured{ 3, 0 }, Measured{ 3, -1 }, Measured{ 3, std::nan("") },
             Measured{ std::nan(""), 1 }, Measured{ 3, INFINITY }, Measured{ INFINITY, 1 } }) {
        const Reading reading = forcedReading(flux);
        QVERIFY(!reading.detected());
        QVERIFY(!reading.limited());
    }
}

void TestLightCurve::theDifferenceFluxHasTheSignOfTheDifference()
{
    QVERIFY(near(differenceFlux(alert(0, 'g', 18.9f)).value, 100, 1e-4));
    QVERIFY(near(differenceFlux(alert(0, 'g', 18.9f, 0.1f, false)).value, -100, 1e-4));
    QVERIFY(near(differenceFlux(forced(0, 'r', -2500, 500)).value, -2.5, 1e-6));
    QVERIFY(near(signalToNoise(forced(0, 'r', -2500, 500)), -5, 1e-6));
    QVERIFY(near(signalToNoise(alert(0, 'g', 18, 0.1f)), 10.857, 0.001));
    QVERIFY(std::isnan(differenceFlux(limit(0, 'g', 20)).value));
    QVERIFY(std::isnan(signalToNoise(alert(0, 'g', 18, none))));
    Epoch rubin = alert(0, 'i', 20); // its own flux is the measurement, the magnitude comes of it
    rubin.fluxNjy = 36300;
    rubin.fluxErrorNjy = 300;
    QVERIFY(near(differenceFlux(rubin).value, 36.3, 1e-4));
}

void TestLightCurve::ratesAreNumpysFit()
{
    int rows = 0;
    for (const QStringList& row : goldens::rows("light_curves.csv")) {
        if (row[0] != "rate")
            continue;
        LightCurve curve;
        for (int i = 3; i < row.size(); ++i) {
            const QStringList point = row[i].split(' ');
            curve.epochs.push_back(alert(goldens::number(point[0]), 'r', static_cast<float>(goldens::number(point[1])),
                static_cast<float>(goldens::number(point[2]))));
        }
        const auto rate = riseRate(curve, 'r', now);
        QVERIFY(rate && rate->fitted);
        QCOMPARE(rate->points, static_cast<int>(row.size()) - 3);
        QVERIFY(near(rate->spanDays, 6.9, 1e-8));
        QVERIFY(near(rate->magPerDay, goldens::number(row[1]), 1e-8)); // a jd holds 1e-9 of a day
        QVERIFY(near(rate->error, goldens::number(row[2]), 1e-8));
        ++rows;
    }
    QCOMPARE(rows, 4);
}

void TestLightCurve::oneNightFallsBackToTheNightBefore()
{
    const LightCurve curve{ { alert(-12, 'g', 19.6f, 0.2f), alert(-11.98, 'g', 19.9f, 0.2f), alert(-0.04, 'g', 18.4f),
        alert(0, 'g', 18.3f, 0.1f) } };
    const auto rate = riseRate(curve, 'g', now);
    QVERIFY(rate && !rate->fitted);
    QCOMPARE(rate->points, 2);
    QVERIFY(near(rate->spanDays, 11.98, 1e-6));
    QVERIFY(near(rate->magPerDay, (18.3 - 19.9) / 11.98, 1e-6));
    QVERIFY(near(rate->error, std::hypot(0.1, 0.2) / 11.98, 1e-6));
}

void TestLightCurve::whatIsNoRateIsNone()
{
    QVERIFY(!riseRate({}, 'g', now));
    QVERIFY(!riseRate({ { alert(0, 'g', 18) } }, 'g', now));
    QVERIFY(!riseRate({ { alert(-0.1, 'g', 18), alert(0, 'g', 18) } }, 'g', now)); // one night
    QVERIFY(!riseRate({ { alert(-3, 'r', 18), alert(0, 'g', 18) } }, 'g', now)); // two bands
    QVERIFY(!riseRate({ { alert(-3, 'g', 18, 0.1f, false), alert(0, 'g', 18) } }, 'g', now)); // one fainter than before
    QVERIFY(!riseRate({ { limit(-3, 'g', 20), alert(0, 'g', 18) } }, 'g', now));
    QVERIFY(!riseRate({ { alert(-40, 'g', 18), alert(0, 'g', 18) } }, 'g', now)); // too long ago
    QVERIFY(!riseRate({ { alert(0, 'g', 18), alert(3, 'g', 17) } }, 'g', now)); // what came later is not known yet
    const auto unweighted = riseRate({ { alert(-2, 'g', 19, none), alert(0, 'g', 18) } }, 'g', now);
    QVERIFY(unweighted && std::isnan(unweighted->error));
    QVERIFY(near(unweighted->magPerDay, -0.5, 1e-6));
}

void TestLightCurve::theColourIsOfTheNearestPair()
{
    const LightCurve curve{ { alert(-0.9, 'r', 15), alert(-0.2, 'r', 18.5f, 0.3f), alert(0, 'g', 18.3f, 0.4f),
        alert(0.3, 'r', 17) } };
    const auto colour = colourAt(curve, 'g', 'r', now);
    QVERIFY(colour);
    QVERIFY(near(colour->magnitude.value, -0.2, 1e-6));
    QVERIFY(near(colour->magnitude.error, 0.5, 1e-6));
    QVERIFY(near(colour->hoursApart, 4.8, 1e-6));
    QVERIFY(!colourAt(curve, 'g', 'r', now, 2));
    QVERIFY(!colourAt(curve, 'g', 'i', now));
}

void TestLightCurve::aNegativeNeighbourGivesNoColour()
{
    QVERIFY(!colourAt({ { alert(0, 'g', 18), alert(0.01, 'r', 18, 0.1f, false) } }, 'g', 'r', now));
}

void TestLightCurve::theFirstDetectionIsNoLimitAndNoForcedFlux()
{
    QVERIFY(!firstDetection({ { limit(-3, 'g', 20), forced(-2, 'g', 900, 10) } }));
    const LightCurve curve{ { limit(-9, 'g', 20), forced(-8, 'g', 900, 10), alert(-7, 'r', 19, 0.1f, false),
        alert(0, 'g', 18) } };
    QCOMPARE(firstDetection(curve), std::optional<std::size_t>(2));
}

void TestLightCurve::theAgeIsTheSurveysWhereItKnowsMore()
{
    const LightCurve curve{ { alert(-12, 'g', 19), alert(0, 'g', 18) } };
    QVERIFY(near(ageDays(curve, now), 12, 1e-6));
    QVERIFY(near(ageDays(curve, now, now - 845), 845, 1e-6));
    QVERIFY(near(ageDays(curve, now, now - 3), 12, 1e-6));
    QVERIFY(near(ageDays({}, now, now - 3), 3, 1e-6));
    QVERIFY(std::isnan(ageDays({}, now)));
}

void TestLightCurve::thePeakIsPositiveAndOfItsBand()
{
    const LightCurve curve{ { alert(-5, 'g', 17.5f), alert(-3, 'r', 17.2f), alert(-1, 'g', 16, 0.1f, false) } };
    QCOMPARE(peakDetection(curve), std::optional<std::size_t>(1));
    QCOMPARE(peakDetection(curve, 'g'), std::optional<std::size_t>(0));
    QVERIFY(!peakDetection(curve, 'i'));
}

/// AT2018cow by ATLAS (ATel 11727, 11742): no detection on MJD 58281.5 to 19.5, 14.76 +- 0.10 on 58285.441, 13.60 +-
/// 0.02 on 58287.45, both points taken as one band: 1.16 mag in 2.009 days, by hand.
void TestLightCurve::aRiseThatWasPublishedComesOut()
{
    LightCurve curve{ { limit(0, 'r', 19.5f), alert(0, 'r', 14.76f, 0.10f), alert(0, 'r', 13.60f, 0.02f) } };
    const double mjd[] = { 58281.5, 58285.441, 58287.45 };
    for (std::size_t i = 0; i < 3; ++i)
        curve.epochs[i].jd = mjd[i] + 2400000.5;
    const auto rate = riseRate(curve, 'r', 58287.45 + 2400000.5);
    QVERIFY(rate);
    QVERIFY(near(rate->magPerDay, -0.5774, 0.0001));
    QVERIFY(near(rate->error, 0.0508, 0.0001));
    QVERIFY(near(ageDays(curve, 58287.45 + 2400000.5), 2.009, 1e-6));
}

QTEST_APPLESS_MAIN(TestLightCurve)
#include "tst_light_curve.moc"
