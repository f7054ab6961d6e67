#include "core/learn/augment.h"
#include "core/learn/schedule.h"
#include "tests/core/nets/numbers.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

using namespace vetrina;
using namespace vetrina::learn;

namespace {

const prepare::Shape square{ 2, 4, 4 };

std::vector<float> ramp(const prepare::Shape& shape)
{
    std::vector<float> image(shape.size());
    std::iota(image.begin(), image.end(), 0.F);
    return image;
}

std::vector<float> turned(const Augmentation& how, const prepare::Shape& shape, std::uint64_t seed)
{
    const auto image = ramp(shape);
    std::vector<float> out(image.size());
    augment(how, shape, image, Chance(seed, 1, 2), out);
    return out;
}

} // namespace

class TestAugment : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void allEightTurnsOfASquareComeEquallyOften();
    void bothChannelsTurnAlike();
    void aShiftMovesAndRepeatsTheRim();
    void noiseIsOfTheChannelsOwn();
    void nothingIsNothing();
    void theSamePlaceDrawsTheSame();
    void normalNumbersAreNormal();
    void rateOfLearningGoesUpAndDown();
};

void TestAugment::allEightTurnsOfASquareComeEquallyOften()
{
    std::map<std::vector<float>, int> seen;
    for (std::uint64_t seed = 0; seed < 4000; ++seed)
        ++seen[turned({}, { 1, 4, 4 }, seed)];
    QCOMPARE(seen.size(), std::size_t(8));
    for (const auto& [image, count] : seen)
        QVERIFY(count > 400 && count < 600);
    // A picture that is no square only turns half round.
    std::set<std::vector<float>> oblong;
    for (std::uint64_t seed = 0; seed < 200; ++seed)
        oblong.insert(turned({}, { 1, 3, 5 }, seed));
    QCOMPARE(oblong.size(), std::size_t(4));
}

void TestAugment::bothChannelsTurnAlike()
{
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        const auto out = turned({ .shiftPx = 1 }, square, seed);
        for (std::size_t i = 0; i < 16; ++i)
            QCOMPARE(out[16 + i], out[i] + 16);
    }
}

void TestAugment::aShiftMovesAndRepeatsTheRim()
{
    std::set<std::pair<int, int>> shifts;
    const prepare::Shape shape{ 1, 5, 5 };
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        const auto out = turned({ .flip = false, .rotate = false, .shiftPx = 2 }, shape, seed);
        // The pixel in the middle tells the shift; all others follow from it.
        const int dx = 2 - static_cast<int>(out[12]) % 5, dy = 2 - static_cast<int>(out[12]) / 5;
        shifts.emplace(dx, dy);
        for (int y = 0; y < 5; ++y)
            for (int x = 0; x < 5; ++x)
                QCOMPARE(out[static_cast<std::size_t>(y * 5 + x)],
                    static_cast<float>(std::clamp(y - dy, 0, 4) * 5 + std::clamp(x - dx, 0, 4)));
    }
    QCOMPARE(shifts.size(), std::size_t(25));
}

void TestAugment::noiseIsOfTheChannelsOwn()
{
    const prepare::Shape shape{ 2, 63, 63 };
    std::vector<float> image(shape.size()), out(shape.size());
    Chance noise(7, 7, 7);
    for (std::size_t i = 0; i < image.size(); ++i)
        image[i] = (i < 3969 ? 5.F : 0.5F) * noise.normal();
    augment({ .flip = false, .rotate = false, .noise = 0.5 }, shape, image, Chance(1, 2, 3), out);
    for (std::size_t channel = 0; channel < 2; ++channel) {
        double squares = 0;
        for (std::size_t i = 0; i < 3969; ++i) {
            const double step = static_cast<double>(out[channel * 3969 + i] - image[channel * 3969 + i]);
            squares += step * step;
        }
        const double expected = channel == 0 ? 2.5 : 0.25;
        QVERIFY2(std::abs(std::sqrt(squares / 3969) / expected - 1) < 0.1,
            qPrintable(QString::number(std::sqrt(squares / 3969))));
    }
}

void TestAugment::nothingIsNothing() { QVERIFY(turned({ .flip = false, .rotate = false }, square, 3) == ramp(square)); }

void TestAugment::theSamePlaceDrawsTheSame()
{
    QVERIFY(turned({ .shiftPx = 1, .noise = 1 }, square, 9) == turned({ .shiftPx = 1, .noise = 1 }, square, 9));
    QVERIFY(turned({ .shiftPx = 1, .noise = 1 }, square, 9) != turned({ .shiftPx = 1, .noise = 1 }, square, 10));
}

void TestAugment::normalNumbersAreNormal()
{
    Chance chance(11, 0, 0);
    constexpr int count = 200'000;
    double sum = 0, squares = 0, fourth = 0;
    int beyond = 0;
    for (int i = 0; i < count; ++i) {
        const double x = static_cast<double>(chance.normal());
        sum += x;
        squares += x * x;
        fourth += x * x * x * x;
        beyond += std::abs(x) > 1.96 ? 1 : 0;
    }
    QVERIFY(std::abs(sum / count) < 0.01);
    QVERIFY(std::abs(squares / count - 1) < 0.01);
    QVERIFY(std::abs(fourth / count - 3) < 0.1);
    QVERIFY(std::abs(beyond / double(count) - 0.05) < 0.002);
}

void TestAugment::rateOfLearningGoesUpAndDown()
{
    const Schedule schedule{ 2, 0.01, 10, 110 };
    QVERIFY(std::abs(schedule.at(1) - 0.02) < 1e-12);
    QVERIFY(std::abs(schedule.at(11) - 2) < 1e-12);
    QVERIFY(std::abs(schedule.at(61) - 1.01) < 1e-12); // half way down a cosine
    QVERIFY(std::abs(schedule.at(111) - 0.02) < 1e-12);
    for (int step = 1; step < 10; ++step)
        QVERIFY(schedule.at(step + 1) > schedule.at(step));
    for (int step = 11; step < 110; ++step)
        QVERIFY(schedule.at(step + 1) < schedule.at(step));
    QVERIFY(std::abs(Schedule({ 1, 0, 0, 1 }).at(1) - 1) < 1e-12);
}

QTEST_APPLESS_MAIN(TestAugment)
#include "tst_augment.moc"
