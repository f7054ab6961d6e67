#include "tests/app/run.h"
#include "tests/real_data.h"

#include <QDir>
#include <QJsonArray>

class TestModels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aModelGoesOutAndComesBackTheSame();
    void theDefaultIsPromotedAndTakenBack();
    void whatCannotBeDoneIsSaid_data();
    void whatCannotBeDoneIsSaid();

private:
    Ran models(QStringList words) { return runVetrina(QStringList{ "models" } + words); }
    /// The only model that a --json answer tells of.
    static QJsonObject one(const Ran& ran) { return ran.json()["models"].toArray().at(0).toObject(); }
    /// A model of the library, by its name.
    QJsonObject listed(const QString& name)
    {
        for (const auto& model : models({ "list", "--json" }).json()["models"].toArray())
            if (model.toObject()["name"] == name)
                return model.toObject();
        return {};
    }
};

void TestModels::aModelGoesOutAndComesBackTheSame()
{
    REAL_DATA_OR_SKIP();
    const auto weights = QString::fromStdString((realData() / "weights/braai_d6_m7.safetensors").string());
    const QTemporaryDir out;
    VERIFY_RAN(models({ "import", weights, "--card", "braai_d6_m7" }), 0);
    const auto before = models({ "show", "braai_d6_m7" }).out;
    const auto exported = models({ "export", "braai_d6_m7", "--out", out.filePath("deep/folder"), "--json" });
    VERIFY_RAN(exported, 0);
    QCOMPARE(one(exported)["name"].toString(), QString("braai_d6_m7"));
    VERIFY_RAN(models({ "remove", "braai_d6_m7:1" }), 0);
    QVERIFY(!listed("braai_d6_m7")["weights"].toBool()); // its card ships
    const QDir folder(out.filePath("deep/folder"));
    const QString file = folder.entryList({ "*.safetensors" }).value(0);
    VERIFY_RAN(models({ "import", folder.filePath(file), "--card", folder.filePath("card.json") }), 0);
    QCOMPARE(models({ "show", "braai_d6_m7" }).out, before);
    VERIFY_RAN(models({ "remove", "braai_d6_m7" }), 0);
}

void TestModels::theDefaultIsPromotedAndTakenBack()
{
    REAL_DATA_OR_SKIP();
    QVERIFY(listed("vetrina")["default"].toBool()); // nothing was promoted yet: the one that ships
    VERIFY_RAN(models({ "show", "default" }), 0);
    for (const QString name : { "braai_d6_m7", "braai_d6_m9" })
        VERIFY_RAN(
            models({ "import", QString::fromStdString((realData() / "weights").string()) + "/" + name + ".safetensors",
                "--card", name }),
            0);
    for (const QString name : { "braai_d6_m9", "braai_d6_m7", "braai_d6_m9" }) { // and back
        const auto promoted = models({ "promote", name, "--json" });
        VERIFY_RAN(promoted, 0);
        QCOMPARE(one(promoted)["name"].toString(), name);
        QVERIFY(one(promoted)["default"].toBool());
        QVERIFY(listed(name)["default"].toBool());
        QVERIFY(!listed(name == "braai_d6_m7" ? "braai_d6_m9" : "braai_d6_m7")["default"].toBool());
    }
    VERIFY_RAN(models({ "remove", "braai_d6_m9" }), 0);
    QVERIFY(!listed("braai_d6_m7")["default"].toBool());
    VERIFY_RAN(models({ "remove", "braai_d6_m7" }), 0);
}

void TestModels::whatCannotBeDoneIsSaid_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("says");
    const QTemporaryDir out;
    QTest::newRow("an unknown name") << QStringList{ "promote", "braai_d6_m8" } << 1 << "Did you mean 'braai_d6_m";
    QTest::newRow("promote without weights") << QStringList{ "promote", "braai_d6_m7" } << 2 << "Import them first";
    QTest::newRow("export without weights")
        << QStringList{ "export", "braai_d6_m7", "--out", out.path() } << 2 << "Import them first";
    QTest::newRow("remove what ships") << QStringList{ "remove", "braai_d6_m7" } << 2 << "ships with Vetrina";
    QTest::newRow("export to nowhere") << QStringList{ "export", "braai_d6_m7" } << 2 << "--out";
}

void TestModels::whatCannotBeDoneIsSaid()
{
    QFETCH(QStringList, words);
    QFETCH(int, code);
    QFETCH(QString, says);
    const auto ran = models(words);
    VERIFY_RAN(ran, code);
    QVERIFY2(ran.err.contains(says.toUtf8()), ran.err);
}

QTEST_GUILESS_MAIN(TestModels)
#include "tst_models.moc"
