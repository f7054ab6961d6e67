#include "core/session/packet_batch.h"
#include "tests/core/session/small_night.h"

using namespace vetrina;
using namespace vetrina::session;

/// Which schema a packet is read with, and what is said of those that can't be read.
class TestPacketBatch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aContainerCarriesItsSchema();
    void aBareBodyIsReadWithTheSchemaBesideIt();
    void aConfluentMessageIsReadWithTheSchemaItNames();
    void aBodyThatBeginsWithZeroIsNoMessageWhereASchemaStandsBesideIt();
    void withoutAnySchemaItSaysBothThatAreMissing();
    void aBrokenSchemaIsSaidAndNotPassedOver();
    void oneBadRecordLeavesTheOthers();
    void aSchemaInATarIsOfItsFolderAlone();
    void stopsBetweenFiles();

private:
    static formats::ArchiveItem item(const std::filesystem::path& file, const std::string& member = {})
    {
        return { formats::ArchiveItem::Kind::Packets, file, member, 0 };
    }
    static PacketBatch decode(SchemaShelf& shelf, std::vector<PacketFile> files, std::stop_token stop = {})
    {
        for (PacketFile& file : files)
            file.isRead = true;
        BufferPool memory(1, 1 << 20);
        return decodePackets(std::move(files), shelf, memory, false, stop).value();
    }
    static Bytes bytesOf(std::string_view text)
    {
        const auto bytes = asBytes(text);
        return { bytes.begin(), bytes.end() };
    }
    /// A Rubin alert in Confluent's wire format, its schema number 901 or another.
    static Bytes message(std::uint32_t id)
    {
        AvroBytes alert;
        alert.whole(77).null();
        alert.whole(77).some().whole(5).null().number(60000.0).number(10.0).number(-20.0);
        alert.some().text("z").some().number(100.f).some().number(10.f).null().null();
        alert.null().null();
        alert.null().null().null();
        Bytes bytes{ std::byte{ 0 } };
        for (int shift = 24; shift >= 0; shift -= 8)
            bytes.push_back(static_cast<std::byte>(id >> shift));
        bytes.insert(bytes.end(), alert.done().begin(), alert.done().end());
        return bytes;
    }
    /// A ZTF alert whose first field is an empty text: it begins with a zero, as a message does.
    static Bytes bodyFromZero()
    {
        auto alert = smallAlert(3);
        const auto name = static_cast<std::size_t>(alert.front()) / 2; // a short text's length, zig-zag
        alert.erase(alert.begin(), alert.begin() + static_cast<std::ptrdiff_t>(name) + 1);
        alert.insert(alert.begin(), std::byte{ 0 });
        return alert;
    }

    SmallNight m_night;
};

void TestPacketBatch::aContainerCarriesItsSchema()
{
    SchemaShelf shelf;
    const auto batch = decode(shelf, { { item(m_night.path("a.avro")), bytesOf(smallContainer(0, 7)) } });
    QVERIFY(batch.read == 7 && batch.packets.size() == 7 && batch.refusals.empty());
    QCOMPARE(batch.fields.rows(), 7u);
    QCOMPARE(batch.packets[6].candidate.key.id, 1006);
}

void TestPacketBatch::aBareBodyIsReadWithTheSchemaBesideIt()
{
    SchemaShelf shelf;
    const auto file = m_night.file("bare/1.avro", asText(smallAlert(1)));
    m_night.file("bare/schema.json", smallZtf);
    const auto batch = decode(shelf, { { item(file), smallAlert(1) } });
    QVERIFY2(batch.refusals.empty(), batch.refusals.empty() ? "" : batch.refusals[0].reason.c_str());
    QCOMPARE(batch.packets.at(0).candidate.key.id, 1001);
}

void TestPacketBatch::aConfluentMessageIsReadWithTheSchemaItNames()
{
    SchemaShelf shelf;
    const auto file = m_night.path("wire/1.avro");
    m_night.file("wire/schemas/9/1/lsst.v9_1.alert.avsc", smallLsst);
    const auto batch = decode(shelf, { { item(file), message(901) } });
    QVERIFY2(batch.refusals.empty(), batch.refusals.empty() ? "" : batch.refusals[0].reason.c_str());
    QCOMPARE(batch.packets.at(0).candidate.key.id, 77);
    QCOMPARE(batch.packets.at(0).candidate.band, 'z');
}

