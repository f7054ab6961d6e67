#include "core/anomaly/knn.h"
#include "core/anomaly/knn_kernel.h"
#include "tests/core/anomaly/golden.h"

#include <limits>

using namespace vetrina;
using namespace vetrina::anomaly;

class TestKnn : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void distancesAreScikitLearns_data();
    void distancesAreScikitLearns();
    void everyInstructionSetFindsTheSame_data();
    void everyInstructionSetFindsTheSame();
    void farOutSmallDistancesKeepTheirDigits();
    void nobodyIsTheirOwnNeighbour();
    void whereThereAreFewAllOfThemCount();
    void aReferenceIsDrawnBySeed();
    void aMissingValueIsNobodysNeighbour();
    void theThreadsDoNotMatter();
    void whatIsSavedScoresTheSame();
};

void TestKnn::distancesAreScikitLearns_data()
{
    QTest::addColumn<std::size_t>("k");
    for (const std::size_t k : { 1, 5, 10 })
        QTest::addRow("k %zu", k) << k;
}

void TestKnn::distancesAreScikitLearns()
{
    QFETCH(std::size_t, k);
    const Golden golden;
    Options options;
    options.kind = "knn";
    options.neighbours = k;
    const auto ours = fitAndScore(options, golden.all());
    const auto& theirs = golden.column.at(QString("knn%1").arg(k));
    for (std::size_t i = 0; i < ours.size(); ++i)
        QVERIFY2(std::abs(ours[i] - theirs[i]) <= 1e-6F * theirs[i] + 1e-7F,
            qPrintable(QString("row %1: %2, not %3").arg(i).arg(ours[i], 0, 'g', 9).arg(theirs[i], 0, 'g', 9)));
}

void TestKnn::everyInstructionSetFindsTheSame_data()
{
    QTest::addColumn<std::size_t>("columns");
    for (const std::size_t columns : { 1, 3, 32, 65 })
        QTest::addRow("%zu columns", columns) << columns;
}

void TestKnn::everyInstructionSetFindsTheSame()
{
    QFETCH(std::size_t, columns);
    constexpr std::size_t panels = 3, queries = 17, k = 4;
    const auto reference = normals(panels * knn::width * columns, 1), asked = normals(queries * columns, 2);
    std::vector<std::int64_t> selves(queries, -1);
    selves[5] = 0;
    selves[6] = 95;
    const auto at = [&](std::size_t row, std::size_t column) {
        return reference[row / knn::width * knn::width * columns + column * knn::width + row % knn::width];
    };
    std::vector<double> expected;
    for (std::size_t query = 0; query < queries; ++query) {
        std::vector<double> all;
        for (std::size_t row = 0; row < panels * knn::width; ++row) {
            double sum = 0;
            for (std::size_t column = 0; column < columns; ++column)
                sum += std::pow(static_cast<double>(at(row, column) - asked[query * columns + column]), 2);
            if (selves[query] != static_cast<std::int64_t>(row))
                all.push_back(sum);
        }
        std::ranges::sort(all);
        expected.insert(expected.end(), all.begin(), all.begin() + k);
    }
    const auto agrees = [&](knn::Scan scan) {
        std::vector<float> nearest(queries * k, std::numeric_limits<float>::infinity());
        knn::Job job{ reference.data(), 2, 0, columns, asked.data(), selves.data(), queries, k, nearest.data() };
        scan(job); // in two parts, as a large reference is
        job.panels += 2 * knn::width * columns;
        job.panelCount = 1;
        job.firstRow = 2 * knn::width;
        scan(job);
        for (std::size_t i = 0; i < nearest.size(); ++i)
            if (std::abs(static_cast<double>(nearest[i]) - expected[i]) > 2e-6 * expected[i] + 1e-12)
                return false;
        return true;
    };
    QVERIFY(agrees(knn::scanPlain));
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        QVERIFY(agrees(knn::scanAvx2));
    if (__builtin_cpu_supports("avx512f"))
        QVERIFY(agrees(knn::scanAvx512));
#endif
}

void TestKnn::farOutSmallDistancesKeepTheirDigits()
{
    // A field with a tail: |a|^2 - 2ab + |b|^2 in float32 would say 0, or less.
    const std::vector<float> values{ 30000.F, 1.F, 30000.F, 1.5F, -4.F, 0.F };
    const std::vector<std::int64_t> ids{ 1, 2, 3 };
    Options options;
    options.kind = "knn";
    options.neighbours = 1;
    const auto scored = fitAndScore(options, { MatrixView::byRows(values, 2), ids });
    QCOMPARE(scored[0], 0.5F);
    QCOMPARE(scored[1], 0.5F);
}

