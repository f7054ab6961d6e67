#include "core/formats/fits.h"
#include "core/formats/gzip.h"
#include "core/survey/packet.h"

#include "tests/core/survey/real_packets.h"
#include "tests/core/survey/small_packets.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace vetrina;
using namespace vetrina::survey;

namespace {

std::shared_ptr<const PacketDecoder> decoderOf(std::string_view schema)
{
    static PacketDecoders decoders;
    auto decoder = decoders.forText(schema);
    return decoder ? *decoder : nullptr;
}

/// A FITS file of these pixels.
Bytes fitsOf(int width, int height, std::vector<float> pixels)
{
    const image::Plane plane{ width, height, std::move(pixels) };
    return *formats::fitsBytes(plane.view());
}

Bytes ztfAlert(std::span<const std::byte> science)
{
    auto alert = smallZtfAlert();
    alert.some().text("s.fits.gz").bytes(science);
    alert.null(); // no template
    alert.some().text("d.fits.gz").bytes({});
    return alert.done();
}

Bytes lsstAlert(std::int64_t object, std::int64_t body, float flux)
{
    AvroBytes alert;
    alert.whole(77).null();
    alert.whole(77).some().whole(object).some().whole(body).number(60000.0).number(10.0).number(-20.0);
    alert.some().text("z").some().number(flux).some().number(10.f).some().flag(true).null();
    alert.some().whole(1).number(59000.0).text("y").number(2.f).whole(0);
    alert.some().whole(3).whole(5);
    alert.null().null().null();
    return alert.done();
}

} // namespace

class TestPacket : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsAnAlertOfFewFields();
    void saysWhatIsWrongWithACutout_data();
    void saysWhatIsWrongWithACutout();
    void keepsOddPixels();
    void readsRubinsFluxesAndLimits();
    void namesObjectsOfTheSolarSystem();
    void refusesWhatIsNoAlert_data();
    void refusesWhatIsNoAlert();
    void refusesATornRecordWhereverItIsTorn();
    void addsARowEvenIfTorn();
    void followsRecursiveSchemasSoFar();
    void readsTheMadeUpAlertsOfEveryRubinSchema();
};

void TestPacket::readsAnAlertOfFewFields()
{
    const auto decoder = decoderOf(smallZtf);
    QVERIFY(decoder);
    const Bytes file = formats::gzip(fitsOf(3, 2, { 1, 2, 3, 4, 5, 6 }));
    const Bytes record = ztfAlert(file);
    const auto packet = decoder->decode(record);
    QVERIFY2(packet, packet ? "" : packet.error().message.c_str());
    const auto& c = packet->candidate;
    QVERIFY((c.key == data::CandidateKey{ data::Survey::Ztf, 123456789012345678 }));
    QCOMPARE(c.object, "ZTF18abcdefg");
    QCOMPARE(c.jd, 2458000.75);
    QCOMPARE(c.band, 'r');
    QVERIFY(!c.positive);
    QCOMPARE(c.magnitude, 18.5f);
    QVERIFY(std::isnan(c.magnitudeError) && std::isnan(c.surveyScore)); // the schema has neither
    const auto cutout = packet->cutouts[0].of(record);
    QVERIFY(std::ranges::equal(cutout, file));
    QVERIFY(packet->cutouts[1] == ByteRange() && packet->cutouts[2] == ByteRange());
    QCOMPARE(packet->fields.begin, 13u + 9u); // behind the object's name and candid

    const auto fields = decoder->fields(record);
    QVERIFY(fields);
    QStringList names;
    for (const auto& [name, value] : *fields)
        names << QString::fromStdString(name);
    QCOMPARE(
        names, QStringList({ "objectId", "candid", "jd", "fid", "isdiffpos", "magpsf", "diffmaglim", "ra", "dec" }));
    QVERIFY(std::holds_alternative<std::monostate>((*fields)[6].second));

    const auto curve = decoder->lightCurve(record);
    QVERIFY(curve);
    QCOMPARE(curve->epochs.size(), 3u);
    using Kind = sky::Epoch::Kind;
    QVERIFY(curve->epochs[0].kind == Kind::Detection && curve->epochs[0].alertId == 42 && curve->epochs[0].band == 'i');
    QVERIFY(curve->epochs[1].kind == Kind::UpperLimit && curve->epochs[1].limit == 20.25f);
    QVERIFY(curve->epochs[2].kind == Kind::Detection && curve->epochs[2].alertId == c.key.id);

    const auto triplet = decoder->triplet(record);
    QVERIFY(triplet[data::Panel::Science].plane.pixels == std::vector<float>({ 1, 2, 3, 4, 5, 6 }));
    QCOMPARE(triplet[data::Panel::Template].problem, "the packet has no such cutout");
    QCOMPARE(triplet[data::Panel::Difference].problem, "the packet has no such cutout");
    QVERIFY(decoder->json(record)->find("\"magpsf\": 18.5") != std::string::npos);
}

