#include "core/embed/faithfulness.h"
#include "tests/core/embed/golden.h"

using namespace vetrina;
using namespace vetrina::embed;
using neighbours::Metric;

/// How true a map is, by what scikit-learn says of the same map.
class TestFaithfulness : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_golden = EmbedGolden::read(); }
    void isScikitLearnsAtEveryPoint();
    void isScikitLearnsByTheAngle();
    void ofASampleItIsNearThat();
    void theMapOfItselfIsPerfect();
    void isTheSameForEveryNumberOfWorkers();
    void aMapOfAnotherSizeIsRefused();

private:
    [[nodiscard]] neighbours::Vectors vectors() const { return { m_golden.vectors, 24 }; }
    EmbedGolden m_golden;
    Crew m_crew{ "test", 2 };
};

void TestFaithfulness::isScikitLearnsAtEveryPoint()
{
    const auto measured = faithfulness(vectors(), m_golden.map, 15, Metric::Euclidean, 5000, 1, m_crew);
    QVERIFY(measured);
    const auto& truth = m_golden.json["umap"][0]; // of the map that map.npy holds
    QCOMPARE(measured->sampled, std::size_t(1200));
    QVERIFY(std::abs(measured->trustworthiness - truth["trustworthiness"].get<double>()) < 1e-6);
    QVERIFY(std::abs(measured->kept - truth["kept"].get<double>()) < 1e-6);
}

void TestFaithfulness::isScikitLearnsByTheAngle()
{
    for (const auto& one : m_golden.json["cosine"]) {
        const auto measured =
            faithfulness(vectors(), m_golden.map, one[0].get<std::size_t>(), Metric::Cosine, 5000, 1, m_crew);
        QVERIFY(measured);
        QVERIFY(std::abs(measured->trustworthiness - one[1].get<double>()) < 1e-6);
    }
}

void TestFaithfulness::ofASampleItIsNearThat()
{
    const double truth = m_golden.json["umap"][0]["trustworthiness"];
    for (const std::uint64_t seed : { 1, 2, 3 }) {
        const auto measured = faithfulness(vectors(), m_golden.map, 15, Metric::Euclidean, 300, seed, m_crew);
        QVERIFY(measured);
        QCOMPARE(measured->sampled, std::size_t(300));
        QVERIFY2(std::abs(measured->trustworthiness - truth) < 0.01, qPrintable(QString::number(truth)));
    }
}

void TestFaithfulness::theMapOfItselfIsPerfect()
{
    const auto measured = faithfulness({ m_golden.map, 2 }, m_golden.map, 10, Metric::Euclidean, 5000, 1, m_crew);
    QVERIFY(measured);
    QCOMPARE(measured->trustworthiness, 1.0);
    QVERIFY(measured->kept > 0.999); // equally near ones may be ordered another way
}

void TestFaithfulness::isTheSameForEveryNumberOfWorkers()
{
    Crew alone("test", 1);
    const auto one = faithfulness(vectors(), m_golden.map, 10, Metric::Cosine, 200, 7, alone);
    const auto two = faithfulness(vectors(), m_golden.map, 10, Metric::Cosine, 200, 7, m_crew);
    QVERIFY(one && two);
    QCOMPARE(one->trustworthiness, two->trustworthiness);
    QCOMPARE(one->kept, two->kept);
}

void TestFaithfulness::aMapOfAnotherSizeIsRefused()
{
    const auto shorter = std::span(m_golden.map).first(100);
    QCOMPARE(faithfulness(vectors(), shorter, 10, Metric::Cosine, 10, 1, m_crew).error().code, Error::Code::WrongUse);
    std::stop_source stop;
    stop.request_stop();
    QCOMPARE(faithfulness(vectors(), m_golden.map, 10, Metric::Cosine, 10, 1, m_crew, stop.get_token()).error().code,
        Error::Code::Cancelled);
}

QTEST_APPLESS_MAIN(TestFaithfulness)
#include "tst_faithfulness.moc"
