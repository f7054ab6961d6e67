#include "core/base/thread.h"
#include "core/infer/engine.h"
#include "core/nets/library.h"
#include "tests/core/survey/real_packets.h"

#include <QFile>
#include <QTest>

#include <cmath>
#include <map>

using namespace vetrina;
using namespace vetrina::infer;

/// Real ZTF packets, from bytes to score: braai d6_m7 against the survey's own `candidate.drb`, and both versions
/// against an independent computation in float32 (index.csv).
class TestRealScores : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_truth.clear(); }
    void braaiGivesThePublishedScores_data();
    void braaiGivesThePublishedScores();
    void lsstStampsAreScoredOrRefusedWithAReason();

private:
    struct Truth {
        double drb, m7, m9; ///< NaN where there is none
    };
    Result<ModelHandle> load(Engine& engine, const std::string& card, const std::string& device = "cpu");

    std::map<std::int64_t, Truth> m_truth; ///< by candid
    std::vector<std::int64_t> m_candids;
    std::vector<std::shared_ptr<const data::Triplet>> m_triplets;
    Executor m_pool{ "prepare", 2, 64, Executor::WhenFull::Wait };
    nets::DeviceLease m_lease;
};

void TestRealScores::initTestCase()
{
    REAL_DATA_OR_SKIP();
    QFile index(QString::fromStdString((realData() / "ztf/index.csv").string()));
    QVERIFY(index.open(QIODevice::ReadOnly));
    const auto header = index.readLine().trimmed().split(',');
    const auto column = [&](const char* name) { return header.indexOf(name); };
    const auto drb = column("drb"), m7 = column("braai_d6_m7"), m9 = column("braai_d6_m9");
    QVERIFY(drb > 0 && m7 > 0 && m9 > 0);
    const auto number = [](const QByteArray& text) { return text.isEmpty() ? std::nan("") : text.toDouble(); };
    while (!index.atEnd()) {
        const auto cells = index.readLine().split(',');
        m_truth[cells[0].toLongLong()] = { number(cells[drb]), number(cells[m7]), number(cells[m9]) };
    }
    survey::PacketDecoders decoders;
    const auto walked = forEachRealPacket(
        realData() / "ztf", decoders, [&](const auto&, const survey::PacketDecoder& decoder, auto record) {
            const auto packet = decoder.decode(record);
            QVERIFY2(packet, packet ? "" : packet.error().message.c_str());
            m_candids.push_back(packet->candidate.key.id);
            m_triplets.push_back(std::make_shared<const data::Triplet>(decoder.triplet(record)));
        });
    QVERIFY2(walked, walked ? "" : walked.error().message.c_str());
    QVERIFY(m_triplets.size() >= m_truth.size());
}

Result<ModelHandle> TestRealScores::load(Engine& engine, const std::string& card, const std::string& device)
{
    const auto library = nets::ModelLibrary::open(std::filesystem::path(VETRINA_SOURCE_DIR) / "models", "");
    if (!library)
        return tl::unexpected(library.error());
    auto model = library->resolve((realData() / "weights" / (card + ".safetensors")).string(), card);
    if (!model)
        return tl::unexpected(model.error());
    return engine.load(*model, device).get();
}

void TestRealScores::braaiGivesThePublishedScores_data()
{
    QTest::addColumn<QString>("card");
    QTest::addColumn<bool>("torch");
    QTest::addColumn<QByteArray>("instructions");
    for (const char* card : { "braai_d6_m7", "braai_d6_m9" }) {
        for (const char* instructions : { "avx512", "avx2", "sse2" })
            QTest::addRow("%s %s", card, instructions) << card << false << QByteArray(instructions);
        QTest::addRow("%s torch", card) << card << true << QByteArray("avx512");
    }
}

