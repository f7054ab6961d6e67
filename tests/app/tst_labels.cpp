#include "tests/app/run.h"
#include "tests/real_data.h"

#include <QFile>
#include <QJsonArray>
#include <QSet>

#include <memory>
#include <vector>

class TestLabels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void addsUndoesAndExports();
    void everyUserHasHisOwn();
    void importsWhatWasExportedOnce();
    void refusesWhatItCannotRecord();
    void eightWritersBesideAnIngestAndAWindowKeepEveryAcknowledgement();

private:
    Ran labels(QStringList words)
    {
        return runVetrina(QStringList{ "labels" } + words + QStringList{ "--project", m_project });
    }
    QString column(const QString& name)
    {
        const auto ran =
            runVetrina({ "table", "--project", m_project, "--columns", name, "--where", "candid == " + m_candid });
        return QString::fromUtf8(ran.out).section('\n', 1, 1);
    }

    QTemporaryDir m_dir;
    QString m_project;
    QString m_candid = "2481334963515015002";
};

void TestLabels::initTestCase()
{
    REAL_DATA_OR_SKIP();
    m_project = m_dir.filePath("p.vetrina");
    VERIFY_RAN(
        runVetrina({ "ingest", QString::fromStdString((realData() / "ztf/night").string()), "--project", m_project }),
        0);
}

void TestLabels::addsUndoesAndExports()
{
    auto ran = labels({ "add", "--candid", m_candid, "--label", "real", "--json" });
    VERIFY_RAN(ran, 0);
    QCOMPARE(ran.json()["added"].toInt(), 1);
    QVERIFY(ran.json()["event"].isString());
    QCOMPARE(column("label"), QString("real"));

    VERIFY_RAN(labels({ "undo" }), 0);
    QCOMPARE(column("label"), QString());

    ran = labels({ "export", "--format", "json" });
    VERIFY_RAN(ran, 0);
    const auto events = ran.json()["events"].toArray();
    QCOMPARE(events.size(), 2);
    QCOMPARE(events[0].toObject()["candid"].toString(), m_candid);
    QCOMPARE(events[0].toObject()["user"].toString(), QString("tester"));
    QCOMPARE(events[1].toObject()["undoes"], events[0].toObject()["event"]);

    ran = labels({ "export", "--format", "csv" });
    QCOMPARE(ran.out.split('\n').first(),
        QByteArray("event,candid,object,survey,user,time,scheme,label,undoes,seconds,note"));
    QCOMPARE(labels({ "undo" }).code, 1); // nothing is left to take back
}

void TestLabels::everyUserHasHisOwn()
{
    VERIFY_RAN(labels({ "add", "--candid", m_candid, "--label", "real" }), 0);
    VERIFY_RAN(labels({ "add", "--candid", m_candid, "--label", "bogus", "--user", "mk" }), 0);
    QCOMPARE(column("label"), QString("real"));
    QCOMPARE(column("label.mk"), QString("bogus"));
    VERIFY_RAN(labels({ "undo", "--user", "mk" }), 0);
    QCOMPARE(column("label"), QString("real"));
    QCOMPARE(column("label.mk"), QString());
}

void TestLabels::importsWhatWasExportedOnce()
{
    for (const QString format : { "csv", "json" }) {
        const auto text = labels({ "export", "--format", format }).out;
        QFile file(m_dir.filePath("events." + format));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
        file.close();
        auto ran = labels({ "import", file.fileName(), "--json" });
        VERIFY_RAN(ran, 0);
        QCOMPARE(ran.json()["added"].toInt(), 0); // all of them are here

        const QString other = m_dir.filePath("other-" + format + ".vetrina");
        VERIFY_RAN(
            runVetrina({ "ingest", QString::fromStdString((realData() / "ztf/night").string()), "--project", other }),
            0);
        ran = runVetrina({ "labels", "import", file.fileName(), "--project", other, "--json" });
        VERIFY_RAN(ran, 0);
        QVERIFY(ran.json()["added"].toInt() > 0);
        QCOMPARE(
            runVetrina({ "table", "--project", other, "--columns", "label", "--where", "candid == " + m_candid }).out,
            QByteArray("label\nreal\n"));
        QCOMPARE(
            runVetrina({ "labels", "import", file.fileName(), "--project", other, "--json" }).json()["added"].toInt(),
            0);
    }
}

