#include "core/image/limits.h"
#include "tests/core/image/planes.h"
#include "tests/peer.h"
#include "tests/real_data.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <map>

using namespace vetrina;
using namespace vetrina::image;

class TestLimits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void equalAstropysOnSyntheticPlanes_data();
    void equalAstropysOnSyntheticPlanes();
    void equalAstropysOnEveryRealStamp();
    void equalDs9sOnSyntheticPlanes_data();
    void equalDs9sOnSyntheticPlanes();
    void equalDs9sOnAHundredRealStamps();
    void nothingFiniteGivesZeroToOne_data();
    void nothingFiniteGivesZeroToOne();
    void namesAreReadBack();
    void readsNumbersOfTheUsers();
    void refusesBadLimits_data();
    void refusesBadLimits();
    void lengthsUpToAThousandAreSafe();
};

namespace {

/// In the order of ask_astropy.py.
constexpr std::array astropyRules{ LimitsRule::MinMax, LimitsRule::P99_5, LimitsRule::P99, LimitsRule::P98,
    LimitsRule::P97, LimitsRule::P96, LimitsRule::P95, LimitsRule::P92_5, LimitsRule::P90, LimitsRule::ZScale };
constexpr std::array ds9Rules{ LimitsRule::ZScaleDs9, LimitsRule::ZMax };

const QString goldens = VETRINA_SOURCE_DIR "/tests/golden/image/";

/// The lines of a golden, by the name they begin with.
std::map<std::string, QStringList> linesOf(const QString& file)
{
    std::map<std::string, QStringList> lines;
    QFile golden(goldens + file);
    if (!golden.open(QIODevice::ReadOnly))
        return lines;
    while (!golden.atEnd()) {
        auto cells = QString::fromUtf8(golden.readLine()).trimmed().split(',');
        const auto name = cells.takeFirst().toStdString();
        lines[name] = cells;
    }
    return lines;
}

double hexadecimal(const QString& text) { return std::strtod(text.toLatin1().constData(), nullptr); }

std::string words(const Limits& limits)
{
    char text[80];
    std::snprintf(text, sizeof text, "%.17g .. %.17g", limits.low, limits.high);
    return text;
}

/// Empty where our limits are astropy's: percentiles to the last bit; zscale, whose line LAPACK fits there, to the
/// last bit of float32.
std::string differenceFromAstropy(const planes::Plane& plane, const double* theirs)
{
    for (std::size_t i = 0; i < astropyRules.size(); ++i) {
        const auto ours = limitsOf(plane.view(), astropyRules[i]);
        const Limits expected{ theirs[2 * i], theirs[2 * i + 1] };
        const auto single = [](double v) { return static_cast<float>(v); };
        const bool same = astropyRules[i] == LimitsRule::ZScale
            ? single(ours.low) == single(expected.low) && single(ours.high) == single(expected.high)
            : ours == expected;
        if (!same)
            return std::string(name(astropyRules[i])) + ": ours " + words(ours) + ", astropy's " + words(expected);
    }
    return {};
}

/// DS9 prints six digits, ties to even as printf does and Qt does not.
std::string sixDigits(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.6g", value);
    return text;
}

std::string differenceFromDs9(const planes::Plane& plane, const double* theirs)
{
    for (std::size_t i = 0; i < ds9Rules.size(); ++i) {
        const auto ours = limitsOf(plane.view(), ds9Rules[i]);
        const Limits expected{ theirs[2 * i], theirs[2 * i + 1] };
        if (sixDigits(ours.low) != sixDigits(expected.low) || sixDigits(ours.high) != sixDigits(expected.high))
            return std::string(name(ds9Rules[i])) + ": ours " + words(ours) + ", DS9's " + words(expected);
    }
    return {};
}

/// Runs a script beside the goldens; false, with its last words, where it fails.
bool runPeer(const QStringList& arguments, QString& said)
{
    QProcess peer;
    peer.setWorkingDirectory(goldens);
    peer.setProcessChannelMode(QProcess::MergedChannels);
    peer.start(peerPython(), arguments);
    const bool finished = peer.waitForFinished(240000);
    said = QString::fromUtf8(peer.readAll()).right(500);
    return finished && peer.exitStatus() == QProcess::NormalExit && peer.exitCode() == 0;
}

} // namespace

