#include "core/formats/avro.h"
#include "core/formats/avro_container.h"
#include "tests/core/formats/canonical_lines.h"
#include "tests/core/formats/run_peer.h"
#include "tests/real_data.h"

#include <QHash>

#include <algorithm>

using namespace vetrina;
using namespace vetrina::formats;

/// Every real packet, against fastavro.
class TestAvroPeers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsEveryRealPacketAsFastavroDoes_data();
    void readsEveryRealPacketAsFastavroDoes();
    void theProbeFindsWhatTheTreeHolds();

private:
    static std::vector<std::filesystem::path> packets(const std::filesystem::path& folder)
    {
        std::vector<std::filesystem::path> files;
        for (const auto& entry : std::filesystem::directory_iterator(folder))
            if (AvroContainer::begins(readFile(entry.path()).value_or(Bytes())))
                files.push_back(entry.path());
        std::ranges::sort(files);
        return files;
    }
};

void TestAvroPeers::readsEveryRealPacketAsFastavroDoes_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<int>("least");
    QTest::newRow("ZTF nights") << "ztf/night" << 600;
    QTest::newRow("ZTF schemas 3.3 to 4.02") << "ztf/schema-mix" << 48;
    QTest::newRow("ZTF 2019") << "ztf/simulator-2019" << 490;
    QTest::newRow("Rubin") << "rubin" << 7;
}

void TestAvroPeers::readsEveryRealPacketAsFastavroDoes()
{
    REAL_DATA_OR_SKIP();
    PEER_OR_SKIP("fastavro");
    QFETCH(QString, folder);
    QFETCH(int, least);
    const auto files = packets(realData() / folder.toStdString());
    QStringList words{ VETRINA_SOURCE_DIR "/tests/core/formats/avro_truth.py" };
    for (const auto& file : files)
        words << QString::fromStdString(file.string());
    const QList<QByteArray> truth = runPeer(words).split('\n');

    AvroSchemaCache schemas;
    qsizetype line = 0;
    for (const auto& file : files) {
        const Bytes bytes = readFile(file).value();
        auto container = AvroContainer::open(file.filename().string(), bytes, schemas);
        QVERIFY2(container, container.error().message.c_str());
        for (;;) {
            const auto record = container->next();
            QVERIFY2(record, record.error().message.c_str());
            if (!*record)
                break;
            const auto value = readAvro(container->schema()->root(), (*record)->bytes);
            QVERIFY2(value, value.error().message.c_str());
            std::string lines;
            canonicalLines(*value, "", lines);
            const QByteArray ours = QByteArray::fromStdString(
                file.string() + " " + std::to_string((*record)->number) + " " + sha256(asBytes(lines)));
            QCOMPARE(ours, truth.value(line));
            ++line;
        }
    }
    QVERIFY(line >= least);
    QCOMPARE(line, truth.size() - 1);
}

void TestAvroPeers::theProbeFindsWhatTheTreeHolds()
{
    REAL_DATA_OR_SKIP();
    AvroSchemaCache schemas;
    for (const auto& file : packets(realData() / "ztf" / "schema-mix")) {
        const Bytes bytes = readFile(file).value();
        auto container = AvroContainer::open(file.filename().string(), bytes, schemas).value();
        const auto record = container.next().value().value();
        const AvroType& root = container.schema()->root();
        const auto tree = readAvro(root, record.bytes).value();
        const AvroProbe probe(root,
            { "objectId", "candidate", "candidate.jd", "candidate.drb", "prv_candidates", "cutoutScience.stampData",
                "cutoutScience", "no.such" });
        std::vector<AvroSlot> slots(probe.size());
        const auto size = probe.run(record.bytes, slots);
        QVERIFY2(size, size.error().message.c_str());
        QCOMPARE(*size, record.bytes.size());
        QCOMPARE(slots[0].text().value(), std::get<std::string>(tree.member("objectId")->value));
        const AvroValue& candidate = *tree.member("candidate");
        QCOMPARE(slots[2].number().value(), std::get<double>(candidate.member("jd")->value));
        QVERIFY(slots[7].isAbsent());
        QCOMPARE(slots[5].content()->size(),
            std::get<Bytes>(tree.member("cutoutScience")->member("stampData")->value).size());

        // The range of `candidate` decodes on its own to the same tree.
        QCOMPARE(slots[1].bytes.data(), record.bytes.data() + slots[1].offset);
        QCOMPARE(container.schema()->find("candidate"), slots[1].type);
        std::string whole;
        std::string range;
        canonicalLines(candidate, "", whole);
        canonicalLines(readAvro(*slots[1].type, slots[1].bytes).value(), "", range);
        QCOMPARE(range, whole);

        // And field by field.
        AvroFields fields(*slots[1].type, slots[1].bytes);
        std::size_t count = 0;
        while (fields.next()) {
            const AvroValue* member = candidate.member(fields.field().name);
            QVERIFY(member);
            if (const auto* number = std::get_if<double>(&member->value); number && !std::isnan(*number))
                QCOMPARE(fields.slot().number().value(), *number);
            ++count;
        }
        QVERIFY(!fields.error());
        QCOMPARE(count, candidate.type->fields.size());
        QCOMPARE(fields.position(), slots[1].bytes.size());

        const AvroValue* history = tree.member("prv_candidates");
        if (history && !history->isNull()) {
            const auto& items = std::get<AvroValue::Items>(history->value);
            const AvroProbe each(*slots[4].type->branches[0], { "jd" });
            std::size_t number = 0;
            const auto read = each.runItems(slots[4], [&](std::span<const AvroSlot> found) {
                QCOMPARE(found[0].number().value(), std::get<double>(items.at(number++).member("jd")->value));
            });
            QVERIFY(read);
            QCOMPARE(number, items.size());
        }
    }
}

QTEST_GUILESS_MAIN(TestAvroPeers)
#include "tst_avro_peers.moc"