void TestLabels::refusesWhatItCannotRecord()
{
    QCOMPARE(labels({ "add", "--candid", "1", "--label", "real" }).code, 1);
    const auto ran = labels({ "add", "--candid", m_candid, "--label", "reel" });
    QCOMPARE(ran.code, 2);
    QVERIFY2(ran.err.contains("reel") && ran.err.contains("real"), ran.err); // what, and what it could have been
    QCOMPARE(labels({ "add", "--label", "real" }).code, 2);
}

void TestLabels::eightWritersBesideAnIngestAndAWindowKeepEveryAcknowledgement()
{
    const QString program = QStringLiteral(VETRINA_BINARY_DIR "/vetrina");
    const QString project = m_dir.filePath("busy.vetrina");
    const auto ztf = QString::fromStdString((realData() / "ztf").string());
    VERIFY_RAN(runVetrina({ "ingest", ztf + "/night", "--project", project }), 0);
    auto candids =
        QString::fromUtf8(runVetrina({ "table", "--project", project, "--columns", "candid", "--limit", "20" }).out)
            .split('\n', Qt::SkipEmptyParts);
    candids.removeFirst();

    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert("QT_QPA_PLATFORM", "offscreen");
    for (const char* variable : { "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME" })
        environment.insert(variable, m_dir.path());
    QProcess window;
    window.setProcessEnvironment(environment);
#ifdef VETRINA_GUI
    window.start(program, { project });
    QVERIFY(window.waitForStarted());
#endif
    QProcess ingest;
    ingest.start(program, { "ingest", ztf, "--project", project, "--quiet" });
    std::vector<std::unique_ptr<QProcess>> writers;
    for (int i = 0; i < 8; ++i) {
        auto& writer = writers.emplace_back(std::make_unique<QProcess>());
        // Each label is a process of its own; what it printed was acknowledged. A machine that stands still makes one
        // refuse, and it says to try again.
        const QString each =
            QString("for candid in %1; do left=5; until '%2' labels add --project '%3' --candid $candid --label real "
                    "--user writer%4 --json; do left=$((left - 1)); [ $left -gt 0 ] || exit 1; done; done")
                .arg(candids.join(' '), program, project)
                .arg(i);
        writer->start("sh", { "-c", each });
    }
    QSet<QString> acknowledged;
    for (auto& writer : writers) {
        QVERIFY(writer->waitForFinished(400000));
        QVERIFY2(writer->exitCode() == 0, writer->readAllStandardError());
        for (const auto& line : writer->readAllStandardOutput().split('\n'))
            if (!line.isEmpty())
                acknowledged.insert(QJsonDocument::fromJson(line).object()["event"].toString());
    }
    QVERIFY(ingest.waitForFinished(100000));
    QCOMPARE(ingest.exitCode(), 0);
#ifdef VETRINA_GUI
    QCOMPARE(window.state(), QProcess::Running);
    window.terminate();
    QVERIFY(window.waitForFinished(20000));
#endif
    QCOMPARE(acknowledged.size(), 8 * 20);
    QSet<QString> kept;
    const auto exported = runVetrina({ "labels", "export", "--project", project, "--format", "json" });
    for (const auto& event : exported.json()["events"].toArray())
        kept.insert(event.toObject()["event"].toString());
    QVERIFY(kept.contains(acknowledged));
    QCOMPARE(kept.size(), acknowledged.size());
}

QTEST_GUILESS_MAIN(TestLabels)
#include "tst_labels.moc"
