#include "tests/app/run.h"
#include "tests/real_data.h"

#include <QFile>
#include <QHash>

#include <cmath>

/// Scores against numbers that the survey published and an independent float32 run of the same weights.
class TestScore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void braaiAgreesWithWhatIsPublished_data();
    void braaiAgreesWithWhatIsPublished();
    void scoringAgainChangesNothing();
    void saysWhatItCannotLoad();

private:
    [[nodiscard]] static QString weights(const QString& name)
    {
        return QString::fromStdString((realData() / "weights").string()) + "/" + name + ".safetensors";
    }

    QTemporaryDir m_dir;
    QString m_project;
    QHash<QString, QStringList> m_index; ///< candid -> the columns of index.csv
    QStringList m_head;
};

void TestScore::initTestCase()
{
    REAL_DATA_OR_SKIP();
#ifndef VETRINA_HAS_TORCH
    QSKIP("built without the torch module");
#endif
    m_project = m_dir.filePath("p.vetrina");
    VERIFY_RAN(runVetrina({ "ingest", QString::fromStdString((realData() / "ztf").string()), "--project", m_project }), 0);
    QFile index(QString::fromStdString((realData() / "ztf/index.csv").string()));
    QVERIFY(index.open(QIODevice::ReadOnly));
    m_head = QString::fromUtf8(index.readLine()).trimmed().split(',');
    while (!index.atEnd()) {
        const auto cells = QString::fromUtf8(index.readLine()).trimmed().split(',');
        m_index[cells[0]] = cells;
    }
    QCOMPARE(m_index.size(), 1175);
}

void TestScore::braaiAgreesWithWhatIsPublished_data()
{
    QTest::addColumn<QString>("model");
    QTest::newRow("d6_m7, row norm") << "braai_d6_m7";
    QTest::newRow("d6_m9, image norm") << "braai_d6_m9";
}

void TestScore::braaiAgreesWithWhatIsPublished()
{
    QFETCH(QString, model);
    auto ran = runVetrina({ "score", "--project", m_project, "--model", weights(model), "--card", model, "--json" });
    VERIFY_RAN(ran, 0);
    QCOMPARE(ran.json()["scored"].toInt(), 1175);
    QCOMPARE(ran.json()["failed"].toInt(), 0);

    ran = runVetrina({ "table", "--project", m_project, "--columns", "candid,drb,score." + model + ".real" });
    VERIFY_RAN(ran, 0);
    const auto published = m_head.indexOf("drb"),
               independent = m_head.indexOf(model == "braai_d6_m7" ? "braai_d6_m7" : "braai_d6_m9");
    const auto version = m_head.indexOf("drbversion");
    double worstPublished = 0, worstIndependent = 0;
    int withDrb = 0, all = 0;
    const auto lines = QString::fromUtf8(ran.out).split('\n', Qt::SkipEmptyParts);
    for (const auto& line : lines.mid(1)) {
        const auto cells = line.split(',');
        const auto& row = m_index[cells[0]];
        QVERIFY(!row.isEmpty());
        bool ok = false;
        const double score = cells[2].toDouble(&ok);
        QVERIFY2(ok, qPrintable(line));
        worstIndependent = std::max(worstIndependent, std::abs(score - row[independent].toDouble()));
        ++all;
        if (model == "braai_d6_m7" && !row[published].isEmpty() && row[version] == "d6_m7") {
            worstPublished = std::max(worstPublished, std::abs(score - row[published].toDouble()));
            ++withDrb;
        }
    }
    qInfo("%d scores: at most %.2g from the independent run; %d with drb: at most %.2g from the published", all,
        worstIndependent, withDrb, worstPublished);
    QCOMPARE(all, 1175);
    QVERIFY(worstIndependent <= 2e-6);
    QVERIFY(worstPublished <= 2e-6);
    if (model == "braai_d6_m7")
        QCOMPARE(withDrb, 655);
}

void TestScore::scoringAgainChangesNothing()
{
    const auto scores = [&] {
        return runVetrina({ "table", "--project", m_project, "--columns", "candid,score.braai_d6_m7.real" }).out;
    };
    const auto before = scores();
    VERIFY_RAN(runVetrina({ "score", "--project", m_project, "--model", weights("braai_d6_m7"), "--card", "braai_d6_m7",
                   "--where", "magpsf < 18" }),
        0);
    QCOMPARE(scores(), before);
}

void TestScore::saysWhatItCannotLoad()
{
    QFile bad(m_dir.filePath("bad.safetensors"));
    QVERIFY(bad.open(QIODevice::WriteOnly));
    bad.write(QByteArray(16, '\xff'));
    bad.close();
    for (const QString& model : { bad.fileName(), m_dir.filePath("absent.safetensors"), QString("no_such_model") }) {
        const auto ran = runVetrina({ "score", "--project", m_project, "--model", model, "--card", "braai_d6_m7" });
        QVERIFY(ran.code == 1 || ran.code == 2); // 2 where the name itself is wrong use
        QVERIFY2(ran.err.startsWith("vetrina: ") && ran.err.count('\n') == 1, ran.err);
    }
    const auto ran =
        runVetrina({ "score", "--project", m_project, "--model", weights("btsbot_v1.0.1"), "--card", "braai_d6_m7" });
    QVERIFY(ran.code == 1 || ran.code == 2); // another network's weights
}

QTEST_GUILESS_MAIN(TestScore)
#include "tst_score.moc"
