#include "core/store/project_table.h"
#include "core/store/scores.h"
#include "store_test.h"

#include <fstream>

using namespace vetrina;
using namespace vetrina::store;

class TestDamage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void damagedProjectsSaySoOrShowWhatIsThere_data();
    void damagedProjectsSaySoOrShowWhatIsThere();
    void aDamagedRecordIsNamedAndTheOthersShow();
    void aPackThatIsTooShortIsNotTouched();
    void aTornTailIsCutAndWholeRecordsAreUsedAgain();
    void foreignAndNewerPacksAreRefused();
    void afterAPowerCutOnlySyncedColumnsAreBelieved();
};

namespace {

/// Does everything that reads and writes a project; counts what failed. What matters is that it comes back.
int useAll(const std::filesystem::path& folder, Mode mode)
{
    int failed = 0;
    const auto count = [&](const auto& result) {
        if (!result) {
            ++failed;
            if (result.error().message.empty())
                failed += 1'000'000; // no words
        }
        return result.has_value();
    };
    const auto project = Project::open(folder, mode);
    if (!count(project))
        return failed;
    if (auto labels = LabelStore::open(*project); count(labels)) {
        count((*labels)->events());
        count((*labels)->currentLabels("real-bogus", "ada"));
        count((*labels)->labellers());
        count((*labels)->add(labelOf(1, "real")));
        count((*labels)->undo("ada"));
        count((*labels)->redo("ada"));
    }
    if (auto catalogue = Catalogue::open(*project); count(catalogue)) {
        const auto rows = (*catalogue)->rows();
        count(rows);
        count((*catalogue)->forEach(0, 100, [&](const StoredCandidate& stored) {
            count((*catalogue)->bytes(stored.record));
            count((*catalogue)->bytes(stored.fields));
            return true;
        }));
        count((*catalogue)->rowsOfObject("ZTF181"));
    }
    if (auto table = ProjectTable::open(*project, { "ada", "real-bogus", {} }); count(table))
        for (const auto& name : (*table)->columnNames()) {
            const auto column = (*table)->column(name);
            if (!count(column) || (*column)->type != data::Column::Type::Text)
                continue;
            std::size_t letters = 0;
            for (std::size_t row = 0; row < (*column)->rows; ++row)
                letters += (*column)->textAt(row).size();
            if (letters != (*column)->offsets.back())
                ++failed;
        }
    if (auto scores = ScoreStore::open(*project); count(scores))
        count((*scores)->get(1, 0));
    if (auto writer = CatalogueWriter::open(*project); count(writer))
        count(addSynthetic(**writer, 1000, 1005, 50));
    return failed;
}

void makeProject(const std::filesystem::path& folder)
{
    const auto project = Project::create(folder).value();
    auto writer = CatalogueWriter::open(project).value();
    std::vector<SyntheticCandidate> candidates;
    std::vector<NewCandidate> batch;
    data::ColumnBatch fields;
    const auto text = fields.column("rcid", data::Column::Type::Text);
    const auto schema = writer->schema("s").value();
    for (int i = 0; i < 40; ++i) {
        candidates.emplace_back(i, 200);
        fields.at(text).append(data::FieldValue("text " + std::to_string(i)));
        fields.endRow();
    }
    for (const auto& candidate : candidates)
        batch.push_back(candidate.asNew(schema));
    QVERIFY(writer->add(batch, &fields));
    auto labels = LabelStore::open(project).value();
    for (const auto& candidate : candidates)
        QVERIFY(labels->add(labelOf(candidate.candidate.key.id, "real")));
    auto scores = ScoreStore::open(project).value();
    const auto model = scores->model("m", "1", std::vector<std::string>{ "real" }).value();
    QVERIFY(scores->put(model, std::vector<data::Row>{ 0, 1 }, std::vector<float>{ 0.5F, 0.25F }));
}

void overwrite(const std::filesystem::path& file, std::uint64_t at, const std::string& bytes)
{
    std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
    stream.seekp(static_cast<std::streamoff>(at));
    stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

} // namespace

void TestDamage::damagedProjectsSaySoOrShowWhatIsThere_data()
{
    QTest::addColumn<QString>("file");
    for (const char* file : { "labels.sqlite", "catalogue.sqlite", "derived.sqlite", "cutouts.pack", "columns" })
        QTest::newRow(file) << QString(file);
}

void TestDamage::damagedProjectsSaySoOrShowWhatIsThere()
{
    QFETCH(QString, file);
    QTemporaryDir dir(quickFolder());
    const std::filesystem::path folder = dir.path().toStdString();
    makeProject(folder / "whole");
    QCOMPARE(useAll(folder / "whole", Mode::ReadOnly), 4); // the three label writes and the ingest
    std::mt19937 random(11);
    int failed = 0;
    for (int round = 0; round < 40; ++round) {
        const auto damaged = folder / ("damaged " + std::to_string(round));
        std::filesystem::copy(folder / "whole", damaged, std::filesystem::copy_options::recursive);
        std::vector<std::filesystem::path> targets{ damaged / file.toStdString() };
        if (file == "columns") {
            targets.clear();
            for (const auto& entry : std::filesystem::directory_iterator(damaged / "derived" / "columns"))
                targets.push_back(entry.path());
        }
        for (const auto& target : targets) {
            const auto size = std::max<std::uintmax_t>(std::filesystem::file_size(target), 1);
            if (random() % 4 == 0)
                std::filesystem::resize_file(target, random() % size);
            else
                for (int i = 0; i < 20; ++i)
                    overwrite(target, random() % size, std::string(1 + random() % 8, static_cast<char>(random())));
        }
        const int now = useAll(damaged, round % 2 == 0 ? Mode::ReadWrite : Mode::ReadOnly);
        QVERIFY(now < 1'000'000);
        failed += now;
        std::filesystem::remove_all(damaged);
    }
    QVERIFY(failed > 0);
}

void TestDamage::aDamagedRecordIsNamedAndTheOthersShow()
{
    const TemporaryProject t;
    {
        auto writer = CatalogueWriter::open(t.project).value();
        QVERIFY(addSynthetic(*writer, 0, 10));
    }
    auto catalogue = Catalogue::open(t.project).value();
    const auto damaged = catalogue->candidate(4).value().record;
    overwrite(t.project.pack(), damaged.offset + 1500, "x");
    for (data::Row row = 0; row < 10; ++row) {
        const auto bytes = catalogue->bytes(catalogue->candidate(row).value().record);
        QCOMPARE(bytes.has_value(), row != 4);
        if (!bytes)
            QCOMPARE(bytes.error().code, Error::Code::Malformed);
    }
    QVERIFY(catalogue->bytes(catalogue->candidate(4).value().fields)); // another part of it
}

void TestDamage::aPackThatIsTooShortIsNotTouched()
{
    const TemporaryProject t;
    {
        auto writer = CatalogueWriter::open(t.project).value();
        QVERIFY(addSynthetic(*writer, 0, 10));
    }
    std::filesystem::resize_file(t.project.pack(), 20'000);
    const auto writer = CatalogueWriter::open(t.project);
    QVERIFY(!writer);
    QCOMPARE(writer.error().code, Error::Code::Malformed);
    QCOMPARE(std::filesystem::file_size(t.project.pack()), 20'000u);
    auto catalogue = Catalogue::open(t.project).value();
    QVERIFY(catalogue->bytes(catalogue->candidate(0).value().record));
}

void TestDamage::aTornTailIsCutAndWholeRecordsAreUsedAgain()
{
    const TemporaryProject t;
    const SyntheticCandidate one(1), two(2);
    {
        auto pack = Pack::open(t.project.pack(), Mode::ReadWrite).value();
        QVERIFY(pack.append(one.record));
        QVERIFY(pack.append(two.record));
    }
    const auto whole = std::filesystem::file_size(t.project.pack());
    std::filesystem::resize_file(t.project.pack(), whole - 1);
    auto pack = Pack::open(t.project.pack(), Mode::ReadWrite).value();
    QVERIFY(pack.recover(0));
    QCOMPARE(pack.size(), Pack::headBytes + Pack::recordHeadBytes + one.record.size());
    const auto again = pack.append(one.record).value(); // is there
    QCOMPARE(again.offset, Pack::headBytes + Pack::recordHeadBytes);
    const auto second = pack.append(two.record).value();
    QCOMPARE(pack.size(), whole);
    QVERIFY(pack.read(again).value() == one.record);
    QVERIFY(pack.read(second).value() == two.record);
    QVERIFY(!pack.read({ second.offset, second.length + 1, second.checksum }));
    QVERIFY(!pack.read({ whole + 5, 10, 0 }));
    QVERIFY(!pack.read({ 0, std::uint64_t(1) << 62, 0 }));
}

void TestDamage::foreignAndNewerPacksAreRefused()
{
    QTemporaryDir dir;
    const auto file = std::filesystem::path(dir.path().toStdString()) / "cutouts.pack";
    QVERIFY(replaceFile(file, asBytes("something else altogether")));
    QCOMPARE(Pack::open(file, Mode::ReadWrite).error().code, Error::Code::Malformed);
    QVERIFY(replaceFile(file, asBytes(std::string_view("VETRPACK\2\0\0\0\0\0\0\0", 16))));
    QCOMPARE(Pack::open(file, Mode::ReadOnly).error().code, Error::Code::Unsupported);
    QCOMPARE(Pack::open(file.parent_path() / "none", Mode::ReadOnly).error().code, Error::Code::NotFound);
}

void TestDamage::afterAPowerCutOnlySyncedColumnsAreBelieved()
{
    const TemporaryProject t;
    const auto asAfterACut = [&] {
        auto derived = openDerived(t.project).value();
        QVERIFY(derived.execute("UPDATE settings SET value = substr(value, 1, instr(value, ' ') - 1) || ' 10 other' "
                                "WHERE name = 'columns'"));
    };
    const auto rows = [&] { return ProjectTable::open(t.project, {}).value()->rows(); };
    {
        auto writer = CatalogueWriter::open(t.project).value();
        data::ColumnBatch none;
        for (int i = 0; i < 20; ++i)
            none.endRow();
        std::vector<SyntheticCandidate> candidates;
        for (int i = 0; i < 20; ++i)
            candidates.emplace_back(i, 100);
        std::vector<NewCandidate> batch;
        for (const auto& candidate : candidates)
            batch.push_back(candidate.asNew(1));
        QVERIFY(writer->add(batch, &none));
        QCOMPARE(rows(), 20u);
    }
    asAfterACut();
    QCOMPARE(rows(), 10u);
    auto writer = CatalogueWriter::open(t.project).value();
    QVERIFY(!writer->columnsAreComplete().value());
    QVERIFY(writer->schema("s"));
    VERIFY_RESULT(writer->completeColumns([](const auto&, const auto&, auto, auto&) -> Result<void> { return {}; }));
    QCOMPARE(rows(), 20u);
}

QTEST_APPLESS_MAIN(TestDamage)
#include "tst_damage.moc"