void TestRealScores::braaiGivesThePublishedScores()
{
    QFETCH(QString, card);
    QFETCH(bool, torch);
    QFETCH(QByteArray, instructions);
    qputenv("VETRINA_CPU", instructions);
    Engine engine({ [&] { return torch ? torchBackend({ 2 }) : defaultBackend({ 2 }); }, 8 }, m_pool, m_lease);
    const auto model = load(engine, card.toStdString());
    qunsetenv("VETRINA_CPU");
#ifndef VETRINA_HAS_TORCH
    if (torch && !model)
        QSKIP("this build has no torch module");
#endif
    QVERIFY2(model, model ? "" : model.error().message.c_str());

    ScoreJob job;
    job.model = *model;
    for (std::size_t i = 0; i < m_triplets.size(); ++i)
        job.rows.push_back(static_cast<data::Row>(i));
    job.triplet = [&](data::Row row) -> Result<std::shared_ptr<const data::Triplet>> {
        return m_triplets[static_cast<std::size_t>(row)];
    };
    double worst = 0, worstPublished = 0;
    int compared = 0, published = 0;
    job.deliver = [&](const ScoreBatch& batch) {
        for (const auto& [row, error] : batch.failures)
            qWarning("row %lld: %s", static_cast<long long>(row), error.message.c_str());
        for (std::size_t i = 0; i < batch.rows.size(); ++i) {
            const auto truth = m_truth.find(m_candids[static_cast<std::size_t>(batch.rows[i])]);
            if (truth == m_truth.end())
                continue;
            const double computed = card == "braai_d6_m7" ? truth->second.m7 : truth->second.m9;
            worst = std::max(worst, std::abs(batch.probabilities[i] - computed));
            ++compared;
            if (card == "braai_d6_m7" && !std::isnan(truth->second.drb)) {
                worstPublished = std::max(worstPublished, std::abs(batch.probabilities[i] - truth->second.drb));
                ++published;
            }
        }
    };
    const auto summary = engine.submit(std::move(job)).get();
    QVERIFY2(summary, summary ? "" : summary.error().message.c_str());
    QCOMPARE(summary->failed, 0u);
    QVERIFY(compared >= static_cast<int>(m_truth.size()));
    qInfo("%d packets, at most %.2g from index.csv; %d with drb, at most %.2g from it", compared, worst, published,
        worstPublished);
    QVERIFY(worst <= 2e-6);
    QVERIFY(worstPublished <= 2e-6);
    if (card == "braai_d6_m7")
        QVERIFY(published > 600);
}

void TestRealScores::lsstStampsAreScoredOrRefusedWithAReason()
{
    Engine engine({ [] { return defaultBackend({ 2 }); }, 8 }, m_pool, m_lease);
    const auto model = load(engine, "braai_d6_m7");
    QVERIFY2(model, model ? "" : model.error().message.c_str());
    survey::PacketDecoders decoders;
    std::vector<std::shared_ptr<const data::Triplet>> triplets;
    const auto walked = forEachRealPacket(realData() / "rubin/fink-client.avro", decoders,
        [&](const auto&, const survey::PacketDecoder& decoder, auto record) {
            triplets.push_back(std::make_shared<const data::Triplet>(decoder.triplet(record)));
        });
    QVERIFY2(walked, walked ? "" : walked.error().message.c_str());
    QVERIFY(!triplets.empty());

    ScoreJob job;
    job.model = *model;
    for (std::size_t i = 0; i < triplets.size(); ++i)
        job.rows.push_back(static_cast<data::Row>(i));
    job.triplet = [&](data::Row row) -> Result<std::shared_ptr<const data::Triplet>> {
        return triplets[static_cast<std::size_t>(row)];
    };
    job.deliver = [](const ScoreBatch& batch) {
        for (const auto& [row, error] : batch.failures)
            QVERIFY2(error.code == Error::Code::Unsupported && !error.remedy.empty(), error.message.c_str());
    };
    const auto summary = engine.submit(std::move(job)).get();
    QVERIFY2(summary, summary ? "" : summary.error().message.c_str());
    QCOMPARE(summary->scored + summary->failed, triplets.size());
}

QTEST_GUILESS_MAIN(TestRealScores)
#include "tst_real_scores.moc"
