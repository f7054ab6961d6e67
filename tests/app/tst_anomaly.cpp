#include "tests/app/run.h"
#include "tests/peer.h"
#include "tests/real_data.h"

#include <QFile>
#include <QJsonArray>

/// `vetrina anomaly` on real alerts, against scikit-learn.
class TestAnomaly : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void itsJsonIsTheContracts();
    void agreesWithScikitLearnAsItselfDoes_data();
    void agreesWithScikitLearnAsItselfDoes();
    void theThreadsDoNotMatter();
    void overVectorsItAgreesWithScikitLearnToo_data() { agreesWithScikitLearnAsItselfDoes_data(); }
    void overVectorsItAgreesWithScikitLearnToo();
    void whatComesLaterIsMeasuredByTheSame();
    void saysWhatMakesACandidateStrange();
    void saysWhatItCannotDo_data();
    void saysWhatItCannotDo();

private:
    [[nodiscard]] static QString ztf(const QString& folder = {})
    {
        return QString::fromStdString((realData() / "ztf").string()) + "/" + folder;
    }
    [[nodiscard]] Ran anomaly(QStringList arguments) const
    {
        return runVetrina(QStringList{ "anomaly", "--project", m_project } + arguments);
    }
    [[nodiscard]] Ran table(const QStringList& arguments) const
    {
        return runVetrina(QStringList{ "table", "--project", m_project } + arguments);
    }
    [[nodiscard]] QStringList fieldsOf(const Ran& ran) const
    {
        QStringList fields;
        for (const auto& field : ran.json()["fields"].toArray())
            fields << field.toString();
        return fields;
    }

    /// What scikit-learn says of a table of scores; an empty object where the script failed, after a warning.
    [[nodiscard]] static QJsonObject peerSays(const QStringList& arguments, const QByteArray& table)
    {
        QProcess peer;
        peer.start(peerPython(), QStringList{ VETRINA_SOURCE_DIR "/tests/app/anomaly_peer.py" } + arguments);
        peer.write(table);
        peer.closeWriteChannel();
        if (!peer.waitForFinished(120000) || peer.exitCode() != 0) {
            qWarning() << "the peer failed:" << peer.readAllStandardError();
            return {};
        }
        return QJsonDocument::fromJson(peer.readAllStandardOutput()).object();
    }

    QTemporaryDir m_dir;
    QString m_project;
};

void TestAnomaly::initTestCase()
{
    REAL_DATA_OR_SKIP();
    m_project = m_dir.filePath("p.vetrina");
    VERIFY_RAN(runVetrina({ "ingest", ztf(), "--project", m_project }), 0);
}

void TestAnomaly::itsJsonIsTheContracts()
{
    const auto ran = anomaly({ "--scorer", "forest", "--json" });
    VERIFY_RAN(ran, 0);
    QCOMPARE(ran.out.count('\n'), 1);
    QCOMPARE(ran.json()["scorer"].toString(), QString("forest"));
    QCOMPARE(ran.json()["scored"].toInt(), 1175);
    QVERIFY(ran.json()["seconds"].toDouble() > 0);
    const auto fields = fieldsOf(ran);
    QVERIFY(fields.contains("magpsf") && fields.contains("fwhm") && !fields.contains("drb") && !fields.contains("ra"));

    const auto top = table({ "--columns", "candid,anomaly.forest,anomaly.forest.percentile", "--where",
        "anomaly.forest.percentile >= 99", "--sort", "anomaly.forest,desc" });
    VERIFY_RAN(top, 0);
    const auto lines = QString::fromUtf8(top.out).split('\n', Qt::SkipEmptyParts);
    QVERIFY(lines.size() > 2);
    double before = 1;
    for (const auto& line : lines.mid(1)) {
        const auto cells = line.split(',');
        QVERIFY(cells[1].toDouble() > 0 && cells[1].toDouble() <= before);
        QVERIFY(cells[2].toDouble() >= 99);
        before = cells[1].toDouble();
    }
}

void TestAnomaly::agreesWithScikitLearnAsItselfDoes_data()
{
    QTest::addColumn<QString>("scorer");
    QTest::newRow("isolation forest") << "forest";
    QTest::newRow("nearest neighbours") << "knn";
}

void TestAnomaly::agreesWithScikitLearnAsItselfDoes()
{
    PEER_OR_SKIP("sklearn");
    QFETCH(QString, scorer);
    const auto ran = anomaly({ "--scorer", scorer, "--json" });
    VERIFY_RAN(ran, 0);
    const auto rows = table({ "--columns", "candid,anomaly." + scorer + "," + fieldsOf(ran).join(',') });
    VERIFY_RAN(rows, 0);
    const auto said = peerSays({ scorer }, rows.out);
    QCOMPARE(said["rows"].toInt(), 1175);
    if (scorer == "forest") {
        qInfo("Spearman with scikit-learn %.4f; scikit-learn with itself %.4f", said["ours"].toDouble(),
            said["theirs"].toDouble());
        QVERIFY(said["ours"].toDouble() >= said["theirs"].toDouble() - 0.01);
    } else {
        qInfo("greatest relative difference %.2g", said["worst"].toDouble());
        QVERIFY(said["worst"].toDouble() < 1e-5); // the table prints float32
    }
}

void TestAnomaly::theThreadsDoNotMatter()
{
    const auto values = [&] { return table({ "--columns", "candid,anomaly.forest" }).out; };
    VERIFY_RAN(anomaly({ "--scorer", "forest", "--seed", "5", "--threads", "1" }), 0);
    const auto one = values();
    VERIFY_RAN(anomaly({ "--scorer", "forest", "--seed", "5", "--threads", "4" }), 0);
    QCOMPARE(values(), one);
    VERIFY_RAN(anomaly({ "--scorer", "forest", "--seed", "6" }), 0);
    QVERIFY(values() != one);
}

