#include "core/data/column_builder.h"
#include "core/data/held_out.h"
#include "core/data/memory_table.h"
#include "core/session/learning_queue.h"
#include "core/session/training.h"
#include "core/store/score_columns.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <set>

using namespace vetrina;
using namespace vetrina::session;

namespace {

/// Alerts of two models: one of a single class, one of three. A third has a label, a fifth no scores.
struct Night {
    static constexpr std::size_t count = 600;

    Night()
    {
        using Type = data::Column::Type;
        std::mt19937 random(5);
        data::ColumnBuilder candid(Type::Int64), object(Type::Text), label(Type::Text), real(Type::Float32);
        std::vector<data::ColumnBuilder> types(3, data::ColumnBuilder(Type::Float32));
        for (std::size_t i = 0; i < count; ++i) {
            candid.append(std::int64_t(2000000000000000000 + std::int64_t(i)));
            objects.push_back("ZTF" + std::to_string(random() % 150));
            object.append(std::string_view(objects.back()));
            labelled.push_back(random() % 3 == 0);
            labelled.back() ? label.append(std::string_view("bogus")) : label.appendNull();
            scored.push_back(random() % 5 != 0);
            reals.push_back(float(random() % 1000) / 1000);
            scored.back() ? real.append(reals.back()) : real.appendNull();
            const double a = double(random() % 1000 + 1), b = double(random() % 1000 + 1),
                         c = double(random() % 1000 + 1);
            const double all[]{ a, b, c };
            for (std::size_t t = 0; t < 3; ++t)
                types[t].append(float(all[t] / (a + b + c)));
        }
        table.add("candid", candid.finish());
        table.add("object", object.finish());
        table.add("label", label.finish());
        table.add("score.net:1.real", real.finish());
        for (std::size_t t = 0; t < 3; ++t)
            table.add("score.types.t" + std::to_string(t), types[t].finish());
    }

    data::MemoryTable table{ count };
    std::vector<std::string> objects;
    std::vector<bool> labelled, scored;
    std::vector<float> reals;
};

Result<store::EmbeddingSet> of(const store::EmbeddingSet& set, std::span<const data::Row> rows)
{
    store::EmbeddingSet some{ set.dimensions, {}, {} };
    for (std::size_t i = 0; i < set.rows.size(); ++i)
        if (std::ranges::binary_search(rows, set.rows[i])) {
            some.rows.push_back(set.rows[i]);
            const auto first = set.values.begin() + std::ptrdiff_t(i * set.dimensions);
            some.values.insert(some.values.end(), first, first + std::ptrdiff_t(set.dimensions));
        }
    return some;
}

LearningRequest asking(const std::string& strategy, std::size_t count)
{
    LearningRequest request;
    request.strategy = strategy;
    request.count = count;
    return request;
}

} // namespace

class TestLearningQueue : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsNearestToAHalfComesFirst_data();
    void whatIsNearestToAHalfComesFirst();
    void threeClassesAreRankedByTheirFigures();
    void labelledOnesAndThoseThatDoNotPassAreLeftOut();
    void chanceNeedsNoModel();
    void theTestSetIsDrawnByObjectAndByChance();
    void aDiverseQueueIsNoBatchOfLookalikes();
    void ordersOfAllHoldAll_data();
    void ordersOfAllHoldAll();
    void aDiverseOrderBeginsWithABatchOfItsOwn();
    void whatIsKeptForAFairTestStandsEvenlyAmongTheOthers();
    void aFairTestIsOfTheObjectsThatATrainingKeeps();
    void whatCanNotBeAnsweredIsSaid();

private:
    Night m_night;
};

void TestLearningQueue::whatIsNearestToAHalfComesFirst_data()
{
    QTest::addColumn<QString>("strategy");
    for (const char* strategy : { "entropy", "margin", "least-confidence" })
        QTest::newRow(strategy) << strategy;
}

