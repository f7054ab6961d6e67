#include "tests/app/run.h"
#include "tests/peer.h"
#include "tests/real_data.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>

#include <algorithm>
#include <vector>

class TestSimulate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void packetsAreReadByFastavroAndAstropy();
    void aProjectHoldsTheTruthAsLabels();
    void theSameSeedGivesTheSameFilesOnAnyNumberOfThreads();
    void aNetworkTrainedOnRealAlertsTellsRealFromBogus();
    void nightsInOneFolderKeepTheirTruth();
    void wrongUseIsSaid_data();
    void wrongUseIsSaid();

private:
    static Ran simulate(const QStringList& more)
    {
        return runVetrina(QStringList{ "simulate", "--json", "--quiet" } + more);
    }
    /// `truth` and the score of each candidate: name, value.
    static QList<QByteArrayList> rows(const QString& project, const QString& columns)
    {
        const auto ran = runVetrina({ "table", "--project", project, "--columns", columns, "--format", "csv" });
        QList<QByteArrayList> lines;
        for (const auto& line : ran.out.trimmed().split('\n').mid(1))
            lines << line.trimmed().split(',');
        return lines;
    }

    QTemporaryDir m_dir;
};

void TestSimulate::packetsAreReadByFastavroAndAstropy()
{
    PEER_OR_SKIP("fastavro, astropy");
    const QString folder = m_dir.filePath("peer");
    const auto ran = simulate({ "--night", "2", "--seed", "5", "--count", "60", "--packets", folder });
    VERIFY_RAN(ran, 0);
    QCOMPARE(ran.json()["made"].toInt(), 60);
    int counted = 0;
    for (const auto& count : ran.json()["classes"].toObject())
        counted += count.toInt();
    QCOMPARE(counted, 60);
    QProcess peer;
    peer.start(peerPython(), { VETRINA_SOURCE_DIR "/tests/app/simulated_truth.py", folder });
    QVERIFY(peer.waitForFinished(120'000));
    QVERIFY2(peer.exitCode() == 0, peer.readAllStandardError().constData());
    QCOMPARE(peer.readAllStandardOutput().trimmed(), QByteArray("60 packets"));
}

void TestSimulate::aProjectHoldsTheTruthAsLabels()
{
    const QString project = m_dir.filePath("night.vetrina");
    const QStringList words{ "--night", "4", "--seed", "8", "--count", "80", "--project", project };
    VERIFY_RAN(simulate(words), 0);
    const auto check = [&] {
        const auto lines =
            rows(project, "candid,objectId,label.real-bogus.truth,label.transient-types.truth,label,drb");
        QCOMPARE(lines.size(), 80);
        for (const auto& line : lines) {
            QCOMPARE(line.size(), 6);
            QVERIFY(line[1].startsWith("SIM"));
            QVERIFY(line[2] == "real" || line[2] == "bogus");
            QVERIFY(line[2] == "real" ? line[3] != "bogus" : line[3] == "bogus");
            QVERIFY(line[4].isEmpty() && line[5].isEmpty()); // nobody labelled it, no survey scored it
        }
    };
    check();
    const auto before = runVetrina({ "labels", "export", "--project", project, "--format", "csv" }).out;
    QCOMPARE(before.count(",truth,"), 160);
    VERIFY_RAN(simulate(words), 0); // again is nothing
    check();
    QCOMPARE(runVetrina({ "labels", "export", "--project", project, "--format", "csv" }).out, before);
    QCOMPARE(QDir(project).entryList({ "simulating-*" }).size(), 0);
}

void TestSimulate::theSameSeedGivesTheSameFilesOnAnyNumberOfThreads()
{
    const auto made = [&](const QString& name, const QString& seed, const QString& threads) {
        const QString folder = m_dir.filePath(name);
        (void)simulate({ "--night", "9", "--seed", seed, "--count", "24", "--threads", threads, "--packets", folder });
        QMap<QString, QByteArray> files;
        for (const auto& file : QDir(folder).entryList(QDir::Files)) {
            QFile each(folder + '/' + file);
            if (each.open(QIODevice::ReadOnly))
                files[file] = each.readAll();
        }
        return files;
    };
    const auto one = made("a", "1", "1");
    QCOMPARE(one.size(), 25);
    QVERIFY(one == made("b", "1", "4"));
    QVERIFY(one != made("c", "2", "1"));
}

void TestSimulate::aNetworkTrainedOnRealAlertsTellsRealFromBogus()
{
    REAL_DATA_OR_SKIP();
    const QString weights = QString::fromStdString((realData() / "weights" / "braai_d6_m7.safetensors").string());
    if (!QFile::exists(weights))
        QSKIP("the weights of braai d6_m7 are not here");
    const QString project = m_dir.filePath("scored.vetrina");
    VERIFY_RAN(simulate({ "--night", "1", "--seed", "3", "--count", "300", "--project", project }), 0);
    VERIFY_RAN(runVetrina({ "score", "--project", project, "--model", weights, "--card", "braai_d6_m7", "--json" }), 0);
    std::vector<double> real, bogus;
    for (const auto& line : rows(project, "label.real-bogus.truth,score.braai_d6_m7.real"))
        (line[0] == "real" ? real : bogus).push_back(line[1].toDouble());
    QVERIFY(real.size() > 100 && bogus.size() > 50);
    double wins = 0;
    for (const double a : real)
        for (const double b : bogus)
            wins += a > b ? 1 : a == b ? 0.5 : 0;
    const double auc = wins / (double(real.size()) * double(bogus.size()));
    std::ranges::sort(real);
    std::ranges::sort(bogus);
    qInfo("AUC %.4f; median of real %.3f, of bogus %.3f", auc, real[real.size() / 2], bogus[bogus.size() / 2]);
    QVERIFY(auc > 0.95);
    QVERIFY(real[real.size() / 2] > 0.95);
    QVERIFY(bogus[bogus.size() / 2] < 0.2);
}

void TestSimulate::nightsInOneFolderKeepTheirTruth()
{
    const QString folder = m_dir.filePath("two");
    const auto truth = [&] {
        QFile file(folder + "/truth.csv");
        (void)file.open(QIODevice::ReadOnly);
        return file.readAll().trimmed().split('\n');
    };
    VERIFY_RAN(simulate({ "--night", "1", "--seed", "3", "--count", "12", "--packets", folder }), 0);
    const auto first = truth();
    VERIFY_RAN(simulate({ "--night", "2", "--seed", "3", "--count", "9", "--packets", folder }), 0);
    QCOMPARE(QDir(folder).entryList({ "*.avro" }).size(), 21);
    const auto both = truth();
    QCOMPARE(both.size(), 22);
    for (const auto& line : first)
        QVERIFY(both.contains(line));
    VERIFY_RAN(simulate({ "--night", "2", "--seed", "3", "--count", "9", "--packets", folder }), 0);
    QCOMPARE(truth(), both);
    QFile other(folder + "/truth.csv");
    QVERIFY(other.open(QIODevice::WriteOnly));
    other.write("my own table\n");
    other.close();
    VERIFY_RAN(simulate({ "--night", "3", "--count", "9", "--packets", folder }), 2);
    QCOMPARE(truth(), QByteArrayList{ "my own table" });
}

void TestSimulate::wrongUseIsSaid_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("nowhere") << QStringList{ "--night", "1" };
    QTest::newRow("both") << QStringList{ "--night", "1", "--project", "a.vetrina", "--packets", "b" };
    QTest::newRow("no night") << QStringList{ "--packets", "b" };
    QTest::newRow("night 0") << QStringList{ "--night", "0", "--packets", "b" };
    QTest::newRow("none") << QStringList{ "--night", "1", "--count", "0", "--packets", "b" };
    QTest::newRow("no number") << QStringList{ "--night", "1", "--seed", "-1", "--packets", "b" };
    QTest::newRow("no option") << QStringList{ "--night", "1", "--nights", "2", "--packets", "b" };
}

void TestSimulate::wrongUseIsSaid()
{
    QFETCH(QStringList, words);
    const auto ran = simulate(words);
    QCOMPARE(ran.code, 2);
    QVERIFY2(ran.err.startsWith("vetrina: ") && ran.err.count('\n') == 1, ran.err.constData());
}

QTEST_GUILESS_MAIN(TestSimulate)
#include "tst_simulate.moc"
