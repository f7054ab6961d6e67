#include "core/simulate/arithmetic.h"
#include "core/simulate/random.h"

#include <QTest>

#include <array>
#include <cmath>
#include <numbers>

using namespace vetrina::simulate;

class TestRandom : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void philoxGivesItsAuthorsVectors();
    void streamsAreTheSameWhoeverAsksAndDifferByPlace();
    void numbersHaveTheirDistributions();
    void functionsAgreeWithTheLibrary();
};

void TestRandom::philoxGivesItsAuthorsVectors()
{
    using Block = std::array<std::uint32_t, 4>;
    // kat_vectors of Random123 1.09, philox4x32 10.
    QVERIFY((philox({ 0, 0, 0, 0 }, { 0, 0 }) == Block{ 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8 }));
    constexpr std::uint32_t all = 0xffffffff;
    QVERIFY((philox({ all, all, all, all }, { all, all }) == Block{ 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd }));
    QVERIFY((philox({ 0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344 }, { 0xa4093822, 0x299f31d0 })
        == Block{ 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1 }));
}

void TestRandom::streamsAreTheSameWhoeverAsksAndDifferByPlace()
{
    Random a(7, 3, 2, 1), b(7, 3, 2, 1);
    for (int i = 0; i < 100; ++i)
        QCOMPARE(a.normal(), b.normal());
    const double first = Random(7, 3, 2, 1).uniform();
    for (Random other : { Random(8, 3, 2, 1), Random(7, 4, 2, 1), Random(7, 3, 3, 1), Random(7, 3, 2, 2) })
        QVERIFY(other.uniform() != first);
}

void TestRandom::numbersHaveTheirDistributions()
{
    constexpr int count = 40000;
    Random random(1, 1, 1, 1);
    double sum = 0, squares = 0, fourth = 0, waited = 0, few = 0, many = 0;
    std::array<int, 3> picked{};
    for (int i = 0; i < count; ++i) {
        const double x = random.normal();
        sum += x;
        squares += x * x;
        fourth += x * x * x * x;
        waited += random.waiting(3);
        few += random.poisson(2.5);
        many += random.poisson(60);
        ++picked[random.pick(std::array{ 1., 0., 3. })];
    }
    const auto within = [](double value, double expected, double error) {
        QVERIFY2(std::abs(value - expected) < 5 * error, qPrintable(QString("%1, not %2").arg(value).arg(expected)));
    };
    const double n = std::sqrt(double(count));
    within(sum / count, 0, 1 / n);
    within(squares / count, 1, std::numbers::sqrt2 / n);
    within(fourth / count, 3, std::sqrt(96.) / n);
    within(waited / count, 3, 3 / n);
    within(few / count, 2.5, std::sqrt(2.5) / n);
    within(many / count, 60, std::sqrt(60.) / n);
    within(double(picked[2]) / count, 0.75, 0.43 / n);
    QCOMPARE(picked[1], 0);
}

void TestRandom::functionsAgreeWithTheLibrary()
{
    const auto near = [](double ours, double theirs, double within) {
        QVERIFY2(std::abs(ours - theirs) <= within, qPrintable(QString("%1 and %2").arg(ours).arg(theirs)));
    };
    Random random(5, 5, 5, 5);
    for (int i = 0; i < 20000; ++i) {
        const double x = random.uniform(-300, 300);
        near(exponential(x) / std::exp(x), 1, 1e-15);
        const double y = std::exp(random.uniform(-200, 200));
        near(logarithm(y), std::log(y), 4e-16 * std::max(1., std::abs(std::log(y))));
        near(arcTangent(x), std::atan(x), 1e-15);
        near(arcTangent(x / 300), std::atan(x / 300), 1e-15);
        const auto [cosine, sine] = cosineSine(x);
        // The library's own argument is rounded; a turn is not.
        const double rest = (x - std::round(x)) * 2 * std::numbers::pi;
        near(cosine, std::cos(rest), 1e-15);
        near(sine, std::sin(rest), 1e-15);
    }
    QCOMPARE(exponential(-1000.), 0.);
    QVERIFY(logarithm(0) < -1e299);
    near(magnitudeOf(fluxOf(18.25, 26.3), 26.3), 18.25, 1e-13);
}

QTEST_APPLESS_MAIN(TestRandom)
#include "tst_random.moc"
