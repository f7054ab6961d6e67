#include "core/store/project_table.h"
#include "core/store/scores.h"
#include "store_test.h"
#include "tests/mount.h"

using namespace vetrina;
using namespace vetrina::store;

class TestFullDisk : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void labellingOnAFullDiskLosesNothingAndShows();
    void anIngestOnAFullDiskIsTakenBack_data();
    void anIngestOnAFullDiskIsTakenBack();
    void readOnlyMediaShowEverything_data();
    void readOnlyMediaShowEverything();
};

namespace {

void checkFull(const Error& error)
{
    QVERIFY2(error.code == Error::Code::Full, error.message.c_str());
    QVERIFY(!error.remedy.empty());
}

} // namespace

void TestFullDisk::labellingOnAFullDiskLosesNothingAndShows()
{
    QTemporaryDir dir;
    Mount disk(std::filesystem::path(dir.path().toStdString()) / "disk");
    MOUNT_OR_SKIP(disk.tmpfs("size=2m"));
    const auto project = Project::create(disk.at() / "a.vetrina");
    VERIFY_RESULT(project);
    auto store = LabelStore::open(*project).value();
    EventId last = store->add(labelOf(0, "real")).value();
    fillUp(disk.at());
    Result<EventId> added = last;
    for (int i = 1; i < 10'000 && added; ++i) {
        last = *added;
        added = store->add(labelOf(i, "real"));
    }
    QVERIFY2(!added, "2 MB never filled up");
    checkFull(added.error());
    // Showing goes on, through what is open and through what is opened now.
    QCOMPARE(store->lastEvent().value(), last);
    QCOMPARE(store->currentLabels("real-bogus", "ada").value().size(), static_cast<std::size_t>(last));
    auto other = LabelStore::open(project->labels(), Mode::ReadOnly);
    VERIFY_RESULT(other);
    QCOMPARE((*other)->lastEvent().value(), last);
    QVERIFY(!store->add(labelOf(77, "real")));
    // With room again it goes on where it was.
    std::filesystem::remove(disk.at() / "ballast");
    QCOMPARE(store->add(labelOf(77, "bogus")).value(), last + 1);
    store.reset();
    other->reset();
    QCOMPARE(LabelStore::open(Project::open(project->folder).value()).value()->lastEvent().value(), last + 1);
}

void TestFullDisk::anIngestOnAFullDiskIsTakenBack_data()
{
    QTest::addColumn<int>("kB");
    // A page more or less, and it is another of the writes that finds no room.
    for (int kB = 2048; kB < 2048 + 80; kB += 8)
        QTest::addRow("%d kB", kB) << kB;
}

void TestFullDisk::anIngestOnAFullDiskIsTakenBack()
{
    QFETCH(int, kB);
    QTemporaryDir dir;
    Mount disk(std::filesystem::path(dir.path().toStdString()) / "disk");
    MOUNT_OR_SKIP(disk.tmpfs(("size=" + std::to_string(kB) + "k").c_str()));
    const auto project = Project::create(disk.at() / "a.vetrina");
    VERIFY_RESULT(project);
    auto catalogue = Catalogue::open(*project).value();
    {
        auto writer = CatalogueWriter::open(*project).value();
        const auto pack = [&] { return std::filesystem::file_size(project->pack()); };
        Result<BatchResult> added = BatchResult{};
        std::int64_t rows = 0;
        auto size = pack();
        for (int i = 0; i < 1000 && added; ++i) {
            added = addSynthetic(*writer, i * 10, i * 10 + 10);
            if (added) {
                rows += 10;
                size = pack();
            }
        }
        QVERIFY2(!added, "2 MB never filled up");
        checkFull(added.error());
        QVERIFY(rows > 0);
        QCOMPARE(catalogue->rows().value(), rows);
        QCOMPARE(pack(), size); // what did not get in leaves its room to the labels
        for (data::Row row = 0; row < rows; ++row)
            QVERIFY(
                catalogue->bytes(catalogue->candidate(row).value().record).value() == SyntheticCandidate(row).record);
        // Without a byte left, the words are the same.
        fillUp(disk.at());
        added = addSynthetic(*writer, 5000, 5010);
        QVERIFY(!added);
        checkFull(added.error());
        std::filesystem::remove(disk.at() / "ballast");
        QCOMPARE(addSynthetic(*writer, 0, 3, 3000).value().known, 3);
    }
    catalogue.reset();
    // A disk without room for the smallest file: at least it shows.
    fillUp(disk.at());
    const auto again = Project::open(project->folder);
    if (!again)
        checkFull(again.error());
    const auto shown = Project::open(project->folder, Mode::ReadOnly);
    VERIFY_RESULT(shown);
    QVERIFY(Catalogue::open(*shown).value()->rows().value() > 0);
}

