#include "tests/app/run.h"

#include <QFile>

/// The conventions that hold for every command.
class TestCommandLine : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyCommandHasHelpWithAnExample_data();
    void everyCommandHasHelpWithAnExample();
    void wrongUseIsTwo_data();
    void wrongUseIsTwo();
    void anAbsentProjectIsSaid();
    void doctorLooksAtThisMachine();
#ifndef VETRINA_GUI
    void theBareCommandSaysWhatIsMissing();
#endif
};

void TestCommandLine::everyCommandHasHelpWithAnExample_data()
{
    QTest::addColumn<QStringList>("command");
    for (const char* name : { "ingest", "score", "table", "pixels", "shot", "doctor" })
        QTest::newRow(name) << QStringList{ name };
    QTest::newRow("labels add") << QStringList{ "labels", "add" };
    QTest::newRow("models import") << QStringList{ "models", "import" };
}

void TestCommandLine::everyCommandHasHelpWithAnExample()
{
    QFETCH(QStringList, command);
    const auto ran = runVetrina(command + QStringList{ "--help" });
    VERIFY_RAN(ran, 0);
    QVERIFY2(ran.out.contains("vetrina " + command.join(' ').toUtf8() + " "), ran.out);
}

void TestCommandLine::wrongUseIsTwo_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("unknown command") << QStringList{ "frobnicate" };
    QTest::newRow("unknown option") << QStringList{ "table", "--project", "x", "--colour" };
    QTest::newRow("no project") << QStringList{ "table" };
    QTest::newRow("bad format") << QStringList{ "table", "--project", "x", "--format", "xls" };
    QTest::newRow("bad panel") << QStringList{ "pixels", "--project", "x", "--candid", "1", "--panel", "side", "--out",
        "a.png" };
    QTest::newRow("not a number") << QStringList{ "labels", "add", "--project", "x", "--candid", "abc", "--label",
        "real" };
}

void TestCommandLine::wrongUseIsTwo()
{
    QFETCH(QStringList, words);
    const auto ran = runVetrina(words);
    VERIFY_RAN(ran, 2);
    QVERIFY(ran.out.isEmpty());
}

void TestCommandLine::anAbsentProjectIsSaid()
{
    const QTemporaryDir dir;
    const auto ran = runVetrina({ "table", "--project", dir.filePath("none.vetrina") });
    VERIFY_RAN(ran, 1);
    QVERIFY2(ran.err.startsWith("vetrina: ") && ran.err.contains("none.vetrina") && ran.err.count('\n') == 1, ran.err);
    QVERIFY(!QFile::exists(dir.filePath("none.vetrina"))); // reading makes nothing
}

void TestCommandLine::doctorLooksAtThisMachine()
{
    const auto ran = runVetrina({ "doctor", "--json" });
    QVERIFY(ran.json().contains("ok"));
    QVERIFY(ran.json()["checks"].isArray());
}

#ifndef VETRINA_GUI
void TestCommandLine::theBareCommandSaysWhatIsMissing()
{
    for (const QStringList& words :
        { QStringList{}, QStringList{ "shot", "--project", "x", "--workspace", "Scan", "--out", "a.png" } }) {
        const auto ran = runVetrina(words);
        QCOMPARE(ran.code, 1);
        QVERIFY2(ran.err.contains("without the window"), ran.err);
    }
}
#endif

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_command_line.moc"
