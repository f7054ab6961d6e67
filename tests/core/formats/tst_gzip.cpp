#include "core/formats/gzip.h"
#include "tests/core/formats/run_peer.h"

#include <QTemporaryDir>

#include <fstream>

using namespace vetrina;
using namespace vetrina::formats;

class TestGzip : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsWhatPythonWrites_data();
    void readsWhatPythonWrites();
    void pythonReadsWhatItWrites();
    void refusesDamagedData_data();
    void refusesDamagedData();
    void aBombIsRefusedWithinItsLimit();
    void everyCutIsRefused();

private:
    static Bytes bytesOf(const QByteArray& text)
    {
        const auto view = std::as_bytes(std::span(text.constData(), static_cast<std::size_t>(text.size())));
        return { view.begin(), view.end() };
    }
};

void TestGzip::readsWhatPythonWrites_data()
{
    QTest::addColumn<QString>("value");
    QTest::newRow("empty") << "b''";
    QTest::newRow("short") << "b'a'";
    QTest::newRow("long") << "bytes(range(256)) * 4000";
    QTest::newRow("two members") << "None"; // written as two
}

void TestGzip::readsWhatPythonWrites()
{
    QFETCH(QString, value);
    PEER_OR_SKIP("gzip");
    QTemporaryDir dir;
    runPeer({ "-c",
        "import sys, gzip; v = eval(sys.argv[2]); d = sys.argv[1]\n"
        "z = gzip.compress(v) if v is not None else gzip.compress(b'first,') + gzip.compress(b'second' * 50000)\n"
        "open(d + '/z', 'wb').write(z); open(d + '/v', 'wb').write(gzip.decompress(z))",
        dir.path(), value });
    const auto unpacked = gunzip(readFile(dir.filePath("z").toStdString()).value());
    QVERIFY2(unpacked, unpacked ? "" : unpacked.error().message.c_str());
    QCOMPARE(*unpacked, readFile(dir.filePath("v").toStdString()).value());
}

void TestGzip::pythonReadsWhatItWrites()
{
    PEER_OR_SKIP("gzip");
    QTemporaryDir dir;
    for (const int size : { 0, 1, 100'000 }) {
        const QByteArray text(size, 'x');
        QVERIFY(replaceFile(dir.filePath("z").toStdString(), gzip(bytesOf(text))));
        QCOMPARE(runPeer({ "-c", "import sys, gzip; sys.stdout.buffer.write(gzip.open(sys.argv[1]).read())",
                     dir.filePath("z") }),
            text);
    }
}

void TestGzip::refusesDamagedData_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const Bytes whole = gzip(bytesOf("what is written here"));
    const QByteArray text(reinterpret_cast<const char*>(whole.data()), qsizetype(whole.size()));
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("text") << QByteArray("<html>not found</html>");
    QTest::newRow("another sum") << text.chopped(8) + QByteArray(4, '\7') + text.last(4);
    QTest::newRow("another size") << text.chopped(4) + QByteArray(4, '\7');
    QTest::newRow("other data behind") << text + "more";
    QTest::newRow("a torn second member") << text + text.chopped(3);
}

void TestGzip::refusesDamagedData()
{
    QFETCH(QByteArray, bytes);
    const auto unpacked = gunzip(bytesOf(bytes));
    QVERIFY(!unpacked);
    QCOMPARE(unpacked.error().code, Error::Code::Malformed);
    QVERIFY(!unpacked.error().remedy.empty());
}

void TestGzip::aBombIsRefusedWithinItsLimit()
{
    const Bytes bomb = gzip(Bytes(std::size_t(100) << 20), 9);
    const auto byRatio = gunzip(bomb);
    QVERIFY(!byRatio);
    QCOMPARE(byRatio.error().code, Error::Code::Unsupported);
    QVERIFY(!gunzip(gzip(Bytes(2'000)), { 1'999, 200, 1 << 20 }));
    QCOMPARE(gunzip(gzip(Bytes(2'000)), { 2'000, 200, 1 << 20 })->size(), 2'000u);
    // Small ones may be as empty as they like: a cutout of zeros is no bomb.
    QCOMPARE(gunzip(gzip(Bytes(900'000)))->size(), 900'000u);
}

void TestGzip::everyCutIsRefused()
{
    const Bytes whole = gzip(bytesOf(QByteArray("what is written here").repeated(50)));
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const std::vector<std::byte> cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
        QVERIFY(!gunzip(cut));
        QVERIFY(!inflate(cut));
    }
}

QTEST_GUILESS_MAIN(TestGzip)
#include "tst_gzip.moc"
