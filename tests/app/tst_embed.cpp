#include "tests/app/run.h"
#include "tests/real_data.h"

#include <QHash>
#include <QJsonArray>
#include <QSet>

#include <algorithm>

/// Vectors, maps, neighbours and the queue of what to label, on real packets; judged by the survey's own score.
class TestEmbed : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyCandidateIsEmbeddedOnce();
    void newCandidatesAreNotEmbeddedTwiceAndPlacedOnTheMap();
    void neighboursAreOfTheSameKind();
    void vectorsOfTheDefaultAreThoseOfThePromotedModel();
    void theQueueIsThatOfTheUncertaintyColumn();
    void aQueueKeepsATestSetApart();
    void aDiverseQueueIsOfTheMostInformative();
    void whatIsLabelledIsNotAskedAgain();
    void whatCanNotBeDoneIsSaid();

private:
    [[nodiscard]] QStringList withModel(const QString& command) const
    {
        const auto weights = QString::fromStdString((realData() / "weights/braai_d6_m7.safetensors").string());
        return { command, "--project", m_project, "--model", weights, "--card", "braai_d6_m7", "--json" };
    }
    [[nodiscard]] Ran queue(const QStringList& more) const
    {
        return runVetrina(QStringList{ "queue", "--project", m_project, "--json" } + more);
    }
    static QStringList candids(const Ran& ran)
    {
        QStringList all;
        for (const auto& one : ran.json()["candids"].toArray())
            all << one.toString();
        return all;
    }

    QTemporaryDir m_dir;
    QString m_project;
    QHash<QString, double> m_drb;
};

void TestEmbed::initTestCase()
{
    REAL_DATA_OR_SKIP();
    m_project = m_dir.filePath("p.vetrina");
    VERIFY_RAN(
        runVetrina({ "ingest", QString::fromStdString((realData() / "ztf").string()), "--project", m_project }), 0);
    const auto table = runVetrina({ "table", "--project", m_project, "--columns", "candid,drb" });
    for (const auto& line : QString::fromUtf8(table.out).split('\n', Qt::SkipEmptyParts).mid(1))
        if (const auto cells = line.split(','); !cells[1].isEmpty())
            m_drb[cells[0]] = cells[1].toDouble();
    QVERIFY(m_drb.size() > 500);
}

void TestEmbed::everyCandidateIsEmbeddedOnce()
{
    auto ran = runVetrina(withModel("embed") + QStringList{ "--where", "fid = 1", "--map", "umap" });
    VERIFY_RAN(ran, 0);
    const int first = ran.json()["embedded"].toInt();
    QVERIFY(first > 100 && first < 1175);
    QCOMPARE(ran.json()["dimensions"].toInt(), 256);
    QCOMPARE(ran.json()["mapped"].toInt(), first);
    QCOMPARE(ran.json()["placed"].toInt(), 0);
    QVERIFY(ran.json()["seconds"].toDouble() > 0);
    ran = runVetrina(withModel("embed") + QStringList{ "--where", "fid = 1", "--map", "tsne" });
    VERIFY_RAN(ran, 0);
    QCOMPARE(ran.json()["added"].toInt(), 0);
    QCOMPARE(ran.json()["mapped"].toInt(), first);
}

