#include "core/store/pack.h"
#include "store_test.h"

#include <cstring>

using namespace vetrina;
using namespace vetrina::store;

class TestPack : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void givesBackWhatWasAppended_data();
    void givesBackWhatWasAppended();
    void whatIsTakenBackIsWrittenOver();
    void manyThreadsReadBesideAnAppend();
};

namespace {

Bytes randomBytes(std::mt19937_64& random, std::size_t size)
{
    Bytes bytes(size);
    for (std::size_t i = 0; i < size; i += 8) {
        const auto some = random();
        std::memcpy(bytes.data() + i, &some, std::min<std::size_t>(8, size - i));
    }
    return bytes;
}

/// Records that are `bytes` long in all.
std::vector<Bytes> recordsOf(std::mt19937_64& random, std::size_t bytes)
{
    std::vector<Bytes> records;
    while (bytes > 0) {
        records.push_back(randomBytes(random, std::min<std::size_t>(bytes, 1 + random() % 90'000)));
        bytes -= records.back().size();
    }
    return records;
}

std::vector<std::span<const std::byte>> spansOf(const std::vector<Bytes>& records)
{
    return { records.begin(), records.end() };
}

} // namespace

void TestPack::givesBackWhatWasAppended_data()
{
    QTest::addColumn<QString>("folder");
    QTest::newRow("on a disk") << QDir::tempPath() + "/vetrina-XXXXXX";
    QTest::newRow("in memory") << quickFolder();
}

void TestPack::givesBackWhatWasAppended()
{
    // Batches of a few bytes go through the page cache, large ones past it; here they follow each other at every
    // distance from the blocks of the disk.
    QFETCH(QString, folder);
    QTemporaryDir dir(folder);
    const auto file = std::filesystem::path(dir.path().toStdString()) / "cutouts.pack";
    std::mt19937_64 random(5);
    std::vector<std::pair<PackRef, Bytes>> all;
    std::string expected;
    {
        auto pack = Pack::open(file, Mode::ReadWrite).value();
        VERIFY_RESULT(pack.recover(0));
        const std::size_t sizes[] = { 1, 4071, 1 << 20, 17, (1 << 20) + 1, 3 << 20, 2 << 20, (8 << 20) - 24, 5000,
            25 << 20 };
        for (const auto size : sizes) {
            auto records = recordsOf(random, size);
            const auto refs = pack.append(spansOf(records));
            VERIFY_RESULT(refs);
            VERIFY_RESULT(pack.sync());
            QCOMPARE(refs->size(), records.size());
            for (std::size_t i = 0; i < records.size(); ++i)
                all.emplace_back((*refs)[i], std::move(records[i]));
            QCOMPARE(std::filesystem::file_size(file), pack.size());
        }
    }
    auto pack = Pack::open(file, Mode::ReadOnly).value();
    auto end = Pack::headBytes;
    for (const auto& [ref, bytes] : all) {
        QCOMPARE(ref.offset, end + Pack::recordHeadBytes); // one after the other, as the format says
        end = ref.offset + ref.length;
        const auto read = pack.read(ref);
        VERIFY_RESULT(read);
        QVERIFY(*read == bytes);
    }
    QCOMPARE(std::filesystem::file_size(file), end);
    auto again = Pack::open(file, Mode::ReadWrite).value(); // nothing was committed: all are found again
    VERIFY_RESULT(again.recover(0));
    QCOMPARE(again.size(), end);
    QCOMPARE(again.append(all.back().second).value(), all.back().first);
}

void TestPack::whatIsTakenBackIsWrittenOver()
{
    QTemporaryDir dir;
    const auto file = std::filesystem::path(dir.path().toStdString()) / "cutouts.pack";
    std::mt19937_64 random(6);
    auto pack = Pack::open(file, Mode::ReadWrite).value();
    const auto first = recordsOf(random, 5 << 20), second = recordsOf(random, 20 << 20),
               third = recordsOf(random, 2 << 20);
    const auto kept = pack.append(spansOf(first)).value();
    VERIFY_RESULT(pack.sync());
    const auto end = pack.size();
    VERIFY_RESULT(pack.append(spansOf(second)));
    pack.takeBack(end); // while it is on its way
    QCOMPARE(std::filesystem::file_size(file), end);
    const auto after = pack.append(spansOf(third)).value();
    VERIFY_RESULT(pack.sync());
    QCOMPARE(after.front().offset, end + Pack::recordHeadBytes);
    for (std::size_t i = 0; i < first.size(); ++i)
        QVERIFY(pack.read(kept[i]).value() == first[i]);
    for (std::size_t i = 0; i < third.size(); ++i)
        QVERIFY(pack.read(after[i]).value() == third[i]);
}

void TestPack::manyThreadsReadBesideAnAppend()
{
    QTemporaryDir dir;
    const auto file = std::filesystem::path(dir.path().toStdString()) / "cutouts.pack";
    std::mt19937_64 random(7);
    auto pack = Pack::open(file, Mode::ReadWrite).value();
    const auto records = recordsOf(random, 3 << 20);
    const auto refs = pack.append(spansOf(records)).value();
    VERIFY_RESULT(pack.sync());
    std::atomic<bool> stop = false;
    std::atomic<int> wrong = 0, reads = 0;
    {
        std::vector<std::jthread> readers;
        for (int i = 0; i < 3; ++i)
            readers.push_back(startThread("reader", [&](std::stop_token) {
                const auto other = Pack::open(file, Mode::ReadOnly).value();
                while (!stop)
                    for (std::size_t at = 0; at < refs.size() && !stop; ++at, ++reads)
                        if (const auto read = other.read(refs[at]); !read || *read != records[at])
                            ++wrong;
            }));
        for (int i = 0; i < 12; ++i) {
            VERIFY_RESULT(pack.append(spansOf(recordsOf(random, (2 << 20) + 777))));
            VERIFY_RESULT(pack.sync());
        }
        stop = true;
    }
    QCOMPARE(wrong.load(), 0);
    QVERIFY(reads > 0);
}

QTEST_APPLESS_MAIN(TestPack)
#include "tst_pack.moc"
