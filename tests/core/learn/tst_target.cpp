#include "core/learn/calibration.h"
#include "core/learn/target.h"
#include "core/nets/answer.h"
#include "tests/core/learn/small_card.h"
#include "tests/core/nets/numbers.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

using namespace vetrina;
using namespace vetrina::learn;

class TestTarget : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aLabelTeachesWhatTheOutputAsks();
    void withoutTypesWhatCountsIsReal();
    void labelsOfOneKindTeachNothing();
    void weightsBalance();
    void answersAreProbabilities();
    void temperatureIsThatOfScipy_data();
    void temperatureIsThatOfScipy();
    void aFewThatAreEasyDoNotMakeTheModelSure();
};

void TestTarget::aLabelTeachesWhatTheOutputAsks()
{
    const std::vector<std::string> labels{ "agn", "bogus", "nova", "real" };
    const auto one = Lessons::of(smallCard("sigmoid"), labels);
    QVERIFY(one);
    QCOMPARE((*one)[0]->target.real, 1.F);
    QCOMPARE((*one)[1]->target.real, 0.F);
    QCOMPARE((*one)[2]->target.real, 1.F);
    const auto types = Lessons::of(smallCard("softmax"), labels);
    QVERIFY(types);
    QCOMPARE((*types)[0]->target.type, 2);
    QVERIFY(!(*types)[2] && !(*types)[3]); // it knows neither
    const auto both = Lessons::of(smallCard("real-then-type"), labels);
    QVERIFY(both);
    QCOMPARE((*both)[0]->target.type, 1);
    QCOMPARE((*both)[0]->target.typeWeight, 1.F);
    QCOMPARE((*both)[1]->target.real, 0.F);
    QCOMPARE((*both)[1]->target.typeWeight, 0.F);
    QCOMPARE((*both)[2]->target.real, 1.F);
    QVERIFY(!(*both)[2]->verdict && !(*both)[3]->verdict);
    QVERIFY((both->verdicts() == std::vector<std::string>{ "bogus", "supernova", "agn" }));
    QCOMPARE(both->verdictOf(std::vector<float>{ 0.4F, 0.3F, 0.1F }), std::size_t(0));
    QCOMPARE(both->verdictOf(std::vector<float>{ 0.8F, 0.3F, 0.5F }), std::size_t(2));
}

void TestTarget::withoutTypesWhatCountsIsReal()
{
    const auto card = smallCard("real-then-type");
    const auto plain = Lessons::of(card, { "bogus", "real" });
    QVERIFY(plain);
    QVERIFY((plain->verdicts() == std::vector<std::string>{ "bogus", "real" }));
    QCOMPARE(*(*plain)[1]->verdict, std::size_t(1));
    QCOMPARE(plain->verdictOf(std::vector<float>{ 0.6F, 0.3F, 0.1F }), std::size_t(1)); // though no type has half
    QCOMPARE(plain->verdictOf(std::vector<float>{ 0.4F, 0.3F, 0.1F }), std::size_t(0));
    // Two right, one wrong.
    const std::vector<Lessons::Lesson> lessons{ *(*plain)[0], *(*plain)[1], *(*plain)[1] };
    const auto tally = tallyOf(card, *plain, std::vector<float>{ -2, 0, 0, 2, 0, 0, -1, 0, 0 }, lessons, { 0, 1, 2 });
    QCOMPARE(tally.confusion.total(), std::uint64_t(3));
    QVERIFY(std::abs(tally.confusion.accuracy() - 2. / 3) < 1e-9);
}

void TestTarget::labelsOfOneKindTeachNothing()
{
    QVERIFY(!Lessons::of(smallCard("sigmoid"), { "real" }));
    QVERIFY(!Lessons::of(smallCard("sigmoid"), { "real", "agn" })); // both are real
    QVERIFY(!Lessons::of(smallCard("softmax"), { "supernova", "nova" }));
    QVERIFY(!Lessons::of(smallCard("real-then-type"), {}));
    QVERIFY(Lessons::of(smallCard("real-then-type"), { "real", "bogus" }));
    QVERIFY(Lessons::of(smallCard("real-then-type"), { "agn", "supernova" }));
    const auto refused = Lessons::of(smallCard("sigmoid"), { "real" });
    QVERIFY(refused.error().message.find("real") != std::string::npos && !refused.error().remedy.empty());
}

/// n / (classes x count), as scikit-learn's compute_class_weight("balanced").
void TestTarget::weightsBalance()
{
    std::vector<Target> targets;
    for (int i = 0; i < 8; ++i)
        targets.push_back({ i < 2 ? 0.F : 1.F, 1, i % 3, i < 2 ? 0.F : 1.F });
    const Weighing weighing(targets);
    QCOMPARE(weighing.weighed(targets[0]).realWeight, 8.F / (2 * 2));
    QCOMPARE(weighing.weighed(targets[5]).realWeight, 8.F / (2 * 6));
    // Of the six real ones: types 2, 0, 1, 2, 0, 1.
    QCOMPARE(weighing.weighed(targets[2]).typeWeight, 1.F);
    QCOMPARE(weighing.weighed(targets[0]).typeWeight, 0.F); // what says nothing goes on saying nothing
    double sum = 0;
    for (const auto& target : targets)
        sum += static_cast<double>(weighing.weighed(target).realWeight);
    QVERIFY(std::abs(sum / 8 - 1) < 1e-6);
}

