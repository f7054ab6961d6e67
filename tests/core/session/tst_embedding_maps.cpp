#include "core/session/embeddings.h"
#include "tests/core/session/embedded_night.h"

#include <cmath>

using namespace vetrina;
using session::Embeddings;

/// Vectors and maps of a project: which there are, how good, what looks like several.
class TestEmbeddingMaps : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatThereIsIsListed();
    void aMapIsMeasuredAndSaysHowManyWerePlaced();
    void whatLooksLikeAllIsNearTheirMean();

private:
    /// A project of 60 alerts; those of even rows have vectors in two beams, the other 10 of them further on.
    struct Opened : EmbeddedNight {
        Opened()
            : EmbeddedNight(4)
        {
            for (data::Row row = 0; row < 60; row += 2) {
                rows.push_back(row);
                const auto at = static_cast<float>(row);
                const bool second = row >= 40;
                values.insert(values.end(), { second ? .1f : 5 + at, second ? 9 + at : .2f, .01f * at, 1 });
            }
            QVERIFY(store->put(model, rows, values));
        }
        std::vector<data::Row> rows;
        std::vector<float> values;
    };
};

void TestEmbeddingMaps::whatThereIsIsListed()
{
    Opened p;
    auto sets = p.session->embeddings().sets();
    VERIFY_RESULT(sets);
    QCOMPARE(sets->size(), std::size_t(1));
    QCOMPARE(sets->front().model, "net:2");
    QCOMPARE(sets->front().count, std::size_t(30));
    QCOMPARE(sets->front().dimensions, std::size_t(4));
    QVERIFY(sets->front().maps.empty());
    std::vector<float> xy;
    for (std::size_t i = 0; i < 30; ++i)
        xy.insert(xy.end(), { p.values[i * 4], p.values[i * 4 + 1] });
    QVERIFY(p.store->putMap(p.model.id, "umap", { "{}", p.rows, xy }));
    sets = p.session->embeddings().sets();
    QCOMPARE(sets->front().maps, std::vector<std::string>({ "umap" }));
}

void TestEmbeddingMaps::aMapIsMeasuredAndSaysHowManyWerePlaced()
{
    Opened p;
    QCOMPARE(p.session->embeddings().figures("net", "umap").error().code, Error::Code::NotFound);
    std::vector<float> good, mixed;
    for (std::size_t i = 0; i < 30; ++i) {
        const auto turn = std::atan2(p.values[i * 4 + 1], p.values[i * 4]);
        good.insert(good.end(), { turn, static_cast<float>(i) * 1e-4f });
        mixed.insert(mixed.end(), { static_cast<float>((i * 7919) % 30), static_cast<float>((i * 104729) % 30) });
    }
    QVERIFY(p.store->putMap(p.model.id, "umap", { R"({"fitted": 25})", p.rows, good }));
    const auto figures = p.session->embeddings().figures("net", "umap");
    VERIFY_RESULT(figures);
    QCOMPARE(figures->mapped, std::size_t(30));
    QCOMPARE(figures->placed, std::optional<std::size_t>(5));
    QCOMPARE(figures->sampled, std::size_t(30));
    QVERIFY(p.store->putMap(p.model.id, "umap", { "{}", p.rows, mixed }));
    const auto worse = p.session->embeddings().figures("net", "umap");
    VERIFY_RESULT(worse);
    QVERIFY(worse->trustworthiness < figures->trustworthiness && worse->kept < figures->kept);
    QVERIFY(!worse->placed); // it does not say what it was fitted to
}

void TestEmbeddingMaps::whatLooksLikeAllIsNearTheirMean()
{
    Opened p;
    const auto similar = p.session->embeddings().similarToAll({ 40, 44, 48, 41 }, 4, "");
    VERIFY_RESULT(similar);
    QCOMPARE(similar->among, std::size_t(30));
    std::vector<data::Row> rows;
    for (const auto& one : similar->neighbours) {
        QVERIFY(one.row >= 40 && one.row != 40 && one.row != 44 && one.row != 48); // of the second beam
        QVERIFY(one.candid == 1000 + one.row && !one.object.empty());
        QVERIFY(one.distance >= 0 && (rows.empty() || one.distance >= similar->neighbours[rows.size() - 1].distance));
        rows.push_back(one.row);
    }
    QCOMPARE(rows.size(), std::size_t(4));
    QCOMPARE(p.session->embeddings().similarToAll({ 40 }, 500, "")->neighbours.size(), std::size_t(29));
    QCOMPARE(p.session->embeddings().similarToAll({ 41 }, 4, "").error().code, Error::Code::NotFound);
}

QTEST_APPLESS_MAIN(TestEmbeddingMaps)
#include "tst_embedding_maps.moc"
