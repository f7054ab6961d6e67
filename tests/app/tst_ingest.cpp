#include "tests/app/run.h"
#include "tests/real_data.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QRandomGenerator>
#include <QSet>

#include <csignal>

class TestIngest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void takesEveryRealPacketOnce();
    void takesEveryRubinWireForm();
    void namesWhatItRefusesAndGoesOn();
    void strictSaysBadInputByItsExitCode();
    void goesOnWhereAKillStoppedIt();
    void stopsWhenAskedAndKeepsWhatItHas();
    void saysWhatIsMissing();
    void whatIsDerivedIsMadeAgain();

private:
    [[nodiscard]] QString project() const { return m_dir->filePath("p.vetrina"); }
    [[nodiscard]] static QString ztf(const QString& name)
    {
        return QString::fromStdString((realData() / "ztf").string()) + "/" + name;
    }
    [[nodiscard]] QStringList keys()
    {
        const auto ran = runVetrina({ "table", "--project", project(), "--columns", "candid" });
        auto lines = QString::fromUtf8(ran.out).split('\n', Qt::SkipEmptyParts);
        if (!lines.isEmpty())
            lines.removeFirst();
        return lines;
    }
    /// candid of every row of the published index.
    [[nodiscard]] static QSet<QString> indexKeys()
    {
        QFile index(ztf("index.csv"));
        QSet<QString> keys;
        if (!index.open(QIODevice::ReadOnly))
            return keys;
        index.readLine();
        while (!index.atEnd())
            keys.insert(QString::fromUtf8(index.readLine()).section(',', 0, 0));
        return keys;
    }

    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestIngest::takesEveryRealPacketOnce()
{
    REAL_DATA_OR_SKIP();
    const QStringList night{ "ingest", ztf("night"), "--project", project(), "--json" };
    auto ran = runVetrina(night);
    VERIFY_RAN(ran, 0);
    QCOMPARE(ran.json()["read"].toInt(), 607);
    QCOMPARE(ran.json()["new"].toInt(), 607);
    QCOMPARE(ran.json()["bad"].toInt(), 0);

    ran = runVetrina({ "ingest", ztf(""), "--project", project(), "--json" });
    VERIFY_RAN(ran, 0);
    QCOMPARE(ran.json()["read"].toInt(), 607 + 48 + 498 + 22);
    QCOMPARE(ran.json()["new"].toInt(), 48 + 498 + 22);
    QCOMPARE(ran.json()["known"].toInt(), 607);
    QCOMPARE(ran.json()["bad"].toInt(), 0);
    QVERIFY(ran.json()["ignored"].toInt() >= 1); // index.csv

    const auto all = keys();
    QCOMPARE(all.size(), 1175);
    QCOMPARE(QSet<QString>(all.begin(), all.end()), indexKeys());
}

void TestIngest::takesEveryRubinWireForm()
{
    REAL_DATA_OR_SKIP();
    const auto rubin = QString::fromStdString((realData() / "rubin").string());
    const auto ran = runVetrina({ "ingest", rubin + "/2025-09-20.partition0.tar.gz", rubin + "/fink-client.avro",
        rubin + "/25409136044802067.avro", rubin + "/3527242430321524769.avro", rubin + "/7912941781254298.avro",
        "--project", project(), "--json" });
    VERIFY_RAN(ran, 0);
    QCOMPARE(ran.json()["new"].toInt(), 20);
    QCOMPARE(ran.json()["bad"].toInt(), 0);
    QCOMPARE(keys().size(), 20);
}