void TestLearningQueue::whatIsNearestToAHalfComesFirst()
{
    QFETCH(QString, strategy);
    const auto queue = nextToLabel(m_night.table, "net:1", asking(strategy.toStdString(), 50)).value();
    std::vector<float> truth; // of one class every figure falls with the distance from a half
    for (std::size_t i = 0; i < Night::count; ++i)
        if (!m_night.labelled[i] && m_night.scored[i])
            truth.push_back(std::abs(m_night.reals[i] - 0.5F));
    std::ranges::sort(truth);
    QCOMPARE(queue.rows.size(), 50U);
    for (std::size_t i = 0; i < 50; ++i) {
        const auto row = std::size_t(queue.rows[i]);
        QVERIFY(!m_night.labelled[row] && m_night.scored[row]);
        QVERIFY(std::abs(std::abs(m_night.reals[row] - 0.5F) - truth[i]) < 1e-6F);
        QCOMPARE(queue.candids[i], 2000000000000000000 + std::int64_t(row));
    }
    QCOMPARE(queue.model, "net:1");
}

void TestLearningQueue::threeClassesAreRankedByTheirFigures()
{
    for (const char* strategy : { "entropy", "margin", "least-confidence" }) {
        const auto queue = nextToLabel(m_night.table, "types", asking(strategy, 1000)).value();
        QVERIFY(std::ranges::is_sorted(queue.values, std::greater()));
        QCOMPARE(queue.rows.size(), queue.unlabelled);
        for (std::size_t i = 0; i < queue.rows.size(); ++i) {
            std::vector<float> p;
            for (const char* column : { "score.types.t0", "score.types.t1", "score.types.t2" })
                p.push_back(m_night.table.column(column).value()->floats[std::size_t(queue.rows[i])]);
            if (std::string(strategy) == "entropy")
                QCOMPARE(queue.values[i], store::uncertaintyOf(p));
            std::ranges::sort(p);
            if (std::string(strategy) == "margin")
                QVERIFY(std::abs(queue.values[i] - (1 - (p[2] - p[1]))) < 1e-6F);
            if (std::string(strategy) == "least-confidence")
                QVERIFY(std::abs(queue.values[i] - (1 - p[2])) < 1e-6F);
        }
    }
}

void TestLearningQueue::labelledOnesAndThoseThatDoNotPassAreLeftOut()
{
    auto request = asking("entropy", 1000);
    request.filter = "candid < 2000000000000000100";
    const auto queue = nextToLabel(m_night.table, "types", request).value();
    QCOMPARE(
        queue.rows.size(), std::size_t(std::count(m_night.labelled.begin(), m_night.labelled.begin() + 100, false)));
    for (const auto row : queue.rows)
        QVERIFY(row < 100 && !m_night.labelled[std::size_t(row)]);
}

void TestLearningQueue::chanceNeedsNoModel()
{
    auto request = asking("random", 40);
    const auto queue = nextToLabel(m_night.table, "", request).value();
    QCOMPARE(queue.rows.size(), 40U);
    QVERIFY(queue.model.empty());
    QCOMPARE(nextToLabel(m_night.table, "", request).value().rows, queue.rows);
    request.seed = 2;
    QVERIFY(nextToLabel(m_night.table, "", request).value().rows != queue.rows);
}

void TestLearningQueue::theTestSetIsDrawnByObjectAndByChance()
{
    auto request = asking("entropy", 50);
    request.testShare = 0.2;
    const auto queue = nextToLabel(m_night.table, "net:1", request).value();
    QCOMPARE(queue.rows.size(), 50U);
    QCOMPARE(queue.test, 10U);
    std::set<std::string> training, test;
    for (std::size_t i = 0; i < 50; ++i) {
        (i < 40 ? training : test).insert(m_night.objects[std::size_t(queue.rows[i])]);
        QCOMPARE(std::isnan(queue.values[i]), i >= 40);
    }
    // Neither this nor any longer queue mixes them.
    request.count = 1000;
    const auto all = nextToLabel(m_night.table, "net:1", request).value();
    for (std::size_t i = 0; i < all.rows.size() - all.test; ++i)
        QVERIFY(!test.contains(m_night.objects[std::size_t(all.rows[i])]));
    for (std::size_t i = all.rows.size() - all.test; i < all.rows.size(); ++i)
        QVERIFY(!training.contains(m_night.objects[std::size_t(all.rows[i])]));
}

