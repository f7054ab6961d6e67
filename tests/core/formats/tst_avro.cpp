#include "core/formats/avro.h"
#include "core/formats/avro_container.h"
#include "core/formats/confluent.h"
#include "tests/core/formats/avro_bytes.h"
#include "tests/core/formats/canonical_lines.h"
#include "tests/core/formats/run_peer.h"
#include "tests/real_data.h"

#include <QTemporaryDir>

#include <cmath>

using namespace vetrina;
using namespace vetrina::formats;

namespace {

std::shared_ptr<const AvroSchema> schemaOf(std::string_view json)
{
    auto schema = AvroSchema::parse(json);
    if (!schema)
        qFatal("%s", schema.error().message.c_str());
    return *schema;
}

std::span<const std::byte> view(const QByteArray& bytes)
{
    return std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size())));
}

} // namespace

/// Schemas and records: every type, every lie.
class TestAvro : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsEveryTypeAsFastavroWritesIt_data();
    void readsEveryTypeAsFastavroWritesIt();
    void refusesHostileSchemas_data();
    void refusesHostileSchemas();
    void refusesHostileRecords_data();
    void refusesHostileRecords();
    void aTornRecordIsRefusedAtEveryLength();
    void zeroWidthRecordsOfAnySizeCostNothing();
    void joinsSchemasThatReferToEachOther();
    void theCacheCompilesATextOnce();
    void goesThroughItems();
    void probesThroughNulls();
    void probesAUnionOfRecordsThatReferToEachOther();
    void knowsConfluentsFrame();
    void showsJson();
};

void TestAvro::readsEveryTypeAsFastavroWritesIt_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("value"); // Python
    const auto row = [](const char* name, const char* schema, const char* value) {
        QTest::newRow(name) << QByteArray(schema) << QByteArray(value);
    };
    row("null", R"("null")", "None");
    row("boolean", R"("boolean")", "True");
    row("int", R"("int")", "-2147483648");
    row("long", R"("long")", "-9223372036854775808");
    row("largest long", R"({"type":"long"})", "9223372036854775807");
    row("float", R"("float")", "0.1");
    row("NaN", R"("float")", "float('inf')");
    row("double", R"("double")", "5e-324");
    row("bytes", R"("bytes")", "bytes(range(256))");
    row("string", R"("string")", "'\\u00e9\\U0001f600'");
    row("empty string", R"("string")", "''");
    row("fixed", R"({"type":"fixed","name":"F","size":5})", "b'12345'");
    row("enum", R"({"type":"enum","name":"E","symbols":["A","B","C"]})", "'C'");
    row("array", R"({"type":"array","items":"long"})", "list(range(1000))");
    row("array of arrays", R"({"type":"array","items":{"type":"array","items":["null","float"]}})",
        "[[], [None, 1.5]]");
    row("map", R"({"type":"map","values":["null","double"]})", "{'a': 1.0, '': None}");
    row("union of records", R"([{"type":"record","name":"A","fields":[{"name":"x","type":"int"}]},"null","string"])",
        "'text'");
    row("names in a space",
        R"({"type":"record","name":"n.s.R","fields":[{"name":"a","type":{"type":"fixed","name":"F","size":1}},)"
        R"({"name":"b","type":"F"},{"name":"c","type":"n.s.F"}]})",
        "{'a': b'1', 'b': b'2', 'c': b'3'}");
    row("a list that refers to itself",
        R"({"type":"record","name":"L","fields":[{"name":"v","type":"int"},{"name":"next","type":["null","L"]}]})",
        "{'v': 1, 'next': {'v': 2, 'next': {'v': 3, 'next': None}}}");
    row("a tree", R"({"type":"record","name":"T","fields":[{"name":"c","type":{"type":"array","items":"T"}}]})",
        "{'c': [{'c': []}, {'c': [{'c': []}]}]}");
    row("many constants",
        R"({"type":"record","name":"R","fields":[{"name":"a","type":"float"},{"name":"b","type":"boolean"},)"
        R"({"name":"c","type":"string"},{"name":"d","type":"double"},{"name":"e","type":"null"}]})",
        "{'a': 1.0, 'b': False, 'c': 'x', 'd': 2.0, 'e': None}");
}