void TestKnn::nobodyIsTheirOwnNeighbour()
{
    const std::vector<float> values{ 0, 1, 5, 5 };
    const std::vector<std::int64_t> ids{ 7, 8, 9, 10 };
    Options options;
    options.kind = "knn";
    options.neighbours = 1;
    QCOMPARE(fitAndScore(options, { MatrixView::byRows(values, 1), ids }), (std::vector<float>{ 1, 1, 0, 0 }));
    Pool pool;
    const auto fitted = fit(options, { MatrixView::byRows(values, 1), ids }, pool.run());
    const std::vector<std::int64_t> later{ 11 };
    float value = -1; // another candidate at the same place is a neighbour
    (*fitted)->scoreHere({ MatrixView::byRows(std::span(values).first(1), 1), later }, { &value, 1 });
    QCOMPARE(value, 0.F);
}

void TestKnn::whereThereAreFewAllOfThemCount()
{
    const std::vector<float> values{ 0, 1, 5 };
    const std::vector<std::int64_t> ids{ 0, 1, 2 };
    Options options;
    options.kind = "knn";
    QCOMPARE(fitAndScore(options, { MatrixView::byRows(values, 1), ids }), (std::vector<float>{ 3, 2.5F, 4.5F }));
}

void TestKnn::aReferenceIsDrawnBySeed()
{
    const auto values = normals(3000 * 2, 3);
    std::vector<std::int64_t> ids(3000);
    std::iota(ids.begin(), ids.end(), std::int64_t(100));
    const Rows rows{ MatrixView::byRows(values, 2), ids };
    Options options;
    options.kind = "knn";
    options.reference = 500;
    Pool pool;
    QCOMPARE(Knn::fit(options, rows, pool.run()).value().referenceRows(), 500u);
    const auto one = fitAndScore(options, rows);
    QCOMPARE(fitAndScore(options, rows), one);
    QVERIFY(std::ranges::none_of(one, [](float value) { return value == 0; })); // nobody met themselves
    options.seed = 1;
    QVERIFY(fitAndScore(options, rows) != one);
    options.reference = 3000;
    Options all;
    all.kind = "knn";
    QVERIFY(fitAndScore(options, rows) == fitAndScore(all, rows));
}

void TestKnn::aMissingValueIsNobodysNeighbour()
{
    constexpr float none = std::numeric_limits<float>::quiet_NaN();
    const std::vector<float> values{ 0, none, 3 };
    const std::vector<std::int64_t> ids{ 0, 1, 2 };
    Options options;
    options.kind = "knn";
    const auto scored = fitAndScore(options, { MatrixView::byRows(values, 1), ids });
    QCOMPARE(scored[0], 3.F);
    QVERIFY(std::isnan(scored[1]));
    QCOMPARE(scored[2], 3.F);
}

void TestKnn::theThreadsDoNotMatter()
{
    const auto values = normals(2000 * 7, 4);
    std::vector<std::int64_t> ids(2000);
    std::iota(ids.begin(), ids.end(), std::int64_t(0));
    Options options;
    options.kind = "knn";
    const Rows rows{ MatrixView::byRows(values, 7), ids };
    QCOMPARE(fitAndScore(options, rows, 5), fitAndScore(options, rows, 1));
}

void TestKnn::whatIsSavedScoresTheSame()
{
    const Golden golden;
    Options options;
    options.kind = "knn";
    Pool pool;
    const auto fitted = fit(options, golden.all(), pool.run());
    const auto saved = (*fitted)->save();
    const auto loaded = load("knn", saved);
    QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().message.c_str());
    std::vector<float> before(golden.rows()), after(golden.rows());
    QVERIFY((*fitted)->score(golden.all(), before, pool.run()));
    QVERIFY((*loaded)->score(golden.all(), after, pool.run()));
    QCOMPARE(after, before);
    for (std::size_t size = 0; size < saved.size(); size += 97)
        QCOMPARE(load("knn", std::span(saved).first(size)).error().code, Error::Code::Malformed);
}

QTEST_APPLESS_MAIN(TestKnn)
#include "tst_knn.moc"
