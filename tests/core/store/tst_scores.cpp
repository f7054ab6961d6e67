#include "core/store/scores.h"
#include "store_test.h"

using namespace vetrina;
using namespace vetrina::store;

class TestScores : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void scoresReadBack();
    void whatIsNewIsFound();
    void aModelIsFoundByNameOrVersion();
    void theFileMayBeDeleted();
    void aFileOfAnotherCatalogueIsMadeAnew();
    void aTornFileIsMadeAnew();
};

namespace {

const std::vector<std::string> classes{ "bogus", "real" };

} // namespace

void TestScores::scoresReadBack()
{
    const TemporaryProject t;
    auto store = ScoreStore::open(t.project).value();
    const auto braai = store->model("braai", "1", classes).value();
    const std::vector<data::Row> rows{ 5, 3 };
    const std::vector<float> probabilities{ 0.25F, 0.75F, 0.5F, 0.5F };
    QVERIFY(store->put(braai, rows, probabilities));
    QCOMPARE(store->get(braai, 5).value(), (std::vector<float>{ 0.25F, 0.75F }));
    QVERIFY(store->get(braai, 4).value().empty());
    QCOMPARE(store->missing(braai, 2, 7).value(), (std::vector<data::Row>{ 2, 4, 6 }));
    QCOMPARE(store->model("braai", "1", classes).value(), braai);
    QCOMPARE(store->model("braai", "1", std::vector<std::string>{ "real" }).error().code, Error::Code::WrongUse);
    QVERIFY(store->remove(braai));
    QVERIFY(store->get(braai, 5).value().empty());
}

void TestScores::whatIsNewIsFound()
{
    const TemporaryProject t;
    auto store = ScoreStore::open(t.project).value();
    const auto model = store->model("m", "1", classes).value();
    const auto put = [&](data::Row row, float p) {
        const std::vector<float> both{ 1 - p, p };
        return store->put(model, { &row, 1 }, both).has_value();
    };
    std::vector<std::pair<data::Row, float>> seen;
    const auto collect = [&](data::Row row, std::span<const float> p) { seen.emplace_back(row, p[1]); };
    QVERIFY(put(7, 0.5F) && put(2, 0.25F));
    const auto change = store->forEachSince(model, 0, collect).value();
    QCOMPARE(seen.size(), 2u);
    seen.clear();
    QCOMPARE(store->forEachSince(model, change, collect).value(), change);
    QVERIFY(seen.empty());
    QVERIFY(put(7, 0.75F)); // scored again
    const auto next = store->forEachSince(model, change, collect).value();
    QVERIFY(next > change);
    QCOMPARE(seen, (std::vector<std::pair<data::Row, float>>{ { 7, 0.75F } }));
}

void TestScores::aModelIsFoundByNameOrVersion()
{
    const TemporaryProject t;
    auto store = ScoreStore::open(t.project).value();
    const auto one = store->model("m", "1", classes).value();
    const auto two = store->model("m", "2", classes).value();
    QCOMPARE(store->findModel("m").value().id, two);
    QCOMPARE(store->findModel("m:1").value().id, one);
    QCOMPARE(store->findModel("m:1").value().classes, classes);
    QCOMPARE(store->findModel("n").error().code, Error::Code::NotFound);
}

void TestScores::theFileMayBeDeleted()
{
    const TemporaryProject t;
    QVERIFY(ScoreStore::open(t.project).value()->model("m", "1", classes));
    std::filesystem::remove(t.project.derived());
    auto store = ScoreStore::open(t.project).value();
    QVERIFY(store->models().value().empty());
    const Project readOnly = Project::open(t.project.folder, Mode::ReadOnly).value();
    QVERIFY(ScoreStore::open(readOnly).value()->models().value().empty());
}

void TestScores::aFileOfAnotherCatalogueIsMadeAnew()
{
    const TemporaryProject t, other;
    QVERIFY(ScoreStore::open(other.project).value()->model("m", "1", classes));
    std::filesystem::copy_file(other.project.derived(), t.project.derived());
    QVERIFY(ScoreStore::open(t.project).value()->models().value().empty());
}

void TestScores::aTornFileIsMadeAnew()
{
    const TemporaryProject t;
    QVERIFY(ScoreStore::open(t.project).value()->model("m", "1", classes));
    std::filesystem::resize_file(t.project.derived(), 5000);
    auto store = ScoreStore::open(t.project);
    VERIFY_RESULT(store);
    QVERIFY((*store)->model("m", "1", classes));
    std::filesystem::remove(t.project.derived().string() + "-wal");
}

QTEST_APPLESS_MAIN(TestScores)
#include "tst_scores.moc"
