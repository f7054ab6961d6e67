#include "core/base/file.h"
#include "core/formats/avro_container.h"
#include "core/survey/packet.h"
#include "tests/peer.h"
#include "tests/real_data.h"
#include "tests/ui/demo_services.h"
#include "ui/lightcurve/curve_points.h"

#include <QProcess>
#include <QTest>

#include <cmath>

using namespace vetrina;
using namespace vetrina::ui;

namespace {

/// What the window gets of a packet, but for its pixels.
std::vector<session::CandidateView> viewsOf(const std::filesystem::path& file)
{
    std::vector<session::CandidateView> views;
    const auto bytes = readFile(file);
    survey::PacketDecoders decoders;
    auto container = formats::AvroContainer::open(file.string(), *bytes, decoders.schemas());
    if (!container)
        return views;
    const auto decoder = decoders.forSchema(container->schema());
    while (const auto record = container->next()) {
        if (!*record)
            break;
        session::CandidateView view;
        view.candidate = (*decoder)->decode((*record)->bytes)->candidate;
        view.fields = (*decoder)->fields((*record)->bytes).value();
        view.lightCurve = (*decoder)->lightCurve((*record)->bytes).value();
        views.push_back(std::move(view));
    }
    return views;
}

double number(const QByteArray& hex) { return std::strtod(hex.constData(), nullptr); }

bool same(double ours, double theirs, double tolerance)
{
    return std::isnan(theirs) ? std::isnan(ours) : std::abs(ours - theirs) <= tolerance;
}

/// Holds the points of a view against the lines that make.py wrote of it; the first line is `packet,...`.
void compare(const session::CandidateView& view, const QList<QByteArray>& truth)
{
    static const QByteArrayList kinds{ "detection", "limit", "forced", "forced_limit" };
    const CurvePoints ours = pointsOf(view);
    const auto head = truth[0].split(',');
    QCOMPARE(view.candidate.key.id, head[1].toLongLong());
    QCOMPARE(ours.detections, head[2].toInt());
    QCOMPARE(ours.limits, head[3].toInt());
    QCOMPARE(ours.forced, head[4].toInt());
    QCOMPARE(ours.points.size(), static_cast<std::size_t>(truth.size() - 1));
    for (std::size_t i = 0; i < ours.points.size(); ++i) {
        const CurvePoint& point = ours.points[i];
        const auto words = truth[static_cast<qsizetype>(i) + 1].split(',');
        const auto where = truth[static_cast<qsizetype>(i) + 1].constData();
        QVERIFY2(kinds[static_cast<int>(point.kind)] == words[1], where);
        QVERIFY2(point.band == words[2][0], where);
        QVERIFY2(same(point.jd, number(words[3]), 0), where);
        QVERIFY2(same(point.magnitude, number(words[4]), 1e-5), where);
        QVERIFY2(same(point.magnitudeError, number(words[5]), 1e-6), where);
        if (point.kind != CurvePoint::Kind::Detection)
            QVERIFY2(same(point.limit, number(words[6]), 1e-5), where);
        const double flux = number(words[7]);
        QVERIFY2(same(point.flux, flux, std::abs(flux) * 1e-6), where);
        QVERIFY2(same(point.fluxError, number(words[8]), std::abs(number(words[8])) * 1e-6), where);
        if (point.kind != CurvePoint::Kind::Limit)
            QVERIFY2(point.positive == (words[9] == "1"), where);
        QVERIFY2(point.candid == words[10].toLongLong(), where);
    }
}

QList<QByteArray> linesOf(const QByteArray& text)
{
    QList<QByteArray> lines = text.split('\n');
    lines.removeAll(QByteArray());
    return lines;
}

} // namespace

/// The points of a light curve against those that fastavro reads from the same packets.
class TestCurvePoints : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void thePointsAreThoseThatFastavroReads();
    void thePointsOfRealPacketsToo();
};

void TestCurvePoints::thePointsAreThoseThatFastavroReads()
{
    const std::filesystem::path folder = VETRINA_SOURCE_DIR "/tests/golden/lightcurve";
    const auto views = viewsOf(folder / "packet.avro");
    QCOMPARE(views.size(), 1u);
    const auto truth = readFile(folder / "points.csv").value();
    const auto lines = linesOf(QByteArray(reinterpret_cast<const char*>(truth.data()), static_cast<int>(truth.size())));
    QVERIFY(lines.size() > 100);
    compare(views[0], lines);
    const CurvePoints points = pointsOf(views[0]);
    QVERIFY(points.current && points.points[*points.current].days == 0);
    QVERIFY(same(points.age, -points.points[*points.first].days, 1e-9)); // jdstarthist is later than the first here
}

void TestCurvePoints::thePointsOfRealPacketsToo()
{
    REAL_DATA_OR_SKIP();
    PEER_OR_SKIP("fastavro, astropy");
    QStringList files;
    for (const char* folder : { "night", "schema-mix" }) {
        int taken = 0;
        std::vector<std::filesystem::path> all;
        for (const auto& entry : std::filesystem::directory_iterator(realData() / "ztf" / folder))
            all.push_back(entry.path());
        std::ranges::sort(all);
        for (const auto& path : all)
            if (path.extension() == ".avro" && ++taken % 9 == 0)
                files << QString::fromStdString(path.string());
    }
    QVERIFY(files.size() > 60);
    QProcess python;
    python.start(peerPython(), QStringList{ VETRINA_SOURCE_DIR "/tests/golden/lightcurve/make.py" } + files);
    QVERIFY(python.waitForFinished(200'000));
    QCOMPARE(python.exitCode(), 0);
    QList<QList<QByteArray>> truth;
    for (const QByteArray& line : linesOf(python.readAllStandardOutput())) {
        if (line.startsWith("packet"))
            truth.push_back({});
        truth.back().push_back(line);
    }
    qsizetype at = 0;
    int points = 0;
    for (const QString& file : files)
        for (const auto& view : viewsOf(file.toStdString())) {
            QVERIFY(at < truth.size());
            compare(view, truth[at++]);
            points += static_cast<int>(view.lightCurve.epochs.size());
            if (QTest::currentTestFailed())
                return;
        }
    QCOMPARE(at, truth.size());
    QVERIFY(points > 1000);
}

QTEST_MAIN(TestCurvePoints)
#include "tst_curve_points.moc"
