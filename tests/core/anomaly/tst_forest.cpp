#include "core/anomaly/forest.h"
#include "core/anomaly/forest_kernel.h"
#include "core/anomaly/strangeness.h"
#include "tests/core/anomaly/golden.h"

#include <limits>

using namespace vetrina;
using namespace vetrina::anomaly;

class TestForest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithScikitLearnAsItselfDoes();
    void averagePathLengthsAreThoseOfThePaper();
    void valuesAreOfTheSameScaleAsScikitLearns();
    void theSeedDecidesAndTheThreadsDoNot();
    void everyInstructionSetWalksAlike_data();
    void everyInstructionSetWalksAlike();
    void howTheRowsLieInMemoryDoesNotMatter();
    void twoRowsAreSetApartByOneCut();
    void whatIsTheSameEverywhereIsNowhereStrange();
    void aMissingValueGoesWithTheLowerSide();
    void infinitiesAreOnlyVeryFarOut();
    void whatIsSavedScoresTheSame();
    void damagedStatesAreRefused();
    void refusesWhatItCannotFit();
    void stopsWhenAsked();
    void plantedFieldsAreFound();
};

void TestForest::agreesWithScikitLearnAsItselfDoes()
{
    const Golden golden;
    double ours = 0, theirs = 0;
    int pairs = 0;
    for (int i = 1; i <= 4; ++i) {
        const auto& one = golden.column.at(QString("forest%1").arg(i));
        for (int j = i + 1; j <= 4; ++j, ++pairs)
            theirs += spearman(one, golden.column.at(QString("forest%1").arg(j)));
        for (std::uint64_t seed = 0; seed < 4; ++seed) {
            Options options;
            options.seed = seed;
            ours += spearman(one, fitAndScore(options, golden.all()));
        }
    }
    ours /= 16;
    theirs /= pairs;
    qInfo("Spearman with scikit-learn %.4f; scikit-learn with itself %.4f", ours, theirs);
    QVERIFY(ours >= theirs - 0.01);
}

void TestForest::averagePathLengthsAreThoseOfThePaper()
{
    QCOMPARE(Forest::averagePathLength(0), 0.0);
    QCOMPARE(Forest::averagePathLength(1), 0.0);
    QCOMPARE(Forest::averagePathLength(2), 1.0);
    // As scikit-learn has them: 2 (ln(n - 1) + gamma) - 2 (n - 1) / n
    QVERIFY(std::abs(Forest::averagePathLength(3) - 1.207392357589623) < 1e-12);
    QVERIFY(std::abs(Forest::averagePathLength(256) - 10.244770920119917) < 1e-12);
    QVERIFY(std::abs(Forest::averagePathLength(10000) - 17.575112063754766) < 1e-12);
}

void TestForest::valuesAreOfTheSameScaleAsScikitLearns()
{
    const Golden golden;
    const auto ours = fitAndScore({}, golden.all());
    const auto& theirs = golden.column.at("forest1");
    double sum = 0, squares = 0;
    for (std::size_t i = 0; i < ours.size(); ++i) {
        sum += static_cast<double>(ours[i] - theirs[i]);
        squares += std::pow(static_cast<double>(ours[i] - theirs[i]), 2);
    }
    const auto count = static_cast<double>(ours.size());
    QVERIFY2(std::abs(sum / count) < 0.01, qPrintable(QString::number(sum / count)));
    QVERIFY2(std::sqrt(squares / count) < 0.03, qPrintable(QString::number(std::sqrt(squares / count))));
}

void TestForest::theSeedDecidesAndTheThreadsDoNot()
{
    const auto values = normals(20000 * 5, 1);
    std::vector<std::int64_t> ids(20000);
    const Rows rows{ MatrixView::byRows(values, 5), ids };
    const auto one = fitAndScore({}, rows, 1);
    QCOMPARE(fitAndScore({}, rows, 3), one);
    QCOMPARE(fitAndScore({}, rows, 7), one);
    Options other;
    other.seed = 1;
    QVERIFY(fitAndScore(other, rows, 1) != one);
}

void TestForest::everyInstructionSetWalksAlike_data()
{
    QTest::addColumn<int>("depth");
    for (const int depth : { 1, 2, 3, 4, 5, 6, 7, 8, 11 })
        QTest::addRow("%d levels", depth) << depth;
}