void TestFullDisk::readOnlyMediaShowEverything_data()
{
    QTest::addColumn<bool>("logLeft");
    QTest::newRow("closed well") << false;
    QTest::newRow("with a log left by a crash") << true;
}

void TestFullDisk::readOnlyMediaShowEverything()
{
    QFETCH(bool, logLeft);
    QTemporaryDir dir;
    const std::filesystem::path folder = dir.path().toStdString();
    {
        const auto project = Project::create(folder / "made" / "a.vetrina").value();
        auto writer = CatalogueWriter::open(project).value();
        const auto schema = writer->schema("s").value();
        data::ColumnBatch fields;
        fields.at(fields.column("drb", data::Column::Type::Float32)).append(0.5F);
        fields.endRow();
        const SyntheticCandidate candidate(1);
        const auto one = candidate.asNew(schema);
        VERIFY_RESULT(writer->add({ &one, 1 }, &fields));
        auto store = LabelStore::open(project).value();
        QVERIFY(store->add(labelOf(candidate.candidate.key.id, "real")));
        auto scores = ScoreStore::open(project).value();
        const auto model = scores->model("m", "1", std::vector<std::string>{ "real" }).value();
        QVERIFY(scores->put(model, std::vector<data::Row>{ 0 }, std::vector<float>{ 0.75F }));
        QVERIFY(writer->syncColumns());
        if (logLeft) { // as a crash leaves them: the files with their logs, without the shared memory
            std::filesystem::create_directories(folder / "medium");
            std::filesystem::copy(
                project.folder, folder / "medium" / "a.vetrina", std::filesystem::copy_options::recursive);
            for (const auto& entry : std::filesystem::directory_iterator(folder / "medium" / "a.vetrina"))
                if (entry.path().string().ends_with("-shm"))
                    std::filesystem::remove(entry.path());
            QVERIFY(std::filesystem::file_size(folder / "medium" / "a.vetrina" / "labels.sqlite-wal") > 0);
        }
    }
    if (!logLeft)
        std::filesystem::rename(folder / "made", folder / "medium");
    Mount mount(folder / "mounted");
    MOUNT_OR_SKIP(mount.readOnly(folder / "medium"));
    const auto at = mount.at() / "a.vetrina";
    const auto refused = Project::open(at);
    QVERIFY(!refused);
    QVERIFY2(refused.error().code == Error::Code::ReadOnly, refused.error().message.c_str());
    const auto project = Project::open(at, Mode::ReadOnly);
    VERIFY_RESULT(project);
    auto store = LabelStore::open(*project).value();
    QCOMPARE(store->lastEvent().value(), 1);
    QCOMPARE(store->add(labelOf(2, "real")).error().code, Error::Code::ReadOnly);
    auto catalogue = Catalogue::open(*project).value();
    QVERIFY(catalogue->bytes(catalogue->candidate(0).value().record).value() == SyntheticCandidate(1).record);
    QCOMPARE(CatalogueWriter::open(*project).error().code, Error::Code::ReadOnly);
    const auto table = ProjectTable::open(*project, { "ada", "real-bogus", {} });
    VERIFY_RESULT(table);
    QCOMPARE((*table)->rows(), 1u);
    QCOMPARE((*table)->column("drb").value()->floats[0], 0.5F);
    QCOMPARE((*table)->column("label").value()->textAt(0), std::string_view("real"));
    QCOMPARE((*table)->column("score.m.real").value()->floats[0], 0.75F);
}

QTEST_APPLESS_MAIN(TestFullDisk)
#include "tst_full_disk.moc"
