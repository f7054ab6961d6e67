#include "core/infer/backend.h"
#include "core/nets/library.h"
#include "core/session/anomaly.h"
#include "core/session/candidates.h"
#include "core/session/embeddings.h"
#include "core/session/ingest.h"
#include "core/session/models.h"
#include "core/store/embeddings.h"
#include "tests/core/session/small_night.h"
#include "tests/real_data.h"

#include <QScopeGuard>

#include <cmath>
#include <thread>

using namespace vetrina;
using namespace vetrina::session;

/// Vectors of real packets, by braai's own code and by the model that ships, against the same network asked one by one.
class TestTakingVectors : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyCandidateHasWhatTheNetworkSees_data();
    void everyCandidateHasWhatTheNetworkSees();
    void withoutLibTorchItSaysSo();
    void whatIsStoppedKeepsWhatItHad();
    void whatComesInIsEmbeddedAndMeasured();
    void whatComesInWaitsForWeightsThatAreNotHere();
    void whatCanEmbedIsListedTheDefaultFirst();

private:
    /// 607 alerts of ZTF and 20 before them that have no cutouts.
    static std::unique_ptr<Session> night(const SmallNight& in)
    {
        auto session = in.open();
        Progress progress;
        const auto small = in.file("small.avro", smallContainer(0, 20));
        if (!session || !session->ingest().run({ small }, {}, progress)
            || !session->ingest().run({ realData() / "ztf/night" }, {}, progress))
            return nullptr;
        return session;
    }
    static EmbedRequest braai()
    {
        EmbedRequest request;
        request.model = (realData() / "weights/braai_d6_m7.safetensors").string();
        request.card = "braai_d6_m7";
        return request;
    }
};

void TestTakingVectors::everyCandidateHasWhatTheNetworkSees_data()
{
    QTest::addColumn<bool>("ships");
    QTest::newRow("braai, without LibTorch") << false;
#ifdef VETRINA_HAS_TORCH
    QTest::newRow("the model that ships") << true;
#endif
}

void TestTakingVectors::everyCandidateHasWhatTheNetworkSees()
{
    QFETCH(bool, ships);
    REAL_DATA_OR_SKIP();
    const SmallNight in;
    const auto session = night(in);
    QVERIFY(session);
    EmbedRequest request = braai();
    if (ships)
        request = {}; // nobody said with what: the one that scores
    Progress progress;
    auto report = session->embeddings().run(request, {}, progress);
    VERIFY_RESULT(report);
    QCOMPARE(report->model, ships ? "vetrina:2" : "braai_d6_m7:1");
    QCOMPARE(report->dimensions, 256u);
    QCOMPARE(report->added, 607u);
    QCOMPARE(report->embedded, 607u);
    QCOMPARE(report->failed, 20u); // those without cutouts
    QCOMPARE(report->failures.size(), 20u);
    QVERIFY2(report->failures[0].starts_with("10"), report->failures[0].c_str()); // its id
    QCOMPARE(progress.done.load(), 627u);
    QCOMPARE(progress.bad.load(), 20u);
    report = session->embeddings().run(request, {}, progress);
    VERIFY_RESULT(report);
    QCOMPARE(report->added, 0u); // who has one keeps it
    QCOMPARE(report->embedded, 607u);

    const auto project = store::Project::open(in.project(), store::Mode::ReadWrite);
    QVERIFY(project);
    const auto store = store::EmbeddingStore::open(*project);
    VERIFY_RESULT(store);
    const auto model = (*store)->findModel({});
    VERIFY_RESULT(model);
    const auto set = (*store)->all(*model);
    VERIFY_RESULT(set);
    QCOMPARE(set->rows.size(), 607u);
    const auto library = nets::ModelLibrary::open();
    VERIFY_RESULT(library);
    const auto found = library->resolve(ships ? "vetrina:2" : request.model, request.card);
    VERIFY_RESULT(found);
    const auto backend = infer::defaultBackend({ 1 });
    VERIFY_RESULT(backend);
    const auto network = (*backend)->load(found->card, found->weights, "cpu");
    VERIFY_RESULT(network);
    std::vector<float> image(found->card.pipeline.shape().size()), seen(256);
    for (std::size_t i = 0; i < set->rows.size(); i += 23) {
        const auto triplet = session->candidates().triplet(set->rows[i]);
        VERIFY_RESULT(triplet);
        QVERIFY(found->card.pipeline.run(*triplet, image));
        QVERIFY((*network)->features(image, {}, 1, seen));
        for (std::size_t k = 0; k < 256; ++k) // eleven bits are kept
            QVERIFY(std::abs(set->values[i * 256 + k] - seen[k]) <= 1e-3F * std::abs(seen[k]) + 1e-5F);
    }
}

