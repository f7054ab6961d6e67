#include "tests/core/survey/real_packets.h"

#include <QFile>
#include <QTest>

#include <cmath>
#include <map>

using namespace vetrina;
using namespace vetrina::survey;

namespace {

/// A row of index.csv, which was written by other code than ours.
struct Expected {
    std::int64_t candid = 0;
    QString object;
    std::optional<double> drb;
    int ny = 0, nx = 0;
    std::array<int, 3> nan{};
    QString ssname;
    double ssdistnr = 0;
};

std::map<QString, Expected> index()
{
    std::map<QString, Expected> rows;
    QFile file(QString::fromStdString((realData() / "ztf" / "index.csv").string()));
    if (!file.open(QIODevice::ReadOnly))
        return rows;
    const QStringList names = QString(file.readLine()).trimmed().split(',');
    const auto at = [&](const char* name) { return names.indexOf(name); };
    while (!file.atEnd()) {
        const QStringList words = QString(file.readLine()).trimmed().split(',');
        Expected row;
        row.candid = words[at("candid")].toLongLong();
        row.object = words[at("objectId")];
        if (!words[at("drb")].isEmpty())
            row.drb = words[at("drb")].toDouble();
        row.ny = words[at("ny")].toInt();
        row.nx = words[at("nx")].toInt();
        row.nan = { words[at("nan_science")].toInt(), words[at("nan_template")].toInt(),
            words[at("nan_difference")].toInt() };
        row.ssname = words[at("ssnamenr")];
        row.ssdistnr = words[at("ssdistnr")].toDouble();
        rows[words[at("file")] + "|" + words[at("member")]] = row;
    }
    return rows;
}

} // namespace

class TestZtf : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsEveryRealPacketAsTheIndexHasIt();
};

void TestZtf::readsEveryRealPacketAsTheIndexHasIt()
{
    REAL_DATA_OR_SKIP();
    const auto expected = index();
    PacketDecoders decoders;
    std::map<QString, int> counts;
    const auto walked = forEachRealPacket(realData() / "ztf", decoders,
        [&](const formats::ArchiveItem& item, const PacketDecoder& decoder, std::span<const std::byte> record) {
            const QString file =
                QString::fromStdString(std::filesystem::relative(item.file, realData()).string() + "|" + item.member);
            const auto found = expected.find(file);
            QVERIFY2(found != expected.end(), qPrintable(file));
            const Expected& row = found->second;
            ++counts[file.section('/', 1, 1).section('|', 0, 0)];

            QCOMPARE(decoder.survey(), data::Survey::Ztf);
            const auto packet = decoder.decode(record);
            QVERIFY2(packet, packet ? "" : packet.error().message.c_str());
            QCOMPARE(packet->candidate.key.id, row.candid);
            QCOMPARE(QString::fromStdString(packet->candidate.object), row.object);
            QCOMPARE(std::isnan(packet->candidate.surveyScore), !row.drb.has_value());
            if (row.drb)
                QCOMPARE(double(packet->candidate.surveyScore), *row.drb);

            const auto triplet = decoder.triplet(record);
            for (const data::Panel panel : data::panels) {
                const auto& stamp = triplet[panel];
                QVERIFY2(stamp.problem.empty(), stamp.problem.c_str());
                QCOMPARE(stamp.plane.height, row.ny);
                QCOMPARE(stamp.plane.width, row.nx);
                const auto missing = std::count_if(
                    stamp.plane.pixels.begin(), stamp.plane.pixels.end(), [](float x) { return std::isnan(x); });
                QCOMPARE(int(missing), row.nan[static_cast<std::size_t>(panel)]);
            }

            data::ColumnBatch batch;
            QVERIFY(decoder.appendFields(record, batch));
            QCOMPARE(batch.rows(), 1u);
            const auto column = batch.at(batch.column("ssdistnr", data::Column::Type::Float64)).view();
            if (row.ssname == "null")
                QVERIFY(!column.isValid(0) || row.ssdistnr == column.floats[0]);
            else
                QCOMPARE(double(column.floats[0]), row.ssdistnr);
        });
    QVERIFY2(walked, walked ? "" : walked.error().message.c_str());
    QCOMPARE(counts["night"], 607);
    QCOMPARE(counts["schema-mix"], 48);
    QCOMPARE(counts["simulator-2019"], 498);
    QCOMPARE(counts["recent_alerts.tar.gz"], 22);
}

QTEST_APPLESS_MAIN(TestZtf)
#include "tst_ztf.moc"