void TestAvro::readsEveryTypeAsFastavroWritesIt()
{
    QFETCH(QByteArray, schema);
    QFETCH(QByteArray, value);
    PEER_OR_SKIP("fastavro");
    QTemporaryDir dir;
    const QString file = dir.filePath("v");
    const QByteArray lines = runPeer({ "-X", "utf8", "-c",
        "import sys, json, fastavro, importlib.util as u\n"
        "s = fastavro.parse_schema(json.loads(sys.argv[1])); v = eval(sys.argv[2])\n"
        "f = open(sys.argv[3], 'wb'); fastavro.schemaless_writer(f, s, v); f.close()\n"
        "v = fastavro.schemaless_reader(open(sys.argv[3], 'rb'), s)\n"
        "src = open(sys.argv[4]).read().rsplit('main(sys.argv', 1)[0]; exec(src)\n"
        "sys.stdout.write('\\n'.join(lines(v, '', [])))",
        schema, value, file, VETRINA_SOURCE_DIR "/tests/core/formats/avro_truth.py" });
    const Bytes bytes = readFile(file.toStdString()).value();
    const auto compiled = schemaOf(schema.toStdString());
    const auto tree = readAvro(compiled->root(), bytes);
    QVERIFY2(tree, tree ? "" : tree.error().message.c_str());
    std::string ours;
    canonicalLines(*tree, "", ours);
    QCOMPARE(QByteArray::fromStdString(ours), lines);
    QCOMPARE(skipAvro(compiled->root(), bytes).value(), bytes.size());
}

void TestAvro::refusesHostileSchemas_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* name, const QByteArray& schema, const char* says) {
        QTest::newRow(name) << schema << says;
    };
    row("empty", "", "not JSON");
    row("text", "<html>", "not JSON");
    row("a number", "7", "a name, a list or an object");
    row("no type", "{}", "without \"type\"");
    row("unknown name", R"({"type":"record","name":"R","fields":[{"name":"jd","type":"dubble"}]})",
        "schema: jd: no type 'dubble' is known");
    row("record within itself", R"({"type":"record","name":"R","fields":[{"name":"r","type":"R"}]})", "without an end");
    row("two records within each other",
        R"({"type":"record","name":"A","fields":[{"name":"b","type":{"type":"record","name":"B","fields":[{"name":"a","type":"A"}]}}]})",
        "without an end");
    row("a union of only itself", R"({"type":"record","name":"R","fields":[{"name":"r","type":["R"]}]})",
        "without an end");
    row("union in a union", R"(["null",["null","int"]])", "union directly in a union");
    row("two branches alike", R"(["int","int"])", "two branches");
    row("an empty union", "[]", "union of nothing");
    row("defined twice", R"([{"type":"fixed","name":"F","size":1},{"type":"fixed","name":"F","size":2}])",
        "defined twice");
    row("a primitive's name", R"({"type":"record","name":"int","fields":[]})", "name of its own");
    row("no fields", R"({"type":"record","name":"R"})", "no list of fields");
    row("a field twice",
        R"({"type":"record","name":"R","fields":[{"name":"a","type":"int"},{"name":"a","type":"int"}]})",
        "a: the field stands twice");
    row("a field without a name", R"({"type":"record","name":"R","fields":[{"type":"int"}]})", "without a name");
    row("a negative size", R"({"type":"fixed","name":"F","size":-1})", "no size");
    row("a huge size", R"({"type":"fixed","name":"F","size":9223372036854775807})", "no size");
    row("an array of nothing", R"({"type":"array"})", "without \"items\"");
    row("symbols that are none", R"({"type":"enum","name":"E","symbols":[1]})", "no text");
    row("a million brackets", QByteArray(1'000'000, '['), "nested more than 128");
    row("deep arrays",
        QByteArray(R"({"type":"array","items":)").repeated(200) + "\"int\"" + QByteArray("}").repeated(200),
        "nested more than 128");
    QByteArray keys = "{";
    for (int i = 0; i < 200'000; ++i)
        keys += "\"" + QByteArray::number(i) + "\":0,";
    row("200,000 keys", keys + "\"a\":0}", "without \"type\"");
    row("3 MB", "\"" + QByteArray(3 << 20, 'x') + "\"", "longer than 2 MB");
}

