#include "core/formats/avro.h"
#include "core/formats/avro_container.h"
#include "tests/core/formats/avro_bytes.h"
#include "tests/core/formats/run_peer.h"

#include <QTemporaryDir>

using namespace vetrina;
using namespace vetrina::formats;

class TestAvroContainer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsEveryCodecAsFastavroWritesIt_data();
    void readsEveryCodecAsFastavroWritesIt();
    void refusesDamagedHeaders_data();
    void refusesDamagedHeaders();
    void aTornBlockKeepsWhatCameBefore_data();
    void aTornBlockKeepsWhatCameBefore();
    void goesOnAfterADamagedBlock();
    void bombsAreRefused_data();
    void bombsAreRefused();
    void everyCutAndEveryFlippedByteIsSurvived();

private:
    struct Read {
        std::vector<std::int64_t> values;
        std::vector<Error> errors;
    };
    /// All records of a container of longs, going on after errors.
    static Read readAll(std::string_view bytes)
    {
        Read read;
        AvroSchemaCache schemas;
        auto container = AvroContainer::open("a.avro", asBytes(bytes), schemas);
        if (!container) {
            read.errors.push_back(container.error());
            return read;
        }
        for (int errors = 0; errors < 1000;) {
            const auto record = container->next();
            if (!record) {
                read.errors.push_back(record.error());
                ++errors;
                continue;
            }
            if (!*record)
                break;
            const auto value = readAvro(container->schema()->root(), (*record)->bytes);
            if (value && std::holds_alternative<std::int64_t>(value->value))
                read.values.push_back(std::get<std::int64_t>(value->value));
        }
        return read;
    }
};

void TestAvroContainer::readsEveryCodecAsFastavroWritesIt_data()
{
    QTest::addColumn<QString>("codec");
    QTest::addColumn<int>("records");
    for (const QString codec : { "null", "deflate", "snappy" })
        for (const int records : { 0, 1, 2, 50'000 })
            QTest::newRow(qPrintable(QString("%1, %2 records").arg(codec).arg(records))) << codec << records;
}

void TestAvroContainer::readsEveryCodecAsFastavroWritesIt()
{
    QFETCH(QString, codec);
    QFETCH(int, records);
    if (!peerHas(codec == "snappy" ? "fastavro, cramjam" : "fastavro"))
        QSKIP("the peer libraries (fastavro, cramjam) are not here: packaging/peers installs them");
    QTemporaryDir dir;
    const QString file = dir.filePath("a.avro");
    runPeer({ "-c",
        "import sys, fastavro; fastavro.writer(open(sys.argv[1], 'wb'), 'long', "
        "((-1) ** i * i * i for i in range(int(sys.argv[3]))), codec=sys.argv[2])",
        file, codec, QString::number(records) });
    const Bytes bytes = readFile(file.toStdString()).value();
    const Read read = readAll(asText(bytes));
    QVERIFY2(read.errors.empty(), read.errors.empty() ? "" : read.errors[0].message.c_str());
    QCOMPARE(read.values.size(), static_cast<std::size_t>(records));
    for (std::int64_t i = 0; i < records; ++i)
        QCOMPARE(read.values[static_cast<std::size_t>(i)], (i % 2 ? -1 : 1) * i * i);
}

void TestAvroContainer::refusesDamagedHeaders_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* name, const std::string& bytes, const char* says) {
        QTest::newRow(name) << QByteArray::fromStdString(bytes) << says;
    };
    row("empty", "", "a.avro: empty");
    row("text", "<html>not found</html>", "does not begin with 'Obj'");
    row("magic alone", "Obj\1", "header of the Avro container is torn");
    row("no sync", avro::header("\"long\"").substr(0, 40), "torn");
    row("a map of 2^60", "Obj\1" + avro::number(std::int64_t(1) << 60), "torn");
    row("a key of 2^40 bytes", "Obj\1" + avro::number(1) + avro::number(std::int64_t(1) << 40), "torn");
    row("no schema", "Obj\1" + avro::number(1) + avro::text("avro.codec") + avro::text("null") + '\0' + avro::sync,
        "a.avro: schema: not JSON");
    row("an unknown codec", avro::header("\"long\"", "zstandard"), "codec 'zstandard' is not read");
    row("a hostile schema", avro::header(R"({"type":"record","name":"R","fields":[{"name":"r","type":"R"}]})"),
        "a.avro: schema: a record contains itself");
}

void TestAvroContainer::refusesDamagedHeaders()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, says);
    const Read read = readAll({ bytes.constData(), static_cast<std::size_t>(bytes.size()) });
    QCOMPARE(read.errors.size(), 1u);
    QVERIFY2(QString::fromStdString(read.errors[0].message).contains(says), read.errors[0].message.c_str());
    QVERIFY(!read.errors[0].remedy.empty());
}

