#include "core/formats/avro_container.h"
#include "core/formats/avro_writer.h"
#include "tests/core/formats/canonical_lines.h"
#include "tests/core/formats/run_peer.h"
#include "tests/real_data.h"

#include <QFile>
#include <QTemporaryDir>

#include <limits>

using namespace vetrina;
using namespace vetrina::formats;

namespace {

/// Every type of the specification, each number at its edges.
constexpr const char* everything = R"({"type": "record", "name": "all", "fields": [
    {"name": "nothing", "type": "null"}, {"name": "flag", "type": "boolean"}, {"name": "small", "type": "int"},
    {"name": "large", "type": "long"}, {"name": "single", "type": "float"}, {"name": "twice", "type": "double"},
    {"name": "raw", "type": "bytes"}, {"name": "words", "type": "string"},
    {"name": "suit", "type": {"type": "enum", "name": "suit", "symbols": ["SPADES", "HEARTS"]}},
    {"name": "four", "type": {"type": "fixed", "name": "four", "size": 4}},
    {"name": "list", "type": {"type": "array", "items": ["null", "long", "string"]}},
    {"name": "map", "type": {"type": "map", "values": "double"}},
    {"name": "inner", "type": ["null", {"type": "record", "name": "inner", "fields": [{"name": "x", "type": "float"}]}]},
    {"name": "missing", "type": ["null", "float"]}]})";

AvroValue number(double value) { return { value }; }
AvroValue whole(std::int64_t value) { return { value }; }
AvroValue text(std::string value) { return { std::move(value) }; }
Bytes some(std::string_view text)
{
    const auto bytes = asBytes(text);
    return { bytes.begin(), bytes.end() };
}

AvroValue everythingOf(std::int64_t large, const std::string& suit)
{
    return { AvroValue::Members{ { "flag", { true } }, { "small", whole(std::numeric_limits<std::int32_t>::min()) },
        { "large", whole(large) }, { "single", number(0.1) }, { "twice", number(0.1) },
        { "raw", { some(std::string("\0\xff\x7f", 3)) } }, { "words", text("vetrina, \xc3\xa8") },
        { "suit", text(suit) }, { "four", { some("abcd") } },
        { "list", { AvroValue::Items{ {}, whole(-1), text("b") } } },
        { "inner", { AvroValue::Members{ { "x", whole(3) } } } },
        { "map", { AvroValue::Members{ { "k", number(-0.0) } } } } } };
}

} // namespace

class TestAvroWriter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fastavroAndOurReaderReadEveryCodec_data();
    void fastavroAndOurReaderReadEveryCodec();
    void realPacketsComeBackByteForByte();
    void theShippedSchemaIsThatOfRealPackets();
    void refusesWhatTheTypeCantHold_data();
    void refusesWhatTheTypeCantHold();
    void theSameRecordsGiveTheSameBytes();
};

void TestAvroWriter::fastavroAndOurReaderReadEveryCodec_data()
{
    QTest::addColumn<int>("codec");
    QTest::addColumn<int>("blockRecords");
    QTest::newRow("null, a record a block") << int(AvroCodec::Null) << 1;
    QTest::newRow("deflate") << int(AvroCodec::Deflate) << 7;
    QTest::newRow("snappy") << int(AvroCodec::Snappy) << 100;
}

void TestAvroWriter::fastavroAndOurReaderReadEveryCodec()
{
    PEER_OR_SKIP("fastavro, cramjam");
    QFETCH(int, codec);
    QFETCH(int, blockRecords);
    QTemporaryDir folder;
    const auto file = std::filesystem::path(folder.path().toStdString()) / "all.avro";
    const auto schema = AvroSchema::parse(everything).value();
    constexpr int records = 20;
    {
        auto out = OutputFile::create(file).value();
        auto writer = AvroContainerWriter::begin(
            schema, out.sink(), { static_cast<AvroCodec>(codec), static_cast<std::uint64_t>(blockRecords), 1 << 20 })
                          .value();
        for (int i = 0; i < records; ++i) {
            const std::int64_t large =
                i % 2 ? std::numeric_limits<std::int64_t>::min() + i : std::numeric_limits<std::int64_t>::max() - i;
            const auto added = writer.append(everythingOf(large, i % 3 ? "HEARTS" : "SPADES"));
            QVERIFY2(added, added.error().message.c_str());
        }
        QVERIFY(writer.finish() && out.commit());
    }
    const auto truth =
        runPeer({ VETRINA_SOURCE_DIR "/tests/core/formats/avro_truth.py", QString::fromStdString(file.string()) })
            .trimmed()
            .split('\n');
    QCOMPARE(truth.size(), records);

    const Bytes bytes = readFile(file).value();
    AvroSchemaCache schemas;
    auto container = AvroContainer::open("all.avro", bytes, schemas).value();
    int read = 0;
    for (auto record = container.next(); record && *record; record = container.next(), ++read) {
        std::string lines;
        const auto value = readAvro(container.schema()->root(), (*record)->bytes);
        QVERIFY2(value, value.error().message.c_str());
        canonicalLines(*value, "", lines);
        QCOMPARE(QByteArray::fromStdString(file.string() + " " + std::to_string(read) + " " + sha256(asBytes(lines))),
            truth.value(read));
        QCOMPARE(std::get<double>(value->member("single")->value), double(0.1f));
        QVERIFY(value->member("missing")->isNull());
        QCOMPARE(std::get<double>(value->member("inner")->member("x")->value), 3.0);
    }
    QCOMPARE(read, records);
}