void TestAvro::refusesHostileSchemas()
{
    QFETCH(QByteArray, schema);
    QFETCH(QString, says);
    const auto compiled = AvroSchema::parse({ schema.constData(), static_cast<std::size_t>(schema.size()) });
    QVERIFY(!compiled);
    QVERIFY2(QString::fromStdString(compiled.error().message).contains(says), compiled.error().message.c_str());
    QVERIFY(compiled.error().message.starts_with("schema: ") && !compiled.error().remedy.empty());
}

void TestAvro::refusesHostileRecords_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* name, const char* schema, const std::string& bytes, const char* says) {
        QTest::newRow(name) << QByteArray(schema) << QByteArray::fromStdString(bytes) << says;
    };
    const char* floats =
        R"({"type":"record","name":"R","fields":[{"name":"a","type":"float"},{"name":"b","type":["null","double"]}]})";
    row("empty", floats, "", "byte 0: a: the data ends inside a value");
    row("in the first value", floats, std::string(3, '\0'), "byte 0: a");
    row("in the second", floats, std::string(4, '\0') + "\2abc", "byte 5: b: the data ends inside a value");
    row("a branch that is none", floats, std::string(4, '\0') + "\4", "b: a union's branch");
    row("a negative branch", floats, std::string(4, '\0') + "\1", "b: a union's branch");
    row("a string of 2^40 bytes", R"("string")", avro::number(std::int64_t(1) << 40), "length beyond the end");
    row("a string of -1 bytes", R"("string")", avro::number(-1), "length beyond the end");
    row("a number of 11 bytes", R"("long")", std::string(11, '\xff'), "longer than 64 bits");
    row("a number of 65 bits", R"("long")", std::string(9, '\xff') + "\x7f", "longer than 64 bits");
    row("a symbol that is none", R"({"type":"enum","name":"E","symbols":["A"]})", avro::number(1), "an enum's symbol");
    row("2^33 nulls", R"({"type":"array","items":"null"})", avro::number(std::int64_t(1) << 33) + '\0',
        "more empty items");
    row(
        "nulls, block by block", R"({"type":"array","items":"null"})",
        [] {
            std::string blocks;
            for (int i = 0; i < 100; ++i)
                blocks += avro::number(1000);
            return blocks + '\0';
        }(),
        "more empty items");
    row("2^33 empty records", R"({"type":"array","items":{"type":"record","name":"R","fields":[]}})",
        avro::number(std::int64_t(1) << 33) + '\0', "more empty items");
    row("2^62 longs", R"({"type":"array","items":"long"})", avro::number(std::int64_t(1) << 62) + "abc",
        "more items than");
    row("-2^63 longs", R"({"type":"array","items":"long"})", avro::number(INT64_MIN) + "abc", "more items than");
    row("-2^62 longs of 2 bytes", R"({"type":"array","items":"long"})",
        avro::number(-(std::int64_t(1) << 62)) + avro::number(2) + "ab", "more items than");
    row("a block of no bytes", R"({"type":"array","items":"long"})", avro::number(-2) + avro::number(0) + "abc",
        "items without bytes");
    row("a block of other bytes", R"({"type":"array","items":"long"})",
        avro::number(-2) + avro::number(1) + std::string("\2\2\0", 3), "other bytes than it says");
    row("nulls in some bytes", R"({"type":"array","items":"null"})", avro::number(-47) + avro::number(19) + '\0',
        "length beyond the end");
    row("nulls that say they take bytes", R"({"type":"array","items":"null"})",
        avro::number(-3) + avro::number(1) + '\0', "other bytes than it says");
    row("a map's block of other bytes", R"({"type":"map","values":"null"})",
        avro::number(-1) + avro::number(2) + std::string("\0\0", 2), "other bytes than it says");
    row("a map of 2^33", R"({"type":"map","values":"null"})", avro::number(std::int64_t(1) << 33) + '\0',
        "more items than");
    row("deep by a list", R"({"type":"record","name":"L","fields":[{"name":"next","type":["null","L"]}]})",
        std::string(1'000'000, '\2'), "nested deeper than");
    row("deep by arrays", R"({"type":"record","name":"T","fields":[{"name":"c","type":{"type":"array","items":"T"}}]})",
        std::string(1'000'000, '\2'), "nested deeper than");
    row("a fixed of 1 GB", R"({"type":"fixed","name":"F","size":1000000000})", "abc", "ends inside a value");
    row("an array of fixed of 1 GB", R"({"type":"array","items":{"type":"fixed","name":"F","size":1000000000}})",
        avro::number(1000) + "abc", "more items than");
}

