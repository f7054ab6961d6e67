#include "tests/app/run.h"
#include "tests/real_data.h"

#include <QFile>
#include <QJsonArray>

class TestLabels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void addsUndoesAndExports();
    void everyUserHasHisOwn();
    void importsWhatWasExportedOnce();
    void refusesWhatItCannotRecord();

private:
    Ran labels(QStringList words)
    {
        return vetrina(QStringList{ "labels" } + words + QStringList{ "--project", m_project });
    }
    QString column(const QString& name)
    {
        const auto ran =
            vetrina({ "table", "--project", m_project, "--columns", name, "--where", "candid == " + m_candid });
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
        vetrina({ "ingest", QString::fromStdString((realData() / "ztf/night").string()), "--project", m_project }), 0);
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
            vetrina({ "ingest", QString::fromStdString((realData() / "ztf/night").string()), "--project", other }), 0);
        ran = vetrina({ "labels", "import", file.fileName(), "--project", other, "--json" });
        VERIFY_RAN(ran, 0);
        QVERIFY(ran.json()["added"].toInt() > 0);
        QCOMPARE(vetrina({ "table", "--project", other, "--columns", "label", "--where", "candid == " + m_candid }).out,
            QByteArray("label\nreal\n"));
        QCOMPARE(
            vetrina({ "labels", "import", file.fileName(), "--project", other, "--json" }).json()["added"].toInt(), 0);
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

QTEST_GUILESS_MAIN(TestLabels)
#include "tst_labels.moc"
