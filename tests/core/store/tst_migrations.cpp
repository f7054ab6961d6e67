#include "core/store/migrations.h"
#include "store_test.h"

#include <barrier>
#include <fstream>
#include <thread>

using namespace vetrina;
using namespace vetrina::store;

class TestMigrations : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anOldFileIsBroughtUpToDateAfterABackup();
    void aFailingStepLeavesTheOldVersion();
    void aNewFileNeedsNoBackup();
    void manyAtOnceBringAFileUpToDate_data();
    void manyAtOnceBringAFileUpToDate();
    void aNewerFileIsRefusedAndNotTouched();
    void aFileOfAnotherProgramIsRefused();
    void whatIsNoDatabaseIsRefused();
    void readOnlyFilesMustBeUpToDate();
    void aFullBackupStopsTheMigration();
    void projectsSayWhatIsWrong();
    void aCutShortCreationIsFinished();
    void projectsWithOddNames();
};

namespace {

constexpr std::array<std::string_view, 3> steps{ "CREATE TABLE a (x INTEGER)",
    "ALTER TABLE a ADD COLUMN y INTEGER; UPDATE a SET y = 2 * x", "CREATE TABLE b (z); INSERT INTO b VALUES ('new')" };

DatabaseKind kindOf(std::size_t version) { return { "test", 4711, std::span(steps).first(version) }; }

void fill(const std::filesystem::path& file, std::size_t version)
{
    auto database = openKind(file, Mode::ReadWrite, kindOf(version)).value();
    QVERIFY(database.execute("INSERT INTO a (x) VALUES (1), (2), (3)"));
}

std::size_t filesIn(const std::filesystem::path& folder)
{
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

} // namespace

void TestMigrations::anOldFileIsBroughtUpToDateAfterABackup()
{
    QTemporaryDir dir;
    const std::filesystem::path file = std::filesystem::path(dir.path().toStdString()) / "t.sqlite";
    fill(file, 1);
    {
        auto database = openKind(file, Mode::ReadWrite, kindOf(3));
        VERIFY_RESULT(database);
        QCOMPARE(database->number("PRAGMA user_version").value(), 3);
        QCOMPARE(database->number("SELECT sum(y) FROM a").value(), 12);
        QCOMPARE(database->number("SELECT count(*) FROM b").value(), 1);
    }
    auto backup = openKind(file.string() + ".v1.backup", Mode::ReadOnly, kindOf(1));
    VERIFY_RESULT(backup);
    QCOMPARE(backup->number("SELECT sum(x) FROM a").value(), 6);
    QVERIFY(openKind(file, Mode::ReadWrite, kindOf(3))); // again: nothing to do
}

void TestMigrations::aFailingStepLeavesTheOldVersion()
{
    QTemporaryDir dir;
    const std::filesystem::path file = std::filesystem::path(dir.path().toStdString()) / "t.sqlite";
    fill(file, 1);
    constexpr std::array<std::string_view, 2> wrong{ steps[0], "CREATE TABLE c (x); INSERT INTO nowhere VALUES (1)" };
    const auto refused = openKind(file, Mode::ReadWrite, { "test", 4711, wrong });
    QVERIFY(!refused);
    auto database = openKind(file, Mode::ReadWrite, kindOf(1)).value();
    QCOMPARE(database.number("SELECT count(*) FROM sqlite_schema").value(), 1);
    QCOMPARE(database.number("SELECT sum(x) FROM a").value(), 6);
}

void TestMigrations::aNewFileNeedsNoBackup()
{
    QTemporaryDir dir;
    const std::filesystem::path folder = dir.path().toStdString();
    QVERIFY(openKind(folder / "t.sqlite", Mode::ReadWrite, kindOf(3)));
    QCOMPARE(filesIn(folder), 1u);
}

void TestMigrations::manyAtOnceBringAFileUpToDate_data()
{
    QTest::addColumn<int>("files");
    QTest::addColumn<std::size_t>("version");
    QTest::newRow("a new one") << 200 << std::size_t(0);
    QTest::newRow("an old one") << 40 << std::size_t(1);
}

void TestMigrations::manyAtOnceBringAFileUpToDate()
{
    QFETCH(int, files);
    QFETCH(std::size_t, version);
    const QTemporaryDir dir;
    const std::filesystem::path folder = dir.path().toStdString();
    constexpr int openers = 8;
    for (int file = 0; file < files; ++file) {
        const auto path = folder / std::to_string(file);
        if (version > 0)
            fill(path, version);
        std::array<Result<void>, openers> opened;
        std::barrier together(openers);
        {
            std::vector<std::jthread> threads;
            for (auto& mine : opened)
                threads.emplace_back([&] {
                    together.arrive_and_wait();
                    mine = openKind(path, Mode::ReadWrite, kindOf(3)).map([](const auto&) {});
                });
        }
        for (const auto& mine : opened)
            VERIFY_RESULT(mine); // none saw the file of another's half a step
        QCOMPARE(openKind(path, Mode::ReadOnly, kindOf(3)).value().number("SELECT count(*) FROM b").value(), 1);
    }
    const auto kept = std::ranges::count_if(std::filesystem::directory_iterator(folder),
        [](const auto& entry) { return entry.path().string().find(".backup") != std::string::npos; });
    QCOMPARE(kept, version > 0 ? files : 0); // a whole one of each old file, and no part of one
}

void TestMigrations::aNewerFileIsRefusedAndNotTouched()
{
    QTemporaryDir dir;
    const std::filesystem::path file = std::filesystem::path(dir.path().toStdString()) / "t.sqlite";
    fill(file, 3);
    const auto before = readFile(file).value();
    for (const auto mode : { Mode::ReadWrite, Mode::ReadOnly }) {
        const auto refused = openKind(file, mode, kindOf(2));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::Unsupported);
        QVERIFY2(refused.error().message.find("newer Vetrina (version 3; this one knows 2)") != std::string::npos,
            refused.error().message.c_str());
    }
    QVERIFY(readFile(file).value() == before);
}