void TestAvro::refusesHostileRecords()
{
    QFETCH(QByteArray, schema);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, says);
    const auto compiled = schemaOf(schema.toStdString());
    const auto size = skipAvro(compiled->root(), view(bytes));
    QVERIFY(!size);
    QVERIFY2(QString::fromStdString(size.error().message).contains(says), size.error().message.c_str());
    QVERIFY(!size.error().remedy.empty());
    QVERIFY(!readAvro(compiled->root(), view(bytes)));
    const AvroProbe probe(compiled->root(), { "a", "b", "next.next", "c" });
    std::vector<AvroSlot> slots(probe.size());
    QVERIFY(!probe.run(view(bytes), slots));
}

void TestAvro::aTornRecordIsRefusedAtEveryLength()
{
    REAL_DATA_OR_SKIP();
    AvroSchemaCache schemas;
    const Bytes file = readFile(realData() / "ztf/schema-mix/2475433850015010009.avro").value();
    auto container = AvroContainer::open("a", file, schemas).value();
    const auto record = container.next().value()->bytes;
    const AvroProbe probe(container.schema()->root(), { "candidate.jd", "cutoutDifference.stampData" });
    std::vector<AvroSlot> slots(2);
    for (std::size_t size = 0; size < record.size(); size += size < 3000 || record.size() - size < 1000 ? 1 : 97) {
        // Copied, so that a sanitizer sees every byte that is read too far.
        const std::vector<std::byte> torn(record.begin(), record.begin() + static_cast<std::ptrdiff_t>(size));
        QVERIFY(!probe.run(torn, slots));
        QVERIFY(!readAvro(container.schema()->root(), torn));
    }
}