void TestPacket::saysWhatIsWrongWithACutout_data()
{
    QTest::addColumn<QByteArray>("file");
    const auto row = [](const char* name, std::span<const std::byte> file) {
        QTest::newRow(name) << QByteArray(reinterpret_cast<const char*>(file.data()), qsizetype(file.size()));
    };
    const Bytes fits = fitsOf(63, 63, std::vector<float>(63 * 63, 1.f));
    const Bytes packed = formats::gzip(fits);
    row("torn gzip", std::span(packed).first(packed.size() / 2));
    row("torn FITS", std::span(fits).first(4000));
    row("gzip of a torn FITS", formats::gzip(std::span(fits).first(4000)));
    row("a header alone", std::span(fits).first(2880));
    row("noise", asBytes("neither gzip nor FITS"));
    row("a gzip bomb", formats::gzip(Bytes(100 << 20)));
    Bytes huge = fits;
    const auto naxis1 = asText(huge).find("NAXIS1");
    std::memcpy(huge.data() + naxis1 + 10, "          2000000000", 20);
    row("two thousand million columns", huge);
}

void TestPacket::saysWhatIsWrongWithACutout()
{
    QFETCH(QByteArray, file);
    const auto decoder = decoderOf(smallZtf);
    const Bytes record = ztfAlert(std::as_bytes(std::span(file.constData(), std::size_t(file.size()))));
    QVERIFY(decoder->decode(record)); // the alert itself is good
    const auto stamp = decoder->triplet(record)[data::Panel::Science];
    QVERIFY(stamp.plane.empty());
    QVERIFY(!stamp.problem.empty());
}

void TestPacket::keepsOddPixels()
{
    constexpr float most = std::numeric_limits<float>::max();
    const std::vector<float> odd{ most, -most, std::numeric_limits<float>::infinity(),
        std::numeric_limits<float>::quiet_NaN(), -0.f, 1e-45f };
    for (const Bytes& file : { fitsOf(2, 3, odd), formats::gzip(fitsOf(2, 3, odd)) }) {
        const auto stamp = stampOf(file);
        QCOMPARE(stamp.plane.width, 2);
        QCOMPARE(stamp.plane.height, 3);
        for (std::size_t i = 0; i < odd.size(); ++i)
            QVERIFY(std::bit_cast<std::uint32_t>(stamp.plane.pixels[i]) == std::bit_cast<std::uint32_t>(odd[i])
                || (std::isnan(odd[i]) && std::isnan(stamp.plane.pixels[i])));
    }
}

void TestPacket::readsRubinsFluxesAndLimits()
{
    const auto decoder = decoderOf(smallLsst);
    QVERIFY(decoder);
    const Bytes record = lsstAlert(9, 0, -1000.f);
    const auto packet = decoder->decode(record);
    QVERIFY2(packet, packet ? "" : packet.error().message.c_str());
    QCOMPARE(packet->candidate.object, "9");
    QCOMPARE(packet->candidate.band, 'z');
    QVERIFY(!packet->candidate.positive);
    QCOMPARE(packet->candidate.magnitude, 23.9f); // 1 uJy is AB 23.9
    QCOMPARE(packet->candidate.jd, 2460000.5 - 37.0 / 86400); // TAI is 37 s ahead of UTC since 2017
    const auto curve = decoder->lightCurve(record);
    QCOMPARE(curve->epochs.size(), 2u);
    QCOMPARE(curve->epochs[0].kind, sky::Epoch::Kind::UpperLimit);
    QCOMPARE(curve->epochs[0].limit, 28.9f); // five times 2 nJy
    const auto fields = *decoder->fields(record);
    QCOMPARE(fields.back().first, "diaObject.diaSourceId");
    QCOMPARE(std::get<std::int64_t>(fields.back().second), 5);

    const Bytes nothing = lsstAlert(9, 0, 0.f);
    QVERIFY(std::isnan(decoder->decode(nothing)->candidate.magnitude));
}

void TestPacket::namesObjectsOfTheSolarSystem()
{
    const auto decoder = decoderOf(smallLsst);
    QCOMPARE(decoder->decode(lsstAlert(0, 21163641473676121, 1.f))->candidate.object, "SSO21163641473676121");
    QCOMPARE(decoder->decode(lsstAlert(0, 0, 1.f))->candidate.object, "");
}

void TestPacket::refusesWhatIsNoAlert_data()
{
    QTest::addColumn<QString>("schema");
    QTest::newRow("another record") << R"({"type":"record","name":"x","fields":[{"name":"a","type":"int"}]})";
    QTest::newRow("no record") << R"("string")";
    QTest::newRow("a number called candidate")
        << R"({"type":"record","name":"x","fields":[{"name":"candidate","type":"int"}]})";
    QTest::newRow("no schema") << "{";
}