void TestMigrations::aFileOfAnotherProgramIsRefused()
{
    QTemporaryDir dir;
    const std::filesystem::path file = std::filesystem::path(dir.path().toStdString()) / "labels.sqlite";
    {
        auto database = Database::open(file, Mode::ReadWrite).value();
        QVERIFY(database.execute("CREATE TABLE theirs (x)"));
    }
    const auto refused = openKind(file, Mode::ReadWrite, labelsKind());
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, Error::Code::Unsupported);
    QVERIFY(!openKind(file, Mode::ReadWrite, kindOf(1)));
}

void TestMigrations::whatIsNoDatabaseIsRefused()
{
    QTemporaryDir dir;
    const std::filesystem::path folder = dir.path().toStdString();
    QVERIFY(replaceFile(folder / "text", asBytes(std::string(5000, 'x'))));
    for (const auto mode : { Mode::ReadWrite, Mode::ReadOnly })
        QCOMPARE(Database::open(folder / "text", mode).error().code, Error::Code::Malformed);
    QCOMPARE(Database::open(folder / "none", Mode::ReadOnly).error().code, Error::Code::NotFound);
    QVERIFY(!Database::open(folder / "no folder" / "none", Mode::ReadWrite));
    QVERIFY(!Database::open(folder, Mode::ReadWrite));
}

void TestMigrations::readOnlyFilesMustBeUpToDate()
{
    QTemporaryDir dir;
    const std::filesystem::path file = std::filesystem::path(dir.path().toStdString()) / "t.sqlite";
    fill(file, 1);
    QCOMPARE(openKind(file, Mode::ReadOnly, kindOf(2)).error().code, Error::Code::ReadOnly);
    QVERIFY(openKind(file, Mode::ReadOnly, kindOf(1)));
}

void TestMigrations::aFullBackupStopsTheMigration()
{
    QTemporaryDir dir;
    const std::filesystem::path file = std::filesystem::path(dir.path().toStdString()) / "t.sqlite";
    fill(file, 1);
    // Where the backup can't be made, nothing is changed: here a folder has its name.
    std::filesystem::create_directories(file.string() + ".v1.backup/x");
    QVERIFY(!openKind(file, Mode::ReadWrite, kindOf(2)));
    QCOMPARE(openKind(file, Mode::ReadWrite, kindOf(1)).value().number("PRAGMA user_version").value(), 1);
}

void TestMigrations::projectsSayWhatIsWrong()
{
    QTemporaryDir dir;
    const std::filesystem::path folder = dir.path().toStdString();
    QCOMPARE(Project::open(folder / "none").error().code, Error::Code::NotFound);
    QCOMPARE(Project::open(folder).error().code, Error::Code::NotFound);
    QVERIFY(replaceFile(folder / "file", {}));
    QCOMPARE(Project::create(folder / "file").error().code, Error::Code::WrongUse);
    QCOMPARE(Project::create(folder).error().code, Error::Code::WrongUse); // there is a file in it
    const auto project = Project::create(folder / "deep" / "er" / "a.vetrina");
    VERIFY_RESULT(project);
    QCOMPARE(project->name(), std::string("a"));
    QCOMPARE(Project::create(project->folder).value().id, project->id);
    std::filesystem::remove(project->labels());
    const auto lost = Project::open(project->folder);
    QCOMPARE(lost.error().code, Error::Code::Malformed);
    QVERIFY(lost.error().message.find("labels.sqlite: missing") != std::string::npos);
    QVERIFY(!Project::create(project->folder)); // not silently anew
}

void TestMigrations::aCutShortCreationIsFinished()
{
    QTemporaryDir dir;
    const auto folder = std::filesystem::path(dir.path().toStdString()) / "a.vetrina";
    std::filesystem::create_directories(folder);
    QVERIFY(Project::create(folder)); // an empty folder
    std::filesystem::remove(folder / "catalogue.sqlite");
    std::filesystem::resize_file(folder / "cutouts.pack", 5);
    const auto project = Project::open(folder);
    VERIFY_RESULT(project);
    QCOMPARE(std::filesystem::file_size(project->pack()), Pack::headBytes);
}

void TestMigrations::projectsWithOddNames()
{
    QTemporaryDir dir;
    for (const char* name : { "a b?c#d%41.vetrina", "Nächte ☆.vetrina", "'; DROP TABLE x.vetrina" }) {
        const auto project = Project::create(std::filesystem::path(dir.path().toStdString()) / name);
        VERIFY_RESULT(project);
        QVERIFY(std::filesystem::exists(project->labels()));
        QVERIFY(LabelStore::open(*project).value()->add(labelOf(1, "real")));
        QCOMPARE(
            LabelStore::open(Project::open(project->folder, Mode::ReadOnly).value()).value()->lastEvent().value(), 1);
    }
}

QTEST_APPLESS_MAIN(TestMigrations)
#include "tst_migrations.moc"
