#include "core/store/embeddings.h"
#include "store_test.h"

#include <cmath>

using namespace vetrina;
using namespace vetrina::store;

class TestEmbeddings : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void vectorsReadBackAsHalves();
    void aModelIsFoundByNameOrVersion();
    void whatIsNoNumberIsRefused();
    void aMapReadsBack();
    void theFileMayBeDeleted();
};

void TestEmbeddings::vectorsReadBackAsHalves()
{
    const TemporaryProject t;
    auto store = EmbeddingStore::open(t.project).value();
    const EmbeddingModel braai{ store->model("braai", "1", 3).value(), "braai", "1", 3 };
    const EmbeddingModel other{ store->model("other", "1", 1).value(), "other", "1", 1 };
    const std::vector<data::Row> rows{ 7, 2 };
    const std::vector<float> vectors{ 0.25F, 1e6F, -0.1F, 0, -1e9F, 3 };
    QVERIFY(store->put(braai, rows, vectors));
    QVERIFY(store->put(other, std::vector<data::Row>{ 2 }, std::vector<float>{ 9 }));
    const auto set = store->all(braai).value();
    QCOMPARE(set.rows, (std::vector<data::Row>{ 2, 7 }));
    QCOMPARE(set.values, (std::vector<float>{ 0, -65504, 3, 0.25F, 65504, -0x1.998p-4F }));
    QCOMPARE(store->rows(braai.id).value(), set.rows);
    QVERIFY(store->put(braai, std::vector<data::Row>{ 2 }, std::vector<float>{ 1, 2, 3 })); // replaced
    QCOMPARE(store->all(braai).value().values.front(), 1.F);
    QVERIFY(!store->put(braai, rows, std::vector<float>{ 1, 2, 3 }));
}

void TestEmbeddings::aModelIsFoundByNameOrVersion()
{
    const TemporaryProject t;
    auto store = EmbeddingStore::open(t.project).value();
    QCOMPARE(store->findModel("").error().code, Error::Code::NotFound);
    const auto first = store->model("net", "1", 4).value(), second = store->model("net", "2", 8).value();
    QCOMPARE(store->model("net", "1", 4).value(), first);
    QCOMPARE(store->model("net", "1", 5).error().code, Error::Code::WrongUse);
    QCOMPARE(store->findModel("net").value().id, second);
    QCOMPARE(store->findModel("net:1").value().dimensions, 4U);
    QCOMPARE(store->findModel("").error().code, Error::Code::NotFound); // nobody has a vector
    const std::vector<data::Row> row{ 0 };
    VERIFY_RESULT(store->put(store->findModel("net:1").value(), row, std::vector<float>(4, 1.F)));
    QCOMPARE(store->findModel("").value().id, first); // the second was stopped before it had any
    VERIFY_RESULT(store->put(store->findModel("net:2").value(), row, std::vector<float>(8, 1.F)));
    QCOMPARE(store->findModel("").value().id, second);
    QCOMPARE(store->findModel("none").error().code, Error::Code::NotFound);
}

void TestEmbeddings::whatIsNoNumberIsRefused()
{
    const TemporaryProject t;
    auto store = EmbeddingStore::open(t.project).value();
    const EmbeddingModel model{ store->model("net", "1", 1).value(), "net", "1", 1 };
    QCOMPARE(
        store->put(model, std::vector<data::Row>{ 2 }, std::vector<float>{ NAN }).error().code, Error::Code::WrongUse);
    QVERIFY(store->rows(model.id).value().empty());
}

void TestEmbeddings::aMapReadsBack()
{
    const TemporaryProject t;
    auto store = EmbeddingStore::open(t.project).value();
    const auto model = store->model("net", "1", 1).value();
    QVERIFY(!store->map(model, "umap").value());
    for (const float x : { 1.F, 2.F }) // the second takes the first one's place
        QVERIFY(store->putMap(model, "umap", { "{}", { 3, 9 }, { x, 0.5F, -1, 2 } }));
    const auto map = store->map(model, "umap").value();
    QCOMPARE(map->rows, (std::vector<data::Row>{ 3, 9 }));
    QCOMPARE(map->xy, (std::vector<float>{ 2, 0.5F, -1, 2 }));
    QVERIFY(!store->map(model, "pca").value());
}

void TestEmbeddings::theFileMayBeDeleted()
{
    const TemporaryProject t;
    {
        auto store = EmbeddingStore::open(t.project).value();
        QVERIFY(store->model("net", "1", 1));
    }
    std::filesystem::remove(t.project.derived());
    auto store = EmbeddingStore::open(t.project).value();
    QVERIFY(store->models().value().empty());
}

QTEST_APPLESS_MAIN(TestEmbeddings)
#include "tst_embeddings.moc"
