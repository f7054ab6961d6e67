#include "core/session/night_fold.h"
#include "tests/peer.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace vetrina;
using namespace vetrina::session;
using store::EventKind;
using store::LabelEvent;

/// What became of a night, of events written by hand.
class TestNight : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingDoneIsNothing();
    void countsWhatStands();
    void aSittingEndsWithHalfAnHourOfNothing();
    void aNightBeginsAtNoon();
    void pausesAreNoTimeSpent();
    void othersAndImportsAreNotOurs();
    void aLabelOfBeforeIsNotOfTonight();
    void aSetCountsForEachOfItsClasses();
    void theMedianIsOfWhatSaysHowLong();
    void noonIsByTheClockOfThePlace();
    void aListIsOneLineACandidate();
    void onlyWhatWasChosenIsWritten();
    void tablesAreReadByAstropy();
    void refusesWhatItDoesNotKnow();
    void aFileStandsThereWholeOrNotAtAll();

private:
    static constexpr std::int64_t t0 = 1'700'000'000'000'000; // 2023-11-14 22:13:20 UTC
    static constexpr std::int64_t second = 1'000'000, minute = 60 * second;

    std::vector<LabelEvent> m_events;
    std::vector<store::SeenEvent> m_seen;

    LabelEvent& add(std::int64_t time, EventKind kind, std::int64_t candid, const std::string& what = {})
    {
        LabelEvent event;
        event.event = event.gesture = static_cast<std::int64_t>(m_events.size()) + 1;
        event.kind = kind;
        event.candidate.id = candid;
        event.object = "ZTF" + std::to_string(candid);
        event.user = "ada";
        event.timeUs = time;
        if (kind == EventKind::Label) {
            event.scheme = "transient-types";
            event.label = what;
        }
        if (kind == EventKind::Note)
            event.note = what;
        if (kind == EventKind::Undo || kind == EventKind::Redo)
            event.undoes = std::stoll(what);
        return m_events.emplace_back(std::move(event));
    }
    [[nodiscard]] NightReport fold(NightSpan span = NightSpan::All, std::int64_t night = 0) const
    {
        return foldNight(m_events, m_seen, { span, "ada", data::LabelScheme::shipped()->front(), night });
    }
    static std::map<std::string, std::uint64_t> classes(const NightReport& report)
    {
        std::map<std::string, std::uint64_t> counts;
        for (const auto& [name, count] : report.classes)
            if (count > 0)
                counts[name] = count;
        return counts;
    }
    using Counts = std::map<std::string, std::uint64_t>;

private Q_SLOTS:
    void init()
    {
        m_events.clear();
        m_seen.clear();
    }
};

void TestNight::nothingDoneIsNothing()
{
    for (const auto span : { NightSpan::Sitting, NightSpan::Night, NightSpan::All }) {
        const auto report = fold(span);
        QVERIFY(report.lines.empty());
        QCOMPARE(report.fromUs, 0);
        QCOMPARE(report.perMinute, 0.);
        QCOMPARE(report.classes.size(), 6u); // each with none
    }
}

void TestNight::countsWhatStands()
{
    add(t0, EventKind::Label, 1, "real"); // 1
    add(t0 + 1 * second, EventKind::Label, 1, "supernova"); // 2: counts once, for this
    add(t0 + 2 * second, EventKind::Skip, 2);
    add(t0 + 3 * second, EventKind::Skip, 3);
    add(t0 + 4 * second, EventKind::Label, 3, "bogus"); // 5: no longer skipped
    add(t0 + 5 * second, EventKind::Flag, 4);
    add(t0 + 6 * second, EventKind::Flag, 5);
    add(t0 + 7 * second, EventKind::Unflag, 5); // nothing is left of 5
    add(t0 + 8 * second, EventKind::Note, 4, "double host?");
    add(t0 + 9 * second, EventKind::Label, 6, "agn"); // 10
    add(t0 + 10 * second, EventKind::Undo, 6, "10");
    add(t0 + 11 * second, EventKind::Label, 7, "agn"); // 12
    add(t0 + 12 * second, EventKind::Undo, 7, "12"); // 13
    add(t0 + 13 * second, EventKind::Redo, 7, "13");
    add(t0 + 14 * second, EventKind::Label, 8, "real"); // 15
    add(t0 + 15 * second, EventKind::Label, 8, ""); // taken away
    const auto report = fold();
    QCOMPARE(report.labelled, 3u);
    QCOMPARE(classes(report), (Counts{ { "supernova", 1 }, { "bogus", 1 }, { "agn", 1 } }));
    QCOMPARE(report.skipped, 1u);
    QCOMPARE(report.flagged, 1u);
    QCOMPARE(report.notes, 1u);
    std::vector<std::int64_t> order;
    for (const auto& line : report.lines)
        order.push_back(line.candidate.key.id);
    QCOMPARE(order, (std::vector<std::int64_t>{ 1, 2, 3, 4, 7 }));
    QVERIFY(report.lines[3].flagged);
    QCOMPARE(report.lines[3].note, "double host?");
    QCOMPARE(report.fromUs, t0);
    QCOMPARE(report.toUs, t0 + 15 * second);
}

