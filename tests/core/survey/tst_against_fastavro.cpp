#include "core/data/memory_table.h"
#include "core/sky/wcs.h"

#include "tests/core/survey/real_packets.h"
#include "tests/peer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>

using namespace vetrina;
using namespace vetrina::survey;

namespace {

/// What Python read of one packet, a list of lines of words (packets_by_fastavro.py says which).
struct Truth {
    std::map<QByteArray, QByteArray> candidate;
    std::vector<QList<QByteArray>> fields, epochs, stamps, skies;
};

double numberOf(const QByteArray& hex) { return std::strtod(hex.constData(), nullptr); }

bool same(double ours, double theirs, double tolerance = 0)
{
    if (std::isnan(theirs))
        return std::isnan(ours);
    return std::abs(ours - theirs) <= tolerance;
}

} // namespace

/// Every real packet, every field, by code that we did not write.
class TestAgainstFastavro : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void readsTheSameCandidates();
    void readsTheSameFields();
    void fillsTheSameColumns();
    void readsTheSameLightCurves();
    void readsTheSameCutouts();
    void findsTheSameSkyUnderRubinsCutouts();

private:
    void forEach(const std::function<void(const Truth&, const PacketDecoder&, std::span<const std::byte>)>& check);

    std::map<QByteArray, std::vector<Truth>> m_truth; ///< by file and member, in order
    std::size_t m_packets = 0;
};