/// A build without it, or one whose module is not there.
void TestTakingVectors::withoutLibTorchItSaysSo()
{
    const SmallNight in;
    const auto session = in.open();
    Progress progress;
    QVERIFY(session->ingest().run({ in.file("a.avro", smallContainer(0, 20)) }, {}, progress));
    qputenv("VETRINA_TORCH_MODULE", "/nowhere/libvetrina_torch.so");
    const auto back = qScopeGuard([] { qunsetenv("VETRINA_TORCH_MODULE"); });
    EmbedRequest request;
    request.model = "vetrina:2";
    const auto report = session->embeddings().run(request, {}, progress);
    QVERIFY(!report);
    const auto& error = report.error();
    QVERIFY2(error.message.starts_with("vetrina:2: ") && error.message.find("torch") != std::string::npos,
        error.message.c_str());
    QVERIFY(!error.remedy.empty());
    QVERIFY(session->embeddings().sets()->empty());
}

void TestTakingVectors::whatIsStoppedKeepsWhatItHad()
{
    REAL_DATA_OR_SKIP();
    const SmallNight in;
    const auto session = night(in);
    QVERIFY(session);
    std::stop_source stop;
    Progress progress;
    const std::jthread stopper([&](const std::stop_token& over) {
        while (progress.done == 0 && !over.stop_requested())
            std::this_thread::yield();
        stop.request_stop();
    });
    auto report = session->embeddings().run(braai(), stop.get_token(), progress);
    if (!report) { // it may have been through by then
        QCOMPARE(report.error().code, Error::Code::Cancelled);
        const auto sets = session->embeddings().sets();
        VERIFY_RESULT(sets);
        QVERIFY(sets->size() == 1 && sets->front().count > 0);
    }
    report = session->embeddings().run(braai(), {}, progress);
    VERIFY_RESULT(report);
    QCOMPARE(report->embedded, 607u);
}