void TestForest::everyInstructionSetWalksAlike()
{
    QFETCH(int, depth);
    constexpr std::size_t count = 5, columns = 9;
    const auto stride = forest::Trees::stride(depth);
    std::mt19937 random(static_cast<unsigned>(depth));
    std::vector<std::int32_t> offsets(count * stride);
    for (auto& offset : offsets)
        offset = static_cast<std::int32_t>(random() % columns * forest::lanes);
    auto thresholds = normals(count * stride, 2);
    for (std::size_t i = 0; i < thresholds.size(); i += 13)
        thresholds[i] = std::numeric_limits<float>::infinity();
    const auto lengths = normals(count << depth, 3);
    auto values = normals(columns * forest::lanes, 4);
    values[17] = std::numeric_limits<float>::quiet_NaN();
    values[18] = thresholds[0]; // neither above
    values[19] = std::numeric_limits<float>::infinity();
    const forest::Trees trees{ count, depth, offsets.data(), thresholds.data(), lengths.data() };

    std::vector<float> expected(forest::lanes);
    for (std::size_t row = 0; row < forest::lanes; ++row)
        for (std::size_t tree = 0; tree < count; ++tree) {
            std::size_t node = 0;
            for (int level = 0; level < depth; ++level) {
                const auto at = tree * stride + node;
                const float value = values[static_cast<std::size_t>(offsets[at]) + row];
                node = 2 * node + (value > thresholds[at] ? 2 : 1);
            }
            expected[row] += lengths[(tree << depth) + node - ((std::size_t(1) << depth) - 1)];
        }
    const auto walked = [&](forest::Walk walk) {
        std::vector<float> sums(forest::lanes);
        walk(trees, values.data(), sums.data());
        return sums;
    };
    QCOMPARE(walked(forest::walkPlain), expected);
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2"))
        QCOMPARE(walked(forest::walkAvx2), expected);
    if (__builtin_cpu_supports("avx512f"))
        QCOMPARE(walked(forest::walkAvx512), expected);
#endif
}

void TestForest::howTheRowsLieInMemoryDoesNotMatter()
{
    const Golden golden;
    std::vector<float> turned(golden.values.size());
    for (std::size_t row = 0; row < golden.rows(); ++row)
        for (std::size_t column = 0; column < Golden::columns; ++column)
            turned[column * golden.rows() + row] = golden.values[row * Golden::columns + column];
    QCOMPARE(fitAndScore({}, { MatrixView::byColumns(turned, golden.rows(), Golden::columns), golden.ids }),
        fitAndScore({}, golden.all()));
}

void TestForest::twoRowsAreSetApartByOneCut()
{
    const std::vector<float> values{ 1, 2 };
    const std::vector<std::int64_t> ids{ 0, 1 };
    // Depth 1 in every tree, and c(2) is 1: 2^-1.
    QCOMPARE(fitAndScore({}, { MatrixView::byRows(values, 1), ids }), (std::vector<float>{ 0.5F, 0.5F }));
}

void TestForest::whatIsTheSameEverywhereIsNowhereStrange()
{
    const std::vector<float> values(300, 4.F);
    const std::vector<std::int64_t> ids(300);
    // No cut: every tree is a leaf of 256, and the value 2^(-c(256) / c(256)).
    const auto scored = fitAndScore({}, { MatrixView::byRows(values, 1), ids });
    QVERIFY(std::ranges::all_of(scored, [](float value) { return std::abs(value - 0.5F) < 1e-6F; }));
}

void TestForest::aMissingValueGoesWithTheLowerSide()
{
    constexpr float none = std::numeric_limits<float>::quiet_NaN(), low = std::numeric_limits<float>::lowest();
    auto values = normals(1000 * 3, 5);
    const std::vector<std::int64_t> ids(1000);
    Pool pool;
    const Forest forest = Forest::fit({}, { MatrixView::byRows(values, 3), ids }, pool.run()).value();
    const std::vector<float> missing{ none, 0.5F, -1.F }, lowest{ low, 0.5F, -1.F };
    float a = 0, b = 0;
    forest.scoreHere({ MatrixView::byRows(missing, 3), {} }, { &a, 1 });
    forest.scoreHere({ MatrixView::byRows(lowest, 3), {} }, { &b, 1 });
    QCOMPARE(a, b);
    for (std::size_t row = 0; row < 1000; ++row) // and nothing is cut in a column without a value
        values[row * 3 + 1] = none;
    const auto without = fitAndScore({}, { MatrixView::byRows(values, 3), ids });
    QVERIFY(std::ranges::all_of(without, [](float value) { return value > 0.3F && value < 1.F; }));
}

void TestForest::infinitiesAreOnlyVeryFarOut()
{
    auto values = normals(400 * 2, 6);
    values[2 * 17] = std::numeric_limits<float>::infinity();
    values[2 * 18] = -std::numeric_limits<float>::infinity();
    const std::vector<std::int64_t> ids(400);
    const auto scored = fitAndScore({}, { MatrixView::byRows(values, 2), ids });
    QVERIFY(std::ranges::all_of(scored, [](float value) { return value > 0 && value < 1; }));
    QVERIFY(scored[17] > 0.7F && scored[18] > 0.7F);
}

void TestForest::whatIsSavedScoresTheSame()
{
    const Golden golden;
    Pool pool;
    const auto fitted = fit({}, golden.all(), pool.run());
    QVERIFY(fitted);
    const auto loaded = load("forest", (*fitted)->save());
    QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().message.c_str());
    QCOMPARE((*loaded)->columns(), Golden::columns);
    std::vector<float> before(golden.rows()), after(golden.rows());
    QVERIFY((*fitted)->score(golden.all(), before, pool.run()));
    QVERIFY((*loaded)->score(golden.all(), after, pool.run()));
    QCOMPARE(after, before);
}