void TestNight::aSittingEndsWithHalfAnHourOfNothing()
{
    add(t0, EventKind::Label, 1, "real");
    add(t0 + 30 * minute, EventKind::Label, 2, "real"); // another sitting
    add(t0 + 59 * minute, EventKind::Label, 3, "real"); // the same
    QCOMPARE(fold(NightSpan::Sitting).labelled, 2u);
    QCOMPARE(fold(NightSpan::All).labelled, 3u);
    // Looking without a word is a sitting too.
    m_seen.push_back({ 1, { data::Survey::Ztf, 9 }, "ada", t0 + 15 * minute, {} });
    QCOMPARE(fold(NightSpan::Sitting).labelled, 3u);
    QCOMPARE(fold(NightSpan::Sitting).shown, 1u);
}

void TestNight::aNightBeginsAtNoon()
{
    add(t0 - second, EventKind::Label, 1, "real");
    add(t0, EventKind::Label, 2, "real");
    add(t0 + 600 * minute, EventKind::Label, 3, "real");
    const auto report = fold(NightSpan::Night, t0);
    QCOMPARE(report.labelled, 2u);
    QCOMPARE(report.fromUs, t0);
}

void TestNight::pausesAreNoTimeSpent()
{
    for (int i = 0; i < 10; ++i)
        add(t0 + i * 12 * second, EventKind::Label, i, "real"); // 108 s
    add(t0 + 108 * second + 6 * minute, EventKind::Label, 20, "real"); // after a tea
    add(t0 + 108 * second + 7 * minute, EventKind::Label, 21, "real"); // 60 s
    const auto report = fold();
    QCOMPARE(report.spentSeconds, 168.);
    QCOMPARE(report.perMinute, 12 / 2.8);
    m_events.resize(3);
    QCOMPARE(fold().perMinute, 0.); // under a minute no rate is said
}

void TestNight::othersAndImportsAreNotOurs()
{
    add(t0, EventKind::Label, 1, "real").user = "bob";
    add(t0, EventKind::Label, 2, "real").imported = true;
    add(t0, EventKind::Label, 3, "bogus");
    add(t0 + second, EventKind::Label, 3, "agn").imported = true; // it stands, and is not what was done tonight
    add(t0, EventKind::Label, 4, "supernova");
    auto other = add(t0 + second, EventKind::Label, 4, "smooth");
    m_events.back().scheme = "morphology"; // another scheme's says nothing of this one's
    m_seen.push_back({ 1, { data::Survey::Ztf, 9 }, "bob", t0, {} });
    const auto report = fold();
    QCOMPARE(classes(report), (Counts{ { "supernova", 1 } }));
    QCOMPARE(report.shown, 0u);
}

void TestNight::aLabelOfBeforeIsNotOfTonight()
{
    add(t0, EventKind::Label, 1, "real");
    add(t0, EventKind::Flag, 1);
    add(t0 + 600 * minute, EventKind::Note, 1, "again");
    const auto report = fold(NightSpan::Sitting);
    QCOMPARE(report.lines.size(), 1u);
    QCOMPARE(report.labelled + report.flagged, 0u);
    QCOMPARE(report.lines[0].note, "again");
    QVERIFY(report.lines[0].label.empty() && !report.lines[0].flagged);
}

