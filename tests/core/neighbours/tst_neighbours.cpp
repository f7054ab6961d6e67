#include "core/neighbours/exact.h"
#include "core/neighbours/graph.h"
#include "core/neighbours/kernels.h"
#include "tests/core/neighbours/some_vectors.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace vetrina;
using namespace vetrina::neighbours;

namespace {

double plainDistance(std::span<const float> a, std::span<const float> b, Metric metric)
{
    double ab = 0, aa = 0, bb = 0, squares = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const double x = double(a[i]), y = double(b[i]);
        ab += x * y;
        aa += x * x;
        bb += y * y;
        squares += (x - y) * (x - y);
    }
    return metric == Metric::Euclidean ? std::sqrt(squares) : 1 - ab / std::sqrt(aa * bb);
}

/// Share of the neighbours in `truth` that `found` has.
double recall(const Neighbours& found, const Neighbours& truth)
{
    std::size_t hits = 0;
    for (std::size_t i = 0; i < truth.count(); ++i)
        for (const auto id : truth.idsOf(i))
            hits += std::ranges::count(found.idsOf(i), id) > 0 ? 1 : 0;
    return double(hits) / double(truth.ids.size());
}

} // namespace

class TestNeighbours : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void exactSearchFindsWhatAPlainLoopFinds_data();
    void exactSearchFindsWhatAPlainLoopFinds();
    void everyInstructionSetGivesTheSameSums();
    void farFromTheOriginNearbyPointsAreToldApart();
    void twinsAreNeighboursAtNoDistance();
    void fewPointsGiveFewNeighbours();
    void theGraphHasTheRecallThatWasAsked_data();
    void theGraphHasTheRecallThatWasAsked();
    void theGraphIsTheSameForEveryNumberOfWorkers();
    void aStoppedGraphIsCancelled();
};

void TestNeighbours::exactSearchFindsWhatAPlainLoopFinds_data()
{
    QTest::addColumn<int>("points");
    QTest::addColumn<int>("dimensions");
    QTest::addColumn<bool>("cosine");
    for (const int dimensions : { 1, 3, 16, 31, 100 })
        for (const bool cosine : { false, true }) {
            if (dimensions == 1 && cosine)
                continue; // all at 0 or 2
            QTest::addRow("%d values, %s", dimensions, cosine ? "cosine" : "Euclidean") << 300 << dimensions << cosine;
        }
    QTest::newRow("more than a block of points") << 4500 << 8 << false;
}

void TestNeighbours::exactSearchFindsWhatAPlainLoopFinds()
{
    QFETCH(int, points);
    QFETCH(int, dimensions);
    QFETCH(bool, cosine);
    const Metric metric = cosine ? Metric::Cosine : Metric::Euclidean;
    const auto values = someVectors(std::size_t(points), std::size_t(dimensions), 5, 3, 7);
    const Vectors all{ values, std::size_t(dimensions) };
    const Vectors some{ all.values.first(std::size_t(50 * dimensions)), std::size_t(dimensions) };
    Crew crew("test", 2);
    const auto found = exactNeighbours(some, all, 10, metric, Self::LeftOut, crew);
    QCOMPARE(found.k, 10U);
    for (std::size_t i = 0; i < some.count(); ++i) {
        std::vector<double> truth;
        for (std::size_t j = 0; j < all.count(); ++j)
            if (j != i)
                truth.push_back(plainDistance(some[i], all[j], metric));
        std::ranges::sort(truth);
        for (std::size_t n = 0; n < found.k; ++n) {
            const auto id = found.idsOf(i)[n];
            QVERIFY(id >= 0 && id != int(i));
            const double itsOwn = plainDistance(some[i], all[std::size_t(id)], metric);
            QVERIFY(std::abs(double(found.distancesOf(i)[n]) - itsOwn) <= 1e-6 * (1 + itsOwn));
            QVERIFY(std::abs(itsOwn - truth[n]) <= 1e-6 * (1 + itsOwn)); // (equally near ones may change places)
        }
    }
}

