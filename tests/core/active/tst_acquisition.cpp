#include "core/active/acquisition.h"
#include "core/data/held_out.h"

#include <QTest>

#include <cmath>
#include <set>

using namespace vetrina;
using namespace vetrina::active;
using neighbours::Metric;
using neighbours::Vectors;

class TestAcquisition : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void figuresAreThoseOfScipyAndOfTheHand_data();
    void figuresAreThoseOfScipyAndOfTheHand();
    void strategiesHaveTheirNames();
    void theMostInformativeComeFirst();
    void chanceIsByItsSeedAlone();
    void anObjectIsHeldOutWhole();
    void theFarthestComesNext();
    void whatIsKnownIsKeptAwayFrom();
    void aBatchOfTwinsHasEachOnce();
};

void TestAcquisition::figuresAreThoseOfScipyAndOfTheHand_data()
{
    QTest::addColumn<QList<float>>("probabilities");
    QTest::addColumn<double>("entropy"); // scipy.stats.entropy of the float32 values, scipy 1.17.1
    QTest::addColumn<double>("margin");
    QTest::addColumn<double>("confidence");
    QTest::newRow("sure") << QList<float>{ 1, 0, 0 } << 0.0 << 0.0 << 0.0;
    QTest::newRow("no idea of four") << QList<float>{ .25F, .25F, .25F, .25F } << std::log(4.0) << 1.0 << 0.75;
    QTest::newRow("three") << QList<float>{ .5F, .25F, .25F } << 1.0397207708399179 << 0.75 << 0.5;
    QTest::newRow("the largest last") << QList<float>{ .125F, .25F, .625F } << 0.9002560512685369 << 0.625 << 0.375;
    QTest::newRow("a single class, half") << QList<float>{ .5F } << std::log(2.0) << 1.0 << 0.5;
    QTest::newRow("a single class, likely") << QList<float>{ .75F } << 0.5623351446188083 << 0.5 << 0.25;
    QTest::newRow("a single class, unlikely") << QList<float>{ .25F } << 0.5623351446188083 << 0.5 << 0.25;
}

void TestAcquisition::figuresAreThoseOfScipyAndOfTheHand()
{
    QFETCH(QList<float>, probabilities);
    QFETCH(double, entropy);
    QFETCH(double, margin);
    QFETCH(double, confidence);
    const std::span<const float> p(probabilities.constData(), std::size_t(probabilities.size()));
    QVERIFY(std::abs(double(informativeness(p, Strategy::Entropy)) - entropy) < 1e-6);
    QVERIFY(std::abs(double(informativeness(p, Strategy::Margin)) - margin) < 1e-6);
    QVERIFY(std::abs(double(informativeness(p, Strategy::LeastConfidence)) - confidence) < 1e-6);
}

void TestAcquisition::strategiesHaveTheirNames()
{
    QCOMPARE(strategyNames(), (std::vector<std::string>{ "entropy", "margin", "least-confidence", "random" }));
    for (const auto& name : strategyNames())
        QVERIFY(strategyNamed(name).has_value());
    QCOMPARE(*strategyNamed("least-confidence"), Strategy::LeastConfidence);
    QVERIFY(!strategyNamed("Entropy"));
}

void TestAcquisition::theMostInformativeComeFirst()
{
    const std::vector<float> values{ 0.2F, NAN, 0.9F, 0.2F, 0.5F };
    using Places = std::vector<std::size_t>;
    QCOMPARE(mostInformative(values, 3, Strategy::Entropy, 1), (Places{ 2, 4, 0 }));
    QCOMPARE(mostInformative(values, 9, Strategy::Margin, 7), (Places{ 2, 4, 0, 3, 1 }));
    QCOMPARE(mostInformative({}, 9, Strategy::Entropy, 7), Places());
}

void TestAcquisition::chanceIsByItsSeedAlone()
{
    std::vector<float> values(1000, 0.F);
    const auto a = mostInformative(values, 100, Strategy::Random, 5);
    values[3] = 1;
    QCOMPARE(mostInformative(values, 100, Strategy::Random, 5), a);
    QVERIFY(mostInformative(values, 100, Strategy::Random, 6) != a);
    QCOMPARE(std::set<std::size_t>(a.begin(), a.end()).size(), 100U);
    const auto more = mostInformative(values, 200, Strategy::Random, 5);
    QVERIFY(std::equal(a.begin(), a.end(), more.begin())); // a longer queue begins with the shorter
}

void TestAcquisition::anObjectIsHeldOutWhole()
{
    int held = 0, other = 0, both = 0;
    for (int i = 0; i < 20000; ++i) {
        const std::string name = "ZTF23a" + std::to_string(i);
        QCOMPARE(data::isHeldOut(name, 0.2, 1), data::isHeldOut(name, 0.2, 1));
        held += data::isHeldOut(name, 0.2, 1) ? 1 : 0;
        other += data::isHeldOut(name, 0.2, 2) ? 1 : 0;
        both += data::isHeldOut(name, 0.2, 1) && data::isHeldOut(name, 0.2, 2) ? 1 : 0;
        if (data::isHeldOut(name, 0.1, 1))
            QVERIFY(data::isHeldOut(name, 0.2, 1)); // a larger share holds the smaller
        QVERIFY(!data::isHeldOut(name, 0, 1) && data::isHeldOut(name, 1, 1));
    }
    // 0.2 of 20,000: 4,000 +- 57; of two draws 800 +- 28.
    QVERIFY(std::abs(held - 4000) < 285 && std::abs(other - 4000) < 285 && std::abs(both - 800) < 140);
}

void TestAcquisition::theFarthestComesNext()
{
    const std::vector<float> line{ 0, 1, 2, 7, 10, 4 };
    Crew crew("test", 2);
    // From 0: 10 is farthest; then 4 (4 away; 7 is 3 away); then 7 (3 away); then 2 (2), then 1.
    const auto all = farthestFirst({ line, 1 }, { {}, 1 }, 6, Metric::Euclidean, crew);
    QCOMPARE(all, (std::vector<std::size_t>{ 0, 4, 5, 3, 2, 1 }));
    QCOMPARE(farthestFirst({ line, 1 }, { {}, 1 }, 2, Metric::Euclidean, crew).size(), 2U);
}

void TestAcquisition::whatIsKnownIsKeptAwayFrom()
{
    const std::vector<float> line{ 0, 1, 2, 7, 10, 4 };
    const std::vector<float> known{ 9.5F };
    Crew crew("test", 1);
    const auto order = farthestFirst({ line, 1 }, { known, 1 }, 2, Metric::Euclidean, crew);
    QCOMPARE(order, (std::vector<std::size_t>{ 0, 5 }));
}

void TestAcquisition::aBatchOfTwinsHasEachOnce()
{
    const std::vector<float> same(12, 1.F);
    Crew crew("test", 1);
    const auto order = farthestFirst({ same, 3 }, { {}, 3 }, 9, Metric::Cosine, crew);
    QCOMPARE(order, (std::vector<std::size_t>{ 0, 1, 2, 3 }));
}

QTEST_APPLESS_MAIN(TestAcquisition)
#include "tst_acquisition.moc"
