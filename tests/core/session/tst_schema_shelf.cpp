#include "core/session/schema_shelf.h"
#include "tests/core/session/small_night.h"

using namespace vetrina;
using namespace vetrina::session;

class TestSchemaShelf : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSchemaOfSeveralFilesIsPutTogether();
    void theSchemaIsReadOnceAFolder();
    void numbersNameVersions_data();
    void numbersNameVersions();
    void theUsersOwnSchemasAreFound();
    void saysWhatToPutWhere();

private:
    static formats::ArchiveItem packet(const std::filesystem::path& file)
    {
        return { formats::ArchiveItem::Kind::Packets, file, {}, 0 };
    }
    void add(SchemaShelf& shelf, const std::string& name, std::string_view text)
    {
        const auto bytes = asBytes(text);
        shelf.add({ formats::ArchiveItem::Kind::Schema, m_night.path(name), {}, 0 }, { bytes.begin(), bytes.end() });
    }

    const char* const m_top = R"({"type":"record","namespace":"lsst.v9_0","name":"alert","fields":[
        {"name":"diaSourceId","type":"long"},{"name":"diaSource","type":"lsst.v9_0.diaSource"}]})";
    const char* const m_part = R"({"type":"record","namespace":"lsst.v9_0","name":"diaSource","fields":[
        {"name":"diaSourceId","type":"long"},{"name":"ra","type":"double"}]})";
    SmallNight m_night;
};

void TestSchemaShelf::aSchemaOfSeveralFilesIsPutTogether()
{
    SchemaShelf shelf;
    add(shelf, "parts/lsst.v9_0.alert.avsc", m_top);
    QVERIFY(!shelf.beside(packet(m_night.path("parts/1.avro")))); // a part is missing, which is no answer to keep
    add(shelf, "parts/lsst.v9_0.diaSource.avsc", m_part);
    const auto schema = shelf.beside(packet(m_night.path("parts/1.avro")));
    VERIFY_RESULT(schema);
    QVERIFY((*schema)->find("diaSource.ra"));
}

void TestSchemaShelf::theSchemaIsReadOnceAFolder()
{
    SchemaShelf shelf;
    m_night.file("once/schema.json", smallZtf);
    const auto first = shelf.beside(packet(m_night.path("once/1.avro")));
    VERIFY_RESULT(first);
    std::filesystem::remove(m_night.path("once/schema.json"));
    const auto second = shelf.beside(packet(m_night.path("once/2.avro")));
    VERIFY_RESULT(second);
    QCOMPARE(first->get(), second->get());
    QVERIFY(!SchemaShelf().beside(packet(m_night.path("once/3.avro"))));
}

void TestSchemaShelf::numbersNameVersions_data()
{
    QTest::addColumn<quint32>("number");
    QTest::addColumn<QByteArray>("version");
    QTest::newRow("9.0") << 900u << QByteArray("9_0");
    QTest::newRow("7.4") << 704u << QByteArray("7_4");
    QTest::newRow("10.12") << 1012u << QByteArray("10_12");
}

void TestSchemaShelf::numbersNameVersions()
{
    QFETCH(quint32, number);
    QFETCH(QByteArray, version);
    SchemaShelf shelf;
    const auto name = "numbers/lsst.v" + version.toStdString();
    add(shelf, name + ".alert.avsc", m_top);
    add(shelf, name + ".diaSource.avsc", m_part);
    const auto schema = shelf.registered(number, packet(m_night.path("elsewhere/1.avro")));
    VERIFY_RESULT(schema);
    QVERIFY((*schema)->find("diaSource.ra"));
    const auto other = shelf.registered(number + 1, packet(m_night.path("elsewhere/1.avro")));
    QCOMPARE(other.error().code, Error::Code::NotFound);
}

void TestSchemaShelf::theUsersOwnSchemasAreFound()
{
    m_night.file("vetrina/schemas/9/3/lsst.v9_3.alert.avsc", m_top); // $XDG_DATA_HOME is the test's folder
    m_night.file("vetrina/schemas/9/3/lsst.v9_3.diaSource.avsc", m_part);
    SchemaShelf shelf;
    const auto schema = shelf.registered(903, packet(m_night.path("anywhere/1.avro")));
    VERIFY_RESULT(schema);
}

void TestSchemaShelf::saysWhatToPutWhere()
{
    SchemaShelf shelf;
    const auto beside = shelf.beside(packet(m_night.path("bare/1.avro")));
    QVERIFY(beside.error().code == Error::Code::NotFound);
    QVERIFY(QString::fromStdString(beside.error().remedy).contains("schema.json"));
    const auto named = shelf.registered(905, packet(m_night.path("bare/1.avro")));
    QVERIFY(named.error().code == Error::Code::NotFound);
    QVERIFY(QString::fromStdString(named.error().remedy).contains("lsst.v9_5."));
}

QTEST_GUILESS_MAIN(TestSchemaShelf)
#include "tst_schema_shelf.moc"