void TestAvroWriter::realPacketsComeBackByteForByte()
{
    REAL_DATA_OR_SKIP();
    AvroSchemaCache schemas;
    int packets = 0;
    for (const auto& entry : std::filesystem::directory_iterator(realData() / "ztf" / "schema-mix")) {
        if (entry.path().extension() != ".avro")
            continue;
        const Bytes bytes = readFile(entry.path()).value();
        auto container = AvroContainer::open(entry.path().filename().string(), bytes, schemas).value();
        const auto record = container.next().value().value();
        const auto value = readAvro(container.schema()->root(), record.bytes).value();
        Bytes again;
        const auto encoded = encodeAvro(container.schema()->root(), value, again);
        QVERIFY2(encoded, encoded.error().message.c_str());
        QVERIFY2(std::ranges::equal(again, record.bytes), entry.path().c_str());
        ++packets;
    }
    QVERIFY(packets >= 40);
}

void TestAvroWriter::theShippedSchemaIsThatOfRealPackets()
{
    const auto shipped = readFile(VETRINA_SOURCE_DIR "/resources/surveys/ztf_alert_4.02.avsc").value();
    const auto ours = AvroSchema::parse(asText(shipped));
    QVERIFY2(ours, ours.error().message.c_str());
    REAL_DATA_OR_SKIP();
    AvroSchemaCache schemas;
    int compared = 0;
    for (const auto& entry : std::filesystem::directory_iterator(realData() / "ztf" / "schema-mix")) {
        if (entry.path().extension() != ".avro")
            continue;
        const Bytes bytes = readFile(entry.path()).value();
        auto container = AvroContainer::open("a", bytes, schemas).value();
        const auto record = container.next().value().value();
        const auto value = readAvro(container.schema()->root(), record.bytes).value();
        if (std::get<std::string>(value.member("schemavsn")->value) != "4.02")
            continue;
        // A packet that one schema wrote is, byte for byte, one of the other.
        const auto other = readAvro((*ours)->root(), record.bytes);
        QVERIFY2(other, other.error().message.c_str());
        std::string a, b;
        canonicalLines(value, "", a);
        canonicalLines(*other, "", b);
        QCOMPARE(a, b);
        ++compared;
    }
    QVERIFY(compared > 0);
}

void TestAvroWriter::refusesWhatTheTypeCantHold_data()
{
    QTest::addColumn<QString>("member");
    QTest::addColumn<QString>("says");
    QTest::newRow("an int too large") << "small"
                                      << "small: can't be written as int";
    QTest::newRow("no symbol") << "suit"
                               << "suit: can't be written as enum";
    QTest::newRow("a fixed too long") << "four"
                                      << "four: can't be written as fixed";
    QTest::newRow("no branch") << "list"
                               << "list.[0]: can't be written as union";
    QTest::newRow("left out") << "flag"
                              << "flag: can't be written as boolean";
    QTest::newRow("a stranger") << "stranger"
                                << "stranger: can't be written as a field of record all";
}

void TestAvroWriter::refusesWhatTheTypeCantHold()
{
    QFETCH(QString, member);
    QFETCH(QString, says);
    auto value = everythingOf(0, "HEARTS");
    auto& members = std::get<AvroValue::Members>(value.value);
    const std::string name = member.toStdString();
    const auto at = std::ranges::find(members, name, &AvroMember::name);
    if (name == "stranger")
        members.push_back({ name, whole(1) });
    else if (name == "flag")
        members.erase(at);
    else if (name == "list")
        at->value = { AvroValue::Items{ number(0.5) } };
    else if (name == "small")
        at->value = whole(std::int64_t(1) << 31);
    else if (name == "four")
        at->value = { some("abcde") };
    else
        at->value = text("CLUBS");
    Bytes out;
    const auto encoded = encodeAvro(AvroSchema::parse(everything).value()->root(), value, out);
    QVERIFY(!encoded);
    QCOMPARE(encoded.error().code, Error::Code::WrongUse);
    QVERIFY2(QString::fromStdString(encoded.error().message).startsWith(says), encoded.error().message.c_str());
}

void TestAvroWriter::theSameRecordsGiveTheSameBytes()
{
    const auto schema = AvroSchema::parse(everything).value();
    Bytes record;
    QVERIFY(encodeAvro(schema->root(), everythingOf(1, "HEARTS"), record));
    const auto one = avroFile(schema, record).value();
    QVERIFY(one == avroFile(AvroSchema::parse(everything).value(), record).value());
    QVERIFY(one.size() > record.size() + schema->text().size());
}

QTEST_APPLESS_MAIN(TestAvroWriter)
#include "tst_avro_writer.moc"