/// Vectors in six directions, the most informative candidates in one of them.
void TestLearningQueue::aDiverseQueueIsNoBatchOfLookalikes()
{
    auto request = asking("entropy", 5);
    const auto plain = nextToLabel(m_night.table, "net:1", asking("entropy", 50)).value();
    const auto first = std::set<data::Row>(plain.rows.begin(), plain.rows.begin() + 30);
    store::EmbeddingSet set{ 6, {}, {} };
    const auto direction = [&](data::Row row) {
        return first.contains(row) ? std::size_t(0) : std::size_t(1 + row % 4);
    };
    for (std::size_t i = 0; i < Night::count; ++i) {
        set.rows.push_back(data::Row(i));
        for (std::size_t k = 0; k < 6; ++k)
            set.values.push_back(k == (m_night.labelled[i] ? std::size_t(5) : direction(data::Row(i))) ? 1.F : 0.01F);
    }
    request.diverse = true;
    const auto queue = nextToLabel(
        m_night.table, "net:1", request, {}, [&](std::span<const data::Row> rows) { return of(set, rows); });
    QVERIFY2(queue, queue ? "" : queue.error().message.c_str());
    std::set<std::size_t> directions;
    for (const auto row : queue->rows) {
        directions.insert(direction(row));
        QVERIFY(std::ranges::find(plain.rows, row) != plain.rows.end()); // among the ten times as many
    }
    QCOMPARE(directions.size(), std::size_t(5));
    const auto without = nextToLabel(m_night.table, "net:1", request);
    QVERIFY(!without && without.error().code == Error::Code::NotFound);
    QVERIFY(without.error().remedy.find("embed") != std::string::npos);
}

/// The whole queue by what a model leaves open: 1 less the margin, 1 less the largest (Settles 2009), by hand.
void TestLearningQueue::ordersOfAllHoldAll_data()
{
    QTest::addColumn<bool>("margin");
    QTest::addColumn<bool>("reversed");
    for (const bool margin : { false, true })
        for (const bool reversed : { false, true })
            QTest::addRow("%s%s", margin ? "margin" : "least confident", reversed ? " turned about" : "")
                << margin << reversed;
}

void TestLearningQueue::ordersOfAllHoldAll()
{
    QFETCH(bool, margin);
    QFETCH(bool, reversed);
    std::vector<data::Row> rows(Night::count);
    std::iota(rows.rbegin(), rows.rend(), 0); // not as they stand in the table
    std::vector<float> open(Night::count);
    for (std::size_t i = 0; i < Night::count; ++i) {
        std::vector<float> p;
        for (const char* name : { "score.types.t0", "score.types.t1", "score.types.t2" })
            p.push_back(m_night.table.column(name).value()->floats[i]);
        std::ranges::sort(p, std::greater());
        open[i] = margin ? 1 - (p[0] - p[1]) : 1 - p[0];
    }
    auto wanted = rows;
    std::ranges::stable_sort(wanted, [&](data::Row a, data::Row b) {
        const auto x = open[std::size_t(a)], y = open[std::size_t(b)];
        return reversed ? x < y : x > y;
    });
    const auto strategy = margin ? active::Strategy::Margin : active::Strategy::LeastConfidence;
    QCOMPARE(byInformation(m_night.table, "types", strategy, reversed, rows).value(), wanted);
    // What has no score stands last, in its order.
    const auto scored = byInformation(m_night.table, "net:1", strategy, reversed, rows).value();
    QCOMPARE(scored.size(), rows.size());
    std::vector<data::Row> without;
    std::ranges::copy_if(
        rows, std::back_inserter(without), [&](data::Row row) { return !m_night.scored[std::size_t(row)]; });
    QVERIFY(std::ranges::equal(without, std::span(scored).last(without.size())));
}