void TestIngest::namesWhatItRefusesAndGoesOn()
{
    REAL_DATA_OR_SKIP();
    const QDir night(ztf("night"));
    const auto names = night.entryList({ "*.avro" }, QDir::Files, QDir::Name);
    QVERIFY(names.size() > 3);
    QDir(m_dir->path()).mkdir("in");
    const auto in = [&](const QString& name) { return m_dir->filePath("in/" + name); };
    QVERIFY(QFile::copy(night.filePath(names[0]), in("good.avro")));
    QFile torn(night.filePath(names[1]));
    QVERIFY(torn.open(QIODevice::ReadOnly));
    const auto bytes = torn.readAll();
    const auto write = [&](const QString& name, const QByteArray& what) {
        QFile file(in(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(what);
    };
    write("torn.avro", bytes.left(bytes.size() / 2));
    write("empty.avro", {});
    write("magic.avro", "not an Avro file at all");
    write("notes.txt", "other files are ignored");

    const auto ran = runVetrina({ "ingest", m_dir->filePath("in"), "--project", project(), "--json" });
    VERIFY_RAN(ran, 0);
    QCOMPARE(ran.json()["new"].toInt(), 1);
    QCOMPARE(ran.json()["bad"].toInt(), 3);
    QCOMPARE(ran.json()["ignored"].toInt(), 1);
    QSet<QString> named;
    for (const auto& error : ran.json()["errors"].toArray()) {
        named.insert(QFileInfo(error.toObject()["file"].toString()).fileName());
        QVERIFY(!error.toObject()["reason"].toString().isEmpty());
    }
    QCOMPARE(named, (QSet<QString>{ "torn.avro", "empty.avro", "magic.avro" }));
}

void TestIngest::strictSaysBadInputByItsExitCode()
{
    QFile file(m_dir->filePath("bad.avro"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("Obj\x01");
    file.close();
    VERIFY_RAN(runVetrina({ "ingest", file.fileName(), "--project", project() }), 0);
    VERIFY_RAN(runVetrina({ "ingest", file.fileName(), "--project", project(), "--strict" }), 3);
}

void TestIngest::goesOnWhereAKillStoppedIt()
{
    REAL_DATA_OR_SKIP();
    auto random = QRandomGenerator(20231018);
    int killedInside = 0;
    for (int i = 0; i < 20; ++i) {
        QProcess process;
        process.setStandardErrorFile(QProcess::nullDevice());
        process.setStandardOutputFile(QProcess::nullDevice());
        process.start(QStringLiteral(VETRINA_BINARY_DIR "/vetrina"), { "ingest", ztf(""), "--project", project() });
        QVERIFY(process.waitForStarted());
        if (!process.waitForFinished(20 + random.bounded(400))) {
            ++killedInside;
            process.kill(); // SIGKILL
            process.waitForFinished();
        }
        if (QDir(project()).exists() && QFile::exists(project() + "/catalogue.sqlite"))
            VERIFY_RAN(runVetrina({ "doctor", "--project", project(), "--json" }), 0);
        const auto held = keys();
        QCOMPARE(QSet<QString>(held.begin(), held.end()).size(), held.size());
        if (i % 5 == 4) // begin anew, or every later kill would meet a full project
            QDir(project()).removeRecursively();
    }
    qInfo("%d of 20 kills came before the end", killedInside);
    QVERIFY(killedInside > 0);
    const auto ran = runVetrina({ "ingest", ztf(""), "--project", project(), "--json" });
    VERIFY_RAN(ran, 0);
    QCOMPARE(ran.json()["new"].toInt() + ran.json()["known"].toInt(), 1175);
    QCOMPARE(keys().size(), 1175);
}

void TestIngest::stopsWhenAskedAndKeepsWhatItHas()
{
    REAL_DATA_OR_SKIP();
    QProcess process;
    process.start(QStringLiteral(VETRINA_BINARY_DIR "/vetrina"),
        { "ingest", ztf(""), ztf(""), ztf(""), ztf(""), "--project", project(), "--json" });
    QVERIFY(process.waitForStarted());
    QTest::qWait(150);
    const auto pid = process.processId();
    QVERIFY(pid > 0); // 0 would be our own group
    ::kill(static_cast<pid_t>(pid), SIGINT);
    QVERIFY(process.waitForFinished(30000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 130);
    const auto report = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
    QCOMPARE(keys().size(), report["new"].toInt());
}

void TestIngest::saysWhatIsMissing()
{
    const auto ran = runVetrina({ "ingest", m_dir->filePath("nowhere"), "--project", project() });
    QCOMPARE(ran.code, 1);
    QVERIFY2(ran.err.startsWith("vetrina: ") && ran.err.contains("nowhere") && ran.err.count('\n') == 1, ran.err);
}

void TestIngest::whatIsDerivedIsMadeAgain()
{
    REAL_DATA_OR_SKIP();
    VERIFY_RAN(runVetrina({ "ingest", ztf("schema-mix"), ztf("recent_alerts.tar.gz"), "--project", project() }), 0);
    const QStringList whole{ "table", "--project", project(), "--format", "json" };
    const auto before = runVetrina(whole);
    VERIFY_RAN(before, 0);
    QVERIFY(before.out.count("objectId") == 70);
    for (const char* ending : { "", "-wal", "-shm" })
        QFile::remove(project() + "/derived.sqlite" + ending);
    QVERIFY(QDir(project() + "/derived").removeRecursively());
    const auto after = runVetrina(whole);
    VERIFY_RAN(after, 0);
    QCOMPARE(after.out, before.out);
}

QTEST_GUILESS_MAIN(TestIngest)
#include "tst_ingest.moc"
