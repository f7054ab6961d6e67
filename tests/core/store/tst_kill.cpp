#include "core/store/project_table.h"
#include "store_test.h"

#include <QProcess>

#include <csignal>
#include <memory>
#include <set>
#include <thread>

using namespace vetrina;
using namespace vetrina::store;

class TestKill : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noAcknowledgedLabelIsLostInTwoHundredKills_data();
    void noAcknowledgedLabelIsLostInTwoHundredKills();
    void anIngestIsCompletedAfterTwentyKills();
    void eightWritersBesideAnIngestAndAReaderKeepEveryLabel();
    void aSecondIngestIsToldOfTheFirst();
};

namespace {

std::unique_ptr<QProcess> start(const char* program, const Project& project, const QStringList& arguments)
{
    auto process = std::make_unique<QProcess>();
    process->setProcessChannelMode(QProcess::SeparateChannels);
    process->start(program, QStringList(QString::fromStdString(project.folder)) + arguments);
    return process;
}

/// The numbers it wrote; a last line that was cut off is not one.
std::vector<std::int64_t> numbersOf(QProcess& process)
{
    const auto lines = process.readAllStandardOutput().split('\n');
    std::vector<std::int64_t> numbers;
    for (qsizetype i = 0; i + 1 < lines.size(); ++i)
        numbers.push_back(lines[i].toLongLong());
    return numbers;
}

void killAfter(QProcess& process, int us)
{
    QVERIFY(process.waitForStarted());
    QVERIFY(process.waitForReadyRead());
    std::this_thread::sleep_for(std::chrono::microseconds(us));
    process.kill(); // SIGKILL
    process.waitForFinished();
}

} // namespace

void TestKill::noAcknowledgedLabelIsLostInTwoHundredKills_data()
{
    QTest::addColumn<QString>("place");
    QTest::addColumn<int>("mostUs"); // of writing before a kill
    QTest::addColumn<int>("atLeast"); // labels acknowledged in all
    // A kill leaves what was written, synced or not, so that memory shows the same with many more labels at stake. The
    // disk makes a kill land in the waiting for it.
    QTest::newRow("on the disk") << QDir::tempPath() + "/vetrina-XXXXXX" << 60'000 << 400;
    QTest::newRow("in memory") << quickFolder() << 60'000 << 4'000;
}

void TestKill::noAcknowledgedLabelIsLostInTwoHundredKills()
{
    QFETCH(QString, place);
    QFETCH(int, mostUs);
    QFETCH(int, atLeast);
    const TemporaryProject t(place);
    std::mt19937 random(1);
    EventId seen = 0;
    std::size_t acknowledgedInAll = 0;
    for (int kill = 0; kill < 200; ++kill) {
        auto writer = start(LABEL_WRITER, t.project, { "ada", "1000000" });
        killAfter(*writer, static_cast<int>(random() % static_cast<unsigned>(mostUs)));
        const auto acknowledged = numbersOf(*writer);
        QVERIFY(!acknowledged.empty());
        const auto project = Project::open(t.project.folder);
        VERIFY_RESULT(project);
        auto store = LabelStore::open(*project).value();
        std::set<EventId> there;
        QVERIFY(store->forEachEvent(seen, [&](const LabelEvent& event) { return there.insert(event.event).second; }));
        for (const auto event : acknowledged)
            QVERIFY2(there.contains(event), qPrintable(QString("event %1, kill %2").arg(event).arg(kill)));
        QVERIFY(there.size() <= acknowledged.size() + 1);
        QCOMPARE(*there.begin(), seen + 1);
        seen = *there.rbegin();
        acknowledgedInAll += acknowledged.size();
    }
    qInfo("%zu labels acknowledged, all there", acknowledgedInAll);
    if (place == quickFolder() && !std::filesystem::exists("/dev/shm"))
        return; // memory is a disk here
    QVERIFY(acknowledgedInAll >= static_cast<std::size_t>(atLeast)); // or the kills came too early to show anything
}