void TestPacket::refusesWhatIsNoAlert()
{
    QFETCH(QString, schema);
    PacketDecoders decoders;
    QVERIFY(!decoders.forText(schema.toStdString()));
    // An alert without its id.
    const auto decoder = decoders.forText(
        R"({"type":"record","name":"x","fields":[{"name":"candidate","type":{"type":"record","name":"c","fields":[]}}]})");
    QVERIFY(decoder);
    QCOMPARE((*decoder)->decode({}).error().message, "the alert has no candid");
}

void TestPacket::refusesATornRecordWhereverItIsTorn()
{
    const Bytes ztf = ztfAlert(formats::gzip(fitsOf(3, 2, { 1, 2, 3, 4, 5, 6 }))), lsst = lsstAlert(9, 0, 1.f);
    for (const auto& [schema, record] : { std::pair(smallZtf, &ztf), std::pair(smallLsst, &lsst) }) {
        const auto decoder = decoderOf(schema);
        for (std::size_t size = 0; size < record->size(); ++size) {
            const auto torn = std::span(*record).first(size);
            const auto packet = decoder->decode(torn);
            QVERIFY(!packet);
            QCOMPARE(packet.error().code, Error::Code::Malformed);
            QVERIFY(!decoder->triplet(torn)[data::Panel::Science].problem.empty());
            (void)decoder->fields(torn); // the cutouts may be torn behind the last field
            (void)decoder->lightCurve(torn);
            QVERIFY(!decoder->json(torn));
        }
        Bytes longer = *record;
        longer.push_back(std::byte{ 0 });
        QVERIFY2(decoder->decode(longer).error().message.find("1 bytes more") != std::string::npos,
            decoder->decode(longer).error().message.c_str());
    }
}

void TestPacket::addsARowEvenIfTorn()
{
    const auto decoder = decoderOf(smallLsst);
    const Bytes record = lsstAlert(9, 0, 1.f);
    data::ColumnBatch batch;
    QVERIFY(decoder->appendFields(record, batch));
    QVERIFY(!decoder->appendFields(std::span(record).first(20), batch));
    QVERIFY(decoder->appendFields(record, batch));
    QCOMPARE(batch.rows(), 3u);
    for (const auto& [name, column] : batch.columns())
        QCOMPARE(column.rows(), 3u);
    const auto ra = batch.at(batch.column("ra", data::Column::Type::Float64)).view();
    QVERIFY(ra.isValid(0) && !ra.isValid(1) && ra.isValid(2));
}

void TestPacket::followsRecursiveSchemasSoFar()
{
    const auto decoder = decoderOf(R"({"type":"record","name":"alert","fields":[
        {"name":"candidate","type":{"type":"record","name":"c","fields":[{"name":"candid","type":"long"},
        {"name":"again","type":["null","c"]}]}}]})");
    QVERIFY(decoder);
    AvroBytes alert;
    for (int i = 0; i < 10; ++i)
        alert.whole(i).whole(i < 9);
    const auto fields = decoder->fields(alert.done());
    QVERIFY(fields);
    QVERIFY(fields->size() >= 2 && fields->size() < 10);
    QCOMPARE((*fields)[1].first, "again.candid");
}

void TestPacket::readsTheMadeUpAlertsOfEveryRubinSchema()
{
    REAL_DATA_OR_SKIP();
    PacketDecoders decoders;
    int read = 0;
    const auto walked = forEachRealPacket(realData() / "rubin" / "schemas", decoders,
        [&](const formats::ArchiveItem& item, const PacketDecoder& decoder, std::span<const std::byte> record) {
            const auto packet = decoder.decode(record);
            QVERIFY2(packet, (item.name() + ": " + (packet ? "" : packet.error().message)).c_str());
            const auto& c = packet->candidate;
            QVERIFY(c.key.survey == data::Survey::Lsst && c.key.id != 0);
            QVERIFY2(std::isfinite(c.jd) && std::isfinite(c.raDeg) && std::isfinite(c.decDeg), item.name().c_str());
            QVERIFY(decoder.fields(record)->size() > 50);
            QCOMPARE(decoder.lightCurve(record)->epochs.size() >= 1, true);
            QCOMPARE(decoder.triplet(record)[data::Panel::Science].problem, "the packet has no such cutout");
            ++read;
        });
    QVERIFY2(walked, walked ? "" : walked.error().message.c_str());
    QCOMPARE(read, 14); // schemas 3.0 to 11.0
}

QTEST_APPLESS_MAIN(TestPacket)
#include "tst_packet.moc"
