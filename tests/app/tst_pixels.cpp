#include "tests/app/run.h"
#include "tests/peer.h"
#include "tests/real_data.h"

#include <QFile>
#include <QTextStream>

/// The pixels that the command gives are those that fastavro and astropy read from the same packet.
class TestPixels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void floatsEqualAstropysBitForBit();
    void limitsEqualAstropys();
    void pngShowsTheStamp();
    void saysWhatItCannotWrite();

private:
    QTemporaryDir m_dir;
    QString m_project, m_packet, m_edge;
};

void TestPixels::initTestCase()
{
    REAL_DATA_OR_SKIP();
    m_project = m_dir.filePath("p.vetrina");
    VERIFY_RAN(
        runVetrina({ "ingest", QString::fromStdString((realData() / "ztf/night").string()), "--project", m_project }), 0);
}

void TestPixels::floatsEqualAstropysBitForBit()
{
    PEER_OR_SKIP("numpy, astropy, fastavro");
    // Twelve packets of the night, the smallest (an edge) among them, every panel, both float formats.
    QProcess python;
    python.start(peerPython(),
        { QStringLiteral(VETRINA_SOURCE_DIR "/tests/app/compare_pixels.py"),
            QStringLiteral(VETRINA_BINARY_DIR "/vetrina"), m_project,
            QString::fromStdString((realData() / "ztf/night").string()), m_dir.path() });
    QVERIFY(python.waitForFinished(300000));
    QVERIFY2(python.exitCode() == 0, python.readAllStandardError());
    qInfo("%s", python.readAllStandardOutput().trimmed().constData());
}

void TestPixels::limitsEqualAstropys()
{
    const auto ran = runVetrina({ "pixels", "--project", m_project, "--candid", "2481334963515015002", "--panel",
        "science", "--out", m_dir.filePath("a.npy"), "--limits", "10,20.5", "--json" });
    VERIFY_RAN(ran, 0);
    QCOMPARE(ran.json()["width"].toInt(), 63);
    QCOMPARE(ran.json()["low"].toDouble(), 10.);
    QCOMPARE(ran.json()["high"].toDouble(), 20.5);
}

void TestPixels::pngShowsTheStamp()
{
    for (const QString stretch : { "linear", "log", "power", "sqrt", "squared", "asinh", "sinh", "histeq" }) {
        const auto out = m_dir.filePath(stretch + ".png");
        VERIFY_RAN(runVetrina({ "pixels", "--project", m_project, "--candid", "2481334963515015002", "--panel",
                       "difference", "--out", out, "--stretch", stretch, "--limits", "99.5" }),
            0);
        QFile file(out);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.read(8), QByteArray("\x89PNG\r\n\x1a\n", 8));
    }
}

void TestPixels::saysWhatItCannotWrite()
{
    const QStringList common{ "pixels", "--project", m_project, "--candid", "2481334963515015002", "--panel", "science",
        "--out" };
    QCOMPARE(runVetrina(common + QStringList{ m_dir.filePath("a.gif") }).code, 1);
    QCOMPARE(runVetrina(common + QStringList{ m_dir.filePath("no/where/a.png") }).code, 1);
    QCOMPARE(runVetrina(common + QStringList{ m_dir.filePath("a.png"), "--limits", "loud" }).code, 2);
    QCOMPARE(runVetrina(common + QStringList{ m_dir.filePath("a.png"), "--map", "loud" }).code, 2);
}

QTEST_GUILESS_MAIN(TestPixels)
#include "tst_pixels.moc"