void TestNight::aSetCountsForEachOfItsClasses()
{
    auto scheme = data::LabelScheme::shipped()->front();
    scheme.multi = true;
    add(t0, EventKind::Label, 1, "real+agn");
    add(t0, EventKind::Label, 2, "agn+quasar"); // a class of an earlier version
    const auto report = foldNight(m_events, m_seen, { NightSpan::All, "ada", scheme, 0 });
    QCOMPARE(report.labelled, 2u);
    QCOMPARE(classes(report), (Counts{ { "real", 1 }, { "agn", 2 }, { "quasar", 1 } }));
}

void TestNight::theMedianIsOfWhatSaysHowLong()
{
    for (const double seconds : { 5., 1., 0., 2. })
        add(t0, EventKind::Label, static_cast<std::int64_t>(seconds) + 1, "real").seconds = seconds;
    QCOMPARE(fold().medianSeconds, 2.);
    add(t0, EventKind::Label, 77, "real").seconds = 3;
    QCOMPARE(fold().medianSeconds, 2.5);
}

void TestNight::noonIsByTheClockOfThePlace()
{
    const QByteArray before = qgetenv("TZ");
    const auto noon = [](const char* place, std::int64_t now) {
        qputenv("TZ", place);
        tzset();
        return lastNoonUs(now * second);
    };
    // 2023-11-14 22:13:20 UTC
    QCOMPARE(noon("UTC", 1'700'000'000), 1'699'963'200 * second); // 12:00 of the same day
    QCOMPARE(noon("UTC-5", 1'700'000'000), 1'699'945'200 * second); // 03:13 of the 15th there: noon of the 14th
    QCOMPARE(noon("UTC+8", 1'700'000'000), 1'699'992'000 * second); // 14:13 there
    QCOMPARE(noon("UTC", 1'709'258'400), 1'709'208'000 * second); // 2024-03-01 02:00: noon of 29 February
    before.isNull() ? qunsetenv("TZ") : qputenv("TZ", before);
    tzset();
}

namespace {

/// Three candidates as a night may leave them.
NightReport threeLines()
{
    NightReport report;
    report.scheme = data::LabelScheme::shipped()->front();
    report.user = "ada";
    const auto line = [&](std::int64_t candid, const char* object, const char* label, float mag, char band) {
        NightLine made;
        made.row = candid;
        made.candidate.key.id = candid;
        made.candidate.object = object;
        made.candidate.magnitude = mag;
        made.candidate.band = band;
        made.candidate.raDeg = 123.456789;
        made.candidate.decDeg = -0.5;
        made.label = label;
        made.timeUs = 1'700'000'000'000'000;
        report.lines.push_back(made);
    };
    line(2'481'334'963'515'015'002, "ZTF23abigzke", "supernova", 18.3171F, 'g');
    report.lines.back().note = "double host?\nask \"Ada\", <b>";
    report.lines.back().seconds = 2.25;
    line(11, "ZTF23aaa", "bogus", std::nanf(""), 'r');
    line(12, "ZTF23bbb", "", 19.5F, 'i');
    report.lines.back().flagged = report.lines.back().skipped = true;
    return report;
}

} // namespace

void TestNight::aListIsOneLineACandidate()
{
    const auto report = threeLines();
    NightExport choice;
    choice.classes = { "supernova", "bogus" };
    QCOMPARE(nightText(report, choice).value(),
        "ZTF23abigzke SN 18.32 g double host? ask \"Ada\", <b>\nZTF23aaa BOG r\n"); // what is not there leaves no gap
    choice.classes = { "supernova" };
    choice.flagged = true;
    choice.line = "{candid},{ra},{dec},{label} {flag}";
    QCOMPARE(nightText(report, choice).value(),
        "2481334963515015002,123.45679,-0.50000,supernova\n12,123.45679,-0.50000, flagged\n");
}

void TestNight::onlyWhatWasChosenIsWritten()
{
    const auto report = threeLines();
    const auto count = [&](NightExport choice) {
        const auto lines = linesOf(report, choice);
        const auto text = nightText(report, choice).value();
        return static_cast<std::size_t>(std::ranges::count(text, '\n')) == lines ? lines : 99;
    };
    NightExport choice;
    QCOMPARE(count(choice), 0u);
    choice.classes = { "supernova" };
    QCOMPARE(count(choice), 1u);
    choice.notes = true; // the same one
    QCOMPARE(count(choice), 1u);
    choice.skipped = true;
    QCOMPARE(count(choice), 2u);
    choice.classes = { "supernova", "bogus", "agn" };
    QCOMPARE(count(choice), 3u);
}

void TestNight::tablesAreReadByAstropy()
{
    PEER_OR_SKIP("astropy");
    const QTemporaryDir dir;
    NightExport choice;
    choice.classes = { "supernova", "bogus" };
    choice.flagged = true;
    for (const char* format : { "csv", "json", "votable" }) {
        choice.format = format;
        const auto written = writeNight(threeLines(), choice, (dir.filePath("n.") + format).toStdString());
        QVERIFY2(written, written ? "" : written.error().message.c_str());
    }
    QProcess peer;
    peer.start(peerPython(),
        { "-c", R"(
import sys, json, csv
from astropy.table import Table
d = sys.argv[1]
v = Table.read(d + '/n.votable', format='votable')
c = list(csv.DictReader(open(d + '/n.csv')))
j = json.load(open(d + '/n.json'))
assert len(v) == len(c) == len(j) == 3
assert [str(x) for x in v['candid']] == [r['candid'] for r in c] == [r['candid'] for r in j]
assert v['candid'][0] == '2481334963515015002'
assert abs(v['mag'][0] - 18.3171) < 1e-9 and v['mag'].mask[1] and c[1]['mag'] == '' and j[1]['mag'] is None
assert str(v['mag'].unit) == 'mag' and str(v['ra'].unit) == 'deg' and abs(v['ra'][2] - 123.456789) < 1e-12
assert v['note'][0] == c[0]['note'] == j[0]['note'] == 'double host?\nask "Ada", <b>'
assert bool(v['flagged'][2]) and c[2]['flagged'] == 'true' and j[2]['flagged'] is True
assert c[2]['label'] == '' and j[2]['label'] is None and c[0]['code'] == 'SN'
assert j[0]['time'].startswith('2023-11-14T22:13:20') and j[0]['seconds'] == 2.25
print('agrees')
)",
            dir.path() });
    QVERIFY(peer.waitForFinished(120000));
    QVERIFY2(peer.readAllStandardOutput().contains("agrees"), peer.readAllStandardError());
}

void TestNight::refusesWhatItDoesNotKnow()
{
    NightExport choice;
    choice.classes = { "supernova" };
    choice.format = "xls";
    QCOMPARE(nightText(threeLines(), choice).error().code, Error::Code::WrongUse);
    choice.format = "list";
    choice.line = "{object} {wrong}";
    const auto text = nightText(threeLines(), choice);
    QVERIFY(!text && text.error().message.find("{wrong}") != std::string::npos);
    choice.line = "{object} {open";
    QCOMPARE(nightText(threeLines(), choice).value(), "ZTF23abigzke {open\n"); // no name: as it stands
}

void TestNight::aFileStandsThereWholeOrNotAtAll()
{
    const QTemporaryDir dir;
    NightExport choice;
    choice.classes = { "supernova" };
    choice.line = "{wrong}";
    const auto file = dir.filePath("night.txt");
    QVERIFY(!writeNight(threeLines(), choice, file.toStdString()));
    QVERIFY(!QFile::exists(file));
    QVERIFY(!writeNight(threeLines(), {}, dir.filePath("no/such/folder/x").toStdString()));
    choice.line = "{object}";
    QVERIFY(writeNight(threeLines(), choice, file.toStdString()));
    QFile read(file);
    QVERIFY(read.open(QIODevice::ReadOnly));
    QCOMPARE(read.readAll(), QByteArray("ZTF23abigzke\n"));
}

QTEST_GUILESS_MAIN(TestNight)
#include "tst_night.moc"
