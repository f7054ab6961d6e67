#include "tests/app/run.h"
#include "tests/real_data.h"

#include <QJsonArray>

/// The window on the real night under a virtual display with a window manager, driven from outside.
class TestWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keysLabelTheRealNight();
    void shotsAreTheRealWindow_data();
    void shotsAreTheRealWindow();

private:
    [[nodiscard]] static QString night() { return QString::fromStdString((realData() / "ztf/night").string()); }

    QTemporaryDir m_dir;
};

void TestWindow::keysLabelTheRealNight()
{
    REAL_DATA_OR_SKIP();
    const QString project = m_dir.filePath("p.vetrina");
    QProcess drive;
    auto environment = QProcessEnvironment::systemEnvironment();
    for (const char* variable : { "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME" })
        environment.insert(variable, m_dir.path());
    environment.insert("VETRINA_USER", "tester");
    environment.insert("SIZE", "1280x800");
    drive.setProcessEnvironment(environment);
    drive.start(QStringLiteral(VETRINA_SOURCE_DIR "/tests/app/drive_window.sh"),
        { QStringLiteral(VETRINA_BINARY_DIR "/vetrina"), project, night() });
    QVERIFY(drive.waitForFinished(120000));
    if (drive.exitCode() == 77)
        QSKIP(("a tool is not here: " + drive.readAllStandardError()).constData());
    QVERIFY2(drive.exitCode() == 0, drive.readAllStandardError());

    const auto ran = runVetrina({ "labels", "export", "--project", project, "--format", "json" });
    VERIFY_RAN(ran, 0);
    // 1, 2, Space, F, 3, U; then 1 after the filter line gave the keys back.
    QStringList labels;
    for (const auto& event : ran.json()["events"].toArray())
        labels << event.toObject()["label"].toString();
    QCOMPARE(labels, (QStringList{ "real", "bogus", "skip", "flag", "supernova", "", "real" }));
    const auto events = ran.json()["events"].toArray();
    QCOMPARE(events[5].toObject()["undoes"], events[4].toObject()["event"]);
    QVERIFY(events[0].toObject()["candid"] != events[1].toObject()["candid"]); // a label goes on to the next
}

void TestWindow::shotsAreTheRealWindow_data()
{
    QTest::addColumn<QString>("size");
    QTest::addColumn<QString>("theme");
    QTest::newRow("small, dark") << "1280x800"
                                 << "dark";
    QTest::newRow("large, light") << "1920x1080"
                                  << "light";
}

void TestWindow::shotsAreTheRealWindow()
{
    REAL_DATA_OR_SKIP();
    QFETCH(QString, size);
    QFETCH(QString, theme);
    const QString project = m_dir.filePath("shot.vetrina");
    VERIFY_RAN(runVetrina({ "ingest", night(), "--project", project }), 0);
    const QString out = m_dir.filePath(size + theme + ".png");
    const auto ran = runVetrina({ "shot", "--project", project, "--workspace", "Scan", "--candid", "2481334963515015002",
        "--size", size, "--theme", theme, "--out", out, "--json" });
    VERIFY_RAN(ran, 0);
    QCOMPARE(QString("%1x%2").arg(ran.json()["width"].toInt()).arg(ran.json()["height"].toInt()), size);
    QVERIFY(QFileInfo(out).size() > 50000); // stamps are noise: they do not compress to nothing
}

QTEST_GUILESS_MAIN(TestWindow)
#include "tst_window.moc"
