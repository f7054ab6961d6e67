#include "tests/app/run.h"
#include "tests/peer.h"
#include "tests/real_data.h"

#include <QFile>

#include <cmath>

/// `vetrina explain` on real packets, against pytorch-grad-cam and captum, which read the packets themselves.
class TestExplain : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void realStampsGiveThePeersMaps();
    void whatTheShippedModelSaysIsAskedAbout();
    void oneStampsMapCanBeHadAlone();
    void picturesShowTheStampsSideBySide();
    void saysWhatItCannotDo_data();
    void saysWhatItCannotDo();

private:
    [[nodiscard]] QStringList command(const QString& method, const QString& out, const QStringList& more = {}) const
    {
        return QStringList{ "explain", "--project", m_project, "--model", m_weights, "--card", "braai_d6_m7",
            "--candid", "2481334963515015002", "--device", "cpu", "--method", method, "--out", m_dir.filePath(out) }
        + more;
    }
    [[nodiscard]] QByteArray bytes(const QString& name, qint64 count) const
    {
        QFile file(m_dir.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.read(count) : QByteArray();
    }

    QTemporaryDir m_dir;
    QString m_project, m_weights, m_packets;
};

void TestExplain::initTestCase()
{
    REAL_DATA_OR_SKIP();
#ifndef VETRINA_HAS_TORCH
    QSKIP("built without the torch module");
#endif
    m_project = m_dir.filePath("p.vetrina");
    m_packets = QString::fromStdString((realData() / "ztf/night").string());
    m_weights = QString::fromStdString((realData() / "weights/braai_d6_m7.safetensors").string());
    VERIFY_RAN(runVetrina({ "ingest", m_packets, "--project", m_project }), 0);
}

void TestExplain::realStampsGiveThePeersMaps()
{
    PEER_OR_SKIP("torch, timm, safetensors, captum, pytorch_grad_cam, fastavro, astropy");
    QProcess python;
    python.start(peerPython(),
        { "-B", QStringLiteral(VETRINA_SOURCE_DIR "/tests/app/compare_explain.py"),
            QStringLiteral(VETRINA_BINARY_DIR "/vetrina"), m_project, m_packets, m_weights, m_dir.path() });
    QVERIFY(python.waitForFinished(600000));
    QVERIFY2(python.exitCode() == 0, python.readAllStandardError().right(2000));
    qInfo("%s", python.readAllStandardOutput().trimmed().constData());
}

/// Its types are what a candidate is if it is real: of one that is not, that is what it says.
void TestExplain::whatTheShippedModelSaysIsAskedAbout()
{
    VERIFY_RAN(runVetrina({ "score", "--project", m_project, "--model", "vetrina:2", "--device", "cpu" }), 0);
    const auto table =
        runVetrina({ "table", "--project", m_project, "--columns", "candid,score.vetrina:2.real", "--format", "csv" });
    VERIFY_RAN(table, 0);
    std::pair<double, QByteArray> least{ 2, {} }, most{ -1, {} };
    for (const QByteArray& line : table.out.split('\n').mid(1))
        if (const auto cells = line.split(','); cells.size() == 2 && !cells[1].isEmpty()) {
            least = std::min(least, { cells[1].toDouble(), cells[0] });
            most = std::max(most, { cells[1].toDouble(), cells[0] });
        }
    QVERIFY(least.first < 0.1 && most.first > 0.9);
    for (const auto& [scored, says] : { std::pair(least, "not real"), { most, "real" } }) {
        const auto& [real, candid] = scored;
        const QStringList words{ "explain", "--project", m_project, "--model", "vetrina:2", "--candid", candid,
            "--device", "cpu", "--method", "integrated-gradients", "--steps", "10", "--json", "--out",
            m_dir.filePath("said.npy") };
        const auto ran = runVetrina(words);
        VERIFY_RAN(ran, 0);
        QCOMPARE(ran.json()["class"].toString(), QString(says));
        const double probability = candid == most.second ? real : 1 - real;
        QVERIFY(std::abs(ran.json()["probability"].toDouble() - probability) < 1e-4);
        QVERIFY(ran.json()["logit"].toDouble() >= 0);
        const auto asked = runVetrina(words + QStringList{ "--class", says });
        VERIFY_RAN(asked, 0);
        QCOMPARE(asked.json(), ran.json());
    }
}

void TestExplain::oneStampsMapCanBeHadAlone()
{
    auto ran = runVetrina(command("integrated-gradients", "all.npy", { "--json", "--steps", "10" }));
    VERIFY_RAN(ran, 0);
    QCOMPARE(ran.json()["shape"].toArray(), (QJsonArray{ 3, 63, 63 }));
    QCOMPARE(ran.json()["steps"].toInt(), 10);
    QVERIFY(ran.json()["completeness"].isDouble());
    ran =
        runVetrina(command("integrated-gradients", "one.npy", { "--json", "--steps", "10", "--panel", "difference" }));
    VERIFY_RAN(ran, 0);
    QCOMPARE(ran.json()["shape"].toArray(), (QJsonArray{ 63, 63 }));
    const auto all = bytes("all.npy", 1 << 20), one = bytes("one.npy", 1 << 20);
    QCOMPARE(one.size(), 128 + 63 * 63 * 4);
    QCOMPARE(all.right(63 * 63 * 4), one.right(63 * 63 * 4)); // the difference comes last
}

void TestExplain::picturesShowTheStampsSideBySide()
{
    const auto width = [&](const QString& name) { // of the PNG's header
        const auto head = bytes(name, 24);
        return head.startsWith("\x89PNG") ? static_cast<int>(static_cast<unsigned char>(head[19])) : -1;
    };
    VERIFY_RAN(runVetrina(command("gradcam", "cam.png")), 0);
    QCOMPARE(width("cam.png"), 63);
    VERIFY_RAN(runVetrina(command("occlusion", "hidden.png", { "--window", "21", "--stride", "21" })), 0);
    QCOMPARE(width("hidden.png"), 3 * 63);
}

void TestExplain::saysWhatItCannotDo_data()
{
    QTest::addColumn<QString>("out");
    QTest::addColumn<QStringList>("more");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("ending") << "a.fits" << QStringList{} << 1 << QByteArray("End the name in .npy or .png");
    QTest::newRow("class") << "a.npy" << QStringList{ "--class", "SN" } << 2 << QByteArray("'not real'");
    QTest::newRow("layer") << "a.npy" << QStringList{ "--layer", "fc_1" } << 1 << QByteArray("conv1, conv2");
    QTest::newRow("alert") << "a.npy" << QStringList{ "--candid", "1" } << 1 << QByteArray("1");
    QTest::newRow("baseline") << "a.npy" << QStringList{ "--baseline", "sky" } << 2 << QByteArray("median");
    QTest::newRow("folder") << "no/a.npy" << QStringList{} << 1 << QByteArray("a.npy");
}

void TestExplain::saysWhatItCannotDo()
{
    QFETCH(QString, out);
    QFETCH(QStringList, more);
    QFETCH(int, code);
    QFETCH(QByteArray, says);
    auto words = command("gradcam", out, more);
    if (more.contains("--candid"))
        words.erase(words.begin() + words.indexOf("--candid"), words.begin() + words.indexOf("--candid") + 2);
    const auto ran = runVetrina(words);
    VERIFY_RAN(ran, code);
    QVERIFY2(ran.err.contains(says), ran.err);
    QCOMPARE(ran.err.count("vetrina: "), 1);
    QVERIFY(!QFile::exists(m_dir.filePath(out)));
}

QTEST_GUILESS_MAIN(TestExplain)
#include "tst_explain.moc"