void TestAvroContainer::aTornBlockKeepsWhatCameBefore_data()
{
    QTest::addColumn<QByteArray>("tail");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* name, const std::string& tail, const char* says) {
        QTest::newRow(name) << QByteArray::fromStdString(tail) << says;
    };
    const std::string whole = avro::block(2, avro::number(3) + avro::number(4));
    row("cut in the data", whole.substr(0, 3), "block 1, record 2: the file ends inside the block");
    row("cut in the marker", whole.substr(0, whole.size() - 1), "block 1, record 2: the file ends");
    row("cut after the count", whole.substr(0, 1), "block 1, record 2");
    row("another marker", whole.substr(0, whole.size() - 1) + "X", "the marker after the block is not the file's");
    row("a length of 2^60", avro::number(2) + avro::number(std::int64_t(1) << 60), "the file ends inside the block");
    row("a negative count", avro::number(-2) + avro::text("ab") + avro::sync, "block 1, record 2");
    row("2^60 records", avro::block(std::int64_t(1) << 60, "ab"), "claims more records than it can hold");
    row("more records than data", avro::block(2, std::string("\6\xff", 2)), "block 1, record 3: byte 1: the data ends");
    row("more data than records", avro::block(2, "\6\10\12"), "holds more than its records");
    row("no records, some data", avro::block(0, "\6"), "claims no records");
}

void TestAvroContainer::aTornBlockKeepsWhatCameBefore()
{
    QFETCH(QByteArray, tail);
    QFETCH(QString, says);
    const Read read =
        readAll(avro::header("\"long\"") + avro::block(2, avro::number(1) + avro::number(2)) + tail.toStdString());
    QVERIFY(read.values.size() >= 2);
    QCOMPARE(read.values[1], 2);
    QCOMPARE(read.errors.size(), 1u);
    QVERIFY2(QString::fromStdString(read.errors[0].message).contains(says), read.errors[0].message.c_str());
}

void TestAvroContainer::goesOnAfterADamagedBlock()
{
    const Read read = readAll(avro::header("\"long\"") + avro::block(2, avro::number(1) + avro::number(2))
        + avro::block(3, std::string(3, '\xff')) + avro::block(1, avro::number(5)));
    QCOMPARE(read.values, (std::vector<std::int64_t>{ 1, 2, 5 }));
    QCOMPARE(read.errors.size(), 1u);
    QVERIFY(read.errors[0].message.starts_with("a.avro: block 1, record 2: byte"));
}

void TestAvroContainer::bombsAreRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* name, const std::string& bytes, const char* says) {
        QTest::newRow(name) << QByteArray::fromStdString(bytes) << says;
    };
    // Zeros deflated a thousandfold: a gzip member without its 10 bytes of header and 8 of trailer.
    const Bytes zeros = gzip(Bytes(std::size_t(300) << 20), 9);
    const std::string deflated(asText(std::span(zeros).subspan(10, zeros.size() - 18)));
    row("deflate", avro::header("\"long\"", "deflate") + avro::block(2, deflated), "deflate: would unpack to more");
    row("deflate, torn", avro::header("\"long\"", "deflate") + avro::block(2, deflated.substr(0, 1000)),
        "deflate: the");
    row("snappy claims 4 GB",
        avro::header("\"long\"", "snappy")
            + avro::block(2,
                "\xff\xff\xff\xff\x0f"
                "abcdefgh"),
        "snappy: claims 4294967295 bytes");
    row("snappy, empty", avro::header("\"long\"", "snappy") + avro::block(2, ""), "snappy: the compressed data");
    row("snappy, another sum", avro::header("\"long\"", "snappy") + avro::block(2, std::string("\1\0\4????", 7)),
        "snappy: the checksum");
    row("2^33 empty records", avro::header("\"null\"") + avro::block(std::int64_t(1) << 33, ""),
        "more records than it can");
}

void TestAvroContainer::bombsAreRefused()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, says);
    const Read read = readAll({ bytes.constData(), static_cast<std::size_t>(bytes.size()) });
    QCOMPARE(read.errors.size(), 1u);
    QVERIFY2(QString::fromStdString(read.errors[0].message).contains(says), read.errors[0].message.c_str());
}

void TestAvroContainer::everyCutAndEveryFlippedByteIsSurvived()
{
    const std::string whole = avro::header(R"({"type":"array","items":["null","string","double"]})")
        + avro::block(1, avro::number(2) + "\2" + avro::text("abc") + '\0' + '\0')
        + avro::block(2, avro::number(1) + '\0' + '\0' + '\0');
    for (std::size_t i = 0; i < whole.size(); ++i) {
        const std::vector<char> cut(
            whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(i)); // seen by sanitizers
        readAll({ cut.data(), cut.size() });
        for (const int flip : { 1, 2, 0x80, 0xff }) {
            std::vector<char> bent(whole.begin(), whole.end());
            bent[i] = static_cast<char>(bent[i] ^ flip);
            readAll({ bent.data(), bent.size() });
        }
    }
}

QTEST_GUILESS_MAIN(TestAvroContainer)
#include "tst_avro_container.moc"
