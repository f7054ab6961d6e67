#include "core/sky/coordinates.h"
#include "tests/core/sky/goldens.h"

#include <QTest>

#include <cmath>

using namespace vetrina;
using namespace vetrina::sky;

class TestCoordinates : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void galacticCoordinatesAreAstropys();
    void sexagesimalIsAstropys();
    void separationsAndAnglesAreAstropys();
    void readsWhatPeoplePaste_data();
    void readsWhatPeoplePaste();
    void refusesOtherText_data();
    void refusesOtherText();
    void writtenPositionsAreReadBack();
    void nothingRoundsToSixty();
    void whatIsNoPositionIsADash();
};

void TestCoordinates::galacticCoordinatesAreAstropys()
{
    const auto rows = goldens::rows("galactic.csv");
    QVERIFY(rows.size() > 50);
    for (const auto& row : rows) {
        const auto ours = galacticOf({ goldens::number(row[0]), goldens::number(row[1]) });
        const SkyPosition a{ ours.lDeg, ours.bDeg }, b{ goldens::number(row[2]), goldens::number(row[3]) };
        QVERIFY2(separationDeg(a, b) < 1e-11, qPrintable(row.join(' ')));
        QVERIFY(ours.lDeg >= 0 && ours.lDeg < 360);
    }
}

void TestCoordinates::sexagesimalIsAstropys()
{
    for (const auto& row : goldens::rows("galactic.csv")) {
        const SkyPosition position{ goldens::number(row[0]), goldens::number(row[1]) };
        // astropy gives the declination the seconds' three digits too, and leaves 24 h as it is.
        const auto theirs = row[4].split(' ');
        if (theirs[0].startsWith("24:"))
            continue;
        QCOMPARE(QString::fromStdString(sexagesimal(position, 3)).split(' ')[0], theirs[0]);
        QCOMPARE(QString::fromStdString(sexagesimal(position, 4)).split(' ')[1], theirs[1]);
    }
    QCOMPARE(sexagesimal({ 359.9999999, 12 }), std::string("00:00:00.00 +12:00:00.0"));
}

void TestCoordinates::separationsAndAnglesAreAstropys()
{
    for (const auto& row : goldens::rows("separation.csv")) {
        std::vector<double> n;
        for (const auto& cell : row)
            n.push_back(goldens::number(cell));
        const SkyPosition a{ n[0], n[1] }, b{ n[2], n[3] };
        QVERIFY2(std::abs(separationDeg(a, b) - n[4]) < 1e-13, qPrintable(row.join(' ')));
        // Over the smallest steps the angle itself is known to the positions' last digit only.
        const double angle = std::remainder(positionAngleDeg(a, b) - n[5], 360.0);
        QVERIFY2(std::abs(angle) * std::sin(n[4] * 0.0174533) < 1e-10, qPrintable(row.join(' ')));
    }
}

void TestCoordinates::readsWhatPeoplePaste_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<double>("ra");
    QTest::addColumn<double>("dec");
    const double ra = 188.73625, dec = -(1 + 2 / 60.0 + 3.5 / 3600);
    QTest::newRow("colons") << QByteArray("12:34:56.7 -01:02:03.5") << ra << dec;
    QTest::newRow("letters") << QByteArray("12h34m56.7s -1d02m03.5s") << ra << dec;
    QTest::newRow("quotes") << QByteArray("12h34m56.7s -1\u00b002'03.5\"") << ra << dec;
    QTest::newRow("blanks") << QByteArray("12 34 56.7 -01 02 03.5") << ra << dec;
    QTest::newRow("a comma") << QByteArray("12:34:56.7, -1:02:03.5") << ra << dec;
    QTest::newRow("no blank at the sign") << QByteArray("12:34:56.7-01:02:03.5") << ra << dec;
    QTest::newRow("less than a degree south") << QByteArray("0 0 0 -00 30 00") << 0.0 << -0.5;
    QTest::newRow("minutes only") << QByteArray("12:30 +10:30") << 187.5 << 10.5;
    QTest::newRow("no sign, halves") << QByteArray("12 30 00 10 30 00") << 187.5 << 10.5;
    QTest::newRow("degrees") << QByteArray("188.73625 -1.5") << 188.73625 << -1.5;
    QTest::newRow("degrees with a comma") << QByteArray(" 188.73625 , 1.5 ") << 188.73625 << 1.5;
    QTest::newRow("degrees with a letter") << QByteArray("188.73625d +1.5d") << 188.73625 << 1.5;
    QTest::newRow("right ascension in degrees") << QByteArray("188d30m -1d30m") << 188.5 << -1.5;
    QTest::newRow("a whole turn") << QByteArray("360 0") << 0.0 << 0.0;
    QTest::newRow("the pole") << QByteArray("0 +90") << 0.0 << 90.0;
}