void TestAnomaly::overVectorsItAgreesWithScikitLearnToo()
{
    PEER_OR_SKIP("sklearn");
    QFETCH(QString, scorer);
    const auto weights = QString::fromStdString((realData() / "weights/braai_d6_m7.safetensors").string());
    VERIFY_RAN(
        runVetrina({ "embed", "--project", m_project, "--model", weights, "--card", "braai_d6_m7", "--json" }), 0);
    const auto ran = anomaly({ "--scorer", scorer, "--on", "embedding:braai_d6_m7", "--name", "looks", "--json" });
    VERIFY_RAN(ran, 0);
    QCOMPARE(ran.json()["scored"].toInt(), 1175);
    QVERIFY(ran.json()["fields"].toArray().isEmpty());
    const auto rows = table({ "--columns", "candid,anomaly.looks" });
    VERIFY_RAN(rows, 0);
    const auto said = peerSays({ scorer, m_project }, rows.out);
    QCOMPARE(said["rows"].toInt(), 1175);
    if (scorer == "forest") {
        qInfo("Spearman with scikit-learn %.4f; scikit-learn with itself %.4f", said["ours"].toDouble(),
            said["theirs"].toDouble());
        QVERIFY(said["ours"].toDouble() >= said["theirs"].toDouble() - 0.02);
    } else {
        qInfo("greatest relative difference %.2g", said["worst"].toDouble());
        QVERIFY(said["worst"].toDouble() < 1e-4); // components and distances in float32
    }
}

void TestAnomaly::whatComesLaterIsMeasuredByTheSame()
{
    const auto project = m_dir.filePath("later.vetrina");
    VERIFY_RAN(runVetrina({ "ingest", ztf("simulator-2019"), "--project", project }), 0);
    const auto run = [&](const QStringList& arguments) {
        return runVetrina(QStringList{ "anomaly", "--project", project, "--scorer", "forest", "--json" } + arguments);
    };
    const auto first = run({});
    VERIFY_RAN(first, 0);
    VERIFY_RAN(runVetrina({ "ingest", ztf("night"), "--project", project }), 0);
    const auto more = run({ "--missing" });
    VERIFY_RAN(more, 0);
    QCOMPARE(more.json()["scored"].toInt(), 607);
    QCOMPARE(run({ "--missing" }).json()["scored"].toInt(), 0);
    const auto rest =
        runVetrina({ "table", "--project", project, "--where", "anomaly.forest is none", "--columns", "candid" });
    QCOMPARE(rest.out.count('\n'), 1); // the head
}

void TestAnomaly::saysWhatMakesACandidateStrange()
{
    VERIFY_RAN(anomaly({ "--scorer", "knn" }), 0);
    const auto top = table({ "--columns", "candid,anomaly.knn", "--sort", "anomaly.knn,desc", "--limit", "1" });
    const auto cells = QString::fromUtf8(top.out).split('\n')[1].split(',');
    const auto ran = anomaly({ "--scorer", "knn", "--candid", cells[0], "--json" });
    VERIFY_RAN(ran, 0);
    const auto said = ran.json();
    QCOMPARE(said["candid"].toString(), cells[0]);
    QVERIFY(std::abs(said["value"].toDouble() - cells[1].toDouble()) < 1e-5 * cells[1].toDouble());
    QCOMPARE(said["percentile"].toDouble(), 100.0);
    const auto fields = said["fields"].toArray();
    QVERIFY(fields.size() > 10);
    for (int i = 1; i < fields.size(); ++i)
        QVERIFY(fields[i - 1].toObject()["contribution"].toDouble() >= fields[i].toObject()["contribution"].toDouble());
    QVERIFY(std::abs(fields[0].toObject()["spreads"].toDouble()) > 3);
    const auto words = anomaly({ "--scorer", "knn", "--candid", cells[0] });
    VERIFY_RAN(words, 0);
    QVERIFY(words.out.contains(fields[0].toObject()["name"].toString().toUtf8()));
}

void TestAnomaly::saysWhatItCannotDo_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("words");
    QTest::newRow("no scorer") << QStringList() << 2 << "--scorer";
    QTest::newRow("an unknown scorer") << QStringList{ "--scorer", "oracle" } << 1 << "oracle";
    QTest::newRow("an embedding") << QStringList{ "--scorer", "knn", "--on", "embedding:net" } << 1 << "embedding:net";
    QTest::newRow("an unknown field") << QStringList{ "--scorer", "knn", "--on", "fields:magpfs" } << 1 << "magpsf";
    QTest::newRow("nonsense") << QStringList{ "--scorer", "knn", "--on", "magpsf" } << 2 << "fields:";
    QTest::newRow("a run that never was") << QStringList{ "--scorer", "knn", "--name", "x", "--missing" } << 1 << "x";
    QTest::newRow("no candidate") << QStringList{ "--scorer", "forest", "--candid", "12" } << 1 << "12";
}

void TestAnomaly::saysWhatItCannotDo()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    QFETCH(QString, words);
    const auto ran = anomaly(arguments);
    VERIFY_RAN(ran, code);
    QVERIFY2(ran.err.contains(words.toUtf8()), ran.err);
    QVERIFY(ran.out.isEmpty());
}

QTEST_GUILESS_MAIN(TestAnomaly)
#include "tst_anomaly.moc"
