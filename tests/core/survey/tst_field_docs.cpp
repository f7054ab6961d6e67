#include "core/survey/field_docs.h"

#include "tests/core/survey/real_packets.h"

#include <QTest>

#include <set>

using namespace vetrina;

namespace {

/// What no schema says a word of: a broker's own fields, every one of them. The surveys' have a doc without exception.
const std::set<std::string> without{ "brokerEndProcessTimestamp", "brokerIngestMjd", "brokerStartProcessTimestamp",
    "clf.cats_class", "clf.cats_score", "clf.earlySNIa_score", "clf.elephant_kstest_science",
    "clf.elephant_kstest_template", "clf.snnSnVsOthers_score", "day", "fink_broker_version", "fink_science_version",
    "lsst_schema_version", "misc.firstDiaSourceMjdTaiFink", "month", "pred.is_cataloged", "pred.is_first",
    "pred.is_sso", "pred.main_label_classifier", "pred.main_label_crossmatch", "publisher", "timestamp",
    "tns_type_recomputed", "xm.gaiadr3_DR3Name", "xm.gaiadr3_Plx", "xm.gaiadr3_VarFlag", "xm.gaiadr3_e_Plx",
    "xm.gcvs_type", "xm.legacydr8_e_zphot", "xm.legacydr8_fqual", "xm.legacydr8_pstar", "xm.legacydr8_zphot",
    "xm.mangrove_2MASS_name", "xm.mangrove_HyperLEDA_name", "xm.mangrove_ang_dist", "xm.mangrove_lum_dist",
    "xm.simbad_otype", "xm.spicy_class", "xm.tns_fullname", "xm.tns_redshift", "xm.tns_type", "xm.vsx_Type",
    "xm.x3hsp_type", "xm.x4lac_type", "year" };

QString text(const std::string& words) { return QString::fromStdString(words); }

} // namespace

class TestFieldDocs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFieldOfEveryRealPacketHasADoc_data();
    void everyFieldOfEveryRealPacketHasADoc();
    void whatShipsSaysWhatTheWritersSay_data() { everyFieldOfEveryRealPacketHasADoc_data(); }
    void whatShipsSaysWhatTheWritersSay();
    void aPacketsOwnDocServesForAFieldThatNobodyKnows();
    void theUnitIsTakenOutOfADoc_data();
    void theUnitIsTakenOutOfADoc();
    void malformedFilesSayTheirPlace_data();
    void malformedFilesSayTheirPlace();
};

void TestFieldDocs::everyFieldOfEveryRealPacketHasADoc_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("fewest");
    for (const char* path : { "ztf/night", "ztf/schema-mix", "ztf/simulator-2019" })
        QTest::newRow(path) << path << 95;
    QTest::newRow("rubin/2025-09-20.partition0.tar.gz") << "rubin/2025-09-20.partition0.tar.gz" << 120;
    QTest::newRow("rubin/fink-client.avro") << "rubin/fink-client.avro" << 160;
    QTest::newRow("rubin/25409136044802067.avro") << "rubin/25409136044802067.avro" << 100;
}

void TestFieldDocs::everyFieldOfEveryRealPacketHasADoc()
{
    REAL_DATA_OR_SKIP();
    QFETCH(const QString, path);
    QFETCH(const int, fewest);
    survey::PacketDecoders decoders;
    survey::FieldDocShelf shelf;
    std::set<std::string> missing;
    int packets = 0, most = 0;
    const auto walked = forEachRealPacket(realData() / path.toStdString(), decoders,
        [&](const formats::ArchiveItem&, const survey::PacketDecoder& decoder, std::span<const std::byte> record) {
            const auto fields = decoder.fields(record);
            QVERIFY2(fields.has_value(), "fields");
            const auto docs = shelf.of(decoder);
            QCOMPARE(text(docs->problem), QString());
            for (const auto& [name, value] : *fields) {
                const data::FieldDoc* doc = docs->find(name);
                if (!doc || (doc->meaning.empty() && doc->unit.empty()))
                    missing.insert(name);
            }
            most = std::max(most, static_cast<int>(fields->size()));
            ++packets;
        });
    QVERIFY2(walked.has_value(), walked ? "" : walked.error().message.c_str());
    QVERIFY(packets > 0);
    QVERIFY2(most >= fewest, qPrintable(QString::number(most)));
    std::erase_if(missing, [](const std::string& name) { return without.contains(name); });
    QStringList names;
    for (const auto& name : missing)
        names << text(name);
    QVERIFY2(names.isEmpty(), qPrintable(names.join(' ')));
}

