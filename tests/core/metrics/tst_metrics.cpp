#include "core/metrics/confusion.h"
#include "core/metrics/roc.h"
#include "tests/core/nets/numbers.h"

#include <QTest>

#include <cmath>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>

using namespace vetrina::metrics;

class TestMetrics : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void areaAndDeviationAreThoseOfOthers();
    void aPerfectOrderHasNoDeviationButAnInterval();
    void oneClassAloneHasNoArea();
    void valuesThatAreNoNumberAreLeftOut();
    void figuresOfAConfusionAreThoseOfOthers();
    void aClassThatIsNotThereDoesNotCount();

private:
    nlohmann::json m_golden;
};

void TestMetrics::initTestCase()
{
    m_golden = nlohmann::json::parse(std::ifstream(VETRINA_SOURCE_DIR "/tests/golden/learn/learning.json"));
}

/// scikit-learn's area; the deviation over all pairs, as DeLong et al. define it.
void TestMetrics::areaAndDeviationAreThoseOfOthers()
{
    const auto drawn = numbers(900, 500), other = numbers(7000, 500);
    std::vector<float> scores;
    std::vector<bool> truth;
    for (std::size_t i = 0; i < 500; ++i) {
        scores.push_back(static_cast<float>(std::nearbyint(static_cast<double>(drawn[i]) * 40) / 40));
        truth.push_back(scores.back() + other[i] * 1.4F > 0.1F);
    }
    const auto area = auc(scores, truth);
    QVERIFY(area);
    QVERIFY(std::abs(area->value - m_golden["auc"]["value"].get<double>()) < 1e-12);
    QVERIFY(std::abs(area->deviation - m_golden["auc"]["deviation"].get<double>()) < 1e-12);
    const auto interval = area->interval();
    QVERIFY(interval.low < area->value && area->value < interval.high);
    QVERIFY(std::abs((interval.high - interval.low) / (2 * 1.96 * area->deviation) - 1) < 0.02);
}

void TestMetrics::aPerfectOrderHasNoDeviationButAnInterval()
{
    const auto area = auc(std::vector<float>{ 1, 2, 3, 4 }, { false, false, true, true });
    QVERIFY(area);
    QCOMPARE(area->value, 1.0);
    QCOMPARE(area->deviation, 0.0);
    QVERIFY(area->interval().low < 0.95 && area->interval().low > 0);
    QVERIFY(area->interval().high <= 1);
}

void TestMetrics::oneClassAloneHasNoArea()
{
    QVERIFY(!auc(std::vector<float>{ 1, 2 }, { true, true }));
    QVERIFY(!auc({}, {}));
}

void TestMetrics::valuesThatAreNoNumberAreLeftOut()
{
    const float none = std::numeric_limits<float>::quiet_NaN();
    const auto area = auc(std::vector<float>{ 1, none, 3, none }, { false, true, true, false });
    QVERIFY(area);
    QCOMPARE(area->value, 1.0);
    QCOMPARE(area->positives, std::size_t(1));
}

void TestMetrics::figuresOfAConfusionAreThoseOfOthers()
{
    Confusion confusion(4);
    std::size_t threes = 0;
    for (std::size_t i = 0; i < 500; ++i) {
        std::size_t truth = i % 4;
        if (truth == 3)
            truth = threes++ % 2 ? 3 : 0;
        confusion.add(truth, i * 7 / 3 % 4);
    }
    const auto& golden = m_golden["f1"];
    QVERIFY(std::abs(confusion.macroF1() - golden["macro"].get<double>()) < 1e-12);
    QVERIFY(std::abs(confusion.accuracy() - golden["accuracy"].get<double>()) < 1e-12);
    for (std::size_t i = 0; i < 4; ++i) {
        QVERIFY(std::abs(confusion.precision(i) - golden["precision"][i].get<double>()) < 1e-12);
        QVERIFY(std::abs(confusion.recall(i) - golden["recall"][i].get<double>()) < 1e-12);
    }
    QCOMPARE(confusion.total(), std::uint64_t(500));
}

void TestMetrics::aClassThatIsNotThereDoesNotCount()
{
    Confusion confusion(3);
    confusion.add(0, 0);
    confusion.add(1, 1);
    QCOMPARE(confusion.macroF1(), 1.0);
    QVERIFY(std::isnan(confusion.recall(2)) && std::isnan(confusion.f1(2)));
    QVERIFY(std::isnan(Confusion(2).macroF1()));
}

QTEST_APPLESS_MAIN(TestMetrics)
#include "tst_metrics.moc"
