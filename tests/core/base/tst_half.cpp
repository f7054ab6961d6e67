#include "core/base/half.h"

#include <QTest>
#include <QtCore/qfloat16.h>

#include <bit>
#include <cmath>
#include <cstring>

using namespace vetrina;

/// Against Qt's, and against what rounding to the nearest means.
class TestHalf : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyHalfComesBack();
    void roundingIsToTheNearestEven_data();
    void roundingIsToTheNearestEven();
    void nothingElseIsNearer();
};

void TestHalf::everyHalfComesBack()
{
    for (std::uint32_t bits = 0; bits < 65536; ++bits) {
        const auto half = static_cast<std::uint16_t>(bits);
        qfloat16 theirs;
        std::memcpy(static_cast<void*>(&theirs), &half, sizeof half);
        const float value = fromHalf(half);
        if ((half & 0x7FFF) > 0x7C00) {
            QVERIFY(std::isnan(value) && std::isnan(fromHalf(toHalf(value))));
            continue;
        }
        QCOMPARE(std::bit_cast<std::uint32_t>(value), std::bit_cast<std::uint32_t>(static_cast<float>(theirs)));
        QCOMPARE(toHalf(value), half);
    }
}

void TestHalf::roundingIsToTheNearestEven_data()
{
    QTest::addColumn<float>("value");
    QTest::addColumn<float>("rounded");
    QTest::newRow("between 1 and its next, to even") << 1 + 0x1p-11F << 1.F;
    QTest::newRow("between the next two, to even") << 1 + 3 * 0x1p-11F << 1 + 2 * 0x1p-10F;
    QTest::newRow("just above the middle") << 1 + 0x1.01p-11F << 1 + 0x1p-10F;
    QTest::newRow("the largest") << 65504.F << 65504.F;
    QTest::newRow("less than half a step beyond it") << 65519.F << 65504.F;
    QTest::newRow("half a step beyond it") << 65520.F << INFINITY;
    QTest::newRow("half the smallest, to even") << 0x1p-25F << 0.F;
    QTest::newRow("above half the smallest") << 0x1.1p-25F << 0x1p-24F;
    QTest::newRow("up to the smallest normal one") << 0x1.FFFp-15F << 0x1p-14F;
    QTest::newRow("negative") << -0.1F << -0x1.998p-4F;
}

void TestHalf::roundingIsToTheNearestEven()
{
    QFETCH(float, value);
    QFETCH(float, rounded);
    QCOMPARE(std::bit_cast<std::uint32_t>(fromHalf(toHalf(value))), std::bit_cast<std::uint32_t>(rounded));
}

void TestHalf::nothingElseIsNearer()
{
    for (float value = 1e-8F; value < 6e4F; value *= 1.0137F) {
        const auto half = toHalf(value);
        const float error = std::abs(fromHalf(half) - value);
        QVERIFY(error <= std::abs(fromHalf(static_cast<std::uint16_t>(half + 1)) - value));
        QVERIFY(half == 0 || error <= std::abs(fromHalf(static_cast<std::uint16_t>(half - 1)) - value));
    }
}

QTEST_APPLESS_MAIN(TestHalf)
#include "tst_half.moc"