void TestTarget::answersAreProbabilities()
{
    auto card = smallCard("real-then-type");
    const std::vector<float> logits{ 0, 1, 1, 100, -200, 300 };
    std::vector<float> p(6);
    nets::toProbabilities(card, logits, p);
    QCOMPARE(p[0], 0.5F);
    QCOMPARE(p[1], 0.25F);
    QCOMPARE(p[2], 0.25F);
    QVERIFY(p[3] > 0.999F && p[4] == 0 && p[5] == p[3]); // types add up to real, without overflow
    card.temperature = 2;
    nets::toProbabilities(card, std::vector<float>{ 2, 0, 4 }, std::span(p).first(3));
    QVERIFY(std::abs(static_cast<double>(p[0]) - 1 / (1 + std::exp(-1.0))) < 1e-7);
    QVERIFY(std::abs(static_cast<double>(p[2] / p[1]) - std::exp(2.0)) < 1e-5);
    const auto soft = smallCard("softmax");
    nets::toProbabilities(soft, std::vector<float>{ 1000, 1000, -1000 }, std::span(p).first(3));
    QCOMPARE(p[0], 0.5F);
}

void TestTarget::temperatureIsThatOfScipy_data()
{
    QTest::addColumn<QString>("output");
    for (const char* output : { "sigmoid", "softmax", "real-then-type" })
        QTest::newRow(output) << QString(output);
}

void TestTarget::temperatureIsThatOfScipy()
{
    QFETCH(QString, output);
    const auto golden = nlohmann::json::parse(std::ifstream(VETRINA_SOURCE_DIR "/tests/golden/learn/learning.json"));
    const auto card = smallCard(output.toStdString());
    const auto z = numbers(77, 1200), noise = numbers(5000, 1200);
    const std::size_t classes = card.classes.size();
    std::vector<float> logits;
    std::vector<Target> targets;
    for (std::size_t i = 0; i < 400; ++i) {
        std::array<double, 3> noisy{};
        for (std::size_t k = 0; k < 3; ++k)
            noisy[k] = 12 * static_cast<double>(z[i * 3 + k]) + 9 * static_cast<double>(noise[i * 3 + k]);
        for (std::size_t k = 0; k < classes; ++k)
            logits.push_back(12 * z[i * 3 + k]);
        Target target;
        target.real = noisy[0] > 0 ? 1 : 0;
        target.realWeight = output == "softmax" ? 0 : 3; // a weight that training balanced by does not count
        const auto first = noisy.begin() + (output == "softmax" ? 0 : 1);
        target.type = static_cast<std::int32_t>(std::max_element(first, noisy.end()) - first);
        target.typeWeight = output == "sigmoid" ? 0 : 1;
        targets.push_back(target);
    }
    const double expected = golden["temperature"][output.toStdString()].get<double>();
    QVERIFY2(std::abs(fittedTemperature(card, logits, targets) / expected - 1) < 1e-4,
        qPrintable(QString("%1 beside %2").arg(fittedTemperature(card, logits, targets)).arg(expected)));
    QCOMPARE(fittedTemperature(card, {}, {}), 1.0);
    QCOMPARE(fittedTemperature(card, {}, {}, 1.4), 1.4);
}

void TestTarget::aFewThatAreEasyDoNotMakeTheModelSure()
{
    // All told apart: the likeliest temperature is 0, where nothing can be ranked any more.
    const auto card = smallCard("sigmoid");
    std::vector<float> logits;
    std::vector<Target> targets;
    for (int i = 0; i < 12; ++i) {
        logits.push_back(i % 2 ? 1.5F : -1.5F);
        targets.push_back({ .real = i % 2 ? 1.F : 0.F, .realWeight = 1 });
    }
    const double few = fittedTemperature(card, logits, targets);
    QVERIFY2(few > 0.4 && few < 1, qPrintable(QString::number(few)));
    const double as = fittedTemperature(card, logits, targets, 1.4);
    QVERIFY2(as > few && as < 1.4, qPrintable(QString::number(as)));
    // Many that are as easy say more.
    std::vector<float> more;
    std::vector<Target> moreTargets;
    for (int i = 0; i < 50; ++i) {
        more.insert(more.end(), logits.begin(), logits.end());
        moreTargets.insert(moreTargets.end(), targets.begin(), targets.end());
    }
    QVERIFY(fittedTemperature(card, more, moreTargets) < few);
}

QTEST_APPLESS_MAIN(TestTarget)
#include "tst_target.moc"