void TestCoordinates::readsWhatPeoplePaste()
{
    QFETCH(QByteArray, text);
    QFETCH(double, ra);
    QFETCH(double, dec);
    const auto read = parsePosition(text.toStdString());
    QVERIFY2(read.has_value(), read ? "" : read.error().message.c_str());
    QVERIFY2(std::abs(read->raDeg - ra) < 1e-12 && std::abs(read->decDeg - dec) < 1e-12, decimal(*read, 12).c_str());
}

void TestCoordinates::refusesOtherText_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const auto* text : { "", " ", "M31", "12:34:56", "12:34:56 -", "1,2,3", ",1 2", "1 2,", "12:60:00 +1:00:00",
             "12:00:60 +1:00:00", "24:00:01 +1:00:00", "361 0", "0 91", "0 -90.5", "-5 10", "1 2 3", "12.5:30 +1",
             "1:2:3:4 +1:2:3", "nan 5", "inf 5", "1e5 5", "::: :::", "+ +", "1 -2 -3", "--1 2", "d5 6" })
        QTest::newRow(*text ? text : "nothing") << QByteArray(text);
}

void TestCoordinates::refusesOtherText()
{
    QFETCH(QByteArray, text);
    const auto read = parsePosition(text.toStdString());
    QVERIFY2(!read, read ? decimal(*read).c_str() : "");
    QCOMPARE(read.error().code, Error::Code::Malformed);
    QVERIFY(!read.error().remedy.empty());
}

void TestCoordinates::writtenPositionsAreReadBack()
{
    for (const auto& row : goldens::rows("galactic.csv")) {
        const SkyPosition position{ goldens::number(row[0]), goldens::number(row[1]) };
        for (const auto& text : { sexagesimal(position, 5), decimal(position, 9) }) {
            const auto read = parsePosition(text);
            QVERIFY2(read.has_value(), text.c_str());
            QVERIFY2(separationDeg(*read, position) * 3600 < 1e-4, text.c_str());
        }
    }
}

void TestCoordinates::nothingRoundsToSixty()
{
    QCOMPARE(sexagesimal({ 15 - 1e-9, -1 + 1e-9 }, 2), std::string("01:00:00.00 -01:00:00.0"));
    QCOMPARE(sexagesimal({ 0, 89.99999999 }, 1), std::string("00:00:00.0 +90:00:00"));
    QCOMPARE(sexagesimal({ -15, 0 }, 0), std::string("23:00:00 +00:00:00"));
}

void TestCoordinates::whatIsNoPositionIsADash()
{
    QCOMPARE(sexagesimal({ std::nan(""), 5 }), std::string("-"));
    QCOMPARE(decimal({ 5, INFINITY }), std::string("-"));
    QVERIFY(std::isnan(galacticOf({ std::nan(""), 5 }).lDeg));
    QVERIFY(std::isnan(separationDeg({ 1, 1 }, { std::nan(""), 5 })));
}

QTEST_APPLESS_MAIN(TestCoordinates)
#include "tst_coordinates.moc"
