#include "core/formats/archive.h"
#include "core/formats/gzip.h"
#include "tests/real_data.h"

#include <QTemporaryDir>

#include <fstream>

using namespace vetrina;
using namespace vetrina::formats;
namespace fs = std::filesystem;

class TestArchive : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void walksAFolderInOrder();
    void leavesFilesOnTheDiskWhereAskedTo();
    void walksRealArchives();
    void givesANamedFileWhateverItsName();
    void aTornArchiveKeepsWhatCameBefore_data();
    void aTornArchiveKeepsWhatCameBefore();
    void oddMembersAreIgnored();
    void aBombIsLeft();
    void aMemberOverTheLimitIsAProblemAndTheWalkGoesOn();
    void stopsWhenAskedTo();
    void saysWhatIsNotThere();
    void theCallersErrorEndsTheWalk();

private:
    struct Member {
        std::string name;
        std::string content;
        char type = '0';
        std::string link = {};
    };

    fs::path root() const { return m_dir->path().toStdString(); }

    fs::path write(const fs::path& name, std::string_view content)
    {
        fs::create_directories((root() / name).parent_path());
        std::ofstream(root() / name, std::ios::binary) << content;
        return root() / name;
    }

    /// A ustar by hand (POSIX 1003.1, "ustar Interchange Format"), so that hostile ones can be made.
    static std::string tar(const std::vector<Member>& members, bool withEnd = true)
    {
        std::string out;
        for (const Member& each : members) {
            std::string header(512, '\0');
            const auto put = [&](std::size_t at, const std::string& text) { header.replace(at, text.size(), text); };
            const auto octal = [](std::uint64_t number, int digits) {
                char text[24];
                std::snprintf(text, sizeof text, "%0*llo", digits, static_cast<unsigned long long>(number));
                return std::string(text);
            };
            put(0, each.name);
            put(100, "0000644");
            put(108, "0000000");
            put(116, "0000000");
            put(124, octal(each.content.size(), 11));
            put(136, "00000000000");
            put(148, "        ");
            header[156] = each.type;
            put(157, each.link);
            put(257, "ustar");
            put(263, "00");
            unsigned sum = 0;
            for (const char c : header)
                sum += static_cast<unsigned char>(c);
            put(148, octal(sum, 6) + '\0');
            out += header + each.content;
            out.resize((out.size() + 511) / 512 * 512);
        }
        return withEnd ? out + std::string(1024, '\0') : out;
    }

    static std::string gzipped(const std::string& text)
    {
        const Bytes bytes = gzip(asBytes(text));
        return std::string(asText(bytes));
    }

    /// What a walk gives, "member=content" or "file=content" each.
    static std::pair<Result<ArchiveReport>, QStringList> walk(const fs::path& path, const ArchiveLimits& limits = {})
    {
        QStringList given;
        auto report = walkArchive(
            path,
            [&](const ArchiveItem& item, Bytes bytes) -> Result<void> {
                const std::string name = item.member.empty() ? item.file.filename().string() : item.member;
                given << QString::fromStdString((item.kind == ArchiveItem::Kind::Schema ? "schema " : "") + name + "="
                    + (bytes.size() < 50 ? std::string(asText(bytes)) : std::to_string(bytes.size())));
                return {};
            },
            {}, limits);
        return { std::move(report), given };
    }

    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestArchive::walksAFolderInOrder()
{
    write("n/b.avro", "B");
    write("n/a.avro", "A");
    write("n/a.tar", tar({ { "t2.avro", "T2" }, { "schema.json", "{}" }, { "t1.avro", "T1" } }));
    write("n/z.avsc", "S");
    write("n/c.avro.gz", gzipped("C"));
    write("n/README.txt", "no");
    write("n/deep/er/d.avro", "D");
    fs::create_directory_symlink(root() / "n", root() / "n" / "loop");
    const auto [report, given] = walk(root() / "n");
    QVERIFY(report);
    QCOMPARE(given,
        (QStringList{ "schema z.avsc=S", "a.avro=A", "b.avro=B", "c.avro.gz=C", "t2.avro=T2", "schema schema.json={}",
            "t1.avro=T1", "d.avro=D" }));
    QCOMPARE(report->given, 8u);
    QCOMPARE(report->ignored, 2u); // the text and the link
    QCOMPARE(report->problemCount, 0u);
}

void TestArchive::leavesFilesOnTheDiskWhereAskedTo()
{
    write("n/a.avro", "A");
    write("n/b.avro.gz", gzipped("BB"));
    write("n/c.avro", "CCCCCCCCCC");
    write("n/e.avro", "");
    write("n/s.avsc", "S");
    write("n/t.tar", tar({ { "t.avro", "T" } }));
    write("n/z.avro", "gone");
    QStringList given;
    std::uint64_t position = 0;
    std::vector<std::byte> room(5);
    const auto report = walkArchive(
        root() / "n",
        [&](const ArchiveItem& item, Bytes bytes) -> Result<void> {
            if (item.file.filename() == "z.avro")
                fs::remove(item.file);
            const bool left = item.member.empty() && item.kind == ArchiveItem::Kind::Packets;
            if (bytes.empty() != left)
                return fail(Error::Code::Internal, item.name() + ": read or not read");
            Bytes own;
            const auto read = left ? readItem(item, room, own) : Result<std::span<const std::byte>>(bytes);
            given << (read ? QString::fromStdString(std::string(asText(*read))) + (own.empty() ? "" : " own")
                           : QString::fromStdString(read.error().message).section('/', -1));
            position = item.position;
            return {};
        },
        {}, {}, ArchiveFiles::Left);
    QVERIFY(report);
    QCOMPARE(
        given, (QStringList{ "S", "A", "CCCCCCCCCC own", "", "z.avro: No such file or directory", "BB own", "T" }));
    QVERIFY(position <= sizeForWalk(root() / "n") + 4);
}

