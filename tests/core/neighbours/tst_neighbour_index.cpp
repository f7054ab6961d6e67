#include "core/neighbours/exact.h"
#include "core/neighbours/index.h"
#include "tests/core/neighbours/some_vectors.h"

#include <QTest>

#include <algorithm>

using namespace vetrina;
using namespace vetrina::neighbours;

class TestNeighbourIndex : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itFindsNearlyAllThatExactSearchFinds_data();
    void itFindsNearlyAllThatExactSearchFinds();
    void theSameSeedGivesTheSameAnswers();
    void pointsMayComeInPortions();
    void memoryIsSaid();
    void wrongLengthsAreRefused();
};

void TestNeighbourIndex::itFindsNearlyAllThatExactSearchFinds_data()
{
    QTest::addColumn<bool>("cosine");
    QTest::addColumn<int>("workers");
    QTest::newRow("Euclidean, one worker") << false << 1;
    QTest::newRow("cosine, three workers") << true << 3;
}

void TestNeighbourIndex::itFindsNearlyAllThatExactSearchFinds()
{
    QFETCH(bool, cosine);
    QFETCH(int, workers);
    const Metric metric = cosine ? Metric::Cosine : Metric::Euclidean;
    const auto values = someVectors(6000, 64, 12, 8, 21);
    const Vectors all{ values, 64 };
    Crew crew("test", unsigned(workers));
    auto index = Index::create(64, { .metric = metric }).value();
    QVERIFY(index->add({ all.values.first(5800 * 64), 64 }, crew).has_value());
    const Vectors stored{ all.values.first(5800 * 64), 64 }, asked{ all.values.subspan(5800 * 64), 64 };
    const auto found = index->search(asked, 10, 100, crew).value();
    const auto truth = exactNeighbours(asked, stored, 10, metric, Self::Counts, crew);
    std::size_t hits = 0;
    for (std::size_t i = 0; i < asked.count(); ++i)
        for (std::size_t n = 0; n < 10; ++n) {
            const auto id = truth.idsOf(i)[n];
            const auto at = std::ranges::find(found.idsOf(i), id) - found.idsOf(i).begin();
            if (at == 10)
                continue;
            ++hits;
            QVERIFY(std::abs(found.distancesOf(i)[std::size_t(at)] - truth.distancesOf(i)[n]) < 1e-4F);
        }
    QVERIFY2(double(hits) >= 0.98 * double(truth.ids.size()), qPrintable(QString::number(hits)));
}

void TestNeighbourIndex::theSameSeedGivesTheSameAnswers()
{
    const auto values = someVectors(3000, 16, 3, 5, 2);
    Crew one("test", 1);
    const auto ask = [&](std::uint64_t seed) {
        auto index = Index::create(16, { .links = 4, .construction = 10, .seed = seed }).value();
        [&] { QVERIFY(index->add({ values, 16 }, one).has_value()); }();
        return index->search({ values, 16 }, 5, 5, one).value().ids;
    };
    QCOMPARE(ask(1), ask(1));
    QVERIFY(ask(1) != ask(2)); // so narrow a search depends on the levels, which are drawn
}

void TestNeighbourIndex::pointsMayComeInPortions()
{
    const auto values = someVectors(4000, 8, 3, 2, 2);
    Crew crew("test", 2);
    auto index = Index::create(8, { .metric = Metric::Euclidean }).value();
    QCOMPARE(index->search({ std::span(values).first(8), 8 }, 5, 10, crew).value().count(), 0U);
    for (std::size_t first = 0; first < 4000; first += 500)
        QVERIFY(index->add({ std::span(values).subspan(first * 8, 500 * 8), 8 }, crew).has_value());
    QCOMPARE(index->size(), 4000U);
    const auto found = index->search({ values, 8 }, 1, 100, crew).value();
    std::size_t itself = 0;
    for (std::size_t i = 0; i < 4000; ++i)
        itself += found.ids[i] == int(i) ? 1 : 0;
    QVERIFY(itself >= 3960);
}

void TestNeighbourIndex::memoryIsSaid()
{
    const auto values = someVectors(2048, 32, 3, 2, 2);
    Crew crew("test", 1);
    auto index = Index::create(32, {}).value();
    QVERIFY(index->add({ values, 32 }, crew).has_value());
    // 32 floats, 32 links and their count, a number, at least; not twice as much.
    const std::size_t least = 2048 * (32 * 4 + 33 * 4 + 8);
    QVERIFY(index->memoryBytes() >= least && index->memoryBytes() < 2 * least);
}

void TestNeighbourIndex::wrongLengthsAreRefused()
{
    const std::vector<float> values(12, 1.F);
    Crew crew("test", 1);
    auto index = Index::create(4, {}).value();
    QCOMPARE(index->add({ values, 3 }, crew).error().code, Error::Code::WrongUse);
    QCOMPARE(index->search({ values, 6 }, 1, 1, crew).error().code, Error::Code::WrongUse);
    QVERIFY(!Index::create(0, {}));
}

QTEST_APPLESS_MAIN(TestNeighbourIndex)
#include "tst_neighbour_index.moc"
