#include "lossy_vfs.h"
#include "store_test.h"

#include <sys/syscall.h>
#include <unistd.h>

using namespace vetrina;
using namespace vetrina::store;

namespace {

std::string g_syncedPack; ///< the pack as it was when it was synced last

} // namespace

/// Stands before the C library's: what is in the pack now is what a power cut would leave.
extern "C" int fdatasync(int fd)
{
    std::error_code ignored;
    const auto path = std::filesystem::read_symlink("/proc/self/fd/" + std::to_string(fd), ignored);
    if (path.filename() == "cutouts.pack") {
        std::ifstream in(path, std::ios::binary);
        g_syncedPack.assign(std::istreambuf_iterator<char>(in), {});
    }
    return static_cast<int>(::syscall(SYS_fdatasync, fd));
}

class TestPowerCut : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noAcknowledgedLabelIsLost_data();
    void noAcknowledgedLabelIsLost();
    void withoutSyncLabelsAreLost();
    void anIngestLeavesWholeBatches_data();
    void anIngestLeavesWholeBatches();
};

namespace {

/// What the disk would hold at some moment, and what had been acknowledged by then.
struct Moment {
    LossyVfs::Image image;
    std::vector<EventId> acknowledged;
    std::string pack;
    std::int64_t rows = 0;
};

/// Labels 400 candidates, undoing now and then, and cuts the power at about 300 moments.
std::vector<Moment> cutsWhileLabelling(Synchronous synchronous, bool someSectors)
{
    QTemporaryDir dir(quickFolder());
    LossyVfs vfs;
    std::mt19937 random(7);
    std::vector<EventId> acknowledged;
    std::vector<Moment> moments;
    vfs.beforeOperation = [&] {
        if (random() % 16 == 0 || moments.size() < 60) // every one while the file is made
            moments.push_back({ someSectors ? vfs.cutWithSomeOf(random) : vfs.cut(), acknowledged });
    };
    const auto file = std::filesystem::path(dir.path().toStdString()) / "labels.sqlite";
    auto store = LabelStore::open(file, Mode::ReadWrite, synchronous).value();
    for (int i = 0; i < 400; ++i) {
        acknowledged.push_back(store->add(labelOf(i, "real")).value());
        if (i % 10 == 9)
            acknowledged.push_back(store->undo("ada").value().front().event);
    }
    moments.push_back({ vfs.cut(), acknowledged });
    return moments;
}

/// Opens what the power cut left. Gives how many acknowledged events are not there, or says why it can't be opened.
Result<std::int64_t> lostAt(const Moment& moment)
{
    QTemporaryDir dir(quickFolder());
    const std::filesystem::path folder = dir.path().toStdString();
    LossyVfs::write(moment.image, folder);
    auto store = LabelStore::open(folder / "labels.sqlite", Mode::ReadWrite);
    if (!store)
        return tl::unexpected(store.error());
    const auto last = (*store)->lastEvent();
    if (!last)
        return last;
    const EventId acknowledged = moment.acknowledged.empty() ? 0 : moment.acknowledged.back();
    if (*last > acknowledged + 1)
        return fail(Error::Code::Internal, "events that nobody added");
    if (auto added = (*store)->add(labelOf(9999, "bogus")); !added)
        return tl::unexpected(added.error());
    return std::max<std::int64_t>(0, acknowledged - *last);
}

} // namespace

void TestPowerCut::noAcknowledgedLabelIsLost_data()
{
    QTest::addColumn<bool>("someSectors");
    QTest::newRow("nothing but what was synced survives") << false;
    QTest::newRow("half of the other sectors survives too") << true;
}

void TestPowerCut::noAcknowledgedLabelIsLost()
{
    QFETCH(bool, someSectors);
    const auto moments = cutsWhileLabelling(Synchronous::Full, someSectors);
    QVERIFY(moments.size() > 200);
    for (const auto& moment : moments) {
        const auto lost = lostAt(moment);
        VERIFY_RESULT(lost);
        QCOMPARE(*lost, 0);
    }
}

void TestPowerCut::withoutSyncLabelsAreLost()
{
    // Else the test above would show nothing.
    std::int64_t lost = 0, unreadable = 0;
    for (const auto& moment : cutsWhileLabelling(Synchronous::Off, false)) {
        const auto count = lostAt(moment);
        count ? lost += *count : ++unreadable;
    }
    QVERIFY2(lost > 0, "no label was lost without a sync");
    qInfo("without sync: %lld labels lost over all moments, %lld files unreadable", static_cast<long long>(lost),
        static_cast<long long>(unreadable));
}

void TestPowerCut::anIngestLeavesWholeBatches_data()
{
    QTest::addColumn<int>("batches");
    QTest::addColumn<int>("bytes");
    QTest::newRow("small batches") << 12 << 3000;
    QTest::newRow("batches that go past the page cache") << 5 << 60'000;
}

void TestPowerCut::anIngestLeavesWholeBatches()
{
    QFETCH(int, batches);
    QFETCH(int, bytes);
    constexpr std::int64_t inBatch = 25;
    const auto size = static_cast<std::size_t>(bytes);
    std::vector<Moment> moments;
    {
        QTemporaryDir dir(quickFolder());
        LossyVfs vfs;
        std::mt19937 random(3);
        const auto folder = std::filesystem::path(dir.path().toStdString()) / "night.vetrina";
        const auto project = Project::create(folder).value();
        std::int64_t rows = 0;
        vfs.beforeOperation = [&] {
            if (random() % 6 == 0)
                moments.push_back({ vfs.cutWithSomeOf(random), {}, g_syncedPack, rows });
        };
        auto writer = CatalogueWriter::open(project).value();
        for (std::int64_t i = 0; i < batches; ++i) {
            VERIFY_RESULT(addSynthetic(*writer, i * inBatch, (i + 1) * inBatch, size));
            rows += inBatch;
        }
        moments.push_back({ vfs.cut(), {}, g_syncedPack, rows });
        vfs.beforeOperation = nullptr;
    }
    QVERIFY(moments.size() > 10);
    for (const auto& moment : moments) {
        QTemporaryDir dir(quickFolder());
        const auto folder = std::filesystem::path(dir.path().toStdString()) / "night.vetrina";
        LossyVfs::write(moment.image, folder);
        // Behind what was synced may stand anything: here a torn record.
        std::ofstream(folder / "cutouts.pack", std::ios::binary)
            << moment.pack << std::string(777, '\0') << "VetrRec\n";
        const auto project = Project::open(folder);
        VERIFY_RESULT(project);
        auto catalogue = Catalogue::open(*project).value();
        const auto rows = catalogue->rows().value();
        QVERIFY(rows == moment.rows || rows == moment.rows + inBatch); // acknowledged, or whole although it was not
        for (data::Row row = 0; row < rows; ++row) {
            const auto record = catalogue->bytes(catalogue->candidate(row).value().record);
            VERIFY_RESULT(record);
            QVERIFY(*record == SyntheticCandidate(row, size).record);
        }
        auto writer = CatalogueWriter::open(*project).value();
        QCOMPARE(addSynthetic(*writer, 0, batches * inBatch, size).value().known, rows);
        QCOMPARE(catalogue->rows().value(), batches * inBatch);
        const auto last = catalogue->candidate(batches * inBatch - 1).value();
        QVERIFY(catalogue->bytes(last.record).value() == SyntheticCandidate(batches * inBatch - 1, size).record);
    }
}

QTEST_APPLESS_MAIN(TestPowerCut)
#include "tst_power_cut.moc"