void TestLimits::equalAstropysOnSyntheticPlanes_data()
{
    QTest::addColumn<int>("recipe");
    for (std::size_t i = 0; i < planes::recipes().size(); ++i)
        QTest::newRow(planes::recipes()[i].name) << static_cast<int>(i);
}

void TestLimits::equalAstropysOnSyntheticPlanes()
{
    QFETCH(int, recipe);
    const auto& chosen = planes::recipes()[static_cast<std::size_t>(recipe)];
    const auto plane = planes::synthetic(chosen);
    const auto line = linesOf("astropy.csv")[chosen.name];
    QCOMPARE(line.size(), 21);
    QCOMPARE(planes::checksum(plane), line[0].toUInt());
    std::vector<double> theirs;
    for (qsizetype i = 1; i < line.size(); ++i)
        theirs.push_back(hexadecimal(line[i]));
    const auto difference = differenceFromAstropy(plane, theirs.data());
    QVERIFY2(difference.empty(), difference.c_str());
}

void TestLimits::equalAstropysOnEveryRealStamp()
{
    REAL_DATA_OR_SKIP();
    PEER_OR_SKIP("astropy, fastavro");
    QTemporaryDir dir;
    const auto out = dir.filePath("limits.bin");
    QString said;
    const auto folder = QString::fromStdString((realData() / "ztf").string());
    QVERIFY2(runPeer({ "ask_astropy.py", "real", folder, out }, said), qPrintable(said));

    int stamps = 0, missing = 0, saturated = 0;
    double worst = 0;
    std::string difference;
    QVERIFY(planes::readAll(out, 20, [&](const planes::Plane& plane, const std::vector<double>& theirs) {
        ++stamps;
        missing += std::ranges::any_of(plane.pixels, [](float v) { return std::isnan(v); });
        saturated += std::ranges::any_of(plane.pixels, [](float v) { return std::abs(v) > 3e38F; });
        const auto zscale = limitsOf(plane.view(), LimitsRule::ZScale);
        const double range = std::abs(theirs[19] - theirs[18]);
        worst =
            std::max({ worst, std::abs(zscale.low - theirs[18]) / range, std::abs(zscale.high - theirs[19]) / range });
        if (difference.empty())
            difference = differenceFromAstropy(plane, theirs.data());
    }));
    qInfo("%d stamps, %d with NaN, %d saturated; zscale in float64 differs by %.1e of its range at most", stamps,
        missing, saturated, worst);
    QVERIFY2(difference.empty(), difference.c_str());
    QVERIFY(stamps >= 3500);
}

void TestLimits::equalDs9sOnSyntheticPlanes_data()
{
    QTest::addColumn<int>("recipe");
    for (std::size_t i = 0; i < planes::recipes().size(); ++i) {
        const std::string name = planes::recipes()[i].name;
        // No line of the first and no pixel of the second gets into DS9's sample: it reads what was never written.
        if (name != "a line" && name != "nearly all missing")
            QTest::newRow(name.c_str()) << static_cast<int>(i);
    }
}

void TestLimits::equalDs9sOnSyntheticPlanes()
{
    QFETCH(int, recipe);
    const auto& chosen = planes::recipes()[static_cast<std::size_t>(recipe)];
    const auto line = linesOf("ds9.csv")[chosen.name];
    QCOMPARE(line.size(), 4);
    const double theirs[]{ line[0].toDouble(), line[1].toDouble(), line[2].toDouble(), line[3].toDouble() };
    const auto difference = differenceFromDs9(planes::synthetic(chosen), theirs);
    QVERIFY2(difference.empty(), difference.c_str());
}