void TestEmbed::newCandidatesAreNotEmbeddedTwiceAndPlacedOnTheMap()
{
    auto ran = runVetrina(withModel("embed") + QStringList{ "--map", "umap" });
    VERIFY_RAN(ran, 0);
    const int added = ran.json()["added"].toInt();
    QCOMPARE(ran.json()["embedded"].toInt(), 1175);
    QVERIFY(added > 0 && added < 1175);
    QCOMPARE(ran.json()["placed"].toInt(), added);
    QCOMPARE(ran.json()["mapped"].toInt(), 1175);
    ran = runVetrina(withModel("embed") + QStringList{ "--map", "tsne" });
    VERIFY_RAN(ran, 0);
    QCOMPARE(ran.json()["placed"].toInt(), added);
    QCOMPARE(ran.json()["mapped"].toInt(), 1175);
    ran = runVetrina(withModel("embed") + QStringList{ "--map", "tsne", "--anew" });
    VERIFY_RAN(ran, 0);
    QCOMPARE(ran.json()["placed"].toInt(), 0);
    QCOMPARE(ran.json()["mapped"].toInt(), 1175);
    ran = runVetrina(withModel("embed") + QStringList{ "--map", "tree" });
    QCOMPARE(ran.code, 1);
    QVERIFY2(ran.err.contains("pca, umap or tsne"), ran.err.constData());
    ran = runVetrina(withModel("embed") + QStringList{ "--map", "pca" });
    VERIFY_RAN(ran, 0);
    QCOMPARE(ran.json()["added"].toInt(), 0);
    QCOMPARE(ran.json()["mapped"].toInt(), 1175);
}

void TestEmbed::neighboursAreOfTheSameKind()
{
    int asked = 0, same = 0, all = 0;
    auto keys = m_drb.keys();
    std::sort(keys.begin(), keys.end());
    for (int i = 0; i < keys.size() && asked < 12; i += 41, ++asked) {
        const auto ran = runVetrina({ "similar", "--project", m_project, "--candid", keys[i], "-k", "10", "--json" });
        VERIFY_RAN(ran, 0);
        const auto neighbours = ran.json()["neighbours"].toArray();
        QCOMPARE(neighbours.size(), 10);
        double before = -1;
        for (const auto& one : neighbours) {
            const auto candid = one.toObject()["candid"].toString();
            QVERIFY(candid != keys[i]);
            QVERIFY(one.toObject()["distance"].toDouble() >= before);
            before = one.toObject()["distance"].toDouble();
            if (m_drb.contains(candid)) {
                ++all;
                same += (m_drb[candid] > 0.5) == (m_drb[keys[i]] > 0.5) ? 1 : 0;
            }
        }
    }
    qInfo("%d of %d neighbours stand on the same side of the survey's score", same, all);
    QVERIFY(all > 50 && same > 0.85 * all);
}

void TestEmbed::vectorsOfTheDefaultAreThoseOfThePromotedModel()
{
    const QString home = m_dir.filePath("home");
    const auto weights = QString::fromStdString((realData() / "weights/braai_d6_m7.safetensors").string());
    const QString candid = m_drb.keys().first();
    const QStringList similar{ "similar", "--project", m_project, "--candid", candid, "-k", "3", "--json", "--model" };
    const auto without = runVetrina(similar + QStringList{ "default" }, home);
    VERIFY_RAN(without, 1); // what ships is the default there, and made no vectors here
    QVERIFY2(without.err.contains("of model 'vetrina:"), without.err.constData());
    VERIFY_RAN(runVetrina({ "models", "import", weights, "--card", "braai_d6_m7" }, home), 0);
    VERIFY_RAN(runVetrina({ "models", "promote", "braai_d6_m7" }, home), 0);
    const auto ran = runVetrina(similar + QStringList{ "default" }, home);
    VERIFY_RAN(ran, 0);
    QCOMPARE(ran.json()["model"].toString(), QString("braai_d6_m7:1"));
    QCOMPARE(ran.json()["neighbours"].toArray(),
        runVetrina(similar + QStringList{ "braai_d6_m7" }, home).json()["neighbours"].toArray());
    const auto strange = runVetrina(
        { "anomaly", "--project", m_project, "--scorer", "knn", "--on", "embedding:default", "--json" }, home);
    VERIFY_RAN(strange, 0);
    QVERIFY(strange.json()["scored"].toInt() > 1000);
}