void TestAvro::zeroWidthRecordsOfAnySizeCostNothing()
{
    // 2^60 empty records inside each other twofold, written in no bytes at all.
    std::string schema = R"({"type":"record","name":"R0","fields":[]})";
    for (int i = 1; i <= 60; ++i)
        schema = R"({"type":"record","name":"R)" + std::to_string(i) + R"(","fields":[{"name":"a","type":)" + schema
            + R"(},{"name":"b","type":"R)" + std::to_string(i - 1) + R"("}]})";
    if (const auto compiled = AvroSchema::parse(schema)) { // or refused for its depth
        QCOMPARE(skipAvro((*compiled)->root(), {}).value(), 0u);
        QVERIFY(!readAvro((*compiled)->root(), {}));
    }
    // The same written as a list of named types, which is not deep.
    schema = R"([{"type":"record","name":"R0","fields":[{"name":"n","type":"null"}]})";
    for (int i = 1; i <= 60; ++i)
        schema += R"(,{"type":"record","name":"R)" + std::to_string(i) + R"(","fields":[{"name":"a","type":"R)"
            + std::to_string(i - 1) + R"("},{"name":"b","type":"R)" + std::to_string(i - 1) + R"("}]})";
    const auto flat = schemaOf(schema + "]");
    const std::string last = avro::number(60);
    QCOMPARE(skipAvro(flat->root(), asBytes(last)).value(), 1u);
    const auto tree = readAvro(flat->root(), asBytes(last), { .values = 10'000 });
    QVERIFY(!tree);
}

void TestAvro::joinsSchemasThatReferToEachOther()
{
    REAL_DATA_OR_SKIP();
    const auto text = [](const std::filesystem::path& file) { return std::string(asText(readFile(file).value())); };
    for (const char* version : { "5", "6", "8", "9", "11" }) {
        const auto folder = realData() / "rubin/schemas" / version / "0";
        const std::string prefix = std::string("lsst.v") + version + "_0.";
        std::vector<std::string> others;
        for (const auto& entry : std::filesystem::directory_iterator(folder))
            if (entry.path().extension() == ".avsc" && entry.path().filename() != prefix + "alert.avsc")
                others.push_back(text(entry.path()));
        const std::string alert = text(folder / (prefix + "alert.avsc"));
        QVERIFY(!AvroSchema::parse(alert)); // refers to what is not in it
        const auto joined = AvroSchema::join(alert, others);
        QVERIFY2(joined, joined ? "" : joined.error().message.c_str());
        const auto schema = AvroSchema::parse(*joined);
        QVERIFY2(schema, schema ? "" : schema.error().message.c_str());
        QVERIFY((*schema)->find("diaSource.psfFlux"));
        QVERIFY((*schema)->find("cutoutDifference"));
        // The packet that the survey publishes with the schema.
        const Bytes packet = readFile(folder / "sample_data/fakeAlert.avro").value();
        if (AvroContainer::begins(packet))
            continue;
        const auto size = skipAvro((*schema)->root(), packet);
        QVERIFY2(size && *size == packet.size(), version);
    }
}

void TestAvro::theCacheCompilesATextOnce()
{
    AvroSchemaCache cache;
    const auto first = cache.get(R"("int")").value();
    QCOMPARE(cache.get(R"("int")").value(), first);
    QVERIFY(cache.get(R"("long")").value() != first);
    for (int i = 0; i < 300; ++i)
        QVERIFY(cache.get(R"({"type":"fixed","name":"F","size":)" + std::to_string(i) + "}"));
    QVERIFY(cache.get(R"("int")").value() != first); // left the cache, still stands for who holds it
    QCOMPARE(first->root().kind, AvroType::Kind::Int);
    QCOMPARE(first->fingerprint(), cache.get(R"("int")").value()->fingerprint());
}

void TestAvro::goesThroughItems()
{
    const auto schema = schemaOf(R"({"type":"map","values":["null","long"]})");
    const std::string bytes = avro::number(2) + avro::text("a") + "\2" + avro::number(7) + avro::text("b") + '\0'
        + avro::number(-1) + avro::number(4) + avro::text("c") + "\2" + avro::number(-1) + '\0';
    AvroItems items({ &schema->root(), 0, asBytes(bytes) });
    QVERIFY(items.next());
    QCOMPARE(items.key(), "a");
    QCOMPARE(items.slot().integer().value(), 7);
    QVERIFY(items.next());
    QVERIFY(items.slot().isNull() && !items.slot().isAbsent());
    QVERIFY(items.next());
    QCOMPARE(items.key(), "c");
    QCOMPARE(items.slot().integer().value(), -1);
    QVERIFY(!items.next() && !items.error());
    AvroItems torn({ &schema->root(), 0, asBytes(bytes).first(5) });
    QVERIFY(torn.next());
    QVERIFY(!torn.next() && torn.error());
}

void TestAvro::probesThroughNulls()
{
    const auto schema = schemaOf(R"({"type":"record","name":"R","fields":[{"name":"o","type":["null",)"
                                 R"({"type":"record","name":"O","fields":[{"name":"x","type":"long"}]},"string"]}]})");
    const AvroProbe probe(schema->root(), { "o.x", "o", "o.y" });
    std::array<AvroSlot, 3> slots;
    const std::string null = avro::number(0); // the slots point into them
    const std::string record = avro::number(1) + avro::number(9);
    const std::string text = avro::number(2) + avro::text("t");
    QCOMPARE(probe.run(asBytes(null), slots).value(), 1u);
    QVERIFY(slots[0].isNull() && !slots[0].isAbsent() && slots[1].isNull() && slots[2].isNull());
    QCOMPARE(probe.run(asBytes(record), slots).value(), 2u);
    QCOMPARE(slots[0].integer().value(), 9);
    QCOMPARE(slots[0].offset, 1u);
    QVERIFY(slots[2].isAbsent());
    QVERIFY(probe.run(asBytes(text), slots));
    QVERIFY(slots[0].isAbsent());
    QCOMPARE(slots[1].text().value(), "t");
}

void TestAvro::probesAUnionOfRecordsThatReferToEachOther()
{
    // 200 records, each with a field that may be any of them: 200 plans a name, not 200 to the power of the names.
    std::string schema = R"({"type":"record","name":"Z","fields":[{"name":"x","type":[)";
    for (int i = 0; i < 200; ++i)
        schema += (i ? "," : "") + std::string(R"({"type":"record","name":"R)") + std::to_string(i)
            + R"(","fields":[{"name":"a","type":["null",)" + (i == 0 ? R"("Z")" : R"("R0")") + "]}]}";
    const auto chain = schemaOf(schema + "]}]}");
    const AvroProbe probe(chain->root(), { "x.a.a.a.a.a.a.a", "x.a.x.a.x.a.x.a.x.a" });
    std::array<AvroSlot, 2> slots;
    const std::string bytes = avro::number(5) + avro::number(0);
    QCOMPARE(probe.run(asBytes(bytes), slots).value(), 2u);
    QVERIFY(slots[0].isNull() && !slots[0].isAbsent());
}