void TestForest::damagedStatesAreRefused()
{
    const auto values = normals(64, 7);
    const std::vector<std::int64_t> ids(64);
    Options options;
    options.trees = 2;
    options.samples = 8;
    Pool pool;
    const auto saved = Forest::fit(options, { MatrixView::byRows(values, 1), ids }, pool.run()).value().save();
    QVERIFY(Forest::load(saved));
    for (std::size_t size = 0; size < saved.size(); ++size) // cut off anywhere
        QCOMPARE(Forest::load(std::span(saved).first(size)).error().code, Error::Code::Malformed);
    for (std::size_t at = 0; at < saved.size(); ++at) { // no byte of it leads out of the memory
        auto damaged = saved;
        damaged[at] = std::byte(0xf7);
        if (const auto read = Forest::load(damaged); read && read->columns() == 1) {
            std::vector<float> scored(64);
            read->scoreHere({ MatrixView::byRows(values, 1), ids }, scored);
        }
    }
    QCOMPARE(load("knn", saved).error().code, Error::Code::Malformed);
    QCOMPARE(load("oracle", saved).error().code, Error::Code::NotFound);
}

void TestForest::refusesWhatItCannotFit()
{
    const auto values = normals(30, 8);
    const std::vector<std::int64_t> ids(30);
    Pool pool;
    const auto codeOf = [&](const Options& options, std::size_t columns, std::size_t numbers) {
        const Rows rows{ MatrixView::byRows(std::span(values).first(numbers), columns), ids };
        const auto fitted = fit(options, rows, pool.run());
        return fitted ? Error::Code::Internal : fitted.error().code;
    };
    QCOMPARE(codeOf({}, 3, 3), Error::Code::WrongUse); // one row
    QCOMPARE(codeOf({}, 3, 0), Error::Code::WrongUse);
    Options none;
    none.trees = 0;
    QCOMPARE(codeOf(none, 3, 30), Error::Code::WrongUse);
    Options alone;
    alone.samples = 1;
    QCOMPARE(codeOf(alone, 3, 30), Error::Code::WrongUse);
    Options unknown;
    unknown.kind = "oracle";
    QCOMPARE(codeOf(unknown, 3, 30), Error::Code::NotFound);
    const auto fitted = fit({}, { MatrixView::byRows(values, 3), ids }, pool.run());
    std::vector<float> out(15);
    const auto other = (*fitted)->score({ MatrixView::byRows(values, 2), ids }, out, pool.run());
    QCOMPARE(other.error().code, Error::Code::WrongUse);
}

void TestForest::stopsWhenAsked()
{
    const Golden golden;
    Pool pool;
    std::stop_source stop;
    stop.request_stop();
    QCOMPARE(fit({}, golden.all(), pool.run(stop.get_token())).error().code, Error::Code::Cancelled);
    const auto fitted = fit({}, golden.all(), pool.run());
    std::vector<float> out(golden.rows());
    QCOMPARE((*fitted)->score(golden.all(), out, pool.run(stop.get_token())).error().code, Error::Code::Cancelled);
    Progress progress;
    QVERIFY((*fitted)->score(golden.all(), out, pool.run({}, &progress)));
    QCOMPARE(progress.done.load(), golden.rows());
}

void TestForest::plantedFieldsAreFound()
{
    Golden golden; // its medians are not 0: put them there
    for (std::size_t column = 0; column < Golden::columns; ++column) {
        auto sorted = golden.column.at(QString("x%1").arg(column));
        std::ranges::sort(sorted);
        for (std::size_t row = 0; row < golden.rows(); ++row)
            golden.values[row * Golden::columns + column] -= sorted[sorted.size() / 2];
    }
    Pool pool;
    for (const std::string kind : { "forest", "knn" }) {
        Options options;
        options.kind = kind;
        const auto fitted = fit(options, golden.all(), pool.run());
        QVERIFY(fitted);
        std::vector<float> values(golden.rows());
        QVERIFY((*fitted)->score(golden.all(), values, pool.run()));
        auto sorted = values;
        std::ranges::sort(sorted, std::ranges::greater());
        int planted = 0, found = 0;
        for (std::size_t row = 0; row < golden.rows(); ++row) {
            const auto column = static_cast<int>(golden.column.at("planted")[row]);
            if (column < 0)
                continue;
            ++planted;
            QVERIFY2(values[row] >= sorted[39], qPrintable(QString("row %1").arg(row))); // among the forty strangest
            const auto shares = contributions(
                **fitted, std::span(golden.values).subspan(row * Golden::columns, Golden::columns), golden.ids[row]);
            const auto most = std::ranges::max_element(shares) - shares.begin();
            found += most == column;
            QVERIFY(shares[static_cast<std::size_t>(column)] > 0);
        }
        QCOMPARE(planted, 10);
        QCOMPARE(found, planted);
    }
}

QTEST_APPLESS_MAIN(TestForest)
#include "tst_forest.moc"