void TestNeighbours::everyInstructionSetGivesTheSameSums()
{
    const auto values = someVectors(70, 45, 3, 3, 3);
    kernels::Panels panels;
    std::vector<std::int32_t> ids(70);
    for (std::size_t i = 0; i < ids.size(); ++i)
        ids[i] = int(i);
    panels.add(values.data(), 45, ids.data(), ids.size());
    std::vector<const float*> queries;
    for (std::size_t i = 0; i < 13; ++i)
        queries.push_back(values.data() + i * 45);
    std::vector<const kernels::Kernels*> sets{ &kernels::sse2 };
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        sets.push_back(&kernels::avx2);
    if (__builtin_cpu_supports("avx512f"))
        sets.push_back(&kernels::avx512);
    for (const auto* set : sets) {
        std::vector<float> products(13 * panels.panels * kernels::panelWidth);
        set->dots(queries.data(), queries.size(), panels, products.data());
        std::vector<float> padded(70 * 64, 0.F);
        for (std::size_t i = 0; i < 70; ++i)
            std::copy_n(values.data() + i * 45, 45, padded.data() + i * 64);
        std::vector<double> gram(64 * 64, 0.0);
        set->gram(padded.data(), 70, 64, 0, 45, gram.data());
        for (std::size_t i = 0; i < 13; ++i)
            for (std::size_t j = 0; j < 70; ++j) {
                double product = 0, difference = 0;
                for (std::size_t d = 0; d < 45; ++d) {
                    const double x = double(values[i * 45 + d]), y = double(values[j * 45 + d]);
                    product += x * y;
                    difference += (x - y) * (x - y);
                }
                const float* a = values.data() + i * 45;
                const float* b = values.data() + j * 45;
                QVERIFY(std::abs(double(products[i * panels.panels * 32 + j]) - product) < 2e-4);
                QVERIFY(std::abs(double(set->dot(a, b, 45)) - product) < 2e-4);
                QVERIFY(std::abs(double(set->squaredDistance(a, b, 45)) - difference) < 2e-4);
            }
        for (std::size_t i = 0; i < 45; ++i)
            for (std::size_t j = i; j < 45; ++j) {
                double sum = 0;
                for (std::size_t r = 0; r < 70; ++r)
                    sum += double(values[r * 45 + i]) * double(values[r * 45 + j]);
                QVERIFY2(std::abs(gram[i * 64 + j] - sum) < 1e-3, set->name);
            }
    }
}

void TestNeighbours::farFromTheOriginNearbyPointsAreToldApart()
{
    // At 1000 +- 1e-3 the squares have no digits left for the difference.
    std::vector<float> values;
    for (int i = 0; i < 200; ++i)
        for (int d = 0; d < 4; ++d)
            values.push_back(1000 + float(i) * 0.002F);
    Crew crew("test", 1);
    const auto found = exactNeighbours({ values, 4 }, { values, 4 }, 2, Metric::Euclidean, Self::LeftOut, crew);
    for (int i = 1; i < 199; ++i) {
        const std::set<int> both{ found.idsOf(std::size_t(i)).begin(), found.idsOf(std::size_t(i)).end() };
        QCOMPARE(both, (std::set<int>{ i - 1, i + 1 }));
    }
}

void TestNeighbours::twinsAreNeighboursAtNoDistance()
{
    auto values = someVectors(100, 20, 2, 3, 5);
    std::copy_n(values.begin(), 20, values.begin() + 20 * 60);
    Crew crew("test", 1);
    const auto found = exactNeighbours({ values, 20 }, { values, 20 }, 3, Metric::Euclidean, Self::LeftOut, crew);
    QCOMPARE(found.idsOf(0)[0], 60);
    QCOMPARE(found.idsOf(60)[0], 0);
    QCOMPARE(found.distancesOf(0)[0], 0.F);
}

