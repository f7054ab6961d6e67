#include "core/image/stretch.h"

#include <QTest>

#include <cmath>

using namespace vetrina;
using namespace vetrina::image;

class TestStretch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void followsDs9sFormulas_data();
    void followsDs9sFormulas();
    void neverFallsAndStaysBetweenZeroAndOne_data();
    void neverFallsAndStaysBetweenZeroAndOne();
    void namesAreReadBack();
    void refusesOtherNames();
};

void TestStretch::followsDs9sFormulas_data()
{
    QTest::addColumn<Stretch>("stretch");
    QTest::addColumn<double>("x");
    QTest::addColumn<double>("brightness");
    // SAOImage DS9, reference manual, "Scales"; values from the formulas by hand.
    QTest::newRow("linear") << Stretch::Linear << 0.25 << 0.25;
    QTest::newRow("log at 0") << Stretch::Log << 0.0 << 0.0;
    QTest::newRow("log at 0.009") << Stretch::Log << 0.009 << 1.0 / 3;
    QTest::newRow("log at 0.099") << Stretch::Log << 0.099 << 2.0 / 3;
    QTest::newRow("log is cut at 1") << Stretch::Log << 1.0 << 1.0;
    QTest::newRow("power in the middle") << Stretch::Power << 0.5 << (std::sqrt(1000.0) - 1) / 1000;
    QTest::newRow("power at 1") << Stretch::Power << 1.0 << 0.999;
    QTest::newRow("sqrt") << Stretch::Sqrt << 0.25 << 0.5;
    QTest::newRow("squared") << Stretch::Squared << 0.5 << 0.25;
    QTest::newRow("asinh") << Stretch::Asinh << 0.1 << std::log(1 + std::sqrt(2.0)) / 3;
    QTest::newRow("asinh at 1") << Stretch::Asinh << 1.0 << std::log(10 + std::sqrt(101.0)) / 3;
    QTest::newRow("sinh") << Stretch::Sinh << 1.0 / 3 << (std::exp(1.0) - std::exp(-1.0)) / 20;
    QTest::newRow("sinh is cut at 1") << Stretch::Sinh << 1.0 << 1.0;
    QTest::newRow("under the limits") << Stretch::Sqrt << -5.0 << 0.0;
    QTest::newRow("over the limits") << Stretch::Sqrt << 5.0 << 1.0;
    QTest::newRow("not a number") << Stretch::Asinh << std::nan("") << std::nan("");
}

void TestStretch::followsDs9sFormulas()
{
    QFETCH(Stretch, stretch);
    QFETCH(double, x);
    QFETCH(double, brightness);
    const double ours = stretched(stretch, x);
    QVERIFY2(std::isnan(brightness) ? std::isnan(ours) : std::abs(ours - brightness) < 1e-14,
        qPrintable(QString::number(ours, 'g', 17)));
}

void TestStretch::neverFallsAndStaysBetweenZeroAndOne_data()
{
    QTest::addColumn<Stretch>("stretch");
    for (const auto stretch : stretches())
        QTest::newRow(std::string(name(stretch)).c_str()) << stretch;
}

void TestStretch::neverFallsAndStaysBetweenZeroAndOne()
{
    QFETCH(Stretch, stretch);
    double last = 0;
    for (int i = 0; i <= 10000; ++i) {
        const double brightness = stretched(stretch, i / 10000.0);
        QVERIFY(brightness >= last && brightness <= 1);
        last = brightness;
    }
    QVERIFY(last > 0.99);
}

void TestStretch::namesAreReadBack()
{
    for (const auto stretch : stretches())
        QCOMPARE(parseStretch(name(stretch)).value(), stretch);
    QCOMPARE(stretches().size(), std::size_t(8));
}

void TestStretch::refusesOtherNames()
{
    const auto stretch = parseStretch("cubic");
    QVERIFY(!stretch);
    QCOMPARE(stretch.error().code, Error::Code::WrongUse);
    QVERIFY(stretch.error().remedy.find("asinh") != std::string::npos);
}

QTEST_APPLESS_MAIN(TestStretch)
#include "tst_stretch.moc"