void TestArchive::walksRealArchives()
{
    REAL_DATA_OR_SKIP();
    const auto [ztf, packets] = walk(realData() / "ztf" / "recent_alerts.tar.gz");
    QVERIFY(ztf);
    QCOMPARE(ztf->given, 22u);
    const auto [rubin, bodies] = walk(realData() / "rubin" / "2025-09-20.partition0.tar.gz");
    QVERIFY(rubin);
    QCOMPARE(rubin->given, 11u);
    QCOMPARE(bodies.first(), "schema schema.json=12000");
}

void TestArchive::givesANamedFileWhateverItsName()
{
    const auto [report, given] = walk(write("packet", "P"));
    QCOMPARE(given, QStringList{ "packet=P" });
}

void TestArchive::aTornArchiveKeepsWhatCameBefore_data()
{
    QTest::addColumn<bool>("zipped");
    QTest::addColumn<int>("cut");
    QTest::addColumn<int>("kept");
    QTest::newRow("tar, in the second member") << false << 512 + 512 + 512 + 3 << 1;
    QTest::newRow("tar, in the second header") << false << 512 + 512 + 100 << 1;
    QTest::newRow("tar, in the first header") << false << 100 << 0;
    QTest::newRow("tar.gz") << true << 150'000 << 1;
    QTest::newRow("tar.gz, at its start") << true << 5 << 0;
    QTest::newRow("empty") << false << 0 << 0;
}

void TestArchive::aTornArchiveKeepsWhatCameBefore()
{
    QFETCH(bool, zipped);
    QFETCH(int, cut);
    QFETCH(int, kept);
    std::string noise(200'000, ' ');
    unsigned seed = 1;
    for (char& c : noise)
        c = static_cast<char>((seed = seed * 1664525 + 1013904223) >> 24);
    std::string bytes = tar({ { "a.avro", "A" }, { "b.avro", zipped ? noise : "BBBBBB" } });
    if (zipped)
        bytes = gzipped(bytes);
    const auto [report, given] = walk(write(zipped ? "t.tar.gz" : "t.tar", bytes.substr(0, cut)));
    QVERIFY(report);
    QCOMPARE(given.size(), kept);
    QCOMPARE(report->problemCount, 1u);
    QVERIFY2(report->problems[0].message.find("t.tar") != std::string::npos, report->problems[0].message.c_str());
    QVERIFY(!report->problems[0].remedy.empty());
}

void TestArchive::oddMembersAreIgnored()
{
    const auto [report, given] = walk(write("t.tar",
        tar({ { "/etc/../../x.avro", "kept in memory" }, { "link.avro", "", '2', "/etc/passwd" },
            { "hard.avro", "", '1', "/etc/passwd" }, { "device.avro", "", '3' }, { "fifo.avro", "", '6' },
            { "folder.avro/", "", '5' }, { "._a.avro", "macOS" }, { "inner.tar", "x" }, { "a.avro", "A" } })));
    QVERIFY(report);
    QCOMPARE(given, (QStringList{ "/etc/../../x.avro=kept in memory", "a.avro=A" }));
    QCOMPARE(report->ignored, 7u);
    QCOMPARE(report->problemCount, 0u);
}

void TestArchive::aBombIsLeft()
{
    ArchiveLimits limits;
    limits.freeBytes = 1 << 20;
    limits.memberBytes = 64 << 20;
    const std::string zeros(20 << 20, '\0');
    for (const char* name : { "zeros.txt", "zeros.avro" }) {
        const auto [report, given] =
            walk(write("t.tar.gz", gzipped(tar({ { "a.avro", "A" }, { name, zeros }, { "b.avro", "B" } }))), limits);
        QVERIFY(report);
        QCOMPARE(given, QStringList{ "a.avro=A" });
        QCOMPARE(report->problemCount, 1u);
        QVERIFY(report->problems[0].message.find("times its size") != std::string::npos);
    }
}

void TestArchive::aMemberOverTheLimitIsAProblemAndTheWalkGoesOn()
{
    ArchiveLimits limits;
    limits.memberBytes = 100'000;
    const auto [report, given] =
        walk(write("t.tar", tar({ { "a.avro", std::string(200'000, 'x') }, { "b.avro", "B" } })), limits);
    QVERIFY(report);
    QCOMPARE(given, QStringList{ "b.avro=B" });
    QVERIFY(report->problems.at(0).message.find("a.avro: more than 100000 bytes") != std::string::npos);
}

void TestArchive::stopsWhenAskedTo()
{
    std::stop_source stop;
    write("a.avro", "A");
    write("b.avro", "B");
    int given = 0;
    const auto report = walkArchive(
        root(),
        [&](const ArchiveItem&, Bytes) -> Result<void> {
            ++given;
            stop.request_stop();
            return {};
        },
        stop.get_token());
    QVERIFY(!report);
    QCOMPARE(report.error().code, Error::Code::Cancelled);
    QCOMPARE(given, 1);
}

void TestArchive::saysWhatIsNotThere()
{
    const auto [report, given] = walk(root() / "none");
    QVERIFY(!report);
    QCOMPARE(report.error().code, Error::Code::NotFound);
}

void TestArchive::theCallersErrorEndsTheWalk()
{
    write("a.avro", "A");
    write("b.avro", "B");
    const auto report = walkArchive(
        root(), [](const ArchiveItem&, Bytes) -> Result<void> { return fail(Error::Code::Full, "the disk is full"); });
    QVERIFY(!report);
    QCOMPARE(report.error().code, Error::Code::Full);
}

QTEST_APPLESS_MAIN(TestArchive)
#include "tst_archive.moc"