void TestLearningQueue::aDiverseOrderBeginsWithABatchOfItsOwn()
{
    std::vector<data::Row> rows(Night::count);
    std::iota(rows.begin(), rows.end(), 0);
    const auto entropy = byInformation(m_night.table, "net:1", active::Strategy::Entropy, false, rows).value();
    // Without vectors it is the order by entropy.
    QCOMPARE(byDiversity(m_night.table, "net:1", rows, 8, {}).value(), entropy);
    store::EmbeddingSet set{ 4, {}, {} };
    for (std::size_t i = 0; i < Night::count; ++i) {
        set.rows.push_back(data::Row(i));
        for (std::size_t k = 0; k < 4; ++k)
            set.values.push_back(k == i % 4 ? 1.F : 0.F);
    }
    const auto vectors = [&](std::span<const data::Row> asked) { return of(set, asked); };
    const auto order = byDiversity(m_night.table, "net:1", rows, 8, vectors).value();
    auto request = asking("entropy", 8);
    request.diverse = true;
    const auto batch = nextToLabel(m_night.table, "net:1", request, {}, vectors).value().rows;
    QVERIFY(std::ranges::equal(batch, std::span(order).first(8))); // as the command chooses it
    auto rest = entropy;
    std::erase_if(rest, [&](data::Row row) { return std::ranges::find(batch, row) != batch.end(); });
    QVERIFY(std::ranges::equal(rest, std::span(order).subspan(8)));
}

void TestLearningQueue::whatIsKeptForAFairTestStandsEvenlyAmongTheOthers()
{
    std::vector<data::Row> rows(Night::count);
    std::iota(rows.begin(), rows.end(), 0);
    const auto held = [&](data::Row row) { return data::isHeldOut(m_night.objects[std::size_t(row)], 0.15, 1); };
    const auto kept = [&](const std::vector<data::Row>& order) {
        std::vector<data::Row> these;
        std::ranges::copy_if(order, std::back_inserter(these), held);
        return these;
    };
    const auto entropy = byInformation(m_night.table, "net:1", active::Strategy::Entropy, false, rows).value();
    const auto order = withFairTest(m_night.table, entropy, 0.15, 1).value();
    QVERIFY(std::ranges::is_permutation(order, entropy));
    auto others = order, expected = entropy;
    std::erase_if(others, held);
    std::erase_if(expected, held);
    QCOMPARE(others, expected); // in the model's order
    const auto test = kept(order);
    QVERIFY(test.size() > 40);
    QVERIFY(test != kept(entropy)); // not in the model's order
    double passed = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        passed += held(order[i]) ? 1 : 0;
        QVERIFY(std::abs(passed - double(i + 1) * double(test.size()) / double(order.size())) <= 1);
    }
    // Drawn by chance, and not by who asks for it or what else there is.
    QCOMPARE(kept(withFairTest(m_night.table, rows, 0.15, 1).value()), test);
    auto half = rows;
    half.resize(Night::count / 2);
    auto early = test;
    std::erase_if(early, [](data::Row row) { return row >= data::Row(Night::count / 2); });
    QCOMPARE(kept(withFairTest(m_night.table, half, 0.15, 1).value()), early);
    QCOMPARE(withFairTest(m_night.table, entropy, 0, 1).value(), entropy);
}

void TestLearningQueue::aFairTestIsOfTheObjectsThatATrainingKeeps()
{
    for (const auto& name : Training::recipes()) {
        const auto recipe = Training::recipe(name);
        QVERIFY2(recipe, recipe ? "" : recipe.error().message.c_str());
        if (name == "default")
            continue; // for the simulated sky
        QCOMPARE(recipe->testShare, data::usualTestShare);
        QCOMPARE(recipe->splitSeed, data::usualTestSeed);
    }
}

void TestLearningQueue::whatCanNotBeAnsweredIsSaid()
{
    const auto strategy = nextToLabel(m_night.table, "net:1", asking("best", 5));
    QVERIFY(!strategy && strategy.error().code == Error::Code::WrongUse);
    QVERIFY(strategy.error().remedy.find("least-confidence") != std::string::npos);
    const auto unscored = nextToLabel(m_night.table, "other", asking("entropy", 5));
    QVERIFY(!unscored && unscored.error().code == Error::Code::NotFound);
    QVERIFY(!nextToLabel(m_night.table, "", asking("margin", 5)));
    auto request = asking("random", 5);
    request.testShare = 1.5;
    QCOMPARE(nextToLabel(m_night.table, "", request).error().code, Error::Code::WrongUse);
    request.testShare = 0;
    request.filter = "drb >";
    QCOMPARE(nextToLabel(m_night.table, "", request).error().code, Error::Code::Malformed);
}

QTEST_APPLESS_MAIN(TestLearningQueue)
#include "tst_learning_queue.moc"