void TestTakingVectors::whatComesInIsEmbeddedAndMeasured()
{
    REAL_DATA_OR_SKIP();
    const SmallNight in;
    for (const char* card : { "braai_d6_m7", "braai_d6_m9" })
        VERIFY_RESULT(Models::library().import(realData() / "weights" / (std::string(card) + ".safetensors"), card));
    auto session = in.open();
    Progress progress;
    VERIFY_RESULT(session->ingest().run({ realData() / "ztf/simulator-2019" }, {}, progress));
    const auto before = session->candidates().count();
    EmbedRequest request;
    for (const char* model : { "braai_d6_m7:1", "braai_d6_m9:1" }) { // a scorer looks at one, the other came last
        request.model = model;
        VERIFY_RESULT(session->embeddings().run(request, {}, progress));
    }
    const auto counts = [&] {
        const auto sets = session->embeddings().sets().value();
        std::vector<std::size_t> counts;
        for (const auto& set : sets)
            counts.push_back(set.count);
        return counts;
    };
    QCOMPARE(counts(), std::vector<std::size_t>(2, before));
    Anomaly::Request looks;
    looks.scorer = "knn";
    looks.name = "looks";
    looks.on = "embedding:braai_d6_m7";
    VERIFY_RESULT(session->anomaly().run(looks, {}, progress));
    QVERIFY(session->embeddings().nearest(0, 3, {})->known); // the index is made, and has to take newcomers in

    session->embeddings().live();
    session->anomaly().live();
    VERIFY_RESULT(session->ingest().run({ realData() / "ztf/night" }, {}, progress));
    const auto all = session->candidates().count();
    QVERIFY(all > before + 600);
    QTRY_COMPARE_WITH_TIMEOUT(counts(), std::vector<std::size_t>(2, all), 120000);
    const auto last = static_cast<data::Row>(all) - 1;
    const auto near = session->embeddings().nearest(last, 3, {});
    VERIFY_RESULT(near);
    QCOMPARE(near->model, "braai_d6_m9:1");
    QCOMPARE(near->among, all);
    QVERIFY(near->known);
    const auto measured = [&] {
        const auto table = session->candidates().table().value();
        const auto column = table->column("anomaly.looks").value();
        std::size_t count = 0;
        for (std::size_t row = 0; row < column->rows; ++row)
            count += column->isValid(row);
        return count;
    };
    QTRY_COMPARE_WITH_TIMEOUT(measured(), all, 60000);

    session->embeddings().stopLive(); // what comes now waits until it is asked for
    session->embeddings().stopLive();
    VERIFY_RESULT(session->ingest().run({ realData() / "ztf/schema-mix" }, {}, progress));
    QVERIFY(session->candidates().count() > all);
    session->embeddings().live(); // and this is no asking
    QTest::qWait(2500);
    QCOMPARE(counts(), std::vector<std::size_t>(2, all));
}

/// The project was embedded elsewhere: nobody here has that network, and live goes on without.
void TestTakingVectors::whatComesInWaitsForWeightsThatAreNotHere()
{
    REAL_DATA_OR_SKIP();
    const SmallNight in;
    auto session = in.open();
    Progress progress;
    VERIFY_RESULT(session->ingest().run({ realData() / "ztf/simulator-2019" }, {}, progress));
    VERIFY_RESULT(session->embeddings().run(braai(), {}, progress)); // from a file; the library has the card alone
    const auto before = session->embeddings().sets().value().front().count;
    session->embeddings().live();
    VERIFY_RESULT(session->ingest().run({ realData() / "ztf/night" }, {}, progress));
    QTest::qWait(1000);
    QCOMPARE(session->embeddings().sets().value().front().count, before);
    const auto weights = realData() / "weights/braai_d6_m7.safetensors";
    VERIFY_RESULT(Models::library().import(weights, "braai_d6_m7"));
    VERIFY_RESULT(session->ingest().run({ realData() / "ztf/schema-mix" }, {}, progress));
    // Tried again as more came, and those before are not forgotten.
    QTRY_COMPARE_WITH_TIMEOUT(
        session->embeddings().sets().value().front().count, session->candidates().count(), 120000);
}

void TestTakingVectors::whatCanEmbedIsListedTheDefaultFirst()
{
    REAL_DATA_OR_SKIP();
    const SmallNight in; // and its library
    using Names = std::vector<std::string>;
    auto& models = Models::library();
    auto names = models.embedders();
    VERIFY_RESULT(names);
    QCOMPARE(*names, Names({ "vetrina:2" })); // braai's cards ship without weights
    for (const char* card : { "braai_d6_m7", "braai_d6_m9" })
        VERIFY_RESULT(models.import(realData() / "weights" / (std::string(card) + ".safetensors"), card));
    names = models.embedders();
    VERIFY_RESULT(names);
    QCOMPARE(*names, Names({ "vetrina:2", "braai_d6_m7:1", "braai_d6_m9:1" })); // nothing was promoted
    VERIFY_RESULT(models.promote("braai_d6_m7"));
    QCOMPARE(*models.embedders(), Names({ "braai_d6_m7:1", "braai_d6_m9:1", "vetrina:2" }));
}

QTEST_APPLESS_MAIN(TestTakingVectors)
#include "tst_taking_vectors.moc"