void TestAgainstFastavro::initTestCase()
{
    REAL_DATA_OR_SKIP();
    PEER_OR_SKIP("fastavro, numpy, astropy");
    QProcess python;
    python.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    python.start(peerPython(),
        { VETRINA_SOURCE_DIR "/tests/core/survey/packets_by_fastavro.py",
            QString::fromStdString(realData().string()) });
    QVERIFY(python.waitForFinished(200'000));
    QCOMPARE(python.exitCode(), 0);
    Truth* truth = nullptr;
    for (const QByteArray& line : python.readAllStandardOutput().split('\n')) {
        const auto words = line.split('\t');
        switch (line.isEmpty() ? ' ' : line[0]) {
        case 'P':
            truth = &m_truth[words[1] + "|" + words[2]].emplace_back();
            break;
        case 'C':
            truth->candidate[words[1]] = words[2];
            break;
        case 'F':
            truth->fields.push_back(words);
            break;
        case 'E':
            truth->epochs.push_back(words);
            break;
        case 'S':
            truth->stamps.push_back(words);
            break;
        case 'W':
            truth->skies.push_back(words);
            break;
        default:
            break;
        }
        m_packets += line.startsWith('P');
    }
    QCOMPARE(m_packets, 1175u + 20u);
}

void TestAgainstFastavro::forEach(
    const std::function<void(const Truth&, const PacketDecoder&, std::span<const std::byte>)>& check)
{
    PacketDecoders decoders;
    std::map<QByteArray, std::size_t> gone;
    std::size_t packets = 0;
    const auto take = [&](const formats::ArchiveItem& item, const PacketDecoder& decoder,
                          std::span<const std::byte> record) {
        const auto key =
            QByteArray::fromStdString(std::filesystem::relative(item.file, realData()).string() + "|" + item.member);
        const auto found = m_truth.find(key);
        if (found == m_truth.end()) // the schemas' own made-up samples
            return;
        const std::size_t number = gone[key]++;
        QVERIFY2(number < found->second.size(), key.constData());
        ++packets;
        check(found->second[number], decoder, record);
        if (QTest::currentTestFailed())
            qInfo() << key << number;
    };
    for (const char* survey : { "ztf", "rubin" }) {
        const auto walked = forEachRealPacket(realData() / survey, decoders, take);
        QVERIFY2(walked, walked ? "" : walked.error().message.c_str());
    }
    QCOMPARE(packets, m_packets);
}

void TestAgainstFastavro::readsTheSameCandidates()
{
    forEach([](const Truth& truth, const PacketDecoder& decoder, std::span<const std::byte> record) {
        const auto packet = decoder.decode(record);
        QVERIFY2(packet, packet ? "" : packet.error().message.c_str());
        const auto& c = packet->candidate;
        const auto theirs = [&](const char* name) { return truth.candidate.at(name); };
        QCOMPARE(QByteArray::number(qlonglong(c.key.id)), theirs("id"));
        QCOMPARE(QByteArray::fromStdString(c.object), theirs("object"));
        QVERIFY(same(c.jd, numberOf(theirs("jd")), c.key.survey == data::Survey::Lsst ? 1e-9 : 0));
        QVERIFY(same(c.raDeg, numberOf(theirs("ra"))));
        QVERIFY(same(c.decDeg, numberOf(theirs("dec"))));
        QCOMPARE(QByteArray(1, c.band), theirs("band"));
        QCOMPARE(c.positive, theirs("positive") == "1");
        QVERIFY(same(c.magnitude, numberOf(theirs("magnitude")), 2e-6));
        QVERIFY(same(c.magnitudeError, numberOf(theirs("error")), 1e-6));
        QVERIFY(same(c.surveyScore, numberOf(theirs("score"))));
    });
}

void TestAgainstFastavro::readsTheSameFields()
{
    forEach([](const Truth& truth, const PacketDecoder& decoder, std::span<const std::byte> record) {
        const auto fields = decoder.fields(record);
        QVERIFY(fields);
        // A nested record that is null has no members there, and none here.
        QCOMPARE(fields->size(), truth.fields.size());
        for (std::size_t i = 0; i < fields->size(); ++i) {
            const auto& [name, value] = (*fields)[i];
            const auto& words = truth.fields[i];
            QCOMPARE(QByteArray::fromStdString(name), words[1]);
            switch (words[2][0]) {
            case 'n':
                QVERIFY(std::holds_alternative<std::monostate>(value));
                break;
            case 'b':
                QCOMPARE(std::get<bool>(value), words[3] == "1");
                break;
            case 'i':
                QCOMPARE(qlonglong(std::get<std::int64_t>(value)), words[3].toLongLong());
                break;
            case 'd':
                QVERIFY(same(std::get<double>(value), numberOf(words[3])));
                break;
            default:
                QCOMPARE(QString::fromStdString(std::get<std::string>(value)),
                    QJsonDocument::fromJson("[" + words[3] + "]").array()[0].toString());
            }
        }
    });
}

void TestAgainstFastavro::fillsTheSameColumns()
{
    data::ColumnBatch batch;
    std::vector<const Truth*> rows;
    forEach([&](const Truth& truth, const PacketDecoder& decoder, std::span<const std::byte> record) {
        QVERIFY(decoder.appendFields(record, batch));
        rows.push_back(&truth);
    });
    const data::MemoryTable table(std::move(batch));
    QCOMPARE(table.rows(), m_packets);
    std::map<QByteArray, std::shared_ptr<const data::Column>> columns;
    for (const auto& name : table.columnNames())
        columns[QByteArray::fromStdString(name)] = *table.column(name);
    for (std::size_t row = 0; row < rows.size(); ++row) {
        std::size_t notNull = 0;
        for (const auto& words : rows[row]->fields) {
            const auto& column = *columns.at(words[1]);
            QCOMPARE(column.isValid(row), words[2] != "n");
            notNull += column.isValid(row);
            if (words[2] == "n")
                continue;
            switch (column.type) {
            case data::Column::Type::Bool:
                QCOMPARE(column.bools[row] != 0, words[3] == "1");
                break;
            case data::Column::Type::Int64:
                QCOMPARE(qlonglong(column.ints[row]), words[3].toLongLong());
                break;
            case data::Column::Type::Float32:
                QVERIFY(same(column.floats[row], numberOf(words[3])));
                break;
            case data::Column::Type::Float64:
                QVERIFY(same(column.doubles[row], numberOf(words[3])));
                break;
            case data::Column::Type::Text:
                QCOMPARE(QString::fromUtf8(column.textAt(row).data(), qsizetype(column.textAt(row).size())),
                    QJsonDocument::fromJson("[" + words[3] + "]").array()[0].toString());
            }
        }
        std::size_t valid = 0;
        for (const auto& [name, column] : columns)
            valid += column->isValid(row);
        QCOMPARE(valid, notNull); // and nothing else
    }
}

void TestAgainstFastavro::readsTheSameLightCurves()
{
    forEach([](const Truth& truth, const PacketDecoder& decoder, std::span<const std::byte> record) {
        const auto curve = decoder.lightCurve(record);
        QVERIFY(curve);
        QCOMPARE(curve->epochs.size(), truth.epochs.size());
        for (std::size_t i = 0; i < truth.epochs.size(); ++i) {
            const auto& e = curve->epochs[i];
            const auto& words = truth.epochs[i];
            const QByteArray kind = e.kind == sky::Epoch::Kind::Detection ? "detection"
                : e.kind == sky::Epoch::Kind::UpperLimit                  ? "limit"
                                                                          : "forced";
            QCOMPARE(kind, words[1]);
            QCOMPARE(QByteArray(1, e.band), words[2]);
            QCOMPARE(e.positive, words[3] == "1");
            QVERIFY(same(e.jd, numberOf(words[4]), decoder.survey() == data::Survey::Lsst ? 1e-9 : 0));
            QCOMPARE(qlonglong(e.alertId), words[5].toLongLong());
            QVERIFY(same(e.magnitude, numberOf(words[6]), 4e-6));
            QVERIFY(same(e.magnitudeError, numberOf(words[7]), 1e-6 * (1 + std::abs(numberOf(words[7])))));
            QVERIFY(same(e.limit, numberOf(words[8])));
            QVERIFY(same(e.fluxNjy, numberOf(words[9]), 1e-6 * std::abs(numberOf(words[9]))));
            QVERIFY(same(e.fluxErrorNjy, numberOf(words[10]), 1e-6 * std::abs(numberOf(words[10]))));
        }
    });
}

void TestAgainstFastavro::readsTheSameCutouts()
{
    int checked = 0;
    forEach([&](const Truth& truth, const PacketDecoder& decoder, std::span<const std::byte> record) {
        if (truth.stamps.empty()) // Python unpacks every eighth packet only: it is slow
            return;
        const auto triplet = decoder.triplet(record);
        for (const data::Panel panel : data::panels) {
            const auto& stamp = triplet[panel];
            const auto& words = truth.stamps[static_cast<std::size_t>(panel)];
            QVERIFY2(stamp.problem.empty(), stamp.problem.c_str());
            QCOMPARE(stamp.plane.height, words[2].toInt());
            QCOMPARE(stamp.plane.width, words[3].toInt());
            double sum = 0;
            int nan = 0;
            for (const float x : stamp.plane.pixels)
                std::isnan(x) ? void(++nan) : void(sum += x);
            QCOMPARE(nan, words[4].toInt());
            QVERIFY(same(sum, numberOf(words[5])));
            ++checked;
        }
    });
    QVERIFY(checked > 3 * 150);
}

void TestAgainstFastavro::findsTheSameSkyUnderRubinsCutouts()
{
    int checked = 0;
    forEach([&](const Truth& truth, const PacketDecoder& decoder, std::span<const std::byte> record) {
        for (const auto& words : truth.skies) {
            const auto panel = *std::ranges::find_if(
                data::panels, [&](data::Panel p) { return words[1].toLower() == QByteArray(data::name(p).data()); });
            const auto header = decoder.stampHeader(record, panel);
            QVERIFY(header);
            const auto wcs = sky::Wcs::fromHeader(*header);
            QVERIFY2(wcs, wcs ? "" : wcs.error().message.c_str());
            const auto corner = wcs->pixelToSky({ 0, 0 });
            QVERIFY(std::abs(corner.raDeg - numberOf(words[2])) < 1e-9);
            QVERIFY(std::abs(corner.decDeg - numberOf(words[3])) < 1e-9);
            ++checked;
        }
        if (decoder.survey() == data::Survey::Lsst) { // and it puts the alert in its own cutout
            const auto wcs = sky::Wcs::fromHeader(*decoder.stampHeader(record, data::Panel::Difference));
            const auto c = decoder.decode(record)->candidate;
            const auto pixel = wcs->skyToPixel({ c.raDeg, c.decDeg });
            const auto plane = decoder.triplet(record)[data::Panel::Difference].plane;
            QVERIFY(pixel);
            QVERIFY(std::abs(pixel->column - plane.width / 2) <= 1.5);
            QVERIFY(std::abs(pixel->row - plane.height / 2) <= 1.5);
        }
    });
    QCOMPARE(checked, 60);
}

QTEST_GUILESS_MAIN(TestAgainstFastavro)
#include "tst_against_fastavro.moc"