void TestAvro::knowsConfluentsFrame()
{
    REAL_DATA_OR_SKIP();
    const Bytes packet = readFile(realData() / "rubin/25409136044802067.avro").value();
    const auto message = confluentMessage(packet);
    QVERIFY(message);
    QCOMPARE(message->schemaId, 701u);
    QCOMPARE(message->body.size(), packet.size() - 5);
    QVERIFY(!confluentMessage(asBytes("Obj\1..")));
    QVERIFY(!confluentMessage({}));
}

void TestAvro::showsJson()
{
    const auto schema = schemaOf(R"({"type":"record","name":"R","fields":[{"name":"a","type":"double"},)"
                                 R"({"name":"b","type":"bytes"},{"name":"c","type":"string"}]})");
    std::string bytes(6, '\0');
    bytes += "\xf8\x7f"; // a NaN
    bytes += avro::text(std::string("\x1f\x8b\0", 3)) + avro::text("\xff\"");
    QCOMPARE(toJson(readAvro(schema->root(), asBytes(bytes)).value()),
        "{\n  \"a\": \"NaN\",\n  \"b\": {\n    \"bytes\": 3,\n    \"begins\": \"1f8b00\"\n  },\n  \"c\": "
        "\"\xef\xbf\xbd\\\"\"\n}");
}

QTEST_GUILESS_MAIN(TestAvro)
#include "tst_avro.moc"