/// Those that ship were made from the schemas once; where a newer schema of a real packet says it in other words they
/// may differ, but the unit may not.
void TestFieldDocs::whatShipsSaysWhatTheWritersSay()
{
    REAL_DATA_OR_SKIP();
    QFETCH(const QString, path);
    const std::set<std::string> mended{ "trailLengthErr", "trailAngleErr" }; // the schema says nJy of both
    survey::PacketDecoders decoders;
    std::set<std::uint64_t> seen;
    int compared = 0;
    const auto walked = forEachRealPacket(realData() / path.toStdString(), decoders,
        [&](const formats::ArchiveItem&, const survey::PacketDecoder& decoder, std::span<const std::byte>) {
            if (!seen.insert(decoder.schema().fingerprint()).second)
                return;
            const auto shipped = survey::shippedFieldDocs(decoder.survey());
            QVERIFY(shipped.has_value());
            for (const auto& [name, own] : decoder.writersDocs()) {
                const data::FieldDoc* doc = shipped->find(name);
                if (!doc || own.unit.empty() || mended.contains(name))
                    continue;
                QVERIFY2(doc->unit == own.unit, (name + ": " + doc->unit + " is " + own.unit).c_str());
                ++compared;
            }
        });
    QVERIFY2(walked.has_value(), walked ? "" : walked.error().message.c_str());
    if (path.startsWith("ztf"))
        QVERIFY2(compared >= 40, qPrintable(QString::number(compared)));
}

void TestFieldDocs::aPacketsOwnDocServesForAFieldThatNobodyKnows()
{
    const auto schema = formats::AvroSchema::parse(R"({"type":"record","name":"alert","fields":[
        {"name":"objectId","type":"string"},
        {"name":"candidate","type":{"type":"record","name":"candidate","fields":[
            {"name":"magpsf","type":"float","doc":"Somebody's other words [parsec]"},
            {"name":"kilonova","type":["null","float"],"doc":"Chance of a kilonova [per mille]"},
            {"name":"mute","type":"int"}]}}]})");
    QVERIFY2(schema.has_value(), schema ? "" : schema.error().message.c_str());
    const auto decoder = survey::PacketDecoder::forSchema(*schema);
    QVERIFY(decoder.has_value());
    survey::FieldDocShelf shelf;
    const auto docs = shelf.of(**decoder);
    QCOMPARE(docs->find("magpsf")->unit, "mag");
    QCOMPARE(docs->find("magpsf")->meaning, "Magnitude from PSF-fit photometry");
    QVERIFY(docs->find("kilonova"));
    QCOMPARE(docs->find("kilonova")->unit, "per mille");
    QCOMPARE(docs->find("kilonova")->meaning, "Chance of a kilonova");
    QCOMPARE(docs->find("kilonova")->type, "float");
    QVERIFY(!docs->find("mute"));
    QCOMPARE(shelf.of(**decoder), docs);
}

void TestFieldDocs::theUnitIsTakenOutOfADoc_data()
{
    QTest::addColumn<QString>("doc");
    QTest::addColumn<QString>("unit");
    QTest::addColumn<QString>("meaning");
    QTest::newRow("at the end") << "Declination [deg]"
                                << "deg"
                                << "Declination";
    QTest::newRow("before the stop") << "Uncertainty of ra [deg]."
                                     << "deg"
                                     << "Uncertainty of ra";
    QTest::newRow("another word for it") << "x position [pixels]"
                                         << "px"
                                         << "x position";
    QTest::newRow("a range is none") << "Readout channel ID [00 .. 63]"
                                     << ""
                                     << "Readout channel ID [00 .. 63]";
    QTest::newRow("none") << "fits.gz"
                          << ""
                          << "fits.gz";
    QTest::newRow("nothing") << ""
                             << ""
                             << "";
    QTest::newRow("controls") << "a\tb\nc"
                              << ""
                              << "a b c";
    QTest::newRow("only brackets") << "[mag]"
                                   << "mag"
                                   << "";
}

void TestFieldDocs::theUnitIsTakenOutOfADoc()
{
    QFETCH(const QString, doc);
    const auto made = survey::fieldDocOf(doc.toStdString(), "float");
    QTEST(text(made.unit), "unit");
    QTEST(text(made.meaning), "meaning");
}

void TestFieldDocs::malformedFilesSayTheirPlace_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("message");
    QTest::newRow("torn") << R"({"fields": {"magpsf")"
                          << "ztf.json: not a JSON object with 'fields'";
    QTest::newRow("a list") << "[]"
                            << "ztf.json: not a JSON object with 'fields'";
    QTest::newRow("no fields") << R"({"survey": "ZTF"})"
                               << "ztf.json: not a JSON object with 'fields'";
    QTest::newRow("a number") << R"({"fields": {"magpsf": 3}})"
                              << "ztf.json: magpsf: not an object";
    QTest::newRow("a unit that is a number") << R"({"fields": {"magpsf": {"unit": 3}}})"
                                             << "ztf.json: magpsf: 'unit' is not a text";
    QTest::newRow("a key too many") << R"({"fields": {"magpsf": {"units": "mag"}}})"
                                    << "ztf.json: magpsf: there is no 'units' here";
    QTest::newRow("deep") << QString("{\"fields\":").append(QString(50, '[')) << "ztf.json: more than 1 MB or 8 levels";
    QTest::newRow("long") << QString("{\"fields\":{\"a\":{\"meaning\":\"%1\"}}}").arg(QString(5000, 'x'))
                          << "ztf.json: a: 'meaning' has more than 4000 bytes";
}

void TestFieldDocs::malformedFilesSayTheirPlace()
{
    QFETCH(const QString, json);
    const auto docs = survey::parseFieldDocs(json.toStdString(), "ztf.json");
    QVERIFY(!docs.has_value());
    QTEST(text(docs.error().message), "message");
}

QTEST_APPLESS_MAIN(TestFieldDocs)
#include "tst_field_docs.moc"