void TestLimits::equalDs9sOnAHundredRealStamps()
{
    REAL_DATA_OR_SKIP();
    for (const auto* program : { "ds9", "xpaset", "Xvfb" }) {
        if (QStandardPaths::findExecutable(program).isEmpty())
            QSKIP("DS9 is not here: apt-get install saods9 xpa-tools xvfb");
    }
    PEER_OR_SKIP("astropy, fastavro");
    QTemporaryDir dir;
    const auto out = dir.filePath("limits.bin");
    QString said;
    const auto folder = QString::fromStdString((realData() / "ztf").string());
    QVERIFY2(runPeer({ "ask_ds9.py", "real", folder, "100", out }, said), qPrintable(said));

    int stamps = 0, different = 0;
    std::string difference;
    QVERIFY(planes::readAll(out, 4, [&](const planes::Plane& plane, const std::vector<double>& theirs) {
        ++stamps;
        const auto one = differenceFromDs9(plane, theirs.data());
        different += !one.empty();
        if (difference.empty())
            difference = one;
    }));
    QVERIFY2(difference.empty(), qPrintable(QString("%1 of %2: ").arg(different).arg(stamps) + difference.c_str()));
    QCOMPARE(stamps, 100);
}

void TestLimits::nothingFiniteGivesZeroToOne_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::newRow("no pixels") << 0 << 0;
    QTest::newRow("one") << 1 << 1;
    QTest::newRow("a stamp") << 63 << 63;
}

void TestLimits::nothingFiniteGivesZeroToOne()
{
    QFETCH(int, width);
    QFETCH(int, height);
    std::vector<float> pixels(static_cast<std::size_t>(width * height), std::nanf(""));
    for (std::size_t i = 0; i < pixels.size(); i += 2)
        pixels[i] = i % 4 ? INFINITY : -INFINITY;
    for (const auto rule : limitsRules())
        QCOMPARE(limitsOf({ pixels.data(), width, height }, rule), (Limits{ 0, 1 }));
}

void TestLimits::namesAreReadBack()
{
    QCOMPARE(limitsRules().size(), std::size_t(13));
    for (const auto rule : limitsRules()) {
        if (rule != LimitsRule::User)
            QCOMPARE(parseLimits(name(rule)).value().rule, rule);
        QVERIFY(!label(rule).empty());
    }
}

void TestLimits::readsNumbersOfTheUsers()
{
    const auto choice = parseLimits("-12.5, +1e3");
    QVERIFY(choice);
    QCOMPARE(choice->rule, LimitsRule::User);
    const float pixel = 5;
    QCOMPARE(limitsOf({ &pixel, 1, 1 }, *choice), (Limits{ -12.5, 1000 }));
}

void TestLimits::refusesBadLimits_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("nothing") << QByteArray("") << QByteArray("no such rule");
    QTest::newRow("another word") << QByteArray("auto") << QByteArray("no such rule");
    QTest::newRow("user alone") << QByteArray("user") << QByteArray("no such rule");
    QTest::newRow("one number") << QByteArray("5,") << QByteArray("expected two numbers");
    QTest::newRow("three") << QByteArray("1,2,3") << QByteArray("expected two numbers");
    QTest::newRow("not finite") << QByteArray("nan,inf") << QByteArray("expected two numbers");
    QTest::newRow("the wrong way round") << QByteArray("5,1") << QByteArray("not below");
    QTest::newRow("equal") << QByteArray("5,5") << QByteArray("not below");
}

void TestLimits::refusesBadLimits()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, says);
    const auto choice = parseLimits(text.toStdString());
    QVERIFY(!choice);
    QCOMPARE(choice.error().code, Error::Code::WrongUse);
    QVERIFY2(choice.error().message.find(says.toStdString()) != std::string::npos, choice.error().message.c_str());
}

void TestLimits::lengthsUpToAThousandAreSafe()
{
    std::vector<float> pixels(1001);
    for (std::size_t i = 0; i < pixels.size(); ++i)
        pixels[i] = static_cast<float>(i * 7919 % 1009);
    for (int width = 0; width <= 1001; ++width) {
        for (const auto rule : limitsRules()) {
            const auto limits = limitsOf({ pixels.data(), width, 1 }, rule);
            QVERIFY(limits.low <= limits.high);
        }
    }
}

QTEST_APPLESS_MAIN(TestLimits)
#include "tst_limits.moc"
