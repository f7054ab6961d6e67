#include "tests/app/run.h"

#include <QDir>
#include <QJsonArray>
#include <QProcess>
#include <QSet>

/// What `cmake --install` puts into a folder, run there.
class TestInstall : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theInstalledProgramFindsTheCardsThatShip();
    void theInstalledProgramLabelsWithTheSchemesThatShip();
    void theTorchModuleIsFoundBesideIt();

private:
    [[nodiscard]] Ran installed(const QStringList& arguments) const
    {
        return runProgram(m_prefix + "/bin/vetrina", arguments, m_dir.filePath("home"));
    }

    QTemporaryDir m_dir;
    QString m_prefix;
};

void TestInstall::initTestCase()
{
    const QString first = m_dir.filePath("first");
    QProcess install;
    install.start(CMAKE_PROGRAM, { "--install", VETRINA_BINARY_DIR, "--prefix", first });
    QVERIFY(install.waitForFinished(120000));
    QVERIFY2(install.exitCode() == 0, install.readAllStandardError());
    m_prefix = m_dir.filePath("moved"); // a package is unpacked anywhere
    QVERIFY(QDir().rename(first, m_prefix));
}

void TestInstall::theInstalledProgramFindsTheCardsThatShip()
{
    const auto names = [&] {
        QSet<QString> names;
        for (const auto& model : installed({ "models", "list", "--json" }).json()["models"].toArray())
            names.insert(model.toObject()["name"].toString() + ":" + model.toObject()["version"].toString());
        return names;
    };
    const auto cards = QDir(m_prefix + "/share/vetrina/models").entryList({ "*.json" });
    QVERIFY(cards.size() >= 2);
    const auto all = names();
    QCOMPARE(all.size(), cards.size());
    QVERIFY(QFile::remove(m_prefix + "/share/vetrina/models/" + cards.first()));
    QCOMPARE(names().size(), all.size() - 1); // it reads these, and none of where it was built
}

void TestInstall::theInstalledProgramLabelsWithTheSchemesThatShip()
{
    const auto schemes = QDir(m_prefix + "/share/vetrina/resources/schemes").entryList({ "*.json" });
    QVERIFY(schemes.contains("real-bogus.json"));
    QVERIFY(!QDir(m_prefix + "/share/vetrina/resources/filters").entryList({ "*.json" }).isEmpty());
    QVERIFY(QFileInfo::exists(m_prefix + "/share/doc/vetrina/LICENSE"));
    const auto ran = installed({ "doctor", "--json" });
    QVERIFY2(ran.code == 0 || ran.code == 1, ran.err);
    QVERIFY(!ran.json()["checks"].toArray().isEmpty());
}

void TestInstall::theTorchModuleIsFoundBesideIt()
{
#ifdef VETRINA_HAS_TORCH
    QVERIFY(QFileInfo::exists(m_prefix + "/lib/vetrina/libvetrina_torch.so"));
    bool found = false;
    for (const auto& each : installed({ "doctor", "--json" }).json()["checks"].toArray()) {
        const auto check = each.toObject();
        if (check["name"].toString().contains("torch", Qt::CaseInsensitive)) {
            found = true;
            QVERIFY2(check["ok"].toBool(), qPrintable(check["said"].toString()));
        }
    }
    QVERIFY(found);
#else
    QSKIP("this build has no torch module");
#endif
}

QTEST_GUILESS_MAIN(TestInstall)
#include "tst_install.moc"