void TestKill::anIngestIsCompletedAfterTwentyKills()
{
    constexpr std::int64_t all = 20'000;
    const TemporaryProject t;
    std::mt19937 random(2);
    for (int kill = 0; kill < 20; ++kill) {
        auto writer = start(INGEST_WRITER, t.project, { QString::number(all), "200" });
        killAfter(*writer, static_cast<int>(random() % 60'000));
        const auto acknowledged = numbersOf(*writer);
        const auto project = Project::open(t.project.folder);
        VERIFY_RESULT(project);
        auto catalogue = Catalogue::open(*project).value();
        const auto rows = catalogue->rows().value();
        QVERIFY(!acknowledged.empty() && rows >= acknowledged.back());
        QCOMPARE(rows % 200, 0);
        const auto table = ProjectTable::open(*project, { "ada", "", {} }).value();
        QCOMPARE(table->rows(), static_cast<std::size_t>(rows));
    }
    auto writer = start(INGEST_WRITER, t.project, { QString::number(all), "5000" });
    QVERIFY(writer->waitForFinished(60'000));
    QCOMPARE(writer->exitCode(), 0);
    auto catalogue = Catalogue::open(t.project).value();
    QCOMPARE(catalogue->rows().value(), all);
    const auto table = ProjectTable::open(t.project, { "ada", "", {} }).value();
    const auto numbers = table->column("number").value();
    for (data::Row row = 0; row < all; ++row) {
        QCOMPARE(numbers->ints[static_cast<std::size_t>(row)], row);
        if (row % 17 == 0)
            QVERIFY(catalogue->bytes(catalogue->candidate(row).value().record).value()
                == SyntheticCandidate(row, 2000).record);
    }
    // What the killed ones had packed was used again.
    const auto expected = Pack::headBytes + all * (2000 + Pack::recordHeadBytes);
    QCOMPARE(std::filesystem::file_size(t.project.pack()), static_cast<std::uintmax_t>(expected));
}

void TestKill::eightWritersBesideAnIngestAndAReaderKeepEveryLabel()
{
    constexpr int writers = 8, labels = 250;
    const TemporaryProject t;
    auto ingest = start(INGEST_WRITER, t.project, { "30000", "1000" });
    std::vector<std::unique_ptr<QProcess>> processes;
    for (int i = 0; i < writers; ++i)
        processes.push_back(start(LABEL_WRITER, t.project, { QString("user%1").arg(i), QString::number(labels) }));
    const auto opened = ProjectTable::open(t.project, { "user0", "real-bogus", {} });
    VERIFY_RESULT(opened); // though all of them are at work
    auto table = *opened;
    std::size_t rows = 0;
    while (processes.back()->state() != QProcess::NotRunning || ingest->state() != QProcess::NotRunning) {
        (void)processes.back()->waitForFinished(5);
        (void)ingest->waitForFinished(5);
        const auto next = table->refreshed();
        VERIFY_RESULT(next);
        table = *next;
        QVERIFY(table->rows() >= rows);
        rows = table->rows();
        if (rows > 0) {
            const auto label = table->column("label");
            VERIFY_RESULT(label);
            const auto number = table->column("number");
            VERIFY_RESULT(number);
            QCOMPARE((*number)->ints[rows - 1], static_cast<std::int64_t>(rows) - 1);
        }
    }
    QVERIFY2(ingest->exitCode() == 0, ingest->readAllStandardError().constData());
    QCOMPARE(table->refreshed().value()->rows(), 30'000u);
    std::set<EventId> acknowledged;
    for (const auto& process : processes) {
        QVERIFY(process->state() == QProcess::NotRunning || process->waitForFinished());
        QVERIFY2(process->exitCode() == 0, process->readAllStandardError().constData());
        const auto numbers = numbersOf(*process);
        QCOMPARE(numbers.size(), static_cast<std::size_t>(labels));
        acknowledged.insert(numbers.begin(), numbers.end());
    }
    QCOMPARE(acknowledged.size(), static_cast<std::size_t>(writers * labels));
    auto store = LabelStore::open(t.project).value();
    QCOMPARE(store->lastEvent().value(), writers * labels);
    for (int i = 0; i < writers; ++i)
        QCOMPARE(store->currentLabels("real-bogus", "user" + std::to_string(i)).value().size(),
            static_cast<std::size_t>(labels));
}

void TestKill::aSecondIngestIsToldOfTheFirst()
{
    const TemporaryProject t;
    auto ingest = start(INGEST_WRITER, t.project, { "1000000", "100" });
    QVERIFY(ingest->waitForReadyRead());
    const auto second = CatalogueWriter::open(t.project);
    QVERIFY(!second);
    QCOMPARE(second.error().code, Error::Code::Busy);
    const auto words = QString::fromStdString(second.error().message);
    QVERIFY2(words.contains(QString("process %1").arg(ingest->processId())), qPrintable(words));
    ingest->kill();
    ingest->waitForFinished();
    QVERIFY(CatalogueWriter::open(t.project)); // the lock goes with the process
}

QTEST_GUILESS_MAIN(TestKill)
#include "tst_kill.moc"
