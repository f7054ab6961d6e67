#include "core/base/crew.h"
#include "core/neighbours/exact.h"
#include "core/session/embeddings.h"
#include "core/session/ingest.h"
#include "core/session/look_alikes.h"
#include "tests/core/neighbours/some_vectors.h"
#include "tests/core/session/small_night.h"
#include "tests/core/store/store_test.h"
#include "tests/real_data.h"

#include <numeric>

using namespace vetrina;
using session::LookAlikes;

/// What looks like a candidate, by the index, against comparing with all.
class TestLookAlikes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itFindsWhatComparingWithAllFinds_data();
    void itFindsWhatComparingWithAllFinds();
    void whatCameSinceIsTakenIn();
    void whatAnotherProcessPutIsFoundWhenAskedFor();
    void aStoppedQuestionIsTakenUpAgain();
    void fewVectorsAndNone();
    void anotherModelHasItsOwn();
    void realCandidatesHaveTheSameNeighbours();

private:
    struct Vectors {
        store::EmbeddingModel model;
        std::vector<data::Row> rows;
        std::vector<float> values; ///< as the store rounds them
    };
    /// Rows 3, 5, 7, ... of so many values.
    static Vectors put(store::EmbeddingStore& store, std::size_t count, std::size_t dimensions)
    {
        Vectors made;
        made.model = { store.model("net", "1", dimensions).value(), "net", "1", dimensions };
        for (std::size_t i = 0; i < count; ++i)
            made.rows.push_back(static_cast<data::Row>(3 + 2 * i));
        if (!store.put(made.model, made.rows, someVectors(count, dimensions, 12, 3, 7)))
            qFatal("the vectors can't be put");
        made.values = store.all(made.model).value().values;
        return made;
    }
};

void TestLookAlikes::itFindsWhatComparingWithAllFinds_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("dimensions");
    QTest::newRow("long vectors") << 3000 << 256;
    QTest::newRow("short vectors") << 3000 << 24;
    QTest::newRow("as long as the components are many") << 500 << 64;
    QTest::newRow("more workers than one") << 21000 << 80;
}

void TestLookAlikes::itFindsWhatComparingWithAllFinds()
{
    QFETCH(int, count);
    QFETCH(int, dimensions);
    constexpr std::size_t k = 10;
    const TemporaryProject t;
    const auto store = store::EmbeddingStore::open(t.project).value();
    const auto made = put(*store, static_cast<std::size_t>(count), static_cast<std::size_t>(dimensions));
    LookAlikes index(*store, 2);
    const std::size_t length = made.model.dimensions;
    std::size_t same = 0, wanted = 0;
    Crew crew("truth", 1);
    for (std::size_t i = 0; i < made.rows.size(); i += made.rows.size() / 100) {
        const auto own = std::span(made.values).subspan(i * length, length);
        const auto truth = neighbours::exactNeighbours({ own, length }, { made.values, length }, k + 1,
            neighbours::Metric::Cosine, neighbours::Self::Counts, crew);
        const auto found = index.nearest(made.model, made.rows[i], k);
        VERIFY_RESULT(found);
        QVERIFY(found->known);
        QCOMPARE(found->among, made.rows.size());
        QCOMPARE(found->components, std::min(length, LookAlikes::components));
        QCOMPARE(found->nearest.size(), k);
        for (std::size_t n = 1; n < k; ++n)
            QVERIFY(found->nearest[n - 1].second <= found->nearest[n].second);
        for (std::size_t n = 0; n <= k; ++n) {
            const auto row = made.rows[static_cast<std::size_t>(truth.ids[n])];
            if (row == made.rows[i])
                continue;
            ++wanted;
            for (const auto& [neighbour, distance] : found->nearest)
                if (neighbour == row) {
                    ++same;
                    QVERIFY(std::abs(distance - truth.distances[n]) < 1e-6F);
                }
        }
        QVERIFY(std::ranges::none_of(found->nearest, [&](const auto& one) { return one.first == made.rows[i]; }));
    }
    QVERIFY2(same >= wanted * 98 / 100, qPrintable(QString("%1 of %2").arg(same).arg(wanted)));
    const auto bytes = index.nearest(made.model, made.rows[0], 1).value().bytes;
    const std::size_t held = std::min(length, LookAlikes::components) * sizeof(float);
    QVERIFY(
        bytes > made.rows.size() * held && bytes < std::max<std::size_t>(2048, made.rows.size() * 2) * (held + 400));
}

