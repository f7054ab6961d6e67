#include "tests/app/run.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonArray>
#include <QRandomGenerator>

#include <csignal>

/// Training from the command line, on a simulated night whose truth is known.
class TestTrain : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whatItWouldLearnFromIsToldFirst();
    void aRecipesNameIsTheOneThatShips();
    void aModelComesOfIt();
    void theSameSeedGivesTheSameWeights();
    void whatWasKilledEndsWithTheSameWeights();
    void ctrlCKeepsTheBestSoFar();
    void whoEndsSecondGetsTheNextVersion();
    void fewLabelsCanBeLearnedByHeart();
    void fineTuningGoesOnFromAModel();
    void whatTheModelLearnedFromIsNotTestedOn();
    void theModelScoresAsItWasMeasured();
    void mistakesAreSaid();
    void aClassThatIsOnlyTestedIsAMistake();
    void aModelFromAFileOfWeightsGoesOn(); // last: it removes the first

private:
    /// A network that is quick to train.
    [[nodiscard]] QString recipe(const QString& name, QJsonObject changes = {}) const
    {
        QFile shipped(QStringLiteral(VETRINA_SOURCE_DIR "/models/recipes/default.json"));
        (void)shipped.open(QIODevice::ReadOnly);
        auto json = QJsonDocument::fromJson(shipped.readAll()).object();
        auto model = json["model"].toObject();
        model.remove("architecture");
        model["family"] = "braai";
        model["variant"] = "vgg6";
        model["classes"] = QJsonArray{ "real" };
        model["output"] = "sigmoid";
        model["saliency_layer"] = "conv4";
        json["model"] = model;
        json["labels"] = QJsonObject{ { "column", "label.real-bogus.truth" } };
        json["epochs"] = 3;
        json["batch"] = 32;
        json["split"] = QJsonObject{ { "test", 0.25 }, { "validation", 0.15 } };
        json["optimiser"] = QJsonObject{ { "rate", 1e-3 }, { "warm_up", 0.5 } };
        json["name"] = name;
        for (auto it = changes.begin(); it != changes.end(); ++it)
            json[it.key()] = it.value();
        const QString file = m_dir.filePath(name + ".json");
        QFile out(file);
        (void)out.open(QIODevice::WriteOnly);
        out.write(QJsonDocument(json).toJson());
        return file;
    }
    [[nodiscard]] Ran run(const QStringList& words) const { return runVetrina(words, m_dir.path()); }
    [[nodiscard]] Ran train(const QStringList& more) const
    {
        return run(QStringList{ "train", "--project", m_project, "--json", "--threads", "2" } + more);
    }
    void start(QProcess& process, const QStringList& words) const
    {
        auto environment = QProcessEnvironment::systemEnvironment();
        for (const char* variable : { "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME" })
            environment.insert(variable, m_dir.path());
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(VETRINA_BINARY_DIR "/vetrina"), words);
    }
    /// A training that goes on beside; what it said until a word of it came, or until it ended.
    [[nodiscard]] QByteArray startedUntil(const char* word, QProcess& process, const QStringList& more) const
    {
        start(process, QStringList{ "train", "--project", m_project, "--json" } + more);
        QByteArray said;
        process.setReadChannel(QProcess::StandardError);
        while (!said.contains(word) && process.waitForReadyRead(120'000))
            said += process.readAllStandardError();
        return said;
    }
    /// How many would be its test part.
    [[nodiscard]] static int tested(const Ran& dryRun)
    {
        int sum = 0;
        const auto classes = dryRun.json()["classes"].toObject();
        for (const auto& one : classes)
            sum += one.toObject()["test"].toInt();
        return sum;
    }
    [[nodiscard]] QByteArray weightsOf(const QString& model) const
    {
        const auto parts = model.split(':');
        QFile file(
            QString("%1/vetrina/models/%2/%3/%2_%3.safetensors").arg(m_dir.path(), parts.value(0), parts.value(1)));
        return file.open(QIODevice::ReadOnly) ? QCryptographicHash::hash(file.readAll(), QCryptographicHash::Sha256)
                                              : QByteArray();
    }

    QTemporaryDir m_dir;
    QString m_project;
};

void TestTrain::initTestCase()
{
#ifndef VETRINA_HAS_TORCH
    QSKIP("built without LibTorch");
#endif
    m_project = m_dir.filePath("sky.vetrina");
    VERIFY_RAN(run({ "simulate", "--night", "1", "--seed", "3", "--count", "700", "--project", m_project }), 0);
}

void TestTrain::whatItWouldLearnFromIsToldFirst()
{
    const auto ran = train({ "--recipe", recipe("told"), "--dry-run" });
    VERIFY_RAN(ran, 0);
    const auto json = ran.json();
    QCOMPARE(json["candidates"].toInt(), 700);
    QCOMPARE(json["snapshot"].toString().size(), 64);
    int sum = 0;
    const auto classes = json["classes"].toObject();
    for (const auto& one : classes)
        for (const auto& part : one.toObject())
            sum += part.toInt();
    QCOMPARE(sum, 700);
    QVERIFY(classes.contains("bogus") && classes.contains("real"));
    QVERIFY(!QDir(m_project).exists("runs")); // nothing was begun
}

void TestTrain::aRecipesNameIsTheOneThatShips()
{
    const QString before = QDir::currentPath();
    const auto back = qScopeGuard([&] { QDir::setCurrent(before); });
    QVERIFY(QDir::setCurrent(m_dir.path()));
    QFile other("default"); // such a file lies there by chance
    QVERIFY(other.open(QIODevice::WriteOnly));
    other.write("no recipe");
    other.close();
    VERIFY_RAN(train({ "--recipe", "default", "--dry-run" }), 0);
    const auto file = train({ "--recipe", "./default", "--dry-run" });
    VERIFY_RAN(file, 1);
    QVERIFY2(file.err.contains("./default"), file.err.constData());
    QVERIFY(other.remove());
}

void TestTrain::aModelComesOfIt()
{
    const auto ran = train({ "--recipe", recipe("first", { { "epochs", 6 } }) });
    VERIFY_RAN(ran, 0);
    const auto json = ran.json();
    QCOMPARE(json["model"].toString(), QString("first:1"));
    QCOMPARE(json["epochs"].toInt(), 6);
    QCOMPARE(json["stopped_by"].toString(), QString("epochs"));
    QVERIFY(json["seconds"].toDouble() > 0);
    const auto test = json["metrics"]["test"].toObject();
    QVERIFY2(test["auc"].toDouble() > 0.8, qPrintable(QString::number(test["auc"].toDouble())));
    const auto shown = run({ "models", "show", "first:1", "--json" });
    VERIFY_RAN(shown, 0);
    const auto card = QString::fromUtf8(shown.out);
    QVERIFY(card.contains("labels_sha256") && card.contains("\"recipe\"") && card.contains("temperature"));
}

void TestTrain::theSameSeedGivesTheSameWeights()
{
    const auto one = train({ "--recipe", recipe("same", { { "epochs", 1 } }) });
    const auto two = train({ "--recipe", recipe("same", { { "epochs", 1 } }) });
    const auto other = train({ "--recipe", recipe("same", { { "epochs", 1 } }), "--seed", "2" });
    VERIFY_RAN(one, 0);
    VERIFY_RAN(two, 0);
    VERIFY_RAN(other, 0);
    QCOMPARE(two.json()["model"].toString(), QString("same:2"));
    QVERIFY(!weightsOf("same:1").isEmpty());
    QVERIFY(weightsOf("same:1") == weightsOf("same:2"));
    QVERIFY(weightsOf("same:1") != weightsOf("same:3"));
}

/// kill -9 at moments drawn by chance, again and again, until it comes to its end.
void TestTrain::whatWasKilledEndsWithTheSameWeights()
{
    const auto whole = train({ "--recipe", recipe("whole") });
    VERIFY_RAN(whole, 0);
    auto& chance = *QRandomGenerator::global();
    QStringList words{ "train", "--project", m_project, "--json", "--threads", "2", "--recipe", recipe("killed") };
    int kills = 0, number = 0;
    Ran ended;
    for (; kills < 40; ++kills) {
        QProcess process;
        start(process, words);
        QVERIFY(process.waitForStarted());
        const int patience = kills < 6 ? 200 + static_cast<int>(chance.bounded(1500)) : 120'000;
        if (process.waitForFinished(patience)) {
            ended = { process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError() };
            break;
        }
        process.kill();
        process.waitForFinished();
        VERIFY_RAN(run({ "doctor", "--project", m_project }), 0); // the project opens, whole
        const auto runs = QDir(m_project + "/runs").entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
        if (number == 0 && !runs.isEmpty()) {
            QFile file(m_project + "/runs/" + runs.last() + "/run.json");
            const auto json = file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object()
                                                             : QJsonObject(); // killed before it was written
            if (json["name"].toString() == "killed")
                number = runs.last().toInt();
        }
        if (number > 0)
            words = { "train", "--project", m_project, "--json", "--threads", "2", "--resume",
                QString::number(number) };
    }
    VERIFY_RAN(ended, 0);
    QVERIFY(kills > 0);
    QCOMPARE(ended.json()["epochs"].toInt(), 3);
    QVERIFY(weightsOf(ended.json()["model"].toString()) == weightsOf("whole:1"));
}

void TestTrain::ctrlCKeepsTheBestSoFar()
{
    QProcess process;
    QVERIFY(
        startedUntil("epoch 2", process, { "--recipe", recipe("long", { { "epochs", 500 } }) }).contains("epoch 2"));
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished(60'000));
    QCOMPARE(process.exitCode(), 130);
    const auto json = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
    QCOMPARE(json["model"].toString(), QString("long:1"));
    QCOMPARE(json["stopped_by"].toString(), QString("stop"));
    QVERIFY(json["epochs"].toInt() >= 2);
    // And it can go on.
    const auto number = json["run"].toInt();
    QProcess again;
    const auto said = startedUntil("epoch", again, { "--resume", QString::number(number) });
    QVERIFY(said.contains("epoch") && !said.contains("epoch 1:"));
    ::kill(static_cast<pid_t>(again.processId()), SIGINT);
    QVERIFY(again.waitForFinished(60'000));
    const auto later = QJsonDocument::fromJson(again.readAllStandardOutput()).object();
    QCOMPARE(later["model"].toString(), QString("long:2"));
    // What long:1 learned from is still known, though its run made another since.
    std::vector<int> counts;
    for (const char* model : { "long:1", "long:2" }) {
        const auto next = train({ "--recipe",
            recipe("next",
                { { "model", QJsonObject() },
                    { "split", QJsonObject{ { "test", 0.25 }, { "validation", 0.15 }, { "seed", 9 } } } }),
            "--from", model, "--dry-run" });
        VERIFY_RAN(next, 0);
        QVERIFY(tested(next) > 0 && tested(next) < 90); // of 700, a quarter of a quarter
        counts.push_back(tested(next));
    }
    QCOMPARE(counts[0], counts[1]);
}

void TestTrain::whoEndsSecondGetsTheNextVersion()
{
    QProcess slow;
    QVERIFY(startedUntil("epoch 1", slow, { "--recipe", recipe("twins", { { "epochs", 500 } }) }).contains("epoch 1"));
    const auto quick = train({ "--recipe", recipe("twins", { { "epochs", 1 } }) });
    VERIFY_RAN(quick, 0);
    QCOMPARE(quick.json()["model"].toString(), QString("twins:1"));
    ::kill(static_cast<pid_t>(slow.processId()), SIGINT);
    QVERIFY(slow.waitForFinished(60'000));
    const auto json = QJsonDocument::fromJson(slow.readAllStandardOutput()).object();
    QCOMPARE(json["model"].toString(), QString("twins:2"));
    QVERIFY(!weightsOf("twins:2").isEmpty() && weightsOf("twins:1") != weightsOf("twins:2"));
}

void TestTrain::fewLabelsCanBeLearnedByHeart()
{
    const auto ran = train({ "--recipe",
        recipe("heart",
            { { "epochs", 150 }, { "patience", 0 }, { "split", QJsonObject{ { "test", 0 }, { "validation", 0 } } },
                { "augment", QJsonObject{ { "flip", false }, { "rotate", false }, { "shift", 0 } } },
                { "labels",
                    QJsonObject{ { "column", "label.real-bogus.truth" }, { "where", "candid % 36 = 0" } } } }) });
    VERIFY_RAN(ran, 0);
    const auto runs = QDir(m_project + "/runs").entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    QFile file(m_project + "/runs/" + runs.last() + "/run.json");
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto history = QJsonDocument::fromJson(file.readAll()).object()["history"].toArray();
    QCOMPARE(history.size(), 150);
    const double first = history.first().toObject()["training_loss"].toDouble(),
                 last = history.last().toObject()["training_loss"].toDouble();
    QVERIFY2(last < 0.1 * first, qPrintable(QString("%1 to %2").arg(first).arg(last)));
}

void TestTrain::fineTuningGoesOnFromAModel()
{
    const auto ran = train(
        { "--recipe", recipe("tuned", { { "model", QJsonObject() }, { "optimiser", QJsonObject{ { "rate", 1e-4 } } } }),
            "--from", "first:1" });
    VERIFY_RAN(ran, 0);
    const auto metrics = ran.json()["metrics"].toObject();
    QVERIFY(metrics["test_before"].toObject()["auc"].toDouble() > 0.8); // what first:1 does on the same candidates
    // Small steps from there do not lose it.
    QVERIFY(metrics["test"].toObject()["auc"].toDouble() > metrics["test_before"].toObject()["auc"].toDouble() - 0.05);
    const auto braai = train({ "--recipe", recipe("other", { { "model", QJsonObject() } }), "--from", "nobody" });
    QVERIFY(braai.code == 1);
}

void TestTrain::whatTheModelLearnedFromIsNotTestedOn()
{
    // The other split would test on what first:1 learned from: those train instead.
    const auto same =
        train({ "--recipe", recipe("leak", { { "model", QJsonObject() } }), "--from", "first:1", "--dry-run" });
    const auto other = train({ "--recipe",
        recipe("leak",
            { { "model", QJsonObject() },
                { "split", QJsonObject{ { "test", 0.25 }, { "validation", 0.15 }, { "seed", 9 } } } }),
        "--from", "first:1", "--dry-run" });
    VERIFY_RAN(same, 0);
    VERIFY_RAN(other, 0);
    QVERIFY(tested(same) > 120);
    QVERIFY(tested(other) > 0 && tested(other) < tested(same) / 2);
}

/// What the library has is what was measured: its scores give the same area on the test objects.
void TestTrain::theModelScoresAsItWasMeasured()
{
    const auto shown = run({ "models", "show", "first:1", "--json" });
    VERIFY_RAN(shown, 0);
    VERIFY_RAN(run({ "score", "--project", m_project, "--model", "first:1" }), 0);
    const auto table = run(
        { "table", "--project", m_project, "--columns", "candid,object,label.real-bogus.truth,score.first:1.real" });
    VERIFY_RAN(table, 0);
    QFile labels(m_project + "/runs/0001/labels.csv");
    QVERIFY(labels.open(QIODevice::ReadOnly));
    QSet<QByteArray> test;
    for (const auto& line : labels.readAll().split('\n'))
        if (line.endsWith(",test"))
            test.insert(line.left(line.indexOf(',')));
    QList<double> real, bogus;
    for (const auto& line : table.out.split('\n').mid(1)) {
        const auto cells = line.split(',');
        if (cells.size() == 4 && test.contains(cells[0]))
            (cells[2] == "real" ? real : bogus).append(cells[3].toDouble());
    }
    QVERIFY(real.size() > 50 && bogus.size() > 20);
    double wins = 0;
    for (const double r : real)
        for (const double b : bogus)
            wins += r > b ? 1 : r == b ? 0.5 : 0;
    QFile record(m_project + "/runs/0001/run.json");
    QVERIFY(record.open(QIODevice::ReadOnly));
    const auto auc =
        QJsonDocument::fromJson(record.readAll()).object()["metrics"].toObject()["test"].toObject()["auc"].toDouble();
    QVERIFY2(std::abs(wins / double(real.size() * bogus.size()) - auc) < 1e-3,
        qPrintable(QString("%1 beside %2").arg(wins / double(real.size() * bogus.size())).arg(auc)));
}

void TestTrain::mistakesAreSaid()
{
    const auto says = [](const Ran& ran, const char* what) {
        return ran.code != 0 && ran.err.startsWith("vetrina: ") && ran.err.contains(what);
    };
    QVERIFY(says(train({ "--recipe", "nothing" }), "fine_tune")); // those that ship are named
    QVERIFY(says(train({}), "--recipe"));
    QVERIFY(says(train({ "--resume", "99" }), "run 99"));
    QVERIFY(says(
        train({ "--recipe", recipe("a", { { "labels", QJsonObject{ { "column", "lable" } } } }) }), "labels.column"));
    QVERIFY(
        says(train({ "--recipe", recipe("a", { { "labels", QJsonObject{ { "column", "label" } } } }) }), "Label some"));
    QVERIFY(says(train({ "--recipe",
                     recipe("a", { { "labels", QJsonObject{ { "where", "drb >" }, { "column", "label" } } } }) }),
        "labels.where"));
    QVERIFY(
        says(train({ "--recipe", recipe("a", { { "precision", "mixed" } }), "--device", "cpu" }), "mixed precision"));
    QVERIFY(says(train({ "--recipe", recipe("a", { { "optimiser", QJsonObject{ { "frozen", 20 } } } }) }), "frozen"));
    const auto wrong =
        train({ "--recipe", recipe("a", { { "augment", QJsonObject{ { "shift", -1 } } } }) }).err.trimmed();
    QVERIFY2(wrong.endsWith("a.json: augment.shift: expected a whole number from 0 to 64: Correct the recipe.")
            && wrong.count("a.json") == 1,
        wrong.constData());
    QCOMPARE(train({ "--resume", "1", "--name", "other" }).code, 2);
    QCOMPARE(train({ "--resume", "1", "--dry-run" }).code, 2);
}

/// All labels of a class may be of objects that are kept for the test.
void TestTrain::aClassThatIsOnlyTestedIsAMistake()
{
    QFile labels(m_project + "/runs/0001/labels.csv");
    QVERIFY(labels.open(QIODevice::ReadOnly));
    QByteArray candid;
    for (const auto& line : labels.readAll().split('\n'))
        if (line.endsWith(R"("bogus",test)"))
            candid = line.left(line.indexOf(','));
    QVERIFY(!candid.isEmpty());
    const auto some = [&](const QString& alsoIt) {
        return recipe("some",
            { { "labels",
                QJsonObject{ { "column", "label.real-bogus.truth" },
                    { "where", "`label.real-bogus.truth` = 'real' OR candid = " + alsoIt } } } });
    };
    const auto ran = train({ "--recipe", some(candid), "--dry-run" });
    VERIFY_RAN(ran, 2);
    QVERIFY2(ran.err.contains("no candidate labelled 'bogus' is left to train on"), ran.err.constData());
    VERIFY_RAN(train({ "--recipe", some(candid) }), 2);
}

void TestTrain::aModelFromAFileOfWeightsGoesOn()
{
    const QString folder = m_dir.filePath("exported");
    VERIFY_RAN(run({ "models", "export", "first:1", "--out", folder }), 0);
    // In the library is another: the one of the file goes by its path.
    VERIFY_RAN(run({ "models", "remove", "first:1" }), 0);
    const QString weights = folder + "/first_1.safetensors";
    QProcess process;
    (void)startedUntil("epoch 2", process,
        { "--recipe", recipe("onward", { { "epochs", 6 }, { "model", QJsonObject() } }), "--from", weights });
    ::kill(static_cast<pid_t>(process.processId()), SIGKILL);
    QVERIFY(process.waitForFinished());
    int number = 0;
    for (const auto& each : QDir(m_project + "/runs").entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        number = std::max(number, each.toInt());
    const auto ran = train({ "--resume", QString::number(number) });
    VERIFY_RAN(ran, 0);
    QCOMPARE(ran.json()["model"].toString(), QString("onward:1"));
    const auto card = run({ "models", "show", "onward:1", "--json" }).json()["models"][0].toObject()["card"].toObject();
    const auto provenance = card["provenance"].toObject();
    QCOMPARE(provenance["from"].toString(), QString("first:1"));
    QCOMPARE(provenance["recipe"].toObject()["from"].toString(), QString("first:1"));
    // What was removed is not called so again.
    const auto again = train({ "--recipe", recipe("first", { { "epochs", 1 } }) });
    QCOMPARE(again.json()["model"].toString(), QString("first:2"));
}

QTEST_GUILESS_MAIN(TestTrain)
#include "tst_train.moc"