void TestEmbed::theQueueIsThatOfTheUncertaintyColumn()
{
    VERIFY_RAN(runVetrina(withModel("score")), 0);
    const auto table = runVetrina({ "table", "--project", m_project, "--columns", "candid,uncertainty.braai_d6_m7",
        "--sort", "uncertainty.braai_d6_m7,desc", "--limit", "30" });
    QStringList expected;
    for (const auto& line : QString::fromUtf8(table.out).split('\n', Qt::SkipEmptyParts).mid(1))
        expected << line.section(',', 0, 0);
    const auto ran = queue({ "--strategy", "entropy", "-n", "30" });
    VERIFY_RAN(ran, 0);
    QCOMPARE(candids(ran), expected);
    QCOMPARE(candids(queue({ "--strategy", "margin", "-n", "5", "--model", "braai_d6_m7" })), expected.mid(0, 5));
    const auto some = queue({ "--strategy", "random", "-n", "20", "--seed", "4", "--where", "drb > 0.5" });
    QCOMPARE(candids(some).size(), 20);
    for (const auto& candid : candids(some))
        QVERIFY(m_drb[candid] > 0.5);
}

void TestEmbed::aQueueKeepsATestSetApart()
{
    const auto ran = queue({ "--strategy", "entropy", "-n", "20", "--test-share", "0.25" });
    VERIFY_RAN(ran, 0);
    const auto all = candids(ran);
    const auto values = ran.json()["values"].toArray();
    const auto test = ran.json()["test"].toArray();
    QCOMPARE(all.size(), 20);
    QCOMPARE(values.size(), 20);
    QCOMPARE(test.size(), 5);
    QVERIFY(ran.json()["unlabelled"].toInt() > 500);
    for (qsizetype i = 0; i < 20; ++i)
        QCOMPARE(values[i].isNull(), i >= 15); // drawn by chance
    for (qsizetype i = 0; i < 5; ++i)
        QCOMPARE(test[i].toString(), all[15 + i]);
    const auto without = candids(queue({ "--strategy", "entropy", "-n", "600", "--test-share", "0" }));
    auto last = without.begin();
    for (const auto& candid : all.mid(0, 15)) { // the others as they would stand without it
        const auto found = std::find(last, without.end(), candid);
        QVERIFY(found != without.end());
        last = found + 1;
    }
}

void TestEmbed::aDiverseQueueIsOfTheMostInformative()
{
    const auto ran = queue({ "--strategy", "entropy", "-n", "10", "--diverse" });
    VERIFY_RAN(ran, 0);
    const auto chosen = candids(ran), most = candids(queue({ "--strategy", "entropy", "-n", "100" }));
    QCOMPARE(QSet<QString>(chosen.begin(), chosen.end()).size(), 10);
    for (const auto& candid : chosen)
        QVERIFY(most.contains(candid));
    QVERIFY(chosen != most.mid(0, 10));
}

void TestEmbed::whatIsLabelledIsNotAskedAgain()
{
    const auto before = candids(queue({ "--strategy", "least-confidence", "-n", "10" }));
    VERIFY_RAN(runVetrina({ "labels", "add", "--project", m_project, "--candid", before[0], "--label", "bogus" }), 0);
    const auto after = candids(queue({ "--strategy", "least-confidence", "-n", "9" }));
    QCOMPARE(after, before.mid(1));
}

void TestEmbed::whatCanNotBeDoneIsSaid()
{
    const QList<QStringList> wrong{ { "queue", "--strategy", "best" }, { "queue", "--model", "no_such" },
        { "similar", "--candid", "17" }, { "embed", "--model", "no_such" },
        { "embed", "--model", "braai_d6_m7", "--map", "globe" } };
    for (const auto& words : wrong) {
        const auto ran = runVetrina(words + QStringList{ "--project", m_project });
        QVERIFY2(ran.code == 1 || ran.code == 2, qPrintable(words.join(' ')));
        QVERIFY2(ran.err.startsWith("vetrina: "), ran.err);
    }
}

QTEST_GUILESS_MAIN(TestEmbed)
#include "tst_embed.moc"