void TestNeighbours::fewPointsGiveFewNeighbours()
{
    const std::vector<float> values{ 0, 1, 5 };
    Crew crew("test", 2);
    const auto left = exactNeighbours({ values, 1 }, { values, 1 }, 10, Metric::Euclidean, Self::LeftOut, crew);
    QCOMPARE(left.ids, (std::vector<std::int32_t>{ 1, 2, 0, 2, 1, 0 }));
    QCOMPARE(left.distances, (std::vector<float>{ 1, 5, 1, 4, 4, 5 }));
    const auto with = exactNeighbours({ values, 1 }, { values, 1 }, 10, Metric::Euclidean, Self::Counts, crew);
    QCOMPARE(with.k, 3U);
    QCOMPARE(with.idsOf(2)[0], 2);
    QCOMPARE(exactNeighbours({ {}, 1 }, { {}, 1 }, 10, Metric::Euclidean, Self::LeftOut, crew).count(), 0U);
}

void TestNeighbours::theGraphHasTheRecallThatWasAsked_data()
{
    QTest::addColumn<int>("dimensions");
    QTest::addColumn<int>("inner");
    QTest::addColumn<bool>("cosine");
    QTest::newRow("sheets of 3") << 24 << 3 << false;
    QTest::newRow("sheets of 8") << 64 << 8 << false;
    QTest::newRow("by angle") << 64 << 5 << true;
}

void TestNeighbours::theGraphHasTheRecallThatWasAsked()
{
    QFETCH(int, dimensions);
    QFETCH(int, inner);
    QFETCH(bool, cosine);
    const Metric metric = cosine ? Metric::Cosine : Metric::Euclidean;
    const auto values = someVectors(6000, std::size_t(dimensions), 7, std::size_t(inner), 11);
    const Vectors all{ values, std::size_t(dimensions) };
    Crew crew("test", 2);
    const auto graph =
        neighbourGraph(all, { .k = 10, .metric = metric, .recall = 0.98, .exactUpTo = 1000 }, crew).value();
    QVERIFY(graph.lists > 0 && graph.probes > 0 && graph.probes < graph.lists);
    const auto truth = exactNeighbours(all, all, 10, metric, Self::LeftOut, crew);
    const double reached = recall(graph.neighbours, truth);
    QVERIFY2(reached >= 0.97, qPrintable(QString::number(reached))); // chosen on 256 of the points
    QVERIFY(std::abs(graph.recall - reached) < 0.02);
    for (std::size_t i = 0; i < all.count(); ++i)
        QVERIFY(std::ranges::is_sorted(graph.neighbours.distancesOf(i)));
    const auto exact = neighbourGraph(all, { .k = 10, .metric = metric }, crew).value();
    QCOMPARE(exact.neighbours.ids, truth.ids);
}

void TestNeighbours::theGraphIsTheSameForEveryNumberOfWorkers()
{
    const auto values = someVectors(5000, 32, 7, 4, 11);
    Crew one("test", 1), three("test", 3);
    const GraphOptions options{ .k = 10, .exactUpTo = 1000, .seed = 3 };
    const auto a = neighbourGraph({ values, 32 }, options, one).value();
    const auto b = neighbourGraph({ values, 32 }, options, three).value();
    QCOMPARE(a.neighbours.ids, b.neighbours.ids);
    QCOMPARE(a.neighbours.distances, b.neighbours.distances);
}

void TestNeighbours::aStoppedGraphIsCancelled()
{
    const auto values = someVectors(3000, 8, 2, 2, 1);
    Crew crew("test", 1);
    std::stop_source stop;
    stop.request_stop();
    for (const std::size_t exactUpTo : { 1000, 10000 }) {
        const auto graph = neighbourGraph({ values, 8 }, { .exactUpTo = exactUpTo }, crew, stop.get_token());
        QVERIFY(!graph && graph.error().code == Error::Code::Cancelled);
    }
}

QTEST_APPLESS_MAIN(TestNeighbours)
#include "tst_neighbours.moc"