void TestPacketBatch::aBodyThatBeginsWithZeroIsNoMessageWhereASchemaStandsBesideIt()
{
    SchemaShelf shelf;
    m_night.file("zero/schema.json", smallZtf);
    const auto batch = decode(shelf, { { item(m_night.path("zero/1.avro")), bodyFromZero() } });
    QVERIFY2(batch.refusals.empty(), batch.refusals.empty() ? "" : batch.refusals[0].reason.c_str());
    QCOMPARE(batch.packets.at(0).candidate.key.id, 1003);
    QVERIFY(batch.packets.at(0).candidate.object.empty());
}

void TestPacketBatch::withoutAnySchemaItSaysBothThatAreMissing()
{
    SchemaShelf shelf;
    for (const std::uint32_t id : { 901u, 123456789u }) {
        const auto batch = decode(shelf, { { item(m_night.path("none/1.avro")), message(id) } });
        QCOMPARE(batch.refusals.size(), 1u);
        const auto reason = QString::fromStdString(batch.refusals[0].reason);
        QVERIFY2(reason.contains("nor a packet with its schema beside it"), qPrintable(reason));
        QVERIFY2(reason.contains(QString("schema %1, which is not here").arg(id)), qPrintable(reason));
    }
    const auto plain = decode(shelf, { { item(m_night.path("none/2.avro")), smallAlert(1) } });
    QVERIFY(!QString::fromStdString(plain.refusals.at(0).reason).contains("Confluent"));
}

void TestPacketBatch::aBrokenSchemaIsSaidAndNotPassedOver()
{
    SchemaShelf shelf;
    m_night.file("broken/schemas/lsst.v9_2.alert.avsc", "{\"type\": \"record\"");
    m_night.file("broken/schema.json", smallZtf);
    const auto batch = decode(shelf, { { item(m_night.path("broken/1.avro")), message(902) } });
    QVERIFY(batch.packets.empty());
    QVERIFY2(batch.refusals.at(0).reason.starts_with("lsst.v9_2.alert.avsc"), batch.refusals[0].reason.c_str());
}

void TestPacketBatch::oneBadRecordLeavesTheOthers()
{
    SchemaShelf shelf;
    const Bytes whole = smallAlert(1);
    const auto torn = asText(whole).substr(0, 20);
    const std::string container = smallContainer(0, 1) + avro::block(1, torn) + avro::block(1, asText(smallAlert(2)));
    const auto batch = decode(
        shelf, { { item(m_night.path("empty.avro")), {} }, { item(m_night.path("a.avro")), bytesOf(container) } });
    QCOMPARE(batch.read, 4u);
    QCOMPARE(batch.packets.size(), 2u);
    QCOMPARE(batch.fields.rows(), 2u);
    QCOMPARE(batch.refusals.size(), 2u);
    QVERIFY(batch.refusals[0].file.ends_with("empty.avro") && batch.refusals[0].reason == "the file is empty");
    QCOMPARE(batch.refusals[1].record, 1);
    QCOMPARE(batch.packets[1].candidate.key.id, 1002);
}

void TestPacketBatch::aSchemaInATarIsOfItsFolderAlone()
{
    SchemaShelf shelf;
    const auto tar = m_night.path("night.tar");
    formats::ArchiveItem schema{ formats::ArchiveItem::Kind::Schema, tar, "ztf/schema.json", 0 };
    shelf.add(schema, bytesOf(smallZtf));
    const auto batch =
        decode(shelf, { { item(tar, "ztf/1.avro"), smallAlert(1) }, { item(tar, "lsst/1.avro"), smallAlert(2) } });
    QCOMPARE(batch.packets.size(), 1u);
    QCOMPARE(batch.refusals.size(), 1u);
    QCOMPARE(batch.refusals[0].member, std::string("lsst/1.avro"));
}

void TestPacketBatch::stopsBetweenFiles()
{
    SchemaShelf shelf;
    std::stop_source stop;
    stop.request_stop();
    BufferPool memory(1, 1 << 20);
    const auto batch = decodePackets(
        { { item(m_night.path("a.avro")), bytesOf(smallContainer(0, 1)), true } }, shelf, memory, false, stop.get_token());
    QCOMPARE(batch.error().code, Error::Code::Cancelled);
}

QTEST_GUILESS_MAIN(TestPacketBatch)
#include "tst_packet_batch.moc"
