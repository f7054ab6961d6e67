#include "core/sky/time.h"
#include "tests/core/sky/goldens.h"

#include <QTest>

#include <cmath>

using namespace vetrina;
using namespace vetrina::sky;

class TestTime : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void datesAreAstropys();
    void datesAreReadBack();
    void secondsAreRoundedIntoTheNextDay();
    void atomicTimeIsTurnedIntoUtcAsAstropyDoes();
    void nightsRunFromLocalNoonToLocalNoon_data();
    void nightsRunFromLocalNoonToLocalNoon();
    void nightsAreReadBack();
    void readsDatesAsPeopleWriteThem_data();
    void readsDatesAsPeopleWriteThem();
    void refusesWhatIsNoDate_data();
    void refusesWhatIsNoDate();
    void whatIsNoTimeHasNoWords();
};

void TestTime::datesAreAstropys()
{
    const auto rows = goldens::rows("time.csv");
    QVERIFY(rows.size() > 50);
    for (const auto& row : rows)
        QCOMPARE(QString::fromStdString(isoUtc(goldens::number(row[0]))), row[1]);
}

void TestTime::datesAreReadBack()
{
    for (const auto& row : goldens::rows("time.csv")) {
        const double jd = goldens::number(row[0]);
        const auto read = jdOfIso(row[1].toStdString());
        QVERIFY(read);
        QVERIFY2(std::abs(*read - jd) < 0.0006 / 86400, qPrintable(row[1])); // half a millisecond, and jd's own 40 us
    }
}

void TestTime::secondsAreRoundedIntoTheNextDay()
{
    const double nearlyMidnight = 2460311.5 - 1e-9; // 86 us
    QCOMPARE(isoUtc(nearlyMidnight, 0), std::string("2024-01-02T00:00:00Z"));
    QCOMPARE(isoUtc(nearlyMidnight, 3), std::string("2024-01-02T00:00:00.000Z"));
    QVERIFY(isoUtc(nearlyMidnight, 6).starts_with("2024-01-01T23:59:59.9999"));
}

void TestTime::atomicTimeIsTurnedIntoUtcAsAstropyDoes()
{
    for (const auto& row : goldens::rows("tai.csv")) {
        const double ours = jdUtcOfMjdTai(goldens::number(row[0]));
        QVERIFY2(std::abs(ours - goldens::number(row[1])) < 1e-9, qPrintable(row[0]));
    }
}

void TestTime::nightsRunFromLocalNoonToLocalNoon_data()
{
    QTest::addColumn<QByteArray>("utc");
    QTest::addColumn<bool>("atPalomar");
    QTest::addColumn<QByteArray>("night");
    // Mean noon at 116.8638 deg west is 19:47:27 UTC, at 70.7494 deg west 16:43:00.
    QTest::newRow("evening at Palomar") << QByteArray("2023-09-21T04:33") << true << QByteArray("2023-09-20");
    QTest::newRow("dusk, before midnight UTC") << QByteArray("2023-09-20T23:59") << true << QByteArray("2023-09-20");
    QTest::newRow("just before noon") << QByteArray("2023-09-21T19:47:26") << true << QByteArray("2023-09-20");
    QTest::newRow("just after noon") << QByteArray("2023-09-21T19:47:29") << true << QByteArray("2023-09-21");
    QTest::newRow("dawn at Palomar") << QByteArray("2024-01-01T14:00") << true << QByteArray("2023-12-31");
    QTest::newRow("evening at Pachon") << QByteArray("2025-09-20T00:30") << false << QByteArray("2025-09-19");
    QTest::newRow("dawn at Pachon") << QByteArray("2025-09-20T09:30") << false << QByteArray("2025-09-19");
    QTest::newRow("before noon at Pachon") << QByteArray("2024-03-01T16:42:50") << false << QByteArray("2024-02-29");
    QTest::newRow("after noon at Pachon") << QByteArray("2024-03-01T16:43:10") << false << QByteArray("2024-03-01");
}

void TestTime::nightsRunFromLocalNoonToLocalNoon()
{
    QFETCH(QByteArray, utc);
    QFETCH(bool, atPalomar);
    QFETCH(QByteArray, night);
    const auto jd = jdOfIso(utc.toStdString());
    QVERIFY(jd);
    QCOMPARE(nameOf(nightOf(*jd, atPalomar ? palomar : cerroPachon)), night.toStdString());
}

void TestTime::nightsAreReadBack()
{
    for (Night night = 2458000; night < 2464000; night += 7)
        QCOMPARE(parseNight(nameOf(night)).value(), night);
    QVERIFY(!parseNight("2023-09-20T00:00"));
}

void TestTime::readsDatesAsPeopleWriteThem_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<double>("jd");
    QTest::newRow("a day") << QByteArray("2000-01-01") << 2451544.5;
    QTest::newRow("minutes") << QByteArray("2000-01-01T12:00") << 2451545.0;
    QTest::newRow("a blank") << QByteArray("2000-01-01 18:00:00") << 2451545.25;
    QTest::newRow("a fraction and Z") << QByteArray("2000-01-01T12:00:00.864Z") << 2451545.00001;
    QTest::newRow("a leap second") << QByteArray("2016-12-31T23:59:60") << 2457754.5;
    QTest::newRow("a leap day") << QByteArray("2024-02-29") << 2460369.5;
}

void TestTime::readsDatesAsPeopleWriteThem()
{
    QFETCH(QByteArray, text);
    QFETCH(double, jd);
    const auto read = jdOfIso(text.toStdString());
    QVERIFY(read);
    QVERIFY(std::abs(*read - jd) < 1e-9);
}

void TestTime::refusesWhatIsNoDate_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const auto* text : { "", "tonight", "2023-02-29", "2023-13-01", "2023-1-1", "2023-01-01T", "2023-01-01T24:00",
             "2023-01-01T12:60", "2023-01-01T12:00:61", "2023-01-01T12:00:00.", "2023-01-01T12:00:00.5x",
             "2023-01-01T12:00:00.123456789012345678901234567890", "20230101", "2460000.5" })
        QTest::newRow(text) << QByteArray(text);
}

void TestTime::refusesWhatIsNoDate()
{
    QFETCH(QByteArray, text);
    const auto read = jdOfIso(text.toStdString());
    QVERIFY(!read);
    QCOMPARE(read.error().code, Error::Code::Malformed);
}

void TestTime::whatIsNoTimeHasNoWords()
{
    for (const double jd : { double(NAN), double(INFINITY), -double(INFINITY), 0.0, 1e9, -1e300 }) {
        QVERIFY(isoUtc(jd).empty());
        QCOMPARE(nightOf(jd, palomar), 0);
    }
    QVERIFY(nameOf(0).empty());
    QVERIFY(nameOf(std::numeric_limits<Night>::max()).empty());
}

QTEST_APPLESS_MAIN(TestTime)
#include "tst_time.moc"