void TestLookAlikes::whatCameSinceIsTakenIn()
{
    const TemporaryProject t;
    const auto store = store::EmbeddingStore::open(t.project).value();
    const auto made = put(*store, 300, 128);
    LookAlikes index(*store, 2);
    QCOMPARE(index.nearest(made.model, 3, 5).value().among, 300U);
    const std::span twin(made.values.data(), 128); // looks just like row 3
    QVERIFY(store->put(made.model, std::vector<data::Row>{ 4 }, twin));
    QCOMPARE(index.nearest(made.model, 3, 5).value().among, 300U); // nobody said so
    index.outdated();
    const auto found = index.nearest(made.model, 3, 5).value();
    QCOMPARE(found.among, 301U);
    QCOMPARE(found.nearest.front().first, 4);
    QVERIFY(found.nearest.front().second < 1e-6F);
    // So many that the components are found anew.
    std::vector<data::Row> many(2000);
    std::iota(many.begin(), many.end(), data::Row(10'000));
    QVERIFY(store->put(made.model, many, someVectors(2000, 128, 3, 2, 9)));
    index.outdated();
    QCOMPARE(index.nearest(made.model, 3, 5).value().among, 2301U);
    QCOMPARE(index.nearest(made.model, 3, 5).value().nearest.front().first, 4);
}

void TestLookAlikes::whatAnotherProcessPutIsFoundWhenAskedFor()
{
    const TemporaryProject t;
    const auto store = store::EmbeddingStore::open(t.project).value(),
               other = store::EmbeddingStore::open(t.project).value();
    const auto made = put(*store, 100, 32);
    LookAlikes index(*store, 1);
    QVERIFY(!index.nearest(made.model, 4, 5).value().known);
    QVERIFY(other->put(made.model, std::vector<data::Row>{ 4 }, std::span(made.values.data(), 32)));
    const auto found = index.nearest(made.model, 4, 5).value();
    QVERIFY(found.known);
    QCOMPARE(found.among, 101U);
    QCOMPARE(found.nearest.front().first, 3);
}

void TestLookAlikes::aStoppedQuestionIsTakenUpAgain()
{
    const TemporaryProject t;
    const auto store = store::EmbeddingStore::open(t.project).value();
    const auto made = put(*store, 300, 96);
    LookAlikes index(*store, 2);
    std::stop_source stop;
    stop.request_stop();
    QCOMPARE(index.nearest(made.model, 3, 5, stop.get_token()).error().code, Error::Code::Cancelled);
    QCOMPARE(index.nearest(made.model, 3, 5).value().among, 300U);
}

void TestLookAlikes::fewVectorsAndNone()
{
    const TemporaryProject t;
    const auto store = store::EmbeddingStore::open(t.project).value();
    auto made = put(*store, 0, 128);
    LookAlikes index(*store, 2);
    auto found = index.nearest(made.model, 3, 5).value();
    QVERIFY(!found.known && found.nearest.empty());
    made = put(*store, 1, 128);
    index.outdated();
    found = index.nearest(made.model, 3, 5).value();
    QVERIFY(found.known && found.nearest.empty());
    made = put(*store, 3, 128);
    QVERIFY(store->put(made.model, std::vector<data::Row>{ 100 }, std::vector<float>(128, 0.F))); // of no direction
    index.outdated();
    QCOMPARE(index.nearest(made.model, 3, 0).value().nearest.size(), 0U);
    found = index.nearest(made.model, 3, 5).value();
    for (const auto& [row, distance] : found.nearest)
        QVERIFY(std::isfinite(distance));
    QVERIFY(found.nearest.size() >= 2);
    (void)index.nearest(made.model, 100, 5).value(); // whatever it finds, it finds its way back
}

void TestLookAlikes::anotherModelHasItsOwn()
{
    const TemporaryProject t;
    const auto store = store::EmbeddingStore::open(t.project).value();
    const auto made = put(*store, 200, 128);
    const store::EmbeddingModel other{ store->model("other", "2", 8).value(), "other", "2", 8 };
    QVERIFY(store->put(other, std::span(made.rows).first(50), someVectors(50, 8, 2, 2, 3)));
    LookAlikes index(*store, 2);
    QCOMPARE(index.nearest(made.model, 3, 5).value().among, 200U);
    const auto found = index.nearest(other, 3, 5).value();
    QCOMPARE(found.among, 50U);
    QCOMPARE(found.components, 8U);
    QCOMPARE(index.nearest(made.model, 3, 5).value().among, 200U);
}

void TestLookAlikes::realCandidatesHaveTheSameNeighbours()
{
    REAL_DATA_OR_SKIP();
    const SmallNight night;
    const auto session = night.open();
    QVERIFY(session);
    Progress progress;
    const auto arrived = session->ingest().run({ realData() / "ztf" / "night" }, {}, progress);
    VERIFY_RESULT(arrived);
    auto& embeddings = session->embeddings();
    const auto none = embeddings.nearest(0, 5, {});
    VERIFY_RESULT(none);
    QVERIFY(none->model.empty() && none->among == 0 && !none->known);
    session::EmbedRequest request;
    request.model = (realData() / "weights/braai_d6_m7.safetensors").string();
    request.card = "braai_d6_m7";
    const auto report = embeddings.run(request, {}, progress);
    VERIFY_RESULT(report);
    std::size_t same = 0, wanted = 0;
    for (data::Row row = 0; row < 600; row += 6) {
        const auto truth = embeddings.similar(row, 10, {});
        if (!truth)
            continue; // a packet without all of its cutouts
        const auto found = embeddings.nearest(row, 10, {});
        VERIFY_RESULT(found);
        QCOMPARE(found->model, truth->model);
        QCOMPARE(found->among, truth->among);
        wanted += truth->neighbours.size();
        for (const auto& one : truth->neighbours)
            for (const auto& other : found->neighbours)
                if (one.row == other.row) {
                    ++same;
                    QCOMPARE(other.candid, one.candid);
                    QCOMPARE(other.object, one.object);
                    QVERIFY(std::abs(other.distance - one.distance) < 1e-6F);
                }
    }
    QVERIFY(wanted > 900);
    QVERIFY2(same >= wanted * 98 / 100, qPrintable(QString("%1 of %2").arg(same).arg(wanted)));
    qInfo("%zu of %zu neighbours, among %zu, in %zu bytes", same, wanted, embeddings.nearest(0, 1, {})->among,
        embeddings.nearest(0, 1, {})->indexBytes);
}

QTEST_GUILESS_MAIN(TestLookAlikes)
#include "tst_look_alikes.moc"
